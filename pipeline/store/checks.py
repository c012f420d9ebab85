"""What the printed pages hide, as kept from one publication to the next; and what of an item its operator decided.

Tables whose names begin with "_" stay in the working database.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

PRIVACY = """
CREATE TABLE _checks (sha256 TEXT PRIMARY KEY, checker TEXT NOT NULL, pages TEXT NOT NULL);
CREATE TABLE _decided_items (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, verdict TEXT NOT NULL, time TEXT NOT NULL
);
CREATE TABLE withheld (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, page INTEGER, kind TEXT NOT NULL,
    number INTEGER NOT NULL
);
CREATE INDEX withheld_document ON withheld(document_id);
CREATE TABLE policy (setting TEXT PRIMARY KEY, chosen TEXT NOT NULL);
"""
"""`_checks`: per file what `pipeline.extract.inspect` found, pages without findings left out. `_decided_items`: items
released in one file, and items forgotten whatever the file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on one page: letters that are not seen, those meant to be hidden, and places of annotations.

    `unread` is true for a page of which the check itself read nothing.
    """

    page: int
    hidden: int
    covered: int
    unread: bool
    notes: tuple[tuple[float, float, float, float], ...]


def store_check(db: sqlite3.Connection, sha256: str, checker: str, findings: Iterable[Finding]) -> None:
    rows = [(one.page, one.hidden, one.covered, one.unread, one.notes) for one in findings]
    db.execute("INSERT OR REPLACE INTO _checks VALUES (?, ?, ?)", (sha256, checker, json.dumps(rows)))


def unchecked_documents(db: sqlite3.Connection, checker: str) -> list[tuple[str, str | None]]:
    """The sha256 and path of each document that this version has not checked."""
    query = """SELECT sha256, path FROM documents WHERE NOT EXISTS
        (SELECT 1 FROM _checks WHERE _checks.sha256 = documents.sha256 AND checker = ?) ORDER BY path, sha256"""
    return db.execute(query, (checker,)).fetchall()


def read_findings(db: sqlite3.Connection, checker: str) -> dict[str, list[Finding]]:
    """What was found in each document that was checked, by the document's key; none where nothing was."""
    rows = db.execute(
        "SELECT documents.id, _checks.pages FROM documents JOIN _checks USING (sha256) WHERE checker = ?", (checker,)
    )
    return {key: [_finding(*values) for values in json.loads(pages)] for key, pages in rows}


def _finding(page: int, hidden: int, covered: int, unread: bool, notes: list[list[float]]) -> Finding:
    return Finding(page, hidden, covered, unread, tuple((x0, top, x1, bottom) for x0, top, x1, bottom in notes))
