"""Is every file of a folder accounted for, once, and nothing done twice?"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.contract import to_bytes
from pipeline.errors import DatabaseBusy
from pipeline.ingest import ingest
from pipeline.minutes import Minutes
from pipeline.report import Report
from pipeline.run import program_version
from pipeline.store.database import hold_database
from tests.ingest.dated import Ingest, content, minutes_of, read, rows


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
