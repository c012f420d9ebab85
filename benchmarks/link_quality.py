"""Measure how well minutes are linked, on an invented archive whose truth is known.

    python -m benchmarks.link_quality [--seed N ...] [--show] [--keep FOLDER]

Draws the archive (`tests.archive`), ingests it as a user would, and prints precision, recall and F1 of each kind of
link.
The rules were written with seed 1 in sight; other seeds draw other matters, fates and wordings from the same stock.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from pipeline.cli import run
from tests.archive.draw import draw_archive
from tests.archive.measure import measure

FLOORS = Path(__file__).parent.parent / "tests" / "archive" / "floors.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--show", action="store_true", help="print what is wrong and what is missed")
    parser.add_argument("--keep", type=Path, help="a folder to keep the archive and its database in")
    chosen = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    for seed in chosen.seed:
        with tempfile.TemporaryDirectory() as scratch:
            folder = (chosen.keep or Path(scratch)) / f"seed-{seed}"
            number = draw_archive(folder, seed)
            database = folder / "working.db"
            run(["ingest", str(folder), "--db", str(database), "--json"])
            print(f"seed {seed}: {number} meetings")
            print(f"{'':30} {'precision':>9} {'recall':>7} {'f1':>6} {'n':>5}   floor")
            for name, score in measure(database, folder / "truth.json").items():
                floor = " ".join(f"{key} {value:.2f}" for key, value in floors[name].items())
                print(
                    f"{name:30} {score.precision:9.3f} {score.recall:7.3f} {score.f1:6.3f} {score.wanted:5}   {floor}"
                )
                if chosen.show:
                    print("".join(f"    wrong  {one}\n" for one in score.wrong), end="")
                    print("".join(f"    missed {one}\n" for one in score.missed), end="")


if __name__ == "__main__":
    main()
