"""When rules change, is only read again what they reach, and from what was kept?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.answers import is_kept, kept_task, open_kept, pack_answer
from pipeline.ingest import ingest
from pipeline.minutes import AgendaItem, Document, Kind, Meeting, Minutes
from pipeline.page import Line, Page, Pages, TextLayer
from tests.ingest.dated import Ingest, backdate, content, rows

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
