"""Cells of Datasette's tables that lead to the reading pages, or are written as Danes write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pipeline.site.danish import danish_number

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

LINK = Markup('<a href="{}">{}</a>')


def show_cell(datasette: Datasette, row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    """The HTML of a cell; None leaves it to Datasette. `value` is {"value", "label"} where a key has a label."""
    if value in ("", None):
        return None
    key, label = (value["value"], value["label"]) if isinstance(value, dict) else (value, value)
    if column == "meeting_id" or (table == "meetings" and column == "id"):
        return LINK.format(datasette.urls.path(f"/moede/{key}"), label or key)
    if table is None and column == "punkt" and "punkt_id" in row.keys():
        return LINK.format(datasette.urls.path(f"/punkt/{row['punkt_id']}"), label)
    if column in ("agenda_item_id", "parent_id") or (table == "agenda_items" and column == "id"):
        return LINK.format(datasette.urls.path(f"/punkt/{key}"), label or key)
    if table == "decisions" and column in ("id", "title"):
        return LINK.format(datasette.urls.path(f"/beslutning/{_key(row, 'id')}"), label)
    if table == "agenda_items" and column == "title":
        return LINK.format(datasette.urls.path(f"/punkt/{_key(row, 'id')}"), label)
    if table == "meetings" and column in ("title", "date"):
        return LINK.format(datasette.urls.path(f"/moede/{_key(row, 'id')}"), label)
    if column in ("page", "side") and (place := _place(row, table, column)):
        return LINK.format(datasette.urls.path(f"/vis/{place}") + "#maerke", label)
    if column == "page" and table == "issues" and _key(row, "document_id"):
        return LINK.format(datasette.urls.path(f"/side/{_key(row, 'document_id')}/{key}"), label)
    if column == "number" and table == "pages":
        return LINK.format(datasette.urls.path(f"/side/{_key(row, 'document_id')}/{key}"), label)
    if column == "body_id" or (table == "bodies" and column in ("id", "name")):
        return LINK.format(datasette.urls.path(f"/organ/{key if column != 'name' else _key(row, 'id')}"), label or key)
    if column == "person_id" or (table == "persons" and column in ("id", "name")):
        return LINK.format(datasette.urls.path(f"/person/{key if column != 'name' else _key(row, 'id')}"), label or key)
    if column == "case_id" or (table == "cases" and column in ("id", "title")):
        return LINK.format(datasette.urls.path(f"/sag/{key if column != 'title' else _key(row, 'id')}"), label or key)
    if column == "decision_id" or (table == "decisions_full" and column == "id"):
        return LINK.format(datasette.urls.path(f"/beslutning/{key}"), label or key)
    if column == "dkk":
        return Markup('<span class="dkk">{} kr.</span>').format(danish_number(value))
    return None


PLACED = frozenset(
    (
        "decisions", "decisions_full", "agenda_items", "sections", "recommendations", "votes", "standpoints",
        "data_tables", "attendances", "actions", "amounts", "dates", "cross_references",
    )
)  # fmt: skip
"""The tables whose rows the viewer shows on their page."""


def _place(row: Any, table: str | None, column: str) -> str | None:
    """The key of the row that the viewer is to show for a page's number."""
    if table in PLACED and column == "page" and "id" in row.keys():
        return _key(row, "id")
    return _key(row, "punkt_id") if table is None and column == "side" and "punkt_id" in row.keys() else None


def _key(row: Any, column: str) -> str:
    value = row[column]
    return str(value["value"] if isinstance(value, dict) else value)
