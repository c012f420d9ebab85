"""Is every snapshot known to the working database it was made of, with the choices it was made by?"""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.policy import Policy
from pipeline.publish import publish
from pipeline.store.database import open_database
from pipeline.store.publications import Publication, note_publication, publications
from pipeline.store.write import store_minutes
from tests.store.made import item, minutes


@pytest.fixture
def working(tmp_path: Path) -> Path:
    path = tmp_path / "working.db"
    with closing(open_database(path)) as db:
        store_minutes(db, minutes(items=(item("1", "Havnen", "Godkendt."),)), version="1")
    return path


def noted(working: Path) -> list[Publication]:
    with closing(open_database(working)) as db:
        return list(publications(db))


def test_a_snapshot_is_known_though_the_run_ends_right_after_it(
    working: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, replace = tmp_path / "referater.db", os.replace

    def replace_and_end(new: Path, old: Path) -> None:
        replace(new, old)
        if old == out:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace_and_end)
    with pytest.raises(KeyboardInterrupt):
        publish(working, out, samples=False, policy=Policy(robots="all"))
    assert noted(working) == [Publication(out, False, True, False, Policy(robots="all"))]


def test_a_snapshot_that_was_not_made_changes_no_choices(
    working: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "referater.db"
    publish(working, out)
    before = noted(working)

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.store.snapshot.ledger.write_report", end)
    with pytest.raises(KeyboardInterrupt):
        publish(working, out, policy=Policy(emails=False))
    assert noted(working) == before


def test_choices_that_another_version_noted_are_read(working: Path, tmp_path: Path) -> None:
    out = tmp_path / "referater.db"
    publish(working, out)
    note_publication(working, Publication(out, True, True, False, Policy(keep_contacts=("kommune.dk",))))
    with closing(open_database(working)) as db:
        (policy,) = db.execute("SELECT policy FROM _publications").fetchone()
        values = json.loads(policy)
        del values["robots"]
        db.execute("UPDATE _publications SET policy = ?", (json.dumps({**values, "faces": True}),))
    (made,) = noted(working)
    assert made.policy == Policy(keep_contacts=("kommune.dk",))
