"""The cells between ruling lines are those that pdfplumber finds."""

import random

import pytest
from pdfplumber.table import edges_to_intersections, intersections_to_cells

from pipeline.extract.cells import smallest_cells


def edge(x0: float, top: float, x1: float, bottom: float) -> dict[str, object]:
    way = "v" if x0 == x1 else "h"
    return {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "orientation": way, "object_type": "line"}


def ragged_grid(seed: int) -> list[dict[str, object]]:
    """Rulings of a grid in pieces, some of them missing, so that cells are merged and corners open."""
    chance = random.Random(seed)
    xs, tops = sorted(chance.sample(range(50, 500, 10), 5)), sorted(chance.sample(range(50, 800, 10), 6))
    level = [edge(chance.choice(xs[:-1]), top, xs[-1], top) for top in tops]
    level += [edge(left, top, right, top) for top in tops for left, right in zip(xs, xs[1:], strict=False)]
    upright = [edge(x, top, x, bottom) for x in xs for top, bottom in zip(tops, tops[1:], strict=False)]
    upright += [edge(x, tops[0], x, chance.choice(tops[1:])) for x in xs]
    edges = level + upright
    return chance.sample(edges, round(len(edges) * chance.uniform(0.4, 1)))


@pytest.mark.parametrize("seed", range(40))
def test_cells_are_those_of_pdfplumber(seed: int) -> None:
    crossings = edges_to_intersections(ragged_grid(seed), 3, 3)
    cells = smallest_cells(crossings)
    assert cells
    assert cells == intersections_to_cells(crossings)


def test_a_grid_of_two_by_two_has_four_cells() -> None:
    lines = [edge(x, 0, x, 40) for x in (0, 50, 100)] + [edge(0, top, 100, top) for top in (0, 20, 40)]
    cells = smallest_cells(edges_to_intersections(lines, 3, 3))
    assert cells == [(0, 0, 50, 20), (0, 20, 50, 40), (50, 0, 100, 20), (50, 20, 100, 40)]
