"""How well persons are told apart and put together: precision and recall of merges on an archive with its truth.

    python benchmarks/people.py FOLDER [--db FILE] [--sweep]

FOLDER has PDFs and `truth.json` (`python -m tests.archive FOLDER`), which says whom each printed name means. A merge is
a pair of differently printed names (or of one name in two forums) that are one person: precision is the share of the
pairs put together that are, recall the share of those that are that were put together. `--sweep` tries thresholds.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from pipeline.ingest import ingest
from pipeline.link.persons import group_rows, read_groups
from pipeline.sources import find_files

Form = tuple[str, str]  # printed name, forum


def true_persons(folder: Path) -> dict[Form, set[str]]:
    """Whom each printed name in each forum means, by the truth."""
    found: dict[Form, set[str]] = defaultdict(set)
    for meeting in json.loads((folder / "truth.json").read_text(encoding="utf-8"))["meetings"]:
        for printed, meant in meeting["people"]:
            found[printed, meeting["body"]].add(meant)
    return found


def linked_persons(db: sqlite3.Connection) -> dict[Form, set[str]]:
    """Whom each printed name in each forum was linked to."""
    found: dict[Form, set[str]] = defaultdict(set)
    for name, body, person in db.execute(
        "SELECT attendances.name, bodies.name, person_id FROM attendance_persons"
        " JOIN attendances ON attendances.id = attendance_id JOIN meetings ON meetings.id = meeting_id"
        " JOIN bodies ON bodies.id = meetings.body_id"
    ):
        found[name, body].add(person)
    return found


def pairs(meant: dict[Form, set[str]], forms: Iterable[Form]) -> set[tuple[Form, Form]]:
    """Pairs of forms that have a person in common."""
    return {(a, b) for a, b in combinations(sorted(forms), 2) if meant[a] & meant[b]}


def measure(true: dict[Form, set[str]], linked: dict[Form, set[str]]) -> tuple[int, int, int]:
    """(right, put together, true) pairs; a name that the reader did not find counts as not put together."""
    wanted, got = pairs(true, true), pairs(linked, linked.keys() & true.keys())
    return len(wanted & got), len(got), len(wanted)


def line(right: int, got: int, wanted: int) -> str:
    return f"{got} merges, {wanted} true: precision {right / max(got, 1):.3f}, recall {right / max(wanted, 1):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--db", type=Path, help="A database that has the folder's PDFs; else they are read first.")
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    true = true_persons(chosen.folder)
    with tempfile.TemporaryDirectory() as scratch:
        path = chosen.db or Path(scratch, "working.db")
        if not chosen.db:
            ingest(find_files([chosen.folder])[0], path, workers=2)
        db = sqlite3.connect(path)
        linked = linked_persons(db)
        print(f"persons: {line(*measure(true, linked))}")
        if chosen.misses:
            wanted, got = pairs(true, true), pairs(linked, linked.keys() & true.keys())
            print("\n".join([f"  missed {pair}" for pair in sorted(wanted - got)]
                            + [f"  wrong {pair}" for pair in sorted(got - wanted)]))  # fmt: skip
        if chosen.sweep:
            sweep(db, true)


def sweep(db: sqlite3.Connection, true: dict[Form, set[str]]) -> None:
    """The same figures for other thresholds of a slip of the pen."""
    bodies = dict(db.execute("SELECT attendances.id, bodies.name FROM attendances JOIN meetings ON meetings.id ="
                             " meeting_id JOIN bodies ON bodies.id = meetings.body_id"))  # fmt: skip
    groups = read_groups(db)
    for percent in range(60, 101, 5):
        linked: dict[Form, set[str]] = defaultdict(set)
        for key, organisation, statements in groups:
            names = {one.id: one.name for one in statements}
            rows = group_rows(key, organisation, statements, slip=percent / 100)
            for attendance, person, *_ in rows.attendances:
                linked[names[str(attendance)], bodies[str(attendance)]].add(str(person))
        print(f"slip {percent / 100:.2f}: {line(*measure(true, linked))}")


if __name__ == "__main__":
    main()
