"""The site on a snapshot: Datasette in this process, begun anew when another snapshot takes the file's place.

The listening socket outlives each Datasette, so that a caller who comes in between waits a moment and is not refused.
"""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette

from pipeline.errors import StorageError

LOOK_EVERY = 0.5  # seconds
LET_FINISH = 5  # seconds for answers under way when the snapshot changes
SETTINGS: dict[str, Any] = {
    "allow_download": False,
    "default_page_size": 50,
    "facet_time_limit_ms": 1000,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 2000,
    "suggest_facets": False,
}
CLOSED: dict[str, Any] = {**SETTINGS, "default_allow_sql": False, "max_csv_mb": 10, "sql_time_limit_ms": 1000}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def make_site(snapshot: Path, *, public: bool, secret: str | None = None) -> Datasette:
    """Datasette on the snapshot. `public` closes SQL: canned queries and table filters remain."""
    return Datasette([], immutables=[str(snapshot)], settings=CLOSED if public else SETTINGS, secret=secret)


def serve_snapshot(
    snapshot: Path, host: str, port: int, *, public: bool, ready: Callable[[str], None] = lambda address: None
) -> None:
    """Serve until interrupted; `ready` is given the address once the site answers. Port 0 takes a free one.

    Raises StorageError when there is no snapshot or the port is taken.
    """
    if not snapshot.is_file():
        raise StorageError(
            f"{snapshot} is not there: make it with `referat publish`, or do all in one with `referat up`"
        )
    public = public or not is_loopback(host)
    secret = secrets.token_hex(32)  # kept over snapshots, so that a form opened before can be sent after
    with listen(host, port) as listener:
        ready(f"http://{listener.getsockname()[0] if is_loopback(host) else host}:{listener.getsockname()[1]}/")
        while serve_once(snapshot, listener, public=public, secret=secret):
            pass


def listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        what = error.strerror or str(error)
        raise StorageError(f"cannot listen on {host} port {port} ({what}): choose another with --port") from error


def serve_once(snapshot: Path, listener: socket.socket, *, public: bool, secret: str) -> bool:
    """Serve the snapshot that lies there now; true when another took its place, false when interrupted."""
    held = identity(snapshot)
    site = make_site(snapshot, public=public, secret=secret)
    asyncio.run(site.invoke_startup())
    server = uvicorn.Server(
        uvicorn.Config(site.app(), log_level="warning", lifespan="on", timeout_graceful_shutdown=LET_FINISH)
    )
    ended = threading.Event()
    replaced = threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK_EVERY):
            if identity(snapshot) not in (held, None):
                replaced.set()
                server.should_exit = True
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        server.run(sockets=[listener.dup()])  # the server closes what it is given
    except KeyboardInterrupt:
        return False
    finally:
        ended.set()
        watcher.join()
        if site.executor:
            site.executor.shutdown(wait=False)
    return replaced.is_set()


def identity(path: Path) -> tuple[int, int, int] | None:
    """What changes when another file takes the place of this one; None while there is none."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    return about.st_ino, about.st_mtime_ns, about.st_size
