"""The characters of a page that a reader of the printed page does not see.

The page is rendered twice, with its text and without: a character whose box is the same both times leaves no ink. This
finds text under boxes, images and annotations, white and clipped text, text off the page, in invisible mode and on
hidden layers alike, whatever the file says of it. The idea of asking the rendering is that of the detectors of bad
redactions (Free Law Project's x-ray compares the pixels of a drawn rectangle); rendering twice also finds what is
hidden without one, and is not misled by the picture that lies over a text.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from pipeline.extract.glyphs import Glyphs
from pipeline.extract.marks import Rect, page_marks
from pipeline.extract.rendering import WHITE, Pixels, drawn_objects, page_scale, render_grey, without

DOTS = 120.0  # an inch
INK = 16  # grey levels that a pixel must change to be ink
NARROW = 3.0  # pixels: as a letter "l"
THIN = 0.15  # share of a character's box that has ink: with less, its own ink is looked at
LEFT_OVER = 0.35  # of a character's own ink: with less to be seen, it is covered
PICTURED = 60  # grey levels between the lightest and darkest pixel of a picture where it shows a character
SCANNED = 0.5  # share of a page that images cover, from which its text may be the reading of a scan
TINY = 2.0  # points: no one reads a smaller letter
MOST_ALONE = 40  # text objects of a page that are taken out one by one

Ints = NDArray[numpy.integer[Any]]


@dataclass(frozen=True, slots=True)
class Unseen:
    """Indices into the characters of a page. `covered` are those of `hidden` that something is drawn over, or that a
    redaction is planned for: there someone meant to hide them."""

    hidden: frozenset[int] = frozenset()
    covered: frozenset[int] = frozenset()


def unseen_characters(page: Any, glyphs: Glyphs) -> Unseen:
    """The unseen characters of an open page whose `glyphs` have not been turned yet."""
    indices = [index for index, char in enumerate(glyphs.text) if not char.isspace() and glyphs.source(index)]
    if not indices:
        return Unseen()
    boxes = [glyphs.box(index) for index in indices]
    sheet = _Sheet(page, glyphs.frame.size, boxes)
    texts, others = drawn_objects(page)
    with without(texts):
        bare_page = sheet.render()
    whole = sheet.render()
    seen = sheet.ink(whole, bare_page)
    own = seen
    suspect = seen < THIN * sheet.areas
    if suspect.any():
        with without(others):  # what each letter would print were it alone
            own = sheet.ink(sheet.render(annotations=False), None)
    hidden = (seen == 0) | (suspect & (own > 0) & (seen < LEFT_OVER * own))
    covered = hidden & (own > 0)
    for source, members in _overlapped(glyphs, indices, sheet):
        with without([source]):
            alone = sheet.ink(whole, sheet.render())
        for member in members:
            hidden[member] = hidden[member] or alone[member] == 0
    hidden |= numpy.array([glyphs.size(index)[0] < TINY for index in indices])
    if hidden.any() and page_marks(page, glyphs.frame).image_area > SCANNED * math.prod(glyphs.frame.size):
        hidden &= ~_pictured(glyphs.text, indices, sheet.contrast(bare_page))
    planned = _planned_redactions(page, glyphs)
    marked = numpy.array([any(_holds(rect, box) for rect in planned) for box in boxes])
    hidden, covered = hidden | marked, (covered & hidden) | marked
    return Unseen(
        frozenset(index for index, flag in zip(indices, hidden, strict=True) if flag),
        frozenset(index for index, flag in zip(indices, covered, strict=True) if flag),
    )


class _Sheet:
    """A page's pixels, asked about the boxes of its characters."""

    def __init__(self, page: Any, size: tuple[float, float], boxes: list[Rect]) -> None:
        self.page, self.size, self.scale = page, size, page_scale(size, DOTS)
        self.height, self.width = max(1, round(size[1] * self.scale)), max(1, round(size[0] * self.scale))
        edges = numpy.array(boxes) * self.scale
        # Neighbours share the pixels at their edges; only what is hardly wider than a pixel keeps those.
        inset = numpy.where(edges[:, 2:] - edges[:, :2] < NARROW, -0.25, 0.25)
        low, high = numpy.floor(edges[:, :2] + inset), numpy.ceil(edges[:, 2:] - inset)
        limits = numpy.array([self.width, self.height])
        low, high = numpy.clip(low, 0, limits), numpy.clip(high, 0, limits)
        self.x0, self.y0 = low[:, 0].astype(int), low[:, 1].astype(int)
        self.x1, self.y1 = high[:, 0].astype(int), high[:, 1].astype(int)
        self.corners = list(zip(*(side.tolist() for side in (self.x0, self.y0, self.x1, self.y1)), strict=True))
        self.areas: Ints = (self.x1 - self.x0) * (self.y1 - self.y0)

    def render(self, *, annotations: bool = True) -> Pixels:
        return render_grey(self.page, self.size, self.scale, annotations=annotations)

    def ink(self, one: Pixels, other: Pixels | None) -> Ints:
        """How many pixels of each box differ in the two pictures; without the other one, from white."""
        changed = numpy.abs(one - (WHITE if other is None else other)) >= INK
        count = numpy.count_nonzero
        counts = numpy.array([count(changed[y0:y1, x0:x1]) for x0, y0, x1, y1 in self.corners])
        return counts

    def crossings(self) -> set[tuple[int, int]]:
        """Which box's middle lies in which other box, as far as the first or the last drawn over it tells."""
        found: set[tuple[int, int]] = set()
        middle = (self.y0 + self.y1) // 2, (self.x0 + self.x1) // 2
        inside = (middle[0] < self.height) & (middle[1] < self.width)
        places = numpy.flatnonzero(inside & (self.areas > 0))
        for order in (places, places[::-1]):
            owner = numpy.full((self.height, self.width), -1, dtype=numpy.int32)
            for place in order.tolist():
                x0, y0, x1, y1 = self.corners[place]
                owner[y0:y1, x0:x1] = place
            others = owner[middle[0][places], middle[1][places]]
            crossed = (others >= 0) & (others != places)
            found.update(zip(places[crossed].tolist(), others[crossed].tolist(), strict=True))
        return found

    def contrast(self, picture: Pixels) -> Ints:
        """The grey levels between the lightest and the darkest pixel in and right beside each box."""
        found = []
        for x0, y0, x1, y1 in self.corners:
            part = picture[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1]
            found.append(int(part.max() - part.min()) if part.size else 0)
        return numpy.array(found)


def _pictured(text: str, indices: list[int], contrast: Ints) -> NDArray[numpy.bool_]:
    """Which characters a picture shows: those of the lines for most of which it has both light and dark.

    The boxes of recognised text lie beside the letters now and then, so a line is judged as a whole.
    """
    lines: dict[int, list[int]] = defaultdict(list)
    line, last = 0, 0
    for place, index in enumerate(indices):
        line += any(char in "\r\n" for char in text[last:index])
        last = index
        lines[line].append(place)
    shown = numpy.zeros(len(indices), dtype=bool)
    for places in lines.values():
        if 2 * (contrast[places] >= PICTURED).sum() > len(places):
            shown[places] = True
    return shown


def _overlapped(glyphs: Glyphs, indices: list[int], sheet: _Sheet) -> Iterator[tuple[int, list[int]]]:
    """The text objects of which characters lie under or over other characters, with the places of these.

    There the ink may be another text's. The same letter printed twice, as imitated bold is, does not count.
    """
    found: dict[int, list[int]] = defaultdict(list)
    for place, other in sheet.crossings():
        source = glyphs.source(indices[place])
        if glyphs.text[indices[place]] != glyphs.text[indices[other]] and source != glyphs.source(indices[other]):
            found[source].append(place)
    yield from list(found.items())[:MOST_ALONE]


def _planned_redactions(page: Any, glyphs: Glyphs) -> list[Rect]:
    """The rectangles of redactions that were marked in an editor and never carried out."""
    rects = []
    rect = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        if subtype == pdfium.FPDF_ANNOT_REDACT and pdfium.FPDFAnnot_GetRect(annotation, rect):
            rects.append(glyphs.frame.box(rect.left, rect.bottom, rect.right, rect.top))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return rects


def _holds(rect: Rect, box: Rect) -> bool:
    """Whether the middle of `box` lies in `rect`."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]
