"""Does one document become the right rows, whole, once, and the same whatever the order?"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import KEY, MEETING, full_item, item, minutes, page
from msgspec.structs import replace

from pipeline.errors import Damaged, Spent
from pipeline.minutes import Kind, Minutes
from pipeline.store.database import open_database, refused_with, stored_version
from pipeline.store.rows import COLUMNS
from pipeline.store.write import quarantine_document, remove_document, store_minutes

TABLES = ("organisations", "bodies", "documents", "pages", "meetings", "meeting_documents", "issues", *COLUMNS)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_database(tmp_path / "working.db")
    yield connection
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def store(db: sqlite3.Connection, *documents: Minutes) -> None:
    for document in documents:
        store_minutes(db, document, version="1")


def content(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(map(tuple, db.execute(f"SELECT * FROM {table}")), key=repr) for table in TABLES}


def ids(db: sqlite3.Connection, table: str) -> list[str]:
    return [key for (key,) in db.execute(f"SELECT id FROM {table} ORDER BY id")]


def texts(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute("SELECT id, text FROM decisions").fetchall())


def test_every_fact_has_its_row(db: sqlite3.Connection) -> None:
    store(db, minutes(items=(full_item(),)))
    counts = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    assert counts == dict.fromkeys(TABLES, 1) | {"table_cells": 5, "vote_positions": 4, "boxes": 5}
    row = db.execute(
        "SELECT id, agenda_item_id, meeting_id, body_id, date, year, title, text, outcome, scope FROM decisions"
    ).fetchone()
    assert row == (
        f"{KEY}-p3-b1", f"{KEY}-p3", KEY, "proeveby-kommune-teknik-og-miljoeudvalget", "2023-08-30", 2023,
        "Lokalplan for havnen", "Godkendt.", "approved", "this_meeting",
    )  # fmt: skip
    assert db.execute("SELECT number FROM table_cells WHERE row = 2 ORDER BY col").fetchall() == [(2023.0,), (1234.5,)]
    assert db.execute("SELECT parties_for, votes_for FROM votes").fetchone() == ('["A", "B"]', 12)
    stood = db.execute("SELECT choice, party, name FROM vote_positions ORDER BY position").fetchall()
    assert stood == [("for", "A", None), ("for", "B", None), ("against", "V", None), ("against", "O", "Test Testesen")]
    assert db.execute("SELECT decision_id, responsible, deadline_date, precision FROM actions").fetchone() == (
        f"{KEY}-p3-b1", "NN", "2023-06-30", "month",
    )  # fmt: skip
    assert db.execute("SELECT kind, who FROM standpoints").fetchone() == ("dissent", '["V", "Test Testesen"]')
    assert db.execute("SELECT kind, target, date FROM cross_references").fetchone() == ("item", "4", "2023-06-07")
    assert db.execute("SELECT text, date FROM dates").fetchone() == ("den 7. juni 2023", "2023-06-07")
    full = dict(zip(*_named(db, "SELECT * FROM decisions_full"), strict=True))
    assert (full["outcome_label"], full["recommendations"], full["votes_against"], full["body"]) == (
        "Godkendt", "at planen godkendes", 3, "Teknik- og Miljøudvalget",
    )  # fmt: skip


def _named(db: sqlite3.Connection, sql: str) -> tuple[list[str], tuple[object, ...]]:
    found = db.execute(sql)
    return [column[0] for column in found.description], found.fetchone()


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((item("3", "a"), item("3a", "b"), item("3.1", "c", parent="3")), ["p3", "p3-1", "p3a"]),
        ((item("5", "a"), item("a", "b", parent="5"), item("6", "c"), item("a", "d", parent="6")),
         ["p5", "p5-pa", "p6", "p6-pa"]),
        ((item("1", "samme"), item("1", "anden")), ["p1", "p1-"]),
        ((item("1", "samme"), item("1", "samme"), item("1", "samme")), ["p1", "p1-", "p1-"]),
        ((item(None, "uden nummer"),), ["u"]),
    ],
)  # fmt: skip
def test_item_keys(db: sqlite3.Connection, items: tuple[object, ...], expected: list[str]) -> None:
    store(db, minutes(items=items))  # type: ignore[arg-type]
    found = [key.removeprefix(f"{KEY}-") for key in ids(db, "agenda_items")]
    assert len(found) == len(items)
    assert all(
        key == wanted or (wanted.endswith(("-", "u")) and key.startswith(wanted))
        for key, wanted in zip(found, expected, strict=True)
    ), found


def test_a_sub_item_hangs_on_its_item(db: sqlite3.Connection) -> None:
    store(db, minutes(items=(item("5", "a"), item("a", "b", parent="5"))))
    assert db.execute("SELECT id, parent_id FROM agenda_items WHERE number = 'a'").fetchone() == (
        f"{KEY}-p5-pa", f"{KEY}-p5",
    )  # fmt: skip


def test_storing_again_changes_nothing(db: sqlite3.Connection) -> None:
    document = minutes(items=(full_item(), item("4", "Andet", "Udsat.", "Aftalt.")))
    store(db, document)
    before = content(db)
    store(db, document)
    assert content(db) == before


def test_a_decision_found_later_leaves_the_others_their_keys(db: sqlite3.Connection) -> None:
    store(db, minutes(items=(item("1", "a", "Første.", "Tredje.", "Sidste."),)))
    store(db, minutes(items=(item("1", "a", "Første.", "Anden.", "Tredje."),)))
    found = {text: key.removeprefix(f"{KEY}-p1-") for key, text in texts(db).items()}
    assert (found["Første."], found["Tredje."]) == ("b1", "b2")
    assert found["Anden."].startswith("b2-")


DRAFT = minutes("udkast.pdf", (item("1", "Plan", "Drøftet."), item("2", "Budget", "Udsat.")))
FINAL = minutes("referat.pdf", (item("1", "Plan", "Godkendt."), item("2", "Budget", "Udsat.")))
CORRECTED = minutes("rettet.pdf", (item("1", "Plan", "Godkendt med bemærkning."), item("2", "Budget", "Udsat.")))
AGENDA = minutes("dagsorden.pdf", (item("1", "Plan"), item("2", "Budget")), kind=Kind.AGENDA)
CLOSED = minutes("lukket.pdf", (item("1", "Køb af jord", "Solgt.", closed=True),))
EXTRA = minutes("ekstra.pdf", (item("1", "Plan", "Afvist."),), replace(MEETING, start="18:00"))
TWIN = minutes("tvilling.pdf", FINAL.items)


@pytest.mark.parametrize(
    ("documents", "winner", "statuses"),
    [
        ((DRAFT, FINAL), "Godkendt.", {"udkast.pdf": "superseded"}),
        ((FINAL, CORRECTED, DRAFT), "Godkendt med bemærkning.",
         {"udkast.pdf": "superseded", "referat.pdf": "superseded"}),
        ((AGENDA, DRAFT), "Drøftet.", {"dagsorden.pdf": "superseded"}),
        ((FINAL, CLOSED), "Godkendt.", {"lukket.pdf": "parallel"}),
        ((FINAL, EXTRA), "Godkendt.", {"ekstra.pdf": "parallel"}),
    ],
)  # fmt: skip
def test_documents_of_one_meeting(
    tmp_path: Path, documents: tuple[Minutes, ...], winner: str, statuses: dict[str, str]
) -> None:
    """Is the state the same whatever the order, with the plain keys on the document that counts?"""
    states = []
    for number, order in enumerate(itertools.permutations(documents)):
        db = open_database(tmp_path / f"{number}.db")
        store(db, *order)
        store(db, order[0])
        states.append(content(db))
        assert texts(db)[f"{KEY}-p1-b1"] == winner
        found = db.execute(
            "SELECT filename, status FROM meeting_documents JOIN documents ON documents.id = document_id"
            " WHERE status != 'current'"
        ).fetchall()
        assert dict(found) == statuses
        assert len(texts(db)) == sum(len(i.decisions) for document in documents for i in document.items)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.close()
    assert all(state == states[0] for state in states)


def test_the_next_document_takes_over_when_the_first_is_removed(db: sqlite3.Connection) -> None:
    store(db, DRAFT)
    alone = content(db)
    store(db, FINAL)
    remove_document(db, FINAL.document.sha256)
    assert content(db) == alone
    remove_document(db, DRAFT.document.sha256)
    assert content(db) == {table: [] for table in TABLES}


def test_two_files_of_the_same_minutes_count_once(db: sqlite3.Connection) -> None:
    store(db, FINAL, TWIN)
    assert sorted(s for (s,) in db.execute("SELECT status FROM meeting_documents")) == ["current", "superseded"]


def test_a_corrected_date_leaves_no_empty_meeting_behind(db: sqlite3.Connection) -> None:
    store(db, minutes(items=(full_item(),)))
    store(db, minutes(items=(full_item(),), meeting=replace(MEETING, date="2024-01-02", body="Byrådet")))
    assert ids(db, "meetings") == ["proeveby-kommune-byraadet-2024-01-02"]
    assert ids(db, "bodies") == ["proeveby-kommune-byraadet"]


@pytest.mark.parametrize(
    ("organisation", "body", "date", "key"),
    [
        ("Prøveby Kommune", "Byrådet", "2023-08-30", "proeveby-kommune-byraadet-2023-08-30"),
        ("Klynge Midt", "Chefforum Klynge Midt", "2023-08-30", "klynge-midt-chefforum-2023-08-30"),
        (None, "Bestyrelsen", "2014-08-12", "bestyrelsen-2014-08-12-v{}"),
        ("Åben Forening", None, "2014-08-12", "aaben-forening-2014-08-12-v{}"),
        (None, None, None, "moede-v{}"),
        ("CPR 010180-1234", "Udvalget", "2014-08-12", "cpr-udvalget-2014-08-12"),
    ],
)
def test_meeting_keys(
    db: sqlite3.Connection, organisation: str | None, body: str | None, date: str | None, key: str
) -> None:
    document = minutes(meeting=replace(MEETING, organisation=organisation, body=body, date=date))
    store(db, document)
    assert ids(db, "meetings") == [key.format(document.document.sha256[:8])]


def test_a_file_beside_the_pdf_fills_what_it_does_not_say(db: sqlite3.Connection) -> None:
    bare = minutes(meeting=replace(MEETING, organisation=None, body=None))
    store_minutes(db, bare, version="1", organisation="Prøveby Kommune", body="Byrådet", source_url="https://x.dk/a.pdf",
                  sample=True, path="/hemmelig/a.pdf")  # fmt: skip
    assert ids(db, "meetings") == ["proeveby-kommune-byraadet-2023-08-30"]
    assert db.execute("SELECT source_url, sample, path FROM documents").fetchone() == (
        "https://x.dk/a.pdf", 1, "/hemmelig/a.pdf",
    )  # fmt: skip


def test_several_meetings_in_one_pdf(db: sqlite3.Connection) -> None:
    first = minutes(items=(item("1", "a", "Et."),))
    second = replace(first, meeting=replace(MEETING, date="2023-09-27"), items=(item("1", "b", "To."),))
    same = replace(first, items=(item("1", "c", "Tre."),))
    store(db, replace(first, more_meetings=(second, same)))
    found = texts(db)
    assert len(found) == 3
    assert found[f"{KEY}-p1-b1"] == "Et."
    assert found[f"{KEY.replace('08-30', '09-27')}-p1-b1"] == "To."
    statuses = sorted(s for (s,) in db.execute("SELECT status FROM meeting_documents"))
    assert statuses == ["current", "current", "parallel"]


def test_what_is_no_minutes_makes_no_meeting(db: sqlite3.Connection) -> None:
    store(db, minutes(items=(full_item(),), kind=Kind.OTHER))
    assert ids(db, "meetings") == ids(db, "decisions") == []
    assert len(ids(db, "documents")) == 1


def test_names_are_those_most_often_printed(db: sqlite3.Connection) -> None:
    for number, name in enumerate(("TEKNIK- OG MILJØUDVALGET", "Teknik- og Miljøudvalget", "Teknik- og Miljøudvalget")):
        store(db, minutes(f"{number}.pdf", meeting=replace(MEETING, body=name, date=f"2023-0{number + 1}-01")))
    assert db.execute("SELECT name FROM bodies").fetchall() == [("Teknik- og Miljøudvalget",)]


def test_a_failure_leaves_the_document_as_it_was(db: sqlite3.Connection) -> None:
    good = minutes(items=(full_item(),))
    store(db, good)
    before = content(db)
    bad = replace(good, items=(item("3", "Ny"), replace(full_item("4"), title="Ny", closed=None)))  # type: ignore[arg-type]
    with pytest.raises((TypeError, sqlite3.IntegrityError)):
        store(db, bad)
    assert content(db) == before


def test_quarantine_and_what_is_known(db: sqlite3.Connection) -> None:
    document = minutes(items=(full_item(),))
    store(db, document)
    sha256 = document.document.sha256
    assert stored_version(db, sha256) == "1"
    error = Damaged("xref mangler", stage="extract")
    error.spent = Spent(cpu=1.25, memory=70_000_000, signal="SIGABRT")
    quarantine_document(db, error, filename="a\udcff.pdf", sha256=sha256, version="2", path="/sti/a.pdf")
    assert db.execute("SELECT exit_signal, peak_memory, cpu_seconds FROM quarantine").fetchall() == [
        ("SIGABRT", 70_000_000, 1.25)
    ]
    error.spent = None
    quarantine_document(db, error, filename="b.pdf", version="2")
    assert stored_version(db, sha256) is None
    assert refused_with(db, sha256) == ("2", "extract")
    assert ids(db, "decisions") == []
    assert db.execute("SELECT filename, reason, stage FROM quarantine WHERE sha256 NOT NULL").fetchone() == (
        "a\ufffd.pdf", "damaged", "extract",
    )  # fmt: skip
    store(db, document)
    assert refused_with(db, sha256) is None


def test_a_closed_item_is_cut_from_the_open_text_of_its_pages(db: sqlite3.Connection) -> None:
    page_1 = page(1, "1 Plan", "Åben tekst", "2 Lukket", "Hemmeligt")
    page_2 = page(2, "Mere hemmeligt", "3 Åbent", "Åbent igen")
    items = (
        item("1", "Plan", boxes=(page_1.lines[0].box,)),
        item("2", "Lukket", closed=True, boxes=(page_1.lines[2].box,), page_end=2),
        item("a", "Underpunkt", parent="2", page=2, boxes=(page_2.lines[0].box,)),
        item("3", "Åbent", page=2, boxes=(page_2.lines[1].box,)),
    )
    store(db, minutes(items=items, pages=(page_1, page_2)))
    assert db.execute("SELECT open_text FROM pages ORDER BY number").fetchall() == [
        ("1 Plan\nÅben tekst",), ("3 Åbent\nÅbent igen",),
    ]  # fmt: skip
    blind = (items[0], replace(items[1], boxes=()), items[2], replace(items[3], boxes=()))
    store(db, minutes(items=blind, pages=(page_1, page_2)))
    assert db.execute("SELECT open_text FROM pages ORDER BY number").fetchall() == [("",), ("",)]


def test_a_mended_file_leaves_quarantine(db: sqlite3.Connection) -> None:
    """Under its place: its bytes are others now."""
    cut = Damaged("xref mangler", stage="extract")
    quarantine_document(db, cut, filename="a.pdf", sha256="1" * 64, version="1", path="/sti/a.pdf")
    quarantine_document(db, cut, filename="b.pdf", sha256="2" * 64, version="1", path="/sti/b.pdf")
    quarantine_document(db, cut, filename="b.pdf", sha256="3" * 64, version="1", path="/sti/b.pdf")
    store_minutes(db, minutes(), version="1", path="/sti/a.pdf")
    assert db.execute("SELECT sha256 FROM quarantine").fetchall() == [("3" * 64,)]


def test_a_file_refused_again_as_before_changes_nothing(db: sqlite3.Connection) -> None:
    for _ in range(2):
        quarantine_document(db, Damaged("xref mangler"), filename="a.pdf", version="1", path="/sti/a.pdf")
        changes = db.total_changes
    quarantine_document(db, Damaged("xref mangler"), filename="a.pdf", version="1", path="/sti/a.pdf")
    assert db.total_changes == changes
    assert db.execute("SELECT event, sha256, detail FROM _events").fetchall() == [("quarantined", None, "damaged")]


def test_every_change_of_a_document_is_an_event(db: sqlite3.Connection) -> None:
    document = minutes()
    sha256 = document.document.sha256
    store_minutes(db, document, version="1")
    store_minutes(db, document, version="2")
    quarantine_document(db, Damaged("xref mangler"), filename="a.pdf", sha256=sha256, version="3")
    remove_document(db, sha256)
    found = db.execute("SELECT event, sha256, detail FROM _events ORDER BY id").fetchall()
    assert found == [
        ("stored", sha256, "1"), ("stored", sha256, "2"), ("quarantined", sha256, "damaged"), ("removed", sha256, None),
    ]  # fmt: skip
