"""Are the rows the same in whatever order documents arrive, and however often they are linked on the way?"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.link import link_archive
from pipeline.minutes import (
    Action,
    AgendaItem,
    CrossReference,
    Decision,
    Kind,
    Meeting,
    Minutes,
    Outcome,
    Participant,
    Precision,
    Recommendation,
    ReferenceKind,
    Role,
    Scope,
    Status,
)
from pipeline.store.database import open_database
from pipeline.store.write import remove_document, store_minutes
from tests.store.made import item, minutes

PASSING = (
    "runs",
    "_sqlite_migrations",
    "_events",
    "_unlinked",
    "_linked",
)  # tell of a run, not of what the documents say
ORGANISATIONS = ("Nørby Kommune", "Nørby kommune", "Nørby Kommune", None)
BODIES = ("Byrådet", "Økonomiudvalget", "Økonomi- og Erhvervsudvalget")
DAYS = ("2021-03-01", "2021-03-29", "2022-03-07")
TITLES = (
    "Lokalplan 117 for Havnen", "Endelig vedtagelse af lokalplan 117 for Havnen", "Forslag til lokalplan 118 for Engen",
    "Budget 2022 for Rosenskolen", "Anlægsbevilling til Rosenskolen", "Meddelelser", "Cykelsti langs Møllevej",
)  # fmt: skip
NAMES = ("Anne Marie Holt", "Anne M. Holt", "Anna Marie Holt", "Bo Krag", "Bo Kragh", "Carl Lund", "Dorte Lund Juhl")
FILENAMES = ("referat", "udkast", "rettet referat", "dagsorden")
OUTCOMES = (Outcome.APPROVED, Outcome.POSTPONED, Outcome.RECOMMENDED, Outcome.RETURNED, Outcome.NOTED)
TEXTS = (
    "Godkendt.",
    "Indstillingen blev godkendt.",
    "Udsat.",
    "Anbefales over for byrådet.",
    "Der er udarbejdet plan.",
)


def drawn_minutes(chance: random.Random, number: int) -> Minutes:
    """Minutes that speak of one or two of a few meetings, in words that others use too."""
    name, content = f"{chance.choice(FILENAMES)} {number}.pdf", f"{chance.random()} {number}"
    first, *others = (drawn_meeting(chance, name, content) for _ in range(chance.choice((1, 1, 1, 2))))
    return replace(first, more_meetings=tuple(others))


def drawn_meeting(chance: random.Random, name: str, content: str) -> Minutes:
    body, day = chance.choice(BODIES), chance.choice(DAYS)
    start = chance.choice((None, None, "13:00", "18:00"))
    participants = tuple(
        Participant(
            who, chance.choice(tuple(Status)), 1, chance.choice((None, None, Role.CHAIR)),
            party=chance.choice((None, "A", "V")),
        )
        for who in chance.sample(NAMES, chance.randint(0, 4))
    )  # fmt: skip
    return minutes(
        name, tuple(drawn_item(chance, str(place)) for place in range(1, chance.randint(2, 5))),
        Meeting(chance.choice(ORGANISATIONS), body, None, day, start),
        chance.choice((Kind.MINUTES, Kind.MINUTES, Kind.AGENDA)), content=content, participants=participants,
    )  # fmt: skip


def drawn_item(chance: random.Random, number: str) -> AgendaItem:
    decisions = [decision(chance) for _ in range(chance.randint(0, 2))]
    if chance.random() < 0.3:
        elsewhere = {"scope": Scope.OTHER_BODY, "decided_by": chance.choice(BODIES), "decided_on": chance.choice(DAYS)}
        decisions.append(replace(decision(chance), **elsewhere))
    pointed = CrossReference(ReferenceKind.ITEM, "punkt 1", "1", chance.choice(DAYS), 1)
    task = Action(
        "at udarbejde plan for Havnen", chance.choice((None, "Bo Krag")), "1/6", "2021-06-01", Precision.DAY, 1
    )
    return item(
        chance.choice((number, number, None)),
        chance.choice(TITLES),
        case_number=chance.choice((None, None, "21/1234", "21/5678")),
        closed=chance.random() < 0.1,
        recommendations=(Recommendation("a", "at planen godkendes", 1),) if chance.random() < 0.5 else (),
        decisions=tuple(decisions),
        actions=(task,) if chance.random() < 0.3 else (),
        cross_references=(pointed,) if chance.random() < 0.3 else (),
    )


def decision(chance: random.Random) -> Decision:
    return Decision(chance.choice(TEXTS), chance.choice(OUTCOMES), 1, "r", ((1, 70.0, 20.0, 300.0, 31.0),))


def in_words(organisation: str, body: str, day: str, *decisions: Decision) -> Minutes:
    """Minutes with one item, which any other such minutes treat too."""
    once = item("1", "Lokalplan 117 for Havnen", case_number="21/1234", decisions=decisions)
    return minutes("referat.pdf", (once,), Meeting(organisation, body, None, day), content=f"{organisation}{body}{day}")


def test_an_organisation_goes_with_its_cases(tmp_path: Path) -> None:
    two = [in_words("Nørby Kommune", "Byrådet", day) for day in DAYS[:2]]
    with closing(open_database(tmp_path / "working.db")) as db:
        for one in two:
            store_minutes(db, one, version="1")
        link_archive(db, "1")
        assert db.execute("SELECT count(*) FROM cases").fetchone() == (1,)
        for one in two:
            remove_document(db, one.document.sha256)
        assert db.execute("SELECT count(*) FROM organisations").fetchone() == (0,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_body_goes_with_the_meetings_it_is_missed_at(tmp_path: Path) -> None:
    reported = Decision(
        "Godkendt.", Outcome.APPROVED, 1, "r", (), Scope.OTHER_BODY, decided_by=BODIES[1], decided_on=DAYS[0]
    )
    reporting = in_words("Nørby Kommune", BODIES[0], DAYS[1], reported)
    only = in_words("Nørby Kommune", BODIES[1], DAYS[2])
    with closing(open_database(tmp_path / "working.db")) as db:
        for one in (reporting, only):
            store_minutes(db, one, version="1")
        link_archive(db, "1")
        assert db.execute("SELECT body, date FROM missing_meetings").fetchall() == [(BODIES[1], DAYS[0])]
        remove_document(db, only.document.sha256)
        link_archive(db, "1")
        assert db.execute("SELECT count(*) FROM missing_meetings").fetchone() == (0,)
        assert db.execute("SELECT name FROM bodies").fetchall() == [(BODIES[0],)]


def content(db: sqlite3.Connection) -> dict[str, Counter[tuple[object, ...]]]:
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: Counter(map(tuple, db.execute(f"SELECT * FROM [{table}]")))
        for table in tables
        if table not in PASSING and "_fts" not in table and not table.startswith("sqlite_")
    }


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_and_of_linking_leaves_no_trace(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    documents = [drawn_minutes(chance, number) for number in range(14)]
    gone = drawn_minutes(chance, 99)  # comes and goes
    with closing(open_database(tmp_path / "whole.db")) as db:
        for document in documents:
            store_minutes(db, document, version="1")
        link_archive(db, "1")
        whole = content(db)
    assert whole["agenda_items"] and whole["cases"] and whole["meeting_documents"]
    for turn in range(2):
        chance.shuffle(documents)
        with closing(open_database(tmp_path / f"{turn}.db")) as db:
            for place, document in enumerate(documents):
                store_minutes(db, document, version="1")
                if place == 3:
                    store_minutes(db, gone, version="1")
                if chance.random() < 0.4:
                    link_archive(db, "1")
            remove_document(db, gone.document.sha256)
            link_archive(db, "1")
            found = content(db)
            for table, rows in whole.items():
                assert found[table] == rows, table
            changes = link_archive(db, "1", everything=True).changes
            assert changes and not any(changes.values()), changes
            assert content(db) == whole
