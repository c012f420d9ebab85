"""Who was there: the lists of the header and of the attendance item, what sentences say, and the offices of the meeting."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.components.attendance import BROAD, Roster, find_rosters, unlabelled_roster
from pipeline.components.fields import header_rows, label_at
from pipeline.components.persons import plain, same_name, short_for
from pipeline.components.presence import Statement, find_initials, read_choice, read_statements
from pipeline.components.roster import Entry, read_entries, stronger
from pipeline.components.sentences import sentence_spans
from pipeline.components.structure import Heading, SectionSpan
from pipeline.minutes import Meeting, Participant, Role, SectionKind, Status
from pipeline.page import Block, BlockKind, Box, Line

FRONT = 60  # blocks of a header at most
REACH = 40  # blocks of an attendance item at most
CLOSING = 20  # blocks at the end where the minutes are signed
LISTED_TITLE = re.compile(r"(?i)\b(?:fravær\w*|afbud|(?:møde)?deltager\w*|til\s?stede\w*|fremmød\w*|stedfortræder\w*|suppleant\w*)\b")
ELECTION = re.compile(r"(?i)\bvalg|genvalg|på valg")
AGENDA_TITLE = re.compile(r"(?i)\bdagsorden")
OFFICE_TITLE = re.compile(r"(?i)\b(?P<moderator>dirigent|ordstyrer|mødeleder)|\b(?P<minute_taker>referent)")
OFFICIAL = re.compile(r"(?i)direktør|chef|sekretær|konsulent|fuldmægtig|jurist|stadsingeniør|planlægger")
STAND_IN = re.compile(r"(?i)\b(?:suppleant|stedfortræder)\b")
SIGNED = re.compile(r"(?i)(?:referent|dirigent|ordstyrer)\s*:?")
ROLES = {"chair": Role.CHAIR, "moderator": Role.MODERATOR, "minute_taker": Role.MINUTE_TAKER}


@dataclass(slots=True)
class Person:
    """One person with all that is printed about the person's presence."""

    name: str
    page: int
    boxes: tuple[Box, ...]
    rule: str
    said: set[str] = field(default_factory=set)  # labels of lists and kinds of statements
    role: Role | None = None
    title: str | None = None
    organisation: str | None = None
    party: str | None = None
    substitute_for: str | None = None
    from_: str | None = None
    to: str | None = None


@dataclass(slots=True)
class Gathering:
    """The people found so far; a name is looked up before it is added."""

    people: list[Person] = field(default_factory=list)

    def find(self, name: str) -> Person | None:
        """The person meant by `name`: the same words, then a spelling variant, then a short form that fits one only."""
        for like in (lambda p: plain(p.name) == plain(name), lambda p: same_name(p.name, name)):
            if hits := [p for p in self.people if like(p)]:
                return hits[0]
        hits = [p for p in self.people if short_for(name, p.name) or short_for(p.name, name)]
        return hits[0] if len(hits) == 1 else None

    def add(self, name: str, page: int, boxes: tuple[Box, ...], rule: str) -> Person:
        person = self.find(name)
        if person is None:
            person = Person(name, page, boxes, rule)
            self.people.append(person)
        return person


def find_participants(blocks: Sequence[Block], headings: Sequence[Heading], sections: Sequence[SectionSpan], meeting: Meeting) -> list[Participant]:
    """Everyone the minutes list as present or absent, and the named moderator and minute-taker, in printed order."""
    stop = min(front_end(headings), FRONT, len(blocks))
    people = Gathering()
    rows = header_rows(blocks, stop)
    front = find_rosters(rows)
    if not any(roster.label == "present" and roster.chunks for roster in front):
        front = [*front, *unlabelled_roster(rows)]
    initials = find_initials(" ".join(b.text for b in blocks[:stop]))
    for roster in front:
        add_roster(people, roster, initials)
    political = sum(p.party is not None for p in people.people) >= 2
    add_statements(people, free_blocks(blocks[:stop], front), initials, new=True)
    for index in range(min(4, len(headings))):
        if index == 0 or LISTED_TITLE.search(headings[index].title or "") and not ELECTION.search(headings[index].title or ""):
            add_item(people, blocks, headings, index, initials)
    add_repeated(people, blocks, sections)
    add_offices(people, blocks, headings, initials)
    add_later_moderators(people, blocks[stop:])
    add_signatures(people, blocks, headings)
    return [settled(person, political, bool(front)) for person in people.people if person.said]


def front_end(headings: Sequence[Heading]) -> int:
    """The block with which the first item begins; text that stands under no heading is read as a header."""
    named = [h for h in headings if h.number is not None or h.title is not None]
    return named[0].block if named else 25


def add_roster(people: Gathering, roster: Roster, initials: dict[str, str]) -> None:
    """The people of one list; an office may be given by initials that stand beside a name elsewhere."""
    if roster.label in ROLES:
        for chunk in roster.chunks:
            chunk.text = initials.get(chunk.text.strip(" ."), chunk.text)
    fresh: list[Person] = []
    for entry, chunk in roster.entries():
        boxes = chunk.boxes(entry.start, entry.end)
        person = next((p for p in fresh if plain(p.name) == plain(entry.name)), None)
        if person is None:
            known = people.find(entry.name)
            person = known if known is not None and known not in fresh else Person(entry.name, chunk.lines[0].page, boxes, roster.rule)
            if known is not person:
                people.people.append(person)
            elif person.said == {"office"}:
                person.name = max(person.name, entry.name, key=len)  # named in short before the list
            fresh.append(person)
        note(person, entry, roster)
    for chunk in roster.chunks:
        for statement in read_statements(chunk.text):
            if statement.kind in ("absent", "substitute", "guest", "secretariat", *ROLES):
                person = people.add(statement.name, chunk.lines[0].page, chunk.boxes(statement.start, statement.end), statement.rule)
                apply(person, statement)


def note(person: Person, entry: Entry, roster: Roster) -> None:
    """What one entry of a list says of the person."""
    label = roster.label
    if label in ROLES:
        role = Role.CHAIR if roster.rule in ("felt-moedeleder", "felt-moedets-leder", "felt-moedeledelse") else ROLES[label]
        person.role = stronger(person.role, role)
        person.said.add("office")
    elif label == "absent" and (entry.from_ or entry.to):
        person.said.add("partly")  # absent until, or from, a time
        entry_from, entry_to = entry.to, entry.from_
        person.from_, person.to = person.from_ or entry_from, person.to or entry_to
    else:
        status = label if entry.status is None or label in ("secretariat", "guest", "absent", "substitute") else str(entry.status)
        if entry.status is Status.ABSENT:
            status = "absent"
        if status == "present" and entry.substitute_for:
            status = "substitute"
        person.said.add(status)
        person.from_, person.to = person.from_ or entry.from_, person.to or entry.to
    if entry.title and STAND_IN.search(entry.title) and label == "present" and "absent" not in person.said:
        person.said.add("substitute")
    if roster.rule == "felt-sekretaer":
        person.role = stronger(person.role, Role.MINUTE_TAKER)
    if roster.rule.startswith("felt-oevrige") and entry.title and OFFICIAL.search(entry.title):
        person.said.add("official")
    if entry.role is not None and label not in ("guest", "secretariat") or entry.role is Role.MINUTE_TAKER:
        person.role = stronger(person.role, entry.role)
    person.title = person.title or entry.title
    person.organisation = person.organisation or entry.organisation
    person.party = person.party or entry.party
    person.substitute_for = person.substitute_for or entry.substitute_for


def apply(person: Person, statement: Statement) -> None:
    if statement.kind in ROLES:
        person.role = stronger(person.role, ROLES[statement.kind])
        person.said.add("office")
    elif statement.kind == "arrives":
        person.from_ = person.from_ or statement.time
        person.said.add("partly")
    elif statement.kind == "leaves":
        person.to = person.to or statement.time
        person.said.add("partly")
    else:
        person.said.add(statement.kind)
        person.substitute_for = person.substitute_for or statement.substitute_for


def free_blocks(blocks: Sequence[Block], rosters: Sequence[Roster]) -> list[Block]:
    """The blocks of prose: none of their lines stands in a list."""
    taken = {id(line) for roster in rosters for chunk in roster.chunks for line in chunk.lines}
    return [b for b in blocks if b.kind in (BlockKind.TEXT, BlockKind.BULLET) and not any(id(line) in taken for line in b.lines)]


def add_statements(people: Gathering, blocks: Sequence[Block], initials: dict[str, str], *, new: bool) -> None:
    """What the blocks' sentences say; with `new` a person who comes late or leaves early was there even if not listed."""
    for block in blocks:
        for statement in read_statements(block.text, initials):
            if statement.kind == "chosen" or statement.kind in ("arrives", "leaves") and not new and people.find(statement.name) is None:
                continue
            boxes = block.boxes(statement.start, statement.end)
            apply(people.add(statement.name, boxes[0][0] if boxes else block.page, boxes, statement.rule), statement)


def item_blocks(blocks: Sequence[Block], headings: Sequence[Heading], index: int) -> Sequence[Block]:
    stop = headings[index + 1].block if index + 1 < len(headings) else len(blocks)
    return blocks[headings[index].last + 1 : min(stop, headings[index].last + 1 + REACH)]


def add_item(people: Gathering, blocks: Sequence[Block], headings: Sequence[Heading], index: int, initials: dict[str, str]) -> None:
    """The lists and sentences of an item about attendance, or of the first item."""
    heading = headings[index]
    title = heading.title or ""
    region = item_blocks(blocks, headings, index)
    about = bool(LISTED_TITLE.search(title)) and not ELECTION.search(title)
    named = label_at(title.split(" og ")[0]) if about else None
    rosters = find_rosters(header_rows(region, len(region)), (named[0], named[1]) if named else None)
    rosters = [r for r in rosters if r.label in BROAD]
    unlisted = not any("present" in person.said for person in people.people)
    if not about and not unlisted:  # lists of others than the meeting's own stand in first items too
        rosters = [r for r in rosters if r.label == "absent" or r.label == "substitute"]
    if about or AGENDA_TITLE.search(title) or unlisted and any(r.label == "present" for r in rosters):
        for roster in rosters:
            add_roster(people, roster, initials)
        prose = free_blocks(region, rosters)
        wanted = [b for b in prose if re.search(r"(?i)afbud|fravær|forfald|stedfortræd|suppleant|i stedet|forlod|ankom|mødte", b.text)]
        add_statements(people, wanted, initials, new=False)


def add_repeated(people: Gathering, blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> None:
    """Absence and substitution printed under the items: they hold for the meeting when most items repeat them."""
    found: dict[str, list[tuple[Statement, Block]]] = defaultdict(list)
    counted: Counter[str] = Counter()
    stated: set[int] = set()
    for section in sections:
        if section.kind is SectionKind.ATTENDANCE:
            statements = list(listed(blocks, section))
        elif section.kind is SectionKind.DECISION:
            statements = list(told(blocks, section))
        else:
            continue
        if statements:
            stated.add(section.item)
        for key in {f"{s.kind} {plain(s.name)}" for s, _ in statements}:
            counted[key] += 1
        for statement, block in statements:
            found[f"{statement.kind} {plain(statement.name)}"].append((statement, block))
    for key, places in found.items():
        enough = counted[key] >= max(2, 0.5 * len(stated)) or (len(stated) == 1 and min(stated) == 0)
        if enough:
            statement, block = places[0]
            boxes = block.boxes(statement.start, statement.end)
            apply(people.add(statement.name, boxes[0][0] if boxes else block.page, boxes, statement.rule), statement)


def listed(blocks: Sequence[Block], section: SectionSpan) -> Iterator[tuple[Statement, Block]]:
    """The names of an item's "Fraværende:" line."""
    label = label_at(section.heading or "")
    if label is None or label[0] not in ("absent", "substitute"):
        return
    for piece in section.pieces:
        block = blocks[piece.block]
        text = block.text[piece.start : piece.end]
        entries = read_entries(text)
        for entry in entries:
            yield Statement(label[0], entry.name, label[1], piece.start + entry.start, piece.start + entry.end), block
        for statement in read_statements(text):
            if statement.kind in ("absent", "substitute"):
                yield Statement(statement.kind, statement.name, statement.rule, piece.start + statement.start, piece.start + statement.end, statement.substitute_for), block
        if not entries:
            return


def told(blocks: Sequence[Block], section: SectionSpan) -> Iterator[tuple[Statement, Block]]:
    for piece in section.pieces:
        block = blocks[piece.block]
        if re.search(r"fravær|afbud|forhindre", block.text):
            for statement in read_statements(block.text[piece.start : piece.end]):
                if statement.kind == "absent":
                    yield Statement("absent", statement.name, statement.rule, piece.start + statement.start, piece.start + statement.end), block


def add_offices(people: Gathering, blocks: Sequence[Block], headings: Sequence[Heading], initials: dict[str, str]) -> None:
    """The moderator and the minute-taker who are chosen or named in the first items."""
    for index in range(min(3, len(headings))):
        heading = headings[index]
        office = OFFICE_TITLE.search(heading.title or "")
        if office is None and index > 0:
            continue
        kind = "moderator" if office and office["moderator"] else "minute_taker"
        done: set[str] = set()
        region = [(blocks[heading.last], heading.rest)] + [(b, 0) for b in item_blocks(blocks, headings, index)[:8] if b.kind in (BlockKind.TEXT, BlockKind.BULLET)]
        for at, (block, begin) in enumerate(region):
            text = block.text[begin:]
            if not text.strip():
                continue
            statements = [s for s in read_statements(text, initials) if s.kind in ROLES]
            if office and not statements and not done and at < 3:
                statements = [s for s in chosen(text, kind, initials)]
            for statement in statements:
                if statement.kind in done:
                    continue
                done.add(statement.kind)
                boxes = block.boxes(begin + statement.start, begin + statement.end)
                apply(people.add(statement.name, boxes[0][0] if boxes else block.page, boxes, statement.rule), statement)


def add_later_moderators(people: Gathering, blocks: Sequence[Block]) -> None:
    """One who takes over during the meeting: "Karen Holm blev valgt som ny dirigent"."""
    for block in blocks:
        if "ny dirigent" in block.text:
            for statement in read_statements(block.text):
                if statement.kind == "moderator":
                    apply(people.add(statement.name, block.page, block.boxes(statement.start, statement.end), statement.rule), statement)


def chosen(text: str, kind: str, initials: dict[str, str]) -> Iterator[Statement]:
    """Under "Valg af dirigent": a bare name, or someone proposed or chosen without the office being named again."""
    for start, end in sentence_spans(text)[:3]:
        sentence = text[start:end]
        entries = read_entries(sentence)
        if len(sentence) < 60 and len(entries) == 1:
            yield Statement(kind, entries[0].name, "valgt-navn", start + entries[0].start, start + entries[0].end)
            return
        if choice := next(read_choice(sentence, initials), None):
            yield Statement(kind, choice.name, choice.rule, start + choice.start, start + choice.end)
            return


def add_signatures(people: Gathering, blocks: Sequence[Block], headings: Sequence[Heading]) -> None:
    """ "Referent: NN" at the end, or an office alone on a line with the name below it."""
    begin = max(headings[-1].last + 1 if headings else 0, len(blocks) - CLOSING, 0)
    lines = [line for b in blocks[begin:] if b.kind in (BlockKind.TEXT, BlockKind.BULLET) for line in b.lines]
    for at, line in enumerate(lines):
        if len(line.text) > 70:
            continue
        for statement in read_statements(line.text):
            if statement.kind in ("moderator", "minute_taker"):
                apply(people.add(statement.name, line.page, (line.box,), statement.rule), statement)
        if SIGNED.fullmatch(line.text.strip()) and (signed := signer(lines, line)):
            kind = "minute_taker" if line.text.lower().startswith("ref") else "moderator"
            name, other = signed
            apply(people.add(name, other.page, (other.box,), "underskrift"), Statement(kind, name, "underskrift", 0, 0))


def signer(lines: Sequence[Line], office: Line) -> tuple[str, Line] | None:
    """The name that stands below the office of a signature, else the one above it."""
    near = [n for n in lines if n is not office and n.page == office.page and abs(n.x0 - office.x0) < 15 and len(n.text) < 50]
    below = [n for n in near if 0 < n.top - office.bottom < 40]
    above = [n for n in near if 0 < office.top - n.bottom < 15]
    for line in (*below[:1], *above[-1:]):
        entries = read_entries(line.text)
        if len(entries) == 1 and entries[0].sure:
            return entries[0].name, line
    return None


def settled(person: Person, political: bool, listed_anyone: bool) -> Participant:
    """One status from all that is said; absence wins over a list of members, an office over a guest list."""
    said = person.said
    if "substitute" in said and "absent" not in said:
        status = Status.SUBSTITUTE
    elif "absent" in said:
        status = Status.ABSENT
    elif "secretariat" in said and "present" not in said or "official" in said and political:
        status = Status.SECRETARIAT
    elif "guest" in said and not said & {"present", "office"}:
        status = Status.GUEST
    elif said == {"office"} and political and person.role is Role.MINUTE_TAKER:
        status = Status.SECRETARIAT
    else:
        status = Status.PRESENT
    return Participant(
        name=person.name,
        status=status,
        page=person.page,
        role=person.role,
        title=person.title,
        organisation=person.organisation,
        party=person.party,
        substitute_for=person.substitute_for,
        from_=person.from_,
        to=person.to,
        rule=person.rule,
        boxes=person.boxes,
    )
