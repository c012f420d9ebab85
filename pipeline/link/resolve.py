"""Which profiles are one person: merged on two signs at least, never against one, and each merge with its evidence.

The name is one sign (how alike it must be: `pipeline.link.names`); the others are the party, the employer and the
title printed with it, or that one form stands wherever the other is missing from the lists of the same body. Signs
against: both in one list, parties or employers that differ, a name that fits several persons. Close names are found by
blocking (all words but one are equal), so that the work grows with the number of names, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.link.names import SLIP, Likeness, likeness
from pipeline.link.profiles import Profile

RARE = 0.2
"""A form is a slip of the pen of another only if it is printed this much less often."""
COMMON = frozenset(
    "nielsen jensen hansen andersen pedersen christensen larsen soerensen rasmussen joergensen petersen madsen "
    "kristensen olsen thomsen christiansen poulsen johansen moeller mortensen knudsen jakobsen jacobsen mikkelsen "
    "olesen frederiksen laursen henriksen lund holm schmidt eriksen kristiansen clausen simonsen svendsen andreasen "
    "iversen jeppesen vestergaard jespersen nissen lauritsen lassen larssen janssen hanssen".split()
)
"""Last names that so many people have that another of them is no slip (Danmarks Statistik, most frequent names)."""
Words = tuple[str, ...]


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
    def key(self) -> tuple[Words, str, str]:
        return min(profile.key for profile in self.profiles)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a person decided: pairs of names (as words) that are one, and that are not."""

    joined: frozenset[tuple[Words, Words]] = frozenset()
    parted: frozenset[tuple[Words, Words]] = frozenset()

    def keeps_apart(self, one: Words, other: Words) -> bool:
        return (one, other) in self.parted or (other, one) in self.parted


NOTHING_RULED = Ruled()


def resolve_persons(profiles: Sequence[Profile], ruled: Ruled = NOTHING_RULED, slip: float = SLIP) -> list[Cluster]:
    """The persons of one organisation. The same profiles in any order give the same persons."""
    clusters = [Cluster([profile]) for profile in sorted(profiles, key=lambda profile: profile.key)]
    clusters = _merge(clusters, _ruled_pairs(clusters, ruled), ruled, forced=True)
    clusters = _merge(clusters, _same_name(clusters), ruled)
    clusters = _merge(clusters, _alike(clusters, slip), ruled)
    return sorted(clusters, key=lambda cluster: cluster.key)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two clusters that may be one by these of their names."""

    a: Cluster
    b: Cluster
    one: Words
    other: Words
    likeness: Likeness
    similarity: float

    @property
    def partial(self) -> bool:
        return self.likeness in (Likeness.SHORTER, Likeness.CUT, Likeness.INITIAL)

    @property
    def short(self) -> tuple[Cluster, Cluster]:
        """The cluster with the shorter name, then the other."""
        first, second = ((len(name), sum(map(len, name))) for name in (self.one, self.other))
        return (self.a, self.b) if first < second else (self.b, self.a)


def _ruled_pairs(clusters: Sequence[Cluster], ruled: Ruled) -> Iterator[Candidate]:
    by_words: dict[Words, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        by_words[cluster.key[0]].append(cluster)
    for one, other in sorted(ruled.joined):
        for a in by_words.get(one, []):
            for b in by_words.get(other, []):
                if a is not b:
                    yield Candidate(a, b, one, other, Likeness.RULED, 1.0)


def _same_name(clusters: Sequence[Cluster]) -> Iterator[Candidate]:
    by_name: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        by_name["".join(cluster.key[0])].append(cluster)
    for same in by_name.values():
        for a, b in combinations(same, 2):
            yield Candidate(a, b, a.key[0], b.key[0], Likeness.SPELLING, 1.0)


def _alike(clusters: Sequence[Cluster], slip: float) -> list[Candidate]:
    """Pairs with close names, the surest first."""
    blocks: dict[Words, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for parts in sorted({profile.words for profile in cluster.profiles}):
            for key in {(parts[0], parts[-1]), parts, *(parts[:n] + parts[n + 1 :] for n in range(len(parts)))}:
                if number not in blocks[key][-1:]:
                    blocks[key].append(number)
    pairs: dict[tuple[int, int], Candidate] = {}
    for block in blocks.values():
        for first, second in combinations(block, 2):
            if (first, second) not in pairs and (found := _closest(clusters[first], clusters[second], slip)):
                pairs[first, second] = found
    order = list(Likeness)
    ranked = sorted(pairs.items(), key=lambda pair: (order.index(pair[1].likeness), -pair[1].similarity, pair[0]))
    return [candidate for _, candidate in ranked]


def _closest(a: Cluster, b: Cluster, slip: float) -> Candidate | None:
    found = [
        Candidate(a, b, one, other, *near)
        for one in sorted({p.words for p in a.profiles})
        for other in sorted({p.words for p in b.profiles})
        if (near := likeness(one, other, slip))
    ]
    order = list(Likeness)
    return min(found, key=lambda near: (order.index(near.likeness), -near.similarity)) if found else None


def _merge(
    clusters: Sequence[Cluster], candidates: Iterable[Candidate], ruled: Ruled, *, forced: bool = False
) -> list[Cluster]:
    """Carry out the merges that hold, in order. A shorter form that fits several persons fits none."""
    grown = {id(cluster): cluster for cluster in clusters}
    known = Counter(word for cluster in clusters for word in {w for p in cluster.profiles for w in p.words})
    waiting = list(candidates)
    fits: dict[int, set[int]] = defaultdict(set)
    for candidate in waiting:
        if candidate.partial and not against(candidate.a, candidate.b, ruled):
            short, long = candidate.short
            fits[id(short)].add(id(long))
    for candidate in waiting:
        one, other = grown[id(candidate.a)], grown[id(candidate.b)]
        if one is other:
            continue
        if candidate.partial:
            short, _ = candidate.short
            if len({id(grown[key]) for key in fits[id(short)]} - {id(grown[id(short)])}) > 1:
                continue
        signs = ("rettelse",) if forced else _signs(one, other, candidate, ruled, known)
        if not signs:
            continue
        merge = Merge(candidate.one, candidate.other, candidate.likeness, round(candidate.similarity, 3), signs)
        one.merges += [*other.merges, merge]
        one.profiles += other.profiles
        for key, cluster in grown.items():
            if cluster is other:
                grown[key] = one
    return list({id(cluster): cluster for cluster in grown.values()}.values())


def _signs(one: Cluster, other: Cluster, near: Candidate, ruled: Ruled, known: Counter[str]) -> tuple[str, ...]:
    """The signs beside the name that two clusters are one person; none if they are too few or some are against."""
    if against(one, other, ruled):
        return ()
    found = []
    if party := _both(one, other, "party"):
        found.append(f"samme parti ({party})")
    if employer := _both(one, other, "employer"):
        found.append(f"samme organisation ({employer})")
    if titles := _titles(one) & _titles(other):
        found.append(f"samme stilling ({min(titles)})")
    if twice := _listed_twice(one, other):
        found.append("både til stede og fraværende i samme liste")
    elif _bodies(one) & _bodies(other):
        found.append("samme forum, aldrig i samme liste")
    if near.likeness is Likeness.SPELLING:
        return tuple(found) or ("samme navn",)
    strong, rare = len(found) > 1 or twice, _rare(one, other)
    if near.likeness in (Likeness.SLIP, Likeness.SOUND) and _established(near, known) and not (strong and rare):
        return ()
    if near.likeness is Likeness.CUT and not strong:
        return ()
    if near.likeness is Likeness.SLIP and not strong and not rare:
        return ()
    return tuple(found)


def against(one: Cluster, other: Cluster, ruled: Ruled) -> bool:
    """Whether something speaks against two clusters being one person."""
    return any(_conflict(a, b, ruled) for a in one.profiles for b in other.profiles)


def _conflict(a: Profile, b: Profile, ruled: Ruled) -> bool:
    if ruled.keeps_apart(a.words, b.words):
        return True
    same_name = "".join(a.words) == "".join(b.words)
    if a.party and b.party and a.party != b.party and not (same_name and _after(a, b) and a.bodies & b.bodies):
        return True
    if a.employer and b.employer and a.employer != b.employer and not (same_name and a.titles & b.titles):
        return True
    if bool(a.party) != bool(b.party) and not (a.bodies & b.bodies) and (a.titles or b.titles):
        return True  # a member with a party, and an official or guest elsewhere
    shared = a.seen.keys() & b.seen.keys()
    return not same_name and any(not _contradicts(a, b, document) for document in shared)


def _contradicts(a: Profile, b: Profile, document: str) -> bool:
    """Whether one is listed as present and the other as absent: one person, in a list that contradicts itself."""
    return len(a.seen[document]) == len(b.seen[document]) == 1 and a.seen[document] != b.seen[document]


def _listed_twice(one: Cluster, other: Cluster) -> bool:
    return any(a.seen.keys() & b.seen.keys() for a in one.profiles for b in other.profiles)


def _after(a: Profile, b: Profile) -> bool:
    """Whether all of one lies before all of the other, as when a member goes over to another party."""
    return max(a.days) < min(b.days) or max(b.days) < min(a.days)


def _both(one: Cluster, other: Cluster, what: str) -> str | None:
    shared = {getattr(p, what) for p in one.profiles} & {getattr(p, what) for p in other.profiles} - {None}
    return min(shared) if shared else None


def _titles(cluster: Cluster) -> set[str]:
    return {title for profile in cluster.profiles for title in profile.titles}


def _bodies(cluster: Cluster) -> set[str]:
    return {body for profile in cluster.profiles for body in profile.bodies}


def _count(cluster: Cluster) -> int:
    return sum(profile.count for profile in cluster.profiles)


def _rare(one: Cluster, other: Cluster) -> bool:
    """Whether one form is printed so much less often that it may be a slip."""
    less, more = sorted((_count(one), _count(other)))
    return less == 1 < more or less <= RARE * more


def _established(near: Candidate, known: Counter[str]) -> bool:
    """Whether the words in which two names differ are both names in their own right."""
    pairs = [(x, y) for x, y in zip(near.one, near.other, strict=False) if x != y]
    return any(all(word in COMMON or known[word] > 1 for word in pair) for pair in pairs)
