from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from pipeline.export import export_snapshot
from pipeline.store.database import open_database
from pipeline.store.snapshot import publish_snapshot
from pipeline.store.write import store_minutes

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
from made import full_item, item, minutes


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    db = open_database(tmp_path / "working.db")
    tricky = item("4", 'Sag "A", del 1', "Første linje\nanden linje; =1+1", "Æøå.")
    store_minutes(db, minutes("æ.pdf", (full_item(), tricky)), version="1", source_url="https://x.dk/æ.pdf")
    db.close()
    publish_snapshot(tmp_path / "working.db", tmp_path / "referater.db")
    return tmp_path / "referater.db"


@pytest.fixture(scope="session")
def exported(databases: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample minutes; one amount, one number with zeros in front and two texts that look like formulas are ours."""
    folder = tmp_path_factory.mktemp("exported")
    snapshot = folder / "referater.db"
    with sqlite3.connect(databases[1]) as source, sqlite3.connect(snapshot) as db:
        source.backup(db)
        tricky = ('=HYPERLINK("x")', "-5,3", " +1")
        db.execute("UPDATE decisions SET text = ?, responsible = ?, deadline = ? WHERE rowid = 1", tricky)
        db.execute("UPDATE agenda_items SET case_number = '007', kle = '01.02.05' WHERE rowid = 1")
        db.execute("UPDATE amounts SET dkk = -1234.5 WHERE rowid = 1")
    export_snapshot(snapshot, folder / "out")
    return folder / "out"
