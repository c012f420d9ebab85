"""What an operator decided of single items: a closed one is released, any one is forgotten.

A release holds for the file it was read from: another edition is closed again until it is released too. What is
forgotten stays so in every edition: a tombstone keeps the item's key, and nothing of what it said.
"""

from __future__ import annotations

import sqlite3

from pipeline.errors import ReferatError
from pipeline.store.database import now, transaction

OF_ITEM = """SELECT sha256, closed FROM agenda_items JOIN documents ON documents.id = document_id
WHERE agenda_items.id = ?"""
UNDER = """WITH RECURSIVE under(id) AS (
    SELECT id FROM agenda_items WHERE id IN (SELECT id FROM _decided_items WHERE verdict = ?)
    UNION SELECT agenda_items.id FROM agenda_items JOIN under ON parent_id = under.id)
SELECT agenda_items.id, document_id, page, page_end FROM agenda_items JOIN under USING (id)"""


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


def open_released(db: sqlite3.Connection) -> None:
    """Take the released items of a copy, and those under them, for open."""
    released = [
        item
        for item, document, _, _ in db.execute(UNDER, ("released",)).fetchall()
        if db.execute(
            "SELECT 1 FROM documents JOIN _decided_items USING (sha256) WHERE documents.id = ?", (document,)
        ).fetchone()
    ]
    db.executemany("UPDATE agenda_items SET closed = 0 WHERE id = ?", [(item,) for item in released])


def forget_item(db: sqlite3.Connection, item: str) -> str:
    """Remove an item for good and leave a tombstone; gives the sha256 of its document. Raises UnknownItem.

    The text of the pages it stands on goes too. The caller relinks, empties the free pages and publishes anew.
    """
    row = db.execute(OF_ITEM, (item,)).fetchone()
    if row is None:
        raise UnknownItem(f"{item!r} is no item: its key stands in `agenda_items.id` and in the address of its page")
    with transaction(db):
        db.execute("INSERT OR REPLACE INTO _decided_items VALUES (?, ?, 'forgotten', ?)", (item, row[0], now()))
        remove_forgotten(db)
    return str(row[0])


def remove_forgotten(db: sqlite3.Connection) -> None:
    """Remove what has come back of forgotten items."""
    for item, document, page, page_end in db.execute(UNDER, ("forgotten",)).fetchall():
        db.execute(
            "DELETE FROM boxes WHERE document_id = ? AND (row_id = ? OR row_id GLOB ? || '-*')", (document, item, item)
        )
        db.execute(
            "UPDATE pages SET text = '', open_text = NULL WHERE document_id = ? AND number BETWEEN ? AND ?",
            (document, page, page_end),
        )
        db.execute("DELETE FROM issues WHERE document_id = ? AND page BETWEEN ? AND ?", (document, page, page_end))
        db.execute(
            "INSERT OR REPLACE INTO _unlinked SELECT meeting_id, organisation_id FROM agenda_items WHERE id = ?",
            (item,),
        )
        db.execute("DELETE FROM agenda_items WHERE id = ?", (item,))
