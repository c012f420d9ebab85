"""One page's characters as pdfium has them: the text in bulk, and box, size and face of single characters."""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

import pypdfium2.raw as pdfium

from pipeline.extract import bare
from pipeline.extract.geometry import Frame
from pipeline.extract.glyph_order import read_glyph_numbers

_BOLD_NAME = re.compile(r"bold|black|heavy|(?<![a-z])demi|(?-i:(?<=[a-z])Demi(?![a-z]))|[-,]bd", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
_FLAG_ITALIC = 1 << 6
_FLAG_FORCE_BOLD = 1 << 18
# The weight is reckoned from the stem width of the font file, which many printers get wrong: it counts only for fonts
# whose name says nothing ("F1", "TTE1C19890t00").
_NAMELESS = re.compile(r"[^a-z]*(?:[a-z]{1,2}[^a-z]+)*[a-z]{0,2}", re.ASCII)
_BOLD_WEIGHTS = range(700, 1001)
_STROKED_TOO = 2  # render mode "fill, then stroke": how a bold face that is not there is imitated
_INVISIBLE = 3
_LEVEL = 0.1  # slope of a scan's slightly slanting lines


Range = tuple[int, int]  # of characters: from the first to behind the last


class Widths(dict[str, float]):
    """The advance of each character of a font in em, asked of pdfium once. `font` must be open, or 0: no width."""

    font = 0
    _width = ctypes.c_float()
    _width_at = ctypes.addressof(_width)

    def __missing__(self, char: str) -> float:
        self._width.value = 0.0
        if self.font:
            bare.glyph_width(self.font, ord(char), 1000.0, self._width_at)
        width = self[char] = self._width.value / 1000
        return width


@dataclass(frozen=True, slots=True)
class Face:
    bold: bool
    italic: bool
    widths: Widths


class Faces(dict[tuple[bytes, int, int], Face]):
    """The faces of a document by the name, flags and weight of their fonts: pdfium's own fonts end with their page."""

    def of(self, font: int) -> Face:
        buffer = ctypes.create_string_buffer(256)
        bare.font_name(font, ctypes.addressof(buffer), 256)
        key = (buffer.value, bare.font_flags(font), bare.font_weight(font))
        face = self.get(key)
        if face is None:
            face = self[key] = _face(*key)
        face.widths.font = font
        return face


_NO_FACE = Face(False, False, Widths())


class Glyphs:
    """The characters of an open pdfium page. Use as a context manager; indices count the characters of `text`.

    Lengths and boxes are those of the upright page that `frame` makes.
    """

    def __init__(self, page: Any, frame: Frame, faces: Faces) -> None:
        self._page = page
        self.frame = frame
        self._faces = faces

    def turn(self, quarter_turns: int) -> None:
        """Turn the page clockwise: all boxes and sizes asked for from now on are those of the turned page."""
        self.frame = self.frame.turned(quarter_turns)
        self._boxes.clear()
        self._sizes.clear()

    def __enter__(self) -> Self:
        self._text_page = pdfium.FPDFText_LoadPage(self._page)
        self._handle = ctypes.c_void_p.from_param(bare.address(self._text_page))  # as an argument, made once
        count = max(0, pdfium.FPDFText_CountChars(self._text_page)) if self._text_page else 0
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._text_page, 0, count, buffer) - 1 if count else 0
        self.text = _decode(buffer, count) if written == count else self._spelled(count)
        doubles, floats = (ctypes.c_double * 4)(), (ctypes.c_float * 6)()
        self._slots = [ctypes.byref(doubles, offset) for offset in (0, 8, 16, 24)]
        self._matrix_slot = ctypes.byref(floats)
        # Read out by a view of them at half the cost.
        self._doubles, self._matrix = memoryview(doubles).cast("B").cast("d"), memoryview(floats).cast("B").cast("f")
        self._fonts: dict[int, Face] = {}
        self._drawn_in: dict[int, Face] = {}  # by text object, as the next
        self._bold: dict[int, bool] = {}
        self._sources: dict[int, int] = {}  # by character
        self._boxes: dict[int, tuple[float, float, float, float]] = {}
        self._sizes: dict[int, tuple[float, int | None]] = {}
        return self

    def blank(self, indices: Collection[int]) -> None:
        """Take these characters for spaces."""
        letters = list(self.text)
        for index in indices:
            letters[index] = " "
        self.text = "".join(letters)

    def __exit__(self, *_: object) -> None:
        if self._text_page:
            pdfium.FPDFText_ClosePage(self._text_page)

    def _spelled(self, count: int) -> str:
        """The text character by character, where pdfium leaves out those it takes for none."""
        codes = [bare.char_unicode(self._handle, index) for index in range(count)]
        text = [chr(code) if code <= sys.maxunicode else "\ufffd" for code in codes]
        unmapped = [index for index in range(count) if bare.char_unmapped(self._handle, index) == 1]
        read = read_glyph_numbers([codes[index] for index in unmapped])
        for index, char in zip(unmapped, read or "", strict=False):
            text[index] = char
        return "".join(text)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """(x0, top, x1, bottom) of the ink of one character."""
        box = self._boxes.get(index)
        if box is None:
            first, second, third, fourth = self._slots
            bare.char_box(self._handle, index, first, second, third, fourth)
            left, right, bottom, top = self._doubles.tolist()
            frame = self.frame
            if frame.turns:
                box = frame.box(left, bottom, right, top)
            else:  # as there, without the call
                box = left - frame.left, frame.top - top, right - frame.left, frame.top - bottom
            self._boxes[index] = box
        return box

    def baseline(self, index: int) -> float:
        """How far below the top of the page the pen stands at one character."""
        bare.char_origin(self._handle, index, self._slots[0], self._slots[1])
        x, y, _, _ = self._doubles.tolist()
        frame = self.frame
        return frame.point(x, y)[1] if frame.turns else frame.top - y

    def size(self, index: int) -> tuple[float, int | None]:
        """The size of one character in points, and the quarter turns (clockwise) its line runs from left to right.

        None stands for a slanting line.
        """
        known = self._sizes.get(index)
        if known is None:
            bare.char_matrix(self._handle, index, self._matrix_slot)
            a, b, c, d, _, _ = self._matrix.tolist()
            turns: int | None
            if a > 0 and abs(b) < _LEVEL * a:
                turns = self.frame.turns
            elif a < 0 and abs(b) < -_LEVEL * a:
                turns = (2 + self.frame.turns) % 4
            elif abs(a) < _LEVEL * abs(b):
                turns = ((3 if b > 0 else 1) + self.frame.turns) % 4
            else:
                turns = None
            size = bare.char_size(self._handle, index) * (math.hypot(c, d) if c else abs(d))
            known = self._sizes[index] = size, turns
        return known

    def source(self, index: int) -> int:
        """The text object that draws one character: equal numbers, equal objects. 0 for a space pdfium added."""
        source = self._sources.get(index)
        if source is None:
            source = self._sources[index] = bare.char_object(self._handle, index) or 0
        return source

    def bold(self, source: int) -> bool:
        bold = self._bold.get(source)
        if bold is None:
            bold = self._bold[source] = self.face(source).bold or bare.text_mode(source) == _STROKED_TOO
        return bold

    def invisible(self, source: int) -> bool:
        """Whether a text object is drawn without ink, as the recognised text of a scan is."""
        return bool(bare.text_mode(source) == _INVISIBLE)

    def face(self, source: int) -> Face:
        face = self._drawn_in.get(source)
        if face is None:
            font = bare.text_font(source)
            face = self._fonts.get(font) if font else _NO_FACE
            if face is None:
                face = self._fonts[font] = self._faces.of(font)
            self._drawn_in[source] = face
        return face


def _face(raw_name: bytes, flags: int, weight: int) -> Face:
    name = raw_name.decode("utf-8", "replace")
    bold, italic = named_face(name)
    nameless = _NAMELESS.fullmatch(name.rpartition("+")[2])
    bold = bold or bool(flags & _FLAG_FORCE_BOLD) or bool(nameless and weight in _BOLD_WEIGHTS)
    return Face(bold, italic or bool(flags & _FLAG_ITALIC), Widths())


def named_face(name: str) -> tuple[bool, bool]:
    """(bold, italic) as far as the name of a font tells."""
    name = name.rpartition("+")[2]  # the tag of a subset might spell "BOLD"
    return bool(_BOLD_NAME.search(name)), bool(_ITALIC_NAME.search(name))


def _decode(buffer: ctypes.Array[ctypes.c_ushort], length: int) -> str:
    """One Python character for each UTF-16 unit, so that indices stay those of pdfium."""
    text = bytes(buffer)[: 2 * length].decode("utf-16-le", "surrogatepass")
    return text if len(text) == length else "".join(map(chr, buffer[:length]))
