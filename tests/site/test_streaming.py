"""Is a whole table as CSV just what Datasette would say of it, and does it hold nobody up?"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from small_archive import Client, decision, publish

from pipeline.minutes import AgendaItem, Amount, Outcome
from pipeline.site.app import Site, make_datasette
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
