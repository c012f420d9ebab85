from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from small_archive import BOARD, COUNCIL, Client, text_of

ROADS, POOL, WATER = f"{COUNCIL}-p1", f"{COUNCIL}-p2", f"{BOARD}-p1"


def found(site: Client, **asked: object) -> list[str]:
    html = site.page(f"/soeg?{urlencode(asked)}")
    return re.findall(r'<h2><a href="/punkt/([^"#]+)"', html)


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("plan", [ROADS]),
        ("planen", [ROADS]),
        ("skole", [ROADS]),
        ("cykelstierne", [ROADS]),
        ("barn", [WATER]),
        ("undersøge", [ROADS]),
        ('"godkendte planerne"', [ROADS]),
        ('"planerne godkendte"', []),
        ("svøm*", [POOL]),
        ("svøm", []),
        ("udsætte", [POOL]),
        ("planer -cykelsti", []),
        ("ejendom", [f"{COUNCIL}-p3"]),
        ("hemmeligt", []),
        ("zzz", []),
    ],
)
def test_words_are_found_in_every_form(site: Client, words: str, items: list[str]) -> None:
    assert found(site, q=words) == items


@pytest.mark.parametrize(
    ("filters", "items"),
    [
        ({"aar": 2022}, [WATER, f"{BOARD}-p1-pa"]),
        ({"organ": "proeveby-kommune-byraadet"}, [ROADS, POOL, f"{COUNCIL}-p3"]),
        ({"udfald": "postponed"}, [POOL]),
        ({"udfald": "recommended"}, []),  # only quoted from another body
        ({"q": "planer", "aar": 2022}, []),
        ({"q": "planer", "aar": 2021, "udfald": "approved"}, [ROADS]),
        ({"aar": "x"}, []),
        ({"q": "plan", "side": 99}, []),
        ({"q": "plan", "side": "²"}, [ROADS]),
        ({"q": "plan", "sorter": "dato"}, [ROADS]),
    ],
)
def test_filters_narrow_the_answer(site: Client, filters: dict[str, object], items: list[str]) -> None:
    assert found(site, **filters) == items


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "(",
        ")",
        "*",
        "-",
        "NEAR(",
        "a AND",
        "OR OR",
        "title:plan",
        "^plan",
        "'",
        "--",
        "å;",
        "\x00",
        "o " * 9000,
    ],
)
def test_no_question_is_an_error(site: Client, words: str) -> None:
    found(site, q=words)


def test_an_answer_shows_where_the_words_stand(site: Client) -> None:
    html = site.page("/soeg?q=plan")
    assert "Byrådet godkendte <mark>planerne</mark>." in html
    assert f'href="/punkt/{ROADS}#{ROADS}-b1"' in html
    assert "1 punkt" in text_of(html)


def test_what_is_typed_and_found_is_never_html(site: Client) -> None:
    html = site.page("/soeg?" + urlencode({"q": '"><img src=x> afvist'}))
    assert "<img src=x" not in html
    assert "&lt;b&gt;<mark>afvist</mark>&lt;/b&gt;" in site.page("/soeg?q=afvise")


def test_nothing_asked_is_help_and_nothing_found_says_so(site: Client) -> None:
    assert "Ord findes i alle bøjninger" in site.text("/soeg")
    assert "Intet fundet" in site.text("/soeg?q=zzz")


def test_choices_are_those_of_the_archive(site: Client) -> None:
    html = site.page("/soeg?aar=2021")
    assert re.findall(r'<option value="(\d+)"( selected)?', html) == [("2022", ""), ("2021", " selected")]
    assert "Byrådet, Prøveby Kommune" in html
