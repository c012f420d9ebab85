"""Titles in a narrow column at the left, each beside its record, without rulings and without column heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pipeline.layout.tables import ProseCell
from pipeline.page import SIDE_TITLE, Line, Page

FEWEST = 4  # titles of a document that lays out its record so
FEWEST_HERE = 2  # titles of a page that tell its columns
RECORD = 0.5  # of the lines below the first title that stand in the record's column at least
SHARE = 0.8  # of the titles that begin beside a line of their record
WIDEST = 0.45  # of the page's width: the record begins further left
EDGE = 4.0  # points by which the left edges of the lines of a column may differ
TOLD = 0.5  # of the titles whose record ends like a sentence
GAP = 4.0  # points that a title ends before the record's column at least
LONGEST = 40  # letters of a line of a title
CLOSE = 2.0  # points that the lines of a title stand further apart than the closest of the record, at most
WORD = re.compile(r"[^\W\d_]{3}|^(?:19|20)\d\d$")  # a year may be the last line of a title
NO_TITLE = re.compile(r"[.,;!?]$|^(?:[-–•*]|\d{1,3}[.,)]?$)")
NUMBERED = re.compile(r"\d{1,2}[.)]?\s+\S")
# labels of a header, whose values stand beside them as well
FIELD = re.compile(
    r"""
    (?: dato | tid(?:spunkt)? | sted | mødested | mødedato | lokale | til\s?stede | tilstede | deltage(?:re|nde)\b.*
      | fremmødte? | mødte? | afbud.* | fraværende.* | gæster? | referent | ordstyrer | mødeleder | dirigent | formand
      | kasserer | indkaldt.* | kopi | cc | til | fra | emne | vedr(?:ørende)?\.? | journal.* | sagsnr.* | bilag
      | næste\s+møde ) \s*:?
    """,
    re.I | re.X,
)
NUMBER = re.compile(
    r"(?:[Pp]kt\.?|[Pp]unkt|[Aa]d\.?|[Ss]ag)\s*(?:nr\.?\s*)?\d{1,3}\s*[.:)]?"
)  # the title stands below it
SUM = re.compile(r"\d\s?(?:kr\.|,-\.?|\.)$")
ENDS = re.compile(r"[.!?:;][”\"’»)\]]*$")


def side_titles(pages: Sequence[Page], apart: Collection[int]) -> dict[int, list[ProseCell]]:
    """By page number the cells of the titles' column and of the record's, each title right before its record.

    `apart` are the lines (by `id()`) that stand in no such column: running lines, ruled tables. Empty where fewer than
    FEWEST titles of the document stand so.
    """
    lines = {page.number: [line for line in page.lines if id(line) not in apart] for page in pages}
    found: dict[int, list[ProseCell]] = {}
    known: set[float] = set()  # edges of the record's column on pages that tell them
    for page in pages:
        for edge in edges_of(lines[page.number], page.width):
            if cells := beside_edge(lines[page.number], edge, FEWEST_HERE):
                found[page.number] = cells
                known.add(edge)
                break
    for number in lines.keys() - found.keys():
        for edge in known:
            if cells := beside_edge(lines[number], edge, 1):
                found[number] = cells
                break
    cells = [cell for cells in found.values() for cell in cells]
    titles = sum(cell.column == SIDE_TITLE for cell in cells)
    told = sum(cell.column != SIDE_TITLE and tells(cell.lines[-1].text) for cell in cells)
    return found if titles >= FEWEST and told >= TOLD * titles else {}


def tells(text: str) -> bool:
    """Does the line end like a sentence? A sum ("45.000 kr.") does not."""
    return ENDS.search(text) is not None and SUM.search(text) is None


def edges_of(lines: Sequence[Line], width: float) -> list[float]:
    """Where a column of the record may begin on a page so wide, in points, from left to right."""
    often = Counter(round(line.x0) for line in lines)
    return sorted(edge for edge, lines in often.items() if lines >= FEWEST and edge < WIDEST * width)


def beside_edge(lines: Sequence[Line], edge: float, fewest: int) -> list[ProseCell]:
    """The cells where the record begins at `edge` points."""
    left = sorted((line for line in lines if line.x0 <= edge - EDGE), key=lambda line: line.top)
    run, end = longest_run(left, edge)
    if len(run) < fewest or max(line.x0 for line in run) - min(line.x0 for line in run) > EDGE:
        return []
    record = sorted(
        (line for line in lines if line.x0 > edge - EDGE and run[0].top - run[0].size < line.top < end),
        key=lambda line: (line.top, line.x0),
    )
    titles = list(titles_of(run, record))
    if len(titles) < fewest or len(record) < RECORD * (len(record) + len(run)):
        return []
    if sum(beside_of(title[0], record) is not None for title in titles) < SHARE * len(titles):
        return []
    return list(cells_of(titles, record))


def longest_run(left: Sequence[Line], edge: float) -> tuple[list[Line], float]:
    """The most lines left of the edge that follow on each other and may be titles, and the top of the line that ends
    them: one that reaches over the edge, or a label of the header."""
    best: list[Line] = []
    end, run = float("inf"), []
    for line in left:
        if is_title(line, edge):
            run.append(line)
        elif run:
            best, end = max((best, end), (run, line.top), key=lambda one: len(one[0]))
            run = []
    return max((best, end), (run, float("inf")), key=lambda one: len(one[0]))


def is_title(line: Line, edge: float) -> bool:
    text = line.text.strip()
    if line.x1 > edge - GAP or len(text) > LONGEST or FIELD.fullmatch(text):
        return False
    return WORD.search(text) is not None and not NO_TITLE.search(text)


def titles_of(left: Sequence[Line], record: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each title."""
    gaps = [below.top - above.bottom for above, below in pairwise(record) if below.top > above.bottom]
    close = min(gaps, default=0.0) + CLOSE
    title: list[Line] = []
    for line in sorted(left, key=lambda line: line.top):
        if title and not (line.top - title[-1].bottom < close and goes_on(title, line, record)):
            yield title
            title = []
        title.append(line)
    if title:
        yield title


def goes_on(title: Sequence[Line], line: Line, record: Sequence[Line]) -> bool:
    """Does the title go on with the line below it? It does where the record on that row does not begin anew, and where
    the title has a number and the line none."""
    if NUMBERED.match(title[0].text) and not NUMBERED.match(line.text):
        return True
    at = beside_of(line, record)
    if at is None or at == beside_of(title[0], record) or NUMBER.fullmatch(title[-1].text):
        return True
    return at > 0 and ENDS.search(record[at - 1].text) is None


def beside_of(line: Line, record: Sequence[Line]) -> int | None:
    """The place in the record of the first line that stands on the row of the title's line."""
    return next((at for at, one in enumerate(record) if abs(one.top - line.top) < 0.8 * line.size), None)


def cells_of(titles: Sequence[Sequence[Line]], record: Sequence[Line]) -> Iterator[ProseCell]:
    right = max(line.x1 for line in record) + EDGE
    tops = [title[0].top - 0.8 * title[0].size for title in titles]
    for title, (top, end) in zip(titles, pairwise([*tops, float("inf")]), strict=True):
        yield ProseCell(tuple(title), SIDE_TITLE, max(line.x1 for line in title))
        if beside := tuple(line for line in record if top <= line.top < end):
            yield ProseCell(beside, None, right)
