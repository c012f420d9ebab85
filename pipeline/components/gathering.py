"""The people found so far, and what is printed about each: one person a name, whatever its spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.components.additions import MAYOR, Entry, stronger
from pipeline.components.attendance import CHAIRS, Roster
from pipeline.components.persons import is_given_name, plain, same_name, short_for, sounded
from pipeline.components.presence import Statement
from pipeline.minutes import Participant, Role, Status
from pipeline.page import Block, Box

OFFICES = "direktør|chef|leder\\b|sekretær|konsulent|fuldmægtig|jurist|stadsingeniør|planlægger"
OFFICIAL = re.compile(OFFICES, re.I)
OFFICIAL_BEFORE = re.compile(rf"(?:{OFFICES})\w{{0,12}}\s*$", re.I)  # the title before the name
FROM_ELSEWHERE = re.compile(r",?\s+fra\s+[A-ZÆØÅ]")  # "konsulent Karen Holm fra Nordby Rådgivning"
STAND_IN = re.compile(r"(?i)\b(?:suppl|stedfortr)\w*")
ROLES = {"chair": Role.CHAIR, "moderator": Role.MODERATOR, "minute_taker": Role.MINUTE_TAKER}
LED_BY = ("felt-moedeleder", "felt-moedets-leder", "felt-moedeledelse")  # labels of who leads, not of who moderates
HOSTED_BY = ("felt-faciliteret-af", "felt-facilitator")
OTHERS = ("felt-oevrige", "felt-derudover", "felt-herudover", "felt-desuden", "felt-endvidere", "felt-tillige")
MINUTE_TAKER_FIELD = "felt-ref"
FEWEST_MEMBERS = 3
OWN_OFFICE = re.compile(
    r"[A-ZÆØÅ]{2,4}"
)  # an office of the body's own house ("HR"), no organisation that sends somebody
MEMBERS = "medlem"  # in the labels of lists of who sits in the forum, whether they came or not


@dataclass(slots=True)
class Person:
    """One person. `said` holds the labels of the lists and the kinds of the sentences that name the person."""

    name: str
    page: int
    boxes: tuple[Box, ...]
    rule: str
    said: set[str] = field(default_factory=set)
    spellings: list[str] = field(default_factory=list)
    role: Role | None = None
    title: str | None = None
    organisation: str | None = None
    party: str | None = None
    substitute_for: str | None = None
    from_: str | None = None
    to: str | None = None

    def note(self, entry: Entry, roster: Roster, *, shared: bool = False) -> None:
        """Takes in what one entry of a list says; `shared` where the list has several that hold one office."""
        label = roster.label
        if label in ROLES:
            # "Faciliteret af: Karen Holm (referent)"
            named = entry.role if roster.rule in HOSTED_BY or shared else None
            office = Role.CO_CHAIR if shared else Role.CHAIR if roster.rule in LED_BY else ROLES[label]
            self.take_role(named or office)
            self.said.add("office")
        elif label == "absent" and (entry.from_ or entry.to):
            self.said.add("partly")  # absent until a time, or from it
            self.from_, self.to = self.from_ or entry.to, self.to or entry.from_
        elif label == "secretariat" and entry.from_ and entry.from_ == entry.to:
            self.said.add("guest")  # an official who came for one item
            self.from_, self.to = entry.from_, entry.to
        else:
            self.said.add(status_said(entry, label))
            self.from_, self.to = self.from_ or entry.from_, self.to or entry.to
        if entry.title and STAND_IN.search(entry.title) and label == "present" and "absent" not in self.said:
            self.said.add("substitute")
        if roster.rule == "felt-sekretaer":
            self.take_role(Role.MINUTE_TAKER)
        if roster.rule.startswith(OTHERS) and (OFFICIAL.search(entry.title or "") or entry.role is Role.MINUTE_TAKER):
            self.said.add("official")
        if label not in ("guest", "secretariat") or entry.role is Role.MINUTE_TAKER:
            self.take_role(entry.role)
        self.title = self.title or entry.title
        self.organisation = self.organisation or entry.organisation
        self.party = self.party or entry.party
        self.substitute_for = self.substitute_for or entry.substitute_for

    def hear(self, statement: Statement) -> None:
        """Takes in what one sentence says."""
        if statement.kind in ROLES:
            self.take_role(ROLES[statement.kind])
            self.said.add("office")
        elif statement.kind == "arrives":
            self.from_ = self.from_ or statement.time
            self.said.add("partly")
        elif statement.kind == "leaves":
            self.to = self.to or statement.time
            self.said.add("partly")
        else:
            self.said.add(statement.kind)
            self.substitute_for = self.substitute_for or statement.substitute_for

    def take_role(self, role: Role | None) -> None:
        self.role = stronger(self.role, role)

    @property
    def serves(self) -> bool:
        """A minute-taker named in a field of their own with a title, and by no organisation that takes part."""
        if (
            self.role is not Role.MINUTE_TAKER
            or self.said != {"office"}
            or not self.rule.startswith(MINUTE_TAKER_FIELD)
        ):
            return False
        if self.organisation is None:
            return self.title is not None
        return bool(OWN_OFFICE.fullmatch(self.organisation))

    def settled(self, *, political: bool, listed: bool = False, by_party: bool = False) -> Participant:
        """One status from all that is said: absence wins over a list of members, an office over a list of guests.

        Officials among the others are the secretariat: all in a `political` body, elsewhere those of the house itself.
        A `political` body's guests with the title of an office are so too, and officials among members who all are
        listed `by_party`; so is a minute-taker who is no member of it, or who `serves` one whose members are `listed`.
        """
        said = self.said
        if "absent" in said:
            status = Status.ABSENT
        elif "substitute" in said:
            status = Status.SUBSTITUTE
        elif "secretariat" in said and "present" not in said:
            status = Status.SECRETARIAT
        elif "official" in said and (political or self.organisation is None):
            status = Status.SECRETARIAT
        elif "guest official" in said and political:
            status = Status.SECRETARIAT
        elif "guest" in said and not said & {"present", "office"}:
            status = Status.GUEST
        elif said == {"office"} and political and self.role is Role.MINUTE_TAKER or listed and self.serves:
            status = Status.SECRETARIAT
        elif by_party and political and self.party is None and OFFICIAL.search(self.title or ""):
            status = Status.SECRETARIAT
        else:
            status = Status.PRESENT
        return Participant(
            name=self.name,
            status=status,
            page=self.page,
            role=self.role,
            title=self.title,
            organisation=self.organisation,
            party=self.party,
            substitute_for=self.substitute_for,
            from_=self.from_,
            to=self.to,
            rule=self.rule,
            boxes=self.boxes,
            spellings=tuple(self.spellings),
            contradicted={"present", "absent"} <= said and MEMBERS not in self.rule,
        )

    def spelled(self, name: str) -> None:
        """Keeps another spelling of the name; a shorter form is none."""
        if plain(name) != plain(self.name) and len(name.split()) == len(self.name.split()) > 1:
            if name not in self.spellings:
                self.spellings.append(name)


def status_said(entry: Entry, label: str) -> str:
    """The status an entry has in a list: that of the list, unless another is printed beside the name."""
    if entry.status is Status.ABSENT:
        return "absent"
    if entry.status is Status.PRESENT and label == "absent":
        return "substitute" if STAND_IN.search(entry.title or "") else "present"
    if entry.status is Status.GUEST:
        return "guest"
    if entry.status is Status.SECRETARIAT and label != "absent":
        return "secretariat"
    if entry.status is Status.SUBSTITUTE or label == "present" and entry.substitute_for:
        return "substitute"
    return label


def is_another(person: Person, entry: Entry) -> bool:
    """Whether an entry of a list is another person of that name, or nearly: a member of another party, an official
    beside a member, or somebody with another given name that people have (Hanne and Hanna, Jens and Jes)."""
    if person.party and entry.party:
        if person.party != entry.party:
            return True
    elif person.party or entry.party:
        title = entry.title if person.party else person.title
        if title and OFFICIAL.search(title):
            return True
    one, other = person.name.split()[0], entry.name.split()[0]
    return (
        one != other
        and sounded(one) != sounded(other)
        and is_given_name(one)
        and is_given_name(other)
        and len(person.name.split()) > 1 < len(entry.name.split())
    )


@dataclass(slots=True)
class Gathering:
    """A name is looked up before it is added, so that every spelling comes to one person."""

    people: list[Person] = field(default_factory=list)

    def find(self, name: str, entry: Entry | None = None) -> Person | None:
        """The person meant by `name`: the same words, else a spelling variant, else a short form that fits one only.

        The `entry` of a list in which the name stands may tell that somebody else is meant.
        """
        initial = sounded(name)[:1]
        near = [person for person in self.people if sounded(person.name)[:1] == initial]
        if entry is not None:
            near = [person for person in near if not is_another(person, entry)]
        wanted = plain(name)
        for person in near:
            if plain(person.name) == wanted:
                return person
        for person in near:
            if same_name(person.name, name):
                return person
        hits = [person for person in near if short_for(name, person.name) or short_for(person.name, name)]
        return hits[0] if len(hits) == 1 else None

    def hear(self, statement: Statement, block: Block, offset: int = 0) -> None:
        """Takes in a sentence of the block that was read from `offset` on."""
        boxes = block.boxes(offset + statement.start, offset + statement.end)
        before, behind = block.text[: offset + statement.start], block.text[offset + statement.end :]
        official = OFFICIAL_BEFORE.search(before) is not None and FROM_ELSEWHERE.match(behind) is None
        self.hear_at(statement, boxes[0][0] if boxes else block.page, boxes, official=official)

    def hear_at(self, statement: Statement, page: int, boxes: tuple[Box, ...], *, official: bool = False) -> None:
        """Takes in a sentence that names the person at `boxes`, with `official` by the title of an office."""
        person = self.find(statement.name)
        if person is None:
            person = Person(statement.name, page, boxes, statement.rule)
            self.people.append(person)
        person.spelled(statement.name)
        person.hear(statement)
        if statement.kind == "guest" and official:
            person.said.add("guest official")

    def add_roster(self, roster: Roster, initials: dict[str, str]) -> None:
        """Takes in a list. An office may be given by `initials` that stand beside a name elsewhere.

        Two entries of one list are one person only when they are spelled alike.
        """
        fresh: list[Person] = []
        entries = list(roster.entries(initials))
        shared = roster.rule == CHAIRS and len(entries) > 1
        for entry, chunk in entries:
            person = next((p for p in fresh if plain(p.name) == plain(entry.name) and not is_another(p, entry)), None)
            if person is None:
                person = self.find(entry.name, entry)
                if person is None or person in fresh:
                    boxes = chunk.boxes(entry.start, entry.end)
                    person = Person(entry.name, chunk.lines[0].page, boxes, roster.rule)
                    self.people.append(person)
                elif person.said == {"office"}:
                    person.name = max(person.name, entry.name, key=len)  # named in short before the list
                fresh.append(person)
            person.spelled(entry.name)
            person.note(entry, roster, shared=shared)

    def settled(self, *, political: bool) -> list[Participant]:
        """The participants in the order they were met. A mayor who sits under another chair leads nothing."""
        chairs = [p for p in self.people if p.role is Role.CHAIR]
        if any(not MAYOR.search(p.title or "") for p in chairs):
            for person in chairs:
                if MAYOR.search(person.title or "") and person.said != {"office"}:
                    person.role = None
        listed = sum("present" in person.said for person in self.people) >= FEWEST_MEMBERS
        parties = sum(person.party is not None for person in self.people)
        others = (p for p in self.people if p.party is None and "present" in p.said)
        by_party = parties >= FEWEST_MEMBERS and all(OFFICIAL.search(other.title or "") for other in others)
        return [
            person.settled(political=political, listed=listed, by_party=by_party)
            for person in self.people
            if person.said
        ]
