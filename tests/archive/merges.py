"""Holds who was put together with whom against the truth: precision and recall of merges of printed names.

A form is a name as printed, of one person in one organisation. A merge is a pair of different forms of one person; it
counts as right by the share of their entries that were put together, and a pair of two persons' forms (also when they
are printed alike) as wrong by that share. Pairs of one form are no merges: they are right by themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

Form = tuple[str, str, str]  # organisation, person, printed name


@dataclass
class Merges:
    """Sums over pairs of forms; `missed` and `wrong` tell the pairs with their share, `ways` the recall of each way."""

    right: float = 0.0
    made: float = 0.0
    wanted: int = 0
    wrong: list[tuple[float, Form, Form]] = field(default_factory=list)
    missed: list[tuple[float, Form, Form]] = field(default_factory=list)
    ways: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.made + self.wanted) if self.made + self.wanted else 1.0


def measure_merges(entries: Iterable[tuple[Form, str | None]], ways: dict[Form, str] | None = None) -> Merges:
    """The merges of entries of lists: (form, the person it was linked to or None). `ways` tells how a form came about.

    An entry that was linked to nobody is put together with nothing.
    """
    linked: dict[Form, Counter[str]] = defaultdict(Counter)
    total: Counter[Form] = Counter()
    for form, person in entries:
        total[form] += 1
        if person is not None:
            linked[form][person] += 1
    by_link: dict[str, set[Form]] = defaultdict(set)
    for form, persons in linked.items():
        for person in persons:
            by_link[person].add(form)
    found = Merges()
    by_human: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in sorted(total):
        by_human[form[:2]].append(form)
    pairs = {pair for forms in by_human.values() for pair in combinations(forms, 2)}
    pairs |= {pair for forms in by_link.values() for pair in combinations(sorted(forms), 2)}
    for one, other in sorted(pairs):
        share = sum(times * linked[other][person] for person, times in linked[one].items())
        share /= total[one] * total[other]
        found.made += share
        if one[:2] == other[:2]:
            found.wanted += 1
            found.right += share
            if share < 1:
                found.missed.append((round(1 - share, 3), one, other))
            if ways:
                found.ways[" + ".join(sorted((ways[one], ways[other])))].append(share)
        elif share:
            found.wrong.append((round(share, 3), one, other))
    found.missed.sort(key=lambda pair: (-pair[0], *pair[1:]))
    found.wrong.sort(key=lambda pair: (-pair[0], *pair[1:]))
    return found
