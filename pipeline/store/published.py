"""Is a file a snapshot, which may be shown, or a working database, which may not?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.store.database import storage_errors


def refuse_working(path: Path) -> None:
    """Raises StorageError if the file at `path`, which is there, is a working database."""
    with storage_errors(path), closing(_open(path)) as db:
        if "path" in _columns(db):  # unmasked, with the paths of the files it read
            raise StorageError(
                f"{path} is a working database, which is never served and never exported: name the "
                "snapshot that `referat publish` made"
            )


def refuse_overwriting(db_path: Path, out_path: Path) -> None:
    """Raises StorageError unless a snapshot of `db_path` may take the place of `out_path`."""
    if not out_path.exists():
        if out_path.absolute() == db_path.absolute():
            raise StorageError(f"{out_path} is the working database itself: name another file with --out")
        return
    with storage_errors(out_path):
        if db_path.exists() and out_path.samefile(db_path):
            raise StorageError(f"{out_path} is the working database itself: name another file with --out")
        if not _is_snapshot(out_path):
            raise StorageError(f"{out_path} is not a snapshot of referat: move it away or name another file with --out")


def _is_snapshot(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(_open(path)) as db:
            columns = _columns(db)
            return {"sha256", "text_layer"} <= columns and "path" not in columns
    except sqlite3.DatabaseError:
        return False


def _columns(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM pragma_table_info('documents')")}


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
