"""Does an ingest stay as quick and as small, however many documents there are?

    python benchmarks/growth.py [--documents 100,1000,3000,10000] [--workers 2] [--folder DIR] [--out FILE]

Invented minutes of one page, each of another meeting, are drawn into DIR (default a temporary folder; files that it has
already are taken as they are). For each number of documents a process of its own ingests so many into a new database,
then once more, when nothing is to be read. Printed for each: seconds on the clock and CPU seconds a document, of the
readers and of the parent, of that the linking at the end, the parent's peak memory, and whether the database is sound
and has every document once. Exits 1 if it is not, if the parent takes 300 MB or more, or if a document among the most
costs more than 1.5 times the CPU seconds of one among the first thousand.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from process import LARGEST_PARENT, ingest
from reportlab.pdfgen.canvas import Canvas

STEEPEST = 1.5
ORGANISATIONS = 200
FIRST = "Anna Bo Carla Dan Eva Finn Gerda Hans Ida Jens".split()
LAST = "Holm Berg Vang Lind Krog Dam Skov Eng".split()
MATTERS = ("Vejbump", "Legeplads", "Kontingent", "Hjemmeside", "Sommerfest", "Snerydning", "Hække", "Fællesantenne")


def draw(folder: Path, documents: int) -> list[Path]:
    """So many minutes of a page each; of ORGANISATIONS boards, each of which meets once a month."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:06}.pdf" for number in range(documents)]
    for number, path in enumerate(paths):
        if path.exists():
            continue
        canvas = Canvas(str(path), invariant=True)
        for place, (size, text) in enumerate(lines_of(number)):
            canvas.setFont("Helvetica-Bold" if size > 11 else "Helvetica", size)
            canvas.drawString(72, 780 - 18 * place, text)
        canvas.save()
    return paths


def lines_of(number: int) -> Iterator[tuple[int, str]]:
    """Sizes and texts."""
    board, month = number % ORGANISATIONS, number // ORGANISATIONS
    yield 16, f"Grundejerforeningen Prøveby {board}"
    day = date(1990 + month // 12, 1 + month % 12, 1 + board % 28)
    yield 14, f"Referat af bestyrelsesmøde den {day:%d-%m-%Y}"
    people = [f"{FIRST[(board + at) % 10]} {LAST[(board + 3 * at) % 8]}" for at in range(5)]
    yield 11, f"Til stede: {', '.join(people)}"
    for item in range(1, 7):
        matter = MATTERS[(month + item) % 8]
        yield 12, f"{item}. {matter}"
        yield 11, f"{people[item % 5]} orienterede om {matter.lower()} og økonomien i sag {number}-{item}."
        yield 11, f"Beslutning: Bestyrelsen godkendte, at der bruges {1000 + number % 900} kr."


def faults(database: Path, documents: int) -> list[str]:
    """What is wrong with the database."""
    with closing(sqlite3.connect(database)) as db:
        found = []
        if (sound := db.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            found.append(f"not sound: {sound}")
        if broken := db.execute("PRAGMA foreign_key_check").fetchall():
            found.append(f"{len(broken)} rows refer to nothing")
        stored = db.execute("SELECT count(*) FROM documents").fetchone()[0]
        events = db.execute("SELECT count(*), count(DISTINCT sha256) FROM _events WHERE event = 'stored'").fetchone()
        if (stored, *events) != (documents,) * 3:
            found.append(f"{stored} documents and {events} events for {documents} files")
    return found


def measure(files: list[Path], workers: int) -> dict[str, Any]:
    """Ingest the files twice, in a folder of their own."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, database = Path(scratch, "pdfs"), Path(scratch, "working.db")
        folder.mkdir()
        for path in files:
            os.link(path, folder / path.name) if path.stat().st_dev == folder.stat().st_dev else (
                folder / path.name
            ).symlink_to(path)
        first, report = ingest(folder, database, workers)
        wrong = faults(database, len(files))
        again, second = ingest(folder, database, workers)
        if second["skipped"] != len(files):
            wrong.append(f"a second ingest skipped {second['skipped']}")
        size = database.stat().st_size
    number = len(files)
    linking = report["linked"]["seconds"]
    return {
        "documents": number,
        "wall_ms_each": round(1000 * first.wall / number, 1),
        "cpu_ms_each": round(1000 * first.cpu / number, 1),
        "parent_cpu_ms_each": round(1000 * first.own_cpu / number, 2),
        "linking_ms_each": round(1000 * linking / number, 2),
        "parent_mb": round(first.own_mb),
        "again_cpu_ms_each": round(1000 * again.cpu / number, 2),
        "again_parent_mb": round(again.own_mb),
        "database_kb_each": round(size / 1000 / number, 1),
        "wrong": wrong,
    }


def measure_growth(numbers: list[int], workers: int = 2, folder: Path | None = None) -> dict[str, Any]:
    """A row for each number of documents, each printed as it is known; and what is wrong."""
    numbers, rows = sorted(numbers), list[dict[str, Any]]()
    with tempfile.TemporaryDirectory() as scratch:
        files = draw(folder or Path(scratch), numbers[-1])
        for number in numbers:
            rows.append(measure(files[:number], workers))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    wrong = [line for row in rows for line in row["wrong"]]
    wrong += [f"the parent took {row['parent_mb']} MB" for row in rows if row["parent_mb"] >= LARGEST_PARENT]
    early = next((row for row in rows if row["documents"] >= 1000), rows[0])
    steepness = round(rows[-1]["cpu_ms_each"] / early["cpu_ms_each"], 2)
    if steepness > STEEPEST:
        wrong.append(f"one of {rows[-1]['documents']} documents costs {steepness} times one of {early['documents']}")
    return {"rows": rows, "steepness": steepness, "wrong": wrong}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", default="100,1000,3000,10000")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--folder", type=Path)
    options.add_argument("--out", type=Path, help="where the figures go as JSON")
    given = options.parse_args()
    figures = measure_growth([int(number) for number in given.documents.split(",")], given.workers, given.folder)
    if given.out:
        given.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({key: value for key, value in figures.items() if key != "rows"}))
    return 1 if figures["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
