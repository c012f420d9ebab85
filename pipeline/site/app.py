"""The site as a program: Datasette on a published snapshot, which may be replaced while the site runs.

Each snapshot has a Datasette of its own. A request is answered whole by the one that was newest when it came in, so an
answer never mixes two snapshots; the old one is closed when its last answer has been sent.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Stamp = tuple[int, int, int]

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


def make_datasette(snapshot: Path, *, public: bool, download: bool = False, secret: str | None = None) -> Datasette:
    """Datasette on a snapshot. `public` closes SQL: named queries and filters remain. `download` offers the file."""
    settings = SETTINGS | {"default_allow_sql": not public, "allow_download": download}
    return Datasette([], immutables=[str(snapshot)], settings=settings, secret=secret)


class Site:
    """An ASGI application that serves the file that lies at `snapshot` at the time of each request."""

    def __init__(self, snapshot: Path, *, public: bool, download: bool = False) -> None:
        """Raises FileNotFoundError when there is no snapshot."""
        secret = secrets.token_hex(32)  # one for all, so that a form opened before a change can be sent after it
        self._snapshot = snapshot
        self._make = lambda: _Open(make_datasette(snapshot, public=public, download=download, secret=secret))
        self._stamp = file_stamp(snapshot)
        self._open = self._make()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._look()
        current = self._open
        current.answering += 1
        try:
            await current.app(scope, receive, send)
        finally:
            current.answering -= 1
            if current is not self._open and not current.answering:
                current.close()

    def _look(self) -> None:
        """Take up another snapshot; while there is none, the old one still answers."""
        try:
            stamp = file_stamp(self._snapshot)
        except FileNotFoundError:
            return
        if stamp != self._stamp:
            old, self._open, self._stamp = self._open, self._make(), stamp
            if not old.answering:
                old.close()


class _Open:
    def __init__(self, datasette: Datasette) -> None:
        self.datasette = datasette
        self.app = datasette.app()
        self.answering = 0

    def close(self) -> None:
        for database in self.datasette.databases.values():
            database.close()
        self.datasette.executor.shutdown(wait=False)


def file_stamp(path: Path) -> Stamp:
    """What changes when another file takes the place of this one."""
    about = path.stat()
    return about.st_ino, about.st_mtime_ns, about.st_size


def serve(db: Path, host: str, port: int, public: bool, *, download: bool = False) -> None:
    """Serve the snapshot `db` until interrupted. Raises OSError when it is missing or the port cannot be had."""
    uvicorn.run(Site(db, public=public, download=download), host=host, port=port, lifespan="off", log_level="warning")
