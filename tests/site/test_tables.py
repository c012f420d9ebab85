"""Datasette's pages of the archive: every table, row and named query, in Danish and with Danish search."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from small_archive import COUNCIL, Client, text_of

from pipeline.site.cells import _day
from pipeline.site.column_names import COLUMN_NAMES
from pipeline.site.columns import FIRST_COLUMNS, MACHINE_COLUMNS
from pipeline.site.metadata import SHOWN
from pipeline.site.queries import all_queries
from pipeline.store.dictionary import TABLES, WORKING_ONLY


def columns(snapshot: Path, table: str) -> list[str]:
    return [row[1] for row in sqlite3.connect(snapshot).execute(f"PRAGMA table_xinfo({table})")]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_shown_with_its_danish_words(site: Client, snapshot: Path, table: str) -> None:
    html = site.page(f"/referater/{table}")
    assert f"<h1>{TABLES[table].label}</h1>" in html
    text = text_of(html)
    assert TABLES[table].description in text
    for column, description in TABLES[table].columns.items():
        if column not in MACHINE_COLUMNS and (table, column) not in WORKING_ONLY:
            assert description in text


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_danish_name(snapshot: Path, table: str) -> None:
    assert set(columns(snapshot, table)) - MACHINE_COLUMNS <= COLUMN_NAMES.keys()


@pytest.mark.parametrize("name", all_queries())
def test_every_column_and_field_of_a_question_has_a_danish_name(site: Client, name: str) -> None:
    answered = site.get(f"/referater/{name}.json").json()["columns"]
    assert answered and {*answered, *all_queries()[name]["params"]} - MACHINE_COLUMNS <= COLUMN_NAMES.keys()


def test_what_is_chosen_for_a_table_names_columns_it_has(snapshot: Path) -> None:
    for table, shown in SHOWN.items():
        if table in TABLES:
            chosen = {*shown.get("facets", ()), shown.get("sort"), shown.get("sort_desc"), shown.get("label_column")}
            assert chosen - {None} <= set(columns(snapshot, table)), table
    for table, first in FIRST_COLUMNS.items():
        assert set(first) <= set(columns(snapshot, table)) or table not in TABLES, table


def test_a_row_and_the_list_of_tables(site: Client) -> None:
    assert "Sag 21/4711" not in site.text(f"/referater/agenda_items/{COUNCIL}-p1")
    assert "Sagsnummer 21/4711" in site.text(f"/referater/agenda_items/{COUNCIL}-p1")
    text = site.text("/referater")
    assert text.index("Beslutninger 4") < text.index("Dagsordenspunkter 5") < text.index("Møder 2")


def test_rows_lead_to_the_reading_pages(site: Client) -> None:
    decisions = site.page("/referater/decisions")
    assert f'<a href="/beslutning/{COUNCIL}-p1-b1">Nye cykelstier ved skolerne</a>' in decisions
    assert f'<a href="/moede/{COUNCIL}">2021-03-02</a>' in decisions
    assert f'<a href="/punkt/{COUNCIL}-p1">Nye cykelstier ved skolerne</a>' in site.page("/referater/agenda_items")
    assert f'<a href="/moede/{COUNCIL}">Møde</a>' in site.page("/referater/meetings")
    assert "1.500.000 kr." in site.text("/referater/amounts")


def test_facets_are_danish_and_the_newest_stand_first(site: Client) -> None:
    text = site.text("/referater/decisions")
    for words in ("Udfald Godkendt 1 Udsat 1", "År 2021 3 2022 1", "Organ Byrådet 3", "Rækkevidde Dette møde 3"):
        assert words in text
    assert text.index("2022-05-10") < text.index("2021-03-02")


@pytest.mark.parametrize(
    ("words", "number"),
    [("planen", 1), ("barn", 1), ("cykelsti", 1), ("udsætte", 1), ("zzz", 0), ('"', 0), ("a AND", 0), ("plan*", 1)],
)
def test_datasettes_own_search_knows_danish(site: Client, words: str, number: int) -> None:
    rows = site.get(f"/referater/decisions.json?_shape=array&_search={words}").json()
    assert len(rows) == number
    assert len(site.page(f"/referater/decisions.csv?_stream=1&_search={words}").splitlines()) == number + 1


@pytest.mark.parametrize("name", all_queries())
def test_named_queries_answer_with_sql_hidden(site: Client, name: str) -> None:
    html = site.page(f"/referater/{name}")
    assert f"<h1>{all_queries()[name]['title']}</h1>" in html
    assert "<pre" not in html and "<textarea" not in html
    assert "<td" in html or "Intet fundet." in html


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("ord?ord=planer", [("2021-03-02", "Nye cykelstier ved skolerne", "Godkendt")]),
        ("ord?ord=&fra=2022&organ=vandv", [("2022-05-10", "Ændring af takster", "Afvist")]),
        ("ord?fra=2022&ord=planer", []),
        ("ord?ord=planer&organ=vandv", []),
        ("ord?organ=byr&ord=udsætte", [("2021-03-02", "Svømmehallen", "Udsat")]),
        ("udsatte-sager", [("2021-03-02", "Svømmehallen", None)]),
        ("udsatte-sager?organ=vandv", []),
    ],
)  # fmt: skip
def test_named_queries_take_their_values(site: Client, address: str, rows: list[tuple[str, str, str | None]]) -> None:
    name, _, values = address.partition("?")
    found = site.get(f"/referater/{name}.json?_shape=array&{values}").json()
    assert [(row["dato"], row["punkt"], row.get("udfald")) for row in found] == rows


def test_outcomes_are_counted_per_year(site: Client) -> None:
    found = site.get("/referater/beslutninger-pr-aar.json?_shape=arrays").json()["rows"]
    assert found == [[2021, "Godkendt", 1], [2021, "Udsat", 1], [2022, "Afvist", 1]]


def test_items_of_a_query_are_links(site: Client) -> None:
    page = site.page("/referater/ord?ord=")
    assert f'<a href="/beslutning/{COUNCIL}-p2-b1">Svømmehallen</a>' in page
    assert f'<a href="/vis/{COUNCIL}-p2-b1#maerke">2</a>' in page
    assert '<time datetime="2021-03-02">2. marts 2021</time>' in page


def test_days_and_kroner_are_written_as_danes_do(site: Client) -> None:
    assert '<time datetime="2021-03-02">2. marts 2021</time>' in site.page("/referater/decisions")
    assert '<span class="dkk">1.500.000 kr.</span>' in site.page("/referater/amounts")
    assert _day("2021-11-30") == "30. nov. 2021"
    assert _day("2021-02-31") is None and _day("uden dato!") is None and _day(20210228) is None


@pytest.mark.parametrize("table", ["decisions", "agenda_items", "sections"])
def test_a_table_is_searched_in_base_forms_that_stand_nowhere(site: Client, table: str) -> None:
    found = {row["id"] for row in site.get(f"/referater/{table}.json?_search=plan&_shape=array").json()}
    printed = site.get(f"/referater/{table}.json?_shape=array&_size=max").json()
    assert bool(found) is (table != "agenda_items")  # "planerne" stands in a decision and its section
    assert all("lemmas" not in row for row in printed)
    assert not [row["id"] for row in printed if re.search(r"\bplan\b", str(row.get("text")))]
