"""WCAG 2.2 A and AA as axe-core sees them: nothing wrong on our pages.

REFERAT_AXE names axe-core's script; the project does not carry it. `.ci/run` fetches it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page

SCRIPT = os.environ.get("REFERAT_AXE")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KNOWN: dict[str, set[str]] = {}
"""Violations of Datasette's own pages that we do not mend, by address."""

pytestmark = pytest.mark.skipif(not SCRIPT, reason="REFERAT_AXE does not name axe-core's script")


def addresses(snapshot: Path) -> dict[str, str]:
    """A page of every kind."""
    kinds = {
        "meeting": "SELECT '/moede/' || id FROM meetings ORDER BY id",
        "item": "SELECT '/punkt/' || agenda_item_id FROM votes ORDER BY id",
        "decision": "SELECT '/beslutning/' || id FROM decisions ORDER BY id",
        "organ": "SELECT '/organ/' || id FROM bodies ORDER BY id",
        "person": "SELECT '/person/' || id FROM persons ORDER BY id",
        "case": "SELECT '/sag/' || id FROM cases ORDER BY id",
        "place": "SELECT '/vis/' || decisions.id FROM decisions JOIN pages ON pages.document_id = decisions.document_id"
        " AND pages.number = decisions.page WHERE image IS NOT NULL ORDER BY decisions.id",
        "withheld page": "SELECT '/side/' || document_id || '/' || number FROM pages WHERE image IS NULL ORDER BY 1",
        "row": "SELECT '/referater/decisions/' || id FROM decisions ORDER BY id",
    }
    found = {
        "front": "/", "search": "/soeg", "answer": "/soeg?q=forslag&aar=2022", "nothing": "/soeg?q=zzz", "about": "/om",
        "tables": "/referater", "table": "/referater/decisions", "query": "/referater/udsatte-sager",
        "missing": "/moede/findes-ikke",
    }  # fmt: skip
    with closing(sqlite3.connect(snapshot)) as db:
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        for kind, sql in kinds.items():
            if sql.partition("FROM ")[2].split()[0] in there and (row := db.execute(sql).fetchone()):
                found[kind] = row[0]
    return found


def test_no_page_has_an_accessibility_violation(page: Page, databases: tuple[Path, Path]) -> None:
    assert SCRIPT
    script = Path(SCRIPT).read_text(encoding="utf-8")
    pages = addresses(databases[1])
    assert len(pages) >= 15
    found = {}
    for kind, address in pages.items():
        page.goto(address)
        page.evaluate(script)
        result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
        wrong = {violation["id"]: violation["nodes"][0]["html"][:200] for violation in result["violations"]}
        if left := {rule: where for rule, where in wrong.items() if rule not in KNOWN.get(address, set())}:
            found[kind] = left
    assert not found
