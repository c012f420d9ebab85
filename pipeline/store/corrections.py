"""The table of corrections: what people corrected, and whether it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from pipeline.store.traces import NAME, note_trace
from pipeline.store.words import DOCUMENT, TableText

CORRECTIONS = """
CREATE TABLE corrections (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, action TEXT NOT NULL REFERENCES correction_actions(code),
    row_id TEXT NOT NULL, quote TEXT NOT NULL, value TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
    date TEXT NOT NULL, status TEXT NOT NULL REFERENCES correction_statuses(code), before TEXT,
    applied_to TEXT, document_id TEXT REFERENCES documents(id) ON DELETE SET NULL
);
CREATE INDEX corrections_document ON corrections(document_id);
ALTER TABLE decisions ADD COLUMN corrected TEXT REFERENCES corrections(id) ON DELETE SET NULL;
ALTER TABLE agenda_items ADD COLUMN corrected TEXT REFERENCES corrections(id) ON DELETE SET NULL;
CREATE INDEX decisions_corrected ON decisions(corrected) WHERE corrected IS NOT NULL;
CREATE INDEX agenda_items_corrected ON agenda_items(corrected) WHERE corrected IS NOT NULL;
"""

CORRECTION_TEXTS = {
    "corrections": TableText(
        "Rettelser",
        "Hvad mennesker har rettet i det, programmet læste, af hvem og hvorfor, og om rettelsen stadig passer.",
        {
            "id": "Rettelsens faste nøgle.",
            "position": "Rækkefølge, som rettelserne er anvendt i.",
            "action": "Hvad der er rettet.",
            "row_id": "Nøglen på den række, der er rettet.",
            "quote": "Det sted, rettelsen gælder, ordret.",
            "value": "Det, der skal stå.",
            "who": "Hvem der rettede.",
            "why": "Hvorfor.",
            "date": "Hvornår (ÅÅÅÅ-MM-DD).",
            "status": "Om rettelsen er anvendt, venter eller ikke længere passer.",
            "before": "Det, programmet havde læst.",
            "applied_to": "Nøglen på den række, rettelsen blev anvendt på.",
            "document_id": DOCUMENT,
        },
    ),
}
CORRECTED = "Rettelsen, når rækken er rettet af et menneske."

CORRECTION_LOOKUPS = {
    "correction_actions": (
        ("outcome", "Andet udfald", "Beslutningens udfald er et andet."),
        ("scope", "Anden rækkevidde", "Beslutningen er truffet et andet sted eller på et andet møde."),
        ("drop", "Ingen beslutning", "Teksten er ingen beslutning."),
        ("title", "Anden overskrift", "Punktets overskrift er en anden."),
        ("add", "Manglende beslutning", "En beslutning, som programmet ikke fandt."),
        ("split", "Delt punkt", "Punktet er i virkeligheden to."),
        ("merge", "Samlet punkt", "Punktet hører til et andet."),
        ("join", "Samme person", "To navne er samme person."),
        ("part", "To personer", "To navne er ikke samme person."),
    ),
    "correction_statuses": (
        ("applied", "Anvendt", "Rettelsen er anvendt."),
        ("waiting", "Venter", "Mødet er ikke i arkivet."),
        ("stale", "Passer ikke længere", "Rækken eller den tekst, rettelsen citerer, findes ikke mere."),
    ),
}
CORRECTION_LOOKUP_TEXTS = {
    "correction_actions": ("Rettelsernes arter", "Hvad der kan rettes."),
    "correction_statuses": ("Rettelsernes stand", "Om en rettelse er anvendt."),
}

ON_PERSONS = ("join", "part")
Mark = tuple[str, str, str | None, str]  # correction, agenda item, text of the decision or None, what stood there
Row = tuple[str, int, str, str, str, str, str, str, str]  # id, position, action, row, quote, value, who, why, date


def sync_corrections(db: sqlite3.Connection, rows: Iterable[Row]) -> list[str]:
    """Make the table tell these corrections. Documents that new or withdrawn ones reach are to be read again.

    Gives the places of those documents' files.
    """
    wanted = {row[0]: row for row in rows}
    held = {row[0]: row for row in db.execute(
        "SELECT id, position, action, row_id, quote, value, who, why, date FROM corrections"
    )}  # fmt: skip
    reached: set[str] = set()
    for key in sorted(wanted.keys() ^ held.keys()):
        action, row_id, *names = (wanted.get(key) or held[key])[2:6]
        if action in ON_PERSONS:
            for name in names:
                note_trace(db, row_id, NAME, name)
        else:
            reached |= _documents(db, row_id)
            reached |= {d for (d,) in db.execute("SELECT document_id FROM corrections WHERE id = ?", (key,)) if d}
    db.executemany("DELETE FROM corrections WHERE id = ?", [(key,) for key in held.keys() - wanted.keys()])
    db.executemany(
        "INSERT INTO corrections (id, position, action, row_id, quote, value, who, why, date, status)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
        [row for key, row in sorted(wanted.items()) if key not in held],
    )
    db.executemany(
        "UPDATE corrections SET position = ?, who = ?, why = ?, date = ? WHERE id = ?",
        [(row[1], *row[6:], key) for key, row in sorted(wanted.items()) if key in held and held[key] != row],
    )
    unread = [(key,) for key in sorted(reached)]
    db.executemany("UPDATE documents SET version = 'to-correct' WHERE id = ?", unread)
    return [path for key in unread for (path,) in db.execute("SELECT path FROM documents WHERE id = ?", key) if path]


def mark_corrected(db: sqlite3.Connection, document: str, marks: Sequence[Mark]) -> None:
    """Note on the rows of a document, and in the table, which corrections made them."""
    for correction, item, text, before in marks:
        applied_to: str | None = item
        if text is None:
            db.execute("UPDATE agenda_items SET corrected = ? WHERE id = ?", (correction, item))
        else:
            where = "agenda_item_id = ? AND text = ? AND document_id = ?"
            found = db.execute(f"SELECT id FROM decisions WHERE {where}", (item, text, document)).fetchone()
            applied_to = found and found[0]
            db.execute(f"UPDATE decisions SET corrected = ? WHERE {where}", (correction, item, text, document))
        db.execute(
            "UPDATE corrections SET status = 'applied', before = ?, applied_to = ?, document_id = ? WHERE id = ?",
            (before, applied_to, document, correction),
        )


def settle_corrections(db: sqlite3.Connection) -> int:
    """Tell which corrections wait for their meeting and which no longer fit; gives the number of the latter."""
    for key, action, row_id, status, applied_to in db.execute(
        "SELECT id, action, row_id, status, applied_to FROM corrections ORDER BY id"
    ).fetchall():
        if action in ON_PERSONS:
            continue  # linking tells
        holds = (
            applied_to
            and db.execute(
                "SELECT 1 FROM agenda_items WHERE id = ?1 AND corrected IS NOT NULL"
                " UNION ALL SELECT 1 FROM decisions WHERE id = ?1 AND corrected = ?2",
                (applied_to, key),
            ).fetchone()
        )
        now = "applied" if holds else "stale" if _documents(db, row_id) else "waiting"
        if now != status:
            db.execute("UPDATE corrections SET status = ? WHERE id = ?", (now, key))
            if status == "applied":  # another document of the meeting counts now: it is read again, once
                unread = [(document,) for document in sorted(_documents(db, row_id))]
                db.executemany("UPDATE documents SET version = 'to-correct' WHERE id = ?", unread)
    return int(db.execute("SELECT count(*) FROM corrections WHERE status = 'stale'").fetchone()[0])


def _documents(db: sqlite3.Connection, row_id: str) -> set[str]:
    """The documents that speak of the meeting whose key a row's key begins with."""
    found = db.execute(
        "SELECT document_id FROM meeting_documents WHERE substr(?1, 1, length(id) + 1) = id || '-'", (row_id,)
    )
    return {document for (document,) in found}
