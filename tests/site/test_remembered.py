"""Is an answer that was given before given again, to whom it may be, and only as long as it holds?"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from small_archive import COUNCIL, Client

from pipeline.site.app import make_datasette
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
