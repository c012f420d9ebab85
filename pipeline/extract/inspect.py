"""What a PDF hides from those who look at it, page by page: counted, never quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import Damaged
from pipeline.extract.geometry import Frame, page_frame
from pipeline.extract.glyphs import Faces, Glyphs
from pipeline.extract.marks import Rect
from pipeline.extract.unseen import unseen_characters

CHECKER = f"1.{pypdfium2.PDFIUM_INFO.build}"
"""The version of this check; to be raised when the same file would give another answer."""

_SILENT = frozenset(
    (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE,
     pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_SQUIGGLY)
)  # fmt: skip
"""Annotations that print no words of their own."""
_MOST_NOTES = 1_000  # of a page


@dataclass(frozen=True, slots=True)
class PageCheck:
    """Letters and digits of a page: all, those that are not seen, and those of them that someone meant to hide.

    `notes` are the places (points from the top left) of annotations that print something of their own, as comments,
    stamps and form fields do: their words are in no text that is read, and in every picture of the page.
    """

    page: int
    letters: int
    hidden: int = 0
    covered: int = 0
    notes: tuple[Rect, ...] = ()


def inspect_pages(data: bytes) -> list[PageCheck]:
    """Check every page of a PDF. Raises Damaged for one that pdfium cannot open or draw: it is not checked then."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise Damaged("The PDF cannot be drawn, so what it hides is not known.", stage="inspect")
    try:
        faces = Faces()
        return [_inspect(document, number, faces) for number in range(1, pdfium.FPDF_GetPageCount(document) + 1)]
    finally:
        pdfium.FPDF_CloseDocument(document)


def _inspect(document: Any, number: int, faces: Faces) -> PageCheck:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return PageCheck(number, 0)
    try:
        frame = page_frame(page)
        with Glyphs(page, frame, faces) as glyphs:
            unseen = unseen_characters(page, glyphs)
            letters, hidden, covered = (
                sum(glyphs.text[index].isalnum() for index in indices)
                for indices in (range(len(glyphs.text)), unseen.hidden, unseen.covered)
            )
        return PageCheck(number, letters, hidden, covered, tuple(_notes(page, frame)))
    finally:
        pdfium.FPDF_ClosePage(page)


def _notes(page: Any, frame: Frame) -> list[Rect]:
    rects = []
    rect = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        if pdfium.FPDFAnnot_GetSubtype(annotation) not in _SILENT and pdfium.FPDFAnnot_GetRect(annotation, rect):
            x0, top, x1, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            rects.append((round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return rects
