"""What the readers said of each document, kept beside the working database: new rules read it without opening a PDF.

A SQLite file of its own, so that publishing never copies it, and one that may be lost: what is not kept is read from
the PDF again. It is as private as the working database. Answers are compressed; a page takes some 7 kB.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from pipeline.store.database import BUSY_SECONDS, storage_errors

SECONDS = 2.0  # between commits: what a killed run loses is read from the PDF another time
TABLES = """
CREATE TABLE IF NOT EXISTS answers (
    sha256 TEXT PRIMARY KEY, version TEXT NOT NULL, extractor TEXT NOT NULL, parser TEXT NOT NULL, answer BLOB NOT NULL,
    letters BLOB NOT NULL, findings BLOB NOT NULL DEFAULT x''
);
CREATE TABLE IF NOT EXISTS rules (fingerprint TEXT PRIMARY KEY, files BLOB NOT NULL);
"""


class KeptPages:
    """The kept answers of the documents of one working database.

    `extractor` names what made the pages, `parser` all that reads them but the rules; what another one left is not
    used.
    """

    def __init__(self, database: Path, extractor: str, parser: str) -> None:
        self.path = place_of(database)
        self.extractor = extractor
        self.parser = parser
        self.committed = monotonic()
        with storage_errors(self.path):
            try:
                self.db = _open(self.path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self.path.unlink()  # damaged, as after a power cut: it can be made anew
                self.db = _open(self.path)

    def keep(self, sha256: str, version: str, answer: bytes, letters: str, findings: bytes = b"") -> None:
        """Keep what a reader of this version said of a document, the letters of its text (`pipeline.needed`) and what
        the components found in it (`pipeline.findings`)."""
        packed = zlib.compress(answer, 1), *_packed(letters, findings)
        with storage_errors(self.path):
            self.db.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
                (sha256, version, self.extractor, self.parser, *packed),
            )
            self._commit_at_times()

    def renew(self, sha256: str, letters: str, findings: bytes) -> None:
        """Keep what this parser saw and found in a document of which it says the same as another one."""
        with storage_errors(self.path):
            self.db.execute(
                "UPDATE answers SET parser = ?, letters = ?, findings = ? WHERE sha256 = ?",
                (self.parser, *_packed(letters, findings), sha256),
            )
            self._commit_at_times()

    def answer(self, sha256: str) -> tuple[bytes, str] | None:
        """The compressed answer with a document's pages, and its version; None where the PDF must be read."""
        row = self._one(
            "SELECT answer, version FROM answers WHERE sha256 = ? AND extractor = ?", (sha256, self.extractor)
        )
        return (row[0], row[1]) if row else None

    def raise_versions(self, raised: Iterable[tuple[str, str]]) -> None:
        """(version, sha256) of documents of which that version would say the same."""
        with storage_errors(self.path):
            self.db.executemany("UPDATE answers SET version = ? WHERE sha256 = ?", raised)
            self.commit()

    def letters(self, sha256: str) -> str | None:
        """The letters of a document's text; None where this parser did not see it."""
        row = self._one("SELECT letters FROM answers WHERE sha256 = ? AND parser = ?", (sha256, self.parser))
        return zlib.decompress(row[0]).decode() if row else None

    def findings(self, sha256: str) -> bytes:
        """What the components of this parser found in a document, compressed; nothing where that is not known."""
        row = self._one("SELECT findings FROM answers WHERE sha256 = ? AND parser = ?", (sha256, self.parser))
        return bytes(row[0]) if row else b""

    def keep_rules(self, fingerprint: str, files: Mapping[str, str]) -> None:
        """Keep the rules that documents are read with, to tell later what has changed in them."""
        with storage_errors(self.path):
            packed = zlib.compress(json.dumps(dict(files)).encode())
            self.db.execute("INSERT OR IGNORE INTO rules VALUES (?, ?)", (fingerprint, packed))
            self.commit()

    def rules(self, fingerprint: str) -> dict[str, str] | None:
        """The rules as they were; None if that is not known."""
        row = self._one("SELECT files FROM rules WHERE fingerprint = ?", (fingerprint,))
        return dict(json.loads(zlib.decompress(row[0]))) if row else None

    def forget(self, sha256: str) -> None:
        """Remove a document's answer for good, from the free pages too."""
        with storage_errors(self.path):
            self.db.execute("DELETE FROM answers WHERE sha256 = ?", (sha256,))
            self.commit()
            self.db.execute("VACUUM")
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def commit(self) -> None:
        with storage_errors(self.path):
            self.db.commit()
            self.committed = monotonic()

    def close(self) -> None:
        """Commit, as far as there is room."""
        try:
            self.commit()
        finally:
            self.db.close()

    def _commit_at_times(self) -> None:
        if monotonic() > self.committed + SECONDS:
            self.commit()

    def _one(self, query: str, values: tuple[str, ...]) -> tuple[Any, ...] | None:
        with storage_errors(self.path):
            found: tuple[Any, ...] | None = self.db.execute(query, values).fetchone()
            return found


def _packed(letters: str, findings: bytes) -> tuple[bytes, bytes]:
    return zlib.compress(letters.encode(), 1), zlib.compress(findings, 1) if findings else b""


def place_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.kept")


def _open(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    db = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(TABLES)
        if "findings" not in {row[1] for row in db.execute("PRAGMA table_info(answers)")}:  # of an earlier version
            db.execute("ALTER TABLE answers ADD COLUMN findings BLOB NOT NULL DEFAULT x''")
    except BaseException:
        db.close()
        raise
    path.chmod(0o600)
    return db
