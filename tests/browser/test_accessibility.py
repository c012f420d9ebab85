"""WCAG 2.2 A and AA as axe-core sees them: nothing wrong on our pages.

REFERAT_AXE names axe-core's script; the project does not carry it. `.ci/run` fetches it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from kinds import OTHER, READING, addresses
from playwright.sync_api import Page

SCRIPT = os.environ.get("REFERAT_AXE")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.skipif(not SCRIPT, reason="REFERAT_AXE does not name axe-core's script")


def violations(page: Page) -> dict[str, str]:
    assert SCRIPT
    page.evaluate(Path(SCRIPT).read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    return {violation["id"]: violation["nodes"][0]["html"][:200] for violation in result["violations"]}


def test_no_page_has_an_accessibility_violation(page: Page, databases: tuple[Path, Path]) -> None:
    found = {}
    for kind, address in addresses(databases[1], READING | OTHER).items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        if wrong := violations(page):
            found[kind] = wrong
    assert not found


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.goto("/om")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert "html-has-lang" in violations(page)
