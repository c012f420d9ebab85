"""A PDF file to `Pages`."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.errors import Damaged, EmptyFile, Encrypted, NoPages, NotAPdf
from pipeline.extract.geometry import page_frame
from pipeline.extract.glyphs import Glyphs, Range
from pipeline.extract.lines import page_lines, printed_ranges
from pipeline.extract.links import page_links
from pipeline.extract.marks import Marks, page_marks
from pipeline.extract.order import in_reading_order
from pipeline.extract.tables import find_grids, read_table
from pipeline.extract.verdict import PageText, is_garbled, text_layer
from pipeline.page import Line, Page, Pages, Table

Doubt = tuple[str, str, int | None]  # issue code, message, page


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
        pages, texts, doubts = zip(*(_read_page(document, number) for number in range(1, count + 1)), strict=True)
    finally:
        pdfium.FPDF_CloseDocument(document)
    return Pages(pages, text_layer(texts), tuple(chain.from_iterable(doubts)))


def _read_page(document: Any, number: int) -> tuple[Page, PageText, list[Doubt]]:
    handle = pdfium.FPDF_LoadPage(document, number - 1)
    if not handle:
        raise Damaged(f"Page {number} cannot be read.")
    doubts: list[Doubt] = []
    try:
        with Glyphs(handle, page_frame(handle)) as glyphs:
            ranges = printed_ranges(glyphs)
            frame = glyphs.frame
            marks = page_marks(handle, frame)
            lines = in_reading_order(page_lines(glyphs, ranges, marks.down, number), marks)
            tables: list[Table] = []
            if marks.crowded:
                doubts.append(("tables_skipped", "Siden er en tegning; tabeller på den er ikke læst.", number))
            else:
                tables = list(filter(None, (read_table(glyphs, grid, ranges, number) for grid in find_grids(marks))))
            links = tuple(page_links(document, handle, frame))
            text = _page_text(glyphs, lines, ranges, marks)
    finally:
        pdfium.FPDF_ClosePage(handle)
    if text.garbled:
        doubts.append(("garbled_text", "Sidens tekst kan ses, men ikke læses af et program.", number))
    page = Page(number, *frame.size, tuple(lines), tuple(tables), links, has_text=text.letters > 0)
    return page, text, doubts


def _page_text(glyphs: Glyphs, lines: list[Line], ranges: list[Range], marks: Marks) -> PageText:
    width, height = glyphs.frame.size
    covered = marks.image_area / max(1.0, width * height)
    invisible = sum(glyphs.invisible(glyphs.source(start)) for start, _ in ranges) if covered > 0 else 0
    letters = sum(len(line.text) for line in lines)
    hidden = 2 * invisible > len(ranges) or 2 * marks.buried > marks.texts
    return PageText(letters, is_garbled(glyphs.text), hidden, covered)
