"""The working database: opening, migrating, locking, and the rows of runs."""

from __future__ import annotations

import json
import os
import re
import secrets
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from pipeline.errors import DatabaseBusy, StorageError
from pipeline.store.labels import LOOKUPS

BUSY_SECONDS = 30
MIGRATED = "_sqlite_migrations"  # the table in which sqlite-utils notes which migrations were applied


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors on `path` into `StorageError` or `DatabaseBusy` that say what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise DatabaseBusy(f"{path} is in use by another program: wait for it to end, then try again") from error
        raise StorageError(f"{path}: {error}: make room on the disk or the folder writable, and try again") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise  # a mistake of ours, not of the disk
        raise StorageError(f"{path}: {error}: move the file away and ingest again") from error
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror or error}: check the folder and its rights") from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Raises StorageError if the disk is full or not writable, DatabaseBusy if another writes."""
    with storage_errors(Path(db.execute("PRAGMA database_list").fetchone()[2])):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # a full disk has rolled back already
                db.execute("ROLLBACK")
            raise


def run_statements(db: sqlite3.Connection, script: str) -> None:
    """Run statements that end in a semicolon and a line end, within the transaction: `executescript` would end it."""
    for statement in script.split(";\n"):
        db.execute(statement)


def open_database(path: Path) -> sqlite3.Connection:
    """Open or create the working database, brought to this version's tables; readable by its owner only.

    Raises StorageError if the place is not writable, the file is no database, or a newer version made it.
    """
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256)
        try:
            db.execute("PRAGMA foreign_keys = ON")
            migrate(db, path)
            path.chmod(0o600)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last documents, never half a one
            db.execute("PRAGMA wal_autocheckpoint = 8000")
            db.execute("PRAGMA cache_size = -16384")  # kB; four times that is no quicker with 10,000 documents
        except BaseException:
            db.close()
            raise
        return db


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Apply the migrations that are missing and bring the lookup tables up to date."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and MIGRATED not in tables:
        raise StorageError(f"{path} is not a working database of referat: name another file with --db")
    query = f"SELECT name FROM {MIGRATED} WHERE migration_set = 'referat'"
    applied = {name for (name,) in db.execute(query)} if tables else set()
    if newer := applied - known_migrations():
        raise StorageError(f"{path} was made by a newer version of referat ({min(newer)}): install that version")
    if applied != known_migrations():
        apply_migrations(db)
    with transaction(db):
        for table, rows in LOOKUPS.items():
            db.executemany(
                f"INSERT INTO {table} VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
                "SET label = excluded.label, description = excluded.description "
                "WHERE (label, description) IS NOT (excluded.label, excluded.description)",
                rows,
            )


@cache
def known_migrations() -> frozenset[str]:
    """The names of the migrations of this version, read from their source: nearly always all have been applied, and
    then nobody waits for sqlite-utils."""
    source = (files("pipeline") / "store" / "schema.py").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^@migrations\(\)\ndef (\w+)", source, re.MULTILINE))


def apply_migrations(db: sqlite3.Connection) -> None:
    with hidden("pandas"):
        from sqlite_utils import Database

        from pipeline.store.schema import migrations

    migrations.apply(Database(db))


@contextmanager
def hidden(module: str) -> Iterator[None]:
    """Let an optional import of a module that is not loaded fail: sqlite-utils loads pandas where it is installed, for
    which a first ingest would wait a second."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


@contextmanager
def hold_database(path: Path) -> Iterator[None]:
    """Keep other runs away from the database at `path` until the end of the block or of the process.

    Raises DatabaseBusy at once if another run holds it.
    """
    lock = path.with_name(f"{path.name}.lock")
    with storage_errors(lock):
        lock.parent.mkdir(parents=True, exist_ok=True)
        holder = sqlite3.connect(lock, timeout=0, isolation_level=None)
    try:
        try:
            holder.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise StorageError(
                    f"{lock}: {error}: make room on the disk or the folder writable, and try again"
                ) from error
            raise DatabaseBusy(f"another run is writing to {path}: wait for it to end, then try again") from error
        yield
    finally:
        holder.close()


def stored_version(db: sqlite3.Connection, sha256: str) -> str | None:
    """The version that stored a document; None when it is not stored."""
    row = db.execute("SELECT version FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return str(row[0]) if row else None


def refused_with(db: sqlite3.Connection, sha256: str) -> tuple[str, str] | None:
    """The version that put a file with these bytes in quarantine, and the stage at which it failed."""
    query = "SELECT version, stage FROM quarantine WHERE sha256 = ? ORDER BY time DESC, id LIMIT 1"
    row = db.execute(query, (sha256,)).fetchone()
    return (row[0], row[1]) if row else None


def start_run(db: sqlite3.Connection, version: str, packages: Mapping[str, str]) -> str:
    """Record that a run has begun; `packages` maps the names of the programs used to their versions. Gives its id."""
    run = f"{datetime.now(UTC):%Y%m%dt%H%M%S}-{secrets.token_hex(3)}"
    db.execute(
        "INSERT INTO runs (id, started, version, packages) VALUES (?, ?, ?, ?)",
        (run, now(), version, json.dumps(dict(packages), sort_keys=True)),
    )
    return run


def end_run(db: sqlite3.Connection, run: str, *, stored: int, skipped: int, quarantined: int, pages: int) -> None:
    """Record what a run did."""
    db.execute(
        "UPDATE runs SET ended = ?, stored = ?, skipped = ?, quarantined = ?, pages = ? WHERE id = ?",
        (now(), stored, skipped, quarantined, pages, run),
    )


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def printable(name: str) -> str:
    """A file name or message as text that can be stored: bytes that are no UTF-8 become a replacement mark."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "\ufffd")
