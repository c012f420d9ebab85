"""List bullets that are drawn as shapes, as browsers print them: the line beside one gets a bullet as text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.extract.marks import Rect
from pipeline.page import Line

BULLET = "• "
REACH = 2.5  # em from the dot to the first letter, at most
MANY = 500  # dots of a page: more of them are a pattern, a map or a dotted rule


def with_bullets(lines: Sequence[Line], dots: Sequence[Rect]) -> list[Line]:
    """The lines, each with a "•" before it where a dot stands right before it at the height of its letters."""
    if not dots or len(dots) > MANY:
        return list(lines)
    return [beside(line, dots) for line in lines]


def beside(line: Line, dots: Sequence[Rect]) -> Line:
    for x0, top, x1, bottom in dots:
        level = line.top < (top + bottom) / 2 < line.bottom
        if level and 0 < line.x0 - x1 < REACH * line.size and line.text[:1].isalnum():
            head = line.bold_head + len(BULLET) if line.bold_head else 0
            return replace(line, text=BULLET + line.text, x0=x0, bold_head=head)
    return line
