"""Tables: ruled ones found by the extractor, columns of short cells without rules, and tables that lay out prose."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.layout.rows import rows_of
from pipeline.page import HEAD_ROW, Line, Page, Table

PROSE = 90  # letters: a cell longer than this holds prose
COUNTED = re.compile(r"\s*(\d{1,2})[.)]?(?:\s|$)")
FEWEST_ITEMS = 3  # rows
SENTENCE = 20  # letters: a sentence is longer
LONGEST_LABEL = 40  # letters
TOP_OF_PAGE = 0.2  # share of the page's height above which a table may go on from the page before
NUMERIC = re.compile(r"[-–+]?\s*(?:kr\.?\s*)?[\d.,]+\s*(?:%|kr\.?|mio\.?|pct\.?|t\.?kr\.?)?(?:\s*kr\.?)?|[-–x]", re.I)
_RECORD = (
    r"(?:referat|beslutning(?:er)?|konklusion(?:er)?|vedtagelse|drøftelse(?:r)?|aftaler|opfølgning|behandling"
    r"|drøftet|besluttet|vedtaget|aftalt)"
)
RECORD_HEAD = re.compile(
    rf"(?:noter|hvad\s(?:blev\sder\s|blev\s)?{_RECORD}|(?!aftaler|opfølgning){_RECORD}(?:\s*(?:/|og|&|,)\s*{_RECORD}|\s?/\s?\w+)?)\s*:?",
    re.I,
)

# a table of the agenda whose last column holds what was said
AGENDA_HEAD = re.compile(r"dagsordens?\s?punkt(?:er)?|mødepunkt", re.I)
COMMENT_HEAD = re.compile(r"kommentar(?:er)?", re.I)

Heads = Sequence[str | None]  # heads of the columns of a table, left to right


@dataclass(frozen=True, slots=True, eq=False)
class ColumnTable:
    """The lines that stand in one table, and its cells."""

    lines: tuple[Line, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class ProseCell:
    """One cell of a table that lays out the record: its lines (at least one), column head, and right edge in points."""

    lines: tuple[Line, ...]
    column: str | None
    right: float


def prose_tables(page: Page, heads: Heads) -> tuple[list[list[ProseCell]], Heads]:
    """The tables of the page that lay out prose, each as its cells row by row, and the column heads for the next page.

    `heads` are those of a table that may go on from the page before.
    """
    found: list[list[ProseCell]] = []
    for table in page.tables:
        first = [cell.strip() if cell else None for cell in table.rows[0]] if table.rows else []
        labelled = is_labelled(table)
        headed = not labelled and is_headed([cell for cell in first if cell])
        goes_on = bool(heads) and len(first) == len(heads) and not found and table.top < TOP_OF_PAGE * page.height
        if not (headed or labelled or lays_out_items(table) or lays_out_prose(table) or goes_on):
            continue
        if headed:
            heads = first
        elif labelled or len(first) != len(heads):
            heads = [None] * len(first)
        if cells := prose_cells(page, table, heads, headed):
            found.append([*head_row(page, table), *cells] if headed else cells)
    return found, heads


def is_headed(first: Sequence[str]) -> bool:
    """Are the cells of the first row the heads of a table that lays out the record?"""
    if any(map(RECORD_HEAD.fullmatch, first)):
        return True
    return any(map(AGENDA_HEAD.fullmatch, first)) and any(map(COMMENT_HEAD.fullmatch, first))


def is_labelled(table: Table) -> bool:
    """Does the first of two columns label what stands beside it, the record among it ("Beslutning | Vedtaget.")?"""
    if any(len(row) != 2 for row in table.rows):
        return False
    labels = [row[0].strip() if row[0] else "" for row in table.rows]
    if any(len(label) > LONGEST_LABEL or label.endswith(".") for label in labels):
        return False
    return any(map(RECORD_HEAD.fullmatch, labels[1:] or labels))


def lays_out_items(table: Table) -> bool:
    """Does the first column count 1, 2, 3 … and most rows tell something in a sentence?"""
    counted = [match for row in table.rows if (match := COUNTED.match(row[0] or ""))]
    told = sum(any(cell and len(cell) > SENTENCE and cell.rstrip().endswith(".") for cell in row) for row in table.rows)
    rising = [int(match.group(1)) for match in counted] == list(range(1, len(table.rows) + 1))
    return len(table.rows) >= FEWEST_ITEMS and rising and 2 * told > len(table.rows)


def lays_out_prose(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row if cell]
    if not cells or not table.cells:
        return False
    return max(map(len, cells)) > PROSE * 2 or sum(len(cell) > PROSE for cell in cells) > 0.2 * len(cells)


def prose_cells(page: Page, table: Table, heads: Heads, headed: bool) -> list[ProseCell]:
    """The cells with text, row by row; the row of heads is left out."""
    cells = []
    for row in table.cells[1 if headed else 0 :]:
        for column, box in enumerate(row):
            if box is None:
                continue
            x0, top, x1, bottom = box
            inside = tuple(
                n for n in page.lines if top - 1 <= (n.top + n.bottom) / 2 <= bottom + 1 and x0 - 3 <= n.x0 < x1 - 2
            )
            if inside:
                cells.append(ProseCell(inside, heads[column] if column < len(heads) else None, x1))
    return cells


def head_row(page: Page, table: Table) -> list[ProseCell]:
    """The row of column heads as one cell."""
    bottom = max((box[3] for box in table.cells[0] if box), default=table.top)
    lines = tuple(n for n in page.lines if table.top - 2 <= n.top and n.bottom <= bottom + 2)
    return [ProseCell(lines, HEAD_ROW, table.x1)] if lines else []


def ruled_tables(page: Page, prose: Collection[int]) -> list[ColumnTable]:
    """The page's ruled tables with the lines inside them; lines in `prose` (by id) are left to the paragraphs."""
    found = []
    for table in page.tables:
        if len(table.rows) < 2 or not any(cell for row in table.rows for cell in row):
            continue
        lines = tuple(
            line
            for line in page.lines
            if id(line) not in prose
            and table.top - 2 <= (line.top + line.bottom) / 2 <= table.bottom + 2
            and table.x0 - 3 <= line.x0
            and line.x1 <= table.x1 + 3
        )
        if lines:
            found.append(ColumnTable(lines, table))
    return found


def column_tables(lines: Sequence[Line]) -> list[ColumnTable]:
    """Runs of rows set in columns without rules: at least two rows of which most cells after the first are numbers."""
    found: list[ColumnTable] = []
    run: list[list[Line]] = []
    for row in [*rows_of(lines), []]:
        if numeric(row):
            run.append(row)
            continue
        if len(row) >= 3 and all(len(line.text) < 30 for line in row) and not run:
            run = [row]  # may be the head of a table
            continue
        if len(run) >= 2 and sum(map(numeric, run)) >= 2:
            found.append(ColumnTable(tuple(line for one in run for line in one), as_table(run)))
        run = []
    return found


def numeric(row: Sequence[Line]) -> bool:
    return len(row) >= 2 and sum(bool(NUMERIC.fullmatch(line.text.strip())) for line in row[1:]) >= len(row) / 2


def as_table(rows: Sequence[Sequence[Line]]) -> Table:
    lines = [line for row in rows for line in row]
    return Table(
        page=lines[0].page,
        x0=min(n.x0 for n in lines),
        top=min(n.top for n in lines),
        x1=max(n.x1 for n in lines),
        bottom=max(n.bottom for n in lines),
        rows=tuple(tuple(line.text for line in row) for row in rows),
        header=not numeric(rows[0]),
    )
