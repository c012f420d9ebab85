"""After a change of the real rules, are the rows those of a new ingest, though only what the change reaches is read?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_rows_after_a_change_of_rules_are_those_of_a_new_ingest() -> None:
    program = ROOT / "benchmarks" / "reparse.py"
    asked = ["--pages", "12", "--rows", "2", "--seed", "3", "--prove", "--json"]
    done = subprocess.run(
        [sys.executable, str(program), str(ROOT / "data" / "raw"), *asked], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["different"] == 0
    assert [run["same"] for run in figures["runs"]] == [True] * 6
    *rows, _, _, _, everything = figures["runs"]
    assert all(run["stored"] + run["unchanged"] == figures["first"]["files"] for run in figures["runs"])
    assert everything["rule"] == "all documents"
    assert all(run["stored"] == 0 for run in figures["runs"][2:])  # read again from what was kept, and found the same
