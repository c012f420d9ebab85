"""How Datasette shows the tables: titles, descriptions, facets, sort orders and labels, from one place.

The Danish titles and descriptions come from the snapshot itself, whose table `descriptions` has a row for each table
(`column_name` is '') and each column. A file without it is shown with its bare names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette
    from datasette.database import Database


TITLE = "Referater"
ABOUT = "Beslutninger fra danske mødereferater, hver med det sted, den er læst."

SHOWN: dict[str, dict[str, Any]] = {
    "decisions": {"facets": ["outcome", "year", "body_id", "scope"], "sort_desc": "date", "label_column": "title"},
    "agenda_items": {"facets": ["year", "body_id", "closed"], "sort_desc": "date", "label_column": "title"},
    "meetings": {"facets": ["year", "body_id"], "sort_desc": "date", "label_column": "date"},
    "bodies": {"facets": ["organisation_id"], "sort": "name", "label_column": "name"},
    "organisations": {"sort": "name", "label_column": "name"},
    "sections": {"facets": ["kind"]},
    "attendances": {"facets": ["status", "role", "party"], "label_column": "name"},
    "corrections": {"facets": ["action", "who", "status"], "label_column": "why"},
    "persons": {"facets": ["organisation_id"], "sort": "name", "label_column": "name"},
    "person_names": {"facets": ["method"], "sort": "name", "label_column": "name"},
    "attendance": {"facets": ["presence", "year", "body_id", "party"], "sort_desc": "date"},
    "body_identities": {"facets": ["kind", "method"]},
    "organisation_identities": {"facets": ["kind", "method"]},
    "votes": {"facets": ["unanimous"]},
    "vote_positions": {"facets": ["choice", "party"]},
    "standpoints": {"facets": ["kind"]},
    "actions": {"facets": ["precision"], "sort_desc": "deadline_date"},
    "cross_references": {"facets": ["kind"]},
    "dates": {"sort_desc": "date"},
    "amounts": {"sort_desc": "dkk"},
    "documents": {"facets": ["kind", "text_layer", "sample"], "sort": "filename", "label_column": "filename"},
    "issues": {"facets": ["code"]},
    "quarantine": {"facets": ["reason"], "sort": "filename", "label_column": "filename"},
    "rules": {"facets": ["component", "label"], "label_column": "id"},
    "decisions_full": {"facets": ["outcome_label", "year", "body"], "sort_desc": "date"},
    "boxes": {"hidden": True},
    "descriptions": {"hidden": True},
    "item_search": {"hidden": True},
    "item_parties": {"hidden": True},
    "pages": {"hidden": True},
    "table_cells": {"hidden": True},
    "_sqlite_migrations": {"hidden": True},
}
"""What is ours to choose for each table; a table that is not named here is shown as Datasette would."""

LOOKUPS = (
    "outcomes", "scopes", "section_kinds", "attendance_statuses", "roles", "vote_choices", "standpoint_kinds",
    "reference_kinds", "precisions", "document_kinds", "document_editions", "document_statuses", "text_layers",
    "name_methods", "presences", "presence_reasons", "identity_methods", "body_kinds", "abbreviation_methods",
    "correction_actions", "correction_statuses",
)  # fmt: skip


async def find_archive(datasette: Datasette) -> Database | None:
    """The database with meetings in it; None when none is attached."""
    for name, database in datasette.databases.items():
        if name != "_internal" and await database.table_exists("meetings"):
            return database
    return None


async def read_metadata(database: Database) -> dict[str, Any]:
    """Datasette's metadata for a snapshot."""
    tables: dict[str, dict[str, Any]] = {name: dict(shown) for name, shown in SHOWN.items()}
    tables |= {name: {"label_column": "label"} for name in LOOKUPS}
    if await database.table_exists("descriptions"):
        rows = await database.execute(
            "SELECT table_name, column_name, label, description FROM descriptions ORDER BY rowid"
        )
        for table, column, label, description in rows:
            shown = tables.setdefault(table, {})
            if column:
                shown.setdefault("columns", {})[column] = description
            else:
                shown |= {"title": label, "description": description}
    listed = False
    if await database.table_exists("policy"):
        rows = await database.execute("SELECT 1 FROM policy WHERE setting = 'robots' AND chosen = '\"all\"'")
        listed = bool(rows.rows)
    return {
        "listed": listed,
        "title": TITLE,
        "description": ABOUT,
        "databases": {database.name: {"title": TITLE, "description": ABOUT, "tables": tables}},
    }
