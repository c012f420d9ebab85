"""Do pages and streamed CSV give every row of a table once, also where many rows tie?"""

from __future__ import annotations

import asyncio
import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from small_archive import Client, decision, made

from pipeline.errors import Damaged
from pipeline.link import link_archive
from pipeline.minutes import AgendaItem, Amount, Meeting, Outcome, Participant, Scope, Status
from pipeline.site.app import make_datasette
from pipeline.site.metadata import SHOWN
from pipeline.store.database import open_database
from pipeline.store.snapshot import publish_snapshot
from pipeline.store.write import quarantine_document, store_minutes

SORTED = [table for table, shown in SHOWN.items() if "sort" in shown or "sort_desc" in shown]
FILTERED = [
    (table, column) for table in SORTED if table != "decisions_full" for column in SHOWN[table].get("facets", ())
]


PEOPLE = tuple(Participant(name, Status.PRESENT, 1) for name in ("Ole Hansen", "Mette Holm", "Bo Dam"))


def item(number: int) -> AgendaItem:
    outcome = (Outcome.APPROVED, Outcome.POSTPONED, Outcome.REJECTED)[number % 3]
    scope = Scope.OTHER_BODY if number % 4 == 0 else Scope.THIS_MEETING
    decisions = (decision(f"Punkt {number} er godkendt.", outcome, scope), decision("Det er også.", Outcome.NOTED))
    amounts = tuple(Amount(f"{dkk} kr.", dkk, 1) for dkk in (100.0, None, 100.0))
    return AgendaItem(str(number), f"Punkt {number}", 1, 1, decisions=decisions, amounts=amounts)


@pytest.fixture(scope="module")
def tied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot with many rows of each date, amount and name, stored in another order than that of their keys."""
    folder = tmp_path_factory.mktemp("tied")
    db = open_database(folder / "working.db")
    for number, date in enumerate(("2022-05-10", "2021-03-02", None)):
        for place in ("Østby", "Nordby", "Aaby"):
            for body in ("Udvalget", "Rådet"):
                meeting = Meeting(f"{place} Kommune", body, "Møde", date)
                document = made(f"{place}-{body}-{number}.pdf", meeting, tuple(map(item, range(1, 13))), PEOPLE)
                same = replace(document, document=replace(document.document, filename="referat.pdf"))
                store_minutes(db, same, version="1")
    for number in range(7):
        sha256 = hashlib.sha256(bytes([number])).hexdigest()
        quarantine_document(db, Damaged("xref"), filename="a.pdf", version="1", path=f"/{number}/a.pdf", sha256=sha256)
    items = [row[0] for row in db.execute("SELECT id FROM agenda_items ORDER BY random()")]
    for number, key in enumerate(items):
        day = (None, "2022-01-01", "2023-01-01")[number % 3]
        db.execute("INSERT INTO dates VALUES (?, ?, 90, 'en dag', ?, 1)", (f"{key}-d90", key, day))
        db.execute(
            "INSERT INTO actions VALUES (?, ?, NULL, 90, 'Skriv.', NULL, NULL, ?, ?, 1)",
            (f"{key}-h90", key, day, "day" if number % 2 else None),
        )
    link_archive(db, "1")
    db.close()
    publish_snapshot(folder / "working.db", folder / "referater.db")
    return folder / "referater.db"


@pytest.fixture(scope="module")
def archive(tied: Path, runner: asyncio.Runner) -> Client:
    return Client(make_datasette(tied, public=False), runner)


def keys(snapshot: Path, table: str, where: str = "1", *values: object) -> list[str]:
    with closing(sqlite3.connect(snapshot)) as db:
        return sorted(key for (key,) in db.execute(f"SELECT id FROM {table} WHERE {where}", values))


def paged(archive: Client, table: str, values: str = "") -> Iterator[str]:
    following = ""
    while True:
        page = archive.get(f"/referater/{table}.json?_shape=objects&_size=7{values}{following}").json()
        yield from (row["id"] for row in page["rows"])
        if page["next"] is None:
            return
        following = f"&_next={page['next']}"


@pytest.mark.parametrize("table", SORTED)
def test_pages_give_each_row_once(archive: Client, tied: Path, table: str) -> None:
    assert sorted(paged(archive, table)) == keys(tied, table) != []


@pytest.mark.parametrize("table", SORTED)
def test_streamed_csv_gives_each_row_once(archive: Client, tied: Path, table: str) -> None:
    text = archive.page(f"/referater/{table}.csv?_stream=on&_size=7")
    assert sorted(row["id"] for row in csv.DictReader(text.splitlines())) == keys(tied, table)


@pytest.mark.parametrize(("table", "column"), FILTERED)
def test_pages_of_a_facet_give_each_row_once(archive: Client, tied: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(tied)) as db:
        values = db.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()
    for (value,) in values:
        found = sorted(paged(archive, table, f"&{column}__exact={value}"))
        assert found == keys(tied, table, f"{column} = ?", value)
