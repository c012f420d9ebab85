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
        return LINK.format(datasette.urls.path(f"/punkt/{_key(row, 'agenda_item_id')}#{_key(row, 'id')}"), label)
    if table == "agenda_items" and column == "title":
        return LINK.format(datasette.urls.path(f"/punkt/{_key(row, 'id')}"), label)
    if table == "meetings" and column in ("title", "date"):
        return LINK.format(datasette.urls.path(f"/moede/{_key(row, 'id')}"), label)
    if column == "dkk":
        return Markup('<span class="dkk">{} kr.</span>').format(danish_number(value))
    return None


def _key(row: Any, column: str) -> str:
    value = row[column]
    return str(value["value"] if isinstance(value, dict) else value)
