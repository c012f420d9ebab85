"""A PDF file to `Pages`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.errors import Damaged, EmptyFile, Encrypted, NoPages, NotAPdf
from pipeline.extract.geometry import page_frame
from pipeline.extract.glyphs import Glyphs
from pipeline.extract.lines import page_lines, printed_ranges
from pipeline.extract.marks import page_marks
from pipeline.extract.order import in_reading_order
from pipeline.extract.tables import find_grids, read_table
from pipeline.page import Page, Pages, TextLayer


def extract_pages(source: bytes | Path) -> Pages:
    """The pages of a PDF with lines, tables and links.

    Raises a DocumentError: EmptyFile, NotAPdf, Damaged, Encrypted or NoPages.
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    if not data.strip(b"\0\t\n\f\r "):
        raise EmptyFile("The file is empty.")
    start = data.find(b"%PDF-")
    if start < 0:
        raise NotAPdf("No PDF header in the file.")
    data = data[start:]
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Encrypted("The file asks for a password.")
        raise Damaged("The PDF cannot be opened.")
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count <= 0:
            raise NoPages("The PDF has no pages.")
        pages = tuple(_read_page(document, number) for number in range(1, count + 1))
    finally:
        pdfium.FPDF_CloseDocument(document)
    return Pages(pages, TextLayer.FULL if any(page.has_text for page in pages) else TextLayer.NONE)


def _read_page(document: Any, number: int) -> Page:
    handle = pdfium.FPDF_LoadPage(document, number - 1)
    if not handle:
        raise Damaged(f"Page {number} cannot be read.")
    try:
        with Glyphs(handle, page_frame(handle)) as glyphs:
            ranges = printed_ranges(glyphs)
            frame = glyphs.frame
            marks = page_marks(handle, frame)
            lines = in_reading_order(page_lines(glyphs, ranges, marks.down, number), marks)
            tables = [read_table(glyphs, grid, ranges, number) for grid in find_grids(marks)]
    finally:
        pdfium.FPDF_ClosePage(handle)
    return Page(number, *frame.size, tuple(lines), tuple(filter(None, tables)), has_text=bool(lines))
