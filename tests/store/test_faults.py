"""Does a run that cannot write stop cleanly, say why, leave whole documents only, and go on the next time?"""

from __future__ import annotations

import hashlib
import os
import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from made import MEETING, full_item, minutes
from msgspec.structs import replace

from pipeline.answers import pack_answer
from pipeline.cli import run
from pipeline.errors import DatabaseBusy, StorageError
from pipeline.ingest import ingest
from pipeline.report import Report

ITEMS = 6
TIMED = ("runs", "_events", "_files", "_sqlite_migrations")


def read(data: bytes, filename: str) -> bytes:
    """A reader for these tests: a file's text is the day of its meeting, which has many items."""
    made = minutes(filename, tuple(full_item(str(n)) for n in range(ITEMS)), replace(MEETING, date=data.decode()))
    document = replace(made.document, sha256=hashlib.sha256(data).hexdigest())
    return pack_answer(replace(made, document=document), [])


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "in"
    folder.mkdir()
    for day in range(1, 13):
        (folder / f"{day:02}.pdf").write_text(f"2024-02-{day:02}")
    return sorted(folder.iterdir())


def take_in(files: list[Path], database: Path) -> Report:
    return ingest(files, database, read=read, prepare=lambda: None)


def content(database: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in tables if name not in TIMED}
        found["documents"] = [repr(row) for row in db.execute("SELECT id, sha256, filename FROM documents ORDER BY id")]
    return found


def whole_documents(database: Path) -> int:
    """The documents stored; fails unless each is whole and has its event, once."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = '_events'").fetchone():
            return 0
        counts = {
            table: db.execute(
                f"SELECT count({table}.id) FROM documents LEFT JOIN {table} ON {link} GROUP BY documents.id"
            ).fetchall()
            for table, link in {
                "agenda_items": "agenda_items.document_id = documents.id",
                "decisions": "decisions.document_id = documents.id",
                "_events": "_events.sha256 = documents.sha256",
            }.items()
        }
        (documents,) = db.execute("SELECT count(*) FROM documents").fetchone()
        assert db.execute("SELECT count(*) FROM _events").fetchone() == (documents,)
    each = {"agenda_items": ITEMS, "decisions": ITEMS, "_events": 1}
    assert counts == {table: [(number,)] * documents for table, number in each.items()}
    return int(documents)


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """As if the disk were full as soon as a file has so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_at_twenty_points(tmp_path: Path, files: list[Path]) -> None:
    whole = tmp_path / "whole.db"
    sizes: list[int] = []

    def measure(report: Report) -> None:
        sizes.append(max(path.stat().st_size for path in tmp_path.glob("whole.db*")))

    ingest(files, whole, read=read, prepare=lambda: None, progress=measure)
    wanted, least, most = content(whole), sizes[0], sizes[-1]
    stored = []
    for point in range(20):
        database = tmp_path / f"{point}.db"
        size = least * point // 4 if point < 4 else least + (most - least) * (point - 4) // 16
        with no_file_beyond(size), pytest.raises(StorageError, match="try again|rights"):
            take_in(files, database)
        stored.append(whole_documents(database))
        report = take_in(files, database)
        assert (report.stored, report.skipped) == (len(files) - stored[-1], stored[-1])
        assert content(database) == wanted
        for path in tmp_path.glob(f"{point}.db*"):
            path.unlink()
    assert stored == sorted(stored)
    assert len(set(stored)) > 8


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """The folder as one that cannot be written to; root is nobody meanwhile."""
    folder.parent.chmod(0o755)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.parametrize("before", [False, True])
def test_a_folder_that_cannot_be_written(before: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        file, database = Path(name, "a.pdf"), Path(name, "db", "w.db")
        file.write_text("2024-02-01")
        database.parent.mkdir()
        if before:
            take_in([file], database)
        with closed(database.parent), pytest.raises(StorageError, match=r"w\.db\S*: .*(?:writable|rights)"):
            take_in([file], database)
        assert whole_documents(database) == before
        assert take_in([file], database).skipped == before


def test_a_reader_does_not_hinder_and_sees_whole_states(tmp_path: Path, files: list[Path]) -> None:
    database = tmp_path / "w.db"
    take_in(files[:5], database)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        rows = reader.execute("SELECT id FROM decisions")
        rows.fetchone()
        assert take_in(files, database).stored == 7
        assert len(rows.fetchall()) == 5 * ITEMS - 1
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (12,)


def test_another_programs_write_is_waited_for_and_then_told(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "w.db"
    take_in(files[:5], database)
    monkeypatch.setattr("pipeline.store.database.BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy, match="in use by another program"):
            take_in(files, database)
        assert run(["ingest", str(files[0].parent), "--db", str(database)]) == 75
    assert "in use by another program" in capsys.readouterr().err
    assert take_in(files, database).stored == 7
