"""What does a changed rule cost? Times a first ingest, and ingests of the same archive after single rules have changed.

    python benchmarks/reparse.py [FOLDER] [--pages N] [--rows N] [--seed N] [--prove] [--json]

The PDFs of FOLDER (default data/raw) are copied, each copy with other bytes, until they have at least N pages
(default 2,000), and ingested by one worker. Then, for each of N rows drawn from the files of rules in turn (default
20), an ingest runs with a copy of the rules that lacks that row; then for some files one with a row more, whose letters
stand in every document, though it finds nothing; and at last one after another change that reaches every document.
All are whole processes; prints how many times faster than the first ingest each was.

With --prove each of the ingests after a change is followed by one of the whole archive into a new database, and the
rows of the two must be the same.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
from process import Timed, ingest

import da_referat
from pipeline.rule_changes import ONE_READER

TIMED = frozenset({"runs", "_events", "_files", "_sqlite_migrations"})
EVERYWHERE = "e d"  # no words, but letters that stand in some word of any document
RULES = ("outcomes", "section_headings", "outcomes", "header_fields", "attendance", "outcomes", "item_headings")


def copies(folder: Path, pages: int, into: Path) -> int:
    """Copy the PDFs that have text until there are so many pages; gives their number."""
    found: list[tuple[bytes, int]] = []
    for path in sorted(folder.rglob("*.pdf")):
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            continue
        if any(page.get_textpage().count_chars() > 20 for page in document):
            found.append((path.read_bytes(), len(document)))
        document.close()
    total = number = 0
    while total < pages:
        data, count = found[number % len(found)]
        (into / f"{number:05}.pdf").write_bytes(data + b"\n%% copy %d\n" % number)
        total, number = total + count, number + 1
    return total


def ingest_by(rules: Path, scratch: Path, database: str) -> tuple[Timed, dict[str, Any]]:
    """A whole `referat ingest` of the copies with the rules of a folder."""
    return ingest(scratch / "pdfs", scratch / database, environment={"PYTHONPATH": str(rules)})


def without_row(rules: Path, name: str, drawn: random.Random) -> str:
    """Take a row out of a copy of the rules; gives its place."""
    path = rules / "da_referat" / "rules" / f"{name}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    row = drawn.randrange(len(lines))
    path.write_text("".join(lines[:row] + lines[row + 1 :]), encoding="utf-8")
    return f"{path.stem}: {json.loads(lines[row])['id']}"


def with_row(rules: Path, name: str) -> str:
    """Add a row that every document has the letters of to a copy of the rules; gives its place."""
    path = rules / "da_referat" / "rules" / name
    first = json.loads(path.read_text(encoding="utf-8").partition("\n")[0])
    pattern = EVERYWHERE if isinstance(first["pattern"], str) else {"regex": rf"\b{EVERYWHERE}\b"}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**first, "id": "everywhere", "pattern": pattern, "cues": [EVERYWHERE]}) + "\n")
    return f"all documents, {path.stem}"


def rows_of(database: Path) -> dict[str, list[str]]:
    """All rows but those of runs, times and versions."""
    with closing(sqlite3.connect(database)) as db:  # an open one would leave a log beside the next copy
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for table in tables:
            left = {"version", "run_id", "time"}
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in left]
            if table not in TIMED and columns:
                found[table] = sorted(map(repr, db.execute(f"SELECT {', '.join(columns)} FROM {table}")))
    return found


def changed_rules(scratch: Path, count: int, seed: int) -> Iterator[tuple[str, Path]]:
    """The rules without a row, many times over, and a change that reaches everything."""
    original = Path(da_referat.__file__).parent
    drawn = random.Random(seed)
    for number in range(count + len(ONE_READER) + 1):
        rules = scratch / f"rules-{number}"
        shutil.copytree(original, rules / "da_referat", ignore=shutil.ignore_patterns("__pycache__"))
        if number < count:
            yield without_row(rules, RULES[number % len(RULES)], drawn), rules
        elif number < count + len(ONE_READER):
            yield with_row(rules, list(ONE_READER)[number - count]), rules
        else:
            with (rules / "da_referat" / "config.cfg").open("a") as config:
                config.write("\n# another\n")
            yield "all documents", rules


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=Path("data/raw"))
    options.add_argument("--pages", type=int, default=2000)
    options.add_argument("--rows", type=int, default=20)
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--prove", action="store_true", help="compare the rows with those of a new ingest")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "pdfs").mkdir()
        pages = copies(given.folder, given.pages, scratch / "pdfs")
        original = Path(da_referat.__file__).parent.parent
        taken, report = ingest_by(original, scratch, "first.db")
        kilobytes = {what: (scratch / f"first.db{ending}").stat().st_size / 1000 / pages
                     for what, ending in (("database", ""), ("kept", ".kept"))}  # fmt: skip
        sizes = {f"{what}_kb_a_page": round(size, 1) for what, size in kilobytes.items()}
        first = {"files": report["files"], "pages": pages, "wall": round(taken.wall, 2), "cpu": round(taken.cpu, 2),
                 **sizes}  # fmt: skip
        if not given.json:
            speed = f"{taken.wall:.1f} s, {pages / taken.cpu:.0f} pages a CPU second"
            print(f"first ingest: {first['files']} files, {pages} pages, {speed}", flush=True)
            print(f"kB a page: {kilobytes['database']:.1f} in the database, {kilobytes['kept']:.1f} kept", flush=True)
        runs = []
        for what, rules in changed_rules(scratch, given.rows, given.seed):
            for left in scratch.glob("again.db*"):
                left.unlink()
            for ending in ("", ".kept"):
                shutil.copy(scratch / f"first.db{ending}", scratch / f"again.db{ending}")
            taken, report = ingest_by(rules, scratch, "again.db")
            ratios = {
                "ratio_wall": round(first["wall"] / taken.wall, 1),
                "ratio_cpu": round(first["cpu"] / taken.cpu, 1),
            }
            run = {"rule": what, "stored": report["stored"], "unchanged": report["unchanged"],
                   "wall": round(taken.wall, 2), "cpu": round(taken.cpu, 2), **ratios}  # fmt: skip
            if given.prove:
                ingest_by(rules, scratch, "new.db")
                run["same"] = rows_of(scratch / "again.db") == rows_of(scratch / "new.db")
                for left in scratch.glob("new.db*"):
                    left.unlink()
            runs.append(run)
            if not given.json:
                print("  ".join(f"{key} {value}" for key, value in run.items()), flush=True)
    rows, everywhere, everything = runs[: given.rows], runs[given.rows : -1], runs[-1]
    by_row = sorted(run["ratio_cpu"] for run in rows)
    figures = {
        "first": first,
        "rows": len(rows),
        "median_ratio_cpu": statistics.median(by_row) if by_row else None,
        "rows_ten_times_faster": sum(ratio >= 10 for ratio in by_row),
        "all_documents_ratio_cpu": {
            **{run["rule"].rpartition(" ")[2]: run["ratio_cpu"] for run in everywhere},
            "anything": everything["ratio_cpu"],
        },
        "different": sum(not run.get("same", True) for run in runs),
        "runs": runs,
    }
    if given.json:
        print(json.dumps(figures))
    else:
        print(json.dumps({key: value for key, value in figures.items() if key not in ("first", "runs")}, indent=1))
    if figures["different"]:
        raise SystemExit("rows differ from those of a new ingest")


if __name__ == "__main__":
    main()
