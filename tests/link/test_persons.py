"""Who is who: merged on two signs, never against one, and the same whatever the order of arrival."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.link import link_archive
from pipeline.minutes import Minutes, Participant, Status
from pipeline.store.database import open_database
from pipeline.store.write import remove_document, store_minutes
from tests.store.made import MEETING, item, minutes

P, A, G = Status.PRESENT, Status.ABSENT, Status.GUEST


def meeting(
    date: str, *people: Participant, body: str = "Udvalget", organisation: str | None = "Prøveby Kommune"
) -> Minutes:
    where = replace(MEETING, date=date, body=body, organisation=organisation)
    return minutes(f"{organisation}-{body}-{date}.pdf", (item("1", "Sag"),), where, participants=people)


def one(name: str, status: Status = P, **more: Any) -> Participant:
    return Participant(name, status, 1, **more)


def linked(path: Path, archive: Iterable[Minutes]) -> sqlite3.Connection:
    db = open_database(path)
    for minutes_ in archive:
        store_minutes(db, minutes_, version="1")
    link_archive(db, "1")
    return db


def persons(db: sqlite3.Connection) -> dict[str, set[str]]:
    """The printed names of each person."""
    found: dict[str, set[str]] = {}
    for person, name in db.execute("SELECT person_id, name FROM person_names ORDER BY 1, 2"):
        found.setdefault(person, set()).add(name)
    return found


def together(db: sqlite3.Connection) -> set[frozenset[str]]:
    return {frozenset(names) for names in persons(db).values()}


def test_variants_with_the_same_party_are_one_person_with_evidence(tmp_path: Path) -> None:
    db = linked(
        tmp_path / "w.db",
        [
            meeting("2021-01-12", one("Torben Krogh Mark", party="A"), one("Lone Hvidbak", party="A")),
            meeting("2021-02-12", one("Torben Krog Mark", party="A"), one("Lene Hvidbak", party="B")),
            meeting("2021-03-12", one("Torben Mark", party="A"), one("Lone Hvidbæk", party="A")),
            meeting("2021-04-12", one("Torben K. Mark", party="A"), one("Lone Hvidbak", party="A")),
        ],
    )
    assert together(db) == {
        frozenset({"Torben Krogh Mark", "Torben Krog Mark", "Torben Mark", "Torben K. Mark"}),
        frozenset({"Lone Hvidbak", "Lone Hvidbæk"}),
        frozenset({"Lene Hvidbak"}),
    }
    rows = db.execute("SELECT method, similarity, evidence FROM person_names WHERE name = 'Lone Hvidbæk'").fetchall()
    signs = "samme parti (A); samme forum, aldrig i samme liste; står på listen, hvor den anden mangler"
    assert rows == [("shape", 0.923, signs)]
    assert db.execute("SELECT count(*) FROM attendance_persons").fetchone() == (8,)


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(
            [meeting("2021-01-12", one("Jens Mark", party="O"), one("Jens Peter Mark", party="V")),
             meeting("2021-02-12", one("Jens Mark", party="O"))], id="both in one list"),
        pytest.param(
            [meeting("2021-01-12", one("Bo Mark", party="O")), meeting("2021-01-20", one("Bo Lund Mark", party="V"))],
            id="parties differ"),
        pytest.param(
            [meeting("2021-01-12", one("Bo Mark", organisation="Vest Sygehus")),
             meeting("2021-02-12", one("Bo Mark", organisation="Øst Sygehus"))], id="employers differ"),
        pytest.param(
            [meeting("2021-01-12", one("Bo Mark")),
             meeting("2021-01-12", one("Bo Mark"), organisation="Sydby Kommune")],
            id="organisations differ"),
        pytest.param(
            [meeting("2021-01-12", one("Bo Lind Mark")), meeting("2021-01-20", one("Bo Mark")),
             meeting("2021-02-12", one("Bo Ask Mark"))], id="fits two"),
        pytest.param(
            [meeting("2021-01-12", one("Bent Pedersen")), meeting("2021-02-12", one("Bent Petersen")),
             meeting("2021-03-12", one("Bent Petersen"))], id="both are names"),
        pytest.param(
            [meeting("2021-01-12", one("Lotte Askgaard"), organisation=None),
             meeting("2021-02-12", one("Lotte Askgaard"), organisation=None)], id="organisation unknown"),
    ],
)  # fmt: skip
def test_a_sign_against_keeps_persons_apart(tmp_path: Path, archive: list[Minutes]) -> None:
    db = linked(tmp_path / "w.db", archive)
    names = {person for made in archive for person in ((p.name, made.meeting.date) for p in made.participants)}
    people = db.execute("SELECT count(DISTINCT person_id) FROM attendance_persons").fetchone()[0]
    assert people == len({name for name, _ in names}) + (1 if len({n for n, _ in names}) == 1 else 0)


def test_a_list_that_contradicts_itself_has_one_person_in_conflict(tmp_path: Path) -> None:
    archive = [meeting("2023-08-30", one("Pernille Svendstrup"), one("Pernille Svenstrup", A), one("Bo Mark"))]
    db = linked(tmp_path / "w.db", archive)
    found = dict(db.execute("SELECT name, presence FROM attendance").fetchall())
    assert found == {"Pernille Svendstrup": "conflict", "Bo Mark": "present"}


def test_a_member_who_goes_over_to_another_party_is_one_person(tmp_path: Path) -> None:
    archive = [meeting(f"202{year}-01-12", one("Bo Mark", party=party)) for year, party in enumerate("VVVII")]
    assert persons(linked(tmp_path / "w.db", archive)) == {"proeveby-kommune-bo-mark": {"Bo Mark"}}


def test_short_names_mean_who_sits_there_at_that_time(tmp_path: Path) -> None:
    board = {"body": "Bestyrelsen", "organisation": "Prøve Tennisklub"}
    archive = [
        meeting("2010-01-12", one("Vagn Mark"), one("Sigurd Skov"), one("Ole Lind"), **board),
        meeting("2010-02-12", one("Vagn"), one("Sigurd S."), one("SS"), **board),
        meeting("2011-01-12", one("Sigurd Tang"), one("Ole"), **board),
        meeting("2011-02-12", one("Sigurd"), one("Vagn"), **board),
        meeting("2020-02-12", one("Vagn"), **board),
        meeting("2020-03-12", one("Gerda"), **board),
    ]
    db = linked(tmp_path / "w.db", archive)
    found = {
        (name, date): (person or "").removeprefix("proeve-tennisklub-")
        for name, date, person in db.execute(
            "SELECT attendances.name, date, person_id FROM attendances JOIN meetings ON meetings.id = meeting_id"
            " LEFT JOIN attendance_persons ON attendance_id = attendances.id WHERE attendances.name NOT LIKE '% ___%'"
        )
    }
    assert found == {
        ("Vagn", "2010-02-12"): "vagn-mark",
        ("Sigurd S.", "2010-02-12"): "sigurd-skov",
        ("SS", "2010-02-12"): "sigurd-skov",
        ("Ole", "2011-01-12"): "ole-lind",
        ("Sigurd", "2011-02-12"): "",  # Skov or Tang
        ("Vagn", "2011-02-12"): "vagn-mark",
        ("Vagn", "2020-02-12"): "",  # nine years later
        ("Gerda", "2020-03-12"): "bestyrelsen-gerda-alene",
    }


def test_a_substitute_stands_in_for_a_person(tmp_path: Path) -> None:
    stand_in = one("Tina Maria Lind", Status.SUBSTITUTE, substitute_for="Alice Mågård")
    db = linked(tmp_path / "w.db", [meeting("2023-08-30", one("Alice Mågård Hageman", A), stand_in)])
    query = "SELECT person_id, substitute_for_id FROM attendance_persons WHERE substitute_for_id NOT NULL"
    assert db.execute(query).fetchall() == [
        ("proeveby-kommune-tina-maria-lind", "proeveby-kommune-alice-maagaard-hageman")
    ]


TABLES = (
    "organisation_identities",
    "body_identities",
    "persons",
    "person_names",
    "attendance_persons",
    "item_attendances",
)


def archive_of_many(dice: random.Random) -> list[Minutes]:
    """Meetings whose lists have variants, drawn at random."""
    forms = [("Torben Krogh Mark", "Torben Krog Mark", "Torben Mark"), ("Lone Hvidbak", "Lone Hvidbæk"),
             ("Bo Ask Lind", "Bo Lind", "Bo"), ("Bo Elm Lind",), ("Ole Vester Dam", "Ole V. Dam")]  # fmt: skip
    places = [("Udvalget", "Prøveby Kommune"), ("Byrådet", "Prøveby Kommune"), ("Prøveby Byråd", "Prøveby Kommune"),
              ("Bestyrelsen", "E/F Parken 2"), ("Bestyrelsen", "Ejerforeningen Parken II")]  # fmt: skip
    return [
        meeting(f"20{10 + number % 9}-0{1 + number % 8}-1{number % 7}",
                *(one(dice.choice(person)) for person in forms if dice.random() < 0.8),
                body=places[number % 5][0], organisation=places[number % 5][1])
        for number in range(40)
    ]  # fmt: skip


def tables(db: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_any_steps_give_the_same_rows(tmp_path: Path, seed: int) -> None:
    archive = archive_of_many(random.Random(7))
    whole = linked(tmp_path / "whole.db", archive)
    dice = random.Random(seed)
    dice.shuffle(archive)
    db = open_database(tmp_path / "steps.db")
    extra = meeting("2019-05-05", one("Lone Hvidbakk"), one("Bo Lind"))
    store_minutes(db, extra, version="1")
    for made in archive:
        store_minutes(db, made, version="1")
        if dice.random() < 0.5:
            link_archive(db, "1")
    remove_document(db, extra.document.sha256)
    link_archive(db, "1")
    assert tables(db) == tables(whole)
    assert not any(link_archive(db, "1", everything=True).changes.values())
