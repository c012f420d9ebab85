"""A published snapshot as Datasette's database: what its schema says and what was counted in it is asked once.

Datasette asks SQLite for the columns, keys and links of a table several times for every page, each time by way of a
thread, as the file might have changed; counts and facets read every row. A snapshot never changes while it is open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted, Results

from pipeline.site.answering import UNHURRIED, answering, may_change, nobody_waits
from pipeline.site.bounded import Bounded, weigh

MOST_KEPT, MOST_COUNTED = 8_000_000, 4_000_000
"""Bytes of what is known of the schema and was counted ahead, and of what readers let count: these push out only each
other, as who asks for ever new facets is not to make the next page count whole tables again."""
SPARES = 4
"""Long answers, such as a table as CSV, that are given at the same time."""

Params = Mapping[str, Any] | Sequence[Any] | None


class Busy(Exception):
    """As many long answers as can be given at once are being given."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was answered, None too."""

    of: Any


class Unchanging(Database):
    """A database file that no program writes to while it is open."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named, is_mutable=False)
        self._kept: Bounded[_Answer] = Bounded(MOST_KEPT)
        self._counted: Bounded[_Answer] = Bounded(MOST_COUNTED)

    def interrupt(self) -> None:
        """Let all that is being asked come to an end."""
        for connection in self._all_file_connections:
            connection.interrupt()

    async def _once(self, key: object, ask: Callable[[], Awaitable[Any]], *, counts: bool = False) -> Any:
        if (known := self._kept.get(key) or self._counted.get(key)) is None:
            known = _Answer(await ask())
            kept = self._counted if counts and not nobody_waits.get() else self._kept
            kept.put(key, known, weigh(known.of.rows if isinstance(known.of, Results) else known.of))
        return known.of

    async def execute(
        self,
        sql: str,
        params: Params = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = False,
    ) -> Results:
        """As Datasette's; the answer is kept when it is about the schema or counts rows.

        What SQLite refuses is never printed on standard error, whatever is asked for: it has all that the reader typed
        in it.
        """

        async def ask() -> Results:
            if nobody_waits.get():
                return await self._execute_unhurried(sql, params)
            limit = self._milliseconds(custom_time_limit, counts=is_count(sql))
            try:
                return await Database.execute(self, sql, params, truncate, limit, page_size, log_sql_errors=False)
            except QueryInterrupted:
                may_change()
                raise

        if not is_count(sql) and not is_schema(sql):
            return await ask()
        values = tuple(params.items()) if isinstance(params, Mapping) else tuple(params or ())
        return await self._once((sql, values, truncate, page_size), ask, counts=is_count(sql))

    def _milliseconds(self, limit: int | None, *, counts: bool) -> int | None:
        """The limit of a statement: what is left of the request's time, and half of that at most for all its counts."""
        request = answering.get()
        if request is None or request.has_begun:
            return limit
        left = int(1000 * request.left(0.4 if counts else 0.8)) + 1
        return left if limit is None else min(limit, left)

    async def _execute_unhurried(self, sql: str, params: Params) -> Results:
        from datasette.utils import sqlite_timelimit

        def ask(connection: Any) -> Results:
            with sqlite_timelimit(connection, int(1000 * UNHURRIED)):
                found = connection.execute(sql, params or {})
                return Results(found.fetchall(), False, found.description)

        answer: Results = await self.execute_fn(ask)
        return answer

    async def table_columns(self, table: str) -> list[str]:
        return list(await self._once(("columns", table), lambda: Database.table_columns(self, table)))

    async def table_column_details(self, table: str) -> list[Any]:
        return list(await self._once(("details", table), lambda: Database.table_column_details(self, table)))

    async def primary_keys(self, table: str) -> list[str]:
        return list(await self._once(("keys", table), lambda: Database.primary_keys(self, table)))

    async def fts_table(self, table: str) -> str | None:
        found: str | None = await self._once(("fts", table), lambda: Database.fts_table(self, table))
        return found

    async def foreign_keys_for_table(self, table: str) -> list[dict[str, str]]:
        return list(await self._once(("links", table), lambda: Database.foreign_keys_for_table(self, table)))

    async def get_all_foreign_keys(self) -> dict[str, dict[str, list[dict[str, str]]]]:
        return dict(await self._once("links", lambda: Database.get_all_foreign_keys(self)))

    async def hidden_table_names(self) -> list[str]:
        return list(await self._once("hidden", lambda: Database.hidden_table_names(self)))

    async def label_column_for_table(self, table: str) -> str | None:
        found: str | None = await self._once(("label", table), lambda: Database.label_column_for_table(self, table))
        return found


def is_schema(sql: str) -> bool:
    """Whether a statement asks what tables there are."""
    start = sql.lstrip()[:200].lower()
    return start.startswith("pragma ") or "from sqlite_master" in start


def is_count(sql: str) -> bool:
    """Whether a statement counts rows, as a facet does: many are read for a short answer."""
    start = sql.lstrip()[:200].lower()
    is_facet = start.startswith("select ") and " as value, count(*) as count from (" in start
    return is_facet or start.startswith("select count(*) from ")


class UnchangingDatasette(Datasette):
    """Datasette on one snapshot, whose schema is read once and not looked at again for every request."""

    is_unchanging = True

    def __init__(self, snapshot: str, **named: Any) -> None:
        super().__init__([], immutables=[snapshot], **named)
        (name,) = (name for name in self.databases if name != "_internal")
        self.remove_database(name)
        self.add_database(Unchanging(self, snapshot), name=name)
        self._schema_is_read = False
        self._spare: list[sqlite3.Connection] | None = None

    def interrupt(self) -> None:
        self.get_database().interrupt()

    def open_spares(self) -> list[sqlite3.Connection]:
        """Open the connections that are lent; raises sqlite3.DatabaseError when the file is damaged.

        Before the first request, as another file may lie in the place of this one later.
        """
        if self._spare is None:
            database = self.get_database()
            self._spare = [database.connect() for _ in range(SPARES)]
            for connection in self._spare:
                self._prepare_connection(connection, database.name)
                connection.execute("SELECT count(*) FROM sqlite_master")
        return self._spare

    @asynccontextmanager
    async def lend_connection(self, database: str) -> AsyncIterator[sqlite3.Connection]:
        """A connection to the snapshot for as long as the block takes; raises Busy when all are lent."""
        spare = self.open_spares()
        if database != self.get_database().name or not spare:
            raise Busy
        connection = spare.pop()
        try:
            yield connection
        finally:
            spare.append(connection)

    def absolute_url(self, request: Any, path: str) -> str:
        """As Datasette's, of a plain string: each look at its own kind takes a tenth of a millisecond (`dir`), and a
        page has dozens of addresses."""
        address: str = super().absolute_url(request, str(path))
        return address

    async def refresh_schemas(self) -> None:
        if not self._schema_is_read:
            await super().refresh_schemas()
            self._schema_is_read = True
