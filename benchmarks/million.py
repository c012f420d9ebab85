"""Is the site quick with a million decisions? Makes such an archive, publishes it, and asks the site as one reader.

    python benchmarks/million.py FOLDER [--decisions N] [--words N] [--seed N] [--json]

FOLDER keeps the working database and the snapshot (benchmarks/large_archive.py), which are made only where they are
missing; a million takes some 10 GB while it is published. Then `referat serve` runs on the snapshot and one client asks
it, one question after the other: searches for words drawn by their frequency, the front page, reading pages, tables
with facets, and streamed CSV of 100,000 rows. Prints milliseconds on the client's clock, and of the server's processor,
which is what counts where other programs run beside it (Linux).
"""

from __future__ import annotations

import argparse
import json
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
from large_archive import draw_words, made_archive

FILTERS = ("", "?outcome=postponed", "?year=2015", "?body_id=kommune-007-byraadet", "?year=2015&outcome=approved")
MOST_ROWS = ("decisions?scope=this_meeting", "decisions?outcome=approved", "agenda_items?closed=0")


def processor_time(process: int) -> float:
    """Seconds of processor time that a process has spent (Linux)."""
    spent = 0
    for task in Path(f"/proc/{process}/task").glob("*/schedstat"):
        spent += int(task.read_text().split()[0])
    return spent / 1e9


class Asking:
    """A client; notes by what it asked how long it waited and what the server's processor spent, in milliseconds."""

    def __init__(self, address: str, server: int) -> None:
        self.client = httpx.Client(base_url=address, timeout=120)
        self.server = server
        self.waited: dict[str, list[tuple[float, float]]] = {}

    def note(self, what: str, begun: tuple[float, float]) -> None:
        ended = self.now()
        self.waited.setdefault(what, []).append((1000 * (ended[0] - begun[0]), 1000 * (ended[1] - begun[1])))

    def now(self) -> tuple[float, float]:
        """Seconds on the clock and of the server's processor time."""
        return time.perf_counter(), processor_time(self.server)

    def get(self, what: str, path: str) -> httpx.Response:
        begun = self.now()
        answer = self.client.get(path)
        self.note(what, begun)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        return answer

    def stream(self, what: str, path: str, rows: int) -> None:
        """Read a CSV until it has had so many rows; notes when the first bytes came, too."""
        begun = self.now()
        seen, is_first = 0, True
        with self.client.stream("GET", path) as answer:
            for piece in answer.iter_bytes():
                if is_first:
                    self.note(f"{what}, first bytes", begun)
                    is_first = False
                seen += piece.count(b"\r\n")
                if seen >= rows:
                    break
        self.note(f"{what}, {seen} rows", begun)


def ask(address: str, server: int, snapshot: Path, words: list[str]) -> dict[str, list[tuple[float, float]]]:
    """Ask what readers ask, and give how long each took."""
    name = snapshot.stem
    with sqlite3.connect(f"file:{snapshot}?mode=ro", uri=True) as db:
        items = [key for (key,) in db.execute("SELECT id FROM agenda_items ORDER BY date DESC LIMIT 40 OFFSET 5000")]
    reader = Asking(address, server)
    reader.get("first page after the start", "/")
    begun = reader.now()
    wait_until_quiet(server)
    reader.note("counting ahead, until it is quiet", begun)
    for word in words:
        reader.get("search", f"/soeg?q={quote(word)}")
    for _ in range(20):
        reader.get("front page", "/")
    for item in items:
        reader.get("reading page: item", f"/punkt/{item}")
        reader.get("reading page: meeting", f"/moede/{item.rpartition('-p')[0]}")
    for page in ("diagrammer", "kvalitet", "data", "beslutninger.atom"):
        reader.get(f"/{page}, first", f"/{page}")
        for _ in range(5):
            reader.get(f"/{page}", f"/{page}")
    for filters in FILTERS:
        reader.get("facet page", f"/{name}/decisions{filters}")
        reader.get("facet page, again", f"/{name}/decisions{filters}")
    for table in MOST_ROWS:
        reader.get("facet page of nearly all rows", f"/{name}/{table}")
    for word in words[:20]:
        reader.get("stock search of a table", f"/{name}/decisions?_search={quote(word)}")
    reader.stream("CSV", f"/{name}/decisions.csv?_stream=on", 100_000)
    reader.stream("CSV with labels", f"/{name}/decisions.csv?_stream=on&_labels=on", 100_000)
    return reader.waited


def wait_until_quiet(server: int) -> None:
    """A server that has just started counts ahead of its readers, which is none of the answers' work."""
    spent = -1.0
    while processor_time(server) - spent > 0.02:
        spent = processor_time(server)
        time.sleep(1)


@contextmanager
def served(snapshot: Path, *options: str) -> Iterator[tuple[int, str]]:
    """`referat serve` on a free port, ready to answer, until the end of the block: its process and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pipeline", "serve", "--db", str(snapshot), "--port", str(port), *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/om", timeout=30)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        else:
            raise SystemExit("the site did not start")
        yield server.pid, address
    finally:
        server.terminate()
        server.wait()


def figures(waited: list[tuple[float, float]]) -> dict[str, float | int]:
    """How many, then median, 95th percentile and worst on the clock, and the same of the server's processor time."""
    told: dict[str, float | int] = {"asked": len(waited)}
    for name, times in zip(("clock", "cpu"), zip(*waited, strict=True), strict=True):
        ordered = sorted(times)
        p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        for figure, value in (("median", statistics.median(ordered)), ("p95", p95), ("worst", ordered[-1])):
            told[f"{name}_{figure}"] = round(value, 1)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--decisions", type=int, default=1_000_000)
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    snapshot = made_archive(asked.folder, asked.decisions, asked.seed)
    with served(snapshot) as (server, address):
        waited = ask(address, server, snapshot, draw_words(asked.seed + 1, asked.words))
    told = {what: figures(times) for what, times in waited.items()}
    if asked.json:
        print(json.dumps(told, indent=1))
        return
    names = list(next(iter(told.values())))
    print(f"{'milliseconds':34}", *(f"{name:>12}" for name in names))
    for what, row in told.items():
        print(f"{what:34}", *(f"{row[name]:12}" for name in names))


if __name__ == "__main__":
    main()
