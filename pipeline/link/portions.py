"""What is linked in portions, so that a round holds no more of a large archive than of a small one.

A stage whose rows hang on one meeting alone takes the touched meetings some hundreds at a time (`portions`); one that
compares the items of an organisation takes one organisation after the other (`pipeline.link.treatments`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

MEETINGS = 250
TABLE = "CREATE TEMP TABLE IF NOT EXISTS portion (id TEXT PRIMARY KEY)"
IN_HAND = "SELECT id FROM temp.portion"
DOCUMENTS = f"SELECT document_id FROM meeting_documents WHERE meeting_id IN ({IN_HAND})"
ITEMS = f"SELECT id FROM agenda_items WHERE meeting_id IN ({IN_HAND})"
NEXT = "INSERT INTO temp.portion SELECT id FROM temp.touched_meetings WHERE id > ? ORDER BY id LIMIT ?"


def portions(db: sqlite3.Connection) -> Iterator[None]:
    """Fill `temp.portion` with the touched meetings, some at a time."""
    db.execute(TABLE)
    last = ""
    while True:
        db.execute("DELETE FROM temp.portion")
        db.execute(NEXT, (last, MEETINGS))
        last = db.execute("SELECT max(id) FROM temp.portion").fetchone()[0]
        if last is None:
            return
        yield
