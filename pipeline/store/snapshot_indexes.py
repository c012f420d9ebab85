"""Indexes for filters, facets and sorting, built when a snapshot is published: storing goes faster without them.

Datasette sorts the first page by the column alone and the later ones by column and key: rows that tie are lost or
told twice unless the index gives them by ascending key. So every default sort has an index that ends with the key, and
an index on a filter goes on with the default sort. Few items are under another: an index that had the others too would
look to SQLite like one that tells nothing apart.

Where a table has several facets, the index on one of them ends with the others: its values among the rows that pass a
filter on another are then counted in the index alone, in order, and no row is read. `year` needs no place in it, as it
is a part of `date`.
"""

from __future__ import annotations

SNAPSHOT_INDEXES = (
    "organisations(name, id)",
    "bodies(name, id)",
    "documents(filename, id)",
    "quarantine(filename, id)",
    "meetings(date DESC, id)",
    "meetings(year, date DESC, id)",
    "meetings(body_id, date DESC, id)",
    "attendances(name, id)",
    "persons(name, id)",
    "person_names(name, id)",
    "agenda_items(organisation_id, date DESC, id)",
    "agenda_items(body_id, date DESC, id, closed)",
    "agenda_items(date DESC, id)",
    "agenda_items(year, date DESC, id, body_id, closed)",
    "agenda_items(parent_id) WHERE parent_id IS NOT NULL",
    "sections(kind)",
    "decisions(meeting_id, date DESC, id)",
    "decisions(organisation_id, date DESC, id)",
    "decisions(body_id, date DESC, id, outcome, scope)",
    "decisions(date DESC, id)",
    "decisions(year, date DESC, id, outcome, body_id, scope)",
    "decisions(outcome, date DESC, id, body_id, scope)",
    "decisions(scope, date DESC, id, outcome, body_id)",
    "issues(code)",
    "standpoints(kind)",
    "vote_positions(name)",
    "actions(deadline_date DESC, id)",
    "actions(precision, deadline_date DESC, id)",
    "dates(date DESC, id)",
    "amounts(dkk DESC, id)",
    "cross_references(kind, target)",
)

SUPERSEDED_INDEXES = (
    "meetings_body", "agenda_items_parent", "agenda_items_organisation", "agenda_items_body_date",
    "decisions_organisation",
)  # fmt: skip
"""Indexes of the working database that a snapshot does without, as one of the above does the same or more."""
