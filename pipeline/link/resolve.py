"""Which profiles are one person: merged on two signs at least, never against one, and each merge with its evidence.

The name is one sign (how alike it must be: `pipeline.link.names`); what else speaks for or against two forms is in
`pipeline.link.evidence`. Close names are found by blocking (words that both have), so that the work grows with the
number of names, not with its square, and whether two forms are one depends on the forms alone that may be one with
either of them: a form that fits two persons equally well is nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.link.evidence import Cluster, Evidence, Merge, Ruled, weigh
from pipeline.link.names import ORDER, Likeness, Near, Words, likeness, shape, sound
from pipeline.link.profiles import Profile


def resolve_persons(profiles: Sequence[Profile], ruled: Ruled) -> list[Cluster]:
    """The persons of one organisation. The same profiles in any order give the same persons."""
    clusters = [Cluster([profile]) for profile in sorted(profiles, key=lambda profile: profile.key)]
    clusters = _join_ruled(clusters, ruled)
    clusters = _Resolution(clusters, _same_name(clusters), ruled).resolved()
    clusters = _Resolution(clusters, _alike(clusters), ruled).resolved()
    return sorted(clusters, key=lambda cluster: cluster.key)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two clusters, by their places, that may be one by these of their names."""

    a: int
    b: int
    one: Words
    other: Words
    near: Near

    @property
    def rank(self) -> tuple[int, float, int, int]:
        """The surest first."""
        return ORDER[self.near.likeness], -self.near.similarity, self.a, self.b


def _join_ruled(clusters: list[Cluster], ruled: Ruled) -> list[Cluster]:
    """What corrections join, whatever speaks against it."""
    for one, other in sorted(ruled.joined):
        joined = [cluster for cluster in clusters if cluster.forms & {one, other}]
        if {one, other} <= {form for cluster in joined for form in cluster.forms}:
            first, *rest = joined
            for cluster in rest:
                first.take(cluster, Merge(one, other, Likeness.RULED, 1.0, ("rettelse",)))
            clusters = [cluster for cluster in clusters if not any(cluster is gone for gone in rest)]
    return clusters


def _same_name(clusters: Sequence[Cluster]) -> Iterator[Candidate]:
    by_name: dict[str, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for name in sorted({"".join(words) for words in cluster.forms}):
            by_name[name].append(place)
    for places in by_name.values():
        for a, b in combinations(places, 2):
            one, other = (min(clusters[place].forms) for place in (a, b))
            yield Candidate(a, b, one, other, Near(Likeness.SPELLING, 1.0))


def _alike(clusters: Sequence[Cluster]) -> Iterator[Candidate]:
    """Pairs with close names."""
    blocks: dict[Words, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for key in sorted({key for form in cluster.forms for key in block_keys(form)}):
            blocks[key].append(place)
    for a, b in sorted({pair for block in blocks.values() for pair in combinations(block, 2)}):
        found = [
            Candidate(a, b, one, other, near)
            for one in sorted(clusters[a].forms)
            for other in sorted(clusters[b].forms)
            if block_keys(one) & block_keys(other) and (near := likeness(one, other))
        ]
        if found:
            yield min(found, key=lambda candidate: candidate.rank)


def block_keys(form: Words) -> set[Words]:
    """What two names that may be one have in common: any of these keys."""
    first, last = form[0], form[-1]
    return {
        (first, last[0], "last"), (first[0], last, "first"), (sound(first), sound(last), "sound"),
        (shape(first), shape(last), "shape"), ("".join(form), "whole"),
        *((*form[:n], "cut") for n in range(2, len(form) + 1)),
    }  # fmt: skip


@dataclass(slots=True)
class _Resolution:
    """Carries out the merges that hold, the surest first, until none is left."""

    clusters: list[Cluster]
    candidates: Iterable[Candidate]
    ruled: Ruled
    homes: list[int] = field(init=False)  # the place of the cluster that each one has come to
    held: list[list[int]] = field(init=False)  # and the places that came to each
    touching: list[list[Candidate]] = field(init=False)
    weighed: dict[tuple[int, int, int, int, Near], Evidence | None] = field(default_factory=dict)

    def resolved(self) -> list[Cluster]:
        self.homes = list(range(len(self.clusters)))
        self.held = [[place] for place in self.homes]
        self.touching = [[] for _ in self.clusters]
        waiting = sorted(self.candidates, key=lambda candidate: candidate.rank)
        for candidate in waiting:
            self.touching[candidate.a].append(candidate)
            self.touching[candidate.b].append(candidate)
        while waiting:
            left = [candidate for candidate in waiting if not self._merge(candidate)]
            left = [candidate for candidate in left if self.homes[candidate.a] != self.homes[candidate.b]]
            if len(left) == len(waiting):
                break
            waiting = left
        return [cluster for place, cluster in enumerate(self.clusters) if self.homes[place] == place]

    def _merge(self, candidate: Candidate) -> bool:
        a, b = sorted((self.homes[candidate.a], self.homes[candidate.b]))
        if a == b:
            return True
        found = self._weigh(candidate)
        if found is None or not found.enough or not self._only(candidate, found):
            return False
        similarity = round(candidate.near.similarity, 3)
        self.clusters[a].take(
            self.clusters[b], Merge(candidate.one, candidate.other, candidate.near.likeness, similarity, found.signs)
        )
        for place in self.held[b]:
            self.homes[place] = a
        self.held[a] += self.held[b]
        self.touching[a] += self.touching[b]
        return True

    def _weigh(self, candidate: Candidate) -> Evidence | None:
        a, b = sorted((self.homes[candidate.a], self.homes[candidate.b]))
        one, other = self.clusters[a], self.clusters[b]
        key = (a, len(one.profiles), b, len(other.profiles), candidate.near)
        if key not in self.weighed:
            self.weighed[key] = weigh(one, other, candidate.near, self.ruled)
        return self.weighed[key]

    def _only(self, candidate: Candidate, found: Evidence) -> bool:
        """Whether the lesser form fits nobody else as well."""
        if candidate.near.likeness is Likeness.SPELLING:
            return True
        lesser = self.homes[self._lesser(candidate)]
        rank = ORDER[candidate.near.likeness]
        target = ({self.homes[candidate.a], self.homes[candidate.b]} - {lesser}).pop()
        for rival in self.touching[lesser]:
            homes = {self.homes[rival.a], self.homes[rival.b]}
            if len(homes) == 2 and target not in homes and self.homes[self._lesser(rival)] == lesser:
                other = self._weigh(rival)
                if other is not None and (other.weight, -ORDER[rival.near.likeness]) >= (found.weight, -rank):
                    return False
        return True

    def _lesser(self, candidate: Candidate) -> int:
        """The place of the form that is shorter, or a slip of the other: the one less often printed."""

        def size(place: int, form: Words) -> tuple[int, ...]:
            letters = (len(form), sum(map(len, form)), place)
            return letters if candidate.near.partial else (self.clusters[self.homes[place]].count, *letters)

        return min(size(candidate.a, candidate.one), size(candidate.b, candidate.other))[-1]
