"""Is the site quick with a million decisions? Makes such an archive, publishes it, and asks the site as one reader.

    python benchmarks/million.py FOLDER [--decisions N] [--words N] [--seed N] [--json]

FOLDER keeps the working database and the snapshot, which are made only where they are missing (a million takes some 10
GB while it is published). Every item has one decision. The texts are drawn from the words of the invented minutes in
tests/golden: those that stand there more than once as often as they do, and as rare ones, twenty times rarer than that,
those that stand there once and 40,000 compounds of two words. Then `referat serve` runs on the snapshot and one client
asks it, one question after the other: searches for words drawn by their frequency, the front page, reading pages,
tables with facets, and streamed CSV of 100,000 rows. Prints milliseconds on the client's clock, and of the server's
processor, which is what counts where other programs run beside it (Linux).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx

from pipeline.components.function_words import AFTER, ARTICLE, AUXILIARY, HAVE, MODAL, SUBJUNCTION
from pipeline.store.database import open_database
from pipeline.store.ids import slug
from pipeline.store.snapshot import publish_snapshot

TEXTS = Path(__file__).parents[1] / "tests" / "golden" / "make" / "texts"
WORD = re.compile(r"[a-zæøåé]{2,}")
PHRASES = {
    "approved": ("Godkendt.", "Udvalget godkendte indstillingen.", "Indstillingen blev tiltrådt."),
    "noted": ("Taget til efterretning.", "Udvalget tog orienteringen til efterretning."),
    "postponed": ("Sagen udsættes til næste møde.", "Punktet blev udsat."),
    "decided": ("Udvalget besluttede at gå videre med forslaget.",),
    "recommended": ("Udvalget anbefaler, at indstillingen godkendes.",),
    "rejected": ("Forslaget kunne ikke godkendes.",),
    "discussed": ("Drøftet.",),
}
SHARES = (45, 20, 6, 10, 10, 2, 7)

SMALL = AFTER | ARTICLE | AUXILIARY | HAVE | MODAL | SUBJUNCTION
"""Words that nobody looks for: they join others."""
BODIES, MEETINGS_A_YEAR, YEARS, ITEMS = 500, 10, range(2007, 2027), 10
SENTENCES = 200_000
COMPOUNDS = 40_000
FILTERS = ("", "?outcome=postponed", "?year=2015", "?body_id=kommune-007-byraadet", "?year=2015&outcome=approved")
NAMES = ("Byrådet", "Økonomiudvalget", "Teknikudvalget", "Børneudvalget", "Kulturudvalget")


def vocabulary(chance: random.Random) -> tuple[list[str], list[int]]:
    """Words with their weights: those of the invented minutes, and compounds of two of them, which are rare."""
    counts: Counter[str] = Counter()
    for path in sorted(TEXTS.glob("*/*.txt")):
        counts.update(WORD.findall(path.read_text(encoding="utf-8").lower()))
    long = [word for word in sorted(counts) if len(word) > 4]
    for _ in range(COMPOUNDS):
        counts[chance.choice(long) + chance.choice(long)] += 1
    weights = {word: count * 20 if count > 1 else count for word, count in counts.items()}
    return list(weights), list(weights.values())


def make_working(path: Path, decisions: int, seed: int) -> None:
    """Fill a new working database with `decisions` decisions, one of each item."""
    chance = random.Random(seed)
    words, weights = vocabulary(chance)
    drawn = iter(chance.choices(words, weights, k=SENTENCES * 14))
    pool = []
    for _ in range(SENTENCES):
        pool.append(" ".join(next(drawn) for _ in range(chance.randint(6, 14))).capitalize() + ".")
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    db = open_database(new)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN")
    bodies = [(f"Kommune {n // len(NAMES):03}", NAMES[n % len(NAMES)]) for n in range(BODIES)]
    for place, name in bodies:
        db.execute("INSERT OR IGNORE INTO organisations (id, name) VALUES (?, ?)", (slug(place), place))
        db.execute("INSERT INTO bodies (id, organisation_id, name) VALUES (?, ?, ?)",
                   (f"{slug(place)}-{slug(name)}", slug(place), name))  # fmt: skip
    made = 0
    for year in YEARS:
        for number in range(MEETINGS_A_YEAR):
            for place, name in bodies:
                if made >= decisions:
                    break
                made += add_meeting(db, chance, pool, slug(place), f"{slug(place)}-{slug(name)}", year, number)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    new.rename(path)


def add_meeting(
    db: sqlite3.Connection, chance: random.Random, pool: list[str], place: str, body: str, year: int, number: int
) -> int:
    """One meeting with its document, people and items; gives the number of its decisions."""
    day = f"{year}-{number + 1:02}-{chance.randint(1, 28):02}"
    meeting = f"{body}-{day}"
    sha256 = f"{chance.getrandbits(256):064x}"
    document = sha256[:16]
    db.execute(
        "INSERT INTO documents (id, sha256, filename, kind, pages, text_layer, sample, version)"
        " VALUES (?, ?, ?, 'minutes', 6, ?, 0, '1')",
        (document, sha256, f"{meeting}.pdf", "ocr" if chance.random() < 0.05 else "full"),
    )
    db.execute(
        "INSERT INTO meetings (id, organisation_id, body_id, title, date, document_id) VALUES (?, ?, ?, 'Møde', ?, ?)",
        (meeting, place, body, day, document),
    )
    db.execute(
        "INSERT INTO meeting_documents (id, meeting_id, document_id, position, kind, edition, status, organisation_id,"
        " body_id, date, items) VALUES (?, ?, ?, 1, 'minutes', 'plain', 'current', ?, ?, ?, ?)",
        (meeting, meeting, document, place, body, day, ITEMS),
    )
    db.executemany(
        "INSERT INTO attendances (id, meeting_id, document_id, position, name, status, page)"
        " VALUES (?, ?, ?, ?, ?, ?, 1)",
        [
            (f"{meeting}-d{n}", meeting, document, n, f"Medlem {body[-6:]} {n}", "present" if n % 7 else "absent")
            for n in range(1, 11)
        ],
    )
    items, sections, asked, decided, sums = [], [], [], [], []
    for place_in in range(1, ITEMS + 1):
        item = f"{meeting}-p{place_in}"
        title = chance.choice(pool)[:60].rsplit(" ", 1)[0]
        items.append((item, meeting, place, body, day, document, place_in, str(place_in), title))
        text = " ".join(chance.choices(pool, k=4))
        sections.append((f"{item}-s1", item, 1, "background", "Sagsfremstilling", text))
        asked.append((f"{item}-i1", item, f"at {chance.choice(pool).lower()}"))
        outcome = chance.choices(list(PHRASES), SHARES)[0]
        said = chance.choice(PHRASES[outcome])
        if chance.random() < 0.5:
            said = f"{said} {chance.choice(pool)}"
        sections.append((f"{item}-s2", item, 2, "decision", "Beslutning", said))
        decided.append((f"{item}-b1", item, meeting, place, body, day, title, said, outcome, document))
        if chance.random() < 0.3:
            sums.append((f"{item}-k1", item, f"{chance.randint(1, 900)}.000 kr.", chance.randint(1, 900) * 1000))
    db.executemany(
        "INSERT INTO agenda_items (id, meeting_id, organisation_id, body_id, date, document_id, position, number,"
        " title, page, page_end, closed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 2, 0)",
        items,
    )
    db.executemany(
        "INSERT INTO sections (id, agenda_item_id, position, kind, heading, text, page) VALUES (?, ?, ?, ?, ?, ?, 1)",
        sections,
    )
    db.executemany(
        "INSERT INTO recommendations (id, agenda_item_id, position, text, page) VALUES (?, ?, 1, ?, 1)", asked
    )
    db.executemany(
        "INSERT INTO decisions (id, agenda_item_id, meeting_id, organisation_id, body_id, date, position, title, text,"
        " outcome, scope, document_id, page, rule)"
        " VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, 'this_meeting', ?, 1, 'godkendt')",
        decided,
    )
    db.executemany(
        "INSERT INTO amounts (id, agenda_item_id, position, text, dkk, page) VALUES (?, ?, 1, ?, ?, 1)", sums
    )
    return len(decided)


def draw_words(seed: int, number: int) -> list[str]:
    """Words to search for, each as likely as it is frequent in the texts; without the smallest, that join others."""
    chance = random.Random(seed)
    words, weights = vocabulary(chance)
    known = [(word, weight) for word, weight in zip(words, weights, strict=True) if word not in SMALL]
    return chance.choices([word for word, _ in known], [weight for _, weight in known], k=number)


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
    for word in words[:20]:
        reader.get("stock search of a table", f"/{name}/decisions?_search={quote(word)}")
    reader.stream("CSV", f"/{name}/decisions.csv?_stream=on", 100_000)
    reader.stream("CSV with labels", f"/{name}/decisions.csv?_stream=on&_labels=on", 100_000)
    return reader.waited


def made_archive(folder: Path, decisions: int, seed: int) -> Path:
    """The snapshot of such an archive in a folder, made where it is missing."""
    working, snapshot = folder / "working.db", folder / "referater.db"
    folder.mkdir(parents=True, exist_ok=True)
    if not working.exists() and not snapshot.exists():
        make_working(working, decisions, seed)
    if not snapshot.exists():
        begun = time.perf_counter()
        publish_snapshot(working, snapshot)
        print(f"published in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    return snapshot


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
