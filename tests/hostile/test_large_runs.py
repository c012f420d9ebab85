"""Do the large runs of benchmarks/ find what they look for? Each once, on a small scale."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from .faults import FAULTS

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def load(name: str, patch: pytest.MonkeyPatch) -> ModuleType:
    """The command benchmarks/<name>.py as a module, under a name that nothing else has."""
    patch.syspath_prepend(str(BENCHMARKS))
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("hostile", monkeypatch)


def test_growth_measures_reader_and_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growth = load("growth", monkeypatch)
    figures = growth.measure_growth([4], folder=tmp_path)
    assert figures["wrong"] == []
    [row] = figures["rows"]
    assert row["documents"] == 4
    assert 0 < row["parent_mb"] < growth.LARGEST_PARENT
    assert row["cpu_ms_each"] > row["parent_cpu_ms_each"] > 0


def test_hostile_files_are_counted_and_as_expected(
    tmp_path: Path, hostile: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("n_empty", "n_html", "e_password_aes", "p_zero", "t_no_xref"):
        (tmp_path / f"{name}.pdf").write_bytes(FAULTS[name].make())
    monkeypatch.setattr(sys, "argv", ["hostile.py", str(tmp_path)])
    assert hostile.main() == 0
    said = capsys.readouterr().out
    assert "5 files" in said and "0 not as expected" in said
    (tmp_path / "e_user.pdf").write_bytes(FAULTS["t_no_xref"].make())
    assert hostile.main() == 1
    assert "e_user.pdf: stored, expected encrypted" in capsys.readouterr().out


def test_what_an_engine_reads_must_be_stored(tmp_path: Path, hostile: ModuleType) -> None:
    index = "file\tpdfplumber\tpypdfium2\na.pdf\tok 2p\traise\nb.pdf\traise\traise\nc.pdf\traise\tok 3p\n"
    (tmp_path / "INDEX.tsv").write_text(index)
    engines = hostile.expectations(tmp_path)
    assert engines == {"a.pdf": (2, 0), "b.pdf": (0, 0), "c.pdf": (0, 3)}
    read = {"a.pdf": ("stored", 2, "full"), "b.pdf": ("damaged", 0, ""), "c.pdf": ("stored", 3, "none")}
    assert list(hostile.faults(read, engines)) == []
    lost = {**read, "a.pdf": ("damaged", 0, ""), "b.pdf": ("unexpected", 0, ""), "c.pdf": ("stored", 0, "none")}
    assert len(list(hostile.faults(lost, engines))) == 3


def test_the_table_of_the_readme_tells_every_contender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest = load("ingest", monkeypatch)
    contender = {"pages_a_cpu_second": 10.0}
    one = {"pages": 90, "files": 15, "ingest": {"pages_a_cpu_second": 100.0}, "pdfplumber": contender}
    one["ratios"] = dict.fromkeys(("over_pdfplumber_wall", "two_workers_over_one_wall"), 2.0)
    one["ratios"] |= {"two_workers_over_one_core_wall": 1.5, "changed_row_over_ingest_cpu": 11.0}
    one["ratios"] |= {"changed_all_over_ingest_cpu": 3.0}
    rows = [{"documents": 100, "parent_mb": 90}, {"documents": 10_000, "parent_mb": 95}]
    figures = json.loads(json.dumps({"6 pages a file": one, "growth": {"rows": rows}}))
    table = ingest.speed_table(figures)
    assert "| pdfplumber and four regexes | 10 (ours 10.0 times) |" in table
    assert "markitdown" not in table
    assert "90 to 95 MB" in table
    assert "again 11.0 times as fast" in table
    assert "reaches every document 3.0 times" in table
    readme = tmp_path / "README.md"
    shutil.copy(ingest.README, readme)
    monkeypatch.setattr(ingest, "README", readme)
    ingest.write_readme(figures)
    assert f"\n{table}\n" in readme.read_text(encoding="utf-8")
