"""Which names of an organisation a change can reach, so that one new document does not resolve all its persons anew.

Who a full name is depends on the names near it (`pipeline.link.blocking`) and on those that a person was ever known by.
What is reached is closed under both, so that resolving its statements alone gives the rows that resolving everything
gives. Short names follow (`pipeline.link.short_reach`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.link.blocking import INSTEAD, JOINED, is_near, joined, keys_near, name_keys, short_key
from pipeline.link.evidence import Ruled
from pipeline.link.names import Words, words
from pipeline.link.profiles import Statement, is_full
from pipeline.link.scope import TOUCHED
from pipeline.link.settle import Value, settle_rows
from pipeline.store.database import run_statements
from pipeline.store.traces import NAME

COLUMNS = ("group_key", "key", "name", "meeting_id")
OF_GROUP = """
SELECT organisation_id FROM organisation_identities WHERE identity_id = ?1
UNION SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM organisation_identities WHERE organisation_id = ?1)
"""
"""The organisations of a group; one that is no more is its own."""
TOLD = f"""
SELECT DISTINCT name FROM attendances JOIN meetings ON meetings.id = meeting_id
WHERE meeting_id IN ({TOUCHED}) AND meetings.organisation_id IN ({OF_GROUP})
UNION SELECT trace FROM _traces WHERE kind = '{NAME}' AND organisation_id IN ({OF_GROUP})
"""
KEPT = "SELECT DISTINCT name FROM _name_keys WHERE group_key = ? AND key = ?"
OF_NAME = """
SELECT person_id FROM person_names JOIN persons ON persons.id = person_id
WHERE person_names.name = ? AND persons.group_key = ?
"""
NAMES = "SELECT name FROM person_names WHERE person_id = ?"
IN_REACH = "SELECT id FROM temp.reached_persons"
TABLES = """
CREATE TEMP TABLE IF NOT EXISTS reached_names (name TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS reached_persons (id TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS reached_attendances (id TEXT PRIMARY KEY);
"""


def begin_reach(db: sqlite3.Connection) -> None:
    run_statements(db, TABLES)


def told_names(db: sqlite3.Connection, group: str) -> set[str]:
    """The names, full and short, that the lists of the touched meetings of a group have, or had."""
    return {name for (name,) in db.execute(TOLD, (group,))}


def reach_group(db: sqlite3.Connection, group: str) -> None:
    """Fill `temp.reached_persons` with all of a group who are printed in full."""
    db.execute("DELETE FROM temp.reached_persons")
    db.execute(
        "INSERT INTO temp.reached_persons SELECT id FROM persons WHERE group_key = ? AND NOT EXISTS"
        " (SELECT 1 FROM person_names WHERE person_id = persons.id AND method = 'alone')",
        (group,),
    )


def reach_names(db: sqlite3.Connection, group: str, told: set[str], ruled: Ruled) -> set[str]:
    """The full names of a group that a change can reach; `temp.reached_persons` gets who was known by them."""
    told = {name for name in told if is_full(name)}
    with_whom = _ruled_with(ruled)
    found, waiting, persons = set(told), list(told), set()
    while waiting:
        name = waiting.pop()
        near = {
            other
            for key in keys_near(name)
            for (other,) in db.execute(KEPT, (group, key))
            if other not in found and is_near(name, other, key)
        }
        near |= {other for parts in with_whom.get(words(name), ()) for other in names_of(db, group, parts)}
        for (person,) in db.execute(OF_NAME, (name, group)).fetchall():
            if person not in persons:
                persons.add(person)
                near |= {other for (other,) in db.execute(NAMES, (person,))}
        near = {other for other in near if is_full(other)} - found
        waiting += near
        found |= near
    db.execute("DELETE FROM temp.reached_persons")
    db.executemany("INSERT INTO temp.reached_persons VALUES (?)", [(person,) for person in sorted(persons)])
    return found


def reach_attendances(db: sqlite3.Connection, group: str) -> dict[str, str]:
    """Fill `temp.reached_attendances` with what the lists say of the reached persons, and the touched meetings' lists.

    Gives by statement who was meant by a full name until now.
    """
    db.execute("DELETE FROM temp.reached_attendances")
    before = dict(
        db.execute(
            "SELECT attendance_id, person_id FROM attendance_persons"
            f" WHERE person_id IN ({IN_REACH}) AND method = 'full'"
        ).fetchall()
    )
    db.executemany("INSERT INTO temp.reached_attendances VALUES (?)", [(key,) for key in before])
    db.execute(
        "INSERT OR IGNORE INTO temp.reached_attendances SELECT attendances.id FROM attendances"
        " JOIN meetings ON meetings.id = meeting_id"
        f" WHERE meeting_id IN ({TOUCHED}) AND meetings.organisation_id IN ({OF_GROUP})",
        (group,),
    )
    return before


def settle_keys(db: sqlite3.Connection, group: str, statements: Sequence[Statement], names: set[str] | None) -> None:
    """Bring the keys of a group's names up to date: of those reached and of the touched meetings, or (None) of all."""
    db.execute("DELETE FROM temp.reached_names")
    full = {one.name for one in statements if is_full(one.name)}
    rows: list[tuple[Value, ...]] = [(group, key, name, "") for name in full for key in name_keys(name)]
    of_names = "group_key = ? AND meeting_id = ''"
    if names is not None:
        db.executemany("INSERT INTO temp.reached_names VALUES (?)", [(name,) for name in sorted(names)])
        of_names += " AND name IN (SELECT name FROM temp.reached_names)"
    settle_rows(db, "_name_keys", COLUMNS, rows, where=of_names, parameters=(group,), key=len(COLUMNS))
    touched = None if names is None else {key for (key,) in db.execute(TOUCHED)}
    of_meetings = "group_key = ? AND meeting_id != ''" + ("" if touched is None else f" AND meeting_id IN ({TOUCHED})")
    placed = _placed(group, (one for one in statements if touched is None or one.meeting in touched))
    settle_rows(db, "_name_keys", COLUMNS, placed, where=of_meetings, parameters=(group,), key=len(COLUMNS))


def _placed(group: str, statements: Iterable[Statement]) -> Iterator[tuple[Value, ...]]:
    """The keys of what need not mean anybody, by meeting."""
    for one in statements:
        if not is_full(one.name):
            yield group, short_key(one.name), one.name, one.meeting
        if one.substitute_for:
            yield group, f"{INSTEAD} {joined(one.substitute_for)}", one.substitute_for, one.meeting


def names_of(db: sqlite3.Connection, group: str, parts: Words) -> list[str]:
    """The printed names, full or short, that have these words."""
    whole = " ".join(parts)
    keys = (f"{JOINED} {''.join(parts)}", short_key(whole), short_key("".join(parts).upper()))
    found = {name for key in keys for (name,) in db.execute(KEPT, (group, key)) if words(name) == parts}
    return sorted(found)


def _ruled_with(ruled: Ruled) -> dict[Words, set[Words]]:
    found: dict[Words, set[Words]] = defaultdict(set)
    for one, other in ruled.joined:
        found[one].add(other)
        found[other].add(one)
    return found
