"""Ruled tables: pdfplumber's table finder over the ruling lines, pdfium's words in the cells it finds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.extract.cells import smallest_cells
from pipeline.extract.clean import clean_text
from pipeline.extract.glyphs import Glyphs, Range
from pipeline.extract.marks import Marks, Rect
from pipeline.page import Table

_MIN_ACROSS, _MIN_DOWN = 3, 2
_MIN_ROWS = 2  # with words in two cells: frames, signature lines and blacked-out words have none
_WORD = re.compile(r"\S+")
_BROKEN_WORD = re.compile("[\x02\ufffe] ")
_NUMBER = re.compile(r"[-–+]?\d[\d.,  ]*(?:%|kr\.?|t\.kr\.?)?")


@dataclass(slots=True)
class _Cell:
    words: list[str] = field(default_factory=list)
    bold: bool = True

    @property
    def text(self) -> str:
        return clean_text(_BROKEN_WORD.sub("", " ".join(self.words)))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells by row, None where one is merged with a neighbour."""

    box: Rect
    rows: list[list[Rect | None]]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                if cell and cell[0] <= x < cell[2] and cell[1] <= y < cell[3]:
                    return row, column
        return None


def find_grids(marks: Marks) -> list[Grid]:
    """The ruled grids of a page, of two rows and two columns at least."""
    if len(marks.across) < _MIN_ACROSS or len(marks.down) < _MIN_DOWN:
        return []
    found = table_finder()([_edge(rect, "h") for rect in marks.across] + [_edge(rect, "v") for rect in marks.down])
    grids = [Grid(table.bbox, [row.cells for row in table.rows]) for table in found.tables]
    return [grid for grid in grids if len(grid.rows) > 1 and len(grid.rows[0]) > 1]


@cache
def table_finder() -> Any:
    """pdfplumber's table finder, made of edges: it asks nothing else of a page. The cells are found at less cost."""
    # Imported here: it costs 0.2 s, and most runs of one document meet no table.
    from pdfplumber.container import Container
    from pdfplumber.table import Table, TableFinder, TableSettings, cells_to_tables, edges_to_intersections

    class Rulings(Container):
        edges: Any = None  # an attribute here, a property there

        def __init__(self, edges: list[dict[str, Any]]) -> None:
            self.edges = edges

    class Finder(TableFinder):
        page: Any

        def __init__(self, edges: list[dict[str, Any]]) -> None:
            self.page, self.settings = Rulings(edges), settings
            self.edges = self.get_edges()
            tolerances = settings.intersection_x_tolerance, settings.intersection_y_tolerance
            self.intersections = edges_to_intersections(self.edges, *tolerances)
            self.cells = smallest_cells(self.intersections)
            self.tables = [Table(self.page, cells) for cells in cells_to_tables(self.cells)]

    settings = TableSettings()
    return Finder


def _edge(rect: Rect, orientation: str) -> dict[str, Any]:
    x0, top, x1, bottom = rect
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": orientation, "object_type": "line",
    }  # fmt: skip


def read_table(glyphs: Glyphs, grid: Grid, ranges: list[Range], number: int) -> Table | None:
    """The table in a grid, its words in the order of the content. None where no two rows have words in two cells."""
    cells: dict[tuple[int, int], _Cell] = {}
    for start, end, place in _words(glyphs, grid, ranges):
        cell = cells.setdefault(place, _Cell())
        cell.words.append(glyphs.text[start:end])
        if place[0] < 2 and cell.bold:
            cell.bold = glyphs.bold(glyphs.source(start))
    filled = Counter(row for row, _ in cells)
    if sum(count > 1 for count in filled.values()) < _MIN_ROWS:
        return None
    empty = _Cell()
    rows = [
        [None if box is None else cells.get((row, column), empty).text for column, box in enumerate(boxes)]
        for row, boxes in enumerate(grid.rows)
    ]
    bold = [{cell.bold for place, cell in cells.items() if place[0] == row} == {True} for row in (0, 1)]
    header = (bold[0] and not bold[1]) or _heads_numbers(rows)
    return Table(number, *grid.box, tuple(map(tuple, rows)), header, tuple(map(tuple, grid.rows)))


def _words(glyphs: Glyphs, grid: Grid, ranges: list[Range]) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """(start, end, cell) of each word within the grid. A word that crosses a ruling is cut there."""
    _, grid_top, _, grid_bottom = grid.box
    for range_start, range_end in ranges:
        _, top, _, bottom = glyphs.box(range_start)
        if bottom < grid_top or top > grid_bottom:
            continue
        for match in _WORD.finditer(glyphs.text, range_start, range_end):
            start, end = match.span()
            place = _place(glyphs, grid, start)
            if place != _place(glyphs, grid, end - 1):
                for index in range(start + 1, end):
                    here = _place(glyphs, grid, index)
                    if here != place:
                        if place:
                            yield start, index, place
                        start, place = index, here
            if place:
                yield start, end, place


def _place(glyphs: Glyphs, grid: Grid, index: int) -> tuple[int, int] | None:
    x0, top, x1, bottom = glyphs.box(index)
    return grid.cell_at((x0 + x1) / 2, (top + bottom) / 2)


def _heads_numbers(rows: list[list[str | None]]) -> bool:
    """Whether row 0 has a word over a column of numbers and no number itself."""
    first, *rest = rows
    if any(text and _NUMBER.fullmatch(text) and not _is_year(text) for text in first):
        return False
    for column, head in enumerate(first):
        below = [row[column] for row in rest if row[column]]
        if head and below and all(_NUMBER.fullmatch(text or "") for text in below):
            return True
    return False


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20")
