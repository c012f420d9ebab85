"""Does the public site hold when eight clients ask at once? Makes an archive of 20,000 items, serves it, and asks.

    python benchmarks/load.py FOLDER [--items N] [--clients N] [--asked N] [--seconds N] [--seed N]

FOLDER keeps the working database and the snapshot of `benchmarks/large_archive.py`, made where they are missing.
`referat serve --public` runs on a free port of 127.0.0.1 until it has counted ahead of its readers. Then the clients
ask without a pause: first all of them for rows, then for tables, and so on, a kind at a time, `--asked` requests or
`--seconds` seconds of each; then everything mixed; then what is dear, one request at a time. Prints milliseconds on the
clients' clock until the whole answer has come, the server's processor time for an answer and the cores it had, the
largest answer, the most memory the server held (Linux), and what was not met; exits 1 if anything was not. The server
answers on one core. Clients and server share the machine, so other programs on it make the clock's figures worse: then
the server had less than a core.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
from large_archive import draw_words, made_archive
from million import processor_time, served, wait_until_quiet

WITHIN = {"row": 150, "table": 500, "search": 700, "facet": 800}
"""Milliseconds within which 99 of 100 answers must come."""
SLOWEST, LARGEST, MEMORY = 2000, 10_000_000, 400e6  # milliseconds, bytes, bytes
WEIGHTS = {"row": 4, "table": 2, "search": 2, "facet": 1, "page": 3}
"""What the mixed readers ask for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`waited` is in milliseconds, until the last byte."""

    kind: str
    address: str
    status: int
    size: int
    waited: float


def addresses(snapshot: Path, seed: int) -> dict[str, list[str]]:
    """What is asked for, by kind, in a drawn order."""
    chance = random.Random(seed)
    base = f"/{snapshot.stem}"
    with sqlite3.connect(f"file:{snapshot}?mode=ro", uri=True) as db:
        decisions = [key for (key,) in db.execute("SELECT id FROM decisions ORDER BY id")]
        items = [key for (key,) in db.execute("SELECT id FROM agenda_items ORDER BY id")]
        bodies = [key for (key,) in db.execute("SELECT id FROM bodies ORDER BY id")]
    tables = ["decisions", "agenda_items", "sections", "meetings", "documents", "attendances", "decisions_full"]
    filters = ["?outcome=postponed", "?_sort_desc=title", "?year=2007", f"?body_id={bodies[0]}"]
    rows = [f"{base}/decisions/{key}" for key in chance.sample(decisions, 400)]
    rows += [f"{base}/agenda_items/{key}.json" for key in chance.sample(items, 400)]
    read = [f"/punkt/{key}" for key in chance.sample(items, 200)]
    read += [f"/moede/{key.rpartition('-p')[0]}" for key in chance.sample(items, 100)]
    read += [f"/beslutning/{key}" for key in chance.sample(decisions, 100)]
    read += [f"/organ/{key}" for key in chance.sample(bodies, 50)]
    read += ["/", "/om", "/privatliv", "/data", "/kvalitet", "/diagrammer", "/beslutninger.atom"] * 10
    return {
        "row": rows,
        "table": [f"{base}/{table}{way}" for table in tables for way in ("", "?_size=100")]
        + [f"{base}/decisions{way}" for way in filters],
        "search": [f"/soeg?q={quote(word)}" for word in draw_words(seed + 1, 300)],
        "facet": [f"{base}/decisions?_facet={column}" for column in ("outcome", "body_id", "organisation_id", "date")],
        "page": read,
    }


def dear(snapshot: Path) -> list[str]:
    """The dearest that one request can ask for."""
    base = f"/{snapshot.stem}"
    tables = ("decisions", "agenda_items", "sections", "attendances", "decisions_full")
    ways = (".json?_size=max&_shape=objects", "?_size=max", ".json?_size=max&_labels=on", ".xlsx")
    facets = "&".join(f"_facet={name}" for name in ("date", "body_id", "outcome", "document_id", "meeting_id", "title"))
    return [
        *(f"{base}/{table}{way}" for table in tables for way in ways),
        f"{base}/decisions?{facets}&_facet_size=max",
        f"{base}/decisions?text__like=%25a%25b%25c%25d%25e%25f%25g%25&_sort=text",
        f"{base}/decisions?_search=a*&_sort=text",
        "/soeg?q=a*", "/soeg.csv?q=udvalget", "/soeg.json?q=udvalget",
    ]  # fmt: skip


def ask_together(server: str, asked: Iterator[tuple[str, str]], clients: int, seconds: float) -> list[Answer]:
    """What `clients` threads got, each asking for the next address when it has read the answer to the one before."""
    got: list[Answer] = []
    lock = threading.Lock()
    ends = time.perf_counter() + seconds

    def one_client() -> None:
        with httpx.Client(base_url=server, timeout=60) as client:
            while time.perf_counter() < ends:
                with lock:
                    following = next(asked, None)
                if following is None:
                    return
                got.append(ask(client, *following))

    threads = [threading.Thread(target=one_client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def ask(client: httpx.Client, kind: str, address: str) -> Answer:
    begun = time.perf_counter()
    try:
        answer = client.get(address)
        status, size = answer.status_code, len(answer.content)
    except httpx.TransportError:
        status = size = 0
    return Answer(kind, address, status, size, 1000 * (time.perf_counter() - begun))


def report(name: str, got: Sequence[Answer], cpu: float = 0, seconds: float = 0) -> list[str]:
    """Prints a line of figures; gives what was not met. `cpu` are the seconds that the server worked of `seconds`."""
    if not got:
        return [f"{name}: nothing was answered"]
    waited = sorted(answer.waited for answer in got)
    p50, p99 = (waited[int(share * (len(waited) - 1))] for share in (0.5, 0.99))
    errors = Counter(answer.status for answer in got if answer.status != 200)
    largest = max(answer.size for answer in got)
    had = f"{1000 * cpu / len(got):9.1f}{cpu / seconds:9.2f}" if seconds else " " * 18
    print(f"{name:22}{len(got):7}{p50:9.0f}{p99:9.0f}{waited[-1]:9.0f}{had}{largest / 1e6:9.2f}  {dict(errors) or ''}")
    unmet = [f"{name}: {answer.status} for {answer.address}" for answer in got if answer.status != 200]
    if name in WITHIN and p99 >= WITHIN[name]:
        unmet.append(f"{name}: p99 {p99:.0f} ms, not {WITHIN[name]}")
    for answer in got:
        if answer.waited > SLOWEST or answer.size > LARGEST:
            unmet.append(f"{answer.address}: {answer.waited:.0f} ms, {answer.size / 1e6:.1f} MB")
    return unmet


def most_memory(process: int) -> float:
    """The most bytes a process has held at once."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    raise SystemExit("this system does not tell what a process holds")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--asked", type=int, default=800)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    snapshot = made_archive(told.folder, told.items, told.seed)
    by_kind = addresses(snapshot, told.seed)
    chance = random.Random(told.seed)
    kinds = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=told.asked)
    mixed = [(kind, chance.choice(by_kind[kind])) for kind in kinds]
    unmet: list[str] = []
    with served(snapshot, "--public") as (server, address):
        wait_until_quiet(server)
        heads = ("p50", "p99", "worst", "cpu", "cores", "most MB")
        print(f"{'milliseconds':22}{'asked':>7}" + "".join(f"{head:>9}" for head in heads) + "  errors")
        for kind, asked in by_kind.items():
            drawn = itertools.islice(itertools.cycle([(kind, one) for one in asked]), told.asked)
            begun = time.perf_counter(), processor_time(server)
            got = ask_together(address, drawn, told.clients, told.seconds)
            unmet += report(kind, got, processor_time(server) - begun[1], time.perf_counter() - begun[0])
        got = ask_together(address, iter(mixed), told.clients, told.seconds)
        for kind in WEIGHTS:
            unmet += report(f"mixed, {kind}", [answer for answer in got if answer.kind == kind])
        memory = most_memory(server)
        alone = iter([("dear", one) for one in dear(snapshot)])
        unmet += report("dear, one at a time", ask_together(address, alone, 1, 10 * told.seconds))
        dearest = most_memory(server)
    print(f"memory: {memory / 1e6:.0f} MB at most, {dearest / 1e6:.0f} with what is dear")
    if dearest >= MEMORY:
        unmet.append(f"memory: {dearest / 1e6:.0f} MB")
    print("\n".join(["not met:", *unmet]) if unmet else "all met")
    return 1 if unmet else 0


if __name__ == "__main__":
    sys.exit(main())
