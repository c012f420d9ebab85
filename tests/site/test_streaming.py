"""Is a whole table as CSV just what Datasette would say of it, and does it hold nobody up?"""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from small_archive import Client, decision, publish

from pipeline.minutes import AgendaItem, Amount, Outcome
from pipeline.site import csv_routes, shield
from pipeline.site.app import Site, make_datasette
from pipeline.site.streaming import Asked, stream_rows
from pipeline.site.unchanging import SPARES

ITEMS = tuple(
    AgendaItem(
        str(n), f"Punkt {n % 7}", 1, 1, decisions=(decision(f"Ja, {n}", Outcome.DECIDED),), amounts=(Amount("5", 5, 1),)
    )
    for n in range(1, 1203)
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Client:
    return Client(make_datasette(publish(tmp_path_factory.mktemp("streams"), ITEMS), public=True), runner)


@pytest.mark.parametrize(
    "address",
    [
        "decisions.csv?_stream=on", "decisions.csv?_stream=on&_labels=on", "decisions.csv?_stream=1&_sort=id&_size=max",
        "decisions.csv?_stream=on&_sort_desc=text&_label=outcome&_dl=1", "decisions.csv?_stream=on&outcome=nothing",
        "agenda_items.csv?_stream=on&title__contains=3&_col=title&_header=off", "decisions_full.csv?_stream=on",
        "amounts.csv?_stream=on&_nocol=page", "outcomes.csv?_stream=on", "ord.csv?_stream=on&ord=ja",
    ],
)  # fmt: skip
def test_the_csv_is_that_of_datasette(site: Client, address: str) -> None:
    ours, datasettes = site.get(f"/referater/{address}"), site.get(f"/referater/{address}&_trace=")
    assert ours.status_code == datasettes.status_code == 200
    assert ours.text.count("\n") > 1000 or "outcome" in address or "title" in address
    assert ours.text == datasettes.text
    for header in ("content-type", "content-disposition"):
        assert ours.headers.get(header) == datasettes.headers.get(header)


def test_what_cannot_be_answered_is_refused_before_the_first_row(site: Client) -> None:
    assert site.get("/referater/decisions.csv?_stream=on&_sort=nothing").status_code == 400
    assert site.get("/referater/nothing.csv?_stream=on").status_code == 404


def test_so_many_at_once_and_no_more(site: Client, runner: asyncio.Runner) -> None:
    async def lent_out() -> int:
        async with AsyncExitStack() as lent:
            for _ in range(SPARES):
                await lent.enter_async_context(site.datasette.lend_connection("referater"))
            refused = await site.datasette.client.get("/referater/decisions.csv?_stream=on")
        assert "Prøv igen om et øjeblik" in refused.text
        return refused.status_code

    assert runner.run(lent_out()) == 503
    assert site.get("/referater/decisions.csv?_stream=on").status_code == 200


def test_a_reader_who_leaves_is_not_read_to(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> None:
    served = Site(publish(tmp_path_factory.mktemp("left"), ITEMS), public=True)
    pieces: list[bytes] = []

    async def leave_after_the_first_piece() -> None:
        gone = asyncio.Event()

        async def receive() -> dict[str, str]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.body":
                pieces.append(bytes(message.get("body", b"")))  # type: ignore[call-overload]
                gone.set()
                await asyncio.sleep(0.2)

        scope = {"type": "http", "method": "GET", "path": "/referater/decisions.csv", "query_string": b"_stream=on",
            "raw_path": b"/referater/decisions.csv", "headers": [(b"host", b"x")], "scheme": "http"}  # fmt: skip
        await asyncio.wait_for(served(scope, receive, send), 20)

    runner.run(leave_after_the_first_piece())
    assert b"Ja, 1" in b"".join(pieces) and b"".join(pieces).count(b"\n") < 1202
    assert served._open is not None and len(served._open.datasette.open_spares()) == SPARES


FETCHES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT beat(i) AS id FROM n"
BEGINS = f"SELECT count(*) AS id FROM ({FETCHES}) WHERE id < 0"


@pytest.mark.parametrize("sql", [BEGINS, FETCHES], ids=["before the first row", "among the rows"])
def test_a_connection_is_given_back_only_when_nothing_reads_from_it(
    site: Client, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    """Two threads on one connection stop the whole program: one has SQLite, the other the interpreter."""
    beats: list[int] = []

    def beat(number: int) -> int:
        beats.append(number)
        time.sleep(0.001)
        return number

    async def read() -> None:
        async with site.datasette.lend_connection("referater") as connection:
            connection.create_function("beat", 1, beat)
            asked = Asked("referater", "decisions", sql, {}, ("id",), ())
            async for _ in stream_rows(site.datasette, asked, connection):
                pass

    async def leave() -> tuple[int, int]:
        reading = asyncio.create_task(read())
        while len(beats) < 10:
            await asyncio.sleep(0.01)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        then = len(beats)
        await asyncio.sleep(0.1)
        return then, len(beats)

    then, later = runner.run(leave())
    assert then == later
    assert len(site.datasette.open_spares()) == SPARES


async def asked(site: Site, take: Callable[[dict[str, object]], Awaitable[None]]) -> None:
    """Ask for a whole table; the reader stays, and takes each piece in his own way."""
    scope = {"type": "http", "method": "GET", "path": "/referater/decisions.csv", "query_string": b"_stream=on",
        "raw_path": b"/referater/decisions.csv", "headers": [(b"host", b"x")], "scheme": "http"}  # fmt: skip
    stays = asyncio.Event()

    async def receive() -> dict[str, str]:
        await stays.wait()
        return {"type": "http.disconnect"}

    await site(scope, receive, take)  # type: ignore[arg-type]


def test_readers_who_take_nothing_are_left(
    tmp_path: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(shield, "PATIENCE", 0.2)
    site = Site(publish(tmp_path, ITEMS), public=True)
    never = asyncio.Event()

    async def take(message: dict[str, object]) -> None:
        if message["type"] == "http.response.body":
            await never.wait()

    async def all_at_once() -> None:
        await asyncio.gather(*(asked(site, take) for _ in range(SPARES)))

    runner.run(asyncio.wait_for(all_at_once(), 20))
    assert site._open is not None and len(site._open.datasette.open_spares()) == SPARES
    assert caplog.text.count("not read: /referater/decisions.csv") == SPARES


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose database fails after the first rows."""

    async def fail_midway(*given: Any) -> AsyncGenerator[list[list[Any]], None]:
        async for rows in stream_rows(*given):
            yield rows
            raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr(csv_routes, "stream_rows", fail_midway)
    return Site(publish(tmp_path, ITEMS), public=True)


def test_what_fails_midway_has_no_end(failing: Site, runner: asyncio.Runner) -> None:
    messages: list[dict[str, Any]] = []

    async def take(message: dict[str, Any]) -> None:
        messages.append(message)

    runner.run(asked(failing, take))
    start, *pieces = messages
    assert start["status"] == 200 and pieces
    assert all(piece["type"] == "http.response.body" and piece["more_body"] for piece in pieces)
    assert b"<html" not in b"".join(piece["body"] for piece in pieces)
    assert failing._open is not None and len(failing._open.datasette.open_spares()) == SPARES


def test_a_client_sees_that_it_has_not_got_all(failing: Site, runner: asyncio.Runner) -> None:
    async def fetch() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = uvicorn.Server(uvicorn.Config(failing, log_level="critical", lifespan="off"))
            serving = asyncio.create_task(server.serve([listener]))
            try:
                async with httpx.AsyncClient(timeout=20) as client:
                    port = listener.getsockname()[1]
                    await client.get(f"http://127.0.0.1:{port}/referater/decisions.csv?_stream=on")
            finally:
                server.should_exit = True
                await serving

    with pytest.raises(httpx.RemoteProtocolError):
        runner.run(fetch())
