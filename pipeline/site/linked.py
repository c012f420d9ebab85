"""What links across documents add to an item: its case, what became of its recommendation, what closed its tasks.

The tables come with linking; of a snapshot that lacks one, its part is left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from sqlite3 import Row
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

CASE = """SELECT cases.* FROM cases JOIN case_items ON case_items.case_id = cases.id
WHERE case_items.agenda_item_id = :item"""

TIMELINE = """SELECT case_items.*, agenda_items.title, agenda_items.number, agenda_items.date, agenda_items.meeting_id,
    agenda_items.closed, agenda_items.page, bodies.name AS body, organisations.name AS organisation,
    link_methods.label AS method_label
FROM case_items JOIN agenda_items ON agenda_items.id = case_items.agenda_item_id
LEFT JOIN bodies ON bodies.id = agenda_items.body_id
LEFT JOIN organisations ON organisations.id = agenda_items.organisation_id
LEFT JOIN link_methods ON link_methods.code = case_items.method
WHERE case_items.case_id = :case ORDER BY case_items.position"""

DECISIONS = """SELECT decisions.id, decisions.agenda_item_id, decisions.text, decisions.outcome, outcomes.label
FROM decisions LEFT JOIN outcomes ON outcomes.code = decisions.outcome
WHERE decisions.scope = 'this_meeting' AND agenda_item_id IN (SELECT value FROM json_each(:items))
ORDER BY decisions.agenda_item_id, decisions.position"""

FATES = """SELECT recommendation_outcomes.*, relations.label, relations.description,
    relation_methods.label AS method_label
FROM recommendation_outcomes
LEFT JOIN relations ON relations.code = recommendation_outcomes.relation
LEFT JOIN relation_methods ON relation_methods.code = recommendation_outcomes.method
WHERE agenda_item_id IN (SELECT value FROM json_each(:items)) ORDER BY recommendation_id, position"""

REPORTS = """SELECT reported_decisions.*, report_statuses.label, report_statuses.description
FROM reported_decisions
LEFT JOIN report_statuses ON report_statuses.code = reported_decisions.status
JOIN decisions ON decisions.id = reported_decisions.decision_id
WHERE decisions.agenda_item_id IN (SELECT value FROM json_each(:items))"""

CLOSINGS = """SELECT action_closings.*, agenda_items.title FROM action_closings
JOIN actions ON actions.id = action_closings.action_id
JOIN agenda_items ON agenda_items.id = action_closings.agenda_item_id
WHERE actions.agenda_item_id IN (SELECT value FROM json_each(:items))"""

PERSONS = """SELECT attendance_persons.attendance_id, attendance_persons.person_id FROM attendance_persons
JOIN attendances ON attendances.id = attendance_persons.attendance_id WHERE attendances.meeting_id = :meeting"""

NEEDED = {
    "cases": {"cases", "case_items", "link_methods"},
    "fates": {"recommendation_outcomes", "relations", "relation_methods"},
    "reports": {"reported_decisions", "report_statuses"},
    "closings": {"action_closings"},
    "persons": {"persons", "attendance_persons"},
}
"""The tables that each part is read from."""

TABLES = tuple(sorted(set().union(*NEEDED.values())))


@dataclass(frozen=True, slots=True)
class Step:
    """One treatment of a case."""

    row: Row
    decisions: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """What is linked to some items; an empty part is not known or not there."""

    case: Row | None = None
    """Of the first of them."""
    steps: tuple[Step, ...] = ()
    fates: dict[str, list[Row]] = field(default_factory=dict)
    """What became of each recommendation, by its key."""
    reports: dict[str, Row] = field(default_factory=dict)
    """Of each decision that only reports another one, what the original says."""
    closings: dict[str, Row] = field(default_factory=dict)
    """What closed each action."""


async def present_parts(database: Database) -> set[str]:
    """The parts whose tables the snapshot has."""
    names = set(await database.table_names())
    return {part for part, tables in NEEDED.items() if tables <= names}


async def read_links(database: Database, items: Sequence[str]) -> Links:
    parts = await present_parts(database)
    asked = {"items": json.dumps(list(items))}
    case: Row | None = None
    steps: tuple[Step, ...] = ()
    if "cases" in parts and items:
        case = (await database.execute(CASE, {"item": items[0]})).first()
        steps = await read_steps(database, case["id"]) if case else ()
    fates: dict[str, list[Row]] = {}
    for row in await database.execute(FATES, asked) if "fates" in parts else ():
        fates.setdefault(row["recommendation_id"], []).append(row)
    reports = await database.execute(REPORTS, asked) if "reports" in parts else ()
    closings = await database.execute(CLOSINGS, asked) if "closings" in parts else ()
    return Links(
        case, steps, fates,
        {row["decision_id"]: row for row in reports}, {row["action_id"]: row for row in closings},
    )  # fmt: skip


async def read_steps(database: Database, case: str) -> tuple[Step, ...]:
    """The treatments of a case in the order of time."""
    rows = (await database.execute(TIMELINE, {"case": case})).rows
    items = json.dumps([row["agenda_item_id"] for row in rows])
    decisions: dict[str, list[Row]] = {}
    for decision in await database.execute(DECISIONS, {"items": items}):
        decisions.setdefault(decision["agenda_item_id"], []).append(decision)
    return tuple(Step(row, tuple(decisions.get(row["agenda_item_id"], ()))) for row in rows)


async def read_persons(database: Database, meeting: str) -> dict[str, str]:
    """The person's key of each row in a meeting's lists of participants."""
    if "persons" not in await present_parts(database):
        return {}
    return dict(tuple(row) for row in await database.execute(PERSONS, {"meeting": meeting}))
