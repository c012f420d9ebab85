"""Which reported decisions a change can reach: those in the touched documents, and those of the days it is about.

A report is held against what its forum decided on the day it names, and the meetings that are missing on a day are
counted over all reports of it. So what is reached is closed under the day, in one organisation.
"""

from __future__ import annotations

import sqlite3

from pipeline.link.called import plain_body
from pipeline.link.scope import DOCUMENTS, FILTER, SCOPE, TOUCHED, touched_wholly
from pipeline.store.database import run_statements
from pipeline.store.traces import DAY, FORUM, RENAMED

TABLES = """
CREATE TEMP TABLE IF NOT EXISTS reached_days (organisation_id TEXT, day TEXT, PRIMARY KEY (organisation_id, day));
CREATE TEMP TABLE IF NOT EXISTS reached_reports (id TEXT PRIMARY KEY, agenda_item_id TEXT);
CREATE TEMP TABLE IF NOT EXISTS spoken_items (id TEXT PRIMARY KEY);
DELETE FROM temp.reached_days;
DELETE FROM temp.reached_reports;
DELETE FROM temp.spoken_items;
"""
REPORTED = "decisions.scope != 'this_meeting'"
DATED = f"{REPORTED} AND decided_on IS NOT NULL"
OWN = f"+{REPORTED} AND document_id IN ({DOCUMENTS})"
DAYS = (
    f"SELECT organisation_id, trace FROM _traces WHERE kind = '{DAY}'",
    f"SELECT organisation_id, date FROM meetings WHERE id IN ({TOUCHED}) AND date IS NOT NULL",
    f"SELECT organisation_id, decided_on FROM decisions WHERE {OWN} AND decided_on IS NOT NULL",
)
ALIASES = """
INSERT OR IGNORE INTO temp.reached_days
SELECT other.organisation_id, day FROM temp.reached_days
JOIN organisation_identities AS own ON own.organisation_id = reached_days.organisation_id
JOIN organisation_identities AS other ON other.identity_id = own.identity_id
"""
OF_DAYS = f"""
SELECT decisions.id, agenda_item_id FROM temp.reached_days CROSS JOIN decisions
WHERE decisions.organisation_id = reached_days.organisation_id AND decided_on = day AND {REPORTED}
"""
ON_DAYS = """
SELECT agenda_items.id FROM temp.reached_days CROSS JOIN agenda_items
WHERE agenda_items.organisation_id = reached_days.organisation_id AND date = day
"""


def reach_reports(db: sqlite3.Connection) -> bool:
    """Fill `temp.reached_reports` and, with all items that these may speak of, `temp.spoken_items`.

    Gives whether all reports of the touched organisations are reached.
    """
    run_statements(db, TABLES)
    renamed = db.execute(f"SELECT 1 FROM _traces WHERE kind = '{RENAMED}'").fetchone()
    wholly = renamed is not None or touched_wholly(db)
    if wholly:
        reports = f"SELECT id, agenda_item_id FROM decisions WHERE {REPORTED} AND {SCOPE}"
        _reach(db, f"SELECT organisation_id, decided_on FROM decisions WHERE {DATED} AND {SCOPE}")
    else:
        for query in DAYS:
            _reach(db, query)
        _reach_forums(db)
        reports = (
            f"SELECT id, agenda_item_id FROM decisions WHERE {OWN} AND {FILTER.format('decisions')} UNION {OF_DAYS}"
        )
    db.execute(ALIASES)
    db.execute(f"INSERT INTO temp.reached_reports {reports}")
    db.execute(f"INSERT INTO temp.spoken_items SELECT agenda_item_id FROM temp.reached_reports UNION {ON_DAYS}")
    return wholly


def _reach(db: sqlite3.Connection, days: str) -> None:
    db.execute(f"INSERT OR IGNORE INTO temp.reached_days {days}")


def _reach_forums(db: sqlite3.Connection) -> None:
    """The days of reports that name a forum which is new or gone."""
    names = db.execute(
        "SELECT trace, name FROM _traces LEFT JOIN organisations ON organisations.id = organisation_id"
        f" WHERE kind = '{FORUM}'"
    ).fetchall()
    plain = {plain_body(name, owner) for name, owner in names}
    if not plain:
        return
    told = db.execute(
        f"SELECT DISTINCT organisation_id, decided_by, decided_on FROM decisions WHERE {REPORTED} AND {SCOPE}"
        " AND decided_by IS NOT NULL AND decided_on IS NOT NULL"
    ).fetchall()
    days = {(owner, day) for owner, by, day in told if plain_body(by, None) in plain}
    db.executemany("INSERT OR IGNORE INTO temp.reached_days VALUES (?, ?)", sorted(days))
