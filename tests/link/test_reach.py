"""Does linking only what a change can reach give what linking everything gives?"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from pipeline.link import link_archive
from pipeline.link.reach import REACHED
from pipeline.minutes import AgendaItem, CrossReference, Decision, Minutes, Outcome, ReferenceKind, Scope
from pipeline.store.database import open_database
from pipeline.store.write import remove_document, store_minutes
from tests.store.made import MEETING, item, minutes

DAYS = tuple(f"2023-{month:02}-{day:02}" for month in range(1, 10) for day in (3, 17))
TITLES = (
    "Lokalplan 12 for Skovbakken", "Endelig vedtagelse af lokalplan 12 for Skovbakken", "Lokalplan 14 for Havnen",
    "Renovering af skolens tag", "Forslag til renovering af skolens tag", "Meddelelser", "Cykelsti langs Åvej",
)  # fmt: skip
BODIES = ("Teknik- og Miljøudvalget", "Byrådet", "Økonomiudvalget")
NUMBERS = ("23/1001", "23 / 1001", "23/1002", "23/1003", None, None, None, "7")


def drawn(dice: Random, name: str) -> Minutes:
    """Minutes of a few items that share titles, journal numbers, reports and references with others."""
    return minutes(
        name,
        meeting=replace(MEETING, body=dice.choice(BODIES), date=dice.choice(DAYS)),
        items=tuple(drawn_item(dice, str(number)) for number in range(1, dice.randint(2, 5))),
    )


def drawn_item(dice: Random, number: str) -> AgendaItem:
    made = item(number, dice.choice(TITLES), case_number=dice.choice(NUMBERS))
    outcome = dice.choice((Outcome.APPROVED, Outcome.POSTPONED, Outcome.RECOMMENDED))
    decisions = [Decision("Som indstillet.", outcome, 1, "r", ())]
    if dice.random() < 0.3:
        told = Decision("Godkendt.", Outcome.APPROVED, 1, "r", (), scope=Scope.OTHER_BODY)
        decisions.append(replace(told, decided_by=dice.choice(BODIES), decided_on=dice.choice(DAYS)))
    pointing = CrossReference(ReferenceKind.ITEM, "punkt på mødet", str(dice.randint(1, 4)), dice.choice(DAYS), 1)
    return replace(made, decisions=tuple(decisions), cross_references=(pointing,) if dice.random() < 0.3 else ())


def content(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = ("item_links", "cases", "case_items", "reported_decisions", "missing_meetings", "_matter_keys")
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_linked_one_by_one_is_what_is_linked_at_once(tmp_path: Path, seed: int) -> None:
    dice, db = Random(seed), open_database(tmp_path / "w.db")
    stored: list[Minutes] = []
    for step in range(30):
        if stored and dice.random() < 0.25:
            remove_document(db, stored.pop(dice.randrange(len(stored))).document.sha256)
        elif stored and dice.random() < 0.2:
            again = replace(stored[0], items=drawn(dice, "other.pdf").items)  # read by other rules
            store_minutes(db, again, version="2")
        else:
            stored.append(drawn(dice, f"{step}.pdf"))
            store_minutes(db, stored[-1], version="1")
        link_archive(db, "1")
        with sqlite3.connect(":memory:") as whole:
            db.backup(whole)
            link_archive(whole, "1", everything=True)
            assert content(db) == content(whole), step
    assert all(content(db).values())


def test_one_new_document_reaches_only_what_it_shares_a_key_with(tmp_path: Path) -> None:
    db = open_database(tmp_path / "w.db")
    for month, title in enumerate(
        ("Lokalplan 12 for Skovbakken", "Cykelsti langs Åvej", "Lokalplan 12 for Skovbakken")
    ):
        day = replace(MEETING, date=f"2023-0{month + 1}-03")
        store_minutes(db, minutes(f"{month}.pdf", meeting=day, items=(item("1", title),)), version="1")
        link_archive(db, "1")
    reached = [title for (title,) in db.execute(f"SELECT title FROM agenda_items WHERE id IN ({REACHED})")]
    assert reached == ["Lokalplan 12 for Skovbakken"] * 2
    assert db.execute("SELECT count(*) FROM case_items").fetchone() == (2,)
