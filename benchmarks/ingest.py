"""How fast is `referat ingest`? Whole processes on the same files in one run, against peers.

    python benchmarks/ingest.py [FOLDER ...] [--pages 90] [--each 6,15] [--rounds 1] [--growth 100,300] [--out FILE]

For each length of `--each` invented minutes are drawn (benchmarks/minutes.py), of at least `--pages` pages together; a
FOLDER's PDFs that have text are used too, as they are. Figures to publish take `--pages 2000`. Each contender is a
process of its own over all the files:

    ingest            referat ingest --workers 1 into a new database; the parent stores on the other core
    one_core          the same, held on one core
    two_workers       the same with --workers 2
    again             a second ingest of the same files: nothing is to be read
    changed_row       an ingest after one row of the rules is gone: the usual change, the median of three rows
    changed_all       an ingest after a change that reaches every document: all is found anew, from what was kept
    pdfplumber        a plain loop: extract_text of every page, four regexes over it
    pdfplumber_spacy  words with their fonts, and spaCy on every line
    pdftotext         one call a file, the text thrown away: the lower bound
    markitdown, pymupdf4llm   where they are installed: what else would be picked for it

The rounds take turns; figures are medians. CPU seconds count a process and all that it started, and are what to compare
on a machine that others use; pages a second on the clock are what a user sees on a quiet one. With the figures stand
what each stage takes (benchmarks/stages.py) and how an ingest grows (benchmarks/growth.py).

`--out` writes the figures as JSON, and `--readme` puts those of that file into the README.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import growth
import pypdfium2
from minutes import write_minutes
from peers import peers
from process import Timed, ingest, ingest_command, run
from reparse import changed_rules

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
BEGIN, END = "<!-- speed -->", "<!-- end of speed -->"
REFERAT = [sys.executable, "-m", "pipeline"]
ONE_CORE = [
    sys.executable,
    "-c",
    "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); os.execv(sys.argv[1], sys.argv[1:])",
]
ROWS = 3  # whose loss is measured
MEASURES = ("wall", "cpu", "own_cpu", "mb", "own_mb")
RATIOS = (
    ("over_pdfplumber", "pdfplumber", "ingest"),
    ("over_pdfplumber_spacy", "pdfplumber_spacy", "ingest"),
    ("over_pdftotext", "pdftotext", "ingest"),
    ("over_markitdown", "markitdown", "ingest"),
    ("over_pymupdf4llm", "pymupdf4llm", "ingest"),
    ("changed_row_over_ingest", "ingest", "changed_row"),
    ("changed_all_over_ingest", "ingest", "changed_all"),
    ("two_workers_over_one", "ingest", "two_workers"),
    ("two_workers_over_one_core", "one_core", "two_workers"),
)
WORDS = {
    "ingest": "`referat ingest`, one worker",
    "pdfplumber": "pdfplumber and four regexes",
    "pdfplumber_spacy": "pdfplumber's words, spaCy on every line",
    "pdftotext": "pdftotext, text thrown away",
    "markitdown": "markitdown",
    "pymupdf4llm": "pymupdf4llm",
}


def contend(paths: list[Path], folder: Path, scratch: Path) -> dict[str, Timed]:
    """Every contender once."""
    one, two, alone = (scratch / f"{name}.db" for name in ("one", "two", "alone"))
    for old in scratch.glob("*.db*"):
        old.unlink()
    files = [str(path) for path in paths]
    timed = {"ingest": ingest(folder, one)[0]}
    if hasattr(os, "sched_setaffinity"):
        timed["one_core"] = run([*ONE_CORE, *ingest_command(folder, alone, 1)])
    timed |= {"two_workers": ingest(folder, two, 2)[0], "again": ingest(folder, one)[0]}
    timed["changed_row"] = after_a_row(folder, one, scratch)
    forget_version(one)
    timed["changed_all"] = ingest(folder, one)[0]
    return timed | {name: run([*program, *files]) for name, program in peers().items()}


def after_a_row(folder: Path, database: Path, scratch: Path) -> Timed:
    """The median by CPU seconds of ingests into copies of the database, each with rules that lack another row."""
    timed = []
    for _, rules in islice(changed_rules(scratch, ROWS, seed=2026), ROWS):
        again = scratch / "again.db"
        for ending in ("", ".kept"):
            shutil.copy(f"{database}{ending}", f"{again}{ending}")
        timed.append(ingest(folder, again, environment={"PYTHONPATH": str(rules)})[0])
        for left in scratch.glob("again.db*"):
            left.unlink()
        shutil.rmtree(rules)
    return sorted(timed, key=lambda one: one.cpu)[len(timed) // 2]


def forget_version(database: Path) -> None:
    """Let the database believe that other rules read its documents, as after a change of a rule."""
    with sqlite3.connect(database) as db:
        db.execute("UPDATE documents SET version = 'rules before the change'")


def text_pages(path: Path) -> int:
    """The pages of a PDF of which at least one has text, else 0."""
    document = pypdfium2.PdfDocument(path)
    return len(document) if any(page.get_textpage().count_chars() for page in document) else 0


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    """Medians and ratios over the PDFs of a folder, all of which must be readable."""
    paths = sorted(folder.rglob("*.pdf"))
    pages = sum(map(text_pages, paths))
    with tempfile.TemporaryDirectory() as scratch:
        told = [contend(paths, folder, Path(scratch)) for _ in range(rounds)]
    report = json.loads(told[0]["ingest"].out)
    if (report["stored"], report["pages"]) != (len(paths), pages):
        raise SystemExit(f"not every page was read: {report}, {len(paths)} files of {pages} pages")
    figures: dict[str, Any] = {"files": len(paths), "pages": pages, "rounds": rounds}
    for name in told[0]:
        each = [asdict(one[name]) for one in told]
        middle = {key: statistics.median(one[key] for one in each) for key in MEASURES}
        figures[name] = {
            "pages_a_second": round(pages / middle["wall"], 1),
            "pages_a_cpu_second": round(pages / middle["cpu"], 1),
            "cpu_seconds": round(middle["cpu"], 2),
            "parent_cpu_seconds": round(middle["own_cpu"], 2),
            "wall_seconds": round(middle["wall"], 2),
            "peak_mb": round(middle["mb"]),
            "parent_mb": round(middle["own_mb"]),
        }
    figures["ratios"] = {
        f"{name}_{clock}": round(
            statistics.median(getattr(one[slow], clock) / getattr(one[fast], clock) for one in told), 2
        )
        for name, slow, fast in RATIOS
        if slow in told[0]
        for clock in ("cpu", "wall")
    }
    stages = run([sys.executable, str(HERE / "stages.py"), str(folder)])
    figures["stage_cpu_ms_a_page"] = json.loads(stages.out)
    return figures


def speed_table(figures: dict[str, Any]) -> str:
    """The README's table: pages a CPU second, and how many times that is a contender's."""
    sets = {name: found for name, found in figures.items() if isinstance(found, dict) and "ingest" in found}
    lines = [
        "| pages a CPU second | " + " | ".join(sets) + " |",
        "| --- |" + " --- |" * len(sets),
    ]
    for name, words in WORDS.items():
        if not all(name in found for found in sets.values()):
            continue
        cells = []
        for found in sets.values():
            times = found["ingest"]["pages_a_cpu_second"] / found[name]["pages_a_cpu_second"]
            ours = "" if name == "ingest" else f" (ours {times:.1f} times)"
            cells.append(f"{found[name]['pages_a_cpu_second']:.0f}{ours}")
        lines.append(f"| {words} | {' | '.join(cells)} |")
    pages = ", ".join(f"{found['pages']} pages in {found['files']} files" for found in sets.values())
    row, everything, clock, two, core = (
        " and ".join(f"{found['ratios'][ratio]:.1f}" for found in sets.values())
        for ratio in ("changed_row_over_ingest_cpu", "changed_all_over_ingest_cpu", "over_pdfplumber_wall",
                      "two_workers_over_one_wall", "two_workers_over_one_core_wall")
    )  # fmt: skip
    rows = figures["growth"]["rows"]
    return "\n".join(
        [
            *lines,
            "",
            f"Whole processes over {pages}, with the CPU seconds of all their children.",
            f"On the clock one worker, for which another core stores, is {clock} times as fast as pdfplumber and four"
            f" regexes; two workers are {two} times as fast as one, and {core} times as fast as one held on one core.",
            f"After a change of one row of the rules the archive is read again {row} times as fast as at first (the"
            f" median of {ROWS} rows); after one that reaches every document {everything} times, for all is"
            " found anew in the pages that were kept.",
            f"From {rows[0]['documents']} to {rows[-1]['documents']:,} documents the process that stores them takes"
            f" {rows[0]['parent_mb']} to {rows[-1]['parent_mb']} MB.",
        ]
    )


def write_readme(figures: dict[str, Any]) -> None:
    text = README.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise SystemExit(f"README.md has no place for the figures: put {BEGIN} and {END} where they are to stand")
    before, rest = text.split(BEGIN)
    README.write_text(f"{before}{BEGIN}\n{speed_table(figures)}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="*")
    options.add_argument("--pages", type=int, default=90)
    options.add_argument("--each", default="6,15", help="pages of a file, several with commas")
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--growth", default="100,300", help="numbers of documents, several with commas")
    options.add_argument("--out", type=Path, help="where the figures go as JSON")
    options.add_argument("--readme", type=Path, metavar="FILE", help="only put the figures of FILE into the README")
    given = options.parse_args()
    if given.readme:
        write_readme(json.loads(given.readme.read_text(encoding="utf-8")))
        return
    run([*REFERAT, "--version"], allowed=(0, 2))  # its bytecode is compiled before anything is timed
    figures: dict[str, Any] = {}
    for folder in given.folders:
        figures[folder.name] = measure(folder, given.rounds)
    for each in [int(number) for number in given.each.split(",") if number]:
        with tempfile.TemporaryDirectory() as scratch:
            write_minutes(Path(scratch), -(-given.pages // each), each)
            figures[f"{each} pages a file"] = measure(Path(scratch), given.rounds)
    starts = sorted(run([*REFERAT, "--help"]).wall for _ in range(5))
    figures["help_seconds"] = round(starts[2], 3)
    if given.growth:
        figures["growth"] = growth.measure_growth([int(number) for number in given.growth.split(",")])
    text = json.dumps(figures, indent=1)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
