"""Two columns that no ruling parts, where a title fills its cell to the edge of the record."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract import extract_pages

ROWS = [
    ("Velkomst", "Karen bød velkommen til et møde med mange punkter og god kage."),
    ("Regnskab og budget", "Per gennemgik tallene."),
    ("", "Der er brugt 12.400 kr. af 30.000 kr."),
    ("Sommerfest", "Festen holdes på boldbanen."),
    ("Eventuelt", "Intet."),
]


def texts(draw, rows: list[tuple[str, str]], edge: float) -> list[str]:
    """The lines of a page of rows: a title at 72 points, its record at the edge."""

    def paint(page: Canvas) -> None:
        for row, (title, record) in enumerate(rows):
            page.drawString(72, 700 - 14 * row, title)
            page.drawString(edge, 700 - 14 * row, record)

    return [line.text for line in extract_pages(draw(paint)).pages[0].lines]


@pytest.mark.parametrize("gap", [6, 11, 15])
def test_a_title_up_to_the_edge_is_cut_off_its_record(draw, gap):
    width = 103  # of "Regnskab og budget"
    assert "Regnskab og budget" in texts(draw, ROWS, 72 + width + gap)
    assert "Per gennemgik tallene." in texts(draw, ROWS, 72 + width + gap)


def test_two_rows_tell_no_columns(draw):
    told = texts(draw, [ROWS[0], ROWS[1]], 184)
    assert "Regnskab og budget Per gennemgik tallene." in told


def test_a_line_over_the_edge_without_a_gap_stays_whole(draw):
    prose = "Bestyrelsen gik en tur rundt om søen og så på stien, som er mudret."
    assert prose in texts(draw, [*ROWS[:3], (prose, ""), *ROWS[3:]], 190)


def test_a_list_is_no_column_beside_its_marks(draw):
    rows = [(f"{number}.", text) for number, (_, text) in enumerate(ROWS, start=1)]
    assert texts(draw, rows, 110)[0] == f"1. {ROWS[0][1]}"
