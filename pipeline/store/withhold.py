"""What is taken out of a copy of the working database before it is published: closed items, samples, old editions.

Everything here works on the copy, never on the working database.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from pipeline.policy import Policy
from pipeline.privacy import MASK, names_person
from pipeline.store.chain import ITEM_TABLES
from pipeline.store.decided import open_released
from pipeline.store.dictionary import WORKING_ONLY
from pipeline.store.editions import close_other_editions
from pipeline.store.ledger import enter
from pipeline.store.persons import ITEM_LINKS
from pipeline.store.write import remove_document

LINKS_OF_ITEMS = (
    *(("item_links", "agenda_item_id"), ("item_links", "earlier_item_id"), ("case_items", "agenda_item_id")),
    *(("action_closings", "agenda_item_id"), ("missing_meetings", "agenda_item_id")),
    ("reported_decisions", "original_item_id"),
)
"""Links whose evidence may quote a closed item."""

APART = 200
"""Characters between two pieces of a number that cells break."""

WITHHELD = "[tilbageholdt]"
CLOSED = """
    WITH RECURSIVE closed(id) AS (
        SELECT id FROM agenda_items WHERE closed
        UNION SELECT agenda_items.id FROM agenda_items JOIN closed ON parent_id = closed.id)
    SELECT id, document_id, meeting_id, title, page, page_end FROM agenda_items WHERE id IN closed ORDER BY id
"""
FOLDER = re.compile(r"(?<!\w)(?:[A-Za-z]:)?[\\/](?:[^\s\\/:'\"]+[\\/])*(?=[^\s\\/])")


def withhold_samples(db: sqlite3.Connection) -> None:
    """Remove the invented documents."""
    for (sha256,) in db.execute("SELECT sha256 FROM documents WHERE sample ORDER BY id").fetchall():
        remove_document(db, sha256)


def withhold_closed(db: sqlite3.Connection, policy: Policy) -> None:
    """Remove the bodies of closed items and all under them, from the tables and from the text of the pages.

    Number, title and page stay; the title goes too if it names a person, or `policy` says so.
    """
    close_other_editions(db, open_released(db))
    for item, document, meeting, title, page, page_end in db.execute(CLOSED).fetchall():
        enter(db, document, page, "closed_items")
        for table in (*ITEM_TABLES, *ITEM_LINKS):
            db.execute(f"DELETE FROM {table} WHERE agenda_item_id = ?", (item,))
        for table, column in LINKS_OF_ITEMS:
            db.execute(f"DELETE FROM {table} WHERE {column} = ?", (item,))
        db.execute("DELETE FROM boxes WHERE document_id = ? AND row_id GLOB ? || '-[abhist][0-9]*'", (document, item))
        db.execute(
            "UPDATE agenda_items SET closed = 1, presenter = NULL, case_number = NULL, kle = NULL WHERE id = ?", (item,)
        )
        db.execute(
            "UPDATE issues SET message = ? WHERE document_id = ? AND (page BETWEEN ? AND ? OR page IS NULL)",
            (WITHHELD, document, page, page_end),
        )
        if title and (policy.closed_titles == "all" or names_person(title, _names(db, document))):
            enter(db, document, page, "closed_titles")
            db.execute("UPDATE agenda_items SET title = ? WHERE id = ?", (WITHHELD, item))
            cover_words(db, meeting, title)
    db.execute("DELETE FROM cases WHERE id NOT IN (SELECT case_id FROM case_items)")
    db.execute("UPDATE pages SET text = open_text WHERE open_text IS NOT NULL")


def withhold_editions(db: sqlite3.Connection) -> None:
    """Remove the facts of documents that another edition of the same minutes has superseded; the documents stay."""
    old = db.execute("SELECT id, document_id, meeting_id FROM meeting_documents WHERE status = 'superseded'").fetchall()
    for claim, document, meeting in old:
        for table in ("agenda_items", "attendances"):
            db.execute(f"DELETE FROM {table} WHERE document_id = ? AND meeting_id = ?", (document, meeting))
        db.execute("DELETE FROM boxes WHERE document_id = ? AND row_id GLOB ? || '-[dpu]*'", (document, claim))


def withhold_corrections(db: sqlite3.Connection) -> None:
    """Remove the corrections that quote what is not published: of rows that are not there, and of closed items."""
    db.execute(
        "DELETE FROM corrections WHERE action NOT IN ('join', 'part') AND (status != 'applied' OR NOT EXISTS"
        " (SELECT 1 FROM agenda_items WHERE NOT closed AND (agenda_items.id = applied_to"
        " OR agenda_items.id = (SELECT agenda_item_id FROM decisions WHERE decisions.id = applied_to))))"
    )


def withhold_persons(db: sqlite3.Connection) -> None:
    """Remove the persons and forms of names that only the documents taken out speak of."""
    db.execute("DELETE FROM persons WHERE NOT EXISTS (SELECT 1 FROM attendance_persons WHERE person_id = persons.id)")
    db.execute(
        "DELETE FROM person_names WHERE NOT EXISTS (SELECT 1 FROM attendance_persons JOIN attendances"
        " ON attendances.id = attendance_id WHERE person_id = person_names.person_id"
        " AND attendances.name = person_names.name)"
    )


def withhold_places(db: sqlite3.Connection) -> None:
    """Remove all that tells where files lie on this machine."""
    for table, shown in (("quarantine", "message"), ("issues", "message")):
        for row, message in db.execute(f"SELECT rowid, {shown} FROM {table}").fetchall():
            if (bare := FOLDER.sub("", message)) != message:
                db.execute(f"UPDATE {table} SET {shown} = ? WHERE rowid = ?", (bare, row))
    db.execute("DROP INDEX quarantine_path")
    for table, column in WORKING_ONLY:
        db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    inner = r"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '\_%' ESCAPE '\'"
    for (table,) in db.execute(inner).fetchall():
        db.execute(f"DROP TABLE {table}")


def _names(db: sqlite3.Connection, document: str) -> frozenset[str]:
    """The names printed in a document's lists of participants, and their last words."""
    names = [name for (name,) in db.execute("SELECT name FROM attendances WHERE document_id = ?", (document,))]
    return frozenset(names) | {name.split()[-1] for name in names if name.split()}


def cover_words(db: sqlite3.Connection, meeting: str, words: str) -> None:
    """Cover these words wherever the meeting's documents print them, as a withheld title in the contents list."""
    spelled = r"\s+".join(map(re.escape, words.split()))
    _cover(db, meeting, re.compile(rf"(?<!\w){spelled}(?!\w)", re.IGNORECASE))


def cover_pieces(db: sqlite3.Connection, meeting: str, pieces: Sequence[str]) -> None:
    """Cover the pieces of a number where the meeting's documents print them one after the other.

    Words of the neighbouring cells may stand between: as many as a line or two has.
    """
    spelled = rf"(?!\w)(.{{0,{APART}}}?)(?<!\w)".join(map(re.escape, pieces))
    _cover(db, meeting, re.compile(rf"(?<!\w){spelled}(?!\w)", re.DOTALL))


def _cover(db: sqlite3.Connection, meeting: str, pattern: re.Pattern[str]) -> None:
    """Cover what the pattern finds in the texts of a meeting's documents; what its groups hold stays."""

    def covered(found: re.Match[str]) -> str:
        kept = [found.span(group) for group in range(1, pattern.groups + 1)]
        return "".join(
            char if char.isspace() or any(start <= place < end for start, end in kept) else MASK
            for place, char in enumerate(found[0], found.start())
        )

    in_documents = "document_id IN (SELECT document_id FROM meeting_documents WHERE meeting_id = ?)"
    in_items = f"agenda_item_id IN (SELECT id FROM agenda_items WHERE {in_documents})"
    for table, column, where in (
        ("pages", "text", in_documents),
        ("pages", "open_text", in_documents),
        ("issues", "message", in_documents),
        ("agenda_items", "title", in_documents),
        ("decisions", "title", in_documents),
        ("decisions", "text", in_documents),
        ("sections", "text", in_items),
        ("recommendations", "text", in_items),
        ("votes", "text", in_items),
        ("standpoints", "text", in_items),
        ("actions", "task", in_items),
    ):
        query = f"SELECT rowid, {column} FROM {table} WHERE {where} AND {column} IS NOT NULL"
        for row, text in db.execute(query, (meeting,)).fetchall():
            if (open_text := pattern.sub(covered, text)) != text:
                db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (open_text, row))
