"""From a PDF page's own coordinates to the upright, cropped page with its origin at the top left."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2.raw as pdfium

A4 = (595.0, 842.0)  # points; stands in for the size of a page that does not tell


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in its own coordinates, and the quarter turns (clockwise) that set it upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self.turns:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """(x0, top, x1, bottom) on the upright page of a rectangle in page coordinates."""
        if not self.turns:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        (xa, ya), (xb, yb) = self.point(left, bottom), self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def turned(self, quarter_turns: int) -> Frame:
        return Frame(self.left, self.bottom, self.right, self.top, (self.turns + quarter_turns) % 4)


def page_frame(page: object) -> Frame:
    """The frame of an open pdfium page: its crop box within its media box, and its rotation."""
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, rect) or not rect.right > rect.left or not rect.top > rect.bottom:
        rect = pdfium.FS_RECTF(left=0, bottom=0, right=A4[0], top=A4[1])
    return Frame(rect.left, rect.bottom, rect.right, rect.top, pdfium.FPDFPage_GetRotation(page) % 4)
