"""The same item in another document of its meeting: what is held back of one is held back of all.

An item may be open in the agenda or a draft and closed in the minutes, as when it turned out that it should have been.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Set

LIKE_IT = """SELECT other.id, other.document_id, other.page, other.page_end, claim.status, other.number, other.title,
    held.number, held.title
FROM agenda_items AS held
JOIN agenda_items AS other ON other.meeting_id = held.meeting_id AND other.document_id != held.document_id
JOIN meeting_documents AS claim
    ON claim.document_id = other.document_id AND claim.meeting_id = other.meeting_id
WHERE held.id = ? ORDER BY other.id"""
CLOSED_IN_CURRENT = """SELECT agenda_items.id FROM agenda_items
JOIN meeting_documents AS claim USING (document_id, meeting_id)
WHERE closed AND claim.status = 'current' ORDER BY agenda_items.id"""
MARK = re.compile(r"\b(?:lukke[dt]e?|fortrolige?t?)\s+(?:punkt|sag|dagsorden)\b", re.IGNORECASE)
EMPTY_PAGES = "UPDATE pages SET text = '', open_text = {} WHERE document_id = ? AND number BETWEEN ? AND ?"

Twin = tuple[str, str, int, int]  # agenda item, document, first and last page


def other_editions(db: sqlite3.Connection, items: Iterable[str]) -> list[Twin]:
    """The same items in the other documents of their meetings.

    Another edition has the item under the same number or the same title; a document that speaks of something else of
    the same day (`parallel`) under the same title.
    """
    found: dict[str, Twin] = {}
    for item in items:
        for key, document, page, page_end, status, number, title, held_number, held_title in db.execute(
            LIKE_IT, (item,)
        ):
            titled = _words(title) and _words(title) == _words(held_title)
            if titled or (status != "parallel" and number and number == held_number):
                found[key] = (key, document, page, page_end)
    return [found[key] for key in sorted(found)]


def close_other_editions(db: sqlite3.Connection, released: Set[str]) -> None:
    """Close in a copy what the document that counts treats as closed, in every other document of the meeting.

    The pages such an item stands on lose their text: where it ends was not asked when it was read as open.
    """
    closed = [item for (item,) in db.execute(CLOSED_IN_CURRENT).fetchall()]
    for item, document, page, page_end in other_editions(db, closed):
        if item in released or db.execute("SELECT closed FROM agenda_items WHERE id = ?", (item,)).fetchone()[0]:
            continue
        db.execute("UPDATE agenda_items SET closed = 1 WHERE id = ?", (item,))
        db.execute(EMPTY_PAGES.format("''"), (document, page, page_end))


def _words(title: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", MARK.sub(" ", title or "").casefold()))
