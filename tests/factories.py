"""Lines, pages and blocks of invented minutes, drawn from rows of text."""

from __future__ import annotations

from pipeline.layout import layout_blocks
from pipeline.layout.paragraphs import TOP, begin, finish
from pipeline.page import Block, BlockKind, Line, Page, Pages, Table, TextLayer

WIDTH, HEIGHT = 595.0, 842.0  # an A4 page, points
LEFT, RIGHT = 60.0, 535.0  # edges of the text column
SIZE, LETTER, LEADING = 10.0, 5.0, 14.0
CELL = 150.0  # points between the columns of a row


def line(text: str, *, top: float = 100.0, x0: float = LEFT, page: int = 1, x1: float | None = None) -> Line:
    """One printed line. "**bold**" at its beginning is set bold, "_italic_" italic, "# " large and bold, "^ " large; a
    hyphen at its end breaks a word."""
    size = SIZE
    if text.startswith("^ "):
        size, text = 1.6 * SIZE, text[2:]
    if text.startswith("# "):
        size, text = 1.6 * SIZE, f"**{text[2:]}**"
    italic = len(text) > 2 and text.startswith("_") and text.endswith("_")
    text = text.strip("_") if italic else text
    bold = 0
    if text.startswith("**"):
        head, _, rest = text[2:].partition("**")
        bold, text = len(head), head + rest
    end = min(x0 + LETTER * len(text), RIGHT) if x1 is None else x1
    broken = text.endswith("-") and text[-2:-1].isalpha()
    return Line(text, page, x0, top, end, top + size, size, bold, italic, hyphen=broken)


def rows(text: str, *, page: int = 1, top: float = 60.0) -> list[Line]:
    """Each row of `text` as a line, or as several parted by "|"; four spaces indent by 20 points, a blank row is
    white."""
    found = []
    for row in text.strip("\n").split("\n"):
        indent = 5.0 * (len(row) - len(row.lstrip()))
        for place, cell in enumerate(row.split("|")):
            if cell.strip():
                found.append(line(cell.strip(), top=top, x0=LEFT + indent + CELL * place, page=page))
        top += LEADING
    return found


def page(text: str, number: int = 1, *, foot: str = "", tables: tuple[Table, ...] = ()) -> Page:
    lines = rows(text, page=number)
    if foot:
        lines.append(line(foot, top=HEIGHT - 40, page=number))
    return Page(number, WIDTH, HEIGHT, tuple(lines), tables)


def pages(*texts: str) -> Pages:
    """A document with these pages."""
    return Pages(tuple(page(text, number) for number, text in enumerate(texts, start=1)), TextLayer.FULL)


def laid(*texts: str) -> list[Block]:
    """The blocks that the layout makes of these pages."""
    return layout_blocks(pages(*texts))


def blocks(text: str, *, page: int = 1) -> list[Block]:
    """Each row as a block of its own, whatever its length; a blank row leaves room, "---" begins a page, "~" a running
    line, "@Head@ " says the table column that the block stands in, "=" a table."""
    found: list[Block] = []
    top, gap = 60.0, TOP
    for row in text.strip("\n").split("\n"):
        if row.strip() == "---":
            page, top, gap = page + 1, 60.0, TOP
        elif not row.strip():
            top, gap = top + LEADING, 1.4 * SIZE
        else:
            found.append(block(row, top=top, page=page, gap=gap))
            top, gap = top + LEADING, 0.4 * SIZE
    return found


def block(row: str, *, top: float = 100.0, page: int = 1, gap: float = 0.4 * SIZE) -> Block:
    kind, column, text = None, None, row.strip()
    if text.startswith("@"):
        _, column, text = text.split("@", 2)
    elif text.startswith("~"):
        kind, text = BlockKind.RUNNING, text[1:]
    elif text.startswith("="):
        kind, text = BlockKind.TABLE, text[1:]
    indent = 5.0 * (len(row) - len(row.lstrip()))
    one = finish(begin(line(text.strip(), top=top, x0=LEFT + indent, page=page), gap))
    return Block(
        kind=kind or one.kind,
        text=one.text,
        page=page,
        lines=one.lines,
        marker=one.marker,
        level=int(indent // 20) if one.marker else 0,
        gap=gap,
        starts=one.starts,
        column=column,
    )
