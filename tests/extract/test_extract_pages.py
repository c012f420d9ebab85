"""Pages: rotation, crop, links, and what is said of the text layer."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract import extract_pages
from pipeline.page import Page, TextLayer


def first(data: bytes) -> Page:
    return extract_pages(data).pages[0]


def changed(data: bytes, *, rotation: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """The PDF with its first page rotated and cropped."""
    pdf = pypdfium2.PdfDocument(data)
    pdf[0].set_rotation(rotation)
    if crop:
        pdf[0].set_cropbox(*crop)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def two_lines(page: Canvas) -> None:
    page.drawString(100, 700, "Referat af møde")
    page.drawString(100, 680, "den 3. maj 2023")


def sideways(turns: int):
    """Text set so that it reads upright when the page is turned clockwise by quarter turns."""

    def paint(page: Canvas) -> None:
        page.translate(*{1: (595, 0), 2: (595, 842), 3: (0, 842)}[turns])
        page.rotate(90 * turns)
        page.drawString(100, 400, "Referat af møde")
        page.drawString(100, 380, "den 3. maj 2023")
        page.drawString(300, 380, "Side 1")

    return paint


@pytest.mark.parametrize(("turns", "rotated"), [(1, True), (2, True), (3, True), (1, False), (3, False)])
def test_pages_are_set_upright(draw, turns, rotated):
    data = draw(sideways(turns))
    page = first(changed(data, rotation=90 * turns) if rotated else data)
    height = 595 if turns % 2 else 842
    assert (page.width, page.height) == ((842, 595) if turns % 2 else (595, 842))
    assert [line.text for line in page.lines] == ["Referat af møde", "den 3. maj 2023", "Side 1"]
    head, date, side = page.lines
    assert head.x0 == pytest.approx(100, abs=1)
    assert head.bottom == pytest.approx(height - 400 + 0.22 * 11, abs=0.1)
    assert date.top - head.top == pytest.approx(20)
    assert side.x0 == pytest.approx(300, abs=1)


def test_a_line_up_the_margin_keeps_the_page_as_it_is(draw):
    def paint(page: Canvas) -> None:
        two_lines(page)
        page.rotate(90)
        page.drawString(200, -580, "Dokumentnøgle 123")

    page = first(draw(paint))
    assert (page.width, page.height) == (595, 842)
    key = next(line for line in page.lines if line.text == "Dokumentnøgle 123")
    assert key.x1 - key.x0 < 12 < 80 < key.bottom - key.top


def test_places_count_from_the_crop_box(draw):
    page = first(changed(draw(two_lines), crop=(90, 100, 500, 720)))
    assert (page.width, page.height) == (410, 620)
    assert page.lines[0].x0 == pytest.approx(10, abs=1)
    assert page.lines[0].bottom == pytest.approx(20 + 0.22 * 11, abs=0.1)


def test_links_lead_to_addresses(draw):
    def paint(page: Canvas) -> None:
        two_lines(page)
        page.linkURL("https://example.org/bilag?nr=3", (100, 690, 200, 710))
        page.bookmarkPage("start")
        page.linkAbsolute("", "start", (100, 600, 200, 610))

    (link,) = first(draw(paint)).links
    assert link.uri == "https://example.org/bilag?nr=3"
    assert (link.x0, link.top, link.x1, link.bottom) == pytest.approx((100, 842 - 710, 200, 842 - 690))


SCAN = ImageReader(Image.new("L", (60, 84), 200))
PROSE = ("Bestyrelsen drøftede sagen og besluttede at indhente tilbud på en ny belægning, som lægges i foråret.",) * 6
CIPHER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "mnopqrstuvwxyzabcdefghijkl")


def prose(page: Canvas, lines: tuple[str, ...] = PROSE) -> None:
    for row, line in enumerate(lines):
        page.drawString(40, 780 - 14 * row, line)


def scanned(page: Canvas) -> None:
    page.drawImage(SCAN, 0, 0, 595, 842)


def recognised(page: Canvas) -> None:
    scanned(page)
    text = page.beginText(40, 780)
    text.setTextRenderMode(3)
    text.textLines("\n".join(PROSE))
    page.drawText(text)


def buried(page: Canvas) -> None:
    prose(page)
    scanned(page)


def stamped(page: Canvas) -> None:
    scanned(page)
    page.drawString(40, 20, "Underskrevet digitalt, nøgle 4711")


def prose_and_scan(page: Canvas) -> None:
    prose(page)
    page.showPage()
    scanned(page)


def on_a_letterhead(page: Canvas) -> None:
    scanned(page)
    prose(page)


def shifted(page: Canvas) -> None:
    """Each letter twelve places on: such text a font without a text map gives."""
    prose(page, tuple(line.translate(CIPHER) for line in PROSE))


def names(page: Canvas) -> None:
    prose(page, ("Karl Nielsen, Tønnesvej 8", "Lone Holst, Byvej 3", "Per Friis, Engen 12", "Ida Krogh, Skovvej 1") * 8)


@pytest.mark.parametrize(
    ("paint", "verdict"),
    [
        (prose, TextLayer.FULL),
        (on_a_letterhead, TextLayer.FULL),
        (names, TextLayer.FULL),
        (scanned, TextLayer.NONE),
        (stamped, TextLayer.NONE),
        (prose_and_scan, TextLayer.PARTIAL),
        (recognised, TextLayer.OCR),
        (buried, TextLayer.OCR),
        (shifted, TextLayer.GARBLED),
    ],
)
def test_text_layer(draw, paint, verdict):
    assert extract_pages(draw(paint)).text_layer is verdict


def test_garbled_pages_are_told(draw):
    assert [(code, page) for code, _, page in extract_pages(draw(shifted)).doubts] == [("garbled_text", 1)]


def test_a_page_without_text_says_so(draw):
    pages = extract_pages(draw(prose_and_scan)).pages
    assert [page.has_text for page in pages] == [True, False]
