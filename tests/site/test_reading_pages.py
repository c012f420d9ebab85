from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from datasette.app import Datasette
from small_archive import BOARD, COUNCIL, Client, publish_changed, text_of

from pipeline.site import front
from pipeline.site.app import make_datasette
from pipeline.store.database import open_database
from pipeline.store.snapshot import publish_snapshot

OWN = ["/", "/om", "/soeg", "/soeg?q=cykelsti", f"/moede/{COUNCIL}", f"/moede/{BOARD}", f"/punkt/{COUNCIL}-p1"]
OWN += [
    "/spoergsmaal",
    f"/punkt/{COUNCIL}-p3",
    "/referater",
    "/referater/decisions",
    "/referater/udsatte-sager",
    f"/referater/meetings/{COUNCIL}",
]
ENGLISH = re.compile(
    r"\b(search|home|powered|rows?|quer(y|ies)|apply|sort|show|hide|next|previous|download|this data|error|tables?|"
    r"view|edit|contains|starts with|ends with|null|facets?|log ?out|custom|returning|records?|advanced|export)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("address", OWN)
def test_every_page_is_danish_and_well_formed(site: Client, address: str) -> None:
    html = site.page(address)
    assert '<html lang="da">' in html
    assert html.count("<h1") == 1
    assert 'href="#indhold"' in html and 'id="indhold"' in html
    without_code = re.sub(r"<(pre|code).*?</\1>", "", html, flags=re.DOTALL)
    assert not ENGLISH.findall(text_of(without_code))


@pytest.mark.parametrize("address", OWN)
def test_no_page_loads_anything_from_elsewhere(site: Client, address: str) -> None:
    html = site.page(address)
    assert not re.findall(r'<(?:link rel="(?:stylesheet|icon)"|img|iframe)[^>]+(?:href|src)="(?:https?:)?//', html)
    assert "<script" not in html
    for style in re.findall(r'<link rel="stylesheet" href="([^"]+)"', html):
        assert site.get(style).status_code == 200


def test_own_pages_tell_the_browser_to_load_nothing_from_elsewhere(site: Client) -> None:
    assert site.get("/").headers["content-security-policy"].startswith("default-src 'none'")


def test_front_page_counts_and_leads_on(site: Client) -> None:
    html = site.page("/")
    text = text_of(html)
    for words in ("2 dokumenter", "2 møder", "3 beslutninger", "2 organer", "2021–2022", "10. maj 2022", "3 punkter"):
        assert words in text
    assert "1 dokument er et opdigtet eksempel" in text
    assert text.index("10. maj 2022") < text.index("2. marts 2021")
    examples = re.findall(r'href="([^"]+)"', html[html.index("Prøv:") : html.index("</p>", html.index("Prøv:"))])
    assert len(examples) == 3
    for example in examples:
        assert "/punkt/" in site.page(example.replace("&amp;", "&"))


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("Byrådet", "Hvad besluttede byrådet i 2024?"),
        ("Teknik- og Miljøudvalget", "Hvad besluttede Teknik- og Miljøudvalget i 2024?"),
        ("AB Lindehusene", "Hvad besluttede AB Lindehusene i 2024?"),
        ("E/F Strandhaven", "Hvad besluttede E/F Strandhaven i 2024?"),
        ("TMU-udvalget", "Hvad besluttede TMU-udvalget i 2024?"),
        ("Grundejerforeningen Solbakken", "Hvad besluttede Grundejerforeningen Solbakken i 2024?"),
        ("Generalforsamling", "Generalforsamling 2024: hvad blev besluttet?"),
    ],
)
def test_the_front_page_asks_in_danish(body: str, asked: str) -> None:
    assert front.asked_of(body, 2024) == asked


def test_the_front_page_tells_how_many_organs_it_does_not_list(
    snapshot: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "BODIES", 1)
    assert "Alle 2 organer" in Client(make_datasette(snapshot, public=True), runner).text("/")


def test_only_samples_are_marked_as_samples(site: Client) -> None:
    assert "Eksempel" in site.text(f"/moede/{COUNCIL}")
    assert "Eksempel" in site.text(f"/punkt/{COUNCIL}-p1")
    assert "Eksempel" not in site.text(f"/moede/{BOARD}")


def test_a_meeting_is_read_from_top_to_bottom(site: Client) -> None:
    text = site.text(f"/moede/{COUNCIL}")
    wanted = (
        "Prøveby Kommune", "Byrådet", "Tirsdag den 2. marts 2021, kl. 17.00–19.30 · Rådhuset", "Referat, 2 sider",
        "Deltagere", "Til stede 1", "Ole Hansen (A), Formand, borgmester", "Fraværende 1", "Mette Holm (F)",
        "1 Nye cykelstier ved skolerne", "Oplæg: Ole Hansen", "Sag 21/4711", "Sagsfremstilling", "Skovvej",
        "Vej Pris Skovvej 900.000 Engvej",
        "Beslutning", "Godkendt", "Byrådet godkendte planerne.", "Fundet af reglen en-regel på side 2",
        "Ole Hansen tog forbehold.", "Indstilling", "a. at planerne godkendes",
        "9 for (A, F), 2 imod (O)", "Nævnte beløb 1,5 mio. kr.", "Bilag Kort over stierne Budget <2021>",
        "2 Svømmehallen", "Udsat", "Sagen udsættes.", "Gengivet: andet organ", "Udvalget anbefalede forslaget.",
        "3 Køb af ejendom", "Lukket punkt", "Punktet er behandlet for lukkede døre.",
    )  # fmt: skip
    place = 0
    for words in wanted:
        place = text.find(words, place)
        assert place >= 0, words
    assert "Hemmeligt" not in text


def test_a_decision_stands_once_and_can_be_linked_to(site: Client) -> None:
    html = site.page(f"/punkt/{COUNCIL}-p1")
    reading = html[html.index('<div class="text">') : html.index("</article>")]
    assert reading.count("Byrådet godkendte planerne.") == 1
    assert f'id="{COUNCIL}-p1-b1"' in reading
    assert f'href="/vis/{COUNCIL}-p1-b1#maerke"' in reading


def test_list_entries_are_a_list(site: Client) -> None:
    assert "<ul><li>Skovvej</li><li>Engvej</li></ul>" in re.sub(r">\s+<", "><", site.page(f"/punkt/{COUNCIL}-p1"))


def test_what_stands_in_the_minutes_is_text_and_not_html(site: Client) -> None:
    html = site.page(f"/punkt/{BOARD}-p1")
    assert "<b>afvist" not in html
    assert "&lt;b&gt;afvist&lt;/b&gt; &amp; sænket" in html


def test_items_under_another_stand_with_it_and_lead_back(site: Client) -> None:
    assert "Klipning af plænen" in site.text(f"/punkt/{BOARD}-p1")
    assert f'<a href="/punkt/{BOARD}-p1">1 Ændring af takster</a>' in site.page(f"/punkt/{BOARD}-p1-pa")
    assert f'href="/punkt/{BOARD}-p1-pa">' in site.page(f"/moede/{BOARD}")


def test_items_lead_to_their_neighbours_and_meeting(site: Client) -> None:
    html = site.page(f"/punkt/{COUNCIL}-p2")
    for address in (f"/punkt/{COUNCIL}-p1", f"/punkt/{COUNCIL}-p3", f"/moede/{COUNCIL}"):
        assert f'href="{address}"' in html


@pytest.mark.parametrize(
    "address",
    ["/moede/findes-ikke", "/punkt/findes-ikke", "/moede/", "/moede/..%2f..%2fetc", "/punkt/A", "/punkt/" + "a" * 3000,
     "/nix", "/referater/nix", "/referater/decisions/nix", "/nix/decisions"],
)  # fmt: skip
def test_what_is_not_there_is_a_danish_404(site: Client, address: str) -> None:
    response = site.get(address)
    while response.is_redirect:
        response = site.get(response.headers["location"])
    assert response.status_code == 404
    assert "Siden findes ikke" in response.text
    assert '<html lang="da">' in response.text


@pytest.mark.parametrize("address", [address for address in OWN if not address.startswith("/referater/")])
def test_under_another_address_every_link_leads_there(snapshot: Path, runner: asyncio.Runner, address: str) -> None:
    site = Client(Datasette([], immutables=[str(snapshot)], settings={"base_url": "/arkiv/"}), runner)
    links = re.findall(r'(?:href|action|src)="(/[^"]*)"', site.page(address))
    assert links
    assert not [link for link in links if not link.startswith("/arkiv/") or link.startswith("/arkiv/arkiv")]


def test_an_empty_archive_says_so(tmp_path: Path, runner: asyncio.Runner) -> None:
    open_database(tmp_path / "working.db").close()
    publish_snapshot(tmp_path / "working.db", tmp_path / "referater.db")
    site = Client(make_datasette(tmp_path / "referater.db", public=False), runner)
    assert "Arkivet er tomt endnu" in site.text("/")
    assert "0 møder" in site.text("/")
    for address in ("/soeg", "/soeg?q=plan", "/om", "/referater", "/referater/decisions", "/referater/udsatte-sager"):
        site.page(address)


def test_datasette_without_an_archive_has_its_own_front_page(runner: asyncio.Runner) -> None:
    other = Client(Datasette(memory=True), runner)
    assert "_memory" in other.page("/")
    assert other.get("/soeg").status_code == 404


def test_only_years_with_meetings_are_counted(tmp_path: Path, runner: asyncio.Runner) -> None:
    snapshot = publish_changed(tmp_path, "UPDATE meetings SET date = '2008-03-04' WHERE year = 2021")
    text = Client(make_datasette(snapshot, public=False), runner).text("/")
    assert "2008–2022" in text
    assert "2 år" in text
