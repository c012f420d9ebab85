from __future__ import annotations

import sys
from pathlib import Path

import pytest

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
