"""What the extractor gives and the layout stage builds: pages, lines, tables and blocks.

Lengths are points (1/72 inch). Coordinates start at the top left corner of the upright, cropped page: `x0 < x1`,
`top < bottom`. Pages count from 1.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

Box = tuple[int, float, float, float, float]  # page, x0, top, x1, bottom


class TextLayer(StrEnum):
    """How far the text of a document can be trusted (`document.text_layer` of the JSON contract)."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    GARBLED = "garbled"
    OCR = "ocr"


# It holds nothing that could hold it: no ring of objects to look for. It is sent and kept without the names of its
# fields, which were a fifth of an answer.
class Line(Struct, frozen=True, gc=False, array_like=True):
    """One printed line, or one column's part of it: a wide gap within a line makes two `Line`s.

    `bold_head` counts the leading characters of `text` set in bold (`len(text)` when all are), so that a run-in label
    ("Beslutning: Vedtaget") shows its edge. `hyphen` is true when the text ends in a word broken by the line end; the
    hyphen itself is kept in `text`.
    """

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold_head: int = 0
    italic: bool = False
    hyphen: bool = False

    @property
    def bold(self) -> bool:
        return bool(self.text) and self.bold_head >= len(self.text)

    @property
    def box(self) -> Box:
        return (self.page, self.x0, self.top, self.x1, self.bottom)


class Table(Struct, frozen=True):
    """A ruled table. `rows` holds the cells' texts (None where merged); `header` says whether row 0 is a head."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    rows: tuple[tuple[str | None, ...], ...]
    header: bool = False
    cells: tuple[tuple[tuple[float, float, float, float] | None, ...], ...] = ()  # x0, top, x1, bottom of each cell


class Link(Struct, frozen=True):
    """A link annotation with the rectangle that is clicked."""

    uri: str
    x0: float
    top: float
    x1: float
    bottom: float


class Page(Struct, frozen=True):
    """One page: `lines` in reading order as the extractor found them. `has_text` is false for a page without text."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    has_text: bool = True


class Pages(Struct, frozen=True):
    """What `extract_pages` gives for one PDF: its pages, the verdict on the text layer, and doubts met on the way."""

    pages: tuple[Page, ...]
    text_layer: TextLayer
    doubts: tuple[tuple[str, str, int | None], ...] = ()  # (issue code, message, page)


HEAD_ROW = "\x00"  # `Block.column` of the row of column heads itself: printed, but no text of the record
SIDE_TITLE = "\x01"  # `Block.column` of a title in a column without head, left of its record


class BlockKind(StrEnum):
    TEXT = "text"  # a paragraph
    BULLET = "bullet"  # a list item; its marker is in `marker`, not in `text`
    TABLE = "table"
    CONTENTS = "contents"  # a line of the contents list
    RUNNING = "running"  # running head or foot


class Block(Struct, frozen=True, array_like=True):
    """A paragraph, list item or table, rebuilt over line and page breaks.

    `text` is verbatim with line breaks as spaces and words hyphenated at a line end joined. `marker` is a bullet or
    list number as printed ("-", "1.", "a)"), else ''. `level` is the indent step of a list item, 0 = outermost.
    `gap` is the white space above it in points (a large number at the top of a page). Bullets and dashes are left out
    of `text`, list numbers and letters are kept.
    """

    kind: BlockKind
    text: str
    page: int
    lines: tuple[Line, ...]
    marker: str = ""
    level: int = 0
    gap: float = 0.0
    table: Table | None = None
    starts: tuple[int, ...] = ()  # offset in `text` at which each line begins
    column: str | None = None  # head of the table column that the block stands in, where a table lays out prose
    soft: bool = False  # the last line is full: the paragraph may go on after a page break

    @property
    def bold(self) -> bool:
        for line in self.lines:  # asked for every block many times: a plain loop costs a third
            if not line.text or line.bold_head < len(line.text):
                return False
        return bool(self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].size if self.lines else 0.0

    @property
    def x0(self) -> float:
        return min(line.x0 for line in self.lines) if self.lines else 0.0

    def boxes(self, start: int = 0, end: int | None = None) -> tuple[Box, ...]:
        """Boxes of the lines that the characters `start` to `end` of `text` touch."""
        length = len(self.text)
        end = length if end is None else end
        stops = (*self.starts[1:], length + 1)
        touched = [
            (line.page, line.x0, line.top, line.x1, line.bottom)
            for line, begin, stop in zip(self.lines, self.starts, stops, strict=True)
            if begin < end and stop > start
        ]
        return tuple(touched)
