"""The invented archive is ingested as a user would, and what links it is held to its truth."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.questions import PAGE, ask, page, questions
from pipeline.cli import run
from tests.archive.draw import draw_archive, make_archive
from tests.archive.measure import Score, measure
from tests.archive.merges import Merges

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive's PDFs and truth, its working database and its snapshot."""
    folder = tmp_path_factory.mktemp("archive")
    draw_archive(folder / "pdf")
    assert run(["ingest", str(folder / "pdf"), "--db", str(folder / "working.db"), "--json"]) == 0
    assert run(["publish", "--db", str(folder / "working.db"), "--out", str(folder / "referater.db")]) == 0
    return folder


@pytest.fixture(scope="session")
def truth(archive: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((archive / "pdf" / "truth.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def scores(archive: Path) -> dict[str, Score | Merges]:
    return measure(archive / "working.db", archive / "pdf" / "truth.json")


@pytest.mark.parametrize("name", FLOORS)
def test_links_hold_their_floors(scores: dict[str, Score | Merges], name: str) -> None:
    score = scores[name]
    for measured, floor in FLOORS[name].items():
        assert getattr(score, measured) >= floor, (name, measured, score.wrong[:5], score.missed[:5])


def test_the_archive_is_what_it_is_said_to_be(truth: dict[str, Any]) -> None:
    meetings = truth["meetings"]
    assert len(meetings) >= 60
    assert len({meeting["body"] for meeting in meetings}) == 3
    assert len({meeting["date"][:4] for meeting in meetings}) == 5
    relations = {relation for m in meetings for item in m["items"] for _, relation, _ in item["relations"]}
    assert relations == {
        *("adopted", "adopted_changed", "rejected", "postponed", "noted", "discussed", "referred", "not_addressed"),
    }
    assert any(told["contradicts"] for m in meetings for item in m["items"] for told in item["told"])
    assert truth["gaps"]


def test_one_seed_gives_one_archive() -> None:
    assert make_archive(7) == make_archive(7)
    assert make_archive(7)[0] != make_archive(8)[0]


def test_any_order_of_ingest_gives_the_same_links(archive: Path, tmp_path: Path) -> None:
    """Is an archive that came year by year, the last year first, linked as one that came at once?"""
    for year in (2023, 2021, 2022, 2019, 2020):
        files = sorted((archive / "pdf").glob(f"*-{year}-*.pdf"), reverse=True)
        assert run(["ingest", *map(str, files), "--db", str(tmp_path / "working.db"), "--json"]) == 0
    tables = (
        *("recommendation_outcomes", "item_links", "cases", "case_items", "reported_decisions", "action_closings"),
        "missing_meetings",
    )
    for table in tables:
        assert rows(tmp_path / "working.db", table) == rows(archive / "working.db", table), table


def rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(path)
    try:
        return sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
    finally:
        db.close()


def test_the_page_of_questions_shows_what_they_answer(archive: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(archive / "referater.db"), "run python -m benchmarks.questions"


def test_there_are_ten_questions_with_danish_titles() -> None:
    assert len(questions()) == 10
    for question in questions():
        assert question.keys() == {"id", "title", "description", "sql", "params"}
        assert question["title"].endswith("?")


def test_every_question_finds_something_with_its_defaults(archive: Path) -> None:
    assert [question["id"] for question in questions() if not ask(archive / "referater.db", question)[1]] == []


def test_the_answers_are_true(archive: Path, truth: dict[str, Any]) -> None:
    by_id = {question["id"]: question for question in questions()}
    snapshot = archive / "referater.db"
    items = [item for meeting in truth["meetings"] for item in meeting["items"]]
    _, adopted = ask(snapshot, by_id["indstilling"])
    points = sum(len(item["recommendations"]) for item in items)
    assert sum(row[3] for row in adopted) == points
    followed = sum(relation == "adopted" for item in items for _, relation, _ in item["relations"])
    assert sum(row[4] for row in adopted) == pytest.approx(followed, abs=3)
    _, open_tasks = ask(snapshot, by_id["opgaver"], dag="2024-01-01")
    wanted = {task["text"] for item in items for task in item["tasks"] if not task["closed"]}
    assert {row[1] for row in open_tasks} == wanted
    with closing(sqlite3.connect(snapshot)) as db:
        task, given, done = db.execute(
            "SELECT task, date, closed_on FROM action_status WHERE closed_on > date ORDER BY id LIMIT 1"
        ).fetchone()
    for day, is_open in ((given, True), (done, False)):  # a task that was closed later was open then
        assert (task in {row[1] for row in ask(snapshot, by_id["opgaver"], dag=day)[1]}) is is_open
    _, gaps = ask(snapshot, by_id["forbehold"])
    missing = {(row[1], row[2]) for row in gaps if row[0] == "Mødet mangler i arkivet"}
    assert missing <= {(gap["date"], gap["body"]) for gap in truth["gaps"]}
    assert missing
