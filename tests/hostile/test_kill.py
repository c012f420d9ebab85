"""25 runs are killed at random moments; `python benchmarks/kill.py` kills 100 and tells more."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.kill
def test_no_kill_leaves_a_document_lost_double_or_partial(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("kill", ROOT / "benchmarks" / "kill.py")
    assert spec and spec.loader
    kill = importlib.util.module_from_spec(spec)
    sys.modules["kill"] = kill  # dataclasses look their module up
    spec.loader.exec_module(kill)
    tally = kill.kill_runs(tmp_path, kills=25, documents=150, seed=7, real=False)
    assert tally.kills == 25
    assert tally.documents > 25
    assert tally.wrong == []
