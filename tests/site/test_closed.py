"""Is a public site closed where it must be: SQL of one's own, tables that serve the search, and what the log tells?"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.utils.sqlite import sqlite3
from small_archive import COUNCIL
from test_shield import ask

from pipeline.site.app import Site
from pipeline.site.queries import named_queries

SELECT = quote("select sqlite_version() as hidden_version, text from pages")
REFUSED = [
    *(f"/referater{ending}?sql={SELECT}" for ending in ("", ".json", ".csv", ".xlsx", ".atom")),
    *(f"/referater/-/query{ending}?sql={SELECT}" for ending in ("", ".json", ".csv")),
    "/referater/decisions.json?_where=1=1", "/referater/decisions?_where=id+in+(select+id+from+pages)",
    "/referater/decisions.csv?_where=1", "/referater/decisions.xlsx?_where=1", "/referater/decisions_full?_where=1",
    "/referater/decisions.json?_through=" + quote('{"table": "pages", "column": "text", "value": "x"}'),
    "/referater/decisions.json?_sort=(select+1)", "/referater/decisions.json?_sort_desc=id;select+1",
    "/referater/decisions.json?_col=(select+text+from+pages)", "/referater/decisions?_facet_array=text",
    "/referater/decisions.json?_searchmode=raw&_search=title:(", "/referater.db"
]  # fmt: skip
"""Ways to SQL of one's own, and to the file."""
IGNORED = [
    *(f"/referater/{name}.json?sql={{}}&_sql={{}}" for name in named_queries()),
    "/referater/udsatte-sager.json?organ={}", "/referater/ord.json?ord={}&fra={}&organ={}",
    "/referater/decisions.json?_extra=query&sql={}",
    "/referater/decisions.json?_facet=title&_facet_size=max&sql={}",
    f"/referater/decisions/{COUNCIL}-p1-b1.json?sql={{}}",
    "/referater/decisions.json?id={}", "/referater/decisions.json?id__in={}", "/soeg.json?q={}", "/soeg?q={}",
]  # fmt: skip
"""Where what looks like SQL is a value like any other, or nothing."""
HELPERS = (
    "decisions_fts", "item_search", "ITEM_SEARCH", "item_parties", "item_search_fts", "item_search_fts_docsize",
    "sqlite_stat1", "sqlite_stat4", "sqlite_master", "sqlite_schema", "_sqlite_migrations", "_files", "_publications",
)  # fmt: skip


@pytest.fixture(scope="module")
def public(snapshot: Path) -> Site:
    return Site(snapshot, public=True)


@pytest.mark.parametrize("address", REFUSED)
def test_no_way_leads_to_sql_of_ones_own(public: Site, runner: asyncio.Runner, address: str) -> None:
    answer = runner.run(ask(public, address))
    assert answer.status_code in (400, 403, 404)
    assert "hidden_version" not in answer.text


@pytest.mark.parametrize("address", IGNORED)
def test_what_looks_like_sql_is_only_a_value(public: Site, runner: asyncio.Runner, address: str) -> None:
    answer = runner.run(ask(public, address.replace("{}", SELECT)))
    assert answer.status_code == 200
    assert '"hidden_version":' not in answer.text.replace("\\", "")
    assert sqlite3.sqlite_version not in answer.text.replace(SELECT, "")


@pytest.mark.parametrize("table", HELPERS)
@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".xlsx", "/1", "/1.json"])
def test_tables_that_serve_the_search_are_closed(public: Site, runner: asyncio.Runner, table: str, ending: str) -> None:
    assert runner.run(ask(public, f"/referater/{table}{ending}")).status_code in (400, 403, 404)


def test_the_list_of_tables_names_none_of_them(public: Site, runner: asyncio.Runner) -> None:
    listed = {table["name"] for table in runner.run(ask(public, "/referater.json")).json()["tables"]}
    assert "decisions" in listed
    assert not {name.lower() for name in listed} & {helper.lower() for helper in HELPERS}
    page = runner.run(ask(public, "/referater")).text
    assert not [helper for helper in HELPERS if f"/referater/{helper}" in page]


@pytest.mark.parametrize(
    "address",
    [
        '/referater/decisions.json?_searchmode=raw&_search="131180-4321', "/referater/131180-4321",
        "/referater/decisions/131180-4321", '/soeg?q="131180-4321', "/side/131180-4321/1",
        "/referater/decisions?_facet_array=text&id=131180-4321", "/referater/decisions?131180-4321__exact=1",
        "/referater/131180-4321.json?sql=x",
        "/referater/decisions?_sort=131180-4321", "/referater/udsatte-sager?organ=131180-4321",
    ],
)  # fmt: skip
def test_what_a_reader_typed_is_not_in_the_log(
    public: Site,
    runner: asyncio.Runner,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    address: str,
) -> None:
    capfd.readouterr()
    with caplog.at_level(logging.WARNING):
        assert runner.run(ask(public, address)).status_code < 500
    printed = capfd.readouterr()
    assert "131180" not in printed.out + printed.err + caplog.text
    assert len(caplog.records) + len(printed.err.splitlines()) <= 1


def test_no_address_makes_a_proxy_keep_an_answer(public: Site, runner: asyncio.Runner) -> None:
    for address in ("/referater/decisions?_ttl=99999", "/referater/decisions.json?%5fttl=99999", "/?_ttl=99999"):
        assert runner.run(ask(public, address)).headers.get("cache-control", "") in ("max-age=5", "")
