"""Ruled tables and what is none."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract import extract_pages
from pipeline.extract.marks import MAX_OBJECTS
from pipeline.page import Table

ROWS = (("Post", "Budget", "Forbrug"), ("Kloak", "4.100", "4.000"), ("Veje, stier", "2.300", "-2.150,50"))
COLUMNS = (72, 172, 272, 372)


def table(rows, *, bold_head: bool = False, thin_boxes: bool = False):
    """A painter of a ruled table whose first row stands 700 points up, 20 points a row."""

    def paint(page: Canvas) -> None:
        page.drawString(72, 760, "Tabel 1. Regnskab")
        for row in range(len(rows) + 1):
            y = 715 - 20 * row
            if thin_boxes:
                page.rect(COLUMNS[0], y, COLUMNS[-1] - COLUMNS[0], 0.5, stroke=0, fill=1)
            else:
                page.line(COLUMNS[0], y, COLUMNS[-1], y)
        for x in COLUMNS:
            page.line(x, 715, x, 715 - 20 * len(rows))
        for row, cells in enumerate(rows):
            page.setFont("Helvetica-Bold" if bold_head and row == 0 else "Helvetica", 11)
            for x, cell in zip(COLUMNS, cells, strict=False):
                page.drawString(x + 4, 700 - 20 * row, cell)

    return paint


def tables(data: bytes) -> tuple[Table, ...]:
    return extract_pages(data).pages[0].tables


@pytest.mark.parametrize("thin_boxes", [False, True])
def test_a_ruled_table(draw, thin_boxes):
    (found,) = tables(draw(table(ROWS, thin_boxes=thin_boxes)))
    assert found.rows == ROWS
    assert found.header  # words over numbers
    assert (found.x0, found.top, found.x1, found.bottom) == pytest.approx((72, 127, 372, 187), abs=1)


def test_a_table_within_a_form(draw):
    def paint(page: Canvas) -> None:
        page.beginForm("tabel")
        table(ROWS)(page)
        page.endForm()
        page.translate(20, -40)
        page.doForm("tabel")

    (found,) = tables(draw(paint))
    assert found.rows == ROWS
    assert (found.x0, found.top, found.x1, found.bottom) == pytest.approx((92, 167, 392, 227), abs=1)


def test_rulings_off_the_page_are_none(draw):
    def paint(page: Canvas) -> None:
        page.translate(0, 900)
        table(ROWS)(page)

    assert tables(draw(paint)) == ()


NAMES = (("Medlem", "Afløser", "Valgt af"), ("Ida", "Per", "Byen"), ("Ole", "Kaj", "Byen"))


@pytest.mark.parametrize(
    ("rows", "bold_head", "header"),
    [(NAMES, True, True), (NAMES, False, False), (ROWS[1:], False, False), ((ROWS[0], ROWS[1]), False, True)],
)
def test_header_row(draw, rows, bold_head, header):
    (found,) = tables(draw(table(rows, bold_head=bold_head)))
    assert found.header is header


def test_lines_end_at_the_rulings(draw):
    """Cells filled to the brim stand too close for a gap to tell them apart."""
    rows = (("Transmissionsledn.", "Ny"), ("Varme", "Gammel"))
    page = extract_pages(draw(table(rows))).pages[0]
    assert "Transmissionsledn." in [line.text for line in page.lines]
    assert [row[:2] for row in page.tables[0].rows] == [*rows]


def test_a_merged_cell_is_none(draw):
    def merged(page: Canvas) -> None:
        for y in (715, 695, 675):
            page.line(72, y, 372, y)
        for x in COLUMNS:
            page.line(x, 715 if x in (72, 372) else 695, x, 675)
        page.drawString(80, 700, "Budget 2023")
        for x, cell in zip(COLUMNS, ROWS[1], strict=False):
            page.drawString(x + 4, 680, cell)
        page.line(72, 655, 372, 655)
        for x in COLUMNS:
            page.line(x, 675, x, 655)
        for x, cell in zip(COLUMNS, ROWS[2], strict=False):
            page.drawString(x + 4, 660, cell)

    (found,) = tables(draw(merged))
    assert found.rows == (("Budget 2023", None, None), ROWS[1], ROWS[2])


def frame(page: Canvas) -> None:
    page.rect(40, 40, 515, 762)
    page.rect(44, 44, 507, 754)
    page.drawString(72, 700, "Referat")
    page.drawString(72, 680, "af møde")


def signatures(page: Canvas) -> None:
    for x in (72, 272):
        page.rect(x, 100, 150, 30)
        page.drawString(x + 5, 90, "Dirigent")
        page.drawString(x + 5, 110, "Navn")


def blacked_out(page: Canvas) -> None:
    for y in (700, 680, 660):
        page.drawString(72, y, "Formand")
        for step in range(6):
            page.rect(130 + 8 * step, y - 3, 8, 12, stroke=0, fill=1)


@pytest.mark.parametrize("paint", [frame, signatures, blacked_out])
def test_frames_signatures_and_blackened_names_are_no_tables(draw, paint):
    assert tables(draw(paint)) == ()


def test_tables_of_a_drawing_are_skipped_and_told(draw):
    def paint(page: Canvas) -> None:
        table(ROWS)(page)
        for step in range(MAX_OBJECTS + 1):
            page.line(1, step / 100, 2, step / 100)

    pages = extract_pages(draw(paint))
    assert pages.pages[0].tables == ()
    assert [(code, page) for code, _, page in pages.doubts] == [("tables_skipped", 1)]
    assert pages.pages[0].lines[0].text == "Tabel 1. Regnskab"
