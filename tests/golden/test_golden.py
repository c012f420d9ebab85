"""The invented golden pairs: they are what their sources draw, and every quote stands in its PDF."""

from __future__ import annotations

import importlib.metadata
import json
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from make.__main__ import TEXTS, make_pair, sample_sources
from make.gold import OUTCOMES, SECTION_KINDS

ROOT = Path(__file__).parents[2]
SOURCES = sorted(TEXTS.glob("*/*.txt"))
GOLDS = sorted((ROOT / "tests/golden").glob("*/*.gold.json"))
MADE_WITH = json.loads((ROOT / "tests/golden/made_with.json").read_text())
STATUSES = {"present", "absent", "guest", "secretariat", "substitute"}
ROLES = {None, "chair", "vice_chair", "co_chair", "minute_taker", "moderator"}
ITEM_KEYS = [
    "number",
    "title",
    "page",
    "parent",
    "start",
    "end",
    "case_number",
    "closed",
    "sections",
    "decisions",
    "votes",
    "attachments",
    "amounts",
]


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def pages(data: bytes | Path) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pdf_of(gold: Path) -> Path:
    folder = ROOT / "data/raw" if gold.parent.name == "samples" else gold.parent
    return folder / json.loads(gold.read_text())["pdf"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_pair_is_what_its_source_draws(source: Path) -> None:
    pdf, data, gold, text = make_pair(source)
    assert (ROOT / gold).read_text(encoding="utf-8") == text
    if MADE_WITH == {name: importlib.metadata.version(name) for name in MADE_WITH}:
        assert (ROOT / pdf).read_bytes() == data
    else:  # another engine version may write other operators, but not other words
        assert pages(ROOT / pdf) == pages(data)


def test_no_pair_without_a_source() -> None:
    assert sorted(gold.name.removesuffix(".gold.json") for gold in GOLDS) == sorted(path.stem for path in SOURCES)


def test_sources_csv_names_every_sample() -> None:
    assert (ROOT / "data/raw/sources.csv").read_text(encoding="utf-8") == sample_sources()


def test_forty_traps_are_covered() -> None:
    rows = [line.strip("| \n").split(" | ") for line in (ROOT / "tests/golden/TRAPS.md").read_text().splitlines()[4:]]
    assert [int(row[0]) for row in rows] == list(range(1, 41))
    assert {name for row in rows for name in row[2].split(", ")} <= {path.stem for path in SOURCES}


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_gold_has_the_annotations_shape(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert [key for key in gold if key != "more_meetings"] == ["pdf", "kind", "meeting", "participants", "items"]
    assert gold["kind"] in {"minutes", "agenda", "other"}
    assert list(gold["meeting"]) == ["organisation", "body", "date", "start", "end", "location"]
    for person in gold["participants"]:
        assert list(person) == ["name", "status", "role", "title", "organisation"]
        assert person["status"] in STATUSES and person["role"] in ROLES
    numbers = {item["number"] for item in gold["items"]}
    for item in gold["items"]:
        assert list(item) == ITEM_KEYS
        assert item["parent"] is None or item["parent"] in numbers
        assert {section["kind"] for section in item["sections"]} <= SECTION_KINDS
        assert {decision["outcome"] for decision in item["decisions"]} <= OUTCOMES
        assert not item["decisions"] or any(section["kind"] == "decision" for section in item["sections"])
        for quote in [*item["sections"], *item["decisions"]]:
            words = quote["first"].split()
            assert len(words) == 6 and len(quote["last"].split()) == 6 if quote["last"] else 0 < len(words) <= 12
        for amount in item["amounts"]:
            assert isinstance(amount["dkk"], int | float) and any(c.isdigit() for c in amount["text"])


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_quotes_stand_in_the_pdf_in_order(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    printed = [letters(page) for page in pages(pdf_of(path))]
    starts = [sum(map(len, printed[:n])) for n in range(len(printed))]
    body = "".join(printed)
    at = 0
    for item in gold["items"]:
        heading = letters(f"{item['title'] or item['number'] or ''}")
        assert heading in printed[item["page"] - 1], item["title"]
        at = max(at, starts[item["page"] - 1])
        here = at
        for section in item["sections"]:
            here = _find(body, section, here)
        for decision in item["decisions"]:
            at = _find(body, decision, at)
            assert letters(decision["first"])[:20] in printed[decision["page"] - 1], decision


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_nothing_in_the_gold_is_unprinted(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    body = "".join(map(letters, pages(pdf_of(path))))
    values = [gold["meeting"]["organisation"], gold["meeting"]["location"]]
    values += [person[key] for person in gold["participants"] for key in ("name", "title", "organisation")]
    for item in gold["items"]:
        values += [item["number"], item["title"], item["case_number"], *item["attachments"]]
        values += [section["heading"] for section in item["sections"]]
        values += [amount["text"] for amount in item["amounts"]]
    assert not [value for value in values if value and letters(value) not in body]


def _find(body: str, quote: dict[str, str], start: int) -> int:
    """Where the quote begins, at or after `start`; its last words must follow."""
    at = body.find(letters(quote["first"]), start)
    assert at >= 0, f"not printed after letter {start}: {quote}"
    assert not quote["last"] or body.find(letters(quote["last"]), at) >= 0, f"its end is not printed: {quote}"
    return at
