"""Where a working database was published and how: what is forgotten or released must be seen to there too."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.policy import Policy
from pipeline.store.database import open_database, storage_errors, transaction

PUBLICATIONS = """CREATE TABLE _publications (
    path TEXT PRIMARY KEY, samples INTEGER NOT NULL, images INTEGER NOT NULL, package INTEGER NOT NULL,
    policy TEXT NOT NULL
)"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A snapshot that was made, and with which choices."""

    path: Path
    samples: bool
    images: bool
    package: bool
    policy: Policy


def note_publication(db_path: Path, made: Publication) -> None:
    """Remember a snapshot; its path stays in the working database. Raises StorageError."""
    row = (str(made.path.absolute()), made.samples, made.images, made.package, json.dumps(asdict(made.policy)))
    with storage_errors(db_path), closing(open_database(db_path)) as db, transaction(db):
        db.execute("INSERT OR REPLACE INTO _publications VALUES (?, ?, ?, ?, ?)", row)


def publications(db: sqlite3.Connection) -> Iterator[Publication]:
    """The snapshots that are still where they were made."""
    query = "SELECT path, samples, images, package, policy FROM _publications ORDER BY path"
    for path, samples, images, package, chosen in db.execute(query).fetchall():
        if Path(path).is_file():
            yield Publication(Path(path), bool(samples), bool(images), bool(package), _policy(chosen))


def _policy(noted: str) -> Policy:
    """A policy as it was noted. Another version may know other choices: those it lacks hold back, others are passed
    over."""
    known = {field.name for field in fields(Policy)}
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in json.loads(noted).items()
        if key in known
    }
    return Policy(**values)


def report_path(db_path: Path) -> Path:
    """Where the operator's report lies: `working.privacy.csv` beside `working.db`."""
    return db_path.with_suffix(".privacy.csv")


def unmasked_path(db_path: Path) -> Path:
    """Where the copy lies that is masked, until it is."""
    return db_path.with_name(f"{db_path.name}.unmasked")


def remove_with_journals(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def remove_derived(db_path: Path) -> None:
    """Remove what lies beside a working database and tells of its documents: the report, and a copy left by a kill."""
    with storage_errors(db_path):
        report_path(db_path).unlink(missing_ok=True)
        remove_with_journals(unmasked_path(db_path))
