"""Fonts embedded by glyph number without a map to letters."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import reportlab

from pipeline.extract import extract_pages
from pipeline.extract.glyph_order import read_glyph_numbers

SENTENCE = "Anden afstemning var omkring den tekniske løsning på Ærø"


@pytest.fixture
def unmapped() -> bytes:
    """A PDF whose only font, in the Macintosh glyph order, has lost its text map."""
    pdf = pypdfium2.PdfDocument.new()
    page = pdf.new_page(595, 842)
    vera = (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes()
    data = (ctypes.c_ubyte * len(vera)).from_buffer_copy(vera)
    font = pdfium.FPDFText_LoadFont(pdf.raw, data, len(vera), pdfium.FPDF_FONT_TRUETYPE, 1)
    text = pdfium.FPDFPageObj_CreateTextObj(pdf.raw, font, 12)
    wide = (SENTENCE + "\0").encode("utf-16-le")
    pdfium.FPDFText_SetText(text, (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide))
    pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 72, 700)
    pdfium.FPDFPage_InsertObject(page.raw, text)
    pdfium.FPDFPage_GenerateContent(page.raw)
    out = io.BytesIO()
    pdf.save(out)
    mapped = out.getvalue()
    assert b"/ToUnicode" in mapped
    return mapped.replace(b"/ToUnicode", b"/NoUnicode")


def test_glyph_numbers_are_read(unmapped):
    (line,) = extract_pages(unmapped).pages[0].lines
    assert line.text == SENTENCE
    assert line.x0 == pytest.approx(72, abs=1)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([36, 81, 71, 72, 81, 3, 79, 161, 86, 81, 76, 81, 74, 17], "Anden løsning."),
        ([7, 18, 9, 34, 30, 41, 7, 30, 32, 34], None),
        ([47, 48, 49, 51, 53, 54, 55, 3, 48, 49], None),
        ([36, 900, 81], None),
    ],
)
def test_read_glyph_numbers(numbers, text):
    assert read_glyph_numbers(numbers) == text
