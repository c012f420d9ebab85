"""What documents that were replaced or removed had said, by which links elsewhere were made.

Linking looks only as far as a change reaches, and what is gone cannot be asked any more. So what it needs is noted in
the transaction that removes it, and forgotten once it is linked (`pipeline.link`). Nothing of it is published.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

REACH = """
CREATE TABLE _traces (
    organisation_id TEXT NOT NULL, kind TEXT NOT NULL, trace TEXT NOT NULL,
    PRIMARY KEY (organisation_id, kind, trace)
) WITHOUT ROWID;
CREATE TABLE _name_keys (
    group_key TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, meeting_id TEXT NOT NULL,
    PRIMARY KEY (group_key, key, name, meeting_id)
) WITHOUT ROWID;
CREATE TABLE _seats (
    person_id TEXT NOT NULL REFERENCES persons(id) ON DELETE CASCADE, body TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (person_id, body, first)
) WITHOUT ROWID;
CREATE INDEX _name_keys_name ON _name_keys(group_key, name);
CREATE INDEX _name_keys_meeting ON _name_keys(meeting_id) WHERE meeting_id != '';
CREATE INDEX person_names_name ON person_names(name, person_id);
CREATE INDEX attendances_substitute ON attendances(document_id) WHERE substitute_for IS NOT NULL;
CREATE INDEX decisions_reported ON decisions(organisation_id, decided_on) WHERE scope != 'this_meeting';
CREATE INDEX cross_references_item_of_day ON cross_references(date, target) WHERE kind = 'item';
DROP INDEX agenda_items_organisation;
CREATE INDEX agenda_items_organisation ON agenda_items(organisation_id, date);
DROP INDEX missing_meetings_organisation;
CREATE INDEX missing_meetings_organisation ON missing_meetings(organisation_id, date);
"""
"""The traces; by what a name is compared with others of its organisation (`pipeline.link.blocking`); and when a person
sits in which forum (`pipeline.link.seats`)."""

NAME = "name"  # a name in a list, or of a correction on persons
DAY = "day"  # of a meeting, or of a decision that was reported
CASE = "case"  # the key of a case
SESSION = "session"  # forum and day of a meeting, parted by a space
FORUM = "forum"  # the name of a forum that is new or gone
ORGANISATION = "organisation"  # the name of an organisation that is new or gone
RENAMED = "renamed"  # what an organisation or forum was called

OF_DOCUMENT = """
INSERT OR IGNORE INTO _traces
SELECT DISTINCT organisation_id, 'name', name FROM attendances JOIN meetings ON meetings.id = meeting_id
WHERE attendances.document_id = ?1 AND organisation_id IS NOT NULL
"""
OF_ITEMS = (
    "SELECT organisation_id, 'case', case_id FROM agenda_items JOIN case_items ON agenda_item_id = agenda_items.id"
    " WHERE agenda_items.{where} AND organisation_id IS NOT NULL",
    "SELECT decisions.organisation_id, 'day', decided_on FROM agenda_items"
    " JOIN decisions ON agenda_item_id = agenda_items.id WHERE agenda_items.{where}"
    " AND decisions.organisation_id IS NOT NULL AND decided_on IS NOT NULL",
)


def trace_document(db: sqlite3.Connection, document: str) -> None:
    """Note what a document says, before its rows are removed or written anew."""
    db.execute(OF_DOCUMENT, (document,))
    _trace_items(db, "document_id = ?", document)


def trace_item(db: sqlite3.Connection, item: str) -> None:
    """Note what an agenda item says, before it is removed."""
    _trace_items(db, "id = ?", item)


def trace_meetings(db: sqlite3.Connection, meetings: Iterable[tuple[str | None, str | None, str | None]]) -> None:
    """Note (organisation, forum, day) of meetings that change."""
    for organisation, body, day in meetings:
        if organisation and day:
            note_trace(db, organisation, DAY, day)
            if body:
                note_trace(db, organisation, SESSION, f"{body} {day}")


def trace_name(db: sqlite3.Connection, table: str, key: str, kind: str | None = None) -> None:
    """Note the name of an organisation or forum (`table`) that is new, or before it goes or is called otherwise.

    What was noted of an organisation that goes is noted of the one that it counts as, too.
    """
    owner = "organisation_id" if table == "bodies" else "id"
    kind = kind or (FORUM if table == "bodies" else ORGANISATION)
    row = f"SELECT ifnull({owner}, ''), ?, name FROM {table} WHERE id = ?"
    db.execute(f"INSERT OR IGNORE INTO _traces {row}", (kind, key))
    if table == "organisations":
        db.execute(
            "INSERT OR IGNORE INTO _traces SELECT identity_id, _traces.kind, trace FROM _traces"
            " JOIN organisation_identities USING (organisation_id) WHERE organisation_id = ?",
            (key,),
        )


def note_trace(db: sqlite3.Connection, organisation: str, kind: str, trace: str) -> None:
    db.execute("INSERT OR IGNORE INTO _traces VALUES (?, ?, ?)", (organisation, kind, trace))


def _trace_items(db: sqlite3.Connection, where: str, key: str) -> None:
    for query in OF_ITEMS:
        db.execute(f"INSERT OR IGNORE INTO _traces {query.format(where=where)}", (key,))
