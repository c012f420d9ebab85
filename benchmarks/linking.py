"""How long linking takes: an archive in full, and one new document into it.

    python benchmarks/linking.py [--meetings 10000] [--people 30] [--organisations 1]

Draws the meetings of a municipality as the parser would hand them on (no PDFs), stores them, links all, links all again
at half the size to show how the time grows, then stores one more meeting and links that.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import monotonic, process_time

from pipeline.link import link_archive
from pipeline.minutes import (
    AgendaItem,
    Decision,
    Document,
    Kind,
    Meeting,
    Minutes,
    Outcome,
    Participant,
    Recommendation,
    Section,
    SectionKind,
    Status,
)
from pipeline.page import Line, Page, Pages, TextLayer
from pipeline.store.database import open_database
from pipeline.store.write import store_minutes

GIVEN = "Anna Bo Carl Dorte Erik Fie Gert Hanne Ib Jens Karen Lars Mette Niels Ole Pia Rikke Søren Tove Ulla".split()
LAST = "Ask Birk Dam Elm Fjord Gran Holt Lind Mark Nord Overby Pil Ravn Skov Toft Vang Wede Østby Åby".split()
BODIES = ("Byrådet", "Økonomiudvalget", "Teknik- og Miljøudvalget", "Børneudvalget", "Kulturudvalget")
ITEMS = 8
BOX = (1, 70.0, 60.0, 500.0, 72.0)


def meetings(number: int, people: int, organisations: int) -> Iterator[Minutes]:
    """Meetings of so many people each; every 40 meetings of a body some of them are others."""
    dice = Random(1)
    for n in range(number):
        body, organisation = BODIES[n % len(BODIES)], f"By{(n // len(BODIES)) % organisations} Kommune"
        day = date(1990, 1, 1) + timedelta(days=n // organisations)
        term = n // (40 * len(BODIES))
        names = [f"{GIVEN[(p * 7 + term) % 20]} {LAST[(p * 3 + term * 5) % 19]} {LAST[p % 19]}" for p in range(people)]
        listed = tuple(
            Participant(name if dice.random() < 0.9 else f"{name.split()[0]} {name.split()[-1]}", Status.PRESENT, 1,
                        party="AVCFØ"[p % 5])
            for p, name in enumerate(names)
        )  # fmt: skip
        yield minutes_of(f"m{n}.pdf", Meeting(organisation, body, "Møde", day.isoformat()), listed, n)


def minutes_of(name: str, meeting: Meeting, listed: tuple[Participant, ...], n: int) -> Minutes:
    items = tuple(
        AgendaItem(
            str(i), f"Sag {(n * ITEMS + i) % 5000} om {LAST[(n + i) % 19]}vej", 1, 1,
            case_number=f"{(n * ITEMS + i) // 3}/{20 + n % 5}", boxes=(BOX,),
            sections=(Section(SectionKind.DECISION, "Beslutning", "Godkendt.", 1),),
            recommendations=(Recommendation("1", "at planen godkendes", 1),),
            decisions=(Decision("Godkendt.", Outcome.APPROVED, 1, "godkendt", (BOX,)),),
        )
        for i in range(1, ITEMS + 1)
    )  # fmt: skip
    page = Page(1, 595, 842, (Line("Referat", 1, 70.0, 40.0, 500.0, 52.0, 11.0),))
    document = Document(hashlib.sha256(name.encode()).hexdigest(), name, Pages((page,), TextLayer.FULL))
    return Minutes(document, Kind.MINUTES, meeting, participants=listed, items=items)


def told(what: str, db: sqlite3.Connection, *, everything: bool) -> None:
    begun, cpu = monotonic(), process_time()
    linked = link_archive(db, "1", everything=everything)
    rows = ", ".join(f"{stage} {number}" for stage, number in linked.changes.items() if number)
    spent = f"{monotonic() - begun:.2f} s, {process_time() - cpu:.2f} s of processor time"
    print(f"{what}: {spent} ({rows or 'nothing changed'})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--organisations", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder, "working.db"))
        db.execute("PRAGMA synchronous = OFF")
        for n, minutes in enumerate(meetings(chosen.meetings, chosen.people, chosen.organisations), 1):
            store_minutes(db, minutes, version="1")
            if n in (chosen.meetings // 2, chosen.meetings):
                told(f"{n} meetings, new", db, everything=True)
                told(f"{n} meetings, all again", db, everything=True)
        listed = tuple(Participant(f"{GIVEN[p]} Ny {LAST[p % 19]}", Status.PRESENT, 1) for p in range(20))
        new = Meeting("By0 Kommune", BODIES[0], "Møde", "2031-01-01")
        store_minutes(db, minutes_of("new.pdf", new, listed, chosen.meetings), version="1")
        told("one new document", db, everything=False)
        told("nothing new", db, everything=False)


if __name__ == "__main__":
    main()
