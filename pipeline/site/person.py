"""What a person's page shows: every spelling, the meetings with their roles, and what is recorded in the name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from sqlite3 import Row
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

TABLES = ("persons", "person_names", "attendance_persons", "attendances", "meetings", "bodies", "organisations",
    "attendance_statuses", "roles", "agenda_items", "standpoints", "standpoint_kinds", "votes", "vote_positions",
    "vote_choices")  # fmt: skip

MEETINGS_SHOWN = 200

PERSON = """SELECT persons.*, organisations.name AS organisation FROM persons
LEFT JOIN organisations ON organisations.id = persons.organisation_id WHERE persons.id = :id"""

NAMES = "SELECT * FROM person_names WHERE person_id = :id ORDER BY name"

ATTENDED = """SELECT attendances.*, attendance_statuses.label AS status_label, roles.label AS role_label, meetings.date,
    meetings.year, meetings.body_id, bodies.name AS body
FROM attendance_persons
JOIN attendances ON attendances.id = attendance_persons.attendance_id
JOIN meetings ON meetings.id = attendances.meeting_id
LEFT JOIN bodies ON bodies.id = meetings.body_id
LEFT JOIN attendance_statuses ON attendance_statuses.code = attendances.status
LEFT JOIN roles ON roles.code = attendances.role
WHERE attendance_persons.person_id = :id
ORDER BY meetings.date DESC, meetings.id, attendances.position"""

ITEM = """agenda_items.id AS item, agenda_items.title, agenda_items.date FROM {table}
JOIN agenda_items ON agenda_items.id = {table}.agenda_item_id"""

STANDPOINTS = f"""SELECT standpoints.id, standpoints.text, standpoint_kinds.label, {ITEM.format(table="standpoints")}
LEFT JOIN standpoint_kinds ON standpoint_kinds.code = standpoints.kind
WHERE agenda_items.organisation_id IS :organisation AND EXISTS (SELECT 1 FROM json_each(standpoints.who)
    WHERE value IN (SELECT value FROM json_each(:names)))
ORDER BY agenda_items.date DESC, standpoints.id LIMIT 100"""

VOTES = f"""SELECT votes.id, votes.text, vote_choices.label, {ITEM.format(table="votes")}
JOIN vote_positions ON vote_positions.vote_id = votes.id
LEFT JOIN vote_choices ON vote_choices.code = vote_positions.choice
WHERE agenda_items.organisation_id IS :organisation
    AND vote_positions.name IN (SELECT value FROM json_each(:names))
ORDER BY agenda_items.date DESC, votes.id LIMIT 100"""


@dataclass(frozen=True, slots=True)
class Service:
    """A person in an organ in one year: at how many meetings named, and with which status how often."""

    year: int | None
    body_id: str | None
    body: str | None
    meetings: int
    statuses: tuple[tuple[str, int], ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: Row
    names: tuple[Row, ...]
    services: tuple[Service, ...]
    attended: tuple[Row, ...]
    """The newest meetings, a row for each time the person is listed."""
    total: int
    """How many meetings there are."""
    parties: tuple[str, ...]
    standpoints: tuple[Row, ...]
    votes: tuple[Row, ...]


async def read_person(database: Database, key: str) -> PersonPage | None:
    person = (await database.execute(PERSON, {"id": key})).first()
    if person is None:
        return None
    names = (await database.execute(NAMES, {"id": key})).rows
    rows = (await database.execute(ATTENDED, {"id": key})).rows
    asked = {
        "names": json.dumps(sorted({person["name"], *(row["name"] for row in names)})),
        "organisation": person["organisation_id"],
    }
    return PersonPage(
        person,
        tuple(names),
        _services(rows),
        tuple(rows[:MEETINGS_SHOWN]),
        len({row["meeting_id"] for row in rows}),
        tuple(dict.fromkeys(row["party"] for row in rows if row["party"])),
        tuple(await database.execute(STANDPOINTS, asked)),
        tuple(await database.execute(VOTES, asked)),
    )


def _services(rows: list[Row]) -> tuple[Service, ...]:
    groups: dict[tuple[int | None, str | None], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["year"], row["body_id"]), []).append(row)
    found = []
    for (year, body_id), members in groups.items():
        statuses: dict[str, set[str]] = {}
        for row in members:
            statuses.setdefault(row["status_label"] or row["status"], set()).add(row["meeting_id"])
        found.append(
            Service(
                year,
                body_id,
                members[0]["body"],
                len({row["meeting_id"] for row in members}),
                tuple((label, len(meetings)) for label, meetings in statuses.items()),
                tuple(dict.fromkeys(row["role_label"] for row in members if row["role_label"])),
            )
        )
    return tuple(found)
