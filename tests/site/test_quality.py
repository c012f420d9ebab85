"""Does the archive say itself what not to trust, and hand researchers what they need?"""

from __future__ import annotations

import asyncio
import io
import os
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from small_archive import Client, publish, text_of

from pipeline.errors import Encrypted
from pipeline.export.archive import pack_export, package_path
from pipeline.site.app import make_datasette
from pipeline.site.quality import DOUBTS, REASONS
from pipeline.store.database import open_database
from pipeline.store.snapshot import publish_snapshot
from pipeline.store.write import quarantine_document


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a refused file and doubts, with its package."""
    folder = tmp_path_factory.mktemp("doubted")
    snapshot = publish(folder)
    db = open_database(folder / "working.db")
    quarantine_document(
        db, Encrypted("locked"), filename="hemmelig-person.pdf", version="1", path="/x.pdf", sha256="a" * 64
    )
    document = db.execute("SELECT min(id) FROM documents").fetchone()[0]
    db.execute("INSERT INTO issues VALUES ('i1', ?, 'number_gap', 'Punkterne springer.', 1)", (document,))
    db.execute("INSERT INTO issues VALUES ('i2', ?, 'en_ny_tvivl', 'Noget nyt.', 1)", (document,))
    db.close()
    publish_snapshot(folder / "working.db", snapshot)
    pack_export(snapshot, parquet=False)
    return snapshot


@pytest.fixture(scope="module")
def site(doubted: Path, runner: asyncio.Runner) -> Client:
    return Client(make_datasette(doubted, public=True), runner)


def test_the_page_tells_scores_coverage_doubts_and_refusals_without_names_of_files(site: Client) -> None:
    html = site.page("/kvalitet")
    page = text_of(html)
    assert "Beslutninger (omfang, udfald og punkt)" in page and re.search(r"\d\d,\d %", page)
    assert "Vandværket 2022 1 1" in page.replace("Bestyrelsen, ", "")
    assert "Et punktnummer mangler i rækken 1 i 1 dokument" in page
    assert "en_ny_tvivl 1 i 1 dokument" in page  # a doubt without words of its own
    assert "Kræver adgangskode 1 fil" in page
    assert "hemmelig" not in html


def test_every_reason_to_refuse_has_its_words() -> None:
    from pipeline import errors

    reasons = {error.reason for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "reason")}
    assert reasons <= set(REASONS)
    assert all(words[0].isupper() for words in DOUBTS.values())


def test_researchers_get_the_package_of_this_snapshot_only(site: Client, doubted: Path) -> None:
    assert "Hent pakken" in site.page("/data")
    answer = site.get("/data/referater.zip")
    assert answer.status_code == 200 and 'filename="referater.zip"' in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert package.testzip() is None
        names = set(package.namelist())
    assert {"referater/decisions.csv", "referater/referater.xlsx", "referater/excel/decisions.csv"} <= names
    os.utime(doubted, ns=(0, package_path(doubted).stat().st_mtime_ns + 1))  # another snapshot
    assert site.get("/data/referater.zip").status_code == 404
    page = text_of(site.page("/data"))
    assert "Der er ingen samlet pakke" in page and "Ordret citat fra referatet." in page


def test_the_same_snapshot_packs_to_the_same_bytes(doubted: Path) -> None:
    pack_export(doubted, parquet=False)
    before = package_path(doubted).read_bytes()
    pack_export(doubted, parquet=False)
    assert package_path(doubted).read_bytes() == before
    assert not list(doubted.parent.glob(".*-package-*"))


def test_an_older_snapshot_has_the_pages_too(tmp_path: Path, runner: asyncio.Runner) -> None:
    snapshot = publish(tmp_path)
    with sqlite3.connect(snapshot) as db:
        for table in ("field_scores", "body_years", "rule_counts", "decision_counts", "recommendation_counts"):
            db.execute(f"DROP TABLE {table}")
    old = Client(make_datasette(snapshot, public=True), runner)
    assert "ingen måling" in text_of(old.page("/kvalitet"))
    assert "Data til forskning" in text_of(old.page("/data"))
    assert "ældre udgave" in text_of(old.page("/diagrammer"))
