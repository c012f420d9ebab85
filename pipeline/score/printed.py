"""The letters of a printed document, and where a quote or a parsed text stands in them.

A gold quote gives the first and last words of a text. They are located in the text as pdfium gives it, not as the
extractor does: a yardstick that bent with what it measures would be none.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
from rapidfuzz import fuzz

Stretch = tuple[int, int]  # first letter, end

SAME_STRETCH = 0.8
CLEAR_QUOTE = 88.0  # likeness at which a quote is found where it is not printed letter by letter
SHORT, LONG = 12, 200  # letters: shorter quotes must be exact; longer texts are not searched for loosely


@lru_cache(maxsize=100_000)
def letters(text: str | None) -> str:
    """Letters and digits alone, in lower case: line breaks, hyphens and punctuation do not count."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text or "").lower()))


def likeness(one: str | None, other: str | None) -> float:
    """0 to 100, by letters."""
    return fuzz.ratio(letters(one), letters(other))


class Printed:
    """The letters of one document, in which quotes and parsed texts are located."""

    def __init__(self, text: str):
        self.text = letters(text)
        self.places = lru_cache(maxsize=None)(self._places)
        self.stretches = lru_cache(maxsize=None)(self._stretches)

    @classmethod
    def of(cls, pdf: Path) -> Printed:
        document = pypdfium2.PdfDocument(pdf)
        return cls("".join(page.get_textpage().get_text_range() for page in document))

    def find(self, quote: str, start: int = 0) -> Stretch | None:
        """Where `quote` (letters) stands first at or after `start`, if need be nearly."""
        at = self.text.find(quote, start) if quote else -1
        if at >= 0:
            return at, at + len(quote)
        if len(quote) < SHORT or len(self.text) - start < len(quote):
            return None
        near = fuzz.partial_ratio_alignment(quote, self.text[start:], score_cutoff=CLEAR_QUOTE)
        return (start + near.dest_start, start + near.dest_end) if near else None

    def _places(self, quote: str) -> list[Stretch]:
        """Every place of `quote`, or the one where it nearly stands."""
        places, at = [], self.text.find(quote) if quote else -1
        while at >= 0:
            places.append((at, at + len(quote)))
            at = self.text.find(quote, at + 1)
        if places or len(quote) > LONG:
            return places
        return [near] if (near := self.find(quote)) else []

    def _stretches(self, first: str, last: str | None) -> list[Stretch]:
        """Every place that begins and ends so; of several beginnings for one end the nearest."""
        begin_of: dict[int, int] = {}
        tail = letters(last)
        for begin, end in self.places(letters(first)):
            if last is None or not last:
                begin_of[end] = begin
            elif found := self.find(tail, max(begin, end - len(tail))):
                begin_of[found[1]] = max(begin, begin_of.get(found[1], 0))
        return [(begin, end) for end, begin in begin_of.items()]

    def covers(self, quoted: dict[str, Any], text: str | None) -> float:
        """How far `text` covers the quoted stretch and nothing else, 0 to 1."""
        body = letters(text)
        if not body:
            return 0.0
        wanted = self.stretches(quoted["first"], quoted.get("last"))
        if not wanted:  # no usable text to locate in: compare the ends
            first, last = letters(quoted["first"]), letters(quoted.get("last") or quoted["first"])
            return min(fuzz.ratio(body[: len(first)], first), fuzz.ratio(body[-len(last) :], last)) / 100
        if places := self.places(body):
            return max(shared(one, other) for one in wanted for other in places)
        alike = max(fuzz.ratio(self.text[a:b], body, score_cutoff=100 * SAME_STRETCH) for a, b in wanted) / 100
        return alike / (2 - alike)  # a ratio of letters as an intersection over union


def shared(one: Stretch, other: Stretch) -> float:
    """Intersection over union of two stretches."""
    (a, b), (c, d) = one, other
    return max(0, min(b, d) - max(a, c)) / max(1, max(b, d) - min(a, c))
