"""Tables as blocks: ruled ones found by the extractor, and columns of short cells that stand without rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layout.contents import rows_of
from pipeline.page import Line, Page, Table

PROSE = 90  # letters: a cell longer than this holds prose, and the table is there for layout only
NUMERIC = re.compile(r"[-–+]?\s*(?:kr\.?\s*)?[\d.,]+\s*(?:%|kr\.?|mio\.?|pct\.?|t\.?kr\.?)?(?:\s*kr\.?)?|[-–x]", re.I)


@dataclass(frozen=True, slots=True, eq=False)
class ColumnTable:
    """The lines that stand in one table, and its cells."""

    lines: tuple[Line, ...]
    table: Table


def ruled_tables(page: Page) -> list[ColumnTable]:
    """The page's ruled tables with the lines inside them; tables whose cells hold prose are left to the paragraphs."""
    found = []
    for table in page.tables:
        cells = [cell for row in table.rows for cell in row if cell]
        if not cells or len(table.rows) < 2 or max(len(cell) for cell in cells) > PROSE * 2:
            continue
        if sum(len(cell) > PROSE for cell in cells) > 0.2 * len(cells):
            continue
        lines = tuple(
            line
            for line in page.lines
            if table.top - 2 <= (line.top + line.bottom) / 2 <= table.bottom + 2 and table.x0 - 3 <= line.x0 and line.x1 <= table.x1 + 3
        )
        if lines:
            found.append(ColumnTable(lines, table))
    return found


def column_tables(lines: Sequence[Line]) -> list[ColumnTable]:
    """Runs of rows set in columns without rules: at least two rows of which most cells after the first are numbers."""
    found: list[ColumnTable] = []
    run: list[list[Line]] = []
    for row in [*rows_of(lines), []]:
        if len(row) >= 2 and numeric(row):
            run.append(row)
            continue
        if len(row) >= 3 and all(len(line.text) < 30 for line in row) and not run:
            run = [row]  # may be the head of a table
            continue
        if len(run) >= 2 and sum(numeric(one) for one in run) >= 2:
            cells = tuple(line for one in run for line in one)
            found.append(ColumnTable(cells, as_table(run)))
        run = []
    return found


def numeric(row: Sequence[Line]) -> bool:
    return len(row) >= 2 and sum(bool(NUMERIC.fullmatch(line.text.strip())) for line in row[1:]) >= (len(row)) / 2


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
