"""When two agenda items are treatments of one matter.

Four signs, the stronger before the weaker, each named in `case_items.method`:

- `case_number`: the same journal number is printed;
- `report`: the later item reports what the earlier one's body decided (`pipeline.link.reports` found the item);
- `reference`: the later item points to a number on another meeting's agenda, and the titles have something in common;
- `title`: the titles are one but for what tells the stage of a matter ("Endelig vedtagelse af"), they have a number or
  name that few others have, and the course of the matter fits: the earlier one was sent on or put off, or it is recent.

Items that stand on every agenda are no matter, and no sign joins two different printed journal numbers: a wrong thread
is worse than a short one.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.wording import WORD, stem

STANDING = re.compile(
    r"""
    \b(?: (?:godkendelse|fastsættelse|underskrift\w*|underskriv\w*)\s+(?:og\s+\w+\s+)?af\s+(?:\w+\s+){0,3}?
            (?:dagsorden\w*|referat\w*|protokol\w*|beslutningsprotokol\w*|forretningsorden\w*)
        | dagsorden(?:en)?$ | underskrift\w* | referat\s+fra\s+sidste
        | meddelelser | eventuelt | evt\b | orientering(?:er)?$ | orientering(?:er)?\s+(?:fra|ved|v/)
        | gensidig\s+orientering | siden\s+sidst | bordet\s+rundt | næste\s+møde | kommende\s+møde\w* | mødeplan
        | fraværende | fravær | afbud | deltagere | fremmøde | spørgetid | spørgsmål\s+fra | velkomst
        | valg\s+af | konstituering | formandens\s+beretning | beretning | indkomne\s+forslag | aflæggelse\s+af
        | fastlæggelse\s+af | fastsættelse\s+af | personalesager? | lukkede?\s+(?:punkt|sager?) | efterretningssager
        | ordet\s+er\s+frit | skriftlig\s+orientering | punkter\s+til | gennemgang\s+af\s+(?:referat|dagsorden)
        | økonomi$ | regnskab$ | budget$ | status$ | kasserer\w*$ | udvalg(?:ene|sarbejde)?$ )
    """,
    re.I | re.X,
)
STAGE = re.compile(
    r"""
    ^(?: (?:endelig\s+)?(?:vedtagelse|godkendelse|behandling)\s+af | forslag\s+til | forslag\s+om | udkast\s+til
       | evaluering\s+af | status\s+(?:for|på|vedr\.?|vedrørende|over) | resultat\s+af | licitation\s+(?:på|vedr\.?)
       | anlægsbevilling\s+(?:til|og\s+frigivelse\s+\w+\s+til) | tillægsbevilling\s+til | bevilling\s+til
       | anlægsregnskab\s+(?:for|vedr\.?|vedrørende)
       | frigivelse\s+af\s+(?:anlægsbevilling|midler|rådighedsbeløb)\s+til
       | orientering\s+(?:om|vedr\.?|vedrørende) | høring\s+(?:af|om|vedr\.?) | genoptag\w+\s+af
       | fornyet\s+behandling\s+af | (?:1|2|første|anden)\.?\s*behandling\s+af | opfølgning\s+på | ny | nyt | revideret
       | indstilling\s+om | tilbagemelding\s+(?:på|om|vedr\.?) | svar\s+på | beslutning\s+om | sag\s+om | vedr\.?
       | vedrørende | punkt )\s+
    """,
    re.I | re.X,
)
TAIL = re.compile(
    r"\s*[-–,(]?\s*(?:\(?(?:åben|lukket|åbent\s+punkt|b|o|d|e)\)|[12]\.\s*behandling|genoptaget|fornyet\s+behandling"
    r"|endelig\s+vedtagelse|endelig\s+godkendelse|forslag|udkast|status|orientering|høring|genbehandling)\)?\s*$",
    re.I,
)
YEAR = re.compile(r"(?:19|20)\d\d")
GOES_ON = frozenset({"postponed", "returned", "recommended", "referred", "discussed", "approved_amended"})
RECENT = 150  # days within which a matter comes back under its title
PUT_OFF = 250  # days within which what was put off or sent on comes back under its own name
NEAR = 60  # days from a committee to the council in one round
LONG = 400  # days that a named matter (a plan, a project) may take between two treatments
BACK = 8  # treatments with the same name that one is compared with
ALIKE = 0.75  # share of the words of two titles that both have, for the `title` sign
FEWEST = 2  # words of the matter that a title needs
SHARED = 0.34  # share of the words that both titles have, beside a printed item number
COMMON = 6  # treatments under one title without number or name, from which it is a recurring item
REMEMBERED = 1 << 14  # titles whose words are kept at hand
RANK = {"case_number": 0, "report": 1, "reference": 2, "title": 3}


@dataclass(frozen=True, slots=True)
class Treatment:
    """An agenda item of one organisation. `body` is the resolved forum, `outcomes` what was decided, `rank` 0 for a
    committee, 1 for a finance committee, 2 for a council."""

    id: str
    meeting: str
    body: str
    date: str
    number: str | None
    title: str
    case_number: str | None
    outcomes: frozenset[str]
    rank: int = 0
    top: bool = True  # no sub-item

    @property
    def order(self) -> tuple[str, int, str]:
        return (self.date, self.rank, self.id)


@dataclass(frozen=True, slots=True)
class Link:
    """`later` is another treatment of the matter of `earlier`; `evidence` is what shows it, as printed."""

    later: str
    earlier: str
    method: str
    evidence: str


@lru_cache(maxsize=REMEMBERED)
def is_standing(title: str) -> bool:
    """Does the title stand on every agenda, or say nothing of a matter?"""
    return not title or bool(STANDING.match(TAIL.sub("", title.strip())))


@lru_cache(maxsize=REMEMBERED)
def core(title: str) -> str:
    """The title without what tells the stage of the matter."""
    text = " ".join(title.split())
    for pattern in (STAGE, TAIL):
        before = ""
        while before != text:
            before, text = text, pattern.sub("", text)
    return text or title


@lru_cache(maxsize=REMEMBERED)
def title_stems(title: str) -> frozenset[str]:
    return frozenset(filter(None, (stem(word) for word in WORD.findall(core(title)))))


@lru_cache(maxsize=REMEMBERED)
def names_of(title: str, common: frozenset[str]) -> frozenset[str]:
    """The numbers and proper names in a title: what few other matters have. `common` are stems of the organisation."""
    words = WORD.findall(core(title))
    specific = {stem(word) for word in words if word[0].isdigit() and not YEAR.fullmatch(word)}
    specific |= {stem(word) for word in words[1:] if word[0].isupper()}
    return frozenset(specific - common - {""})


def overlap(one: str, other: str) -> float:
    """0 to 1: the words that both titles have among those of either."""
    a, b = title_stems(one), title_stems(other)
    return len(a & b) / len(a | b) if a | b else 0.0


@lru_cache(maxsize=REMEMBERED)
def plain_number(number: str | None) -> str | None:
    """A journal number without spaces and case, None where it is too short to be anyone's own."""
    if not number:
        return None
    bare = "".join(number.split()).lower()
    return bare if sum(map(str.isdigit, bare)) >= 4 else None


def by_case_number(items: Iterable[Treatment]) -> Iterator[Link]:
    """Treatments with the same journal number, each linked to the one before it."""
    groups: dict[str, list[Treatment]] = defaultdict(list)
    for item in items:
        number = plain_number(item.case_number)
        if number and not is_standing(item.title):
            groups[number].append(item)
    for group in groups.values():
        for earlier, later in _consecutive(group):
            yield Link(later.id, earlier.id, "case_number", later.case_number or "")


def by_title(items: Iterable[Treatment], common: frozenset[str]) -> Iterator[Link]:
    """Treatments under one title; see the module. `common` are the stems of the organisation's own name."""
    groups: dict[frozenset[str], list[Treatment]] = defaultdict(list)
    for item in items:
        if key := title_key(item, common):
            groups[key].append(item)
    for key in sorted(groups, key=sorted):
        group = sorted(groups[key], key=lambda one: one.order)
        for place, later in enumerate(group):
            for earlier in reversed(group[max(0, place - BACK) : place]):
                if _same_title(earlier, later, common, len(group)):
                    yield Link(later.id, earlier.id, "title", later.title)
                    break


def title_key(item: Treatment, common: frozenset[str]) -> frozenset[str]:
    """What the titles of one matter have in common; empty if the title is of no matter, or not of one's own."""
    return _title_key(item.title, common) if item.top else frozenset()


@lru_cache(maxsize=1 << 14)
def _title_key(title: str, common: frozenset[str]) -> frozenset[str]:
    stems = title_stems(title)
    if len(stems) < FEWEST or is_standing(title):
        return frozenset()
    return names_of(title, common) or stems


def _same_title(earlier: Treatment, later: Treatment, common: frozenset[str], treatments: int) -> bool:
    if earlier.meeting == later.meeting or overlap(earlier.title, later.title) < ALIKE:
        return False
    numbers = plain_number(earlier.case_number), plain_number(later.case_number)
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    names = names_of(earlier.title, common), names_of(later.title, common)
    if names[0] != names[1] or _numbers(earlier.title) != _numbers(later.title):
        return False
    days = _days(earlier.date, later.date)
    if days == 0 and later.rank == earlier.rank:
        return False  # two documents of one day
    if names[0]:
        another_stage = core(later.title) != " ".join(later.title.split())
        return days <= (LONG if another_stage else PUT_OFF if earlier.outcomes & GOES_ON else RECENT)
    if earlier.body != later.body:
        return days <= NEAR and later.rank > earlier.rank and treatments <= COMMON
    return days <= RECENT and bool(earlier.outcomes & GOES_ON) and treatments <= COMMON


def by_reference(later: Treatment, number: str, meeting: Sequence[Treatment], text: str) -> Iterator[Link]:
    """A printed item number on another meeting's agenda, where the titles have something in common."""
    for earlier in meeting:
        if earlier.number == number and overlap(earlier.title, later.title) >= SHARED and not is_standing(later.title):
            yield Link(later.id, earlier.id, "reference", text)


def best_match(
    title: str, case_number: str | None, meeting: Sequence[Treatment], number: str | None = None
) -> Treatment | None:
    """The treatment on a meeting's agenda that an item speaks of: by journal number, by printed number, by title."""
    own = plain_number(case_number)
    if own and (same := [one for one in meeting if plain_number(one.case_number) == own]):
        return same[0] if len(same) == 1 else max(same, key=lambda one: (overlap(title, one.title), one.id))
    others = [one for one in meeting if not (own and plain_number(one.case_number)) and not is_standing(one.title)]
    for one in others:
        if number and one.number == number and overlap(title, one.title) >= SHARED:
            return one
    ranked = sorted(((overlap(title, one.title), one.id, one) for one in others), reverse=True)
    if not ranked or ranked[0][0] < ALIKE or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][2]


def group_cases(items: Mapping[str, Treatment], links: Iterable[Link]) -> tuple[dict[str, str], list[Link]]:
    """The treatments of each matter: item -> the first of its matter; and the links that were believed.

    The stronger signs come first; one that would join two different journal numbers is not believed.
    """
    root = {key: key for key in items}
    numbers = {key: {plain_number(item.case_number)} - {None} for key, item in items.items()}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    believed = []
    for link in sorted(links, key=lambda one: (RANK[one.method], items[one.later].order, one.earlier)):
        a, b = find(link.earlier), find(link.later)
        if a != b:
            joint = numbers[a] | numbers[b]
            if len(joint) > 1:
                continue
            first, second = sorted((a, b), key=lambda key: items[key].order)
            root[second] = first
            numbers[first] = joint
        believed.append(link)
    return {key: find(key) for key in items}, believed


@lru_cache(maxsize=REMEMBERED)
def _numbers(title: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(core(title)) if word[0].isdigit())


def _consecutive(group: list[Treatment]) -> Iterator[tuple[Treatment, Treatment]]:
    ordered = sorted(group, key=lambda one: one.order)
    yield from zip(ordered, ordered[1:], strict=False)


def _days(one: str, other: str) -> int:
    return abs((datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)).days)
