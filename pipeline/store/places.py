"""Where files lie, so that one that has not changed is known without being opened, and one that is gone is missed.

A file is taken for unchanged by what its folder says of it (size, times of change, inode), as backup programs do. One
that changed within two seconds of being read is not believed: its clock may be too coarse to show the next change.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.database import printable, transaction

COARSE = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use (FAT)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a file has changed; times in nanoseconds since 1970."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, about: os.stat_result) -> Stamp:
        return cls(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)

    @property
    def row(self) -> tuple[int, int, int, int]:
        return self.size, self.modified, self.changed, self.inode


def key_of(path: Path) -> bytes:
    """A place as it is stored: absolute, in the bytes of the file system, which need not be UTF-8."""
    return os.fsencode(os.path.abspath(path))


def unchanged_sha256(db: sqlite3.Connection, path: Path, stamp: Stamp) -> str | None:
    """The sha256 of the file at `path` if it is as it was when it was last read, else None."""
    row = db.execute(
        "SELECT sha256, size, modified, changed, inode, read FROM _files WHERE path = ?", (key_of(path),)
    ).fetchone()
    if row is None or row[1:5] != stamp.row or max(stamp.modified, stamp.changed) + COARSE > row[5]:
        return None
    return str(row[0])


def note_place(db: sqlite3.Connection, path: Path, sha256: str, stamp: Stamp, read: int) -> None:
    """Record that the file at `path` had these bytes at `read` (nanoseconds since 1970), unless that is known."""
    place = key_of(path)
    row = db.execute("SELECT sha256, size, modified, changed, inode FROM _files WHERE path = ?", (place,)).fetchone()
    if row != (sha256, *stamp.row):
        db.execute("INSERT OR REPLACE INTO _files VALUES (?, ?, ?, ?, ?, ?, ?)", (place, sha256, *stamp.row, read))


def places_of(db: sqlite3.Connection, sha256: str) -> list[Path]:
    """Where files with these bytes were seen, in order."""
    found = db.execute("SELECT path FROM _files WHERE sha256 = ? ORDER BY path", (sha256,))
    return [Path(os.fsdecode(place)) for (place,) in found]


def vanished_files(db: sqlite3.Connection, folders: Iterable[Path]) -> list[Path]:
    """The files of stored documents that were in `folders` once and lie nowhere now.

    Of a document that only moved, the old place is forgotten and the row says where it lies now.
    """
    gone = [(place, sha256) for place, sha256 in _under(db, folders) if not os.path.lexists(place)]
    vanished = []
    for place, sha256 in gone:
        elsewhere = next((path for path in places_of(db, sha256) if path.exists()), None)
        if elsewhere is not None:
            _move(db, place, sha256, elsewhere)
        elif db.execute("SELECT 1 FROM documents WHERE sha256 = ?", (sha256,)).fetchone():
            vanished.append(Path(os.fsdecode(place)))
    return sorted(vanished)


def _under(db: sqlite3.Connection, folders: Iterable[Path]) -> Iterator[tuple[bytes, str]]:
    for folder in sorted({key_of(folder).rstrip(b"/") for folder in folders}):
        query = "SELECT path, sha256 FROM _files WHERE path >= ? AND path < ? ORDER BY path"
        yield from db.execute(query, (folder + b"/", folder + b"0"))  # "0" is the byte behind "/"


def _move(db: sqlite3.Connection, place: bytes, sha256: str, to: Path) -> None:
    with transaction(db):
        db.execute("DELETE FROM _files WHERE path = ?", (place,))
        for table in ("documents", "quarantine"):
            db.execute(
                f"UPDATE {table} SET path = ? WHERE sha256 = ? AND path = ?",
                (printable(os.path.abspath(to)), sha256, printable(os.fsdecode(place))),
            )
