"""What speaks for two forms of a name being one person, beside the name, and what speaks against it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.link.names import SURE, Likeness, Near, Words
from pipeline.link.profiles import Listing, Profile
from pipeline.link.seats import TERM

RARE = 0.2
"""A form is a slip of another only if it is printed this much less often."""
CROSSING = 400
"""Days at most between the last list with one party or name and the first with the other for one to go on as both."""
FIRST_PERIOD = 2002  # of the municipal election periods, which are of four years


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two forms are one person: the likeness, how alike (0-1), and the other signs in Danish."""

    one: Words
    other: Words
    likeness: Likeness
    similarity: float
    signs: tuple[str, ...]


@dataclass(slots=True)
class Cluster:
    """One person: profiles, and the merges that brought them together."""

    profiles: list[Profile]
    merges: list[Merge] = field(default_factory=list)

    @property
    def key(self) -> tuple[Words, str, str, str]:
        return min(profile.key for profile in self.profiles)

    @property
    def forms(self) -> set[Words]:
        return {profile.words for profile in self.profiles}

    @property
    def count(self) -> int:
        return sum(profile.count for profile in self.profiles)

    @property
    def sittings(self) -> dict[str, set[int]]:
        """The days on which the person is listed, by forum."""
        found: dict[str, set[int]] = defaultdict(set)
        for profile in self.profiles:
            for body, days in profile.sittings.items():
                found[body] |= days
        return found

    def take(self, other: Cluster, merge: Merge) -> None:
        self.merges += [*other.merges, merge]
        self.profiles += other.profiles


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a person decided: pairs of names (as words) that are one, and that are not."""

    joined: frozenset[tuple[Words, Words]] = frozenset()
    parted: frozenset[tuple[Words, Words]] = frozenset()

    def keeps_apart(self, one: Words, other: Words) -> bool:
        return (one, other) in self.parted or (other, one) in self.parted


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signs beside the name, in Danish; whether they are enough for how alike the names are; and their weight
    against the evidence for others whom the form fits."""

    signs: tuple[str, ...]
    enough: bool
    weight: int


def weigh(one: Cluster, other: Cluster, near: Near, ruled: Ruled) -> Evidence | None:
    """The evidence that two clusters are one person; None if something is against it."""
    if against(one, other, ruled):
        return None
    signs = []
    if party := _both(one, other, "party"):
        signs.append(f"samme parti ({party})")
    if employer := _both(one, other, "employer"):
        signs.append(f"samme organisation ({employer})")
    if titles := _titles(one) & _titles(other):
        signs.append(f"samme stilling ({min(titles)})")
    if twice := _listed_twice(one, other):
        signs.append("både til stede og fraværende i samme liste")
    elif _bodies(one) & _bodies(other):
        signs.append("samme forum, aldrig i samme liste")
    rare = _rare(one, other)
    if placed := twice or _fills(one, other) or _fills(other, one):
        signs.append("står på listen, hvor den anden mangler")
    if follows := not twice and _follows(one, other):
        signs.append("den ene begynder, hvor den anden slutter")
    strong = len(signs) > 1 or twice
    return Evidence(
        tuple(signs) or (("samme navn",) if near.likeness is Likeness.SPELLING else ()),
        _enough(near, len(signs), strong=strong, rare=rare, placed=placed, follows=follows),
        len(signs) + 2 * placed,
    )


def _enough(near: Near, signs: int, *, strong: bool, rare: bool, placed: bool, follows: bool) -> bool:
    if near.likeness is Likeness.SPELLING:
        return True
    if near.twins:
        return strong and (placed if near.likeness is Likeness.SOUND else placed and rare)
    match near.likeness:
        case Likeness.CUT:
            return (follows or placed) and signs > 2
        case Likeness.RENAMED:
            return follows and signs > 2
        case Likeness.SHAPE:
            return bool(signs) and (rare or strong)
        case Likeness.SLIP:
            return (
                (strong or bool(signs) and rare)
                if near.word >= SURE
                else strong and (rare or placed) or rare and placed
            )
        case _:
            return bool(signs)


def against(one: Cluster, other: Cluster, ruled: Ruled) -> bool:
    """Whether something speaks against two clusters being one person."""
    if _other_office(one, other) or _other_party(one, other) or _other_employer(one, other):
        return True
    return any(_conflict(a, b, ruled) for a in one.profiles for b in other.profiles)


def _other_office(one: Cluster, other: Cluster) -> bool:
    """Whether both are officials, with no title and no forum in common: then the name is all there is."""
    return (
        not any(profile.party or profile.employer for cluster in (one, other) for profile in cluster.profiles)
        and bool(_titles(one) and _titles(other))
        and not _titles(one) & _titles(other)
        and not _bodies(one) & _bodies(other)
    )


def _conflict(a: Profile, b: Profile, ruled: Ruled) -> bool:
    if ruled.keeps_apart(a.words, b.words):
        return True
    same_name = "".join(a.words) == "".join(b.words)
    if bool(a.party) != bool(b.party) and not (a.bodies & b.bodies) and (a.titles or b.titles):
        return True  # a member with a party, and an official or guest elsewhere
    if (a.party and b.official and not b.party) or (b.party and a.official and not a.party):
        return True
    shared = a.seen.keys() & b.seen.keys()
    if same_name:
        return bool(shared) and bool(a.titles and b.titles) and not a.titles & b.titles
    return any(not _contradicts(a, b, listing) for listing in shared)


def _contradicts(a: Profile, b: Profile, listing: Listing) -> bool:
    """Whether one is listed as present and the other as absent: one person, in a list that contradicts itself."""
    return len(a.seen[listing]) == len(b.seen[listing]) == 1 and a.seen[listing] != b.seen[listing]


def _other_party(one: Cluster, other: Cluster) -> bool:
    """Whether their parties differ, unless one name goes on in one forum with the other in the same election period.

    Who comes with another party after an election may be a son of the same name.
    """
    a, b = ([profile for profile in cluster.profiles if profile.party] for cluster in (one, other))
    if not a or not b or {profile.party for profile in a} & {profile.party for profile in b}:
        return False
    return not (
        {"".join(profile.words) for profile in a} & {"".join(profile.words) for profile in b}
        and 0 < _pause(_days(a), _days(b)) <= CROSSING
        and _one_period(_days(a), _days(b))
        and {body for profile in a for body in profile.bodies} & {body for profile in b for body in profile.bodies}
    )


def _other_employer(one: Cluster, other: Cluster) -> bool:
    """Whether their employers differ, unless one name has the same title with both."""
    a, b = ([profile for profile in cluster.profiles if profile.employer] for cluster in (one, other))
    if not a or not b or {profile.employer for profile in a} & {profile.employer for profile in b}:
        return False
    same_name = {"".join(profile.words) for profile in a} & {"".join(profile.words) for profile in b}
    return not (same_name and _titles(one) & _titles(other))


def _days(profiles: Sequence[Profile]) -> set[int]:
    return {day for profile in profiles for days in profile.sittings.values() for day in days}


def _pause(one: set[int], other: set[int]) -> int:
    """Days from the end of the one that comes first to the beginning of the other; 0 or less if they overlap."""
    return max(min(other) - max(one), min(one) - max(other))


def _one_period(one: set[int], other: set[int]) -> bool:
    """Whether the end of the one that comes first and the beginning of the other are in one election period."""
    turn = (max(one), min(other)) if max(one) < min(other) else (max(other), min(one))
    first, then = (date.fromordinal(max(day, 1)).year - FIRST_PERIOD for day in turn)
    return first // 4 == then // 4


def _follows(one: Cluster, other: Cluster) -> bool:
    """Whether one begins where the other ends, in each forum that they share."""
    a, b = one.sittings, other.sittings
    shared = a.keys() & b.keys()
    return bool(shared) and all(0 < _pause(a[body], b[body]) <= CROSSING for body in shared)


def _fills(one: Cluster, other: Cluster) -> bool:
    """Whether `one` stands in the place of `other`: that one sits in the same forums then, before and after half of the
    lists at least, and before or after the rest."""
    within = lists = 0
    there = other.sittings
    for body, days in one.sittings.items():
        sits = sorted(there.get(body, ()))
        for day in days:
            place = bisect_left(sits, day)
            before = place > 0 and day - sits[place - 1] <= TERM
            after = place < len(sits) and sits[place] - day <= TERM
            if not before and not after:
                return False
            within += before and after
            lists += 1
    return 2 * within >= lists


def _listed_twice(one: Cluster, other: Cluster) -> bool:
    return any(a.seen.keys() & b.seen.keys() for a in one.profiles for b in other.profiles)


def _both(one: Cluster, other: Cluster, what: str) -> str | None:
    shared = {getattr(p, what) for p in one.profiles} & {getattr(p, what) for p in other.profiles} - {None}
    return min(shared) if shared else None


def _titles(cluster: Cluster) -> set[str]:
    return {title for profile in cluster.profiles for title in profile.titles}


def _bodies(cluster: Cluster) -> set[str]:
    return {body for profile in cluster.profiles for body in profile.bodies}


def _rare(one: Cluster, other: Cluster) -> bool:
    """Whether one form is printed so much less often that it may be a slip."""
    less, more = sorted((one.count, other.count))
    return less == 1 < more or less <= RARE * more
