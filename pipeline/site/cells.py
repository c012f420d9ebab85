"""Cells of Datasette's tables that lead to the reading pages, or are written as Danes write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from pipeline.site.danish import danish_number, short_date

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

LEADS = (
    ("punkt", "punkt_id", "/punkt/{}"), ("punkt", "beslutning_id", "/beslutning/{}"),
    ("beslutning", "beslutning_id", "/beslutning/{}"), ("side", "beslutning_id", "/vis/{}#maerke"),
    ("side", "opgave_id", "/vis/{}#maerke"), ("side", "punkt_id", "/vis/{}#maerke"),
)  # fmt: skip
"""For a column of an answer: the column with its key, and the page of that key."""
KRONER = frozenset({"dkk", "dkk_decided", "kroner", "besluttede_kroner", "stoerste_naevnte"})
DATES = frozenset(
    (
        "date", "deadline_date", "first_date", "last_date", "decided_on", "closed_on", "valid_from", "valid_to",
        "dato", "frist", "givet", "behandlet_igen", "fra_dato", "til_dato",
    )
)  # fmt: skip
"""Columns of days; a date in another column is text as it was printed."""
LEADING = frozenset(
    (
        "id", "meeting_id", "agenda_item_id", "parent_id", "title", "page", "number", "body_id", "name", "person_id",
        "case_id", "decision_id",
    )
)  # fmt: skip
CHANGED = LEADING | KRONER | DATES | {column for column, _, _ in LEADS}
"""All columns that are shown in another way than Datasette's: a page has a thousand cells, and most are not."""


def show_cell(datasette: Datasette, row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    """The HTML of a cell; None leaves it to Datasette. `value` is {"value", "label"} where a key has a label."""
    if column not in CHANGED or value in ("", None):
        return None
    key, label = (value["value"], value["label"]) if isinstance(value, dict) else (value, value)
    if column == "meeting_id" or (table == "meetings" and column == "id"):
        return _link(datasette, f"/moede/{key}", label or key)
    if table is None and (found := _answered(row, column)):
        return _link(datasette, found, label)
    if column in ("agenda_item_id", "parent_id") or (table == "agenda_items" and column == "id"):
        return _link(datasette, f"/punkt/{key}", label or key)
    if table == "decisions" and column in ("id", "title"):
        return _link(datasette, f"/beslutning/{_key(row, 'id')}", label)
    if table == "agenda_items" and column == "title":
        return _link(datasette, f"/punkt/{_key(row, 'id')}", label)
    if table == "meetings" and column in ("title", "date"):
        shown = (column == "date" and _day(label)) or label
        return _link(datasette, f"/moede/{_key(row, 'id')}", shown)
    if column == "page" and (place := _place(row, table)):
        return _link(datasette, f"/vis/{place}#maerke", label)
    if column == "page" and table == "issues" and _key(row, "document_id"):
        return _link(datasette, f"/side/{_key(row, 'document_id')}/{key}", label)
    if column == "number" and table == "pages":
        return _link(datasette, f"/side/{_key(row, 'document_id')}/{key}", label)
    if column == "body_id" or (table == "bodies" and column in ("id", "name")):
        return _link(datasette, f"/organ/{key if column != 'name' else _key(row, 'id')}", label or key)
    if column == "person_id" or (table == "persons" and column in ("id", "name")):
        return _link(datasette, f"/person/{key if column != 'name' else _key(row, 'id')}", label or key)
    if column == "case_id" or (table == "cases" and column in ("id", "title")):
        return _link(datasette, f"/sag/{key if column != 'title' else _key(row, 'id')}", label or key)
    if column == "decision_id" or (table == "decisions_full" and column == "id"):
        return _link(datasette, f"/beslutning/{key}", label or key)
    if column in KRONER and isinstance(value, int | float):
        return Markup(f'<span class="dkk">{danish_number(value)} kr.</span>')
    if column in DATES and (shown := _day(value)):
        return Markup(f'<time datetime="{value}">{shown}</time>')
    return None


def _link(datasette: Datasette, path: str, label: Any) -> Markup:
    return Markup(f'<a href="{escape(str(datasette.urls.path(path)))}">{escape(label)}</a>')


def _day(value: Any) -> str | None:
    """The day as Danes write it; None for what is none, as 31 February."""
    try:
        return short_date(value) if isinstance(value, str) and len(value) == len("2021-02-28") else None
    except ValueError:
        return None


def _answered(row: Any, column: str) -> str | None:
    """Where a cell of a named question's answer leads: it has the keys of what it names in columns of their own."""
    for name, key, address in LEADS:
        if column == name and key in row.keys() and row[key]:
            return address.format(row[key])
    return None


PLACED = frozenset(
    (
        "decisions", "decisions_full", "agenda_items", "sections", "recommendations", "votes", "standpoints",
        "data_tables", "attendances", "actions", "amounts", "dates", "cross_references",
    )
)  # fmt: skip
"""The tables whose rows the viewer shows on their page."""


def _place(row: Any, table: str | None) -> str | None:
    """The key of the row that the viewer is to show for a page's number."""
    return _key(row, "id") if table in PLACED and "id" in row.keys() else None


def _key(row: Any, column: str) -> str:
    value = row[column]
    return str(value["value"] if isinstance(value, dict) else value)
