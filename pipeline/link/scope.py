"""What a round of linking looks at, as temp tables that the stages read and may add to (see `pipeline.link`)."""

from __future__ import annotations

import sqlite3

from pipeline.store.database import run_statements

TABLES = """
CREATE TEMP TABLE IF NOT EXISTS touched_meetings (id TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_organisations (id TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_wholly (yes INTEGER);
CREATE TEMP TABLE IF NOT EXISTS report_changes (id TEXT PRIMARY KEY);
DELETE FROM temp.touched_wholly;
DELETE FROM temp.report_changes;
DELETE FROM temp.touched_meetings;
DELETE FROM temp.touched_organisations;
"""
TOUCHED = "SELECT id FROM temp.touched_meetings"
DOCUMENTS = f"SELECT document_id FROM meeting_documents WHERE meeting_id IN ({TOUCHED})"
ITEMS = f"SELECT id FROM agenda_items WHERE meeting_id IN ({TOUCHED})"
KNOWN = "SELECT id FROM temp.touched_organisations WHERE id != ''"
SCOPE = f"organisation_id IN ({KNOWN})"
"""Rows of organisations that are touched and known: a matter whose organisation is not known is followed nowhere."""
FILTER = f"+{{0}}.{SCOPE}"
"""The same of rows found otherwise: SQLite looks at them, never at all rows of the organisation (hence the plus)."""


def begin_scope(db: sqlite3.Connection, everything: bool) -> int:
    """Fill the tables with what has changed, or with everything; gives the number of touched meetings."""
    run_statements(db, TABLES)
    meetings = "SELECT meeting_id AS id, organisation_id FROM _unlinked"
    if everything:
        touch_wholly(db)
        meetings += " UNION SELECT id, organisation_id FROM meetings"
        db.execute("INSERT OR IGNORE INTO temp.touched_organisations SELECT id FROM organisations")
    db.execute(f"INSERT OR IGNORE INTO temp.touched_meetings SELECT id FROM ({meetings})")
    db.execute(f"INSERT OR IGNORE INTO temp.touched_organisations SELECT ifnull(organisation_id, '') FROM ({meetings})")
    db.execute("INSERT OR IGNORE INTO temp.touched_organisations SELECT organisation_id FROM _traces")
    return int(db.execute("SELECT count(*) FROM temp.touched_meetings").fetchone()[0])


def touch_wholly(db: sqlite3.Connection) -> None:
    """Let all of the touched organisations be looked at."""
    db.execute("INSERT INTO temp.touched_wholly VALUES (1)")


def touched_wholly(db: sqlite3.Connection) -> bool:
    """Whether all of the touched organisations is looked at."""
    return db.execute("SELECT 1 FROM temp.touched_wholly").fetchone() is not None
