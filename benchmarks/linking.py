"""How linking grows with the archive of one organisation: all of it anew, and one new document into it.

    python -m benchmarks.linking [--meetings 1000 2500 5000 10000] [--municipalities 1] [--people 30] [--names N]
        [--keep FOLDER]

Draws the meetings of one municipality, or of several in turns, as the parser would hand them on (no PDFs), with people
that come and go, cases that travel from a committee to the council, reports of earlier decisions, tasks and references.
At each size it links everything anew, then stores one more document, links that, removes it and links again; and the
same with one of a forum that is new, from the middle of the archive. Times are those of the processor. With `--names`
people have but so many given names, and last names, so that more and more of them are spelled nearly alike. With
`--keep` the archive stays in FOLDER: a database, and a folder of files that it takes for the documents, so that
`benchmarks/one_file.py FOLDER` can measure a whole run.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import process_time, sleep, time_ns

from pipeline.files import stamp_of
from pipeline.link import link_archive
from pipeline.minutes import (
    Action,
    AgendaItem,
    CrossReference,
    Decision,
    Meeting,
    Minutes,
    Outcome,
    Participant,
    Precision,
    Recommendation,
    ReferenceKind,
    Scope,
    Section,
    SectionKind,
    Status,
)
from pipeline.run import linking_version, program_version
from pipeline.store.database import open_database
from pipeline.store.places import COARSE, note_place
from pipeline.store.write import remove_document, store_minutes
from tests.archive.names_of_danes import COMMON, MEN, RARE, WOMEN
from tests.store.made import minutes

GIVEN, FAMILY = [*WOMEN, *MEN], [*COMMON, *RARE]
LAST = "Ask Birk Dam Elm Fjord Gran Holt Lind Mark Nord Overby Pil Ravn Skov Toft Vang Wede Østby Åby".split()
BODIES = ("Økonomiudvalget", "Teknik- og Miljøudvalget", "Børneudvalget", "Kulturudvalget", "Byrådet")
TERM = 40 * len(BODIES)  # meetings until most of the people are others
ITEMS = 8
BOX = (1, 70.0, 60.0, 500.0, 72.0)
OPENING = date(1990, 1, 1)
OUTCOMES = (Outcome.RECOMMENDED, Outcome.APPROVED, Outcome.APPROVED, Outcome.POSTPONED, Outcome.NOTED)


@dataclass(frozen=True, slots=True)
class Archive:
    """The meetings of so many municipalities in turns, one a day in each, of so many people.

    Every 40 meetings of a body most of the people are others.
    """

    municipalities: int
    people: int
    given: Sequence[str]
    family: Sequence[str]

    def meeting(self, number: int, body: str | None = None, name: str | None = None) -> Minutes:
        """One of the meetings; the same numbers always make the same one."""
        n, municipality = divmod(number, self.municipalities)
        dice, body = Random(n), body or BODIES[n % len(BODIES)]
        items = tuple(agenda_item(n, i, dice) for i in range(1, ITEMS + 1))
        day = OPENING + timedelta(days=n)
        where = Meeting(f"Nordby {municipality} Kommune" if municipality else "Nordby Kommune", body, "Møde", f"{day}")
        people = tuple(listed([self.member(n, seat) for seat in range(self.people)], n, dice))
        return minutes(name or f"{number:05}.pdf", items, where, participants=people, issues=(), coverage=None)

    def member(self, n: int, seat: int) -> str:
        """Who holds a seat at the nth meeting: a given name, mostly a middle one, and a last name, as Danes have them.
        Every fourth of them sits for four terms."""
        dice = Random(f"{n // TERM if seat % 4 else n // (4 * TERM)} {seat}")
        given, last = dice.choice(self.given), dice.choice(self.family)
        return f"{given} {dice.choice(self.family)} {last}" if dice.random() < 0.7 else f"{given} {last}"


def listed(names: Sequence[str], n: int, dice: Random) -> Iterator[Participant]:
    """The list of participants, with names left out and misspelled here and there, and a substitute."""
    for p, name in enumerate(names):
        given, *middle, last = name.split()
        chance = dice.random()
        if chance < 0.1 and middle:
            name = f"{given} {last}"
        elif chance < 0.11:
            name = f"{given} {last}s"
        elif chance < 0.12:
            name = given
        party = "AVCFØ"[p % 5] if dice.random() < 0.8 else None
        if p == len(names) - 1:
            yield Participant(name, Status.SUBSTITUTE, 1, party=party, substitute_for=names[n % p])
        else:
            yield Participant(name, Status.ABSENT if chance > 0.95 else Status.PRESENT, 1, party=party)


def agenda_item(n: int, i: int, dice: Random) -> AgendaItem:
    """A matter treated three times in some weeks, with what minutes say beside it."""
    matter = (n // 15) * 5 * ITEMS + (n % 5) * ITEMS + i
    about = f"{dice.choice(LAST)}{LAST[matter % 19].lower()}vej"
    decisions = [Decision("Godkendt som indstillet.", dice.choice(OUTCOMES), 1, "godkendt", (BOX,))]
    if dice.random() < 0.08:
        told = OPENING + timedelta(days=max(0, n - dice.choice((5, 10, 15, 21))))
        decisions.append(
            Decision("Godkendt.", Outcome.APPROVED, 1, "godkendt", (BOX,), Scope.OTHER_BODY,
                     decided_by=dice.choice(BODIES), decided_on=told.isoformat())
        )  # fmt: skip
    pointing = CrossReference(
        ReferenceKind.ITEM, "punkt 2 på mødet", "2", (OPENING + timedelta(days=max(0, n - 15))).isoformat(), 1
    )
    task = Action(f"at udarbejde et notat om støj på {about}", "forvaltningen", "1/6", None, Precision.DAY, 1)
    background = (
        f"Forvaltningen har i samarbejde med beboerne gennemgået forholdene på {about} og vurderer, at planen kan"
        f" gennemføres inden for budgettet. Der har været {n % 40} høringssvar. Forvaltningen har udarbejdet et notat"
        f" om støj på {LAST[(n + i) % 19]}{LAST[matter % 19].lower()}vej."
    )
    return AgendaItem(
        str(i), f"Sag {matter} om {LAST[matter % 19]}{LAST[matter % 17].lower()}vej", 1, 1,
        case_number=f"{OPENING.year + n // 365}/{matter}" if matter % 2 else None, boxes=(BOX,),
        sections=(Section(SectionKind.BACKGROUND, "Sagsfremstilling", background, 1),
                  Section(SectionKind.DECISION, "Beslutning", "Godkendt som indstillet.", 1)),
        recommendations=(Recommendation("1", "at planen godkendes", 1),),
        decisions=tuple(decisions), actions=(task,) if dice.random() < 0.15 else (),
        cross_references=(pointing,) if dice.random() < 0.1 else (),
    )  # fmt: skip


def told(what: str, db: sqlite3.Connection, *, everything: bool = False) -> float:
    """Link and print; gives the seconds of processor time."""
    begun = process_time()
    linked = link_archive(db, linking_version(), everything=everything)
    spent = process_time() - begun
    rows = ", ".join(f"{stage} {number}" for stage, number in linked.changes.items() if number)
    print(f"  {what}: {spent:.2f} s ({rows or 'nothing changed'})", flush=True)
    return spent


def one_more(db: sqlite3.Connection, what: str, new: Minutes) -> None:
    store_minutes(db, new, version=program_version())
    told(what, db)
    remove_document(db, new.document.sha256)
    told("... and removed again", db)


def keep_files(db: sqlite3.Connection, folder: Path, number: int) -> None:
    """A file for each document, known to the database as read and unchanged since."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        (folder / f"{n:05}.pdf").write_text(f"{n:05}.pdf", encoding="utf-8")
    sleep(COARSE / 1e9 + 0.1)
    db.execute("BEGIN")
    for n in range(number):
        path = folder / f"{n:05}.pdf"
        note_place(db, path, hashlib.sha256(path.read_bytes()).hexdigest(), stamp_of(path), time_ns())
    db.execute("COMMIT")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, nargs="+", default=[1000, 2500, 5000, 10_000])
    parser.add_argument("--municipalities", type=int, default=1)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--names", type=int, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    chosen = parser.parse_args()
    archive = Archive(chosen.municipalities, chosen.people, GIVEN[: chosen.names], FAMILY[: chosen.names])
    with tempfile.TemporaryDirectory() if not chosen.keep else nullcontext(chosen.keep) as folder:
        db = open_database(Path(folder, "working.db"))
        db.execute("PRAGMA synchronous = OFF")
        begun = process_time()
        for n in range(1, max(chosen.meetings) + 1):
            store_minutes(db, archive.meeting(n - 1), version=program_version())
            if n not in chosen.meetings:
                continue
            print(f"{n} meetings, stored in {process_time() - begun:.0f} s", flush=True)
            spent = told("everything", db, everything=True)
            print(f"    {1000 * spent / n:.2f} ms a meeting", flush=True)
            one_more(db, "one new document", archive.meeting(n + 7))
            one_more(db, "one of long ago", archive.meeting(n // 2, body="Udvalget for Havnen", name="old.pdf"))
            begun = process_time()
        if chosen.keep:
            keep_files(db, chosen.keep / "files", max(chosen.meetings))
        db.close()


if __name__ == "__main__":
    main()
