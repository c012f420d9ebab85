"""The cells of ruled tables, from the points in which rulings cross.

Gives what pdfplumber's `intersections_to_cells` gives, which the tests compare it with. That one gathers the rulings of
two points anew for each pair it looks at, which was half of what finding a table cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from pipeline.extract.marks import Rect

Crossings = Mapping[tuple[float, float], Mapping[str, list[dict[str, Any]]]]
"""By point (x, top), the rulings that cross there, upright ("v") and level ("h"), as pdfplumber's edges."""


def smallest_cells(crossings: Crossings) -> list[Rect]:
    """The smallest rectangle below and right of each point whose corners are crossings that rulings join, by x, top."""
    down = {point: _places(edges["v"]) for point, edges in crossings.items()}
    across = {point: _places(edges["h"]) for point, edges in crossings.items()}
    columns, rows = defaultdict[float, list[float]](list), defaultdict[float, list[float]](list)
    cells = []
    for x, top in sorted(crossings, reverse=True):  # so that what stands below and right is known, nearest last
        down_here, across_here = down[x, top], across[x, top]
        rights = [right for right in reversed(rows[top]) if not across_here.isdisjoint(across[right, top])]
        for bottom in reversed(columns[x]) if rights else ():
            if down_here.isdisjoint(down[x, bottom]):
                continue
            right = next((right for right in rights if _joined(x, top, right, bottom, down, across)), None)
            if right is not None:
                cells.append((x, top, right, bottom))
                break
        columns[x].append(top)
        rows[top].append(x)
    return cells[::-1]


_Places = dict[tuple[float, float], set[Rect]]


def _joined(x: float, top: float, right: float, bottom: float, down: _Places, across: _Places) -> bool:
    """Whether rulings lead to the lower right corner from the other two."""
    corner = right, bottom
    return (
        corner in down
        and not down[corner].isdisjoint(down[right, top])
        and not across[corner].isdisjoint(across[x, bottom])
    )


def _places(edges: list[dict[str, Any]]) -> set[Rect]:
    return {(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in edges}
