"""Runs over files whose text is the date of a meeting."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest import ingest
from pipeline.report import Report
from pipeline.sources import read_sources
from tests.ingest.dated import Ingest, read


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
