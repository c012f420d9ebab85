"""Whole documents, from the folder to the links between them: the same rows in any order, read in children only."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pdfminer.pdfdocument
import pdfplumber
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pipeline.ingest import ingest
from pipeline.report import Report
from pipeline.sources import read_sources

RAW = Path(__file__).parents[1] / "data" / "raw"
SAMPLES = sorted(RAW.glob("*.pdf"))
OF_A_RUN = ("runs", "_events", "_files", "_sqlite_migrations")
OPENERS = (
    (pdfium, "FPDF_LoadMemDocument64"),
    (pdfium, "FPDF_LoadMemDocument"),
    (pdfium, "FPDF_LoadDocument"),
    (pypdfium2, "PdfDocument"),
    (pdfplumber, "open"),
    (pdfminer.pdfdocument, "PDFDocument"),
    (pikepdf, "open"),
    (pikepdf.Pdf, "open"),
)


@pytest.fixture
def opened_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the functions by which this process opened a PDF; its children may."""
    here, opened = os.getpid(), list[str]()

    def watched(name: str, opener: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if os.getpid() == here:
            opened.append(name)
        return opener(*given, **named)

    for owner, name in OPENERS:
        monkeypatch.setattr(owner, name, partial(watched, name, getattr(owner, name)))
    yield opened


def content(database: Path) -> dict[str, list[str]]:
    """All rows but those that tell of single runs."""
    with closing(sqlite3.connect(database)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for table in tables:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info([{table}])") if row[1] != "run_id"]
            if table not in OF_A_RUN and columns and "_fts" not in table:
                found[table] = sorted(map(repr, db.execute(f"SELECT {', '.join(columns)} FROM [{table}]")))
        return found


def changes(database: Path) -> bytes:
    """Every row of every table, in order, as SQL."""
    with closing(sqlite3.connect(database)) as db:
        return "\n".join(db.iterdump()).encode()


def run(files: Sequence[Path], database: Path, workers: int = 1) -> Report:
    read_sources.cache_clear()
    return ingest(list(files), database, folders=[RAW], workers=workers)


def test_the_parent_opens_no_pdf_and_a_second_ingest_changes_no_row(tmp_path: Path, opened_here: list[str]) -> None:
    database = tmp_path / "working.db"
    first = run(SAMPLES, database, workers=2)
    assert (first.stored, first.in_quarantine) == (len(SAMPLES), 0)
    before = changes(database)
    second = run(SAMPLES, database, workers=2)
    assert (second.stored, second.skipped) == (0, len(SAMPLES))
    assert changes(database) == before
    assert opened_here == []


def test_the_watch_sees_a_pdf_that_is_opened_here(opened_here: list[str], one_page_pdf: bytes) -> None:
    from pipeline.extract import extract_pages

    extract_pages(one_page_pdf)
    assert "FPDF_LoadMemDocument64" in opened_here


def test_the_order_of_files_and_of_runs_leaves_no_trace(tmp_path: Path) -> None:
    run(SAMPLES, tmp_path / "at-once.db", workers=2)
    shuffled = random.Random(4).sample(SAMPLES, len(SAMPLES))
    for files in (shuffled[:7], shuffled[7:9], shuffled[9:]):
        run(files, tmp_path / "in-parts.db")
    assert content(tmp_path / "in-parts.db") == content(tmp_path / "at-once.db")
