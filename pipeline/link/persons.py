"""Persons: who is who in the lists of participants of one organisation, across its forums and years.

Writes `persons`, `person_names` and `attendance_persons` for the names of the touched organisations that a change can
reach: first of who is printed in full (`pipeline.link.person_reach`), then of whom short names mean
(`pipeline.link.short_reach`). Where a meeting's organisation is not known, a person is known within that meeting only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pipeline.link import substitutes
from pipeline.link.listings import OF_MEETING, OF_ORGANISATION, read_statements
from pipeline.link.person_reach import (
    IN_REACH,
    begin_reach,
    reach_attendances,
    reach_group,
    reach_names,
    settle_keys,
    told_names,
)
from pipeline.link.person_rows import SHORT_EVIDENCE, full_rows, short_rows
from pipeline.link.profiles import Statement
from pipeline.link.rulings import rulings_of, settle_rulings
from pipeline.link.scope import touched_wholly
from pipeline.link.settle import Value, settle_rows
from pipeline.link.short_reach import listed_in, reach_shorts, read_known, short_statements, shorts_of, who_fits
from pipeline.link.shorts import Known

PERSONS = ("id", "organisation_id", "group_key", "name")
NAMES = ("id", "person_id", "name", "method", "similarity", "evidence")
ATTENDANCES = ("attendance_id", "person_id", "method")
SEATS = ("person_id", "body", "first", "last")
SHORT = f"method IN ({', '.join(repr(method) for method in SHORT_EVIDENCE)})"
REACHED_NAMES = "name IN (SELECT name FROM temp.reached_names)"
OF_GROUP = "(SELECT group_key FROM persons WHERE persons.id = person_id) = ?"
ALONE = f"""
id IN (SELECT person_id FROM person_names WHERE method = 'alone' AND {REACHED_NAMES}) AND group_key = ?
"""


def link_persons(db: sqlite3.Connection) -> int:
    """Resolve the persons of the touched organisations. Gives the rows changed."""
    begin_reach(db)
    wholly = touched_wholly(db)
    groups = [_Group(db, *group, wholly) for group in _groups(db)]
    return sum(group.settle() for group in groups) + settle_rulings(db)


class _Group:
    """An organisation, or one meeting whose organisation is not known, on its way through the steps."""

    def __init__(self, db: sqlite3.Connection, key: str, organisation: str | None, wholly: bool) -> None:
        self.db = db
        self.key = key
        self.organisation = organisation
        self.wholly = wholly or organisation is None
        self.moved: set[str] = set()  # the documents in whose lists somebody is now another

    def settle(self) -> int:
        """Write the rows of all, or of what a change reaches. Gives the number changed."""
        ruled = rulings_of(self.db, self.key)
        told = set() if self.wholly else told_names(self.db, self.key)
        names = None if self.wholly else reach_names(self.db, self.key, told, ruled)
        if names is None:
            reach_group(self.db, self.key)
        were = {} if self.wholly else read_known(self.db, IN_REACH)
        before = reach_attendances(self.db, self.key)
        statements = self._statements()
        settle_keys(self.db, self.key, statements, names)
        found, known = full_rows(self.key, self.organisation, statements, ruled)
        seats: list[tuple[Value, ...]] = [
            (one.id, body, *run) for one in known for body, runs in one.sits.items() for run in runs
        ]
        new = sorted({(str(row[0]),) for row in found.persons})
        self.db.executemany("INSERT OR IGNORE INTO temp.reached_persons VALUES (?)", new)
        of_persons = f"person_id IN ({IN_REACH})"
        in_full = f"{of_persons} AND NOT {SHORT}"
        changes = settle_rows(self.db, "persons", PERSONS, found.persons, where=f"id IN ({IN_REACH})")
        settle_rows(self.db, "_seats", SEATS, seats, where=of_persons, key=3)
        changes += settle_rows(self.db, "person_names", NAMES, found.names, where=in_full)
        changes += settle_rows(self.db, "attendance_persons", ATTENDANCES, found.attendances, where=in_full)
        self._note_moved(statements, before, found.attendances)
        changes += self._settle_shorts(told, were, {one.id: one for one in known})
        if names is None:
            return changes + substitutes.link_all(self.db, self.key, statements)
        return changes + substitutes.link_reached(self.db, self.key, names, self.moved)

    def _settle_shorts(self, told: set[str], were: dict[str, Known], now: dict[str, Known]) -> int:
        names = shorts_of(self.db, self.key) if self.wholly else reach_shorts(self.db, self.key, told, were, now)
        if not names:
            return 0
        statements = short_statements(self.db, self.key, names)
        known = read_known(self.db, who_fits(self.db, self.key, names))
        listed = listed_in(self.db, self.key, {one.listing for one in statements})
        found = short_rows(self.key, self.organisation, statements, list(known.values()), listed)
        reached = "attendance_id IN (SELECT id FROM temp.reached_attendances)"
        before = dict(self.db.execute(f"SELECT attendance_id, person_id FROM attendance_persons WHERE {reached}"))
        changes = settle_rows(self.db, "persons", PERSONS, found.persons, where=ALONE, parameters=(self.key,))
        where = f"{REACHED_NAMES} AND {SHORT} AND {OF_GROUP}"
        changes += settle_rows(self.db, "person_names", NAMES, found.names, where=where, parameters=(self.key,))
        changes += settle_rows(
            self.db, "attendance_persons", ATTENDANCES, found.attendances, where=f"{reached} AND {SHORT}"
        )
        self._note_moved(statements, before, found.attendances)
        return changes

    def _statements(self) -> list[Statement]:
        if self.organisation is None:
            return read_statements(self.db, OF_MEETING, (self.key,))
        if self.wholly:
            return read_statements(self.db, OF_ORGANISATION, (self.key,))
        return read_statements(self.db, "attendances.id IN (SELECT id FROM temp.reached_attendances)")

    def _note_moved(self, statements: list[Statement], before: dict[str, str], rows: list[tuple[Value, ...]]) -> None:
        after = {str(row[0]): row[1] for row in rows}
        self.moved |= {one.document for one in statements if before.get(one.id) != after.get(one.id)}


def _groups(db: sqlite3.Connection) -> Iterator[tuple[str, str | None]]:
    """(key, organisation) of each group in the scope.

    A meeting that is gone, or an organisation that now counts as another, is a group without statements.
    """
    for (key,) in db.execute(
        "SELECT id FROM temp.touched_organisations WHERE id != ''"
        " UNION SELECT identity_id FROM temp.touched_organisations"
        " JOIN organisation_identities ON organisation_id = id ORDER BY 1"
    ).fetchall():
        yield key, key
    for (key,) in db.execute(
        "SELECT id FROM temp.touched_meetings WHERE NOT EXISTS"
        " (SELECT 1 FROM meetings WHERE meetings.id = touched_meetings.id AND organisation_id IS NOT NULL) ORDER BY 1"
    ).fetchall():
        yield key, None
