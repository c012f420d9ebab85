"""Odd names and odd things in the folder: every file is accounted for, under a name that can be printed."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.report import Report
from pipeline.sources import find_files, read_sources

from .make import SAID, one_page

NAMES = {
    "newline": b"referat\n2024.pdf",
    "longest": b"r" * 251 + b".pdf",
    "no UTF-8": b"m\xf8de.pdf",
    "decomposed": unicodedata.normalize("NFD", "mødeåbning.pdf").encode(),
    "a flag": b"--db=x.pdf",
    "a formula": b"=cmd|' !A0.pdf",
    "dots": b"a..pdf",
    "markup": b"<script>alert(1)<script>.pdf",
    "quotes": b"'; DROP TABLE documents; --.pdf",
    "escape codes": b"\x1b[2Jreferat.pdf",
}


def lay(folder: Path, name: bytes, data: bytes) -> Path:
    path = Path(os.fsdecode(os.path.join(os.fsencode(folder), name)))
    path.write_bytes(data)
    return path


def run(folder: Path, database: Path) -> Report:
    read_sources.cache_clear()
    files, _ = find_files([folder])
    return ingest(files, database)


def rows(database: Path, query: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(database) as db:
        return db.execute(query).fetchall()


def test_every_name_is_ingested_and_can_be_printed(tmp_path: Path) -> None:
    folder = tmp_path / "pdfs"
    folder.mkdir()
    for number, name in enumerate(NAMES.values()):
        lay(folder, name, one_page() + b"\n%% %d" % number)
    report = run(folder, tmp_path / "working.db")
    assert (report.stored, report.in_quarantine) == (len(NAMES), 0)
    found = rows(tmp_path / "working.db", "SELECT filename, id, sha256 FROM documents")
    for filename, key, sha256 in found:
        filename.encode()  # no lone surrogate
        assert key == sha256[:16]
    assert {path.name for path in tmp_path.iterdir()} <= {"pdfs", *(p.name for p in tmp_path.glob("working.db*"))}
    assert run(folder, tmp_path / "working.db").skipped == len(NAMES)


def test_the_same_bytes_under_two_spellings_of_a_name_are_one_document(tmp_path: Path) -> None:
    folder = tmp_path / "pdfs"
    folder.mkdir()
    for form in ("NFC", "NFD"):
        lay(folder, unicodedata.normalize(form, "møde-ås.pdf").encode(), one_page())
    report = run(folder, tmp_path / "working.db")
    assert (report.stored, report.duplicates) == (1, 1)


def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    folder = tmp_path / "pdfs"
    folder.mkdir()
    (folder / "folder.pdf").mkdir()
    os.mkfifo(folder / "pipe.pdf")
    (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
    (folder / "nowhere.pdf").symlink_to(folder / "gone")
    (folder / "device.pdf").symlink_to(os.devnull)
    lay(tmp_path, b"elsewhere", one_page())
    (folder / "linked.pdf").symlink_to(tmp_path / "elsewhere")
    report = run(folder, tmp_path / "working.db")
    assert report.stored == 1
    refused = {refusal.path.name: refusal.error.reason for refusal in report.refusals}
    assert set(refused.values()) == {"unreadable"}
    assert set(refused) == {"pipe.pdf", "loop.pdf", "nowhere.pdf", "device.pdf"}
    assert rows(tmp_path / "working.db", "SELECT text FROM pages") == [(SAID,)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "pdfs"
    folder.mkdir()
    lay(folder, b"secret.pdf", one_page()).chmod(0)
    assert [refusal.error.reason for refusal in run(folder, tmp_path / "working.db").refusals] == ["unreadable"]
