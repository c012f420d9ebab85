"""Can a feed reader follow the archive, and a search?"""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from small_archive import COUNCIL, Client

NAMES = {"a": "http://www.w3.org/2005/Atom"}


def read(site: Client, address: str) -> ElementTree.Element:
    answer = site.get(address)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    for needed in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert feed.findtext(needed, namespaces=NAMES), needed
    for entry in feed.findall("a:entry", NAMES):
        for needed in ("a:id", "a:title", "a:updated", "a:content"):
            assert entry.findtext(needed, namespaces=NAMES), needed
    return feed


def texts(feed: ElementTree.Element, what: str) -> list[str]:
    return [element.text or "" for element in feed.findall(f"a:entry/a:{what}", NAMES)]


def test_the_newest_decisions_come_first_and_quoted_ones_not_at_all(site: Client) -> None:
    feed = read(site, "/beslutninger.atom")
    assert texts(feed, "content") == [
        "Børnene fik ret: taksten blev <b>afvist</b> & sænket.",
        "Byrådet godkendte planerne.",
        "Sagen udsættes.",
    ]
    assert texts(feed, "title")[2] == "Udsat: Svømmehallen (Byrådet, Prøveby Kommune, 2. marts 2021)"
    assert texts(feed, "id")[1] == f"http://localhost/punkt/{COUNCIL}-p1#{COUNCIL}-p1-b1"
    assert len(set(texts(feed, "id"))) == 3


def test_a_search_has_a_feed_of_its_own(site: Client) -> None:
    feed = read(site, "/soeg.atom?q=cykelsti")
    assert texts(feed, "content") == ["Byrådet godkendte planerne."]
    assert "cykelsti" in (feed.findtext("a:title", namespaces=NAMES) or "")
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NAMES)}
    assert links["alternate"] == "http://localhost/soeg?q=cykelsti&sorter=dato"
    assert texts(read(site, "/soeg.atom?udfald=postponed"), "content") == ["Sagen udsættes."]


@pytest.mark.parametrize("query", ["", "q=", "q=%22", "q=ingensteds", "q=%01%02", "organ=%3Cscript%3E"])
def test_a_feed_without_entries_is_a_feed(site: Client, query: str) -> None:
    assert texts(read(site, f"/soeg.atom?{query}"), "content") == []


def test_every_page_tells_of_the_feed(site: Client) -> None:
    assert 'type="application/atom+xml"' in site.page("/") and '"/beslutninger.atom"' in site.page("/om")
