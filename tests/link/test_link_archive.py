"""Does linking look at what has changed, once, and at everything when asked?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.link import link_archive
from pipeline.link.settle import settle_rows
from pipeline.link.stages import Stage
from pipeline.store.database import open_database
from pipeline.store.write import remove_document, store_minutes
from tests.store.made import KEY, MEETING, item, minutes


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return open_database(tmp_path / "w.db")


class Seen:
    """A stage that notes what it was given."""

    def __init__(self) -> None:
        self.meetings: list[str] = []
        self.organisations: list[str] = []

    def __call__(self, db: sqlite3.Connection) -> int:
        self.meetings = [key for (key,) in db.execute("SELECT id FROM temp.touched_meetings ORDER BY id")]
        self.organisations = [key for (key,) in db.execute("SELECT id FROM temp.touched_organisations ORDER BY id")]
        return len(self.meetings)


def test_a_stage_is_given_what_changed_since_the_last_time(db: sqlite3.Connection) -> None:
    seen = Seen()
    stages = (Stage("seen", seen),)
    first, second = minutes("a.pdf"), minutes("b.pdf", meeting=replace(MEETING, date="2023-09-30", organisation=None))
    store_minutes(db, first, version="1")
    link_archive(db, "1", stages=stages)
    assert (seen.meetings, seen.organisations) == ([KEY], ["proeveby-kommune"])
    store_minutes(db, second, version="1")
    linked = link_archive(db, "1", stages=stages)
    assert linked.changes == {"seen": 1}
    assert seen.organisations == [""]
    assert seen.meetings[0].startswith("teknik-og-miljoeudvalget-2023-09-30-v")
    assert link_archive(db, "1", stages=stages).changes == {}
    remove_document(db, first.document.sha256)
    link_archive(db, "1", stages=stages)
    assert seen.meetings == [KEY]


@pytest.mark.parametrize(("version", "everything"), [("1", True), ("2", False)])
def test_all_is_linked_anew_on_demand_and_by_another_version(
    db: sqlite3.Connection, version: str, everything: bool
) -> None:
    seen = Seen()
    store_minutes(db, minutes("a.pdf"), version="1")
    link_archive(db, "1")
    link_archive(db, version, everything=everything, stages=(Stage("seen", seen),))
    assert seen.meetings == [KEY]


def test_a_stage_that_fails_leaves_all_as_it_was(db: sqlite3.Connection) -> None:
    def fail(db: sqlite3.Connection) -> int:
        db.execute("DELETE FROM agenda_items")
        raise ZeroDivisionError

    store_minutes(db, minutes("a.pdf", items=(item("1", "Vejbump"),)), version="1")
    with pytest.raises(ZeroDivisionError):
        link_archive(db, "1", stages=(Stage("fail", fail),))
    assert db.execute("SELECT count(*) FROM agenda_items").fetchone() == (1,)
    assert db.execute("SELECT count(*) FROM _unlinked").fetchone() == (1,)


def test_only_rows_that_differ_are_written() -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE links (a, b, c, PRIMARY KEY (a, b))")
    columns = ("a", "b", "c")
    assert settle_rows(db, "links", columns, [("x", 1, "p"), ("x", 2, "q"), ("y", 1, "r")], key=2) == 3
    assert (
        settle_rows(db, "links", columns, [("x", 2, "Q"), ("x", 1, "p")], where="a = ?", parameters=["x"], key=2) == 1
    )
    assert settle_rows(db, "links", columns, [], where="a = ?", parameters=["y"], key=2) == 1
    assert db.execute("SELECT * FROM links ORDER BY a, b").fetchall() == [("x", 1, "p"), ("x", 2, "Q")]
