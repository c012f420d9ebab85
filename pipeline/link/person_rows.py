"""The rows of persons: who is resolved from full names, and whom short names mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.evidence import Cluster, Merge, Ruled
from pipeline.link.names import words
from pipeline.link.profiles import Listing, Statement, gather_profiles
from pipeline.link.resolve import resolve_persons
from pipeline.link.seats import SPAN, runs_of
from pipeline.link.settle import Value
from pipeline.link.shorts import Known, Meant, resolve_shorts
from pipeline.store.ids import letters, slug

FULL = "full"
SHORT_EVIDENCE = {
    "given": "den eneste med det fornavn i samme forum på den tid",
    "initials": "den eneste med de initialer i samme forum på den tid",
    "alone": "samme fornavn i samme forum på den tid, aldrig trykt med efternavn",
}
"""Why a short name means somebody, by the method that found it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of one group: an organisation, or one meeting whose organisation is not known."""

    persons: list[tuple[Value, ...]]
    names: list[tuple[Value, ...]]
    attendances: list[tuple[Value, ...]]


def full_rows(
    key: str, organisation: str | None, statements: Iterable[Statement], ruled: Ruled
) -> tuple[Found, list[Known]]:
    """The persons of one group who are printed in full. Statements in any order give the same rows."""
    clusters = resolve_persons(gather_profiles(statements), ruled)
    found, known = Found([], [], []), []
    for cluster, person in zip(clusters, _keys(key, clusters), strict=True):
        found.persons.append((person, organisation, key, full_name(cluster)))
        found.names.extend(name_rows(person, cluster))
        found.attendances.extend((one.id, person, FULL) for profile in cluster.profiles for one in profile.statements)
        known.append(_known(person, cluster))
    return found, known


def short_rows(
    key: str,
    organisation: str | None,
    statements: Sequence[Statement],
    known: Sequence[Known],
    listed: Mapping[Listing, frozenset[str]],
) -> Found:
    """Whom the short names among the statements mean; `listed` are the persons that each list has in full."""
    persons: dict[str, tuple[Value, ...]] = {}
    names: dict[tuple[str, str], tuple[Value, ...]] = {}
    attendances: list[tuple[Value, ...]] = []
    for person, meant in _short_persons(key, organisation, resolve_shorts(statements, known, listed)):
        name = meant.statement.name
        if meant.method == "alone":
            persons.setdefault(person, (person, organisation, key, name))
        row = (name_key(person, name), person, name, meant.method, None, SHORT_EVIDENCE[meant.method])
        names.setdefault((person, name), row)
        attendances.append((meant.statement.id, person, meant.method))
    return Found(list(persons.values()), list(names.values()), attendances)


def name_key(person: str, name: str) -> str:
    return f"{person}-n{letters(name)}"


def full_name(cluster: Cluster) -> str:
    """The name to call a person by: the one with most whole words, then the one most often printed."""
    printed: Counter[str] = Counter()
    for profile in cluster.profiles:
        printed.update(profile.names)
    return min(printed, key=lambda name: (-sum(len(word) > 1 for word in words(name)), -printed[name], name))


def name_rows(person: str, cluster: Cluster) -> Iterator[tuple[Value, ...]]:
    """Every form of a person's name with what it was merged by; `full` is the one that others were merged with."""
    chief = words(full_name(cluster))
    merges: dict[tuple[str, ...], Merge] = {}
    for merge in cluster.merges:
        for form in (merge.one, merge.other):
            if form != chief and (form not in merges or {merge.one, merge.other} == {form, chief}):
                merges[form] = merge
    for name in sorted({name for profile in cluster.profiles for name in profile.names}):
        found = merges.get(words(name))
        if words(name) == chief or found is None:
            same = [m for m in cluster.merges if m.one == m.other == words(name)]
            yield name_key(person, name), person, name, "full", None, "; ".join(same[0].signs) if same else None
        else:
            yield name_key(person, name), person, name, str(found.likeness), found.similarity, "; ".join(found.signs)


def _keys(group: str, clusters: Sequence[Cluster]) -> list[str]:
    """`<organisation>-<name>`; where two persons have one name, letters of party and employer follow."""
    plain = [f"{group}-{slug(full_name(cluster))}" for cluster in clusters]
    times = Counter(plain)
    return [
        key if times[key] == 1 else f"{key}-{letters(repr([profile.key for profile in cluster.profiles]))}"
        for key, cluster in zip(plain, clusters, strict=True)
    ]


def _known(person: str, cluster: Cluster) -> Known:
    return Known(person, frozenset(cluster.forms), {body: runs_of(days) for body, days in cluster.sittings.items()})


def _short_persons(group: str, organisation: str | None, meant: Iterable[Meant]) -> Iterator[tuple[str, Meant]]:
    """(person, what is meant) for short names that mean somebody; who is never printed in full gets a key here."""
    alone: dict[tuple[str, tuple[str, ...]], list[Meant]] = defaultdict(list)
    for one in meant:
        if one.person:
            yield one.person, one
        elif one.method == "alone":
            alone[one.statement.body, words(one.statement.name)].append(one)
    for (body, parts), ones in sorted(alone.items()):
        ones.sort(key=lambda one: (one.statement.day, one.statement.id))
        key, last = "", None
        for one in ones:
            if last is None or one.statement.day - last > SPAN:
                since = f"-{letters(one.statement.id)}" if last is not None else ""
                key = f"{body if body and organisation else group}-{slug(' '.join(parts))}-alene{since}"
            last = one.statement.day
            yield key, one
