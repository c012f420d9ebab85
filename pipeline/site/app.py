"""The site as a program: Datasette on a published snapshot, which may be replaced while the site runs.

Each snapshot has a Datasette of its own. A request is answered whole by the one that was newest when it came in, so an
answer never mixes two snapshots; the old one is closed when its last answer has been sent.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import closing
from pathlib import Path
from typing import Any

import uvicorn

from pipeline.site import front, reading, search
from pipeline.site.ahead import count_ahead
from pipeline.site.gate import Gate
from pipeline.site.marking import sought_words
from pipeline.site.unchanging import UnchangingDatasette

log = logging.getLogger("referat.site")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Stamp = tuple[int, int, int]

MOST_AT_ONCE = 200  # connections; the others are told to come back
WAIT = 10  # seconds for all threads to open the file; one that fails lets the others go

SETTINGS: dict[str, Any] = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "suggest_facets": False,
    "truncate_cells_html": 400,
    "max_csv_mb": 0,
    "allow_download": False,
}


def make_datasette(
    snapshot: Path, *, public: bool, download: bool = False, secret: str | None = None
) -> UnchangingDatasette:
    """Datasette on a snapshot. `public` closes SQL: named queries and filters remain. `download` offers the file."""
    settings = SETTINGS | {"default_allow_sql": not public, "allow_download": download}
    if public:
        settings["sql_time_limit_ms"] = 1500
    return UnchangingDatasette(str(snapshot), settings=settings, secret=secret)


class Site:
    """An ASGI application that serves the file that lies at `snapshot` at the time of each request."""

    def __init__(
        self, snapshot: Path, *, public: bool, download: bool = False, users: Mapping[str, str] | None = None
    ) -> None:
        """`users` makes the site private: it gives the names of its readers and the hashes of their passwords.

        Raises FileNotFoundError when there is no snapshot and sqlite3.DatabaseError when it is damaged."""
        secret = secrets.token_hex(32)  # one for all, so that a form opened before a change can be sent after it
        self._snapshot = snapshot
        self._make = lambda: make_datasette(snapshot, public=public, download=download, secret=secret)
        self._gate = Gate(self._answer, users) if users is not None else self._answer
        self._opening = asyncio.Lock()
        self._open: _Open | None = None
        self._counts_ahead = False  # only where it goes on serving
        self._seen: Stamp | None = None
        check_snapshot(snapshot)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._lifespan(receive, send)
        await self._gate(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        current = await self._newest()
        current.answering += 1
        try:
            await current.app(scope, receive, send)
        finally:
            current.answering -= 1
            if current is not self._open and not current.answering:
                current.close()

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        """Be ready before the first reader comes."""
        while (message := await receive())["type"] != "lifespan.shutdown":
            if message["type"] == "lifespan.startup":
                self._counts_ahead = True
                await self._newest()
                await asyncio.to_thread(sought_words, "møde")  # loads the word list
                await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})

    async def _newest(self) -> _Open:
        """What serves the newest snapshot; the one before while that is being opened, is not there or is damaged."""
        if self._open and (self._opening.locked() or not self._is_replaced()):
            return self._open
        async with self._opening:
            if self._open is None or self._is_replaced():
                try:
                    self._seen = file_stamp(self._snapshot)
                    check_snapshot(self._snapshot)
                    new = await open_snapshot(self._make())
                except (sqlite3.DatabaseError, FileNotFoundError) as error:
                    if self._open is None:
                        raise
                    log.error("%s cannot be read (%s): the site still shows the one before", self._snapshot, error)
                    return self._open
                old, self._open = self._open, new
                if self._counts_ahead:
                    new.counting = asyncio.create_task(count_ahead(new.datasette))
                if old and not old.answering:
                    old.close()
        return self._open

    def _is_replaced(self) -> bool:
        try:
            return file_stamp(self._snapshot) != self._seen
        except FileNotFoundError:
            return False


class _Open:
    """One Datasette and how many requests it is answering."""

    def __init__(self, datasette: UnchangingDatasette) -> None:
        self.datasette = datasette
        self.app = datasette.app()
        self.answering = 0
        self.counting: asyncio.Task[None] | None = None
        self.closing: asyncio.Task[None] | None = None

    def close(self) -> None:
        if self.counting:
            self.counting.cancel()
        self.closing = asyncio.create_task(self._close())

    async def _close(self) -> None:
        """Close the file when no thread reads from it any more: one may still, for a reader who has left, and SQLite
        does not survive that the connection is closed under it."""
        self.datasette.interrupt()
        await asyncio.to_thread(self.datasette.executor.shutdown, cancel_futures=True)
        for database in self.datasette.databases.values():
            database.close()


async def open_snapshot(datasette: UnchangingDatasette) -> _Open:
    """Open the file in all of Datasette's threads at once, so that none of them opens a later one in its place.

    Raises sqlite3.DatabaseError when the file is damaged.
    """
    threads = datasette.setting("num_sql_threads")
    together = threading.Barrier(threads, timeout=WAIT)

    def open_in_thread(connection: sqlite3.Connection) -> None:
        together.wait()
        connection.execute("SELECT count(*) FROM sqlite_master")

    datasette.open_spares()
    database = datasette.get_database()
    await asyncio.gather(*(database.execute_fn(open_in_thread) for _ in range(threads)))
    await datasette.invoke_startup()
    return _Open(datasette)


def check_snapshot(path: Path) -> None:
    """Raises FileNotFoundError when there is no snapshot and sqlite3.DatabaseError when it is damaged or too old."""
    file_stamp(path)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        columns = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('documents')")}
        if "path" in columns:  # where a file lay is never published
            raise sqlite3.DatabaseError("it is a working database, which is never served")
    if missing := {*reading.TABLES, *search.TABLES, *front.TABLES} - tables:
        raise sqlite3.DatabaseError(f"it has no table {min(missing)}, as one made by another version")


def file_stamp(path: Path) -> Stamp:
    """What changes when another file takes the place of this one."""
    about = path.stat()
    return about.st_ino, about.st_mtime_ns, about.st_size


def serve_site(
    snapshot: Path,
    listener: socket.socket,
    *,
    public: bool,
    download: bool = False,
    users: Mapping[str, str] | None = None,
) -> None:
    """Serve on a listening socket until interrupted.

    Raises FileNotFoundError when there is no snapshot and sqlite3.DatabaseError when it is damaged.
    """
    site = Site(snapshot, public=public, download=download, users=users)
    config = uvicorn.Config(
        site,
        lifespan="on",
        log_level="warning",
        ws="none",
        server_header=False,
        limit_concurrency=MOST_AT_ONCE,
    )
    uvicorn.Server(config).run(sockets=[listener])
