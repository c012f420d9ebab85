from __future__ import annotations

import asyncio
import logging
import re
from pathlib import Path

import pytest
from datasette.database import QueryInterrupted
from small_archive import COUNCIL, Client, text_of

from pipeline.site import reading, search
from pipeline.site.app import make_datasette

SECRET = "010190-1234"


def test_an_unexpected_error_tells_neither_reader_nor_log_what_stood_in_the_row(
    snapshot: Path,
    runner: asyncio.Runner,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    async def broken(*_: object) -> None:
        row = SECRET
        raise RuntimeError(row)

    monkeypatch.setattr(reading, "read_meeting", broken)
    client = Client(make_datasette(snapshot, public=False), runner)
    with caplog.at_level(logging.ERROR):
        response = client.get(f"/moede/{COUNCIL}")
    printed = capfd.readouterr()
    assert response.status_code == 500
    assert "Noget gik galt" in response.text
    told = response.text + caplog.text + printed.out + printed.err
    assert SECRET not in told
    assert "Traceback" not in told
    assert caplog.text.count("\n") == 1
    assert f"/moede/{COUNCIL}" in caplog.text


def test_a_question_that_takes_too_long_is_told_kindly(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_: object) -> None:
        raise QueryInterrupted(RuntimeError("interrupted"), "SELECT", {})

    monkeypatch.setattr(search, "answer_question", slow)
    response = site.get("/soeg?q=a*")
    assert response.status_code == 503
    assert "for meget at lede i" in response.text


def test_what_a_reader_typed_is_not_printed_where_a_facet_cannot_be_counted(
    site: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    assert site.get("/referater/decisions.json?_facet_array=text&title__not=131180-4321").status_code == 400
    printed = capfd.readouterr()
    assert "131180" not in printed.out + printed.err
    assert "select" not in printed.out + printed.err


def test_a_misread_parameter_is_told_in_the_log_by_class_and_place(
    site: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert site.get(f"/referater/decisions.json?id__in=[{SECRET}").status_code == 400
    assert "Error in " in caplog.text
    assert SECRET not in caplog.text


def test_a_404_says_nothing_on_the_terminal(site: Client, capfd: pytest.CaptureFixture[str]) -> None:
    site.get("/moede/findes-ikke")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("address", "status"),
    [("/referater/nix.json", 404), ("/nix.json", 404), ("/referater/decisions.json?_size=x", 400)],
)
def test_programs_get_errors_as_json(site: Client, address: str, status: int) -> None:
    response = site.get(address)
    assert response.status_code == status
    assert response.json()["ok"] is False
    assert response.json()["status"] == status


def test_a_wrong_question_in_sql_is_told_on_its_page(site: Client) -> None:
    response = site.get("/referater?sql=select+x")
    assert response.status_code == 400
    assert "no such column: x" in response.text
    assert '<html lang="da">' in response.text


ENGLISH = ("not found", "must be", "cannot", "no such", "invalid", "statement", "forbidden", "denied", "allowed")


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/referater/decisions/nope", 404, "Siden findes ikke"),
        ("/referater/nope", 404, "Siden findes ikke"),
        ("/nope", 404, "Siden findes ikke"),
        ("/referater/decisions?_size=abc", 400, "skal være et helt tal"),
        ("/referater/decisions?_size=99999", 400, "Sæt _size lavere"),
        ("/referater/decisions?_facet=xx", 400, "Tabellen har ikke den kolonne"),
        ("/referater/decisions?_col=xx", 400, "Tabellen har ikke den kolonne"),
        ("/referater/decisions?_sort=nope", 400, "kan ikke sorteres efter den kolonne"),
        ("/referater/decisions?_sort_desc=nope", 400, "kan ikke sorteres efter den kolonne"),
        ("/referater/decisions?_sort=date&_sort_desc=date", 400, "både stigende og faldende"),
        ("/referater/decisions?_through={", 400, "noget, som siden ikke kender"),
        ("/referater/decisions?_through={}", 400, "noget, som siden ikke kender"),
        ("/referater/decisions?_through=[]", 400, "noget, som siden ikke kender"),
        ("/referater/decisions?_timelimit=x", 400, "noget, som siden ikke kender"),
        ("/referater/decisions?date__in=[", 400, "noget, som siden ikke kender"),
        ("/referater/decisions?date__notin=[", 400, "noget, som siden ikke kender"),
        ("/referater?sql=drop+table+decisions", 400, "skal begynde med SELECT"),
        ("/referater?sql=pragma+user_version", 400, "skal begynde med SELECT"),
    ],
)
def test_refusals_are_in_danish(site: Client, address: str, status: int, told: str) -> None:
    response = site.get(address)
    assert response.status_code == status
    text = text_of(response.text)
    assert told in text
    assert not [word for word in ENGLISH if word in text.lower()]


def test_what_the_database_says_of_the_readers_sql_is_quoted(site: Client) -> None:
    text = site.get("/referater/decisions?_where=xx=1").text
    assert "Databasen svarer" in text
    assert "<code>no such column: xx</code>" in text


OWN_PAGES = ("allow-debug", "messages", "patterns")


@pytest.mark.parametrize("public", [True, False])
def test_datasettes_pages_about_itself_are_closed(snapshot: Path, runner: asyncio.Runner, public: bool) -> None:
    client = Client(make_datasette(snapshot, public=public), runner)
    for name in (*OWN_PAGES, "versions", "versions.json", "settings.json", "databases", "plugins", "threads", "actor"):
        response = client.get(f"/-/{name}")
        assert response.status_code == (403 if public or name in OWN_PAGES else 200), name
        if response.status_code == 403:
            assert "Du har ikke adgang" in response.text
    sheets = re.findall(r'href="(/-/static[^"]+)"', client.page("/") + client.page("/referater/decisions"))
    assert sheets
    assert {client.get(sheet).status_code for sheet in sheets} == {200}
