"""Where the site listens, and what to do when it cannot."""

from __future__ import annotations

import ipaddress
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import ReferatError, StorageError
from pipeline.site.app import serve_site
from pipeline.site.gate import read_users
from pipeline.store.published import refuse_working


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve_snapshot(
    snapshot: Path,
    host: str,
    port: int,
    *,
    public: bool,
    private: Path | None = None,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve until interrupted; `ready` is given the address once callers are let in. Port 0 takes a free one.

    `private` is a file of names and hashes of passwords: nobody else reads anything.
    Raises ReferatError when that file cannot be understood, and StorageError when there is no sound snapshot, the file
    is a working database or the port is taken.
    """
    if not snapshot.is_file():
        raise StorageError(
            f"{snapshot} is not there: make it with `referat publish`, or do all in one with `referat up`"
        )
    refuse_working(snapshot)
    try:
        users = read_users(private) if private else None
    except ValueError as error:  # a file that is no UTF-8 too
        raise ReferatError(f"{private}: {error}") from error
    with listen(host, port) as listener:
        ready(f"http://{listener.getsockname()[0] if is_loopback(host) else host}:{listener.getsockname()[1]}/")
        try:
            serve_site(snapshot, listener, public=public or users is not None or not is_loopback(host), users=users)
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"{snapshot} cannot be read ({error}): move it away and make it anew with `referat publish`"
            ) from error
        except KeyboardInterrupt:
            return


def listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        what = error.strerror or str(error)
        raise StorageError(f"cannot listen on {host} port {port} ({what}): choose another with --port") from error
    # The sockets of its callers have this of it. Otherwise the second part of each answer, which is the page behind its
    # headers, waits 40 ms for the first to be acknowledged: asyncio only sees to it where it opens the socket itself.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
