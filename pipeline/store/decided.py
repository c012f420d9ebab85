"""What an operator decided of single items: a closed one is released, any one is forgotten.

A release holds for the file it was read from: another edition is closed again until it is released too. What is
forgotten stays so in every edition: a tombstone keeps the item's key, and nothing of what it said.
"""

from __future__ import annotations

import json
import sqlite3

from pipeline.errors import ReferatError
from pipeline.store.database import now, transaction
from pipeline.store.editions import EMPTY_PAGES, other_editions
from pipeline.store.traces import trace_item

OF_ITEM = """SELECT sha256, closed FROM agenda_items JOIN documents ON documents.id = document_id
WHERE agenda_items.id = ?"""
UNDER = """WITH RECURSIVE under(id) AS (
    SELECT id FROM agenda_items WHERE id IN (SELECT id FROM _decided_items WHERE verdict = ?)
    UNION SELECT agenda_items.id FROM agenda_items JOIN under ON parent_id = under.id)
SELECT agenda_items.id, document_id, page, page_end FROM agenda_items JOIN under USING (id)"""
LATER_EDITIONS = """INSERT OR IGNORE INTO _decided_items
SELECT agenda_items.id, _decided_items.sha256, verdict, time FROM _decided_items
JOIN meeting_documents AS claim ON claim.meeting_id IN (SELECT value FROM json_each(:beginnings))
JOIN agenda_items ON agenda_items.document_id = claim.document_id AND agenda_items.meeting_id = claim.meeting_id
WHERE _decided_items.id = :key AND claim.status = 'superseded'
AND claim.meeting_id || substr(agenda_items.id, length(claim.id) + 1) = :key"""
"""Under the same number in another edition: its key is the forgotten one with the edition's own beginning."""


class UnknownItem(ReferatError):
    """No agenda item has the key, or none that can be released."""

    exit_code = 2


def release_item(db: sqlite3.Connection, item: str) -> None:
    """Let a closed item be published. Raises UnknownItem if there is none of that key, or it is open."""
    row = db.execute(OF_ITEM, (item,)).fetchone()
    if row is None:
        raise UnknownItem(f"{item!r} is no item: its key stands in `agenda_items.id` and in the address of its page")
    if not row[1]:
        raise UnknownItem(f"{item} is not closed: it is published as it is")
    with transaction(db):
        db.execute("INSERT OR REPLACE INTO _decided_items VALUES (?, ?, 'released', ?)", (item, row[0], now()))


def open_released(db: sqlite3.Connection) -> set[str]:
    """Take the released items of a copy, and those under them, for open; gives their keys."""
    released = [
        item
        for item, document, _, _ in db.execute(UNDER, ("released",)).fetchall()
        if db.execute(
            "SELECT 1 FROM documents JOIN _decided_items USING (sha256) WHERE documents.id = ?", (document,)
        ).fetchone()
    ]
    db.executemany("UPDATE agenda_items SET closed = 0 WHERE id = ?", [(item,) for item in released])
    return set(released)


def forget_item(db: sqlite3.Connection, item: str) -> set[str]:
    """Remove an item for good, in every document of its meeting, and leave a tombstone for each.

    The text of the pages it stands on goes too, and the corrections of it. The caller relinks, forgets the kept pages
    of the documents whose sha256 are given, empties the free pages and publishes anew. Raises UnknownItem.
    """
    row = db.execute(OF_ITEM, (item,)).fetchone()
    if row is None:
        raise UnknownItem(f"{item!r} is no item: its key stands in `agenda_items.id` and in the address of its page")
    with transaction(db):
        gone = {item: row[0]}
        for twin, document, _, _ in other_editions(db, [item]):
            gone[twin] = db.execute("SELECT sha256 FROM documents WHERE id = ?", (document,)).fetchone()[0]
        for key, sha256 in gone.items():
            db.execute("INSERT OR REPLACE INTO _decided_items VALUES (?, ?, 'forgotten', ?)", (key, sha256, now()))
            db.execute(
                "DELETE FROM corrections WHERE row_id = ?1 OR row_id GLOB ?1 || '-*' OR applied_to GLOB ?1 || '-*'",
                (key,),
            )
        remove_forgotten(db)
    return set(gone.values())


def remove_forgotten(db: sqlite3.Connection) -> None:
    """Remove what has come back of forgotten items, in later editions too."""
    for (key,) in db.execute("SELECT id FROM _decided_items WHERE verdict = 'forgotten'").fetchall():
        parts = key.split("-")
        beginnings = ["-".join(parts[:length]) for length in range(1, len(parts))]  # one of them is the meeting's key
        db.execute(LATER_EDITIONS, {"key": key, "beginnings": json.dumps(beginnings)})
    come_back = db.execute(UNDER, ("forgotten",)).fetchall()
    for item, *_ in come_back:
        trace_item(db, item)
    for item, document, page, page_end in come_back:
        db.execute(
            "DELETE FROM boxes WHERE document_id = ? AND (row_id = ? OR row_id GLOB ? || '-*')", (document, item, item)
        )
        db.execute(EMPTY_PAGES.format("NULL"), (document, page, page_end))
        db.execute("DELETE FROM issues WHERE document_id = ? AND page BETWEEN ? AND ?", (document, page, page_end))
        db.execute(
            "INSERT OR REPLACE INTO _unlinked SELECT meeting_id, organisation_id FROM agenda_items WHERE id = ?",
            (item,),
        )
        db.execute("DELETE FROM agenda_items WHERE id = ?", (item,))
