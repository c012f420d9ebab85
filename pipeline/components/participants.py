"""Who was there: the lists of the header and of the attendance item, what sentences say, and who led and wrote."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.components.attendance import BROAD, Roster, find_rosters
from pipeline.components.chunks import Chunk
from pipeline.components.fields import header_rows, header_stop, label_at
from pipeline.components.gathering import OTHERS, ROLES, Gathering
from pipeline.components.offices import add_offices, add_signatures
from pipeline.components.persons import plain
from pipeline.components.presence import Statement, find_initials, read_statements
from pipeline.components.roster import read_entries
from pipeline.components.side_by_side import column_by_column
from pipeline.components.structure import Heading, SectionSpan
from pipeline.components.unlabelled import unlabelled_roster
from pipeline.minutes import Meeting, Participant, SectionKind
from pipeline.page import Block, BlockKind, Box

CALLED = ("felt-indkaldt", "felt-indkaldte")  # labels of lists of whom the meeting was called for
PROSE = (BlockKind.TEXT, BlockKind.BULLET)
FRONT = 60  # blocks of a header at most
UNTITLED = 25  # blocks read as a header where no item has a heading
FIRST = 4  # items that may be about attendance
REACH = 40  # blocks of such an item at most
LISTED_TITLE = re.compile(
    r"(?i)\b(?:fravær\w*|afbud|(?:møde)?deltager\w*|til\s?stede\w*|fremmød\w*|stedfortræder\w*|suppleant\w*)\b"
)
ELECTION = re.compile(r"(?i)\bvalg|genvalg|på valg|udpegning")
AGENDA_TITLE = re.compile(r"(?i)\bdagsorden")
PRESENCE = re.compile(
    r"[Aa]fbud|[Ff]ravær|[Dd]eltag|[Ss]tede|[Mm]edlem|[Mm]ødt|[Ss]tedfortr|[Ss]uppleant|[Ff]orfald|AFBUD|FRAVÆR|DELTAG"
)
ABOUT_PRESENCE = re.compile(r"(?i)afbud|fravær|forfald|stedfortræd|suppleant|i stedet|forlod|ankom|mødte")
POLITICAL = re.compile(
    r"(?i)\b(?:byråd\w*|kommunalbestyrelse\w*|regionsråd\w*|borgerrepræsentation\w*|forretningsudvalg\w*|økonomiudvalg\w*|magistrat\w*)\b"
)
REPORTED = ("fravær", "afbud", "forhindre", "ikke til stede", "forfald")  # one of them stands where absence is reported
CORRECTION = re.compile(r"(?i)\brettelse|\btilføjelse")  # of the last minutes: who was away then
ABSENCE_LINE = re.compile(
    r"(?:^|(?<=[.!])\s+)(?P<label>(?:Fraværende|FRAVÆRENDE|Afbud|AFBUD|Ikke til stede|Forfald)[^:.]{0,25}):\s*"
)


def find_participants(
    blocks: Sequence[Block], headings: Sequence[Heading], sections: Sequence[SectionSpan], meeting: Meeting
) -> list[Participant]:
    """Everyone the minutes list as present or absent, and the named moderator and minute-taker, in printed order.

    A member who is reported absent anywhere is absent; what holds for one item only (recusal) changes nothing.
    """
    stop = min(front_end(blocks, headings), FRONT, len(blocks))
    rows = column_by_column(header_rows(blocks, stop))
    front = without_the_called(others_included(find_rosters(rows)))
    if not any(roster.label == "present" and roster.chunks for roster in front):
        front = [*front, *unlabelled_roster(rows)]
    initials = find_initials(" ".join(b.text for b in blocks[:stop]))
    people = Gathering()
    add_lists(people, front, initials)
    listed = any("present" in person.said for person in people.people)
    parties = sum(person.party is not None for person in people.people)
    for block in free_blocks(blocks[:stop], front):
        for statement in read_statements(block.text, initials):
            if not listed or statement.kind not in ("arrives", "leaves") or people.find(statement.name) is not None:
                people.hear(statement, block)
    for block in partly_listed(blocks[:stop], front):
        begin = list_end(block, front)
        for statement in read_statements(block.text[begin:], initials):
            if statement.kind in ("absent", "guest", "substitute"):
                people.hear(statement, block, begin)
    for block, begin in before_lists(blocks[:stop], front):
        for statement in read_statements(block.text[:begin], initials):
            if statement.kind == "absent":
                people.hear(statement, block)
    for index, heading in enumerate(headings[:FIRST]):
        if index == 0 or about_attendance(heading):
            add_item(people, item_blocks(blocks, headings, index), heading, initials)
    add_repeated(people, blocks, sections)
    add_offices(people, blocks, headings, initials)
    add_signatures(people, blocks, headings)
    return people.settled(political=parties >= 2 or bool(POLITICAL.search(meeting.body or "")))


def others_included(rosters: list[Roster]) -> list[Roster]:
    """The lists, with the others as members where nobody but who leads stands before them ("Formandskab", then
    "Øvrige deltagere"); after a list of members they are guests."""
    members = False
    for roster in rosters:
        if roster.rule.startswith(OTHERS) and roster.label == "guest" and not members and led(rosters, roster):
            roster.label = "present"
        members = members or roster.label == "present" and bool(roster.chunks)
    return rosters


def without_the_called(rosters: list[Roster]) -> list[Roster]:
    """The lists without that of the people called in, where another says who came of them."""
    came = any(r.label == "present" and r.chunks and r.rule not in CALLED for r in rosters)
    return [roster for roster in rosters if roster.rule not in CALLED] if came else rosters


def led(rosters: Sequence[Roster], others: Roster) -> bool:
    """Does a list of those who lead stand before the others?"""
    return any(
        roster.label in ("chair", "moderator") and roster.chunks for roster in rosters[: list(rosters).index(others)]
    )


def front_end(blocks: Sequence[Block], headings: Sequence[Heading]) -> int:
    """The block with which the first item begins; text that stands under no heading is read as a header."""
    named = [h for h in headings if h.number is not None or h.title is not None]
    return header_stop(blocks, named, UNTITLED)


def about_attendance(heading: Heading) -> bool:
    title = heading.title or ""
    return bool(LISTED_TITLE.search(title)) and not ELECTION.search(title)


def item_blocks(blocks: Sequence[Block], headings: Sequence[Heading], index: int) -> Sequence[Block]:
    begin = headings[index].last + 1
    stop = headings[index + 1].block if index + 1 < len(headings) else len(blocks)
    return blocks[begin : min(stop, begin + REACH)]


def add_lists(people: Gathering, rosters: Sequence[Roster], initials: dict[str, str]) -> None:
    """The people of the lists, and what the lists' lines say as sentences ("Karen Holm mødte for Per Vang")."""
    for roster in rosters:
        people.add_roster(roster, initials)
        for chunk in roster.chunks:
            for statement in read_statements(chunk.text):
                if statement.kind in (*BROAD, *ROLES):
                    boxes = chunk.boxes(statement.start, statement.end)
                    people.hear_at(statement, chunk.lines[0].page, boxes)


def free_blocks(blocks: Sequence[Block], rosters: Sequence[Roster]) -> list[Block]:
    """The blocks of prose: none of their lines stands in a list."""
    taken = lines_of(rosters)
    return [block for block in blocks if block.kind in PROSE and not any(line.box in taken for line in block.lines)]


def partly_listed(blocks: Sequence[Block], rosters: Sequence[Roster]) -> list[Block]:
    """The blocks of prose that begin as a list and go on in sentences."""
    taken = lines_of(rosters)
    return [
        block
        for block in blocks
        if block.kind in PROSE
        and any(line.box in taken for line in block.lines)
        and not all(line.box in taken for line in block.lines)
    ]


def list_end(block: Block, rosters: Sequence[Roster]) -> int:
    """Where the last name of the lists ends in the block's text: a full stop may be missing behind it."""
    ends = [0]
    for chunk in chunks_in(block, rosters):
        entries, begin = read_entries(chunk.text), block.text.find(chunk.text)
        if begin >= 0 and entries and block.text[begin + entries[-1].end :][:1] in ("", " "):
            ends.append(begin + entries[-1].end)
    return max(ends)


def chunks_in(block: Block, rosters: Sequence[Roster]) -> list[Chunk]:
    """The entries of the lists that begin on a line of the block."""
    boxes = {line.box for line in block.lines}
    return [chunk for roster in rosters for chunk in roster.chunks if chunk.lines[0].box in boxes]


def before_lists(blocks: Sequence[Block], rosters: Sequence[Roster]) -> Iterator[tuple[Block, int]]:
    """Blocks with a list, and where it begins: sentences may stand before it on its first line."""
    for block in blocks:
        begin = min((block.text.find(chunk.text) for chunk in chunks_in(block, rosters)), default=0)
        if begin > 0 and block.kind in PROSE:
            yield block, begin


def lines_of(rosters: Sequence[Roster]) -> set[Box]:
    return {line.box for roster in rosters for chunk in roster.chunks for line in chunk.lines}


def add_item(people: Gathering, region: Sequence[Block], heading: Heading, initials: dict[str, str]) -> None:
    """The lists and sentences of an item about attendance, or of the first item.

    Other first items list people too; theirs are the meeting's only where the header lists nobody.
    """
    title = heading.title or ""
    about = about_attendance(heading)
    if not about and not any(PRESENCE.search(block.text) for block in region):
        return
    named = label_at(title.split(" og ")[0]) if about else None
    rosters = find_rosters(header_rows(region, len(region)), (named[0], named[1]) if named else None)
    listed = any("present" in person.said for person in people.people)
    if listed:
        rosters = [roster for roster in rosters if roster.label in (BROAD if about else ("absent", "substitute"))]
    present = not listed and any(roster.label == "present" for roster in rosters)
    if not (about or present or AGENDA_TITLE.search(title)):
        return
    add_lists(people, rosters, initials)
    for block in free_blocks(region, rosters):
        if ABOUT_PRESENCE.search(block.text) and CORRECTION.search(block.text) is None:
            for statement in read_statements(block.text, initials):
                if statement.kind not in ("arrives", "leaves") or people.find(statement.name) is not None:
                    people.hear(statement, block)


def add_repeated(people: Gathering, blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> None:
    """Absence and substitution printed under the items: they hold for the meeting when half the items repeat them."""
    places: dict[tuple[str, str], list[tuple[Statement, Block]]] = defaultdict(list)
    counted: Counter[tuple[str, str]] = Counter()
    items: set[int] = set()
    for section in sections:
        found = list(reported(blocks, section))
        if found:
            items.add(section.item)
        for key in {(s.kind, plain(s.name)) for s, _ in found}:
            counted[key] += 1
        for statement, block in found:
            places[statement.kind, plain(statement.name)].append((statement, block))
    for key, known in places.items():
        if counted[key] >= max(2, 0.5 * len(items)) or items == {0}:
            people.hear(*known[0])


def reported(blocks: Sequence[Block], section: SectionSpan) -> Iterator[tuple[Statement, Block]]:
    """Who an item's "Fraværende:" line names, and who its record reports absent; offsets are the block's."""
    if section.kind not in (SectionKind.ATTENDANCE, SectionKind.DECISION):
        return
    open_list = absence_label(section.heading or "") if section.kind is SectionKind.ATTENDANCE else None
    for piece in section.pieces:
        block = blocks[piece.block]
        text = block.text[piece.start : piece.end]
        if open_list is None:
            lower = text.lower()
            if not any(word in lower for word in REPORTED):
                continue
        begin = 0
        if match := ABSENCE_LINE.search(text):
            open_list, begin = absence_label(match["label"]), match.end()
        if open_list is not None:
            entries = read_entries(text[begin:])
            for entry in entries:
                start = piece.start + begin + entry.start
                yield Statement(open_list[0], entry.name, open_list[1], start, start + len(entry.name)), block
            if text[begin:].strip() and not entries:
                open_list = None
        for one in read_statements(text) if CORRECTION.search(text) is None else ():
            if one.kind in ("absent", "substitute"):
                yield replace(one, start=piece.start + one.start, end=piece.start + one.end), block


def absence_label(printed: str) -> tuple[str, str] | None:
    """(label, rule) of a printed label of absentees or of stand-ins."""
    hit = label_at(f"{printed}:")
    return (hit[0], hit[1]) if hit and hit[0] in ("absent", "substitute") else None
