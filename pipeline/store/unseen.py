"""What the printed pages do not show, taken out of a copy before it is published.

How PDFs are looked at is the caller's: the store opens none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.errors import Unchecked
from pipeline.policy import Policy
from pipeline.store.checks import Finding, read_findings, unchecked_documents
from pipeline.store.covers import LinesOf, Looked
from pipeline.store.ledger import enter_hidden
from pipeline.store.write import quarantine_document


@dataclass(frozen=True, slots=True)
class Eyes:
    """A way to look at the PDFs behind a database.

    `checker` names the version of the checks that are kept. `reread` reads documents again without what their printed
    pages do not show, stores them, and gives the keys of those that could be read. `relink` brings the links between
    documents up to date with what was stored and removed. `lines` gives the lines of pages as
    `reread` reads them, or as they are read at ingest.
    """

    checker: str
    reread: Callable[[sqlite3.Connection, Sequence[str]], set[str]]
    relink: Callable[[sqlite3.Connection], None]
    lines: LinesOf


def withhold_unseen(db: sqlite3.Connection, eyes: Eyes, policy: Policy) -> Looked:
    """Read the documents that hide something again without it, and quarantine those that could not be checked."""
    findings = read_findings(db, eyes.checker)
    hiding = [key for key, pages in findings.items() if any(_hides(db, key, page) for page in pages)]
    read = eyes.reread(db, sorted(hiding))
    held = [sha256 for sha256, _ in unchecked_documents(db, eyes.checker)] if policy.unchecked == "hold" else []
    held += [sha256 for key in hiding if key not in read for (sha256,) in _sha256(db, key)]
    for sha256 in held:
        filename, path, version = db.execute(
            "SELECT filename, path, version FROM documents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        error = Unchecked("Filen kunne ikke undersøges for skjult tekst.", stage="publish")
        quarantine_document(db, error, filename=filename, version=version, sha256=sha256, path=path)
    eyes.relink(db)
    enter_hidden(db, {key: pages for key, pages in findings.items() if _sha256(db, key)})
    return Looked(findings, frozenset(read))


def _hides(db: sqlite3.Connection, key: str, found: Finding) -> bool:
    """Whether a page hides letters, or has letters that the check did not see at all."""
    if found.hidden or not found.unread:
        return found.hidden > 0
    row = db.execute("SELECT text FROM pages WHERE document_id = ? AND number = ?", (key, found.page)).fetchone()
    return row is not None and any(map(str.isalnum, row[0]))


def _sha256(db: sqlite3.Connection, key: str) -> list[tuple[str]]:
    return db.execute("SELECT sha256 FROM documents WHERE id = ?", (key,)).fetchall()
