"""A reader to whom the text of a file is the date of its meeting, and what a run of it leaves in the database."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.contract import to_bytes
from pipeline.errors import Encrypted
from pipeline.minutes import AgendaItem, Document, Kind, Meeting, Minutes
from pipeline.page import Page, Pages, TextLayer
from pipeline.report import Report

Ingest = Callable[..., Report]


def minutes_of(data: bytes, filename: str) -> Minutes:
    """A reader for these tests: a file's text is the date of its meeting."""
    pages = Pages((Page(1, 595.0, 842.0, ()), Page(2, 595.0, 842.0, ())), TextLayer.FULL)
    return Minutes(
        document=Document(hashlib.sha256(data).hexdigest(), filename, pages),
        kind=Kind.MINUTES,
        meeting=Meeting(date=data.decode()),
        items=(AgendaItem("1", "Vejbump", 1, 2),),
    )


def read(data: bytes, filename: str) -> bytes:
    if data == b"secret":
        raise Encrypted("The file asks for a password.")
    if data == b"crash":
        os.abort()
    return to_bytes(minutes_of(data, filename))


def rows(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(tmp_path / "working.db") as db:
        return db.execute(query).fetchall()


def content(tmp_path: Path, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    tables = [name for (name,) in rows(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    return {name: sorted(rows(tmp_path, f"SELECT * FROM {name}"), key=repr) for name in tables if name not in but}


def backdate(*paths: Path) -> None:
    """As if the files had not been written just now."""
    for path in paths:
        os.utime(path, (1_700_000_000, 1_700_000_000))
