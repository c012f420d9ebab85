"""Is a released item published and only that, and does a forgotten one stay away?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from made import KEY, MEETING, full_item, item, minutes, page
from msgspec.structs import replace

from pipeline.cli import run
from pipeline.minutes import AgendaItem
from pipeline.store.database import open_database
from pipeline.store.snapshot import publish_snapshot
from pipeline.store.write import store_minutes

PAGES = (page(1, "1 Plan", "Åbent"), page(2, "2 Salg af jord", "Fortroligt"), page(3, "3 Slut"))
ITEMS = (
    item("1", "Plan", "Godkendt.", boxes=(PAGES[0].lines[0].box,)),
    replace(full_item("2", 2), title="Salg af jord", closed=True, boxes=(PAGES[1].lines[0].box,)),
    item("3", "Slut", "Hemmeligt sluttet.", page=3, boxes=(PAGES[2].lines[0].box,)),
)
DOCUMENT = minutes("a.pdf", ITEMS, pages=PAGES)


@pytest.fixture
def working(tmp_path: Path) -> Path:
    db = open_database(tmp_path / "working.db")
    store_minutes(db, DOCUMENT, version="1")
    db.close()
    return tmp_path / "working.db"


def published(working: Path) -> tuple[sqlite3.Connection, bytes]:
    out = working.with_name("out") / "referater.db"
    publish_snapshot(working, out)
    return sqlite3.connect(out), out.read_bytes()


def test_a_released_item_is_published_in_that_file_only(working: Path) -> None:
    assert run(["release", f"{KEY}-p2", "--db", str(working)]) == 0
    db, _ = published(working)
    assert db.execute("SELECT closed FROM agenda_items WHERE number = '2'").fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM decisions WHERE agenda_item_id = ?", (f"{KEY}-p2",)).fetchone() == (1,)
    again = open_database(working)
    store_minutes(again, replace(DOCUMENT, document=replace(DOCUMENT.document, sha256="e" * 64)), version="1")
    again.execute("DELETE FROM documents WHERE sha256 != ?", ("e" * 64,))
    again.close()
    db, _ = published(working)
    assert db.execute("SELECT DISTINCT closed FROM agenda_items WHERE number = '2'").fetchall() == [(1,)]


def test_only_a_closed_item_can_be_released(working: Path) -> None:
    assert run(["release", f"{KEY}-p1", "--db", str(working)]) == 2
    assert run(["release", "nix-p1", "--db", str(working)]) == 2


def test_a_forgotten_item_does_not_come_back(working: Path) -> None:
    assert run(["forget", f"{KEY}-p3", "--db", str(working)]) == 0
    assert b"Hemmeligt sluttet" not in working.read_bytes()
    db = open_database(working)
    store_minutes(db, DOCUMENT, version="2")
    assert db.execute("SELECT number FROM agenda_items ORDER BY number").fetchall() == [("1",), ("2",)]
    assert db.execute("SELECT text FROM pages WHERE number = 3").fetchone() == ("",)
    db.close()
    snapshot, data = published(working)
    assert b"Hemmeligt sluttet" not in data
    assert snapshot.execute("SELECT count(*) FROM boxes WHERE row_id GLOB '*-p3*'").fetchone() == (0,)
    assert run(["forget", "nix-p1", "--db", str(working)]) == 2


DRAFT = replace(DOCUMENT, document=replace(DOCUMENT.document, sha256="d" * 64, filename="a-udkast.pdf"))
"""The same meeting, before anyone saw that item 2 is closed."""


def opened(items: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    return tuple(replace(one, closed=False) for one in items)


def test_an_item_that_turned_closed_is_held_back_of_the_draft_too(working: Path) -> None:
    db = open_database(working)
    store_minutes(db, replace(DRAFT, items=opened(ITEMS)), version="1")
    assert db.execute("SELECT status FROM meeting_documents WHERE edition = 'draft'").fetchone() == ("superseded",)
    db.close()
    snapshot, data = published(working)
    assert b"Fortroligt" not in data
    texts = snapshot.execute("SELECT text FROM pages WHERE document_id = ? ORDER BY number", ("d" * 16,)).fetchall()
    assert texts == [("1 Plan\nÅbent",), ("",), ("3 Slut",)]
    assert run(["release", f"{KEY}-v{'d' * 8}-p2", "--db", str(working)]) == 2  # it is not closed there


def test_an_item_of_another_meeting_on_the_day_stays(working: Path) -> None:
    other = (item("2", "Noget helt andet", "Godkendt.", page=2),)
    db = open_database(working)
    store_minutes(db, replace(DRAFT, items=other, meeting=replace(MEETING, start="19:00")), version="1")
    assert db.execute("SELECT status FROM meeting_documents WHERE document_id = ?", ("d" * 16,)).fetchone() == (
        "parallel",
    )
    db.close()
    snapshot, _ = published(working)
    query = "SELECT closed FROM agenda_items WHERE document_id = ?"
    assert snapshot.execute(query, ("d" * 16,)).fetchall() == [(0,)]


@pytest.mark.parametrize("later", [False, True])
def test_a_forgotten_item_is_gone_from_every_edition(working: Path, later: bool) -> None:
    """Whether the other edition came before it was forgotten or comes afterwards."""
    db = open_database(working)
    if not later:
        store_minutes(db, DRAFT, version="1")
    db.close()
    assert run(["forget", f"{KEY}-p3", "--db", str(working)]) == 0
    db = open_database(working)
    if later:
        store_minutes(db, DRAFT, version="1")
    assert db.execute("SELECT count(*) FROM agenda_items WHERE title = 'Slut'").fetchone() == (0,)
    assert db.execute("SELECT text FROM pages WHERE number = 3").fetchall() == [("",), ("",)]
    db.close()
    assert b"Hemmeligt sluttet" not in published(working)[1]
