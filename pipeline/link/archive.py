"""Linking an archive: which meetings to look at, and the stages over them in one transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from time import monotonic

from pipeline.link.stages import STAGES, Stage
from pipeline.store.database import transaction

TOUCHED = """
CREATE TEMP TABLE IF NOT EXISTS touched_meetings (id TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_organisations (id TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_wholly (yes INTEGER);
CREATE TEMP TABLE IF NOT EXISTS report_changes (id TEXT PRIMARY KEY);
DELETE FROM temp.touched_wholly;
DELETE FROM temp.report_changes;
DELETE FROM temp.touched_meetings;
DELETE FROM temp.touched_organisations;
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking did: meetings looked at, rows written or removed by each stage, seconds."""

    meetings: int
    changes: dict[str, int]
    seconds: float

    def line(self) -> str:
        changes = ", ".join(f"{number} {stage}" for stage, number in self.changes.items() if number) or "nothing new"
        return f"linked {self.meetings} meetings: {changes} ({self.seconds:.1f} s)"

    def to_json(self) -> dict[str, object]:
        return {"meetings": self.meetings, "changes": self.changes, "seconds": round(self.seconds, 3)}


def link_archive(
    db: sqlite3.Connection, version: str, *, everything: bool = False, stages: tuple[Stage, ...] = STAGES
) -> Linked:
    """Bring the links of the working database up to date with its documents.

    Only what has changed since the last time is looked at, unless `everything` is asked for or `version`, which names
    the program and what linking relies on beside the rows, is another than then. All or nothing: raises StorageError if
    the disk is full, and what was linked before is still there.
    """
    begun = monotonic()
    with transaction(db):
        for statement in TOUCHED.split(";\n"):
            db.execute(statement)
        before = db.execute("SELECT version FROM _linked").fetchone()
        touched = _touch(db, everything or before != (version,))
        scope = db.execute("SELECT 1 FROM temp.touched_organisations").fetchone()
        changes = {stage.name: stage.link(db) for stage in stages} if scope or before != (version,) else {}
        db.execute("DELETE FROM _unlinked")
        db.execute("DELETE FROM _traces")
        if before != (version,):
            db.execute("DELETE FROM _linked")
            db.execute("INSERT INTO _linked VALUES (?)", (version,))
    return Linked(touched, changes, monotonic() - begun)


def _touch(db: sqlite3.Connection, everything: bool) -> int:
    """Fill the temp tables of the scope; gives the number of touched meetings."""
    meetings = "SELECT meeting_id AS id, organisation_id FROM _unlinked"
    if everything:
        db.execute("INSERT INTO temp.touched_wholly VALUES (1)")
        meetings += " UNION SELECT id, organisation_id FROM meetings"
        db.execute("INSERT OR IGNORE INTO temp.touched_organisations SELECT id FROM organisations")
    db.execute(f"INSERT OR IGNORE INTO temp.touched_meetings SELECT id FROM ({meetings})")
    db.execute(f"INSERT OR IGNORE INTO temp.touched_organisations SELECT ifnull(organisation_id, '') FROM ({meetings})")
    db.execute("INSERT OR IGNORE INTO temp.touched_organisations SELECT organisation_id FROM _traces")
    return int(db.execute("SELECT count(*) FROM temp.touched_meetings").fetchone()[0])
