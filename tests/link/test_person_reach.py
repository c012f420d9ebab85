"""Does resolving only the names that a change can reach give what resolving everything gives, and stay as cheap?"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from pipeline.link import link_archive
from pipeline.minutes import Minutes, Participant, Status
from pipeline.store.corrections import Row, sync_corrections
from pipeline.store.database import open_database, transaction
from pipeline.store.write import remove_document, store_minutes
from tests.store.made import MEETING, item, minutes

NAMES = (
    "Torben Krogh Mark", "Torben Krog Mark", "Torben Mark", "Torben K. Mark", "Torben Krogh",  # one man, as printed
    "Lone Hvidbak", "Lone Hvidbæk", "Lene Hvidbak", "Lone Hvidbakk", "Bent Pedersen", "Bent Petersen", "Birte Hvidbæk",
    "Anne Marie Holt", "Annemarie Holt", "Anne-Marie Holt", "Anne Holt", "Anna Marie Holt", "Anne M. Holt",
    "Bo Lind", "Bo Ask Lind", "Bo Elm Lind", "Bo Krag", "Bo Kragh", "Kristoffer Krogh", "Christoffer Krog",
)  # fmt: skip
SHORT = ("Bo", "Bo L.", "Lone", "Anne", "Anne Marie", "BL", "TKM", "AMH", "Vagn", "Kristoffer")
BODIES = ("Byrådet", "Økonomiudvalget", "Teknik- og Miljøudvalget")
EMPLOYERS = (None, None, None, None, "Øst Sygehus", "Vest Sygehus")
TITLES = (None, None, None, "overlæge", "direktør")
TABLES = (
    "persons", "person_names", "attendance_persons", "corrections", "_name_keys", "_seats", "organisation_identities",
    "body_identities",
)  # fmt: skip


def drawn(dice: Random, name: str) -> Minutes:
    """Minutes with a list of a few people, on a day of eight years."""
    day = f"{dice.randint(2012, 2019)}-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}"
    organisation = dice.choice(("Prøveby Kommune", "Prøveby Kommune", "Prøveby Kommune", "Sydby Kommune", None))
    printed = dice.sample(NAMES, dice.randint(0, 5)) + dice.sample(SHORT, dice.choice((0, 1, 2)))
    return minutes(
        name,
        (item("1", "Sag"),),
        replace(MEETING, body=dice.choice(BODIES), date=day, organisation=organisation),
        participants=tuple(drawn_participant(dice, who) for who in printed),
    )


def drawn_participant(dice: Random, name: str) -> Participant:
    return Participant(
        name,
        dice.choice((Status.PRESENT, Status.PRESENT, Status.ABSENT)),
        1,
        title=dice.choice(TITLES),
        organisation=dice.choice(EMPLOYERS),
        party=dice.choice((None, "A", "A", "V")),
        substitute_for=dice.choice((*NAMES, *SHORT)) if dice.random() < 0.15 else None,
    )


def rulings(dice: Random) -> list[Row]:
    """A few corrections that join or part names, some of which nobody has."""
    return [
        (f"rettelse-{action}-{one}-{other}", place, action, "proeveby-kommune", one, other, "NN", "set", "2024-01-01")
        for place in range(dice.randint(0, 3))
        for action in (dice.choice(("join", "part")),)
        for one, other in (dice.sample((*NAMES, "Ingen Ingensen"), 2),)
    ]


def content(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_resolved_one_by_one_is_what_is_resolved_at_once(tmp_path: Path, seed: int) -> None:
    dice, db = Random(seed), open_database(tmp_path / "w.db")
    db.execute("PRAGMA synchronous = OFF")
    stored: list[Minutes] = []
    methods: set[str] = set()
    for step in range(40):
        chance = dice.random()
        if len(stored) > 8 and chance < 0.2:
            remove_document(db, stored.pop(dice.randrange(len(stored))).document.sha256)
        elif stored and chance < 0.3:
            place = dice.randrange(len(stored))
            stored[place] = replace(stored[place], participants=drawn(dice, "other.pdf").participants)
            store_minutes(db, stored[place], version="2")  # read by other rules
        elif chance < 0.4:
            with transaction(db):
                sync_corrections(db, rulings(dice))
        else:
            stored.append(drawn(dice, f"{step}.pdf"))
            store_minutes(db, stored[-1], version="1")
        if dice.random() < 0.2:
            continue  # several at once
        link_archive(db, "1")
        with sqlite3.connect(":memory:") as whole:
            db.backup(whole)
            link_archive(whole, "1", everything=True)
            expected = content(whole)
        for table, rows in content(db).items():
            assert rows == expected[table], (step, table)
        methods |= {method for (method,) in db.execute("SELECT method FROM person_names")}
    assert {"full", "shorter", "alone"} <= methods and methods & {"given", "initials"}
