"""Who was at which item, as single items tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.link import link_archive
from pipeline.link.presence import Item, Listed, item_presences
from pipeline.minutes import (
    Choice,
    Participant,
    Section,
    SectionKind,
    Standpoint,
    StandpointKind,
    Status,
    Vote,
    Voter,
)
from pipeline.store.database import open_database
from pipeline.store.write import store_minutes
from tests.store.made import item, minutes

ITEMS = [Item("i1", "1", "09:00", "09:30"), Item("i2", "2", "09:30", "10:00"), Item("i3", "3", "10:00", None)]


def told(*texts: str) -> list[Item]:
    return [Item(f"i{n}", str(n + 54), None, None, (text,)) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("listed", "items", "absent"),
    [
        (Listed("a", "Bo Mark", "10:00", None), ITEMS, ["i1", "i2"]),
        (Listed("a", "Bo Mark", None, "09:40"), ITEMS, ["i3"]),
        (Listed("a", "Bo Mark", "punkt 2", "punkt 2"), ITEMS, ["i1", "i3"]),
        (Listed("a", "Bo Mark", "punkt 9", None), ITEMS, []),
        (Listed("a", "Bo Mark", "10:00", None), [Item("i1", "1", None, None)], []),
        (Listed("a", "Bo Mark", None, None), told("Godkendt.\nFraværende: Ulla Lind, Bo Mark (A)."), ["i1"]),
        (Listed("a", "Bo Mark", None, None), told("Bo Mark deltog ikke i punkt 56 og 57.", "", ""), ["i2", "i3"]),
        (Listed("a", "Bo Mark", None, None), told("Bo Mark forlod mødet under punkt 83.", ""), []),
        (Listed("a", "Bo Mark", None, None), told("Ulla Lind var fraværende. I stedet mødte Bo Mark."), []),
        (Listed("a", "Bo Mark", None, None), told("Bo Markussen var fraværende."), []),
    ],
)  # fmt: skip
def test_absence_from_items(listed: Listed, items: list[Item], absent: list[str]) -> None:
    assert [row[0] for row in item_presences([listed], items) if row[3] == "absent"] == absent


def test_the_view_shows_recusal_and_contradiction(tmp_path: Path) -> None:
    db = open_database(tmp_path / "w.db")
    box = (1, 70.0, 60.0, 500.0, 72.0)
    vote = Vote(1, 1, None, text="", members=(Voter("Ulla Lind", "V", Choice.AGAINST),))
    recusal = Standpoint(StandpointKind.RECUSAL, ("Bo Mark",), "Bo Mark var inhabil.", 1, (box,))
    people = (Participant("Bo Mark", Status.PRESENT, 1), Participant("Ulla Lind", Status.ABSENT, 1))
    items = (
        item("1", "Vej", standpoints=(recusal,)),
        item("2", "Bro", votes=(vote,)),
        item("3", "Kaj", sections=(Section(SectionKind.DECISION, None, "Fraværende: Ulla Lind.", 1),)),
    )
    store_minutes(db, minutes(items=items, participants=people), version="1")
    link_archive(db, "1")
    found = db.execute(
        "SELECT substr(agenda_item_id, -1), name, presence, reasons FROM attendance_by_item ORDER BY 1, 2"
    ).fetchall()
    assert found == [
        ("1", "Bo Mark", "absent", "recused"),
        ("1", "Ulla Lind", "absent", None),
        ("2", "Bo Mark", "present", None),
        ("2", "Ulla Lind", "conflict", "voted"),
        ("3", "Bo Mark", "present", None),
        ("3", "Ulla Lind", "absent", "absent"),
    ]


def test_abbreviations_are_those_the_minutes_explain(tmp_path: Path) -> None:
    from pipeline.link.abbreviations import defined_abbreviations, listed_abbreviations

    text = "På mødet i Klyngestyregruppen (KSG) orienterede Søren Prøve (V) om Sundhedsstyrelsen (SST) og kaj (ABC)."
    assert list(defined_abbreviations(text)) == [("KSG", "Klyngestyregruppen"), ("SST", "Sundhedsstyrelsen")]
    listed = ["HE Prøve", "Hospitalsenhed Prøve", "Nordby Kommune", "PLO Prøve"]
    assert list(listed_abbreviations(listed)) == [("HE Prøve", "Hospitalsenhed Prøve")]
