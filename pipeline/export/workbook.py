"""referater.xlsx: the tables that people read, a sheet each, with types, so that nothing is guessed on opening.

Text is written as text and never as a formula; what looks like one also gets Excel's own mark for quoted text, so that
it stays text when the cell is edited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import xlsxwriter

from pipeline.export.files import Folder, Row, Sink
from pipeline.spreadsheet import neutralise
from pipeline.store.describe import Field, Schema
from pipeline.store.dictionary import TABLES

NAME = "referater.xlsx"
MOST_ROWS = 1_048_575
"""Excel's limit, under the headings."""
LONGEST_TEXT = 32_767
"""Characters in a cell of Excel."""
LEFT_OUT = frozenset({"pages", "boxes", "table_cells"})
"""Tables for programs: the text of pages, rectangles, and the cells of printed tables."""
WRITTEN = datetime(2000, 1, 1)
"""What the file says of its making: always the same, so that the same data gives the same bytes."""
WIDTHS = {"string": 24, "date": 12, "integer": 10, "number": 12, "boolean": 8}


@contextmanager
def open_book(folder: Folder, tables: list[str]) -> Iterator[Book]:
    """A workbook that is complete when the block ends; `tables` are those it tells of on its first sheet."""
    book = Book(folder, tables)
    try:
        yield book
        book.tell()
    finally:
        book.book.close()


class Book:
    def __init__(self, folder: Folder, tables: list[str]) -> None:
        self.book = xlsxwriter.Workbook(
            folder.new(NAME), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.book.set_properties({"title": "Referater", "created": WRITTEN})
        self.plain = self.book.add_format({"valign": "top"})
        self.quoted = self.book.add_format({"valign": "top", "quote_prefix": True})
        self.day = self.book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.head = self.book.add_format({"bold": True, "bottom": 1})
        self._tables = tables
        self._about = self.book.add_worksheet("Om")
        self._cut: Counter[str] = Counter()
        self._shortened: Counter[str] = Counter()
        self._rows: Counter[str] = Counter()

    def open_sheet(self, schema: Schema) -> list[Sink]:
        """Where the rows of a table go; nowhere for a table that is left out."""
        if schema.name in LEFT_OUT:
            return []
        sheet = self.book.add_worksheet(schema.name[:31])
        sheet.freeze_panes(1, 0)
        for place, field in enumerate(schema.fields):
            sheet.set_column(place, place, WIDTHS[field.type])
            sheet.write_string(0, place, field.name, self.head)

        def write(row: Row) -> None:
            if self._rows[schema.name] == MOST_ROWS:
                self._cut[schema.name] += 1
                return
            self._rows[schema.name] += 1
            for place, (value, field) in enumerate(zip(row, schema.fields, strict=True)):
                self._write(sheet, self._rows[schema.name], place, value, field)

        return [write]

    def _write(self, sheet: Any, row: int, place: int, value: Any, field: Field) -> None:
        if value is None:
            return
        if field.type == "date":
            sheet.write_datetime(row, place, datetime.combine(date.fromisoformat(value), datetime.min.time()), self.day)
        elif field.type == "string":
            text = str(value)
            if len(text) > LONGEST_TEXT:
                text = f"{text[: LONGEST_TEXT - 1]}…"
                self._shortened[sheet.get_name()] += 1
            sheet.write_string(row, place, text, self.plain if neutralise(text) == text else self.quoted)
        else:
            sheet.write_number(row, place, value, self.plain)

    def tell(self) -> None:
        """The first sheet: what each table is, and what is not here."""
        self._about.set_column(0, 0, 28)
        self._about.set_column(1, 1, 12)
        self._about.set_column(2, 2, 90)
        lines: list[tuple[str, int | str, str]] = [("Ark", "Rækker", "Indhold")]
        for table in self._tables:
            text = f"{TABLES[table].label}. {TABLES[table].description}"
            if table in LEFT_OUT:
                lines.append((table, "-", f"{text} Findes kun som CSV og Parquet."))
            else:
                if self._cut[table]:
                    text += f" Et ark rummer ikke flere rækker; {self._cut[table]} til findes som CSV."
                if self._shortened[table]:
                    text += f" {self._shortened[table]} tekster er forkortet til det, en celle kan rumme."
                lines.append((table, self._rows[table], text))
        lines.append(("", "", "Hvad kolonner og koder betyder, står i kodebog.md."))
        for row, (name, count, text) in enumerate(lines):
            form = self.plain if row else self.head
            self._about.write_string(row, 0, name, form)
            self._about.write(row, 1, count, form)
            self._about.write_string(row, 2, text, form)
