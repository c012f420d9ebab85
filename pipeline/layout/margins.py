"""Where the text column of a page ends, how far its lines stand apart, and columns of owners in the margin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from pipeline.page import Line, Page

WIDE = 0.45  # share of the page's width that a line fills at least to tell where the text column ends
ENOUGH = 5  # wide lines that a page needs to tell it alone
MANY = 10  # wide lines of which some may reach over the edge
MOST = 0.8  # of the font size: more white space parts lines, unless some plainly go on over it
FEWEST_WITHIN = 3  # lines that begin in lower case
CELL = 30  # letters: an entry of a margin column is not longer
SAME_EDGE = 14.0  # points within which the entries of a margin column stand below its head
OWNER_HEAD = re.compile(r"(?:ansvarlig(?:e)?|ansv\.?|hvem|tovholder|deadline|frist|udføres af)\s*:?", re.I)

MarginColumn = tuple[float, str]  # left edge in points, head as printed


def usual_leading(pages: Sequence[Page]) -> float:
    """Median white space between consecutive lines of a column, as a share of the font size.

    Lines that plainly go on (they begin in lower case) tell it. In a document of single lines most white space is that
    between paragraphs, so the lowest quarter is taken, or less where a line goes on over less.
    """
    gaps = [
        ((b.top - a.bottom) / max(a.size, 4.0), b.text[:1].islower())
        for page in pages
        for a, b in zip(page.lines, page.lines[1:], strict=False)
        if -0.5 * a.size < b.top - a.bottom < 1.5 * a.size and b.x0 < a.x1 and a.x0 < b.x1
    ]
    within = [gap for gap, goes_on in gaps if goes_on]
    if len(within) >= FEWEST_WITHIN:
        return median(within)
    ordered = sorted(gap for gap, _ in gaps)
    return min(ordered[len(ordered) // 4], *within, MOST) if ordered else 0.2


def right_margins(pages: Sequence[Page], running: set[int]) -> dict[int, float]:
    """Where the text column of each page (by number) ends, in points: told by the ends of its wide lines.

    A page with few wide lines (a cover, a roster) takes the document's margin.
    """
    ends = {
        page.number: sorted(n.x1 for n in page.lines if id(n) not in running and n.x1 - n.x0 > WIDE * page.width)
        for page in pages
    }
    everywhere = sorted(end for own in ends.values() for end in own)
    usual = right_edge(everywhere) if everywhere else 0.0
    margins = {}
    for page in pages:
        own = ends[page.number]
        if len(own) >= ENOUGH:
            margins[page.number] = right_edge(own)
        else:
            widest = max((n.x1 for n in page.lines if id(n) not in running), default=page.width)
            margins[page.number] = usual or max(widest, 0.8 * page.width)
    return margins


def right_edge(ends: Sequence[float]) -> float:
    """The 90th percentile of many ends of lines, the last of few, among which most may be short; in order."""
    return ends[int(0.9 * (len(ends) - 1))] if len(ends) >= MANY else ends[-1]


def margin_columns(pages: Sequence[Page]) -> list[MarginColumn]:
    """Columns in the right margin that tell who is responsible, or by when; the head may stand on one page only."""
    return [
        (line.x0, line.text.strip())
        for page in pages
        for line in page.lines
        if line.x0 > 0.6 * page.width and not page.tables and OWNER_HEAD.fullmatch(line.text.strip())
    ]


def margin_column(line: Line, columns: Sequence[MarginColumn]) -> str | None:
    """The head of the margin column that the line stands in, its own head included."""
    if not columns or len(line.text) > CELL:
        return None
    return next((head for x0, head in columns if abs(line.x0 - x0) < SAME_EDGE), None)
