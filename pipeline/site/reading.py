"""What a meeting's page and an item's page show, gathered from the tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from sqlite3 import Row
from typing import TYPE_CHECKING

from pipeline.site.arrange import Item, Place, arrange_item

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database


TABLES = (
    "meetings", "agenda_items", "sections", "recommendations", "decisions", "votes", "attachments", "amounts",
    "data_tables", "table_cells", "boxes", "attendances", "documents", "bodies", "organisations",
    "outcomes", "scopes", "section_kinds", "attendance_statuses", "roles", "document_kinds", "rules", "standpoints",
    "standpoint_kinds", "actions", "precisions",
)  # fmt: skip
"""The tables that the reading pages show something of."""


MEETING = """SELECT meetings.*, bodies.name AS body, organisations.name AS organisation, documents.filename,
    documents.sha256, documents.pages, documents.source_url, documents.sample, document_kinds.label AS kind
FROM meetings
LEFT JOIN bodies ON bodies.id = meetings.body_id
LEFT JOIN organisations ON organisations.id = meetings.organisation_id
LEFT JOIN documents ON documents.id = meetings.document_id
LEFT JOIN document_kinds ON document_kinds.code = documents.kind
WHERE meetings.id = :id"""

PARTICIPANTS = """SELECT attendances.*, attendance_statuses.label AS status_label, roles.label AS role_label
FROM attendances
LEFT JOIN attendance_statuses ON attendance_statuses.code = attendances.status
LEFT JOIN roles ON roles.code = attendances.role
JOIN meetings ON meetings.id = attendances.meeting_id AND meetings.document_id = attendances.document_id
WHERE attendances.meeting_id = :id
ORDER BY attendance_statuses.rowid, attendances.position"""

ITEMS = """SELECT agenda_items.*, documents.source_url, documents.sample, documents.sha256,
    parents.number AS parent_number, parents.title AS parent_title
FROM agenda_items
JOIN documents ON documents.id = agenda_items.document_id
JOIN meetings ON meetings.id = agenda_items.meeting_id
LEFT JOIN agenda_items AS parents ON parents.id = agenda_items.parent_id
WHERE {where}
ORDER BY agenda_items.document_id != meetings.document_id, agenda_items.document_id, agenda_items.position"""
OF_MEETING = "agenda_items.meeting_id = :id"
OF_ITEM = "agenda_items.id IN (SELECT :id UNION ALL SELECT id FROM agenda_items WHERE parent_id = :id)"

NEIGHBOUR = """SELECT other.id, other.number, other.title FROM agenda_items AS this
JOIN agenda_items AS other ON other.meeting_id = this.meeting_id AND other.document_id = this.document_id
WHERE this.id = :id AND other.position {sign} this.position AND other.parent_id IS NOT this.id
ORDER BY other.position {order} LIMIT 1"""

CELLS = "SELECT * FROM table_cells WHERE data_table_id IN (SELECT value FROM json_each(?)) ORDER BY row, col"
PLACES = """SELECT row_id, page, top FROM boxes WHERE document_id IN (SELECT value FROM json_each(?))
AND row_id IN (SELECT value FROM json_each(?)) AND line = 1"""

FACTS = {
    "sections": ("sections.*, section_kinds.label", "LEFT JOIN section_kinds ON section_kinds.code = sections.kind"),
    "recommendations": ("recommendations.*", ""),
    "decisions": (
        "decisions.*, outcomes.label, scopes.label AS scope_label, rules.example",
        "LEFT JOIN outcomes ON outcomes.code = decisions.outcome LEFT JOIN scopes ON scopes.code = decisions.scope "
        "LEFT JOIN rules ON rules.id = decisions.rule",
    ),
    "votes": ("votes.*", ""),
    "attachments": ("attachments.*", ""),
    "amounts": ("amounts.*", ""),
    "standpoints": (
        "standpoints.*, standpoint_kinds.label",
        "LEFT JOIN standpoint_kinds ON standpoint_kinds.code = standpoints.kind",
    ),
    "actions": (
        "actions.*, precisions.label AS precision_label",
        "LEFT JOIN precisions ON precisions.code = actions.precision",
    ),
    "data_tables": ("data_tables.*", ""),
}
"""What is read of each fact table of an item, and what is joined to it."""


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: Row
    items: tuple[Item, ...]
    participants: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    """(status in Danish, those who had it), present ones first."""
    previous: Row | None = None
    next: Row | None = None
    """The items before and after the one shown."""


async def read_meeting(database: Database, meeting_id: str) -> MeetingPage | None:
    """A meeting with its participants and items in printed order; None when there is no such meeting."""
    meeting = (await database.execute(MEETING, {"id": meeting_id})).first()
    if meeting is None:
        return None
    people = await database.execute(PARTICIPANTS, {"id": meeting_id})
    groups = groupby(people, key=lambda row: row["status_label"] or row["status"])
    return MeetingPage(
        meeting,
        await _read_items(database, OF_MEETING, meeting_id),
        tuple((status, tuple(rows)) for status, rows in groups),
    )


async def read_item(database: Database, item_id: str) -> MeetingPage | None:
    """An item and those under it, with its meeting; None when there is no such item."""
    items = await _read_items(database, OF_ITEM, item_id)
    if not items:
        return None
    meeting = (await database.execute(MEETING, {"id": items[0].row["meeting_id"]})).first()
    beside = {}
    for name, (sign, order) in {"previous": ("<", "DESC"), "next": (">", "ASC")}.items():
        found = await database.execute(NEIGHBOUR.format(sign=sign, order=order), {"id": item_id})
        beside[name] = found.first()
    return MeetingPage(meeting, items, **beside)


async def _read_items(database: Database, where: str, key: str) -> tuple[Item, ...]:
    items = list(await database.execute(ITEMS.format(where=where), {"id": key}))
    facts: dict[str, dict[str, list[Row]]] = {}
    for table, (columns, joined) in FACTS.items():
        rows = await database.execute(
            f"""SELECT {columns} FROM {table} {joined} JOIN agenda_items ON agenda_items.id = {table}.agenda_item_id
            WHERE agenda_items.id IN (SELECT value FROM json_each(:items)) ORDER BY {table}.position""",
            {"items": json.dumps([item["id"] for item in items])},
        )
        facts[table] = _by(rows.rows, "agenda_item_id")
    tables = [row for rows in facts["data_tables"].values() for row in rows]
    cells = _by((await database.execute(CELLS, (json.dumps([row["id"] for row in tables]),))).rows, "data_table_id")
    places = await _read_places(database, items, facts) if tables else {}
    here = {item["id"] for item in items}
    return tuple(
        arrange_item(
            item,
            {table: tuple(rows.get(item["id"], ())) for table, rows in facts.items()},
            cells,
            places,
            level=2 if item["parent_id"] in here else 1,
        )
        for item in items
    )


async def _read_places(
    database: Database, items: Sequence[Row], facts: Mapping[str, Mapping[str, Sequence[Row]]]
) -> dict[str, Place]:
    """Where the sections and tables begin."""
    keys = [row["id"] for table in ("sections", "data_tables") for rows in facts[table].values() for row in rows]
    documents = sorted({item["document_id"] for item in items})
    found = await database.execute(PLACES, (json.dumps(documents), json.dumps(keys)))
    return {key: (page, top) for key, page, top in found}


def _by(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
