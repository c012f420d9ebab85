"""Decisions, organs, and what linking adds to the reading pages."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from small_archive import BOARD, COUNCIL, Client, publish_changed, text_of

from pipeline.site.app import make_datasette
from pipeline.site.linked import NEEDED

ROADS = f"{COUNCIL}-p1"


def test_a_decision_tells_what_and_why(site: Client) -> None:
    text = site.text(f"/beslutning/{ROADS}-b1")
    wanted = (
        "Prøveby Kommune · Byrådet", "Byrådet, 2. marts 2021 › 1 Nye cykelstier ved skolerne", "Godkendt",
        "Byrådet godkendte planerne.", "Stedet i referatet", "Se side 2 i byraad.pdf", "Indstillingen",
        "a. at planerne godkendes", "9 for (A, F), 2 imod (O)", "Henvis til denne side", "Hvorfor står det her?",
        "Reglen en-regel fandt ordene og giver udfaldet godkendt", "Reglen er ikke målt",
    )  # fmt: skip
    place = 0
    for words in wanted:
        place = text.find(words, place)
        assert place >= 0, words


def test_a_quoted_decision_says_that_it_is_quoted(site: Client) -> None:
    assert "Gengivet: andet organ." in site.text(f"/beslutning/{COUNCIL}-p2-b2")


def test_a_page_is_cited_by_its_lasting_address(site: Client) -> None:
    text = site.text(f"/beslutning/{ROADS}-b1?x=1")
    address = f"http://localhost/beslutning/{ROADS}-b1"
    assert (
        "Prøveby Kommune, Byrådet. Møde den 2. marts 2021, punkt 1: Nye cykelstier ved skolerne, s. 2. "
        f"{address}. PDF-filens sha256: " in text
    )
    assert f"url = {{{address}}}" in text
    assert "author = {{Prøveby Kommune, Byrådet}}" in text


def test_an_organ_has_its_years_and_meetings(site: Client) -> None:
    html = site.page("/organ/proeveby-kommune-byraadet")
    text = text_of(html)
    for words in ("Prøveby Kommune Byrådet 1 møde i arkivet", "2021 1 3 2", "Godkendt 1", "2. marts 2021"):
        assert words in text
    assert f'href="/moede/{COUNCIL}"' in html
    assert 'href="/soeg?organ=proeveby-kommune-byraadet&amp;aar=2021"' in html


def test_an_item_shows_votes_as_a_bar(site: Client) -> None:
    html = site.page(f"/punkt/{ROADS}")
    assert 'aria-label="for 82 procent, imod 18 procent"' in html


def test_a_row_is_shown_on_its_page_with_its_neighbours(site: Client) -> None:
    html = site.page(f"/vis/{ROADS}-b1")
    text = text_of(html)
    assert "Beslutning på side 2" in text and "Byrådet godkendte planerne." in text
    assert f'href="/vis/{COUNCIL}-p2-b1#maerke">Næste beslutning' in html
    assert "Siden vises ikke som billede" in text  # it has a closed item
    assert f'href="/beslutning/{ROADS}-b1"' in html


@pytest.mark.parametrize("ending", ["-p1", "-p1-s1", "-p1-i1", "-p1-a1", "-p1-t1", "-p1-k1", "-p1-x1", "-p1-b1", "-d1"])
def test_every_kind_of_row_has_a_place(site: Client, ending: str) -> None:
    assert "på side" in site.text(f"/vis/{COUNCIL}{ending}")


def test_page_numbers_in_tables_lead_to_the_place(site: Client) -> None:
    assert f'href="/vis/{ROADS}-b1#maerke"' in site.page("/referater/decisions")
    assert f'href="/vis/{ROADS}-k1#maerke"' in site.page("/referater/amounts")
    assert f'href="/vis/{COUNCIL}-p2-b1#maerke"' in site.page("/referater/ord?ord=")


LINKS = f"""
CREATE TABLE IF NOT EXISTS relations (code TEXT PRIMARY KEY, label TEXT, description TEXT);
CREATE TABLE IF NOT EXISTS relation_methods (code TEXT PRIMARY KEY, label TEXT, description TEXT);
CREATE TABLE IF NOT EXISTS link_methods (code TEXT PRIMARY KEY, label TEXT, description TEXT);
CREATE TABLE IF NOT EXISTS recommendation_outcomes (recommendation_id TEXT, position INTEGER, agenda_item_id TEXT,
    decision_id TEXT, relation TEXT, method TEXT, removed TEXT, added TEXT);
CREATE TABLE IF NOT EXISTS cases (id TEXT PRIMARY KEY, organisation_id TEXT, title TEXT, case_number TEXT, kle TEXT,
    first_date TEXT, last_date TEXT, items INTEGER, bodies INTEGER);
CREATE TABLE IF NOT EXISTS case_items (agenda_item_id TEXT, case_id TEXT, position INTEGER, method TEXT, evidence TEXT);
DELETE FROM recommendation_outcomes; DELETE FROM cases; DELETE FROM case_items;
INSERT OR REPLACE INTO relations VALUES ('adopted', 'Fulgt', 'Leddet er vedtaget.');
INSERT OR REPLACE INTO link_methods VALUES ('case_number', 'Journalnummer', '');
INSERT INTO recommendation_outcomes VALUES ('{ROADS}-i1', 1, '{ROADS}', '{ROADS}-b1', 'adopted', 'only', NULL, NULL);
INSERT INTO cases VALUES ('sag-1', NULL, 'Cykelstier', '21/4711', NULL, '2021-03-02', '2022-05-10', 2, 2);
INSERT INTO case_items VALUES ('{ROADS}', 'sag-1', 1, NULL, NULL),
    ('{BOARD}-p1', 'sag-1', 2, 'case_number', '21/4711');
"""


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Client:
    snapshot = publish_changed(tmp_path_factory.mktemp("linked"), LINKS)
    return Client(make_datasette(snapshot, public=False), runner)


def test_what_became_of_a_recommendation_stands_beside_it(linked: Client) -> None:
    assert "a. at planerne godkendes Fulgt ved denne beslutning" in linked.text(f"/beslutning/{ROADS}-b1")
    assert f'<a href="/beslutning/{ROADS}-b1">ved beslutningen</a>' in linked.page(f"/punkt/{ROADS}")


def test_a_case_is_a_timeline(linked: Client) -> None:
    text = linked.text("/sag/sag-1")
    assert "2 behandlinger i 2 organer, 2. marts 2021 – 10. maj 2022" in text
    assert text.index("Nye cykelstier ved skolerne") < text.index("Ændring af takster")
    assert "Knyttet til sagen ved journalnummer: 21/4711" in text
    assert "(dette punkt)" in linked.text(f"/beslutning/{ROADS}-b1")
    assert 'href="/sag/sag-1"' in linked.page(f"/punkt/{ROADS}")


@pytest.mark.parametrize("part", NEEDED)
def test_a_snapshot_without_links_is_read_all_the_same(
    tmp_path: Path, runner: asyncio.Runner, part: str
) -> None:  # fmt: skip
    dropped = "".join(f"DROP TABLE IF EXISTS {table};" for table in NEEDED[part])
    snapshot = publish_changed(tmp_path, dropped)
    bare = Client(make_datasette(snapshot, public=False), runner)
    for address in (f"/moede/{COUNCIL}", f"/punkt/{ROADS}", f"/beslutning/{ROADS}-b1"):
        bare.page(address)
    for part_of, address in (("cases", "/sag/sag-1"), ("persons", "/person/ole-hansen")):
        if part == part_of:
            answer = bare.get(address)
            assert answer.status_code == 404
            assert "Arkivet er udgivet uden" in re.sub(r"\s+", " ", answer.text)
