"""What an archive says of people, gathered by printed name: the material that persons are resolved from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from pipeline.link.names import words
from pipeline.parties import party_letter

PRESENT = frozenset({"present", "guest", "secretariat", "substitute"})
INITIALS = re.compile(r"[A-ZÆØÅ]{2,4}|(?:[A-ZÆØÅ]\.){2,4}")
NO_TITLE = frozenset({"", "suppleant", "supplenant", "stedfortræder", "medlem", "bestyrelsesmedlem"})
"""Titles that several people of one list have: they tell nobody from another."""
OFFICIAL = re.compile(r"direktør|chef|sekretær|konsulent|fuldmægtig|jurist|stadsingeniør|planlægger")
"""Titles of those who serve a political body and do not sit in it."""


Listing = tuple[str, str]  # a document and one of its meetings: a list of participants


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of `attendances` with its meeting; `day` counts days (0 where the date is not known)."""

    id: str
    name: str
    status: str
    role: str | None
    title: str | None
    employer: str | None  # the organisation printed with the person, as a slug
    party: str | None  # ballot letter, or the name where the letter is not known
    substitute_for: str | None
    document: str
    body: str
    day: int
    meeting: str

    @property
    def listing(self) -> Listing:
        return self.document, self.meeting


@dataclass(slots=True)
class Profile:
    """The statements with one full name, party and employer, or title where there is neither: of one person, as far as
    the lists can tell."""

    words: tuple[str, ...]
    party: str | None
    employer: str | None
    title: str | None = None  # where neither party nor employer is printed
    names: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)
    sittings: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # forum: days
    seen: dict[Listing, set[bool]] = field(default_factory=lambda: defaultdict(set))  # listed as present, absent
    statements: list[Statement] = field(default_factory=list)

    @property
    def key(self) -> tuple[tuple[str, ...], str, str, str]:
        return self.words, self.party or "", self.employer or "", self.title or ""

    @property
    def bodies(self) -> Set[str]:
        return self.sittings.keys()

    @property
    def official(self) -> bool:
        return any(OFFICIAL.search(title) for title in self.titles)

    @property
    def count(self) -> int:
        return len(self.statements)


@lru_cache(maxsize=1 << 15)
def is_full(name: str) -> bool:
    """Whether a name has a given and a last name, not only letters for one of them."""
    parts = words(name)
    return len(parts) > 1 and min(len(parts[0]), len(parts[-1])) > 1 and not INITIALS.fullmatch(name)


@lru_cache(maxsize=1 << 14)
def letter_of(party: str | None, iso_date: str | None) -> str | None:
    """A party as printed ("A", "Socialdemokratiet") by its letter where that is known."""
    if not party or len(party) == 1:
        return party
    return party_letter(party, int(iso_date[:4])) or party.casefold() if iso_date else party.casefold()


@lru_cache(maxsize=1 << 14)
def day_of(iso_date: str | None) -> int:
    return date.fromisoformat(iso_date).toordinal() if iso_date else 0


def gather_profiles(statements: Iterable[Statement]) -> list[Profile]:
    """The profiles of all full names, in the order of their keys."""
    found: dict[tuple[tuple[str, ...], str | None, str | None, str | None], Profile] = {}
    spelled: dict[str, tuple[str, ...]] = {}
    for one in statements:
        if one.name not in spelled:
            spelled[one.name] = words(one.name) if is_full(one.name) else ()
        parts = spelled[one.name]
        if not parts:
            continue
        title = (one.title or "").casefold().strip()
        if title in NO_TITLE:
            title = ""
        key = parts, one.party, one.employer, None if one.party or one.employer else title or None
        profile = found.get(key)
        if profile is None:
            profile = found[key] = Profile(*key)
        profile.names[one.name] += 1
        if title:
            profile.titles.add(title)
        profile.sittings[one.body].add(one.day)
        profile.seen[one.listing].add(one.status in PRESENT)
        profile.statements.append(one)
    return sorted(found.values(), key=lambda profile: profile.key)
