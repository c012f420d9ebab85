"""Does a CPR number get from a PDF into anything that is published? benchmarks/canaries.py asks with a thousand."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from canaries import PLACES, canaries, found_in, write_minutes

from pipeline.cli import run


def test_no_number_is_published(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    planted = list(canaries(len(PLACES) * 2))
    numbers = frozenset(canary.digits for canary in planted)
    working, public = tmp_path / "working.db", tmp_path / "public"
    write_minutes(tmp_path / "raw", planted)
    assert run(["ingest", str(tmp_path / "raw"), "--db", str(working), "--workers", "1"]) == 0
    assert len(found_in(working.read_bytes(), numbers)) > len(planted) / 2  # else this proves nothing
    capfd.readouterr()
    assert run(["publish", "--db", str(working), "--out", str(public / "referater.db"), "--workers", "1"]) == 0
    printed = capfd.readouterr()
    assert found_in(printed.out + printed.err, numbers) == set()
    files = [path for path in public.rglob("*") if path.is_file()]
    assert [path.name for path in files if found_in(path.read_bytes(), numbers)] == []
    images = [path for path in files if path.suffix == ".png"]
    assert len(images) == 4
    if os.environ.get("REFERAT_OCR"):
        assert shutil.which("tesseract"), "no tesseract: apt-get install tesseract-ocr tesseract-ocr-dan"
        for image in images:
            command = ["tesseract", str(image), "-", "--psm", "6", "-l", "dan"]
            text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            assert any(word in text for word in ("Referat", "lukkede", "Sagsbehandlet")), image.name
            assert found_in(text, numbers) == set()


def test_the_search_for_numbers_finds_every_spelling() -> None:
    planted = list(canaries(len(PLACES) * 14))
    numbers = frozenset(canary.digits for canary in planted)
    assert len(numbers) == len(planted)
    for canary in planted:
        assert found_in(f"x {canary.text}, y", numbers) == {canary.digits}, canary
