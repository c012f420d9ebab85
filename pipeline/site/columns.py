"""Which columns of a table readers see, in which order, and what its filters are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

MACHINE_COLUMNS = frozenset({"punkt_id", "beslutning_id", "opgave_id", "image"})
"""Columns that no reader needs: they are left out of the tables, and there in CSV and JSON."""

FIRST_COLUMNS = {
    "decisions": ("date", "body_id", "title", "text", "outcome", "page", "scope"),
    "agenda_items": ("date", "body_id", "number", "title", "case_number", "page"),
    "meetings": ("date", "body_id", "organisation_id", "title"),
    "documents": ("filename", "kind", "pages", "text_layer"),
    "sections": ("agenda_item_id", "kind", "text", "page"),
    "recommendations": ("agenda_item_id", "label", "text", "page"),
    "attendances": ("name", "status", "role", "meeting_id"),
    "corrections": ("action", "quote", "value", "before", "who", "why", "date", "status"),
    "persons": ("name", "organisation_id"),
    "person_names": ("person_id", "name", "method", "evidence"),
    "attendance": ("name", "date", "body_id", "presence", "role", "party"),
    "attendance_by_item": ("name", "agenda_item_id", "presence", "reasons", "text"),
    "votes": ("agenda_item_id", "votes_for", "votes_against", "votes_abstain", "unanimous", "text"),
    "standpoints": ("agenda_item_id", "kind", "who", "text", "page"),
    "actions": ("task", "responsible", "deadline", "deadline_date", "agenda_item_id", "page"),
    "dates": ("date", "text", "agenda_item_id", "page"),
    "cross_references": ("agenda_item_id", "kind", "target", "date", "text", "page"),
    "vote_positions": ("choice", "party", "name"),
    "amounts": ("dkk", "text", "agenda_item_id", "page"),
    "attachments": ("name", "agenda_item_id"),
    "quarantine": ("filename", "message", "advice"),
    "issues": ("code", "message", "document_id", "page"),
    "decisions_full": ("date", "body", "item_title", "text", "outcome_label", "page"),
    "recommendation_outcomes": ("recommendation_id", "relation", "decision_id", "removed", "added", "method"),
    "cases": ("title", "case_number", "first_date", "last_date", "items", "bodies"),
    "case_items": ("case_id", "position", "agenda_item_id", "method", "evidence"),
    "reported_decisions": ("decision_id", "status", "original_id", "original_item_id", "meeting_id"),
    "missing_meetings": ("date", "body", "mentions", "agenda_item_id"),
    "postponements": ("date", "body_id", "title", "text", "next_item_id", "case_id"),
    "action_status": ("task", "responsible", "deadline_date", "closed_on", "date", "body_id", "page"),
}
"""What a reader wants to see first; the others follow in the table's own order."""

LOOKUPS = {
    "exact": "er",
    "not": "er ikke",
    "contains": "indeholder",
    "startswith": "begynder med",
    "endswith": "slutter med",
    "notcontains": "indeholder ikke",
    "like": "ligner (%)",
    "notlike": "ligner ikke (%)",
    "glob": "passer med (*)",
    "in": "er en af",
    "notin": "er ingen af",
    "arraycontains": "listen har",
    "arraynotcontains": "listen har ikke",
    "date": "er datoen",
    "isnull": "er tom",
    "notnull": "er ikke tom",
    "isblank": "er tom eller blank",
    "notblank": "er hverken tom eller blank",
}
"""Datasette's filters in Danish; one that is not here keeps its sign."""


def shown_cells(cells: Iterable[Mapping[str, Any]], table: str, key: str = "column") -> list[Mapping[str, Any]]:
    """The cells or columns of a table that are shown, in the reader's order; `key` holds their column."""
    first = FIRST_COLUMNS.get(table, ())
    visible = [cell for cell in cells if cell[key] not in MACHINE_COLUMNS]
    return sorted(visible, key=lambda cell: first.index(cell[key]) if cell[key] in first else len(first))
