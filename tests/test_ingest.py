"""Is every file of a folder accounted for, once, and nothing done twice?"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.answers import is_kept, kept_task, open_kept, pack_answer
from pipeline.contract import to_bytes
from pipeline.errors import DatabaseBusy, Encrypted
from pipeline.ingest import ingest
from pipeline.minutes import AgendaItem, Document, Kind, Meeting, Minutes
from pipeline.page import Line, Page, Pages, TextLayer
from pipeline.report import Report
from pipeline.run import program_version
from pipeline.sources import read_sources
from pipeline.store.database import hold_database
from pipeline.store.forget import UnknownDocument
from pipeline.store.places import Stamp
from pipeline.upkeep import forget


def minutes_of(data: bytes, filename: str) -> Minutes:
    """A reader for these tests: a file's text is the date of its meeting."""
    pages = Pages((Page(1, 595.0, 842.0, ()), Page(2, 595.0, 842.0, ())), TextLayer.FULL)
    return Minutes(
        document=Document(hashlib.sha256(data).hexdigest(), filename, pages),
        kind=Kind.MINUTES,
        meeting=Meeting(date=data.decode()),
        items=(AgendaItem("1", "Vejbump", 1, 2),),
    )


def read(data: bytes, filename: str) -> bytes:
    if data == b"secret":
        raise Encrypted("The file asks for a password.")
    if data == b"crash":
        os.abort()
    return to_bytes(minutes_of(data, filename))


Ingest = Callable[..., Report]


@pytest.fixture
def run(tmp_path: Path) -> Ingest:
    def call(files: list[Path], **options: Any) -> Report:
        read_sources.cache_clear()
        given = {"read": read, "prepare": lambda: None, **options}
        return ingest(files, tmp_path / "working.db", **given)

    return call


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    said = {"a": b"2024-01-01", "b": b"2024-01-02", "b-again": b"2024-01-02", "c": b"secret", "d": b"crash"}
    for name, data in said.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    os.mkfifo(tmp_path / "pipe.pdf")
    return sorted([*tmp_path.glob("*.pdf"), tmp_path / "gone.pdf"])


def rows(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(tmp_path / "working.db") as db:
        return db.execute(query).fetchall()


def content(tmp_path: Path, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    tables = [name for (name,) in rows(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    return {name: sorted(rows(tmp_path, f"SELECT * FROM {name}"), key=repr) for name in tables if name not in but}


@pytest.mark.parametrize("workers", [1, 3])
def test_every_file_is_accounted_for(tmp_path: Path, run: Ingest, files: list[Path], workers: int) -> None:
    done: list[int] = []
    report = run(files, workers=workers, progress=lambda report: done.append(report.done))
    assert (report.stored, report.duplicates, report.skipped, report.pages) == (2, 1, 0, 4)
    assert {(refusal.path.name, refusal.error.reason) for refusal in report.refusals} == {
        ("c.pdf", "encrypted"),
        ("d.pdf", "crashed"),
        ("gone.pdf", "unreadable"),
        ("pipe.pdf", "unreadable"),
    }
    assert report.done == len(files)
    assert done == list(range(1, len(files) + 1))
    assert rows(tmp_path, "SELECT filename FROM documents ORDER BY 1") == [("a.pdf",), ("b-again.pdf",)]
    assert rows(tmp_path, "SELECT filename, reason, message FROM quarantine WHERE filename = 'c.pdf'") == [
        ("c.pdf", "encrypted", "The file asks for a password.")
    ]
    assert rows(tmp_path, "SELECT stored, quarantined, pages, ended IS NULL FROM runs") == [(2, 4, 4, 0)]


def test_a_second_run_reads_nothing_and_changes_no_row(tmp_path: Path, run: Ingest, files: list[Path]) -> None:
    run(files)
    before = content(tmp_path)

    def prepare() -> None:
        raise AssertionError("nothing is to be read")

    report = run(files, prepare=prepare)
    assert (report.stored, report.skipped, report.duplicates, report.refused_before) == (0, 2, 1, 2)
    assert report.in_quarantine == 4
    assert content(tmp_path) == before


def test_the_order_of_files_and_the_number_of_workers_leave_no_trace(tmp_path: Path, files: list[Path]) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    files = [file for file in files if file.name in ("a.pdf", "b.pdf", "c.pdf")]
    for folder, given, workers in ((one, files, 1), (other, files[::-1], 2)):
        folder.mkdir()
        ingest(given, folder / "working.db", read=read, prepare=lambda: None, workers=workers)
    timed = ("runs", "quarantine", "documents", "_sqlite_migrations", "_events", "_files")
    assert content(one, but=timed) == content(other, but=timed)
    assert len(content(one)["documents"]) == len(content(other)["documents"]) == 2


def test_a_new_version_reads_all_again(tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any) -> None:
    run(files[:1])
    monkeypatch.setattr("pipeline.ingest.program_version", lambda: "9.9.9")
    assert run(files[:1]).stored == 1
    assert rows(tmp_path, "SELECT version FROM documents") == [("9.9.9",)]


def test_sources_fill_what_the_document_does_not_say(tmp_path: Path, run: Ingest, files: list[Path]) -> None:
    run(files[:1])
    (tmp_path / "sources.csv").write_text(
        "file,organisation,body,source_url,sample\na.pdf,Vesterlund Kommune,Byrådet,https://a.example,1\n"
    )
    assert run(files[:1]).stored == 1  # what is said of a file has changed: it is read again
    assert rows(tmp_path, "SELECT source_url, sample FROM documents") == [("https://a.example", 1)]
    assert rows(tmp_path, "SELECT id FROM meetings") == [("vesterlund-kommune-byraadet-2024-01-01",)]
    assert run(files[:1]).skipped == 1


def test_a_file_that_can_be_read_again_leaves_quarantine(tmp_path: Path, run: Ingest, files: list[Path]) -> None:
    run(files)
    report = run(files, read=lambda data, name: to_bytes(minutes_of(b"2024-05-05", name)))
    assert report.refused_before == 2
    (tmp_path / "d.pdf").write_bytes(b"2024-06-06")
    assert run([tmp_path / "d.pdf"]).stored == 1


def test_an_answer_that_breaks_the_contract_is_quarantined(tmp_path: Path, run: Ingest, files: list[Path]) -> None:
    report = run(files[:1], read=lambda data, name: b"{}")
    assert [(refusal.error.reason, refusal.error.stage) for refusal in report.refusals] == [("unexpected", "contract")]
    report = run(files[1:2], read=lambda data, name: to_bytes(minutes_of(b"2024-05-05", name)))
    assert [str(refusal.error) for refusal in report.refusals] == ["The reader answered for another file."]


def test_a_fault_of_ours_in_storing_costs_one_document(
    tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any
) -> None:
    from pipeline.ingest import store_minutes

    def fails(db: Any, minutes: Minutes, **options: Any) -> None:
        if minutes.document.filename == "a.pdf":
            raise sqlite3.IntegrityError("UNIQUE constraint failed")
        store_minutes(db, minutes, **options)

    monkeypatch.setattr("pipeline.ingest.store_minutes", fails)
    report = run(files[:3])
    assert report.stored == 1
    assert [(refusal.path.name, refusal.error.stage) for refusal in report.refusals] == [("a.pdf", "store")]


def test_a_stop_keeps_what_is_stored(tmp_path: Path, run: Ingest) -> None:
    for day in range(1, 29):
        (tmp_path / f"{day}.pdf").write_text(f"2024-02-{day:02}")
    files = sorted(tmp_path.glob("*.pdf"))
    reports: list[Report] = []
    report = run(files, progress=reports.append, stopped=lambda: len(reports) >= 5)
    assert report.interrupted
    assert 5 <= report.stored <= 7
    assert rows(tmp_path, "SELECT count(*) FROM documents") == [(report.stored,)]
    assert run(files).stored == 28 - report.stored


def test_a_second_run_at_once_is_refused(tmp_path: Path, run: Ingest, files: list[Path]) -> None:
    with hold_database(tmp_path / "working.db"), pytest.raises(DatabaseBusy):
        run(files)


def test_the_version_names_the_program_and_its_rules() -> None:
    name, _, rules = program_version().partition("+rules.")
    assert name.count(".") == 2
    assert len(rules) == 8


def test_a_file_that_is_too_large_is_not_opened(
    tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any
) -> None:
    monkeypatch.setattr("pipeline.files.LARGEST", 8)
    report = run(files[:1])
    assert [(refusal.error.reason, str(refusal.error)) for refusal in report.refusals] == [
        ("unreadable", "The file has 0 MB; the limit is 0 MB.")
    ]


def backdate(*paths: Path) -> None:
    """As if the files had not been written just now."""
    for path in paths:
        os.utime(path, (1_700_000_000, 1_700_000_000))


def test_a_file_that_did_not_change_is_not_opened_again(
    tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any
) -> None:
    backdate(files[0])
    monkeypatch.setattr("pipeline.store.places.COARSE", 0)  # the time of the change of the inode is now
    run(files[:1])
    monkeypatch.setattr("pipeline.ingest.read_file", None)
    assert run(files[:1]).skipped == 1
    monkeypatch.undo()
    files[0].write_bytes(b"2024-03-03")  # of the same length
    backdate(files[0])
    assert run(files[:1]).stored == 1


def test_a_document_that_vanished_is_reported_and_kept(tmp_path: Path, run: Ingest) -> None:
    folder = tmp_path / "in"
    (folder / "2024").mkdir(parents=True)
    (tmp_path / "in0").mkdir()
    for name, day in {"in/a.pdf": "01", "in/2024/b.pdf": "02", "in/c.pdf": "03", "in0/d.pdf": "04"}.items():
        (tmp_path / name).write_text(f"2024-01-{day}")
    files = sorted(tmp_path.rglob("*.pdf"))
    run(files, folders=[folder, tmp_path / "in0"])
    (folder / "a.pdf").rename(folder / "2024" / "moved.pdf")
    (folder / "2024" / "b.pdf").unlink()
    (tmp_path / "in0" / "d.pdf").unlink()
    files = sorted(folder.rglob("*.pdf"))
    for _ in range(2):
        report = run(files, folders=[folder])
        assert report.vanished == [folder / "2024" / "b.pdf"]
    assert any("1 document is no longer in the folder" in line for line in report.lines())
    assert len(rows(tmp_path, "SELECT 1 FROM documents")) == 4
    places = dict(rows(tmp_path, "SELECT filename, path FROM documents"))
    assert places["a.pdf"] == str(folder / "2024" / "moved.pdf")
    assert run(files, folders=[tmp_path]).vanished == [folder / "2024" / "b.pdf", tmp_path / "in0" / "d.pdf"]


def test_where_a_file_lies_does_not_depend_on_where_one_stands(
    tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    run([Path("a.pdf"), Path("c.pdf")])
    assert rows(tmp_path, "SELECT path FROM documents") == [(str(tmp_path / "a.pdf"),)]
    assert rows(tmp_path, "SELECT path FROM quarantine") == [(str(tmp_path / "c.pdf"),)]


def test_a_forgotten_document_does_not_come_back(tmp_path: Path, run: Ingest, files: list[Path]) -> None:
    database = tmp_path / "working.db"
    run(files[:3])
    sha256 = hashlib.sha256(b"2024-01-02").hexdigest()
    gone = forget(database, sha256[:16])
    assert (gone.sha256, gone.documents) == (sha256, 1)
    assert gone.files == (tmp_path / "b-again.pdf", tmp_path / "b.pdf")
    assert b"2024-01-02" not in database.read_bytes()
    assert not [path for path in tmp_path.glob("working.db?*") if b"2024-01-02" in path.read_bytes()]
    before = content(tmp_path, but=("_files",))
    report = run(files[:3])
    assert (report.stored, report.skipped, report.forgotten, report.done) == (0, 1, 2, 3)
    assert content(tmp_path, but=("_files",)) == before
    assert rows(tmp_path, f"SELECT event FROM _events WHERE sha256 = '{sha256}' ORDER BY id") == [
        ("stored",),
        ("forgotten",),
    ]
    forget(database, "f" * 64)  # before it ever came
    with pytest.raises(UnknownDocument, match="no document has"):
        forget(database, "0" * 10)
    with pytest.raises(UnknownDocument, match="is no sha256"):
        forget(database, "a.pdf")


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any
) -> None:
    def checked_then_written(about: os.stat_result) -> Stamp:
        with files[0].open("ab") as file:
            file.write(b"more")
        return Stamp.of(about)

    monkeypatch.setattr("pipeline.files.checked", checked_then_written)
    assert [str(refusal.error) for refusal in run(files[:1]).refusals] == ["The file changed while it was read."]


TEXTS = {"a": "Godkendt.", "b": "Tages op igen.", "c": "Drøftet."}


def read_text(data: bytes, filename: str) -> bytes:
    """A reader that finds a file's text as its page and, in a title, whether the rule of the day fits it."""
    if is_kept(data):
        answer, compare, sha256, pages = open_kept(data)
        assert sha256
        text, unless = pages.pages[0].lines[0].text, answer if compare else None
    else:
        text, unless = data.decode(), None
    line = Line(text, 1, 70.0, 40.0, 500.0, 52.0, 11.0)
    pages = Pages((Page(1, 595.0, 842.0, (line,)),), TextLayer.FULL)
    found = RULE["pattern"] in text.lower()
    minutes = Minutes(
        Document(hashlib.sha256(text.encode()).hexdigest(), filename, pages),
        Kind.MINUTES,
        Meeting(date="2024-01-01"),
        items=(AgendaItem("1", "Fundet" if found else "Ikke fundet", 1, 1),),
    )
    return pack_answer(minutes, [], unless=unless)


RULE = {"pattern": "igen"}


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the only rule, and the version that follows from it."""

    def change(pattern: str) -> None:
        row = {"label": "approved", "id": "a", "pattern": pattern, "examples": ["x"], "counter_examples": ["y"]}
        monkeypatch.setitem(RULE, "pattern", pattern)
        monkeypatch.setattr("pipeline.known.rule_files", lambda: {"outcomes.jsonl": json.dumps(row)})
        monkeypatch.setattr("pipeline.known.rules_fingerprint", lambda: pattern)
        monkeypatch.setattr("pipeline.ingest.program_version", lambda: f"0.1.0+rules.{pattern}")

    change("igen")
    return change


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.pdf").write_text(text)
    return sorted(tmp_path.glob("?.pdf"))


def titles(tmp_path: Path) -> list[str]:
    query = "SELECT title FROM agenda_items JOIN documents ON documents.id = document_id ORDER BY filename"
    return [title for (title,) in rows(tmp_path, query)]


def test_a_new_rule_reads_only_what_it_reaches_and_opens_no_pdf(
    tmp_path: Path, run: Ingest, texts: list[Path], rule: Callable[[str], None], monkeypatch: Any
) -> None:
    run(texts, read=read_text)
    assert titles(tmp_path) == ["Ikke fundet", "Fundet", "Ikke fundet"]
    backdate(*texts)
    run(texts, read=read_text)  # notes the new stamps
    monkeypatch.setattr("pipeline.store.places.COARSE", 0)
    monkeypatch.setattr("pipeline.ingest.read_file", None)

    def reading(data: bytes, filename: str) -> bytes:
        (tmp_path / f"{filename}.handed").touch()
        return read_text(data, filename)

    rule("godkendt")
    report = run(texts, read=reading)
    assert (report.stored, report.unchanged, report.skipped) == (2, 1, 0)
    assert titles(tmp_path) == ["Fundet", "Ikke fundet", "Ikke fundet"]
    handed = sorted(path.name for path in tmp_path.glob("*.handed"))
    assert handed == ["a.pdf.handed", "b.pdf.handed"]
    assert rows(tmp_path, "SELECT DISTINCT version FROM documents") == [("0.1.0+rules.godkendt",)]
    rule("drøft")  # fits another one; "a" no longer; and back at once
    assert run(texts, read=read_text).stored == 2
    rule("godkendt")
    assert run(texts, read=read_text).stored == 2
    monkeypatch.undo()
    rule("godkendt")
    new = tmp_path / "new"
    new.mkdir()
    ingest(texts, new / "working.db", read=read_text, prepare=lambda: None)
    timed = ("runs", "documents", "_sqlite_migrations", "_events", "_files")
    assert content(tmp_path, but=timed) == content(new, but=timed)


def test_what_reads_the_same_is_not_written_again(
    tmp_path: Path, run: Ingest, texts: list[Path], rule: Callable[[str], None]
) -> None:
    run(texts, read=read_text)
    before = content(tmp_path, but=("runs", "documents", "_linked"))
    rule("op")  # a part of what fitted: read again, found the same
    report = run(texts, read=read_text)
    assert (report.stored, report.unchanged) == (0, 3)
    assert content(tmp_path, but=("runs", "documents", "_linked")) == before
    assert run(texts, read=read_text).skipped == 3


def test_without_what_was_kept_the_pdf_is_read(
    tmp_path: Path, run: Ingest, texts: list[Path], rule: Callable[[str], None]
) -> None:
    run(texts, read=read_text)
    (tmp_path / "working.db.kept").unlink()
    rule("godkendt")
    assert run(texts, read=read_text).stored == 3
    rule("drøftet")

    def breaks(data: bytes, filename: str) -> bytes:
        if is_kept(data):
            raise ValueError("kept for nothing")
        return read_text(data, filename)

    report = run(texts, read=breaks)
    assert (report.stored, report.refusals) == (2, [])
    assert titles(tmp_path) == ["Ikke fundet", "Ikke fundet", "Fundet"]


def test_a_file_cannot_pass_for_what_was_kept(tmp_path: Path, run: Ingest, texts: list[Path]) -> None:
    texts[0].write_bytes(kept_task(b"", "0" * 64, compare=True))
    assert [refusal.error.reason for refusal in run(texts[:1], read=read_text).refusals] == ["not_a_pdf"]
