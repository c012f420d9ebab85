"""One page's characters as pdfium has them: the text in bulk, and box, size and style of single characters."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_BOLD_NAME = re.compile(r"bold|black|heavy|(?<![a-z])demi|[-,]bd", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
_FLAG_ITALIC = 1 << 6
_FLAG_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600
_FILL_AND_STROKE = 2
INVISIBLE = 3


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is set: its size in points on the page, and its face."""

    size: float
    bold: bool
    italic: bool
    upright: bool  # the text runs from left to right on the page as pdfium has it, before the page's own rotation
    direction: tuple[float, float]


class Glyphs:
    """The characters of an open pdfium page. Use as a context manager; indices count UTF-16 units of `text`."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def __enter__(self) -> Glyphs:
        self._handle = pdfium.FPDFText_LoadPage(self._page)
        count = max(0, pdfium.FPDFText_CountChars(self._handle))
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._handle, 0, count, buffer) - 1 if count else 0
        self.text = _decode(buffer, max(0, written))
        self._same_indices = written == count
        self._box = [ctypes.c_double() for _ in range(4)]
        self._box_refs = [ctypes.byref(value) for value in self._box]
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._faces: dict[tuple[bytes, int, int], tuple[bool, bool]] = {}
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDFText_ClosePage(self._handle)

    def _char(self, index: int) -> int:
        if self._same_indices:
            return index
        return max(0, int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._handle, index)))

    def box(self, index: int) -> tuple[float, float, float, float]:
        """(left, right, bottom, top) of the ink of one character, in page coordinates."""
        pdfium.FPDFText_GetCharBox(self._handle, self._char(index), *self._box_refs)
        left, right, bottom, top = self._box
        return left.value, right.value, bottom.value, top.value

    def baseline(self, index: int) -> tuple[float, float]:
        """Where the pen stands at one character, in page coordinates."""
        x, y = self._box[0], self._box[1]
        pdfium.FPDFText_GetCharOrigin(self._handle, self._char(index), self._box_refs[0], self._box_refs[1])
        return x.value, y.value

    def style(self, index: int) -> Style:
        char = self._char(index)
        size = pdfium.FPDFText_GetFontSize(self._handle, char)
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._handle, char, matrix)
        bold, italic = self._face(char)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = abs(size) * (abs(d) if not c else math.hypot(c, d))
        return Style(size, bold, italic, a > 0 and not b, (a, b))

    def bold(self, index: int) -> bool:
        return self._face(self._char(index))[0]

    def render_mode(self, index: int) -> int:
        return int(pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(self._handle, self._char(index))))

    def _face(self, char: int) -> tuple[bool, bool]:
        """(bold, italic) of one character."""
        pdfium.FPDFText_GetFontInfo(self._handle, char, self._name, 256, self._flags)
        weight = pdfium.FPDFText_GetFontWeight(self._handle, char)
        key = (self._name.value, self._flags.value, weight)
        face = self._faces.get(key)
        if face is None:
            name = key[0].decode("utf-8", "replace").partition("+")[2] or key[0].decode("utf-8", "replace")
            bold = weight >= _BOLD_WEIGHT or bool(key[1] & _FLAG_FORCE_BOLD) or bool(_BOLD_NAME.search(name))
            face = self._faces[key] = bold, bool(key[1] & _FLAG_ITALIC) or bool(_ITALIC_NAME.search(name))
        return face


def _decode(buffer: ctypes.Array[ctypes.c_ushort], length: int) -> str:
    """One Python character for each UTF-16 unit, so that indices stay those of pdfium."""
    raw = bytes(buffer)[: 2 * length]
    text = raw.decode("utf-16-le", "surrogatepass")
    return text if len(text) == length else "".join(map(chr, buffer[:length]))
