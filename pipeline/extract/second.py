"""The second opinion: pdfplumber's reading of a page of which pdfium makes no text, or of a file it cannot open."""

from __future__ import annotations

import io
import logging
from itertools import takewhile
from typing import Any

from pipeline.extract.clean import clean_text, ends_broken
from pipeline.extract.glyphs import named_face
from pipeline.extract.verdict import is_garbled
from pipeline.page import Line, Page

_MAX_BYTES = 30_000_000
_MAX_PAGES = 300
_MAX_OBJECTS = 5_000  # of a page: pdfplumber reads some 20,000 characters a second
_MAX_COMPARED = 20  # pages of a document on which the two engines are compared
_MAX_FAILURES = 3  # pages it read no better, after which it is not asked again


class SecondOpinion:
    """pdfplumber on the bytes of a file, opened when first asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None
        self._failures = 0
        self._compared = 0

    def _may_ask(self, pages: int, objects: int) -> bool:
        small = len(self._data) <= _MAX_BYTES and pages <= _MAX_PAGES and objects <= _MAX_OBJECTS
        return small and self._failures < _MAX_FAILURES

    def lines(self, number: int, objects: int) -> tuple[list[Line], list[tuple[str, str, int | None]]]:
        """The lines of a page of so many objects, none if it was not tried or reads no better; and doubts."""
        if not self._may_ask(number, objects):
            return [], []
        try:
            lines = _lines(self._page(number), number)
        except MemoryError:
            raise
        except Exception as error:  # pdfminer raises errors of any class
            self._failures += 1
            return [], [("second_opinion", f"Anden læsning slog fejl ({type(error).__name__}).", number)]
        text = "\n".join(line.text for line in lines)
        if is_garbled(text) or text.count("(cid:") * 20 > len(text):
            lines = []
        self._failures += not lines
        return lines, []

    def drawn(self, number: int, objects: int) -> list[str] | None:
        """The texts of the lines of a page of so many objects, to compare; None if it is not, or cannot be, read."""
        if not self._may_ask(number, objects) or self._compared >= _MAX_COMPARED:
            return None
        self._compared += 1
        try:
            return [line.text for line in _lines(self._page(number), number)]
        except MemoryError:
            raise
        except Exception:  # pdfminer raises errors of any class; that the page was not compared is told
            self._failures += 1
            return None

    def lines_of(self, number: int, count: int) -> list[Line]:
        """The lines of a page that pdfium cannot load, none unless this engine too finds `count` pages."""
        if not self._may_ask(count, 0):
            return []
        try:
            lines = _lines(self._page(number), number) if len(self._open().pages) == count else []
        except MemoryError:
            raise
        except Exception:  # pdfminer raises errors of any class; the page stays unread, and is told so
            lines = []
        self._failures += not lines
        return lines

    def pages(self) -> list[Page]:
        """Every page, for a file that pdfium cannot open. Raises errors of any class where pdfminer cannot either."""
        if len(self._data) > _MAX_BYTES:
            return []
        pages = []
        for number in range(1, min(len(self._open().pages), _MAX_PAGES) + 1):
            page = self._page(number)
            lines = tuple(_lines(page, number))
            pages.append(Page(number, float(page.width), float(page.height), lines, has_text=bool(lines)))
        return pages

    def _open(self) -> Any:
        if self._pdf is None:
            import pdfplumber  # here, because it costs 0.2 s and is seldom needed

            logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font on stderr
            self._pdf = pdfplumber.open(io.BytesIO(self._data))
        return self._pdf

    def _page(self, number: int) -> Any:
        return self._open().pages[number - 1]


def _lines(page: Any, number: int) -> list[Line]:
    lines = []
    for found in page.extract_text_lines(strip=True):
        text = clean_text(found["text"])
        if not text:
            continue
        chars = found["chars"]
        bold = len(list(takewhile(lambda char: named_face(char["fontname"])[0], chars)))
        bold_head = len(text) if bold == len(chars) else min(bold, len(text))
        italic, hyphen = named_face(chars[0]["fontname"])[1], ends_broken(found["text"])
        x0, top, x1, bottom = (float(found[side]) for side in ("x0", "top", "x1", "bottom"))
        lines.append(Line(text, number, x0, top, x1, bottom, float(chars[0]["size"]), bold_head, italic, hyphen))
    return lines
