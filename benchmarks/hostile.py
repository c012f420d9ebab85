"""Is every odd and hostile file accounted for, as expected, and the same under load?

    python benchmarks/hostile.py FOLDER [...] [--load 4] [--workers 2]

Each FOLDER is ingested into a new database by a process of its own. Prints for each family of files (what stands before
the first "_" of a name) and each outcome how many there are, then all that is not as expected, and exits 1 if there is
any: a file that is neither stored nor in quarantine, one stored without pages, one refused as `unexpected`, a parent of
300 MB or more, or another outcome than

- INDEX.tsv in the folder says (columns file, pdfplumber, pypdfium2: "ok 3p", "ok 0p", "raise"): a file of which
  either engine reads pages is stored with as many, one of which neither does is refused or, repaired, stored;
- EXPECTED says, for names like those of `python -m tests.hostile.faults`: there a letter names the family.

With --load N all is done once more while busy loops keep N processes waiting for each core, and every file must come to
the same.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import os
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fnmatch import fnmatch
from pathlib import Path

from process import LARGEST_PARENT, ingest

STORED = "stored"
EXPECTED = (
    ("n_empty*", "empty_file"),
    ("n_blanks*", "empty_file"),
    ("n_header*", "damaged"),
    ("n_*", "not_a_pdf"),
    ("t_noroot*", "damaged"),
    ("t_cut_at_2.*", "damaged"),
    ("e_user*", "encrypted"),
    ("e_password*", "encrypted"),
    ("p_zero*", "no_pages"),
    ("p_many*", "too_many_pages"),
    ("p_same*", "too_many_pages"),
    ("p_count*", STORED),
    ("p_*", "damaged"),
    ("b_*laughs*", "crashed"),
    ("b_flateflate*", "crashed"),
    ("b_twice_packed*", "crashed"),
    ("[a-z]_*", STORED),
    ("ok_*", STORED),
)

Outcome = tuple[str, int, str]  # "stored" or a reason, pages, verdict on the text layer


def outcomes(folder: Path, workers: int) -> tuple[dict[str, Outcome], str, list[str]]:
    """What becomes of each file of the folder; what the run took; what is wrong with the run as a whole."""
    files = sum(path.is_file() and path.suffix.lower() == ".pdf" for path in folder.rglob("*"))
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch, "hostile.db")
        timed, report = ingest(folder, database, workers)
        with closing(sqlite3.connect(database)) as db:
            found: dict[str, Outcome] = {
                name: (STORED, pages, layer)
                for name, pages, layer in db.execute("SELECT filename, pages, text_layer FROM documents")
            }
            found |= {name: (reason, 0, "") for name, reason in db.execute("SELECT filename, reason FROM quarantine")}
            sound = db.execute("PRAGMA integrity_check").fetchone()[0]
    wrong = []
    if not files == report["files"] == len(found) + report["duplicates"]:
        wrong.append(f"{files} files, {report['files']} reported, {len(found)} stored or in quarantine")
    if timed.own_mb >= LARGEST_PARENT:
        wrong.append(f"the parent took {timed.own_mb:.0f} MB")
    if sound != "ok":
        wrong.append(f"the database is not sound: {sound}")
    spent = f"{timed.wall:.0f} s on the clock, {timed.cpu:.0f} CPU seconds, parent {timed.own_mb:.0f} MB"
    return found, spent, wrong


def expectations(folder: Path) -> dict[str, tuple[int, int]]:
    """Of each file in INDEX.tsv, the pages that either engine read."""
    index = folder / "INDEX.tsv"
    if not index.exists():
        return {}
    with index.open(encoding="utf-8", newline="") as rows:
        return {
            row["file"]: (pages_said(row["pdfplumber"]), pages_said(row["pypdfium2"]))
            for row in csv.DictReader(rows, delimiter="\t")
        }


def pages_said(said: str) -> int:
    found = re.fullmatch(r"ok (\d+)p", said)
    return int(found[1]) if found else 0


def faults(found: dict[str, Outcome], engines: dict[str, tuple[int, int]]) -> Iterator[str]:
    """What is not as expected, a line for each file."""
    for name, (status, pages, _) in sorted(found.items()):
        if status == "unexpected" or (status == STORED and not pages):
            yield f"{name}: {status}, {pages} pages"
        elif name in engines:
            most = max(engines[name])
            if most and (status != STORED or pages < most):
                yield f"{name}: {status}, {pages} pages, though an engine reads {most}"
        elif wanted := next((outcome for names, outcome in EXPECTED if fnmatch(name, names)), None):
            if status != wanted:
                yield f"{name}: {status}, expected {wanted}"


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep so many processes busy."""
    context = multiprocessing.get_context("spawn")
    loops = [context.Process(target=burn, daemon=True) for _ in range(processes)]
    for loop in loops:
        loop.start()
    try:
        yield
    finally:
        for loop in loops:
            loop.terminate()
            loop.join()


def burn() -> None:
    while os.getppid() != 1:
        until = time.monotonic() + 1
        while time.monotonic() < until:
            sum(range(10_000))


def print_table(found: dict[str, Outcome]) -> None:
    counts = Counter((name.partition("_")[0], status, layer) for name, (status, _, layer) in found.items())
    width = max(len(family) for family, _, _ in counts)
    for (family, status, layer), number in sorted(counts.items()):
        print(f"  {family:{width}}  {status + (layer and f', text {layer}'):24} {number:4}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    options.add_argument("--load", type=int, default=1, help="processes for each core in a second run")
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args()
    failed = 0
    for folder in given.folders:
        found, spent, wrong = outcomes(folder, given.workers)
        print(f"{folder.name}: {len(found)} files, {spent}", flush=True)
        print_table(found)
        wrong += faults(found, expectations(folder))
        if given.load > 1:
            with busy((given.load - 1) * (os.cpu_count() or 1)):
                again, spent, more = outcomes(folder, given.workers)
            names = sorted(found.keys() | again.keys())
            different = [name for name in names if found.get(name) != again.get(name)]
            print(f"  at {given.load} times the load: {spent}, {len(different)} of {len(names)} files otherwise")
            wrong += more
            wrong += [f"{name}: {found.get(name)}, under load {again.get(name)}" for name in different]
        for line in wrong:
            print(f"  NOT AS EXPECTED: {line}")
        failed += len(wrong)
    print(f"{failed} not as expected")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
