"""Where a quoted text stands on the pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.page import Line, Page


def plain(text: str) -> str:
    """A text as quotes are compared: one space for each white space, hyphens at line ends joined by the reader."""
    return " ".join(text.split()).casefold()


def letters_of(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def quoted_lines(quote: str, pages: Sequence[Page], first: int, last: int) -> list[Line]:
    """The lines of the pages `first` to `last` that a quote stands on; none where it does not."""
    lines = [line for page in pages if first <= page.number <= last for line in page.lines]
    wanted = letters_of(quote)
    if not wanted:
        return []
    whole, starts = "", []
    for line in lines:
        starts.append(len(whole))
        whole += letters_of(line.text)
    begin = whole.find(wanted)
    if begin < 0:
        return []
    end = begin + len(wanted)
    ends = [*starts[1:], len(whole)]
    return [line for line, start, stop in zip(lines, starts, ends, strict=True) if start < end and begin < stop]
