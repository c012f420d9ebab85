"""Persons of a crowd that is hard to tell apart are held to floors; the measure itself is tested too."""

from __future__ import annotations

import pytest

from benchmarks.people import link_crowd, threshold
from tests.archive.crowd import draw_crowd
from tests.archive.merges import measure_merges

SEEDS = (1, 11, 12)
PRECISION, RECALL = 0.99, 0.95


def test_merges_of_hard_crowds_hold_their_floors_and_the_threshold_matters() -> None:
    crowds = [link_crowd(seed) for seed in SEEDS]
    right = sum(found.right for found in crowds)
    wrong = [pair for found in crowds for pair in found.wrong]
    assert right / sum(found.made for found in crowds) >= PRECISION, wrong[:5]
    assert right / sum(found.wanted for found in crowds) >= RECALL, crowds[0].missed[:5]
    with threshold(0.9):
        assert link_crowd(1).recall < crowds[0].recall - 0.05
    assert link_crowd(1).recall == crowds[0].recall


def test_a_crowd_has_what_makes_it_hard() -> None:
    entries = draw_crowd(1)
    assert entries == draw_crowd(1) != draw_crowd(2)
    ways = {entry.way for entry in entries}
    assert ways == {"full", "shorter", "initial", "spelling", "scan", "ear", "fingers", "given", "letters"}
    people: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        people.setdefault((entry.organisation, entry.name), set()).add(entry.human)
    assert sum(len(humans) > 1 for humans in people.values()) >= 5  # of one name in one organisation
    elsewhere: dict[str, set[str]] = {}
    for organisation, name in people:
        elsewhere.setdefault(name, set()).add(organisation)
    assert sum(len(organisations) > 1 for organisations in elsewhere.values()) >= 10


A1, A2, B1 = ("o", "a", "Bo Mark"), ("o", "a", "Bo Markk"), ("o", "b", "Bo Mark")


@pytest.mark.parametrize(
    ("entries", "precision", "recall"),
    [
        ([(A1, "1"), (A2, "1"), (B1, "2")], 1.0, 1.0),
        ([(A1, "1"), (A2, "2"), (B1, "3")], 1.0, 0.0),
        ([(A1, "1"), (A1, "2"), (A2, "1"), (B1, "3")], 1.0, 0.5),
        ([(A1, "1"), (A2, "1"), (B1, "1")], 1 / 3, 1.0),
        ([(A1, "1"), (A2, None), (B1, None)], 1.0, 0.0),
    ],
)
def test_a_merge_counts_by_the_share_of_entries(
    entries: list[tuple[tuple[str, str, str], str | None]], precision: float, recall: float
) -> None:
    found = measure_merges(entries)
    assert (found.precision, found.recall) == pytest.approx((precision, recall))
