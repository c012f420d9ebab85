"""Does the snapshot tell of every rule, with an example and how it scored?"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from pipeline.reasons import Reason
from pipeline.rules import load_rules
from pipeline.store.database import open_database
from pipeline.store.rules import store_rules


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return open_database(tmp_path / "working.db")


def test_every_row_is_there_with_an_example_and_every_reason_with_its_meaning(db: sqlite3.Connection) -> None:
    store_rules(db)
    store_rules(db)  # a second time changes nothing
    stored = dict(db.execute("SELECT id, component FROM rules WHERE pattern != ''"))
    shown = {key for (key,) in db.execute("SELECT id FROM rules WHERE example != ''")}
    assert shown == {key for key, part in stored.items() if part not in ("grammar", "families")}
    assert {rule.id for rule in load_rules("outcomes")} == {key for key, part in stored.items() if part == "outcomes"}
    assert {reason.value for reason in Reason} == {key for key, part in stored.items() if part == "grammar"}
    assert db.execute("SELECT label, pattern FROM rules WHERE id = 'godkendt'").fetchone() == ("approved", "godkendt")


def test_scores_are_those_of_the_package_for_rules_that_exist(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = {"true_positives": 8, "false_positives": 1}
    scores = {"invented set": {"godkendt": right, "en-regel-der-er-fjernet": right}}
    (tmp_path / "rule_scores.json").write_text(json.dumps(scores), encoding="utf-8")
    monkeypatch.setattr("pipeline.store.rules.data_folder", lambda: tmp_path)
    store_rules(db)
    assert db.execute("SELECT * FROM rule_scores").fetchall() == [("godkendt", "invented set", 8, 1)]


def test_every_rule_that_found_a_decision_is_in_the_snapshot(databases: tuple[Path, Path]) -> None:
    with sqlite3.connect(databases[1]) as snapshot:
        unknown = "SELECT DISTINCT rule FROM decisions WHERE rule NOT IN (SELECT id FROM rules)"
        assert snapshot.execute(unknown).fetchall() == []
        assert snapshot.execute("SELECT count(*) FROM rule_scores").fetchone()[0] > 0
