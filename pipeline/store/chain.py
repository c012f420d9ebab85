"""Which of a meeting's documents counts, worked out anew from all of them: the order of arrival leaves no trace.

Minutes come before an agenda, a corrected edition before a plain one and that before a draft, then the one with more
items. The first of them is `current`, gives the meeting its facts and has the plain keys. Another is `superseded` when
it has mostly the same items, else `parallel` (open and closed items in two files, two meetings on one day), and keeps
its facts beside.
"""

from __future__ import annotations

import re
import sqlite3

from pipeline.store.ids import own_key
from pipeline.store.traces import RENAMED, trace_name

DRAFT = re.compile(r"udkast|draft|foreløbig|ikke godkendt", re.IGNORECASE)
CORRECTED = re.compile(r"rettet|korrigeret|revideret|berigtiget", re.IGNORECASE)
KINDS = ("other", "agenda", "minutes")
EDITIONS = ("draft", "plain", "corrected")
SAME = 0.5
"""The share of the smaller document's items that the other must have too, for one to supersede the other."""

Spoken = tuple[str, str, str, str | None]  # claim, document, kind, start

# Facts whose keys begin with the key of their claim, with the columns that hold such keys.
ITEM_TABLES = (
    *("sections", "recommendations", "decisions", "votes", "standpoints", "actions"),
    *("attachments", "amounts", "dates", "cross_references", "data_tables"),
)


def edition_of(title: str | None, filename: str) -> str:
    """Whether a document calls itself a draft or a corrected edition."""
    text = f"{title or ''} {filename}"
    return "corrected" if CORRECTED.search(text) else "draft" if DRAFT.search(text) else "plain"


def settle_keys(db: sqlite3.Connection, meeting: str) -> None:
    """Give the plain keys to the document that counts."""
    claims = db.execute(
        "SELECT claim.id, document_id, position, claim.kind, edition, items, sha256 FROM meeting_documents AS claim"
        " JOIN documents ON documents.id = document_id WHERE meeting_id = ?",
        (meeting,),
    ).fetchall()
    if not claims:
        return
    leader = max(claims, key=lambda c: (KINDS.index(c[3]), EDITIONS.index(c[4]), c[5], c[6], -c[2]))
    for key, document, position, *_, sha256 in claims:
        if key == meeting != leader[0]:
            rename_claim(db, document, key, own_key(meeting, sha256, position))
    if leader[0] != meeting:
        rename_claim(db, leader[1], leader[0], meeting)


def settle_meeting(db: sqlite3.Connection, meeting: str) -> None:
    """Write the meeting's row from the document that counts, and each document's status; remove it with the last."""
    db.execute(
        "UPDATE meetings SET (organisation_id, body_id, title, date, start_time, end_time, location, document_id) ="
        " (SELECT organisation_id, body_id, title, date, start_time, end_time, location, document_id"
        " FROM meeting_documents WHERE meeting_documents.id = meetings.id) WHERE id = ?",
        (meeting,),
    )
    db.execute(
        "DELETE FROM meetings WHERE id = ?"
        " AND NOT EXISTS (SELECT 1 FROM meeting_documents WHERE meeting_id = meetings.id)",
        (meeting,),
    )
    claims = db.execute(
        "SELECT id, document_id, kind, start_time FROM meeting_documents WHERE meeting_id = ?", (meeting,)
    ).fetchall()
    leaders = [claim for claim in claims if claim[0] == meeting]
    for claim in claims:
        key = claim[0]
        version = key != meeting and _is_version(db, claim, leaders[0])
        status = "current" if key == meeting else "superseded" if version else "parallel"
        db.execute("UPDATE meeting_documents SET status = ? WHERE id = ? AND status != ?", (status, key, status))


def settle_names(db: sqlite3.Connection, table: str, key: str) -> None:
    """Call an organisation or body what its documents most often call it; remove it when none speaks of it."""
    column, name = ("organisation_id", "organisation") if table == "organisations" else ("body_id", "body")
    names = db.execute(
        f"SELECT {name} FROM meeting_documents WHERE {column} = ?"
        f" GROUP BY {name} ORDER BY count(*) DESC, {name} LIMIT 1",
        (key,),
    ).fetchone()
    if names is None:
        trace_name(db, table, key)
        db.execute(f"DELETE FROM {table} WHERE id = ?", (key,))
        return
    if db.execute(f"SELECT 1 FROM {table} WHERE id = ? AND name != ?", (key, names[0])).fetchone():
        trace_name(db, table, key, RENAMED)
        db.execute(f"UPDATE {table} SET name = ? WHERE id = ?", (names[0], key))
    if table == "bodies":
        (owner,) = db.execute(
            "SELECT organisation_id FROM meeting_documents WHERE body_id = ? GROUP BY organisation_id"
            " ORDER BY organisation_id IS NULL, count(*) DESC, organisation_id LIMIT 1",
            (key,),
        ).fetchone()
        if db.execute("SELECT 1 FROM bodies WHERE id = ? AND organisation_id IS NOT ?", (key, owner)).fetchone():
            trace_name(db, table, key)
            db.execute("UPDATE bodies SET organisation_id = ? WHERE id = ?", (owner, key))
            trace_name(db, table, key)


def rename_claim(db: sqlite3.Connection, document: str, old: str, new: str) -> None:
    """Move all that a document says of a meeting from the keys under `old` to those under `new`."""
    db.execute("UPDATE meeting_documents SET id = ? WHERE id = ?", (new, old))
    if not db.execute("SELECT 1 FROM agenda_items WHERE document_id = ?1 UNION ALL SELECT 1 FROM attendances"
                      " WHERE document_id = ?1 LIMIT 1", (document,)).fetchone():  # fmt: skip
        return  # a new document: its facts are stored afterwards
    db.execute("PRAGMA defer_foreign_keys = ON")
    cut = len(old) + 1

    def move(table: str, columns: tuple[str, ...], where: str) -> None:
        moved = ", ".join(f"{column} = :new || substr({column}, :cut)" for column in columns)
        db.execute(f"UPDATE {table} SET {moved} WHERE {where}", names)

    names = {"new": new, "cut": cut, "old": old, "document": document}
    own = "document_id = :document AND {0} GLOB :old || '-[dpu]*'"
    items = f"SELECT id FROM agenda_items WHERE {own.format('id')}"
    for table in ITEM_TABLES:
        move(table, ("id", "agenda_item_id"), f"agenda_item_id IN ({items})")
    move("boxes", ("row_id",), own.format("row_id"))
    move("attendances", ("id",), own.format("id"))
    move("agenda_items", ("id", "parent_id"), own.format("id"))


def _is_version(db: sqlite3.Connection, claim: Spoken, leader: Spoken) -> bool:
    """Whether a claim is another edition of what the leading one says: not another meeting on the same day."""
    (_, document, kind, start), (meeting, leading_document, leading_kind, leading_start) = claim, leader
    if document == leading_document or (start and leading_start and start != leading_start):
        return False
    if kind == "agenda" and leading_kind == "minutes":
        return True
    titles, leading = _titles(db, document, meeting), _titles(db, leading_document, meeting)
    smaller = min(len(titles), len(leading))
    return not smaller or len(titles & leading) >= SAME * smaller


def _titles(db: sqlite3.Connection, document: str, meeting: str) -> set[str]:
    found = db.execute(
        "SELECT coalesce(title, number, '') FROM agenda_items WHERE document_id = ? AND meeting_id = ?",
        (document, meeting),
    )
    return {" ".join(re.findall(r"\w+", title.casefold())) for (title,) in found}
