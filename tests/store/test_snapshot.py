"""Does the published file hold what it should, and nothing of what it must not?"""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from made import KEY, MEETING, full_item, item, minutes, page
from msgspec.structs import replace

from pipeline.errors import Damaged, StorageError
from pipeline.lemmas import match_query
from pipeline.link import link_archive
from pipeline.minutes import Issue, Kind, Minutes, Participant, Section, SectionKind, Status
from pipeline.page import Table
from pipeline.store.chain import ITEM_TABLES
from pipeline.store.database import end_run, open_database, start_run
from pipeline.store.dictionary import FACTS
from pipeline.store.masking import masked_columns
from pipeline.store.snapshot import publish_snapshot
from pipeline.store.write import quarantine_document, store_minutes

Publish = Callable[..., sqlite3.Connection]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Store documents (keywords go to `store_minutes`), publish them, and open the snapshot."""

    def run(*documents: Minutes, samples: bool = True, **more: object) -> sqlite3.Connection:
        db = open_database(tmp_path / "working.db")
        for document in documents:
            store_minutes(db, document, version="1", **more)  # type: ignore[arg-type]
        db.close()
        publish_snapshot(tmp_path / "working.db", tmp_path / "out" / "referater.db", samples=samples)
        return sqlite3.connect(tmp_path / "out" / "referater.db")

    return run


def held_back(tmp_path: Path) -> dict[str, int]:
    return json.loads((tmp_path / "out" / "privacy.json").read_text())["held_back"]


LINKED = (
    "INSERT INTO corrections SELECT 'rettelse-1', 1, 'drop', id, 'q', '', 'w', 'y', '2024-01-01', 'applied', 'b', id,"
    " document_id FROM decisions LIMIT 1",  # a row in each table that linking writes
    "INSERT OR IGNORE INTO recommendation_outcomes SELECT id, 1, agenda_item_id, NULL, 'adopted', 'whole', '', ''"
    " FROM recommendations",
    "INSERT OR IGNORE INTO item_links SELECT max(id), min(id), 'title', '' FROM agenda_items",
    "INSERT OR IGNORE INTO cases SELECT 'sag', organisation_id, title, '1', '2', date, date, 2, 1 FROM meetings",
    "INSERT OR IGNORE INTO case_items SELECT id, 'sag', 1, 'title', '' FROM agenda_items",
    "INSERT OR IGNORE INTO reported_decisions SELECT id, meeting_id, agenda_item_id, id, 'confirmed' FROM decisions",
    "INSERT OR IGNORE INTO action_closings SELECT id, agenda_item_id, '2023-08-30', 'said', '' FROM actions",
    "INSERT OR IGNORE INTO missing_meetings SELECT 'm', organisation_id, body_id, '', date, 1, id"
    " FROM agenda_items LIMIT 1",
)


def test_no_canary_in_any_byte(tmp_path: Path) -> None:
    """Is a canary put into every text column of every table gone from the file, free pages and indexes included?"""
    path = tmp_path / "working.db"
    db = open_database(path)
    secret = "131180-4321 / 1311804321 / 13 11 80 4321, kanariefugl@bur.dk, tlf. 87654321, 131180\u00ad\u20114321"
    document = replace(
        minutes(f"{secret.replace('/', '_')}.pdf", (full_item(), replace(full_item("131180-4321"), title=secret))),
        meeting=replace(MEETING, organisation=secret, body=f"Udvalg {secret}", date="2023-08-30"),
    )
    store_minutes(db, document, version="1", path="/hemmelig/mappe/a.pdf", source_url="https://x.dk/1311804321/a.pdf")
    store_minutes(db, replace(document, document=replace(document.document, sha256="f" * 64)), version="1")
    error = Damaged(f"/hemmelig/mappe/{secret}.pdf: xref")
    quarantine_document(db, error, filename=f"{secret}.pdf", version="1", path=f"/hemmelig/mappe/{secret}.pdf")
    end_run(db, start_run(db, "1", {"pypdfium2": "5"}), stored=1, skipped=0, quarantined=1, pages=1)
    db.execute("INSERT INTO rules VALUES ('r', 'decisions', 'approved', 'godkendt', 'Godkendt.')")
    link_archive(db, "1")
    db.execute("INSERT INTO abbreviations SELECT 'a', id, 'PB', 'Prøveby', 'defined', NULL, 1 FROM documents LIMIT 1")
    views = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    for statement in LINKED:
        db.execute(statement)
    planted = 0
    for table in FACTS.keys() - views:
        for column in masked_columns(db, table):
            done = db.execute(f"UPDATE {table} SET {column} = coalesce({column}, '') || ?", (f" {secret}",))
            planted += done.rowcount
    assert planted > 60
    assert [t for t in FACTS.keys() - views if not db.execute(f"SELECT 1 FROM {t}").fetchone()] == ["rule_scores"]
    db.close()

    publish_snapshot(path, tmp_path / "out" / "referater.db")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["privacy.json", "referater.db"]
    assert not list(tmp_path.glob("*unmasked*"))
    for file in (tmp_path / "out").iterdir():
        data = file.read_bytes().lower()
        for canary in ("4321", "kanariefugl", "87654321", "hemmelig"):
            assert canary.encode() not in data, (file.name, canary)
            assert canary.encode("utf-16-le") not in data
    assert held_back(tmp_path)["cpr"] > 20


def test_a_number_split_over_two_cells_is_covered(publish: Publish, tmp_path: Path) -> None:
    rows = (("Født", "131180", "4321"), ("Konto", "991399", "4321"))
    db = publish(minutes(items=(item("1", "a", tables=(Table(1, 0, 0, 9, 9, rows),)),)))
    cells = db.execute("SELECT text, number FROM table_cells ORDER BY row, col").fetchall()
    assert cells[1:3] == [("██████", None), ("████", None)]
    assert cells[4:] == [("991399", 991399.0), ("4321", 4321.0)]


def test_a_closed_item_keeps_number_title_and_page(publish: Publish, tmp_path: Path) -> None:
    pages = (
        page(1, "Indhold", "1 Plan", "2 Salg af jord", "3 Ansættelse af", "Rigmor Testesen", "1 Plan", "Åbent"),
        page(2, "2 Salg af jord", "Fortroligt", "3 Ansættelse af Rigmor Testesen", "Fortroligt", "4 Slut", "Åbent"),
    )
    items = (
        item("1", "Plan", "Godkendt.", boxes=(pages[0].lines[5].box,)),
        replace(full_item("2", 2), title="Salg af jord", closed=True, boxes=(pages[1].lines[0].box,)),
        item("a", "Underpunkt", "Fortroligt udfald.", parent="2", page=2, boxes=(pages[1].lines[1].box,)),
        item("3", "Ansættelse af Rigmor Testesen", "Fortroligt.", page=2, closed=True, boxes=(pages[1].lines[2].box,)),
        item("4", "Slut", "Intet.", page=2, boxes=(pages[1].lines[4].box,)),
    )
    issues = (Issue("x", "Fortroligt", 2), Issue("x", "Side 1", 1))
    db = publish(minutes(items=items, pages=pages, issues=issues))
    assert db.execute("SELECT number, title, page, closed FROM agenda_items ORDER BY position").fetchall() == [
        ("1", "Plan", 1, 0), ("2", "Salg af jord", 2, 1), ("a", "Underpunkt", 2, 1), ("3", "[tilbageholdt]", 2, 1),
        ("4", "Slut", 2, 0),
    ]  # fmt: skip
    assert db.execute("SELECT text FROM decisions ORDER BY id").fetchall() == [("Godkendt.",), ("Intet.",)]
    for table in (*ITEM_TABLES, "table_cells", "vote_positions"):
        if table in ("sections", "decisions"):
            continue
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    texts = [text for (text,) in db.execute("SELECT text FROM pages ORDER BY number")]
    assert texts[0].splitlines()[:3] == ["Indhold", "1 Plan", "2 Salg af jord"]
    assert texts[1] == "4 Slut\nÅbent"
    assert db.execute("SELECT message FROM issues ORDER BY id").fetchall() == [("[tilbageholdt]",), ("Side 1",)]
    data = (tmp_path / "out" / "referater.db").read_bytes()
    assert b"Fortrolig" not in data and b"Rigmor" not in data
    boxed = {row for (row,) in db.execute("SELECT DISTINCT row_id FROM boxes")}
    kept = {row for (row,) in db.execute("SELECT id FROM agenda_items UNION SELECT id FROM decisions")}
    assert boxed <= kept
    counts = held_back(tmp_path)
    assert (counts["closed_items"], counts["closed_titles"]) == (3, 1)


def test_a_superseded_edition_is_not_counted_twice(publish: Publish) -> None:
    items = (item("1", "Plan", "Drøftet."), item("2", "Budget", "Udsat."))
    agenda = minutes("dagsorden.pdf", tuple(replace(i, decisions=()) for i in items), kind=Kind.AGENDA)
    db = publish(minutes("udkast.pdf", items), minutes("referat.pdf", items), agenda)
    assert db.execute("SELECT id FROM decisions ORDER BY id").fetchall() == [(f"{KEY}-p1-b1",), (f"{KEY}-p2-b1",)]
    assert db.execute("SELECT count(*) FROM documents").fetchone() == (3,)
    assert db.execute("SELECT count(*), count(DISTINCT document_id) FROM attendances").fetchone() == (1, 1)
    assert db.execute("SELECT count(DISTINCT document_id) FROM boxes").fetchone() == (1,)


def test_samples_can_be_left_out(publish: Publish, tmp_path: Path) -> None:
    publish(minutes("opdigtet.pdf", (full_item(),)), sample=True).close()
    db = publish(minutes("ægte.pdf", (full_item(),), replace(MEETING, body="Byrådet")), samples=False)
    assert db.execute("SELECT filename FROM documents").fetchall() == [("ægte.pdf",)]
    assert db.execute("SELECT name FROM bodies").fetchall() == [("Byrådet",)]
    assert open_database(tmp_path / "working.db").execute("SELECT count(*) FROM documents").fetchone() == (2,)


@pytest.mark.parametrize(
    ("table", "question", "hits"),
    [
        ("decisions", "lokalplanerne", 1),  # from the item's title
        ("decisions", "havn godkende", 1),
        ("decisions", "garden", 0),
        ("agenda_items", "lokalplan", 1),
        ("sections", "godkendelser", 0),
        ("sections", "godkende", 1),
        ("decisions", "udsat", 0),
    ],
)
def test_search(publish: Publish, table: str, question: str, hits: int) -> None:
    db = publish(minutes(items=(full_item(),)))
    query = f"SELECT count(*) FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"
    assert db.execute(query, (match_query(question),)).fetchone() == (hits,)
    db.execute(
        f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 0)"
    )  # of itself: it holds more than was printed


def test_the_snapshot_is_sound_and_for_everyone(publish: Publish, tmp_path: Path) -> None:
    db = publish(minutes(items=(full_item(),)))
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert stat.S_IMODE((tmp_path / "out" / "referater.db").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "working.db").stat().st_mode) == 0o600
    columns = {row[1] for row in db.execute("PRAGMA table_info(documents)")}
    assert "path" not in columns and "filename" in columns


def test_the_snapshot_tells_in_danish_what_it_holds(publish: Publish) -> None:
    db = publish(minutes())
    told = set(db.execute("SELECT table_name, column_name FROM descriptions"))
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall():
        if table.startswith("sqlite_") or "_fts" in table or table == "descriptions":
            continue
        columns = {(table, row[1]) for row in db.execute(f"PRAGMA table_xinfo({table})")}
        assert columns | {(table, "")} == {row for row in told if row[0] == table}


def test_publishing_again_replaces_the_snapshot_and_leaves_the_working_database(
    publish: Publish, tmp_path: Path
) -> None:
    publish(minutes(items=(item("1", "a", "CPR 131180-4321"),))).close()
    db = publish(minutes(items=(item("1", "b", "Nyt udfald."),)))
    assert db.execute("SELECT text FROM decisions").fetchall() == [("Nyt udfald.",)]
    working = open_database(tmp_path / "working.db")
    assert working.execute("SELECT text FROM decisions").fetchall() == [("Nyt udfald.",)]


def test_a_failed_publication_leaves_the_old_snapshot(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(minutes(items=(item("1", "a", "Gammelt."),))).close()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("pipeline.store.snapshot._finish", full)
    with pytest.raises(StorageError, match="make room"):
        publish(minutes(items=(item("1", "a", "Nyt."),)))
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["privacy.json", "referater.db"]
    db = sqlite3.connect(tmp_path / "out" / "referater.db")
    assert db.execute("SELECT text FROM decisions").fetchall() == [("Gammelt.",)]
    assert not list(tmp_path.glob("*unmasked*"))


def test_nothing_to_publish(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="referat ingest"):
        publish_snapshot(tmp_path / "none.db", tmp_path / "out.db")


def test_masks_are_as_long_as_what_they_cover(publish: Publish) -> None:
    text = "Spørg 131180-4321 i dag"
    made = item("1", "a", sections=(Section(SectionKind.BACKGROUND, None, text, 1),))
    participants = (Participant("NN 131180-4321", Status.PRESENT, 1),)
    db = publish(minutes(items=(made,), participants=participants))
    assert db.execute("SELECT text FROM sections").fetchone() == ("Spørg ███████████ i dag",)
    assert db.execute("SELECT name FROM attendances").fetchone() == ("NN ███████████",)


def test_only_a_snapshot_is_overwritten(publish: Publish, tmp_path: Path) -> None:
    publish(minutes(items=(full_item(),))).close()
    working, other, link = tmp_path / "working.db", tmp_path / "other.db", tmp_path / "link.db"
    open_database(other).close()
    link.hardlink_to(working)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "empty.db").touch()
    foreign = sqlite3.connect(tmp_path / "foreign.db")
    foreign.execute("CREATE TABLE documents (id)")
    foreign.close()
    for out in (working, link):
        with pytest.raises(StorageError, match="is the working database itself"):
            publish_snapshot(working, out)
    for out in (other, tmp_path / "notes.txt", tmp_path / "empty.db", tmp_path / "foreign.db", tmp_path / "out"):
        before = out.read_bytes() if out.is_file() else None
        with pytest.raises(StorageError, match="is not a snapshot of referat"):
            publish_snapshot(working, out)
        assert before is None or out.read_bytes() == before
    publish_snapshot(working, tmp_path / "out" / "referater.db")
    assert open_database(working).execute("SELECT count(*) FROM decisions").fetchone() != (0,)


def test_a_closed_item_lends_no_case_its_title_or_number(tmp_path: Path) -> None:
    """Is a matter that was treated behind closed doors followed in the working database only?"""
    secret, plain = "Salg af Rosenvej 17 til Nordbyg", item("3", "Lokalplan nr. 412 for Møllevej", "Udsat.")
    first = item("1", secret, "Udsat.", case_number="20/4321", closed=True)
    again = item("2", secret, "Godkendt.", case_number="20/4321", closed=True)
    later = replace(MEETING, date="2023-10-04")
    db = open_database(tmp_path / "working.db")
    store_minutes(db, minutes(items=(first, plain)), version="1")
    store_minutes(db, minutes("b.pdf", (again, plain), later), version="1")
    link_archive(db, "1")
    assert db.execute("SELECT count(*), sum(title IS NULL AND case_number IS NULL) FROM cases").fetchone() == (2, 1)
    db.close()
    publish_snapshot(tmp_path / "working.db", tmp_path / "out" / "referater.db")
    shown = sqlite3.connect(tmp_path / "out" / "referater.db")
    assert shown.execute("SELECT title FROM cases").fetchall() == [(plain.title,)]
    assert shown.execute("SELECT count(*) FROM case_items").fetchone() == (2,)
    assert shown.execute("SELECT count(*) FROM item_links").fetchone() == (1,)
    shown.close()
    assert b"4321" not in (tmp_path / "out" / "referater.db").read_bytes()
