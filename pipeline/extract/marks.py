"""What is drawn on a page besides text: ruling lines, filled boxes, and how much of it images cover."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.extract import bare
from pipeline.extract.geometry import Frame
from pipeline.extract.replaced import Replacements

MAX_OBJECTS = 20_000
MAX_RULINGS = 1_500  # each way; the table finder compares them pairwise
COVERING = 0.6  # share of a page from which an image makes it a scan
_MAX_SEGMENTS = 2_000  # of one path
_FEW_SEGMENTS = 120  # of a path that draws a dot
_MAX_DEPTH = 8  # of forms within forms
_THIN = 3.0  # points: a rectangle as thin is a line
_SHORT = 3.0  # points: nothing so short is a ruling
_DOT = (2.0, 7.0)  # points: the width of a bullet
_SQUARE = 0.75  # of the longer side, at least
_WHITE = 245
_DARK = 80

Matrix = tuple[float, float, float, float, float, float]
Rect = tuple[float, float, float, float]  # x0, top, x1, bottom
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Marks:
    """`across` and `down` are ruling lines, `dark` boxes filled with a dark colour, `dots` small filled shapes as
    high as wide (browsers draw bullets so), all (x0, top, x1, bottom).

    `image_area` is in square points, images that overlap counted each.
    """

    across: list[Rect] = field(default_factory=list)
    down: list[Rect] = field(default_factory=list)
    dark: list[Rect] = field(default_factory=list)
    dots: list[Rect] = field(default_factory=list)
    image_area: float = 0.0
    objects: int = 0
    texts: int = 0  # text objects
    buried: int = 0  # those of them that an image covering the page is drawn over
    replaced: Replacements = field(default_factory=Replacements)

    @property
    def crowded(self) -> bool:
        """Whether the page is a drawing: it has more objects or rulings than are looked through."""
        return self.objects > MAX_OBJECTS or len(self.across) > MAX_RULINGS or len(self.down) > MAX_RULINGS

    def with_walls(self, walls: list[Rect]) -> Marks:
        """As if rulings stood there as well."""
        return replace(self, down=self.down + walls) if walls else self


def page_marks(page: Any, frame: Frame) -> Marks:
    """Walk the objects of an open page, into the forms it uses, up to MAX_OBJECTS."""
    walk = _Walk(frame)
    handle = bare.address(page)
    walk.visit(bare.page_count(handle), partial(bare.page_object, ctypes.c_void_p(handle)), _IDENTITY, 0)
    return walk.marks


class _Walk:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.marks = Marks()
        self._floats = (ctypes.c_float * 6)()
        at = ctypes.addressof(self._floats)
        self._slots = (at, at + 4, at + 8, at + 12)
        self._ints = (ctypes.c_uint * 4)()
        at = ctypes.addressof(self._ints)
        self._int_slots = (at, at + 4, at + 8, at + 12)

    def visit(self, count: int, get: Callable[[int], int], matrix: Matrix, depth: int) -> None:
        marks, object_type, text = self.marks, bare.object_type, pdfium.FPDF_PAGEOBJ_TEXT
        object_marks, see = bare.object_marks, marks.replaced.see
        marks.objects += count
        for index in range(min(count, MAX_OBJECTS)):
            handle = get(index)
            kind = object_type(handle)
            if kind == text:
                marks.texts += 1
                if within := object_marks(handle):
                    see(handle, within)
                continue
            if marks.crowded:
                return
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(handle, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                x0, top, x1, bottom = self._bounds(handle, matrix)
                area = max(0.0, x1 - x0) * max(0.0, bottom - top)
                marks.image_area += area
                if area > COVERING * self.frame.size[0] * self.frame.size[1]:
                    marks.buried = marks.texts
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                inner = _product(self._matrix(handle), matrix)
                self.visit(bare.form_count(handle), partial(bare.form_object, handle), inner, depth + 1)

    def _matrix(self, handle: int) -> Matrix:
        if not bare.object_matrix(handle, self._slots[0]):
            return _IDENTITY
        a, b, c, d, e, f = self._floats[:]
        return a, b, c, d, e, f

    def _bounds(self, handle: int, matrix: Matrix) -> Rect:
        """The bounds of an object, cut to the page."""
        if not bare.object_bounds(handle, *self._slots):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = self._floats[:4]
        return self._rect(left, bottom, right, top, matrix)

    def _rect(self, left: float, bottom: float, right: float, top: float, matrix: Matrix) -> Rect:
        if matrix is not _IDENTITY:
            (left, bottom), (right, top) = _moved(left, bottom, matrix), _moved(right, top, matrix)
        x0, y0, x1, y1 = self.frame.box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        width, height = self.frame.size
        return max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)

    def _path(self, handle: int, matrix: Matrix) -> None:
        bare.path_draw_mode(handle, self._int_slots[0], self._int_slots[1])
        filled, stroked = self._ints[0], self._ints[1]
        if filled:
            if not bare.object_fill(handle, *self._int_slots):
                return
            *colour, alpha = self._ints[:]
            if not stroked and (min(colour) >= _WHITE or alpha == 0):
                return
            dark = max(colour) <= _DARK and alpha > 200
        elif not stroked:
            return
        else:
            dark = False
        segments = bare.path_count(handle)
        if filled and segments <= _FEW_SEGMENTS and _is_dot(bounds := self._bounds(handle, matrix)):
            self.marks.dots.append(bounds)
        elif segments <= 5:
            self._add(self._bounds(handle, matrix), dark)
        elif segments <= _MAX_SEGMENTS:
            for points in self._subpaths(handle, segments):
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._add(self._rect(min(xs), min(ys), max(xs), max(ys), matrix), dark)

    def _subpaths(self, handle: int, segments: int) -> Iterator[list[tuple[float, float]]]:
        """The straight pieces of a path, in the coordinates of what holds it. Curves are left out."""
        own = self._matrix(handle)
        points: list[tuple[float, float]] = []
        for index in range(segments):
            segment = bare.path_segment(handle, index)
            kind = bare.segment_type(segment)
            bare.segment_point(segment, self._slots[0], self._slots[1])
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points
                points = []
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                points = []
                continue
            points.append(_moved(self._floats[0], self._floats[1], own))
        if len(points) > 1:
            yield points

    def _add(self, rect: Rect, dark: bool) -> None:
        x0, top, x1, bottom = rect
        width, height = x1 - x0, bottom - top
        if width < 0 or height < 0:
            return  # off the page
        if height <= _THIN:
            if width > _SHORT:
                self.marks.across.append((x0, (top + bottom) / 2, x1, (top + bottom) / 2))
        elif width <= _THIN:
            self.marks.down.append(((x0 + x1) / 2, top, (x0 + x1) / 2, bottom))
        else:
            self.marks.across += [(x0, top, x1, top), (x0, bottom, x1, bottom)]
            self.marks.down += [(x0, top, x0, bottom), (x1, top, x1, bottom)]
            if dark:
                self.marks.dark.append(rect)


def _is_dot(rect: Rect) -> bool:
    sides = sorted((rect[2] - rect[0], rect[3] - rect[1]))
    return _DOT[0] <= sides[0] and sides[1] <= _DOT[1] and sides[0] >= _SQUARE * sides[1]


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does `first`, then `second`."""
    (a, b, c, d, e, f), (p, q, r, s, t, u) = first, second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
