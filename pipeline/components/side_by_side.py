"""Lists of people printed in two columns beside each other: the left one is read to its end, then the right one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.components.fields import Row, label_at
from pipeline.components.roster import sure_start
from pipeline.page import Line

LISTS = frozenset({"present", "absent", "guest", "secretariat", "substitute"})
EDGE = 4.0  # points by which the lines of a column may differ
GAP = 4.0  # points between the columns at least
FEWEST = 3  # lines in a column


def column_by_column(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those apart in which a list's label stands in the right column with its people below it."""
    for at, row in enumerate(rows):
        for line in row.lines[1:]:
            if is_bare_label(line) and (stretch := two_columns(rows, at, line.x0)):
                begin, end = stretch
                return [*rows[:begin], *apart(rows[begin:end], line.x0), *rows[end:]]
    return list(rows)


def is_bare_label(line: Line) -> bool:
    """Is the line nothing but the label of a list of people?"""
    hit = label_at(line.text)
    return hit is not None and hit[0] in LISTS and not line.text[hit[3] :].strip()


def two_columns(rows: Sequence[Row], at: int, edge: float) -> tuple[int, int] | None:
    """(first, last + 1) of the rows around row `at` that stand in two columns, each with a label and people."""
    begin = end = at
    while begin > 0 and keeps_apart(rows[begin - 1], edge):
        begin -= 1
    while end < len(rows) and keeps_apart(rows[end], edge) and rows[end].lines[0].page == rows[at].lines[0].page:
        end += 1
    begin = next((n for n in range(begin, at + 1) if is_bare_label(rows[n].lines[0])), end)
    left, right = columns(rows[begin:end], edge)
    fewest = FEWEST - 1 if begin == at else FEWEST  # heads beside each other are sure
    if len(left) < fewest or len(right) < fewest or sum(sure_start(line.text) for line in left) < 2:
        return None
    if not all(sure_start(below.text) for label, below in pairwise(right) if is_bare_label(label)):
        return None
    return begin, end


def keeps_apart(row: Row, edge: float) -> bool:
    """Does every line of the row end before the right column, or begin at its edge?"""
    return len(row.lines) <= 2 and all(line.x1 < edge - GAP or abs(line.x0 - edge) < EDGE for line in row.lines)


def columns(rows: Sequence[Row], edge: float) -> tuple[list[Line], list[Line]]:
    lines = [line for row in rows for line in row.lines]
    return [n for n in lines if n.x0 < edge - EDGE], [n for n in lines if n.x0 >= edge - EDGE]


def apart(rows: Sequence[Row], edge: float) -> list[Row]:
    """A row for each line, the left column first."""
    left, right = columns(rows, edge)
    return [Row((line,)) for line in (*left, *right)]
