"""How fast is `referat ingest`? Whole processes on the same files in one run, against peers.

    python benchmarks/ingest.py [FOLDER ...] [--pages 2000] [--each 6,15] [--rounds 1] [--out FILE]

For each length of `--each` invented minutes are drawn (benchmarks/minutes.py), of at least `--pages` pages together; a
FOLDER's PDFs that have text are used too, as they are. Each contender is a process of its own over all the files:

    ingest        referat ingest --workers 1 into a new database
    two_workers   the same with --workers 2
    again         a second ingest of the same files: nothing is to be read
    reparse       an ingest after a rule has changed
    pdfplumber    a plain loop: extract_text of every page, four regexes over it
    pdftotext     one call a file, the text thrown away: the lower bound

The rounds take turns; figures are medians. CPU seconds count a process and all that it started, and are what to compare
on a machine that others use; pages a second on the clock are what a user sees on a quiet one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from minutes import write_minutes

HERE = Path(__file__).parent
REFERAT = [sys.executable, "-m", "pipeline"]
PDFPLUMBER = """
import re, sys
import pdfplumber

ITEM = re.compile(r"^(?:Punkt )?(\\d+)[.:] +(.+)$", re.M)
DECISION = re.compile(r"^(?:Beslutning|Referat|Konklusion)\\b.*?$(.*?)(?=^\\S+:?$|\\Z)", re.M | re.S)
MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
DATE = re.compile(rf"\\b(\\d{{1,2}})\\. ({MONTHS}) (\\d{{4}})")
OUTCOME = re.compile(r"\\b(ikke )?(godkendt|vedtaget|forkastet|udsat|afvist|taget til efterretning)\\b", re.I)
pages = found = 0
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            text = page.extract_text()
            found += sum(len(rule.findall(text)) for rule in (ITEM, DECISION, DATE, OUTCOME))
            page.close()
            pages += 1
print(pages)
"""
RATIOS = (
    ("over_pdfplumber", "pdfplumber", "ingest"),
    ("over_pdftotext", "pdftotext", "ingest"),
    ("reparse_over_ingest", "ingest", "reparse"),
    ("two_workers_over_one", "ingest", "two_workers"),
)
PDFTOTEXT = """
import subprocess, sys
for path in sys.argv[1:]:
    subprocess.run(["pdftotext", path, "-"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """A finished process: seconds on the clock, CPU seconds of it and its children, peak MB of the largest of them."""

    wall: float
    cpu: float
    mb: float
    out: str


def run(command: list[str], allowed: tuple[int, ...] = (0,)) -> Timed:
    with tempfile.TemporaryFile("w+") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            raise SystemExit(f"{' '.join(command[:4])} ended with code {process.returncode}")
        out.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return Timed(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6, out.read())


def contend(paths: list[Path], folder: Path, scratch: Path) -> dict[str, Timed]:
    """Every contender once."""
    one, two = scratch / "one.db", scratch / "two.db"
    for old in scratch.glob("*.db*"):
        old.unlink()
    files = [str(path) for path in paths]
    timed = {"ingest": ingest(folder, one, 1), "two_workers": ingest(folder, two, 2), "again": ingest(folder, one, 1)}
    forget_version(one)
    timed["reparse"] = ingest(folder, one, 1)
    timed["pdfplumber"] = run([sys.executable, "-c", PDFPLUMBER, *files])
    if shutil.which("pdftotext"):
        timed["pdftotext"] = run([sys.executable, "-c", PDFTOTEXT, *files])
    return timed


def ingest(folder: Path, database: Path, workers: int) -> Timed:
    return run([*REFERAT, "ingest", str(folder), "--db", str(database), "--workers", str(workers), "--json"])


def forget_version(database: Path) -> None:
    """Let the database believe that other rules read its documents, as after a change of a rule."""
    import sqlite3

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
        middle = {key: statistics.median(asdict(one[name])[key] for one in told) for key in ("wall", "cpu", "mb")}
        figures[name] = {
            "pages_a_second": round(pages / middle["wall"], 1),
            "pages_a_cpu_second": round(pages / middle["cpu"], 1),
            "cpu_seconds": round(middle["cpu"], 2),
            "wall_seconds": round(middle["wall"], 2),
            "peak_mb": round(middle["mb"]),
        }
    figures["ratios"] = {
        f"{name}_{clock}": round(
            statistics.median(getattr(one[slow], clock) / getattr(one[fast], clock) for one in told), 2
        )
        for name, slow, fast in RATIOS
        if slow in told[0]
        for clock in ("cpu", "wall")
    }
    return figures


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="*")
    options.add_argument("--pages", type=int, default=2000)
    options.add_argument("--each", default="6,15", help="pages of a file, several with commas")
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--out", type=Path, help="where the figures go as JSON")
    given = options.parse_args()
    figures: dict[str, Any] = {}
    for folder in given.folders:
        figures[folder.name] = measure(folder, given.rounds)
    for each in [int(number) for number in given.each.split(",") if number]:
        with tempfile.TemporaryDirectory() as scratch:
            write_minutes(Path(scratch), -(-given.pages // each), each)
            figures[f"{each} pages a file"] = measure(Path(scratch), given.rounds)
    starts = sorted(run([*REFERAT, "--help"]).wall for _ in range(5))
    figures["help_seconds"] = round(starts[2], 3)
    text = json.dumps(figures, indent=1)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
