"""Rows of a table, one after the other from one statement, however many: what CSV files and workbooks are made of.

Datasette asks for the rows page by page, each page behind the key of the one before; where rows are sorted, SQLite then
reads all rows before that key again for each page, so a whole table takes time with the square of its rows. Here the
statement of the first page goes on to the end, on a connection of its own that is lent for the time.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from datasette.utils.asgi import Request

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

ROWS_AT_ONCE = 1000
STOPPED = 0.05  # seconds within which SQLite has mostly heard that it is to stop
MOST_LABELS = 100_000
"""Labels of rows that are linked to that are kept for the rows to come."""
LIMIT = re.compile(r" limit \d+\s*$")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """The statement of a table's rows as Datasette made it of an address, without its limit."""

    database: str
    table: str
    sql: str
    params: dict[str, Any]
    columns: tuple[str, ...]
    labelled: tuple[str, ...]
    """The columns whose values are links, and whose labels are asked for."""


async def understand(datasette: Datasette, request: Request) -> Asked | None:
    """What an address of a table asks for, if its reader may see it; None where it is no table's.

    Raises what Datasette raises: Forbidden, NotFound, DatasetteError.
    """
    from datasette.views.table import TableView

    answer = await TableView(datasette).data(request, _size=1)
    if not isinstance(answer, tuple):
        return None
    data = answer[0]
    if not data.get("table") or not LIMIT.search(data["query"]["sql"]):
        return None
    return Asked(
        data["database"],
        data["table"],
        LIMIT.sub("", data["query"]["sql"]),
        dict(data["query"]["params"]),
        tuple(data["columns"]),
        tuple(data["expanded_columns"]),
    )


@asynccontextmanager
async def lend(datasette: Datasette, database: str) -> AsyncIterator[sqlite3.Connection]:
    """A connection for a long answer; one of its own where Datasette does not serve a snapshot alone."""
    if lend_connection := getattr(datasette, "lend_connection", None):
        async with lend_connection(database) as lent:
            yield lent
        return
    connection: sqlite3.Connection = datasette.get_database(database).connect()
    try:
        datasette._prepare_connection(connection, database)
        yield connection
    finally:
        connection.close()


async def in_thread(connection: sqlite3.Connection, ask: Callable[[], T]) -> T:
    """What `ask` reads from a connection that others use afterwards.

    A thread goes on when the one who waits for it is gone. So whoever is cancelled here lets SQLite stop and waits for
    the thread: if two threads had the connection, one would wait for SQLite with the interpreter's lock in its hand,
    and the other inside SQLite for that lock, and nothing would move any more.
    """
    reading = asyncio.get_running_loop().run_in_executor(None, ask)
    try:
        return await asyncio.shield(reading)
    except asyncio.CancelledError:
        while not reading.done():
            connection.interrupt()  # anew, as a thread that has not begun is not interrupted
            with suppress(asyncio.CancelledError):
                await asyncio.wait({reading}, timeout=STOPPED)
        reading.exception()  # that it was interrupted is no news
        raise


async def stream_rows(
    datasette: Datasette, asked: Asked, connection: sqlite3.Connection
) -> AsyncGenerator[list[list[Any]], None]:
    """All rows, some at a time; a labelled cell is a pair of its value and its label.

    Raises sqlite3.OperationalError when the database takes too long to find the next ones.
    """
    from datasette.utils import sqlite_timelimit

    limit = datasette.setting("sql_time_limit_ms")
    places = {asked.columns.index(column): column for column in asked.labelled}
    labels: dict[tuple[str, Any], Any] = {}

    def begin() -> sqlite3.Cursor:
        with sqlite_timelimit(connection, limit):
            return connection.execute(asked.sql, asked.params)

    def go_on() -> list[Sequence[Any]]:
        with sqlite_timelimit(connection, limit):
            return cursor.fetchmany(ROWS_AT_ONCE)

    cursor = await in_thread(connection, begin)
    try:
        while found := await in_thread(connection, go_on):
            if len(labels) > MOST_LABELS:
                labels.clear()
            for place, column in places.items():
                unknown = {row[place] for row in found if row[place] is not None and (column, row[place]) not in labels}
                if unknown:
                    labels |= await datasette.expand_foreign_keys(asked.database, asked.table, column, sorted(unknown))
            rows = [list(row) for row in found]
            for row in rows if places else ():
                for place, column in places.items():
                    row[place] = (row[place], labels.get((column, row[place])))
            yield rows
    finally:
        cursor.close()


async def first_rows(datasette: Datasette, asked: Asked, connection: sqlite3.Connection, most: int) -> list[list[Any]]:
    """No more than `most` of the rows."""
    rows: list[list[Any]] = []
    async with aclosing(stream_rows(datasette, asked, connection)) as streamed:
        async for some in streamed:
            rows += some
            if len(rows) >= most:
                break
    return rows[:most]
