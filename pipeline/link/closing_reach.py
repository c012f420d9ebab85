"""Which tasks a change can reach: those of the same matter, and those given at the last sessions of the same forum.

A task is closed by a record of one of the next sessions of its forum, or by what follows in its matter. So a session
that is new, gone or read anew reaches the tasks of the few before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from pipeline.link.reach import REACHED
from pipeline.link.scope import ITEMS, SCOPE, TOUCHED
from pipeline.link.treatments import CURRENT
from pipeline.store.database import run_statements
from pipeline.store.traces import SESSION

RECORDS = "sections.kind IN ('decision', 'background', 'summary', 'other')"
"""The sections that tell what was done; a session is a day on which a forum has one."""
TABLES = """
CREATE TEMP TABLE IF NOT EXISTS reached_actions (id TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS reached_sessions (body_id TEXT, day TEXT, PRIMARY KEY (body_id, day));
DELETE FROM temp.reached_actions;
DELETE FROM temp.reached_sessions;
"""
IN_MATTERS = f"""
INSERT INTO temp.reached_actions SELECT id FROM actions WHERE agenda_item_id IN (
    {ITEMS} UNION {REACHED}
)
"""
SESSIONS = f"""
SELECT trace FROM _traces WHERE kind = '{SESSION}'
UNION SELECT body_id || ' ' || date FROM meetings WHERE id IN ({TOUCHED})
    AND body_id IS NOT NULL AND date IS NOT NULL AND organisation_id IS NOT NULL
"""
NAMES = """
SELECT other.body_id FROM body_identities AS own JOIN body_identities AS other ON other.identity_id = own.identity_id
WHERE own.body_id = ?1 UNION SELECT ?1
"""
RECORDED = f"""
SELECT item.date FROM agenda_items AS item {CURRENT}
WHERE item.body_id = ? AND item.date {{side}} ? AND EXISTS (
    SELECT 1 FROM sections WHERE agenda_item_id = item.id AND {RECORDS}
) ORDER BY item.body_id, item.date {{order}}
"""
GIVEN = """
INSERT OR IGNORE INTO temp.reached_actions
SELECT actions.id FROM agenda_items AS item CROSS JOIN actions ON agenda_item_id = item.id
WHERE item.body_id = ? AND item.date >= ? AND item.date <= ?
"""
PLACES = """
SELECT DISTINCT item.body_id, item.date FROM temp.reached_actions
CROSS JOIN actions ON actions.id = reached_actions.id CROSS JOIN agenda_items AS item ON item.id = agenda_item_id
WHERE item.date IS NOT NULL AND item.body_id IS NOT NULL
"""


def reach_actions(db: sqlite3.Connection, *, wholly: bool, sessions: int) -> None:
    """Fill `temp.reached_actions`, and `temp.reached_sessions` with those that may close them: so many after each."""
    run_statements(db, TABLES)
    if wholly:
        db.execute(
            "INSERT INTO temp.reached_actions SELECT actions.id FROM actions"
            f" JOIN agenda_items AS item ON item.id = agenda_item_id WHERE item.{SCOPE}"
        )
        db.execute(
            "INSERT INTO temp.reached_sessions SELECT DISTINCT body_id, date FROM agenda_items"
            f" WHERE {SCOPE} AND body_id IS NOT NULL AND date IS NOT NULL"
        )
        return
    db.execute(IN_MATTERS)
    touched = {(body, day) for (text,) in db.execute(SESSIONS) for body, _, day in (text.rpartition(" "),)}
    for body, day in sorted(touched):
        names = _names(db, body)
        changed = {other for one, other in touched if one in names}
        before = _days(db, names, day, sessions, changed, forward=False)
        first = before[-1] if len(before) == sessions else ""
        for name in names:
            db.execute(GIVEN, (name, first, day))
    for body, day in db.execute(PLACES).fetchall():
        names = _names(db, body)
        found = [(name, after) for after in _days(db, names, day, sessions, set(), forward=True) for name in names]
        db.executemany("INSERT OR IGNORE INTO temp.reached_sessions VALUES (?, ?)", found)


def _names(db: sqlite3.Connection, body: str) -> list[str]:
    """All that the forum is called."""
    return sorted(name for (name,) in db.execute(NAMES, (body,)))


def _days(
    db: sqlite3.Connection, names: Sequence[str], day: str, most: int, but: set[str], *, forward: bool
) -> list[str]:
    """The nearest days before or after one on which a forum of these names has records, leaving out some."""
    found = {one for name in names for one in _nearest(db, name, day, most, but, forward=forward)}
    return sorted(found, reverse=not forward)[:most]


def _nearest(db: sqlite3.Connection, name: str, day: str, most: int, but: set[str], *, forward: bool) -> Iterator[str]:
    query = RECORDED.format(side=">", order="") if forward else RECORDED.format(side="<", order="DESC")
    last = ""
    for (one,) in db.execute(query, (name, day)):
        if one != last and one not in but:
            if not most:
                return
            most -= 1
            last = one
            yield one
