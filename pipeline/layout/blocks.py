"""Pages into blocks: running lines, margin columns, tables and contents lines apart, the rest into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from pipeline.layout.contents import contents_lines
from pipeline.layout.headed_columns import Columns, headed_columns
from pipeline.layout.margins import MarginColumn, margin_column, margin_columns, right_margins, usual_leading
from pipeline.layout.page_breaks import add_page
from pipeline.layout.paragraphs import Column
from pipeline.layout.rows import rows_of
from pipeline.layout.running import running_lines
from pipeline.layout.side_titles import side_titles
from pipeline.layout.slots import with_slots_beside
from pipeline.layout.tables import ColumnTable, ProseCell, column_tables, prose_tables, ruled_tables
from pipeline.page import HEAD_ROW, Block, BlockKind, Line, Page, Pages

NUMBER_CELL = re.compile(r"\d{1,3}[a-z]?[.)]?")
WITHIN_YEAR = re.compile(r"\d{2}/\d{1,3}")  # "16/21", below a head that says that it is no day
NUMBER_HEAD = re.compile(r"(?:pkt|punkt|nr|sag|#)\b.{0,12}|#", re.I)
STEP = 4.0  # points by which a nested list item stands further in


def layout_blocks(pages: Pages) -> list[Block]:
    """The document's blocks in reading order, running lines and contents lists among them (told by `kind`)."""
    pages = replace(pages, pages=tuple(map(with_slots_beside, pages.pages)))
    running = running_lines(pages.pages)
    look = Look(
        running=running,
        contents=contents_lines(pages.pages, running),
        leading=usual_leading(pages.pages),
        margins=right_margins(pages.pages, running),
        columns=margin_columns(pages.pages),
    )
    blocks: list[Block] = []
    beside = side_titles(pages.pages, running | look.contents)
    heads: Sequence[str | None] = ()
    columns: Columns | None = None
    for page in pages.pages:
        prose, heads = prose_tables(page, heads) if page.tables else ([], heads)
        apart = look.running | {id(line) for cells in prose for cell in cells for line in cell.lines}
        unruled, columns = headed_columns(page, apart, columns)
        if unruled:
            prose = [*prose, unruled]
        elif page.number in beside and not page.tables:
            prose = [beside[page.number]]
        add_page(blocks, list(page_blocks(page, look, prose)))
    return with_levels(blocks)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found over the whole document. Lines are told by their `id()`."""

    running: set[int]
    contents: set[int]
    leading: float  # share of the font size
    margins: dict[int, float]  # by page number, in points
    columns: Sequence[MarginColumn]


def page_blocks(page: Page, look: Look, prose: Sequence[Sequence[ProseCell]]) -> Iterator[Block]:
    """The blocks of one page; `prose` are its tables that lay out prose, each as its cells."""
    laid = {id(line): cells for cells in prose for cell in cells for line in cell.lines}
    taken = look.running | look.contents | laid.keys()
    loose = [line for line in page.lines if id(line) not in taken]
    tables = [*ruled_tables(page, laid.keys()), *column_tables(loose)]
    owner = {id(line): table for table in tables for line in table.lines}
    done: set[int] = set()  # `id()` of tables that are given already
    column = Column(look.margins[page.number], look.leading)

    for line in page.lines:
        if id(line) in look.running:
            yield plain(BlockKind.RUNNING, line)
        elif (head := margin_column(line, look.columns)) is not None:
            yield replace(plain(BlockKind.TEXT, line), column=head)
        elif (cells := laid.get(id(line))) is not None:
            yield from column.interrupt(line)
            if id(cells) not in done:
                done.add(id(cells))
                yield from cell_blocks(cells, look.leading)
        elif (table := owner.get(id(line))) is not None:
            yield from column.interrupt(line)
            if id(table) not in done:
                done.add(id(table))
                yield table_block(table)
        elif id(line) in look.contents:
            yield from column.interrupt(line)
            yield plain(BlockKind.CONTENTS, line)
        else:
            yield from column.add(line)
    yield from column.end()


def plain(kind: BlockKind, line: Line) -> Block:
    return Block(kind=kind, text=line.text, page=line.page, lines=(line,), starts=(0,))


def cell_blocks(cells: Sequence[ProseCell], leading: float) -> Iterator[Block]:
    """The paragraphs of a table that lays out prose, cell by cell; a number in a cell alone goes with the next one."""
    number: Line | None = None
    for cell in cells:
        lines = list(cell.lines)
        if len(lines) == 1 and is_number(lines[0].text.strip(), cell.column):
            number = lines[0]
            continue
        if number is not None:
            lines[0] = numbered(lines[0], number)
            number = None
        column = Column(cell.right - 4, leading)
        for block in [*(block for line in lines for block in column.add(line)), *column.end()]:
            yield replace(block, column=cell.column)


def is_number(text: str, column: str | None) -> bool:
    """Is the text of a cell below the head `column` an item's number?"""
    if column == HEAD_ROW:
        return False
    within_year = NUMBER_HEAD.fullmatch(column or "") is not None and WITHIN_YEAR.fullmatch(text) is not None
    return within_year or NUMBER_CELL.fullmatch(text) is not None


def numbered(line: Line, number: Line) -> Line:
    """The first line of a cell with the number from the cell before it, as if they were printed in one."""
    text = f"{number.text.strip().rstrip('.)')}. {line.text}"
    x0 = line.x0 if WITHIN_YEAR.match(text) else number.x0  # such a number begins no entry of a list
    return replace(line, text=text, x0=x0, bold_head=len(text) if line.bold else 0)


def table_block(table: ColumnTable) -> Block:
    """The table as one block: a row a line of text, cells parted by spaces."""
    lines, starts, text = [], [], ""
    for row in rows_of(table.lines):
        for at, line in enumerate(row):
            text += " " if at else "\n" if text else ""
            starts.append(len(text))
            lines.append(line)
            text += line.text
    return Block(
        kind=BlockKind.TABLE,
        text=text,
        page=table.lines[0].page,
        lines=tuple(lines),
        starts=tuple(starts),
        table=table.table,
    )


def with_levels(blocks: Sequence[Block]) -> list[Block]:
    """Gives each list item its indent step within its run of list items (0 = outermost)."""
    out: list[Block] = []
    edges: list[float] = []  # left edges of the open lists, outermost first
    for block in blocks:
        if block.kind is BlockKind.BULLET:
            x0 = block.lines[0].x0
            while edges and x0 < edges[-1] - STEP:
                edges.pop()
            if not edges or x0 > edges[-1] + STEP:
                edges.append(x0)
            if len(edges) > 1:
                block = replace(block, level=len(edges) - 1)
        elif block.kind in (BlockKind.TEXT, BlockKind.TABLE) and edges and block.x0 < edges[0] + STEP:
            edges = []
        out.append(block)
    return out
