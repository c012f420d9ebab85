"""An archive of as many decisions as wanted, made of rows and not of PDFs: for measuring the site.

Every item has one decision. The texts are drawn from the words of the invented minutes in tests/golden: those that
stand there more than once as often as they do, and as rare ones, twenty times rarer than that, those that stand there
once and 40,000 compounds of two words.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
import time
from collections import Counter
from pathlib import Path

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
