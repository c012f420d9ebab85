"""The whole parser on every golden pair: no field falls below its floor, pooled or in any family.

After a change that makes the parser better, raise the floors and commit them with it:

    pytest tests/golden/test_parser.py --update-floors
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from pipeline.contract import to_json
from pipeline.run import parse_document
from pipeline.score.card import Scores
from pipeline.score.document import score_document
from pipeline.score.printed import Printed

HERE = Path(__file__).parent
RAW = HERE.parents[1] / "data" / "raw"
FLOORS = HERE / "floors.json"
MARGIN = 0.01  # F1 below what was measured when the floors were written
POOLED = "all"  # the row of floors for all pairs together

GOLDS = sorted(HERE.glob("*/*.gold.json"))
FAMILIES = sorted({path.parent.name for path in GOLDS})

Floors = dict[str, dict[str, float]]  # by family (or POOLED) and field


def pair_scores(gold_path: Path) -> Scores:
    """The scores of one pair, the further meetings of its PDF included."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    pdf = (RAW if gold_path.parent.name == "samples" else gold_path.parent) / gold["pdf"]
    parsed = to_json(parse_document(pdf.read_bytes(), pdf.name))
    printed = Printed.of(pdf)
    scores = score_document(gold, parsed, printed)
    for wanted, found in zip_longest(gold.get("more_meetings", []), parsed.get("more_meetings", []), fillvalue={}):
        scores.add(score_document({"kind": gold["kind"], **wanted}, found, printed))
    return scores


@pytest.fixture(scope="session")
def measured() -> dict[str, Scores]:
    """Scores by family, and of all pairs under POOLED."""
    scores = {name: Scores() for name in (POOLED, *FAMILIES)}
    for path in GOLDS:
        one = pair_scores(path)
        one.misses = [f"{path.name}: {miss}" for miss in one.misses]
        scores[path.parent.name].add(one)
        scores[POOLED].add(one)
    return scores


@pytest.fixture(scope="session")
def floors(request: pytest.FixtureRequest, measured: dict[str, Scores]) -> Floors:
    if request.config.getoption("--update-floors", default=False):
        if os.environ.get("CI"):
            pytest.fail("floors are never written in CI: a lower one must be seen by a reader of the commit")
        written = {name: dict(measured_floors(scores)) for name, scores in measured.items()}
        FLOORS.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return json.loads(FLOORS.read_text(encoding="utf-8"))


def measured_floors(scores: Scores) -> Iterator[tuple[str, float]]:
    """Each field of which something was read right, with its F1 less the margin."""
    for name, row in scores.figures().items():
        if (row["gold"] or row["parsed"]) and row["f1"] > MARGIN:
            yield name, round(row["f1"] - MARGIN, 3)


@pytest.mark.parametrize("family", [POOLED, *FAMILIES])
def test_no_field_falls_below_its_floor(family: str, floors: Floors, measured: dict[str, Scores]) -> None:
    reached = {name: row["f1"] for name, row in measured[family].figures().items()}
    below = [
        f"{name}: F1 {reached.get(name, 0.0)}, floor {floor}"
        for name, floor in floors[family].items()
        if reached.get(name, 0.0) < floor
    ]
    assert not below, "\n".join([*below, "", *measured[family].misses])


def test_every_family_has_its_floors(floors: Floors) -> None:
    assert sorted(floors) == sorted([POOLED, *FAMILIES])
    assert all("kind" in row and set(row) <= set(floors[POOLED]) for row in floors.values())
