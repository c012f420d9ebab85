"""Tables that lay out the record without upright rulings: a row of column heads, and text that keeps to the columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from pipeline.layout.rows import beside, rows_of
from pipeline.layout.tables import RECORD_HEAD, ProseCell
from pipeline.page import HEAD_ROW, Line, Page

# one head of a table that lays out the agenda, before that of the record
ITEM_HEAD = re.compile(
    r"(?:dagsordens?\s?punkt(?:er)?|dagsorden|mødepunkt|punkt|pkt\.?|emne|sag|tema|indhold|titel)\s*:?", re.I
)
LOG_HEAD = re.compile(r"(?:status|udført|dato)\s*:?", re.I)  # of a list of what was decided before
MOST = 0.6  # of the lines below its heads that such a table holds: it lays out the page
LONGEST_HEAD = 40  # letters
EDGE = 4.0  # points by which a line may begin left of its column's head
FEWEST = 2  # rows in which a line of the record stands beside one of the first column

ENDS_SENTENCE = re.compile(r"[.!?]$")


class Columns(Struct, frozen=True):
    """The columns of a table, left to right: their heads, and their left edges in points."""

    heads: tuple[str, ...]
    edges: tuple[float, ...]

    def of(self, line: Line) -> int | None:
        """The column that holds the line, None where it reaches over into the next one or stands left of all."""
        at = sum(line.x0 > edge - EDGE for edge in self.edges) - 1
        if at < 0 or (at + 1 < len(self.edges) and line.x1 > self.edges[at + 1]):
            return None
        return at


def headed_columns(
    page: Page, apart: Collection[int], before: Columns | None
) -> tuple[list[ProseCell], Columns | None]:
    """The cells of the page's table that is told by its heads alone, in reading order, and its columns.

    `apart` are the lines (by `id()`) that stand in no such table: running lines, ruled tables. `before` are the columns
    of the table that the page before ends with, which may go on at the top of this one. The columns given back are
    those of the table that this page ends with.
    """
    lines = [line for line in page.lines if id(line) not in apart]
    if before is None and not any(RECORD_HEAD.fullmatch(line.text.strip()) for line in lines):
        return [], None
    at, columns, cells = 0, before, []
    for row in rows_of(lines):
        if (heads := column_heads(row)) is not None:
            at, columns = lines.index(row[-1]) + 1, heads
            cells = [ProseCell(tuple(row), HEAD_ROW, row[-1].x1)]
            break
    if columns is None:
        return [], None
    inside = list(held(lines[at:], columns))
    if shared_rows(inside, columns) < (FEWEST if cells else 1) or len(inside) < MOST * (len(lines) - at):
        return [], None
    below = cells_of(inside, columns)
    broken = sum(cell.lines[0].text[:1].islower() for cell in below)  # drawn line by line across the columns
    if broken > FEWEST or not any(ENDS_SENTENCE.search(line.text) for _, line in inside):
        return [], None
    cells += below
    return cells, columns if at + len(inside) == len(lines) else None


def column_heads(row: Sequence[Line]) -> Columns | None:
    """The columns below a row of heads: one is that of the items, and one, not the first, that of the record."""
    heads = tuple(line.text.strip() for line in row)
    if len(row) < 2 or not any(map(RECORD_HEAD.fullmatch, heads[1:])) or max(map(len, heads)) > LONGEST_HEAD:
        return None
    if not any(map(ITEM_HEAD.fullmatch, heads)) or any(map(LOG_HEAD.fullmatch, heads)):
        return None
    return Columns(heads, tuple(line.x0 for line in row))


def held(lines: Sequence[Line], columns: Columns) -> Iterator[tuple[int, Line]]:
    """The first lines that keep to the columns, each with its column."""
    for line in lines:
        if (column := columns.of(line)) is None:
            return
        yield column, line


def shared_rows(inside: Sequence[tuple[int, Line]], columns: Columns) -> int:
    """How many lines of the record have a line of the first column on their left."""
    first = [line for column, line in inside if column == 0]
    record = [line for column, line in inside if column and RECORD_HEAD.fullmatch(columns.heads[column])]
    return sum(any(beside(left, line) for left in first) for line in record)


def cells_of(inside: Sequence[tuple[int, Line]], columns: Columns) -> list[ProseCell]:
    """The cells in the order of the content, which goes through a cell to its end before it begins the next."""
    rights: dict[int, float] = {}
    for column, line in inside:
        rights[column] = max(rights.get(column, 0.0), line.x1)
    return [
        ProseCell(tuple(line for _, line in cell), columns.heads[column], rights[column] + EDGE)
        for column, cell in groupby(inside, key=lambda one: one[0])
    ]
