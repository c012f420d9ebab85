"""What stands in quarantine, for the command that lists it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.store.database import open_database


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not ingested."""

    path: Path
    reason: str
    message: str
    advice: str


def read_quarantine(database: Path) -> list[Refused]:
    """The refused files, by path. Raises StorageError when there is no database."""
    if not database.exists():
        raise StorageError(f"{database} is not there: run `referat ingest` first")
    db = open_database(database)
    try:
        query = "SELECT coalesce(path, filename), reason, message, advice FROM quarantine ORDER BY 1, id"
        return [Refused(Path(path), *said) for path, *said in db.execute(query)]
    finally:
        db.close()
