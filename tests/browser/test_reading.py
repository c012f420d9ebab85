from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect


def test_a_reader_finds_a_decision_by_another_form_of_the_word(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Søg i beslutninger og punkter").fill("lokalplanerne")
    page.get_by_role("button", name="Søg").click()
    expect(page.get_by_role("status")).to_contain_text("punkt")
    expect(page.locator(".hits mark").first).to_contain_text(re.compile("plan", re.IGNORECASE))
    first = page.locator(".hit h2 a").first
    title = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".why").first).to_contain_text("Fundet af reglen")
    page.locator(".back a").click()
    expect(page.get_by_role("navigation", name="Dagsorden")).to_be_visible()


def test_filters_narrow_a_search(page: Page) -> None:
    page.goto("/soeg")
    page.locator("section[aria-labelledby=facet-udfald]").get_by_role("link", name="Udsat").click()
    expect(page.locator(".hit").first).to_be_visible()
    assert all("Udsat" in hit for hit in page.locator(".hit").all_inner_texts())


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Spring til indhold")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("budget")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()


def test_a_table_is_filtered_and_taken_home(page: Page) -> None:
    page.goto("/referater/decisions")
    page.get_by_role("link", name="Udsat").first.click()
    number = int(re.sub(r"\D", "", page.get_by_role("status").inner_text()))
    page.get_by_label("alle rækker").check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(taken.value.path().read_text(encoding="utf-8"))))
    assert len(rows) == number > 0
    assert {row["outcome_label"] for row in rows} == {"Udsat"}


@pytest.mark.parametrize(
    "start", ["/", "/om", "/soeg?q=plan", "/referater", "/referater/decisions", "/referater/udsatte-sager"]
)
def test_no_page_is_wider_than_the_screen(page: Page, start: str) -> None:
    page.goto(start)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_no_reading_page_is_wider_than_the_screen(page: Page) -> None:
    page.goto("/")
    for address in [link.get_attribute("href") for link in page.locator(".meetings h3 a").all()]:
        page.goto(address or "")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
