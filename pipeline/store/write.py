"""One document, one transaction: its rows replace all that was stored of it, or nothing changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from pipeline.errors import DocumentError
from pipeline.minutes import Kind, Minutes
from pipeline.store.chain import edition_of, settle_keys, settle_meeting, settle_names
from pipeline.store.closed import open_texts
from pipeline.store.corrections import Mark, mark_corrected
from pipeline.store.database import now, printable, transaction
from pipeline.store.decided import remove_forgotten
from pipeline.store.ids import body_key, letters, meeting_key, own_key, slug
from pipeline.store.rows import COLUMNS, Before, Claim, fact_rows
from pipeline.store.traces import trace_document, trace_meetings, trace_name

INSERTS = {
    table: f"INSERT INTO {table} ({', '.join(columns.split())}) VALUES ({', '.join('?' * len(columns.split()))})"
    for table, columns in COLUMNS.items()
}
COST = "exit_signal, peak_memory, cpu_seconds"
REFUSED = "id, sha256, filename, path, stage, reason, message, advice, version"
Amend = Callable[[Minutes, str], tuple[Minutes, Sequence[Mark]]]
CLAIM = "id, meeting_id, document_id, organisation_id, body_id, date, position"


def store_minutes(
    db: sqlite3.Connection,
    minutes: Minutes,
    *,
    version: str,
    path: str | None = None,
    organisation: str | None = None,
    body: str | None = None,
    source_url: str | None = None,
    sample: bool = False,
    run: str | None = None,
    amend: Amend | None = None,
) -> None:
    """Store one parsed document. `organisation` and `body` fill in what the document does not say itself.

    `amend` makes of the minutes of one meeting, and of what its rows' keys begin with, the minutes as corrected, and
    tells which corrections made what. `version` names the program and rules that read it; `path` is where it lies,
    kept in the working database only.
    """
    document = minutes.document
    key = document.sha256[:16]
    parts = [part for part in (minutes, *minutes.more_meetings) if part.kind is not Kind.OTHER]
    with transaction(db):
        old = _claims(db, key)
        said = db.execute("SELECT agenda_item_id, id, text FROM decisions WHERE document_id = ?", (key,)).fetchall()
        if db.execute("SELECT 1 FROM documents WHERE id = ?", (key,)).fetchone():
            trace_document(db, key)
            db.execute("DELETE FROM documents WHERE id = ?", (key,))
        # what lay at the same place and was refused has been mended
        db.execute("DELETE FROM quarantine WHERE sha256 = ? OR path = ?", (document.sha256, path and printable(path)))
        db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, document.sha256, printable(document.filename), path and printable(path), minutes.kind,
             len(document.pages.pages), document.pages.text_layer, document.family, minutes.coverage, source_url,
             int(sample), version, run),
        )  # fmt: skip
        _insert_pages(db, key, minutes)
        for position, part in enumerate(parts, 1):
            _insert_claim(db, part, position, organisation, body)
        meetings = {claim.meeting_id for claim in (*old, *_claims(db, key))}
        for meeting in sorted(meetings):
            settle_keys(db, meeting)
        new = _claims(db, key)
        for claim in new:
            before = _before(said, (was.id for was in old if was.position == claim.position), claim.id)
            part, marks = amend(parts[claim.position - 1], claim.id) if amend else (parts[claim.position - 1], [])
            for table, rows in fact_rows(part, claim, before).items():
                db.executemany(INSERTS[table], rows)
            mark_corrected(db, key, marks)
        _settle(db, [*old, *new])
        remove_forgotten(db)  # whether it is another edition is known now
        note_event(db, "stored", document.sha256, run=run, detail=version)


def remove_document(db: sqlite3.Connection, sha256: str) -> None:
    """Remove a document and all it said; another document of the same meeting takes its place."""
    with transaction(db):
        remove_rows(db, sha256)
        note_event(db, "removed", sha256)


def quarantine_document(
    db: sqlite3.Connection,
    error: DocumentError,
    *,
    filename: str,
    version: str,
    sha256: str | None = None,
    path: str | None = None,
    run: str | None = None,
) -> None:
    """Record a file that was not ingested; what an earlier version stored of it is removed.

    A file that is refused again as it was before changes nothing.
    """
    name, place, message = printable(filename), path and printable(path), printable(str(error))
    spent = error.spent
    cost = (spent.signal, spent.memory, round(spent.cpu, 3)) if spent else (None, None, None)
    key = f"{sha256[:16]}-{letters(name)}" if sha256 else f"unread-{letters(place or name, 16)}"
    row = (key, sha256, name, place, error.stage, error.reason, message, error.advice, version)
    with transaction(db):
        if db.execute(f"SELECT {REFUSED} FROM quarantine WHERE id = ?", (key,)).fetchone() == row:
            return
        if sha256:
            remove_rows(db, sha256)
        db.execute("DELETE FROM quarantine WHERE path = ? AND id != ?", (place, key))  # what lay there before
        values = ", ".join("?" * (len(row) + 4))
        insert = f"INSERT OR REPLACE INTO quarantine ({REFUSED}, {COST}, time) VALUES ({values})"
        db.execute(insert, (*row, *cost, now()))
        note_event(db, "quarantined", sha256, run=run, detail=error.reason)


def note_event(
    db: sqlite3.Connection, event: str, sha256: str | None, *, run: str | None = None, detail: str | None = None
) -> None:
    """Record what is done to a document, in the transaction that does it; rows are only ever added."""
    db.execute(
        "INSERT INTO _events (time, run_id, event, sha256, detail) VALUES (?, ?, ?, ?, ?)",
        (now(), run, event, sha256, detail),
    )


def remove_rows(db: sqlite3.Connection, sha256: str) -> None:
    """Remove a document and all it said, within the caller's transaction."""
    old = _claims(db, sha256[:16])
    trace_document(db, sha256[:16])
    db.execute("DELETE FROM documents WHERE sha256 = ?", (sha256,))
    for meeting in sorted({claim.meeting_id for claim in old}):
        settle_keys(db, meeting)
    _settle(db, old)


def _settle(db: sqlite3.Connection, claims: Sequence[Claim]) -> None:
    for meeting in sorted({claim.meeting_id for claim in claims}):
        settle_meeting(db, meeting)
    touched = {(claim.meeting_id, claim.organisation_id) for claim in claims}
    db.executemany("INSERT OR REPLACE INTO _unlinked VALUES (?, ?)", sorted(touched, key=repr))
    trace_meetings(db, [(claim.organisation_id, claim.body_id, claim.date) for claim in claims])
    for body in sorted({claim.body_id for claim in claims if claim.body_id}):
        settle_names(db, "bodies", body)
    for organisation in sorted({claim.organisation_id for claim in claims if claim.organisation_id}):
        settle_names(db, "organisations", organisation)


def _claims(db: sqlite3.Connection, document: str) -> list[Claim]:
    found = db.execute(f"SELECT {CLAIM} FROM meeting_documents WHERE document_id = ? ORDER BY position", (document,))
    return [Claim(*row) for row in found]


def _insert_pages(db: sqlite3.Connection, key: str, minutes: Minutes) -> None:
    parts = (minutes, *minutes.more_meetings)
    pages = minutes.document.pages.pages
    apart = open_texts(pages, list(chain.from_iterable(part.items for part in parts)))
    db.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (key, page.number, page.width, page.height, int(page.has_text), "\n".join(line.text for line in page.lines),
             apart.get(page.number))
            for page in pages
        ],
    )  # fmt: skip
    issues = chain.from_iterable(part.issues for part in parts)
    db.executemany(
        "INSERT INTO issues VALUES (?, ?, ?, ?, ?)",
        [(f"{key}-{n}", key, issue.code, issue.message, issue.page) for n, issue in enumerate(issues, 1)],
    )


def _insert_claim(
    db: sqlite3.Connection, part: Minutes, position: int, organisation: str | None, body: str | None
) -> None:
    """Record what a document says of a meeting, under the key it has when it does not count."""
    meeting, sha256 = part.meeting, part.document.sha256
    organisation, body = meeting.organisation or organisation, meeting.body or body
    key = meeting_key(organisation, body, meeting.date, sha256, position)
    whole, forum = slug(organisation or "") or None, body_key(organisation, body)
    if whole and db.execute("INSERT OR IGNORE INTO organisations VALUES (?, ?)", (whole, organisation)).rowcount:
        trace_name(db, "organisations", whole)
    if forum and db.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?, ?)", (forum, whole, body)).rowcount:
        trace_name(db, "bodies", forum)
    db.execute("INSERT OR IGNORE INTO meetings (id) VALUES (?)", (key,))
    db.execute(
        "INSERT INTO meeting_documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (own_key(key, sha256, position), key, sha256[:16], position, part.kind,
         edition_of(meeting.title, part.document.filename), "current", whole, organisation, forum, body, meeting.title,
         meeting.date, meeting.start, meeting.end, meeting.location, len(part.items)),
    )  # fmt: skip


def _before(said: Sequence[tuple[str, str, str]], old_keys: Iterable[str], new_key: str) -> Before:
    """The decisions stored last time, by agenda item, as they would be called now."""
    found: dict[str, list[tuple[str, str]]] = {}
    for old_key in old_keys:
        for item, decision, text in said:
            if item.startswith((f"{old_key}-p", f"{old_key}-u")):
                cut = len(old_key)
                found.setdefault(new_key + item[cut:], []).append((new_key + decision[cut:], text))
    return found
