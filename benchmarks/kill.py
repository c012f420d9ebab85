"""Is a document stored once and whole, whenever the run is killed?

    python benchmarks/kill.py [--kills 100] [--documents 300] [--seed 1] [--real | --editions]

A run over a folder is killed with SIGKILL at a random moment, again and again, until `--kills` runs have died. After
each, the database must be sound and every document in it as a run that nobody disturbed would have stored it; once all
documents are in, the database must equal the undisturbed one, and the story begins anew with an empty database. With
`--real` the runs are `referat ingest` on invented minutes; without, a quick reader stands in for the parser, so that
the kills fall on storing. Exits 1 if anything is lost, double or partial.

All runs are of a copy of the program as it was at the start: another version may find other columns and links, and
then its rows differ though nothing is lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TIMED = {"runs", "_events", "_files", "_sqlite_migrations", "_unlinked", "_linked"}  # differ between runs, or pass
PER_RUN = {"documents": {"run_id"}, "quarantine": {"time", "cpu_seconds", "peak_memory"}}
Content = dict[str, Counter[tuple[Any, ...]]]


@dataclass(slots=True)
class Tally:
    """What the kills did. `at` counts in how many tenths of the folder's documents a run was killed."""

    kills: int = 0
    rounds: int = 0
    documents: int = 0  # looked at after kills, all rounds together
    wrong: list[str] = field(default_factory=list)
    at: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Program:
    """How the copy of the program in the folder `copy` is run over the files of `folder`."""

    copy: Path
    folder: Path
    real: bool = False
    editions: bool = False

    def command(self, database: Path) -> list[str]:
        given = [str(self.folder), str(database)]
        if self.real:
            return [sys.executable, "-m", "pipeline", "ingest", given[0], "--db", given[1], "--workers", "2"]
        return [sys.executable, str(self.copy / "quick_ingest.py"), *given, *(["editions"] if self.editions else [])]

    def start(self, database: Path) -> subprocess.Popen[bytes]:
        """Begin a run; `PYTHONPATH` goes before what is installed, which is the program as it is now."""
        paths = {**os.environ, "PYTHONPATH": os.pathsep.join((str(self.copy), str(self.copy / "models")))}
        return subprocess.Popen(
            self.command(database), cwd=self.copy, env=paths, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def finish(self, database: Path) -> None:
        """Run undisturbed."""
        if code := self.start(database).wait():
            raise RuntimeError(f"an undisturbed run ended with {code}: {self.command(database)}")


def copy_program(to: Path) -> Path:
    """A copy of what runs, which nobody changes meanwhile."""
    for part in ("pipeline", "models"):
        shutil.copytree(HERE.parent / part, to / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "quick_ingest.py", to)
    return to


def write_folder(folder: Path, documents: int, real: bool) -> None:
    folder.mkdir()
    if real:
        from minutes import write_minutes

        write_minutes(folder, documents, 1)
        return
    for number in range(documents):
        (folder / f"{number:04}.pdf").write_text(f"{number}", encoding="ascii")


def content(database: Path) -> Content:
    """All rows that two runs must share, by table; the columns that tell of one run are left out."""
    found: Content = {}
    with sqlite3.connect(database) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall():
            if table in TIMED or "_fts" in table:
                continue
            columns = [row[1] for row in db.execute(f"PRAGMA table_info([{table}])")]
            kept = ", ".join(f"[{column}]" for column in columns if column not in PER_RUN.get(table, ()))
            found[table] = Counter(db.execute(f"SELECT {kept} FROM [{table}]").fetchall())
    return found


def differences(ended: Content, whole: Content) -> list[str]:
    """A line for each table whose rows are not those of the undisturbed run, with one row of either."""
    found = []
    for table in sorted(whole.keys() | ended.keys()):
        missing = whole.get(table, Counter()) - ended.get(table, Counter())
        more = ended.get(table, Counter()) - whole.get(table, Counter())
        if missing or more:
            found.append(
                f"{table} differs at the end: {missing.total()} rows are missing, such as {next(iter(missing), None)};"
                f" {more.total()} stand there instead, such as {next(iter(more), None)}"
            )
    return found


def faults(database: Path, whole: Content, stored_by: dict[str, Counter[str]]) -> list[str]:
    """What is wrong with a database after a kill: unsound, or a document that is not as it should be."""
    if not database.exists():
        return []
    with sqlite3.connect(database) as db:
        sound = [row[0] for row in db.execute("PRAGMA integrity_check")]
        orphans = db.execute("PRAGMA foreign_key_check").fetchall()
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
            return [] if sound == ["ok"] else sound
        ids = [row[0] for row in db.execute("SELECT id FROM documents")]
        said = rows_by_document(db)
        events = Counter(row[0] for row in db.execute("SELECT sha256 FROM _events WHERE event = 'stored'"))
    wrong = [f"unsound: {line}" for line in sound if line != "ok"] + [f"orphan: {row}" for row in orphans]
    wrong += [f"{one}: {said[one]} instead of {stored_by[one]}" for one in ids if said[one] != stored_by[one]]
    wrong += [f"{sha256}: {times} stored events" for sha256, times in events.items() if times != 1]
    if sum(events.values()) != len(ids):
        wrong.append(f"{len(ids)} documents, {sum(events.values())} stored events")
    return wrong


def rows_by_document(db: sqlite3.Connection) -> dict[str, Counter[str]]:
    """How many rows each document has, by table."""
    found: dict[str, Counter[str]] = {row[0]: Counter() for row in db.execute("SELECT id FROM documents")}
    for table in ("pages", "meeting_documents", "agenda_items", "decisions", "boxes", "attendances", "issues"):
        for document, rows in db.execute(f"SELECT document_id, count(*) FROM {table} GROUP BY 1"):
            found.setdefault(document, Counter())[table] = rows
    return found


def count(database: Path) -> int:
    try:
        with sqlite3.connect(database) as db:
            return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.Error:  # not made yet
        return 0


def was_killed(
    run: subprocess.Popen[bytes], database: Path, chance: random.Random, documents: int, usual: float
) -> bool:
    """Kill a run once it has stored a few documents more, or one in five at any time. False if it ended before that."""
    wanted = count(database) + chance.randint(1, max(2, documents // 8))
    blind = time.monotonic() + usual * chance.random() if chance.random() < 0.2 else float("inf")
    while run.poll() is None and time.monotonic() < blind and count(database) < wanted:
        time.sleep(0.01)
    time.sleep(0.02 * chance.random())
    if run.poll() is not None:
        return False
    run.send_signal(signal.SIGKILL)
    run.wait()
    return True


def kill_runs(
    scratch: Path, kills: int, documents: int, seed: int, real: bool = False, editions: bool = False
) -> Tally:
    """Kill `kills` runs over `documents` documents in the folder `scratch`."""
    chance, tally, folder = random.Random(seed), Tally(), scratch / "pdfs"
    write_folder(folder, documents, real)
    program = Program(copy_program(scratch / "program"), folder, real, editions)
    begun = time.monotonic()
    program.finish(scratch / "whole.db")
    usual = time.monotonic() - begun
    whole = content(scratch / "whole.db")
    with sqlite3.connect(scratch / "whole.db") as db:
        stored_by = rows_by_document(db)
    while tally.kills < kills:
        tally.rounds += 1
        database = scratch / f"killed-{tally.rounds}.db"
        while tally.kills < kills:
            run = program.start(database)
            if not was_killed(run, database, chance, documents, usual):
                break
            stored = count(database)
            tally.kills += 1
            tally.documents += stored
            tally.at[10 * stored // documents] += 1
            tally.wrong += faults(database, whole, stored_by)
            if stored == documents:
                break
        program.finish(database)
        tally.wrong += differences(content(database), whole)
        tally.wrong += faults(database, whole, stored_by)
    return tally


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--documents", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--real", action="store_true")
    options.add_argument("--editions", action="store_true", help="several documents of each meeting")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        tally = kill_runs(Path(scratch), given.kills, given.documents, given.seed, given.real, given.editions)
    figures = {
        "kills": tally.kills,
        "databases": tally.rounds,
        "documents_checked": tally.documents,
        "wrong": len(tally.wrong),
        "killed_by_tenth_of_the_folder": dict(sorted(tally.at.items())),
    }
    print(json.dumps(figures))
    for line in tally.wrong[:20]:
        print(line[:400])
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
