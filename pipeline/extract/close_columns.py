"""Where a cell is filled to its edge: two columns that stand so close on a row that the row was read as one line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.extract.glyphs import Glyphs, Range
from pipeline.extract.marks import Rect
from pipeline.page import Line

_ROWS = 3  # on which a cell of the left column and one of the right one stand apart
_ASIDE = 30.0  # points that the right column begins right of the page's leftmost line at least
_EDGE = 2.0  # points by which the left edges of a column's lines may differ
_SAME_ROW = 0.8  # of the size: how far the lines of a row may stand apart in height
_APART = 1.5  # em between the two on the rows that tell the columns, at least
_GAP = 0.4  # em between the two at least
_WIDER = 1.6  # times the usual space of the line
_NEAR = 3.0  # times the size: how far above or below a line of its own the row may stand
_WORD = re.compile(r"\S+")


def seams(lines: Sequence[Line], parts: Sequence[Range], glyphs: Glyphs) -> list[Rect]:
    """Between cells of one row that are close: (x, top, x, bottom) in points, as if a ruling stood there.

    The columns are told by the rows on which they stand further apart: at least _ROWS cells with a common left edge,
    each with one of another common left edge beside it. `parts` are the lines' characters.
    """
    if not lines:
        return []
    margin = min(line.x0 for line in lines) + _ASIDE
    often = Counter(round(line.x0) for line in lines)
    edges = sorted(edge for edge, count in often.items() if edge > margin and count >= _ROWS)
    found = [
        (x, lines[at].top, x, lines[at].bottom)
        for edge in edges
        for at in _left_column(lines, edge)
        for x in _seam(glyphs, parts[at], edge, lines[at])
    ]
    return list(dict.fromkeys(found))


def _left_column(lines: Sequence[Line], edge: float) -> list[int]:
    """The places of the lines that begin in the column left of the one that begins at `edge`."""
    tops = sorted(line.top for line in lines if abs(line.x0 - edge) <= _EDGE)
    apart = [
        line for line in lines if line.x1 < edge - _APART * line.size and _within(tops, line.top, _SAME_ROW * line.size)
    ]
    if len(apart) < _ROWS:
        return []
    left = Counter(round(line.x0) for line in apart).most_common(1)[0][0]
    heights = [line.top for line in apart if abs(line.x0 - left) <= _EDGE]
    if len(heights) < _ROWS:
        return []
    first, last = min(heights), max(heights)
    return [
        at
        for at, line in enumerate(lines)
        if abs(line.x0 - left) <= _EDGE
        and first - _NEAR * line.size < line.top < last + _NEAR * line.size
        and _within(tops, line.top, _NEAR * line.size)
    ]


def _within(tops: Sequence[float], top: float, reach: float) -> bool:
    """Does one of the sorted heights stand within reach of another?"""
    return bisect_left(tops, top - reach) < bisect_right(tops, top + reach)


def _seam(glyphs: Glyphs, part: Range, edge: float, line: Line) -> Iterator[float]:
    """Before the edge, if the line ends there, or if a word of it begins there behind a gap wider than the others."""
    if line.x1 < edge:
        return
    words = [match.span() for match in _WORD.finditer(glyphs.text, *part)]
    sides = [(glyphs.box(end - 1)[2], glyphs.box(start)[0]) for (_, end), (start, _) in pairwise(words)]
    gaps = sorted(right - left for left, right in sides)
    usual = gaps[(len(gaps) - 1) // 2] if len(gaps) > 1 else 0.0
    for left, right in sides:
        if abs(right - edge) <= _EDGE and right - left > max(_GAP * line.size, _WIDER * usual):
            yield (left + right) / 2
