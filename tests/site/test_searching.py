from __future__ import annotations

import asyncio
import csv
import io
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from msgspec.structs import replace
from small_archive import BOARD, COUNCIL, Client, publish, publish_changed, section, text_of
from small_archive import WATER as WATER_ITEM

from pipeline.minutes import SectionKind
from pipeline.site import search
from pipeline.site.app import make_datasette

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
        ({"q": "plan", "side": 99}, [ROADS]),
        ({"q": "plan", "side": 99999}, [ROADS]),
        ({"parti": "O"}, [ROADS]),
        ({"parti": "Å"}, []),
        ({"q": "år:2022"}, [WATER, f"{BOARD}-p1-pa"]),
        ({"q": "år:2020-2021 plan"}, [ROADS]),
        ({"q": "plan år:2022"}, []),
        ({"q": "organ:byråd udfald:udsat"}, [POOL]),
        ({"q": "parti:f"}, [ROADS]),
        ({"q": "udfald:vrøvl plan"}, []),
        ({"q": "cykelstier forbehold"}, [ROADS]),  # one word in the title, the other in a section
        ({"sorter": "aeldst", "udfald": "approved"}, [ROADS]),
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
    assert f'href="/beslutning/{ROADS}-b1"' in html
    assert "1 punkt" in text_of(html)
    assert "Det ene punkt, én række for hver beslutning" in text_of(html)
    assert "Alle 3 punkter, én række" in site.text("/soeg?aar=2021")


def test_what_is_typed_and_found_is_never_html(site: Client) -> None:
    html = site.page("/soeg?" + urlencode({"q": '"><img src=x> afvist'}))
    assert "<img src=x" not in html
    assert "&lt;b&gt;<mark>afvist</mark>&lt;/b&gt;" in site.page("/soeg?q=afvise")


def test_nothing_asked_is_help_and_nothing_found_says_so(site: Client) -> None:
    assert "Ord findes i alle bøjninger" in site.text("/soeg")
    assert "Intet fundet" in site.text("/soeg?q=zzz")


def facet(html: str, name: str) -> list[str]:
    """The values of a facet with their numbers, as a reader sees them."""
    section = html[html.index(f'<section aria-labelledby="facet-{name}"') :]
    entries = re.findall(r"<li.*?</li>", section[: section.index("</section>")], re.DOTALL)
    return [text_of(entry) for entry in entries]


def test_facets_count_what_another_choice_would_give(site: Client) -> None:
    html = site.page("/soeg?aar=2021")
    assert facet(html, "aar") == ["2022 2 punkter", "2021 ×, fjern 3 punkter"]
    assert facet(html, "organ") == ["Byrådet, Prøveby Kommune 3 punkter"]
    assert facet(html, "udfald") == ["Godkendt 1 punkt", "Udsat 1 punkt"]
    assert facet(html, "parti") == ["A 1 punkt", "F 1 punkt", "O 1 punkt"]
    assert facet(site.page("/soeg?q=plan&aar=2022"), "aar") == ["2021 1 punkt"]


def test_choosing_a_facet_leads_to_that_many_items(site: Client) -> None:
    html = site.page("/soeg")
    links = re.findall(r'<li><a href="(/soeg\?[^"]+)"[^>]*>.*?<span class="muted">(\d+)', html, re.DOTALL)
    assert len(links) > 6
    for address, number in links:
        assert f">{number} punkt" in site.page(address.replace("&amp;", "&")), address


@pytest.mark.parametrize(
    "asked", ["q=plan", "aar=2021", "q=%22taksten%22", "udfald=postponed", "q=zzz", "sorter=aeldst&aar=2021"]
)
def test_csv_and_json_are_exactly_the_answer(site: Client, asked: str) -> None:
    shown = re.findall(r'<h2><a href="/punkt/([^"#]+)"', site.page(f"/soeg?{asked}"))
    answer = site.get(f"/soeg.csv?{asked}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert list(dict.fromkeys(row["item_id"] for row in rows)) == shown
    whole = site.get(f"/soeg.json?{asked}").json()
    assert [item["id"] for item in whole["items"]] == shown
    assert whole["total"] == len(shown)
    assert [d["id"] for item in whole["items"] for d in item["decisions"]] == [
        r["decision_id"] for r in rows if r["decision_id"]
    ]


def test_a_csv_row_tells_a_decision_with_its_place(site: Client) -> None:
    (row,) = csv.DictReader(io.StringIO(site.get("/soeg.csv?q=barn").text, newline=""))
    assert row["decision"] == "Børnene fik ret: taksten blev <b>afvist</b> & sænket."
    assert (row["date"], row["organisation"], row["body"], row["page"]) == (
        "2022-05-10",
        "Vandværket",
        "Bestyrelsen",
        "2",
    )
    assert (row["outcome"], row["outcome_label"], row["rule"]) == ("rejected", "Afvist", "en-regel")
    assert row["link"] == f"http://localhost/punkt/{WATER}#{WATER}-b1"


def test_best_items_have_the_words_in_their_title(tmp_path: Path, runner: asyncio.Runner) -> None:
    late = replace(
        WATER_ITEM, number="9", title="Andet", sections=(section(SectionKind.OTHER, None, "Om svømmehallen."),)
    )
    site = Client(make_datasette(publish(tmp_path, (late,)), public=False), runner)
    assert found(site, q="svømmehal") == [POOL, f"{BOARD}-p9"]
    assert found(site, q="svømmehal", sorter="dato") == [f"{BOARD}-p9", POOL]


def test_more_hits_than_can_be_counted_are_the_newest(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_COUNTED", 1)
    for asked, items, number in (("q=s*", [WATER], "Over 1 punkt"), ("q=s*&aar=2022", [WATER], "1 punkt")):
        html = site.page(f"/soeg?{asked}")
        assert re.findall(r'<h2><a href="/punkt/([^"#]+)"', html) == items
        assert number in text_of(html)


def test_a_snapshot_without_the_index_says_so(tmp_path: Path, runner: asyncio.Runner) -> None:
    snapshot = publish_changed(tmp_path, "DROP TABLE item_search_fts")
    answer = Client(make_datasette(snapshot, public=False), runner).get("/soeg?q=plan")
    assert answer.status_code == 404
    assert "udgives igen" in answer.text


def test_json_comes_in_pages(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = site.get("/soeg.json?aar=2021").json()
    assert whole["total"] > 1 and whole["next"] is None
    monkeypatch.setattr("pipeline.site.search_routes.ITEMS_A_PAGE", 1)
    found, address = [], "/soeg.json?aar=2021&x=2"
    while address:
        answer = site.get(address.removeprefix("http://localhost")).json()
        found += answer["items"]
        assert len(answer["items"]) == 1 and answer["total"] == whole["total"]
        address = answer["next"]
    assert [item["id"] for item in found] == [item["id"] for item in whole["items"]]
