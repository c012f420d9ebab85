"""Does one new document cost the same however many meetings of its organisation were there before?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from pipeline.link import link_archive
from pipeline.minutes import (
    Action,
    AgendaItem,
    CrossReference,
    Decision,
    Minutes,
    Outcome,
    Participant,
    Precision,
    ReferenceKind,
    Scope,
    Section,
    SectionKind,
    Status,
)
from pipeline.store.database import open_database
from pipeline.store.write import store_minutes
from tests.store.made import MEETING, item, minutes

GIVEN = ("Asta", "Bjarne", "Cecilie", "Ditte")
LAST = (
    "Ravnsholt", "Overgaard", "Thygesen", "Bundsgaard", "Fladkjær", "Humlebæk", "Egeskov", "Vinterberg", "Aakjær",
    "Quist", "Dyrholm", "Kirketerp", "Lindhardt", "Mosbech", "Nygreen", "Pilegaard", "Skipper", "Uldall", "Zeuthen",
    "Jepsen",
)  # fmt: skip
TERM, STEPS = 6, 10  # meetings before others are elected; instructions of SQLite between two ticks


def archive(number: int) -> Iterator[Minutes]:
    """Meetings a week apart, with a matter of three of them, a report, a task and a reference each."""
    for n in range(number):
        day, begun = ((date(2000, 1, 3) + timedelta(days=7 * week)).isoformat() for week in (n, n - n % 3))
        people = [f"{given} {LAST[(n // TERM + 5 * k) % len(LAST)]}" for k, given in enumerate(GIVEN)]
        listed = [Participant(name, Status.PRESENT, 1, party="A") for name in people]
        if n % 3 == 0:
            listed.append(Participant(GIVEN[n % 4], Status.PRESENT, 1))
        if n % 5 == 0:
            listed.append(Participant("Sidse Lund", Status.SUBSTITUTE, 1, substitute_for=people[0]))
        yield minutes(
            f"{n}.pdf",
            (treated(n, begun), item("2", "Meddelelser", "Taget til efterretning.")),
            replace(MEETING, date=day, body=("Byrådet", "Økonomiudvalget")[n % 2]),
            participants=tuple(listed),
        )


def treated(n: int, before: str) -> AgendaItem:
    told = Decision("Godkendt.", Outcome.APPROVED, 1, "r", (), Scope.EARLIER_MEETING, decided_on=before)
    background = Section(SectionKind.BACKGROUND, None, "Forvaltningen har udarbejdet et notat om støj på Skovvej.", 1)
    made = item("1", f"Lokalplan {n // 3} for Skovbakken", "Godkendt.", case_number=f"20/{1000 + n // 3}")
    return replace(
        made,
        decisions=(*made.decisions, told),
        sections=(*made.sections, background),
        actions=(Action("at udarbejde et notat om støj på Skovvej", None, None, None, Precision.DAY, 1),),
        cross_references=(CrossReference(ReferenceKind.ITEM, "punkt 1", "1", before, 1),),
    )


def work(db: sqlite3.Connection, *, everything: bool = False) -> int:
    """Instructions of SQLite that linking takes, in tens."""
    ticks = count()
    db.set_progress_handler(lambda: next(ticks) and None, STEPS)
    assert link_archive(db, "1", everything=everything).changes["persons"] or everything
    db.set_progress_handler(None, 0)
    return next(ticks)


def test_one_new_document_costs_the_same_in_a_larger_archive(tmp_path: Path) -> None:
    spent = {}
    for size in (30, 120):
        db = open_database(tmp_path / f"{size}.db")
        db.execute("PRAGMA synchronous = OFF")
        *before, new = archive(size)
        for one in before:
            store_minutes(db, one, version="1")
        link_archive(db, "1")
        store_minutes(db, new, version="1")
        spent[size] = work(db), work(db, everything=True)
        for table in ("case_items", "reported_decisions", "action_closings"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] >= size // 3, table
    assert spent[120][0] < 1.3 * spent[30][0], spent
    assert spent[120][1] > 3 * spent[30][1], spent  # what is measured does tell
