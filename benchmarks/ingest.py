"""How fast is `referat ingest`? Pages a second against pdfplumber's plain text, in one run on one core each.

    python benchmarks/ingest.py [FOLDER] [--pages N] [--skip WORD,WORD] [--json]

The PDFs of FOLDER (default data/raw) that have text are copied, each copy with other bytes, until they have at least N
pages (default 1,000). Then three things are timed, each in a process of its own: the whole command `referat ingest
--workers 1` into a new database, a loop of `pdfplumber.open(...).pages[i].extract_text()` over the same files, and
`referat --help`. Prints pages a second, the ratio, and the peak of memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

REFERAT = [sys.executable, "-m", "pipeline"]
PDFPLUMBER = """
import sys
import pdfplumber

pages = 0
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
            pages += 1
print(pages)
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """A finished process: seconds on the clock, CPU seconds and peak memory in bytes of it and its children."""

    wall: float
    cpu: float
    memory: int
    out: str


def run(command: list[str]) -> Timed:
    with tempfile.TemporaryFile("w+") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command[:4])} ended with code {process.returncode}")
        out.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return Timed(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit, out.read())


def text_pages(path: Path) -> int:
    """The pages of a PDF of which at least one has text, else 0."""
    document = pypdfium2.PdfDocument(path)
    return len(document) if any(page.get_textpage().count_chars() for page in document) else 0


def copies(folder: Path, wanted: int, into: Path, skip: list[str]) -> Iterator[Path]:
    """The PDFs of `folder` over and over, each copy with other bytes, until they have `wanted` pages."""
    chosen = [path for path in sorted(folder.rglob("*.pdf")) if not any(word in path.name for word in skip)]
    sources = [(path.read_bytes(), pages) for path in chosen if (pages := text_pages(path))]
    if not sources:
        raise SystemExit(f"no PDF with text in {folder}")
    total = number = 0
    while total < wanted:
        data, pages = sources[number % len(sources)]
        path = into / f"{number:05}.pdf"
        path.write_bytes(data + b"\n%% copy %d\n" % number)  # a comment after the end: the same pages, another file
        total, number = total + pages, number + 1
        yield path


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=Path("data/raw"))
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--skip", default="", help="leave out files whose name holds one of these words")
    options.add_argument("--json", action="store_true", help="the figures as JSON")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "pdfs")
        folder.mkdir()
        paths = list(copies(given.folder, given.pages, folder, [word for word in given.skip.split(",") if word]))
        starts = [run([*REFERAT, "--help"]).wall for _ in range(6)]
        ours = run([*REFERAT, "ingest", str(folder), "--db", f"{scratch}/working.db", "--workers", "1", "--json"])
        theirs = run([sys.executable, "-c", PDFPLUMBER, *map(str, paths)])
    report = json.loads(ours.out)
    pages = int(theirs.out)
    if (report["stored"], report["pages"]) != (len(paths), pages):
        raise SystemExit(f"the two did not read the same: {report}, pdfplumber {pages} pages")
    figures = {
        "files": len(paths),
        "pages": pages,
        "referat_pages_a_second": round(pages / ours.wall, 1),
        "referat_cpu_seconds": round(ours.cpu, 2),
        "referat_peak_mb": round(ours.memory / 1e6),
        "pdfplumber_pages_a_second": round(pages / theirs.wall, 1),
        "pdfplumber_cpu_seconds": round(theirs.cpu, 2),
        "pdfplumber_peak_mb": round(theirs.memory / 1e6),
        "ratio_wall": round(theirs.wall / ours.wall, 2),
        "ratio_cpu": round(theirs.cpu / ours.cpu, 2),
        "help_seconds": round(sorted(starts)[len(starts) // 2], 3),
    }
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:28}{value:>10}")


if __name__ == "__main__":
    main()
