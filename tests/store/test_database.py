"""Is the working database private, migrated, held by one run, and clear about what is wrong?"""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from made import full_item, minutes
from sqlite_utils import Database

from pipeline.errors import DatabaseBusy, StorageError
from pipeline.minutes import (
    Choice,
    Kind,
    Outcome,
    Precision,
    ReferenceKind,
    Role,
    Scope,
    SectionKind,
    StandpointKind,
    Status,
)
from pipeline.page import TextLayer
from pipeline.store.database import end_run, hold_database, known_migrations, open_database, start_run, storage_errors
from pipeline.store.dictionary import LOOKUP_TABLES, SNAPSHOT_ONLY, TABLES
from pipeline.store.labels import LOOKUPS
from pipeline.store.schema import migrations
from pipeline.store.snapshot_indexes import SNAPSHOT_INDEXES
from pipeline.store.write import store_minutes


def test_every_table_and_column_is_described(tmp_path: Path) -> None:
    db = open_database(tmp_path / "w.db")
    found = {
        name: [row[1] for row in db.execute(f"PRAGMA table_xinfo({name})")]
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        if not name.startswith(("sqlite_", "_"))
    }
    described = {
        name: [column for column in table.columns if (name, column) not in SNAPSHOT_ONLY]
        for name, table in TABLES.items()
    }
    assert found == described
    for index in SNAPSHOT_INDEXES:
        db.execute(f"CREATE INDEX i{abs(hash(index))} ON {index}")


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("outcomes", Outcome), ("scopes", Scope), ("section_kinds", SectionKind), ("attendance_statuses", Status),
        ("roles", Role), ("document_kinds", Kind), ("text_layers", TextLayer), ("vote_choices", Choice),
        ("standpoint_kinds", StandpointKind), ("reference_kinds", ReferenceKind), ("precisions", Precision),
    ],
)  # fmt: skip
def test_every_code_has_a_label(table: str, codes: type) -> None:
    assert [code for code, _, _ in LOOKUPS[table]] == [str(code) for code in codes]  # type: ignore[attr-defined]
    assert table in LOOKUP_TABLES


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "w.db"
    open_database(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_labels_follow_the_program(tmp_path: Path) -> None:
    db = open_database(tmp_path / "w.db")
    db.execute("UPDATE outcomes SET label = 'gammel' WHERE code = 'postponed'")
    db.close()
    db = open_database(tmp_path / "w.db")
    assert db.execute("SELECT label FROM outcomes WHERE code = 'postponed'").fetchone() == ("Udsat",)


def test_an_older_database_gets_the_tables_that_came_later(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    db = open_database(path)
    store_minutes(db, minutes(items=(full_item(),)), version="1")
    later = ("vote_positions", "standpoints", "actions", "dates", "cross_references", "party_letters")
    for table in (*later, "vote_choices", "standpoint_kinds", "reference_kinds", "precisions"):
        db.execute(f"DROP TABLE {table}")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_mentions'")
    db.close()
    db = open_database(path)
    assert db.execute("SELECT count(*) FROM decisions").fetchone() == (1,)
    store_minutes(db, minutes(items=(full_item(),)), version="2")
    assert all(db.execute(f"SELECT 1 FROM {table}").fetchone() for table in later)
    letters = db.execute("SELECT letter FROM party_letters WHERE name = 'Nye Borgerlige' ORDER BY period").fetchall()
    assert letters == [("D",), ("D",)]
    db.close()


def test_the_migrations_are_known_without_loading_them() -> None:
    assert known_migrations() == {migration.name for migration in migrations.pending(Database(memory=True))}


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    db = open_database(path)
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('referat', 'm999_later', '')")
    db.close()
    with pytest.raises(StorageError, match="newer version of referat"):
        open_database(path)


def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StorageError, match="not a database"):
        open_database(path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"w\.db"):
        (tmp_path / "w.db").mkdir()
        open_database(tmp_path / "w.db")
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        open_database(tmp_path / "file" / "w.db")


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("database or disk is full", StorageError),
        ("attempt to write a readonly database", StorageError),
        ("database is locked", DatabaseBusy),
    ],
)
def test_errors_say_what_to_do(message: str, error: type[Exception]) -> None:
    with pytest.raises(error, match="try again"), storage_errors(Path("w.db")):
        raise sqlite3.OperationalError(message)


def test_our_own_mistakes_are_not_blamed_on_the_disk() -> None:
    with pytest.raises(sqlite3.IntegrityError), storage_errors(Path("w.db")):
        raise sqlite3.IntegrityError("FOREIGN KEY constraint failed")


def test_a_second_run_is_refused_until_the_first_ends_or_dies(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    code = (
        "import sys, time; from pathlib import Path; from pipeline.store.database import hold_database\n"
        "with hold_database(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(DatabaseBusy, match="another run"), hold_database(path):
            pass
    finally:
        other.kill()
        other.wait()
    with hold_database(path):
        pass


def test_runs_are_recorded(tmp_path: Path) -> None:
    db = open_database(tmp_path / "w.db")
    run = start_run(db, "1.0", {"pypdfium2": "5"})
    end_run(db, run, stored=3, skipped=2, quarantined=1, pages=30)
    row = db.execute("SELECT version, packages, stored, skipped, quarantined, pages, ended >= started FROM runs")
    assert row.fetchone() == ("1.0", '{"pypdfium2": "5"}', 3, 2, 1, 30, 1)


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE decisions (a)")
    with pytest.raises(StorageError, match="not a working database"):
        open_database(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("decisions",)]


def test_a_full_disk_leaves_whole_documents_only(tmp_path: Path) -> None:
    db = open_database(tmp_path / "w.db")
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + 20}")
    stored = 0
    with pytest.raises(StorageError, match="make room"):
        for stored in range(100):
            document = minutes(f"{stored}.pdf", tuple(full_item(str(n)) for n in range(20)))
            store_minutes(db, document, version="1")
    assert 0 < stored < 100
    assert db.execute("SELECT count(*) FROM documents").fetchone() == (stored,)
    assert db.execute("SELECT count(*) FROM decisions").fetchone() == (20 * stored,)
