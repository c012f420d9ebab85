"""Does Excel get the rows a reader sees, with types, and nothing it would run?"""

from __future__ import annotations

import asyncio
import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from small_archive import Client, decision, publish

from pipeline.minutes import AgendaItem, Amount, Outcome
from pipeline.site import workbook
from pipeline.site.app import make_datasette

ITEMS = tuple(
    AgendaItem(
        str(n), f"Punkt {n}", 1, 1, decisions=(decision("=1+1", Outcome.DECIDED),), amounts=(Amount("5 kr.", 5, 1),)
    )
    for n in range(1, 1203)
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Client:
    return Client(make_datasette(publish(tmp_path_factory.mktemp("books"), ITEMS), public=False), runner)


def book(site: Client, address: str) -> tuple[list[dict[str, object]], list[str]]:
    """The rows of the first sheet, and the lines of the one about it."""
    answer = site.get(f"/referater/{address}")
    assert answer.status_code == 200 and answer.headers["content-type"] == workbook.KIND
    sheets = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert not [c for sheet in sheets for line in sheet.iter_rows() for c in line if c.data_type == "f"]
    rows, about = sheets.worksheets
    head, *lines = rows.iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines], [
        " ".join(str(cell) for cell in line if cell) for line in about.iter_rows(values_only=True)
    ]


def test_a_filtered_table_is_there_whole_with_labels_and_meanings(site: Client) -> None:
    rows, about = book(site, "decisions.xlsx?outcome=decided&_sort=id&_labels=on&_size=10")
    assert len(rows) == 1202 and len({row["id"] for row in rows}) == 1202
    first = rows[0]
    assert (first["text"], first["year"], first["outcome"], first["outcome_label"]) == (
        "=1+1",
        2022,
        "decided",
        "Besluttet",
    )
    assert first["date"] == datetime.datetime(2022, 5, 10)
    assert about[0] == "Beslutninger" and "1202 rækker" in about
    assert any(line.startswith("text Tekst. Ordret citat") for line in about)


def test_questions_and_single_rows_too(site: Client) -> None:
    rows, _ = book(site, "ord.xlsx?ord=&fra=2022&til=2022")
    assert len(rows) == 1202  # beyond the 1,000 rows of a page
    rows, _ = book(site, "decisions/vandvaerket-bestyrelsen-2022-05-10-p1-b1.xlsx")
    assert [row["text"] for row in rows] == ["=1+1"]
    rows, _ = book(site, "amounts.xlsx")
    assert {row["dkk"] for row in rows} >= {5, 1_500_000}


def test_what_is_cut_is_told(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 100)
    rows, about = book(site, "decisions.xlsx")
    assert len(rows) == 100
    assert "Kun de første 100 rækker er med. CSV har dem alle." in about


def test_a_public_one_has_so_many_cells(
    tmp_path: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS_IN_PUBLIC", 17)
    site = Client(make_datasette(publish(tmp_path), public=True), runner)
    for address in ("outcomes.xlsx", "sections.xlsx", "ord.xlsx?ord="):
        rows, about = book(site, address)
        most = 17 // len([name for name in rows[0] if not name.endswith("_label")])
        assert len(rows) == most and f"Kun de første {most} rækker er med. CSV har dem alle." in about


def test_a_workbook_is_as_closed_as_its_table(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> None:
    closed = make_datasette(publish(tmp_path_factory.mktemp("closed")), public=True)
    closed._metadata_local["allow"] = {"id": "arkivar"}
    site = Client(closed, runner)
    assert site.get("/referater/decisions.xlsx").status_code == 403
    assert site.get("/referater/decisions.xlsx", actor="arkivar").status_code == 200


@pytest.mark.parametrize("day", ["2023-02-30", "1850-01-01", "2023-1-1", ""])
def test_a_text_that_only_looks_like_a_day_stays_text(day: str) -> None:
    content = workbook.make_workbook("Svar", ["dato"], [[day or None], [1.5]], [], {})
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["dato", day or None, 1.5]
