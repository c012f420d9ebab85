"""Is the JSON of a document the contract's, and is nothing else believed when it comes from another process?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.contract import from_bytes, to_bytes, to_json
from pipeline.errors import Unexpected
from pipeline.minutes import Kind, Meeting, Participant, Status
from pipeline.page import Line, Link, Page, Pages, TextLayer
from tests.store.made import full_item, minutes

LINE = Line("Punkt 1: Æblegård – vej", 1, 70.1, 80.25, 300.0, 92.0, 11.0, bold_head=7, hyphen=True)
ITEM = full_item("1")
PAGES = Pages(
    pages=(
        Page(1, 595.0, 842.0, (LINE, LINE), ITEM.tables, (Link("mailto:a@b.dk", 1.0, 2.0, 3.0, 4.0),)),
        Page(2, 595.0, 842.0, (), has_text=False),
    ),
    text_layer=TextLayer.PARTIAL,
    doubts=(("page_without_text", "Side 2 har ingen tekst.", 2),),
)
WHOLE = minutes("møde.pdf", (ITEM,), participants=(Participant("Åse Ørsted", Status.PRESENT, 1, from_="13:00"),))
MINUTES = replace(WHOLE, document=replace(WHOLE.document, pages=PAGES))


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    data = to_json(MINUTES)
    assert list(data)[:6] == ["document", "kind", "meeting", "participants", "items", "issues"]
    assert data["document"] == {
        "sha256": hashlib.sha256(b"m\xc3\xb8de.pdf").hexdigest(),
        "filename": "møde.pdf",
        "pages": 2,
        "text_layer": "partial",
        "family": None,
    }
    assert list(data["meeting"]) == ["organisation", "body", "title", "date", "start", "end", "location"]
    assert list(data["participants"][0])[:10] == [
        *("name", "status", "role", "title", "organisation", "party", "substitute_for", "from", "to", "page"),
    ]
    item = data["items"][0]
    assert list(item)[:21] == [
        *("number", "title", "page", "page_end", "parent", "start", "end", "presenter", "case_number", "kle", "closed"),
        *("sections", "recommendations", "decisions", "votes", "attachments", "amounts"),
        *("standpoints", "actions", "dates", "cross_references"),
    ]
    assert list(item["sections"][0])[:4] == ["kind", "heading", "text", "page"]
    assert list(item["recommendations"][0])[:3] == ["label", "text", "page"]
    assert list(item["votes"][0])[:6] == ["for", "against", "abstain", "parties_for", "parties_against", "unanimous"]
    assert item["decisions"][0] == {
        "text": "Godkendt.",
        "outcome": "approved",
        "scope": "this_meeting",
        "page": 1,
        "rule": "r",
        "boxes": [[1, 70.0, 40.0, 500.0, 52.0]],
        "responsible": None,
        "deadline": None,
        "relation": None,
        "decided_by": None,
        "decided_on": None,
    }
    assert item["amounts"][0] == {"text": "1,5 mio. kr.", "dkk": 1500000, "page": 1}
    assert data["issues"] == [{"code": "number_gap", "message": "Punkt 2 mangler", "page": 1}]
    assert json.loads(json.dumps(data)) == data


def test_a_number_that_is_none_is_refused() -> None:
    sheet = replace(PAGES.pages[0], width=float("nan"))
    with pytest.raises(Unexpected, match="Expected `float`, got `null`"):
        from_bytes(to_bytes(replace(MINUTES, document=replace(MINUTES.document, pages=replace(PAGES, pages=(sheet,))))))


def test_bytes_come_back_as_the_same_minutes() -> None:
    twice = replace(MINUTES, more_meetings=(replace(MINUTES, kind=Kind.AGENDA),))
    assert from_bytes(to_bytes(twice)) == twice


def test_lengths_have_two_decimals() -> None:
    decision = replace(ITEM.decisions[0], boxes=((1, 70.123456, 80.2, 300.0, 92.0),))
    data = to_json(replace(MINUTES, items=(replace(ITEM, decisions=(decision,)),)))
    assert data["items"][0]["decisions"][0]["boxes"] == [[1, 70.12, 80.2, 300.0, 92.0]]


def test_a_text_that_is_not_unicode_does_not_cross() -> None:
    with pytest.raises(UnicodeEncodeError):
        to_bytes(replace(MINUTES, meeting=Meeting(body="\ud800")))


def at(*path: str | int, value: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return change


def without(*path: str | int) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without("pages"), "missing required field `pages`"),
        (without("minutes", "items", 0, "title"), r"missing required field `title` - at `\$.minutes.items\[0\]`"),
        (at("minutes", "items", 0, "page", value="1"), r"Expected `int`, got `str` - at `\$.minutes.items\[0\].page`"),
        (at("minutes", "items", 0, "page", value=True), r"Expected `int`, got `bool` - .*items\[0\].page`"),
        (at("minutes", "items", 0, "closed", value=None), r"Expected `bool`, got `null` - .*items\[0\].closed`"),
        (at("minutes", "items", 0, "attachments", value="Kort"), r"Expected `array`, got `str` - .*attachments`"),
        (at("minutes", "kind", value="poem"), r"Invalid enum value 'poem' - at `\$.minutes.kind`"),
        (at("minutes", "meeting", value=[]), r"Expected `object`, got `array` - at `\$.minutes.meeting`"),
        (at("minutes", "coverage", value="all"), r"Expected `float \| null`, got `str` - at `\$.minutes.coverage`"),
        (at("minutes", "document", "sha256", value=None), r"Expected `str`, got `null` - .*document.sha256`"),
        (at("minutes", "items", 0, "decisions", 0, "boxes", 0, value=[1, 2.0]), "Expected `array` of length 5"),
        (at("pages", "pages", 0, "lines", 0, value=["text"]), r"Expected `array` of at least length 7, got 1"),
        (at("pages", "pages", 0, "lines", 0, 0, value=7), r"Expected `str`, got `int` - .*lines\[0\]\[0\]`"),
        (
            at("pages", "pages", 0, "number", value="one"),
            r"Expected `int`, got `str` - at `\$.pages.pages\[0\].number`",
        ),
        (at("pages", "pages", 0, "width", value=float("inf")), "JSON is malformed"),
        (at("pages", "pages", value=[]), "the result has no pages"),
    ],
)
def test_a_result_that_breaks_the_contract_is_refused(change: Callable[[Any], None], message: str) -> None:
    data = json.loads(to_bytes(MINUTES))
    change(data)
    with pytest.raises(Unexpected, match=message):
        from_bytes(json.dumps(data).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"pages": NaN, "minutes": 1}'])
def test_bytes_that_are_no_json_are_refused(data: bytes) -> None:
    with pytest.raises(Unexpected, match="the result is not JSON"):
        from_bytes(data)


def test_bytes_nested_without_end_are_refused() -> None:
    with pytest.raises(Unexpected, match="breaks the contract"):
        from_bytes(b"[" * 100_000)
    with pytest.raises(Unexpected, match="the result is not JSON"):
        from_bytes(b'{"other":' * 100_000)
