"""What an organ's page shows: how much the archive holds of it year by year, and its meetings.

An organ that is printed under several names has one page: linking tells which forums are the same, and the page of each
shows the meetings of all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from sqlite3 import Row
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

TABLES = ("bodies", "organisations", "meetings", "agenda_items", "decisions", "outcomes", "documents", "document_kinds")

MEETINGS_SHOWN = 200

BODY = """SELECT bodies.*, organisations.name AS organisation FROM bodies
LEFT JOIN organisations ON organisations.id = bodies.organisation_id WHERE bodies.id = :id"""

YEARS = """SELECT meetings.year, count(*) AS meetings,
    (SELECT count(*) FROM agenda_items WHERE body_id IN (SELECT value FROM json_each(:ids))
        AND agenda_items.year IS meetings.year) AS items
FROM meetings WHERE meetings.body_id IN (SELECT value FROM json_each(:ids))
GROUP BY meetings.year ORDER BY meetings.year DESC"""

OUTCOMES = """SELECT decisions.year, decisions.outcome, outcomes.label, count(*) AS number FROM decisions
LEFT JOIN outcomes ON outcomes.code = decisions.outcome
WHERE decisions.body_id IN (SELECT value FROM json_each(:ids)) AND decisions.scope = 'this_meeting'
GROUP BY decisions.year, decisions.outcome ORDER BY number DESC, outcomes.rowid"""

MEETINGS = """SELECT meetings.id, meetings.date, meetings.year, meetings.title, documents.kind AS kind_code,
    document_kinds.label AS kind, documents.sample, meetings.body_id,
    (SELECT count(*) FROM agenda_items WHERE agenda_items.meeting_id = meetings.id) AS items,
    (SELECT count(*) FROM decisions WHERE decisions.meeting_id = meetings.id AND scope = 'this_meeting') AS decisions
FROM meetings
LEFT JOIN documents ON documents.id = meetings.document_id
LEFT JOIN document_kinds ON document_kinds.code = documents.kind
WHERE meetings.body_id IN (SELECT value FROM json_each(:ids)) ORDER BY meetings.date DESC, meetings.id LIMIT :most"""

SAME = """SELECT bodies.id, bodies.name, min(meetings.year) AS first, max(meetings.year) AS last,
    count(meetings.id) AS meetings, body_identities.identity_id, successors.id AS successor_id,
    successors.name AS successor
FROM body_identities JOIN bodies ON bodies.id = body_identities.body_id
LEFT JOIN meetings ON meetings.body_id = bodies.id
LEFT JOIN bodies AS successors ON successors.id = body_identities.successor_id
WHERE body_identities.identity_id = (SELECT identity_id FROM body_identities WHERE body_id = :id)
GROUP BY bodies.id ORDER BY max(meetings.year) DESC, bodies.id"""
"""The forums that are the same organ as this one, itself among them, the name last used first."""

SIBLINGS = """SELECT bodies.id, bodies.name FROM bodies
WHERE organisation_id = :organisation AND id NOT IN (SELECT value FROM json_each(:ids)) ORDER BY name LIMIT 30"""


@dataclass(frozen=True, slots=True)
class BodyPage:
    body: Row
    years: tuple[tuple[Row, tuple[Row, ...]], ...]
    """Each year with its decisions by outcome, the commonest first."""
    meetings: tuple[Row, ...]
    """The newest ones."""
    siblings: tuple[Row, ...]
    names: tuple[Row, ...] = ()
    """The forums that are this organ, see SAME; () where there is but one."""

    @property
    def total(self) -> int:
        return sum(year["meetings"] for year, _ in self.years)

    @property
    def most(self) -> int:
        """The decisions of the year that has most, at least 1."""
        return max((sum(row["number"] for row in outcomes) for _, outcomes in self.years), default=0) or 1


async def read_body(database: Database, key: str) -> BodyPage | None:
    body = (await database.execute(BODY, {"id": key})).first()
    if body is None:
        return None
    linked = await database.table_exists("body_identities")
    same = tuple(await database.execute(SAME, {"id": key})) if linked else ()
    asked = {"ids": json.dumps([row["id"] for row in same] or [key])}
    outcomes: dict[int | None, list[Row]] = {}
    for row in await database.execute(OUTCOMES, asked):
        outcomes.setdefault(row["year"], []).append(row)
    years = await database.execute(YEARS, asked)
    siblings = await database.execute(SIBLINGS, asked | {"organisation": body["organisation_id"]})
    return BodyPage(
        body,
        tuple((row, tuple(outcomes.get(row["year"], ()))) for row in years),
        tuple(await database.execute(MEETINGS, asked | {"most": MEETINGS_SHOWN})),
        tuple(siblings),
        same if len(same) > 1 or any(row["successor"] for row in same) else (),
    )
