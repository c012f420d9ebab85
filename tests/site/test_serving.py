from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace
from small_archive import BOARD, COUNCIL, WATER, Client, publish

from pipeline.site.app import Site, make_datasette
from pipeline.site.unchanging import Unchanging

RENAMED = (replace(WATER, title="Nye vandmålere"),)


async def read(site: Site, address: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site), base_url="http://127.0.0.1") as client:
        return await client.get(address)


def test_a_new_snapshot_is_taken_up_at_once(tmp_path: Path, runner: asyncio.Runner) -> None:
    site = Site(publish(tmp_path), public=False)
    address = f"/punkt/{BOARD}-p1"
    assert "Ændring af takster" in runner.run(read(site, address)).text
    publish(tmp_path, RENAMED)
    after = runner.run(read(site, address)).text
    assert "Nye vandmålere" in after
    assert "Ændring af takster" not in after
    assert "Nye vandmålere" in runner.run(read(site, "/referater/decisions")).text


def test_an_answer_under_way_is_finished_from_the_snapshot_it_began_with(
    tmp_path: Path, runner: asyncio.Runner
) -> None:
    site = Site(publish(tmp_path), public=False)
    sent: list[bytes] = []
    publishing = asyncio.Event()
    published = asyncio.Event()

    async def slow_reader() -> None:
        async def receive() -> dict[str, object]:
            return {"type": "http.request"}

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                publishing.set()
                await published.wait()
            sent.append(message.get("body", b""))  # type: ignore[arg-type]

        scope = {
            "type": "http", "method": "GET", "path": "/referater/decisions.csv", "query_string": b"_stream=1",
            "headers": [], "raw_path": b"/referater/decisions.csv", "scheme": "http", "server": ("127.0.0.1", 80),
        }  # fmt: skip
        await site(scope, receive, send)  # type: ignore[arg-type]

    async def both() -> str:
        reading = asyncio.create_task(slow_reader())
        await publishing.wait()
        publish(tmp_path, RENAMED)
        newer = (await read(site, f"/punkt/{BOARD}-p1")).text
        published.set()
        await reading
        return newer

    assert "Nye vandmålere" in runner.run(both())
    assert "Ændring af takster".encode() in b"".join(sent)


def test_a_snapshot_that_is_gone_for_a_moment_is_still_served(tmp_path: Path, runner: asyncio.Runner) -> None:
    snapshot = publish(tmp_path)
    site = Site(snapshot, public=False)
    assert runner.run(read(site, "/")).status_code == 200
    snapshot.rename(tmp_path / "away.db")
    for _ in range(5):  # in whichever thread it is answered
        assert "Nye cykelstier" in runner.run(read(site, f"/moede/{COUNCIL}")).text


@pytest.mark.parametrize("other", [b"SQLite format 3\0" + bytes(5000), b""], ids=["damaged", "without our tables"])
def test_an_unusable_snapshot_does_not_take_the_place_of_a_sound_one(
    tmp_path: Path, runner: asyncio.Runner, caplog: pytest.LogCaptureFixture, other: bytes
) -> None:
    snapshot = publish(tmp_path)
    site = Site(snapshot, public=False)
    runner.run(read(site, "/"))
    snapshot.with_name("new").write_bytes(other)
    snapshot.with_name("new").replace(snapshot)
    assert "Nye cykelstier" in runner.run(read(site, f"/moede/{COUNCIL}")).text
    assert "Nye cykelstier" in runner.run(read(site, f"/moede/{COUNCIL}")).text
    assert caplog.text.count("cannot be read") == 1
    snapshot.unlink()  # publishing takes the place of a snapshot only
    publish(tmp_path, RENAMED)
    assert "Nye vandmålere" in runner.run(read(site, f"/punkt/{BOARD}-p1")).text


def test_replaced_sites_leave_no_files_open(tmp_path: Path, runner: asyncio.Runner) -> None:
    site = Site(publish(tmp_path), public=False)
    runner.run(read(site, "/"))
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else pytest.skip("no /proc")
    for _ in range(3):
        publish(tmp_path)
        runner.run(read(site, "/"))
    for _ in range(50):  # they are closed when their threads have ended
        if len(os.listdir("/proc/self/fd")) <= before + 3:
            return
        runner.run(asyncio.sleep(0.1))
    pytest.fail("the files of older snapshots are still open")


def test_a_replaced_file_is_closed_when_no_thread_reads_from_it(
    tmp_path: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python dies when a connection is closed while a thread is inside SQLite."""
    is_read = threading.Event()
    closed: list[bool] = []
    close = Unchanging.close
    monkeypatch.setattr(Unchanging, "close", lambda self: (closed.append(is_read.is_set()), close(self))[1])

    def read_long(connection: sqlite3.Connection) -> None:
        is_read.set()
        time.sleep(0.5)
        is_read.clear()

    async def replace_while_it_is_read() -> None:
        site = Site(publish(tmp_path), public=False)
        await read(site, "/")
        assert site._open is not None
        old = site._open
        reading = asyncio.create_task(old.datasette.get_database().execute_fn(read_long))
        await asyncio.to_thread(is_read.wait)
        await asyncio.to_thread(publish, tmp_path)
        await read(site, "/om")
        assert old.closing is not None
        await old.closing
        await reading

    runner.run(replace_while_it_is_read())
    assert closed == [False]


def test_a_missing_snapshot_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Site(tmp_path / "none.db", public=False)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database")
    with pytest.raises(sqlite3.DatabaseError):
        Site(damaged, public=False)


SQL = "/referater.json?_shape=array&sql=select+count(*)+as+n+from+decisions"


@pytest.mark.parametrize(("public", "status"), [(False, 200), (True, 403)])
def test_sql_is_open_only_in_private(snapshot: Path, runner: asyncio.Runner, public: bool, status: int) -> None:
    client = Client(make_datasette(snapshot, public=public), runner)
    assert client.get(SQL).status_code == status
    assert ("<textarea" in client.page("/referater")) is not public
    assert client.get("/referater/decisions.json?_where=1=1").status_code == status
    for still_open in ("/referater/udsatte-sager", "/referater/decisions?outcome=postponed", f"/moede/{COUNCIL}"):
        assert client.get(still_open).status_code == 200


@pytest.mark.parametrize(("download", "status"), [(False, 403), (True, 200)])
def test_the_file_is_offered_only_when_asked(
    snapshot: Path, runner: asyncio.Runner, download: bool, status: int
) -> None:
    client = Client(make_datasette(snapshot, public=True, download=download), runner)
    assert client.get("/referater.db").status_code == status


def test_nothing_can_be_written(site: Client) -> None:
    assert site.get("/referater.json?sql=delete+from+decisions").status_code == 400
