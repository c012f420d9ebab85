"""One page of an open PDF to a `Page`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium
from msgspec import structs

from pipeline.extract.drawn_bullets import with_bullets
from pipeline.extract.geometry import A4, page_frame
from pipeline.extract.glyphs import Faces, Glyphs, Range
from pipeline.extract.lines import page_lines, printed_ranges
from pipeline.extract.links import page_links
from pipeline.extract.marks import Marks, page_marks
from pipeline.extract.order import in_reading_order
from pipeline.extract.replaced import not_drawn
from pipeline.extract.second import SecondOpinion
from pipeline.extract.tables import find_grids, read_table
from pipeline.extract.unseen import unseen_characters
from pipeline.extract.verdict import PageText, is_garbled
from pipeline.page import Line, Page, Table

MAX_LINES = 5_000  # of a page; beyond, the rest is left out with a doubt
_FEW = 0.25  # characters for each text object: so few say that most of the text came out as nothing
_WORTH_ASKING = 20  # characters that come out as nothing readable, before the slow second opinion is asked

Doubt = tuple[str, str, int | None]  # issue code, message, page


def read_page(
    document: Any, number: int, faces: Faces, second: SecondOpinion, printed_only: bool = False
) -> tuple[Page, PageText, list[Doubt]]:
    """The page, what the verdict on the text layer needs to know of it, and doubts."""
    handle = pdfium.FPDF_LoadPage(document, number - 1)
    if not handle:
        return _unreadable(document, number, None if printed_only else second)
    try:
        page, text, doubts, objects = _read(document, handle, number, faces, printed_only)
    finally:
        pdfium.FPDF_ClosePage(handle)
    if text.unread:
        lines, told = second.lines(number, objects.objects)
        doubts += told
        if lines and not printed_only:  # what pdfium cannot read cannot be looked up in its picture of the page
            page = structs.replace(page, lines=tuple(lines), has_text=True)
            text = replace(text, letters=sum(len(line.text) for line in lines), garbled=False)
    if objects.replaced.words and not printed_only:
        doubts += _compared(objects, number, second)
    if text.garbled:
        doubts.append(("garbled_text", "Sidens tekst kan ses, men ikke læses af et program.", number))
    return page, text, doubts


def _compared(marks: Marks, number: int, second: SecondOpinion) -> list[Doubt]:
    """A doubt where the words that the page says it has are not those that the other engine reads on it."""
    drawn = second.drawn(number, marks.objects)
    if drawn is None:
        return [("engines_not_compared", "Siden angiver anden tekst, end den tegner; de er ikke sammenlignet.", number)]
    others = not_drawn(marks.replaced.words, drawn)
    if not others:
        return []
    return [("engines_disagree", f"To læsere er uenige om {len(others)} af sidens ord: se den trykte side.", number)]


def _unreadable(document: Any, number: int, second: SecondOpinion | None) -> tuple[Page, PageText, list[Doubt]]:
    """A page that pdfium cannot load: what pdfplumber makes of it, if the two count the same pages."""
    lines = second.lines_of(number, pdfium.FPDF_GetPageCount(document)) if second else []
    said = "den er læst med en nødløsning, og tabeller og links er ikke med" if lines else "den kan ikke læses"
    doubt = ("page_repaired" if lines else "page_unreadable", f"Siden er beskadiget; {said}.", number)
    text = PageText(sum(len(line.text) for line in lines))
    return Page(number, *A4, tuple(lines), has_text=bool(lines)), text, [doubt]


def _read(
    document: Any, handle: Any, number: int, faces: Faces, printed_only: bool
) -> tuple[Page, PageText, list[Doubt], Marks]:
    doubts: list[Doubt] = []
    with Glyphs(handle, page_frame(handle), faces) as glyphs:
        if printed_only:
            glyphs.blank(unseen_characters(handle, glyphs).hidden)
        ranges = printed_ranges(glyphs)
        if len(ranges) > MAX_LINES:
            doubts.append(("page_cut", f"Siden har {len(ranges)} linjer; kun de første {MAX_LINES} er læst.", number))
            ranges = ranges[:MAX_LINES]
        marks = page_marks(handle, glyphs.frame)
        if marks.crowded:
            doubts.append(("tables_skipped", "Siden er en tegning; tabeller på den er ikke læst.", number))
            marks = replace(marks, across=[], down=[], dark=[])
        lines, seams = page_lines(glyphs, ranges, marks.down, number)
        lines = in_reading_order(with_bullets(lines, marks.dots), marks.with_walls(seams))
        tables = _tables(glyphs, ranges, marks, number)
        links = tuple(page_links(document, handle, glyphs.frame))
        text = _page_text(glyphs, lines, ranges, marks)
    return Page(number, *glyphs.frame.size, tuple(lines), tables, links, bool(lines)), text, doubts, marks


def _tables(glyphs: Glyphs, ranges: list[Range], marks: Marks, number: int) -> tuple[Table, ...]:
    tables = (read_table(glyphs, grid, ranges, number) for grid in find_grids(marks))
    return tuple(table for table in tables if table)


def _page_text(glyphs: Glyphs, lines: list[Line], ranges: list[Range], marks: Marks) -> PageText:
    width, height = glyphs.frame.size
    covered = marks.image_area / max(1.0, width * height)
    invisible = sum(glyphs.invisible(glyphs.source(start)) for start, _ in ranges) if covered > 0 else 0
    hidden = 2 * invisible > len(ranges) or 2 * marks.buried > marks.texts
    garbled = is_garbled(glyphs.text)
    nothing = garbled or (bool(marks.texts) and not lines and not glyphs.text.isspace())
    few = marks.texts > _WORTH_ASKING and len(glyphs.text) < _FEW * marks.texts
    unread = few or (nothing and not 0 < len(glyphs.text) < _WORTH_ASKING)
    return PageText(sum([len(line.text) for line in lines]), garbled, unread, hidden, covered)
