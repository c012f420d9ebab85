"""Lines that stand on one baseline."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.page import Line


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines row by row, each row from left to right; `lines` must be in reading order."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and beside(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def beside(left: Line, line: Line) -> bool:
    """Does `line` stand to the right of `left` on the same baseline?"""
    return abs(left.bottom - line.bottom) < 0.4 * max(line.size, 4.0) and line.x0 >= left.x1 - 1


def row_text(row: Sequence[Line]) -> str:
    return " ".join([line.text for line in row])
