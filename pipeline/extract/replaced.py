"""Text that a file says stands for what it draws (/ActualText): is it what the other engine reads on the page?

pdfium gives the replacement, pdfminer the characters that are drawn; where a decision is drawn as "Godkendt" and said
to be "Afvist", no one engine can tell. Reading a page with both costs some twenty times the page, so only pages that
replace whole words are compared; those that replace a ligature, a hyphen or a space are most and are none of them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

from pipeline.extract import bare

_KEY = b"ActualText\0"
_KEY_AT = ctypes.addressof(_KEY_BUFFER := ctypes.create_string_buffer(_KEY))
_MAX_BYTES = 2_048  # of one replacement that is looked at
_LIGATURES = frozenset(("ff", "fi", "fl", "ffi", "ffl", "ft", "fj", "tt", "ti", "tf", "st", "ct"))


class Replacements:
    """The words of a page that stand for others: `see` is told of each text object."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._known: set[int] = set()
        self._buffer = ctypes.create_string_buffer(_MAX_BYTES)
        self._length = ctypes.c_ulong()
        self._buffer_at, self._length_at = ctypes.addressof(self._buffer), ctypes.addressof(self._length)

    def see(self, handle: int, marks: int) -> None:
        """Look at the marked content, `marks` deep, that a text object stands in."""
        for depth in range(marks):
            mark = bare.object_mark(handle, depth)
            if mark in self._known:
                continue
            self._known.add(mark)
            if bare.mark_string(mark, _KEY_AT, self._buffer_at, _MAX_BYTES, self._length_at):
                text = self._buffer.raw[: min(self._length.value, _MAX_BYTES)].decode("utf-16-le", "replace")
                self.words += (word for word in words_in(text) if word not in _LIGATURES)


def words_in(text: str) -> Iterator[str]:
    """The words of at least two letters or digits, in small letters."""
    for word in text.split():
        letters = "".join(filter(str.isalnum, word)).lower()
        if len(letters) > 1:
            yield letters


def not_drawn(words: Iterable[str], drawn: Iterable[str]) -> list[str]:
    """The words that do not stand in the lines `drawn`, however these part them."""
    letters = "".join(filter(str.isalnum, "".join(drawn))).lower()
    return [word for word in words if word not in letters]
