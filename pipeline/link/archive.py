"""Linking an archive: the stages over what has changed, in one transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from time import monotonic

from pipeline.link.scope import begin_scope
from pipeline.link.stages import STAGES, Stage
from pipeline.store.database import transaction


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
        before = db.execute("SELECT version FROM _linked").fetchone()
        touched = begin_scope(db, everything or before != (version,))
        scope = db.execute("SELECT 1 FROM temp.touched_organisations").fetchone()
        changes = {stage.name: stage.link(db) for stage in stages} if scope or before != (version,) else {}
        db.execute("DELETE FROM _unlinked")
        db.execute("DELETE FROM _traces")
        if before != (version,):
            db.execute("DELETE FROM _linked")
            db.execute("INSERT INTO _linked VALUES (?)", (version,))
    return Linked(touched, changes, monotonic() - begun)
