"""What an analyst does: search, narrow, open a decision, see it on the printed page, take the answer home."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

RAW = Path(__file__).parents[2] / "data" / "raw"
WORD = re.compile(r"\w+")


@pytest.fixture(scope="session")
def shown(databases: tuple[Path, Path]) -> list[tuple[str, str, str]]:
    """(key, quote, file name) of decisions whose page is shown as an image, from every document."""
    with closing(sqlite3.connect(databases[1])) as db:
        return db.execute(
            """SELECT decisions.id, decisions.text, documents.filename FROM decisions
            JOIN documents ON documents.id = decisions.document_id
            JOIN pages ON pages.document_id = decisions.document_id AND pages.number = decisions.page
            WHERE pages.image IS NOT NULL AND documents.sample AND 3 > (SELECT count(*) FROM decisions AS other
                WHERE other.document_id = decisions.document_id AND other.id < decisions.id)
            ORDER BY decisions.id"""
        ).fetchall()


def test_search_then_narrow_then_read_then_look(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Søg i beslutninger og punkter").fill("lokalplanerne")
    page.get_by_role("button", name="Søg").click()
    expect(page.locator(".hits mark").first).to_contain_text(re.compile("lokalplan", re.IGNORECASE))
    before = int(page.get_by_role("status").inner_text().split()[0])
    page.get_by_role("region", name="År").or_(page.locator("section[aria-labelledby=facet-aar]")).get_by_role(
        "link", name="2019"
    ).click()
    after = int(page.get_by_role("status").inner_text().split()[0])
    assert 0 < after < before
    assert {when[-4:] for when in page.locator(".hit time").all_inner_texts()} == {"2019"}
    page.locator(".hit-decision a").first.click()
    expect(page.get_by_role("heading", name="Hvorfor står det her?")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Se side")).click()
    expect(page.locator(".paper img")).to_have_js_property("complete", True)
    assert page.locator(".paper img").evaluate("image => image.naturalWidth") == 1000
    expect(page.locator("rect.mark").first).to_be_in_viewport()


def test_a_box_lies_about_the_words_of_its_decision(page: Page, shown: list[tuple[str, str, str]]) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert len(shown) > 15
    for key, quote, filename in shown if width > 600 else shown[::5]:
        page.goto(f"/vis/{key}")
        page.locator(".paper img").evaluate("image => image.decode()")
        picture = page.locator(".paper img").bounding_box()
        boxes = [mark.bounding_box() for mark in page.locator("rect.mark").all()]
        number = int(re.search(r"på side (\d+)", page.get_by_role("heading", level=1).inner_text())[1])  # type: ignore[index]
        printed = words_under(RAW / filename, number, picture, boxes)
        wanted = WORD.findall(quote)
        if page.get_by_text("Den fortsætter").count():  # the rest stands on the next page
            wanted = wanted[:3]
        assert " ".join(wanted).lower() in printed, (key, quote, printed)


def words_under(pdf: Path, number: int, picture: object, boxes: object) -> str:
    """The PDF's own words under rectangles of the screen, given where the page's picture lies on it."""
    assert isinstance(picture, dict) and isinstance(boxes, list) and boxes
    document = pypdfium2.PdfDocument(pdf)
    page = document[number - 1]
    across, down = page.get_size()
    text = page.get_textpage()
    found = []
    for box in boxes:
        left = (box["x"] - picture["x"]) / picture["width"] * across
        right = left + box["width"] / picture["width"] * across
        top = (box["y"] - picture["y"]) / picture["height"] * down
        bottom = top + box["height"] / picture["height"] * down
        slack = (bottom - top) / 4  # the lines above and below reach into the box with their accents and tails
        found.append(text.get_text_bounded(left - 2, down - bottom + slack, right + 2, down - top - slack))
    document.close()
    joined = re.sub(r"[\ufffe\x02\xad-]\s*\n?", lambda mark: "-" if mark[0] == "-" else "", "\n".join(found))
    return " ".join(WORD.findall(joined)).lower()


def test_the_answer_is_taken_home_as_csv(page: Page) -> None:
    page.goto("/soeg?q=forslag&aar=2022")
    number = int(page.get_by_role("status").inner_text().split()[0])
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(taken.value.path().read_text(encoding="utf-8"), newline="")))
    assert len({row["item_id"] for row in rows}) == number > 0
    assert {row["date"][:4] for row in rows} == {"2022"}
    assert any("æ" in row["decision"] or "ø" in row["decision"] or "å" in row["decision"] for row in rows)


def test_the_keyboard_alone_leads_from_search_to_the_printed_page(page: Page) -> None:
    page.goto("/soeg?q=forslag")
    tab_to(page, "main .hit-decision a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/beslutning/"))
    tab_to(page, "a[href*='/vis/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/vis/"))
    first = page.url
    press(page, "n", lambda url: url != first)
    press(page, "p", lambda url: url == first)
    press(page, "+", lambda url: "zoom=2" in url)
    press(page, "Escape", lambda url: "/beslutning/" in url)


def press(page: Page, key: str, leads_to: Callable[[str], bool]) -> None:
    """The keys work once the image of the page has the focus."""
    expect(page.locator("#ark")).to_be_focused()
    page.keyboard.press(key)
    page.wait_for_url(leads_to)


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_keys_typed_elsewhere_turn_no_page(page: Page, shown: list[tuple[str, str, str]]) -> None:
    page.goto(f"/vis/{shown[0][0]}")
    page.locator(".top .brand").focus()
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    assert page.url.endswith(f"/vis/{shown[0][0]}")


def test_every_row_of_a_table_is_one_click_from_its_page(page: Page) -> None:
    page.goto("/referater/decisions")
    page.locator("td.col-page a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("på side")
