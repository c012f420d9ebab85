"""Are the rows the same in whatever order documents arrive, and however often they are linked on the way?"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.link import link_archive
from pipeline.minutes import (
    Action,
    AgendaItem,
    CrossReference,
    Decision,
    Document,
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
from pipeline.page import Line, Page, Pages, TextLayer
from pipeline.store.database import open_database
from pipeline.store.write import remove_document, store_minutes

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


def made_minutes(chance: random.Random, number: int) -> Minutes:
    """Minutes that speak of one or two of a few meetings, in words that others use too."""
    sha256 = hashlib.sha256(f"{chance.random()} {number}".encode()).hexdigest()
    lines = tuple(Line(f"Linje {row}", 1, 70.0, 20.0 * row, 300.0, 20.0 * row + 11, 11.0) for row in range(8))
    document = Document(
        sha256, f"{chance.choice(FILENAMES)} {number}.pdf", Pages((Page(1, 595.0, 842.0, lines),), TextLayer.FULL)
    )
    first, *others = (made_meeting(chance, document) for _ in range(chance.choice((1, 1, 1, 2))))
    return Minutes(
        first.document, first.kind, first.meeting, first.participants, first.items, more_meetings=tuple(others)
    )


def made_meeting(chance: random.Random, document: Document) -> Minutes:
    meeting = Meeting(
        chance.choice(ORGANISATIONS),
        chance.choice(BODIES),
        None,
        chance.choice(DAYS),
        chance.choice((None, None, "13:00", "18:00")),
    )
    names = chance.sample(NAMES, chance.randint(0, 4))
    participants = tuple(
        Participant(
            name, chance.choice(tuple(Status)), 1, chance.choice((None, None, Role.CHAIR)),
            party=chance.choice((None, "A", "V")),
        )
        for name in names
    )  # fmt: skip
    items = tuple(made_item(chance, str(place)) for place in range(1, chance.randint(2, 5)))
    return Minutes(document, chance.choice((Kind.MINUTES, Kind.MINUTES, Kind.AGENDA)), meeting, participants, items)


def made_item(chance: random.Random, number: str) -> AgendaItem:
    box = (1, 70.0, 20.0, 300.0, 31.0)
    decisions = [
        Decision(chance.choice(TEXTS), chance.choice(OUTCOMES), 1, "r", (box,)) for _ in range(chance.randint(0, 2))
    ]
    if chance.random() < 0.3:
        decisions.append(
            Decision(
                chance.choice(TEXTS), chance.choice(OUTCOMES), 1, "r", (box,), Scope.OTHER_BODY,
                decided_by=chance.choice(BODIES), decided_on=chance.choice(DAYS),
            )
        )  # fmt: skip
    pointed = CrossReference(ReferenceKind.ITEM, "punkt 1", "1", chance.choice(DAYS), 1)
    task = Action(
        "at udarbejde plan for Havnen", chance.choice((None, "Bo Krag")), "1/6", "2021-06-01", Precision.DAY, 1
    )
    return AgendaItem(
        chance.choice((number, number, None)),
        chance.choice(TITLES),
        1,
        1,
        case_number=chance.choice((None, None, "21/1234", "21/5678")),
        closed=chance.random() < 0.1,
        recommendations=(Recommendation("a", "at planen godkendes", 1),) if chance.random() < 0.5 else (),
        decisions=tuple(decisions),
        actions=(task,) if chance.random() < 0.3 else (),
        cross_references=(pointed,) if chance.random() < 0.3 else (),
        boxes=(box,),
    )


def in_words(organisation: str, body: str, day: str, *decisions: Decision) -> Minutes:
    """Minutes with one item, which any other such minutes treat too."""
    document = Document(
        hashlib.sha256(f"{organisation}{body}{day}".encode()).hexdigest(), "referat.pdf", Pages((), TextLayer.FULL)
    )
    once = AgendaItem("1", "Lokalplan 117 for Havnen", 1, 1, case_number="21/1234", decisions=decisions)
    return Minutes(document, Kind.MINUTES, Meeting(organisation, body, None, day), items=(once,))


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
    documents = [made_minutes(chance, number) for number in range(14)]
    gone = made_minutes(chance, 99)  # comes and goes
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
