"""Removing a document for good: its rows, its kept pages and the free pages of the database; its bytes stay refused."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ReferatError
from pipeline.store.database import now, storage_errors, transaction
from pipeline.store.places import places_of
from pipeline.store.write import note_event, remove_rows

SHA256 = re.compile(r"[0-9a-f]{8,64}")


class UnknownDocument(ReferatError):
    """What was to be forgotten is no sha256, or of none or several of the documents."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A document that is no more: the rows that were removed of it, and where its files still lie."""

    sha256: str
    documents: int
    refusals: int
    files: tuple[Path, ...]


def find_sha256(db: sqlite3.Connection, given: str) -> str:
    """The whole sha256 of which `given` is the beginning (a document's id is its first 16 letters).

    One that is whole need not be known: its bytes are then refused before they come. Raises UnknownDocument.
    """
    given = given.strip().lower()
    if not SHA256.fullmatch(given):
        raise UnknownDocument(f"{given!r} is no sha256: name it whole, or at least its first 8 letters")
    found = {
        sha256
        for table in ("documents", "quarantine", "_files", "_forgotten")
        for (sha256,) in db.execute(f"SELECT sha256 FROM {table} WHERE sha256 GLOB ? || '*'", (given,))
    }
    if len(found) > 1:
        raise UnknownDocument(f"{given} is the beginning of {len(found)} documents: name more letters of the sha256")
    if not found and len(given) < 64:
        raise UnknownDocument(f"no document has a sha256 that begins with {given}: `documents.sha256` lists them")
    return found.pop() if found else given


def forget_document(db: sqlite3.Connection, sha256: str) -> Forgotten:
    """Remove all that is stored of a document and refuse its bytes from now on; another edition takes its place.

    One transaction. The caller empties the free pages afterwards (`empty_free_pages`), forgets the kept pages
    (`KeptPages.forget`), relinks, and publishes anew.
    """
    with transaction(db):
        documents = db.execute("SELECT count(*) FROM documents WHERE sha256 = ?", (sha256,)).fetchone()[0]
        remove_rows(db, sha256)
        refusals = db.execute("DELETE FROM quarantine WHERE sha256 = ?", (sha256,)).rowcount
        files = tuple(path for path in places_of(db, sha256) if path.exists())
        db.execute("DELETE FROM _files WHERE sha256 = ?", (sha256,))
        if db.execute("INSERT OR IGNORE INTO _forgotten VALUES (?, ?)", (sha256, now())).rowcount:
            note_event(db, "forgotten", sha256)
    return Forgotten(sha256, documents, refusals, files)


def forgotten_documents(db: sqlite3.Connection) -> set[str]:
    """The sha256 of every document that is not to come back."""
    return {sha256 for (sha256,) in db.execute("SELECT sha256 FROM _forgotten")}


def empty_free_pages(db: sqlite3.Connection, path: Path) -> None:
    """Write the database anew, so that nothing removed is left in it or its log. Needs as much room as it has."""
    with storage_errors(path):
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
