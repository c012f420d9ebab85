"""CSV that Danish Excel opens by a double click: byte order mark, semicolon, decimal comma, CRLF, formulas defused.

Text stands in quotes and numbers do not, so that LibreOffice ("quoted field as text") keeps the zeros of "007". Excel
does not look at quotes: what it would take for a number or a date is safe in the workbook only.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.export.files import Folder, Row, Sink
from pipeline.spreadsheet import neutralise
from pipeline.store.describe import Schema


@contextmanager
def open_csv(folder: Folder, schema: Schema) -> Iterator[Sink]:
    quoted = [field.type == "string" for field in schema.fields]

    def write(row: Row) -> None:
        file.write(";".join(map(_cell, row, quoted)) + "\r\n")

    with folder.new(f"excel/{schema.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerow([field.name for field in schema.fields])
        yield write


def _cell(value: object, quoted: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = neutralise(str(value))
    return '"' + text.replace('"', '""') + '"' if quoted else text
