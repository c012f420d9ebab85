"""Is an answer that was given before given again, to whom it may be, and only as long as it holds?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette import hookimpl
from datasette.database import Database
from datasette.plugins import pm
from small_archive import COUNCIL, Client

from pipeline.site import may_remember
from pipeline.site.ahead import count_ahead
from pipeline.site.app import make_datasette
from pipeline.site.bounded import ENTRY, Bounded, weigh
from pipeline.site.metadata import SHOWN
from pipeline.site.remembered import Remembered
from pipeline.site.unchanging import is_count, is_schema


@pytest.fixture(scope="module")
def site(snapshot: Path, runner: asyncio.Runner) -> Client:
    return Client(make_datasette(snapshot, public=True), runner)


def get(site: Client, runner: asyncio.Runner, address: str, **headers: str) -> tuple[int, str | None, bytes]:
    answer = runner.run(
        site.datasette.client.get(address, headers={key.replace("_", "-"): headers[key] for key in headers})
    )
    return answer.status_code, answer.headers.get("etag"), answer.content


def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are answered anew from now on."""
    anew: list[str] = []
    call = Remembered._keep
    monkeypatch.setattr(Remembered, "_keep", lambda self, key, *more: (anew.append(key[0]), call(self, key, *more))[1])
    return anew


@pytest.mark.parametrize("address", ["/soeg?q=plan", f"/punkt/{COUNCIL}-p1", "/referater/decisions", "/referater.json"])
def test_a_page_is_made_once_and_sent_once(
    site: Client, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    anew = made(monkeypatch)
    status, tag, body = get(site, runner, address)
    again = get(site, runner, address)
    assert status == 200 and tag and again == (200, tag, body)
    assert len(anew) == 1
    assert get(site, runner, address, if_none_match=f'"other", {tag}') == (304, tag, b"")
    assert get(site, runner, f"{address}{'&' if '?' in address else '?'}x=1")[1] is not None


def test_who_brings_something_of_his_own_is_answered_anew(site: Client, runner: asyncio.Runner) -> None:
    for header in ("cookie", "authorization", "range"):
        assert get(site, runner, "/referater/decisions", **{header: "x"})[1] is None


@pytest.mark.parametrize("address", ["/soeg?q=plan", "/referater/decisions.json?_size=3"])
def test_a_head_tells_what_a_get_would(
    site: Client, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    anew = made(monkeypatch)
    plain = {"accept-encoding": "identity"}
    head = runner.run(site.datasette.client.head(address, headers=plain))
    answer = runner.run(site.datasette.client.get(address, headers=plain))
    assert head.headers == answer.headers and head.headers["etag"]
    assert not head.content and answer.content
    assert len(anew) <= 1
    known = {"if-none-match": head.headers["etag"]}
    assert runner.run(site.datasette.client.get(address, headers=known)).headers["vary"] == answer.headers["vary"]
    assert ("accept-encoding" in answer.headers["vary"].lower()) is not address.startswith("/referater/decisions.json")


def test_a_head_of_a_stream_reads_no_further(site: Client, runner: asyncio.Runner) -> None:
    answer = runner.run(site.datasette.client.head("/referater/decisions.csv?_stream=on"))
    assert answer.status_code == 200 and not answer.content


def test_what_one_reader_may_see_is_not_told_another(snapshot: Path, runner: asyncio.Runner) -> None:
    """A program that Datasette is a part of may say who asks, in the scope."""
    datasette = make_datasette(snapshot, public=True)
    datasette._metadata_local = {"databases": {"referater": {"allow": {"id": "root"}}}}
    address = "/referater/decisions.json"

    async def ask(**more: object) -> int:
        told: list[dict[str, Any]] = []

        async def take(message: dict[str, Any]) -> None:
            told.append(message)

        scope = {"type": "http", "method": "GET", "path": address, "raw_path": address.encode(), "query_string": b"",
            "headers": [(b"host", b"x")], "scheme": "http", **more}  # fmt: skip
        await app(scope, None, take)
        return int(told[0]["status"])

    runner.run(datasette.invoke_startup())
    app = datasette.app()
    assert may_remember(datasette)
    assert [runner.run(ask(**more)) for more in ({}, {"actor": {"id": "root"}}, {})] == [403, 200, 403]


class Reader:
    """A plugin that lets in whom a header names."""

    __name__ = "reader"

    @hookimpl
    def asgi_wrapper(self, datasette: object) -> Any:
        def wrap(app: Any) -> Any:
            async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
                name = dict(scope.get("headers", ())).get(b"x-forwarded-user")
                await app({**scope, "actor": {"id": name.decode()}} if name else scope, receive, send)

            return answer

        return wrap


class Judge:
    """A plugin that has a say in who may see what."""

    __name__ = "judge"

    @hookimpl
    def permission_allowed(self, action: str) -> None:
        return None


@pytest.fixture(params=[Reader, Judge])
def plugin(request: pytest.FixtureRequest) -> Iterator[None]:
    plugin = request.param()
    pm.register(plugin)
    yield
    pm.unregister(plugin)


def test_beside_another_plugin_nothing_is_remembered(
    plugin: None, snapshot: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = made(monkeypatch)
    datasette = make_datasette(snapshot, public=True)
    assert not may_remember(datasette)
    for _ in range(2):
        assert get(Client(datasette, runner), runner, "/referater/decisions")[:2] == (200, None)
    assert not anew


def test_ones_own_sql_is_asked_anew(snapshot: Path, runner: asyncio.Runner) -> None:
    own = Client(make_datasette(snapshot, public=False), runner)
    rows = [own.get("/referater.json?_shape=array&sq%6c=select+random()+as+n").json() for _ in range(2)]
    assert rows[0] != rows[1]


def test_what_is_kept_is_bound_with_its_address_and_its_headers(
    snapshot: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.site.remembered.MOST_BYTES", 200_000)
    kept: list[Bounded[Any]] = []
    keep = Bounded.put
    monkeypatch.setattr(Bounded, "put", lambda self, *given: (kept.append(self), keep(self, *given))[1])
    client = Client(make_datasette(snapshot, public=True), runner)
    for number in range(20):
        assert get(client, runner, f"/referater/outcomes.json?code=1&_x={number}{'a' * 30_000}")[0] == 200
    remembered = kept[-1]
    assert 4 <= len(remembered) <= 6 and remembered.bytes <= 200_000


def test_a_bound_is_never_passed() -> None:
    kept: Bounded[str] = Bounded(10 * ENTRY)
    for number in range(100):
        kept.put(str(number), "x", 500)
        kept.get("0")
        assert kept.bytes <= 10 * ENTRY
    assert "0" in kept and "99" in kept and "50" not in kept
    kept.put("99", "y", 10 * ENTRY)  # too large, and the one before is no longer right
    assert kept.get("99") is None
    assert weigh(["æ" * 100, (1, None)]) > 200


def test_readers_facets_push_out_only_each_other(
    snapshot: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.site.unchanging.MOST_COUNTED", 20_000)
    datasette = make_datasette(snapshot, public=True)
    client, database = Client(datasette, runner), datasette.get_database()
    client.page("/referater/decisions")
    schema = len(database._kept)
    for number in range(60):
        client.page(f"/referater/decisions?_facet=text&_facet_size=max&id__not={number}")
    assert 0 < len(database._counted) < 40 and database._counted.bytes <= 20_000
    assert len(database._kept) == schema


def test_what_was_counted_ahead_is_not_counted_again(
    snapshot: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasette = make_datasette(snapshot, public=True)
    anew = made(monkeypatch)
    runner.run(asyncio.wait_for(_in_a_task(datasette), 60))
    assert not anew  # no reader asks for the addresses by which that is done
    asked: list[str] = []
    execute = Database.execute
    monkeypatch.setattr(Database, "execute", _noting(asked, execute))
    for table, shown in SHOWN.items():
        if shown.get("facets"):
            Client(datasette, runner).page(f"/referater/{table}")
    assert asked and not [sql for sql in asked if is_count(sql)]


@pytest.mark.parametrize(("many", "is_counted"), [(1, True), (1000, False)])
def test_rows_with_a_frequent_value_are_counted_ahead(
    snapshot: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, many: int, is_counted: bool
) -> None:
    monkeypatch.setattr("pipeline.site.ahead.MANY", many)
    datasette = make_datasette(snapshot, public=True)
    runner.run(asyncio.wait_for(_in_a_task(datasette), 60))
    asked: list[str] = []
    execute = Database.execute
    monkeypatch.setattr(Database, "execute", _noting(asked, execute))
    assert "Byrådet" in Client(datasette, runner).page("/referater/decisions?scope=this_meeting")
    assert asked and (not [sql for sql in asked if is_count(sql)]) == is_counted


def _noting(asked: list[str], execute: Any) -> Any:
    """`Database.execute`, which notes what it was asked."""

    def noting(self: Database, sql: str, *more: Any, **named: Any) -> Any:
        asked.append(sql)
        return execute(self, sql, *more, **named)

    return noting


async def _in_a_task(datasette: Any) -> None:
    await asyncio.create_task(count_ahead(datasette))


@pytest.mark.parametrize("address", ["/data", "/nothing", "/referater/decisions?_sort=nothing", "/-/static/app.css"])
def test_what_may_be_otherwise_next_time_is_not_kept(
    site: Client, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    anew = made(monkeypatch)
    get(site, runner, address)
    assert not anew


def test_schema_and_counts_are_told_from_rows() -> None:
    assert is_schema("PRAGMA table_info(x)") and is_schema("select name from sqlite_master where type='table'")
    assert is_count("select count(*) from decisions ") and not is_count("select id from decisions limit 51")
    assert is_count("\n  select outcome as value, count(*) as count from (\n select * from decisions)")
    assert not is_schema("select text from decisions where text = 'from sqlite_masters'"[:40])
