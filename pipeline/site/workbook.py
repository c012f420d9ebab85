"""Any table, filtered table or question as a workbook, with types, so that Excel guesses nothing.

An output format of Datasette beside its JSON and CSV. Rows of a table come from the statement that Datasette makes of
the address, so that filters and permissions are its own; a question is asked once more without the limit of a page. The
plugin datasette-xlsx does the same with openpyxl; its own words are Swedish, and it has no limit that a public site
could live with.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import xlsxwriter
from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site.column_names import column_name
from pipeline.site.columns import MACHINE_COLUMNS
from pipeline.site.streaming import first_rows, lend, understand
from pipeline.spreadsheet import neutralise

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette
    from datasette.database import Database

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS, MOST_ROWS_IN_PUBLIC, MOST_CELLS_IN_PUBLIC = 20_000, 2_000, 25_000
"""In public a workbook must not take the server a second or two from the others; `benchmarks/load.py` asks for some."""
SECONDS = 20
LONGEST_TEXT = 32_767
"""Characters in a cell of Excel."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PAGING = {"_next", "_size", "_shape", "_labels", "_stream", "_dl", "_trace"}


async def write_workbook(
    datasette: Datasette, request: Request, database: str, table: str | None, query_name: str | None, sql: str | None,
    columns: Sequence[str], rows: Sequence[Any], view_name: str, data: Mapping[str, Any],
) -> Response:  # fmt: skip
    """Datasette's call for `.xlsx`; the file ends with a sheet that tells what is in it and what was cut."""
    if view_name == "table" and table:
        shown, lines = await _table_rows(datasette, request)
    elif view_name == "row" or sql is None:
        shown, lines = list(columns), [list(row) for row in rows]
    else:
        params = (data.get("query") or {}).get("params") or {}
        shown = list(columns)
        lines = await _query_rows(datasette.get_database(database), sql, params, most_rows(datasette, shown) + 1)
    about = datasette.table_metadata(database, table) if table else {}
    if query_name:
        about = await datasette.get_canned_query(database, query_name, request.actor) or {}
    title = str(about.get("title") or query_name or table or "Svar")
    address = f"{request.path.removesuffix('.xlsx')}?{request.query_string}".rstrip("?")
    notes = [title, str(about.get("description") or ""), f"Adresse: {address}"]
    if len(lines) > (most := most_rows(datasette, shown)):
        notes.append(f"Kun de første {most} rækker er med. CSV har dem alle.")
    content = await asyncio.to_thread(make_workbook, title, shown, lines[:most], notes, about.get("columns", {}))
    name = re.sub(r"[^a-z0-9_-]+", "-", (table or query_name or "svar").lower())
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(content, content_type=KIND, headers=headers)


def most_rows(datasette: Datasette, columns: Sequence[str]) -> int:
    """How many rows of these columns one workbook has."""
    is_public = not datasette.setting("default_allow_sql")
    return min(MOST_ROWS_IN_PUBLIC, MOST_CELLS_IN_PUBLIC // max(len(columns), 1)) if is_public else MOST_ROWS


async def _table_rows(datasette: Datasette, request: Request) -> tuple[Sequence[str], list[list[Any]]]:
    """The columns of a table that readers need, and one row more than a workbook has, if there are so many; a cell with
    a label is a pair of both."""
    asked = [pair for pair in parse_qsl(request.query_string, keep_blank_values=True) if pair[0] not in PAGING]
    asked += [("_labels", "on"), ("_nofacet", "1"), ("_nocount", "1")]
    scope = {**request.scope, "query_string": urlencode(asked).encode()}
    understood = await understand(datasette, Request(scope, request.receive))
    if understood is None:
        raise RuntimeError(f"no rows for {request.path}")
    shown = [place for place, column in enumerate(understood.columns) if column not in MACHINE_COLUMNS]
    columns = [understood.columns[place] for place in shown]
    async with lend(datasette, understood.database) as connection:
        rows = await first_rows(datasette, understood, connection, most_rows(datasette, columns) + 1)
    return columns, [[row[place] for place in shown] for row in rows]


async def _query_rows(database: Database, sql: str, params: Mapping[str, Any], most: int) -> list[list[Any]]:
    from datasette.utils import sqlite_timelimit  # not there yet when plugins are loaded

    def ask(connection: sqlite3.Connection) -> list[list[Any]]:
        with sqlite_timelimit(connection, SECONDS * 1000):
            return [list(row) for row in islice(connection.execute(sql, params), most)]

    rows: list[list[Any]] = await database.execute_fn(ask)
    return rows


def make_workbook(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], notes: Iterable[str], meanings: Mapping[str, str]
) -> bytes:
    """The bytes of a workbook; a cell that is a pair of key and label gives both, the label in a column behind."""
    rows = list(rows)
    labelled = {
        place for place in range(len(columns)) if any(isinstance(row[place], tuple) for row in islice(rows, 1000))
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "svar.xlsx"
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(path, options) as book:
            sheet = _Sheet(book, re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
            head: list[object] = []
            for place, column in enumerate(columns):
                head += [column, f"{column}_label"] if place in labelled else [column]
            sheet.add(head, bold=True)
            for row in rows:
                sheet.add(_flat(row, labelled))
            about = _Sheet(book, "Om arket", freeze=False, widths=(28, 100))
            for note in filter(None, (*notes, f"{len(rows)} rækker")):
                about.add([note])
            about.add([])
            for column in columns:
                about.add([column, f"{column_name(column)}. {meanings.get(column, '')}".removesuffix(" ")])
        return path.read_bytes()


def _flat(row: Sequence[Any], labelled: set[int]) -> list[object]:
    cells: list[object] = []
    for place, value in enumerate(row):
        known = isinstance(value, tuple)
        cells.append(value[0] if known else value)
        if place in labelled:
            cells.append(value[1] if known else None)
    return cells


def _day(text: str) -> datetime | None:
    """The day that a text is, if Excel has it: it counts from 1900."""
    if not DAY.fullmatch(text) or text < "1900-03-01":
        return None
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time())
    except ValueError:  # the 30th of February, as printed
        return None


class _Sheet:
    """Rows one after the other; text is never run as a formula."""

    def __init__(self, book: Any, name: str, *, freeze: bool = True, widths: Sequence[int] = ()) -> None:
        self._sheet = book.add_worksheet(name)
        self._plain = book.add_format({"valign": "top"})
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self._quoted = book.add_format({"valign": "top", "quote_prefix": True})
        self._row = 0
        if freeze:
            self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, 60, 18)
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)

    def add(self, cells: Sequence[object], *, bold: bool = False) -> None:
        for place, value in enumerate(cells):
            self._write(place, value, self._bold if bold else self._plain)
        self._row += 1

    def _write(self, place: int, value: Any, form: Any) -> None:
        if isinstance(value, bool | int | float):
            self._sheet.write_number(self._row, place, value, form)
        elif isinstance(value, str) and (day := _day(value)):
            self._sheet.write_datetime(self._row, place, day, self._day)
        elif value is not None:
            text = value if isinstance(value, str) else str(value)
            text = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
            self._sheet.write_string(self._row, place, text, form if neutralise(text) == text else self._quoted)
