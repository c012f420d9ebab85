"""Time slots that are set at the right edge of an item's heading, and drawn when the page's text was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.layout.rows import beside
from pipeline.page import Line, Page

SLOT = re.compile(r"\(?(?:kl\.?\s*)?\d{1,2}[.:]\d{2}(?:\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}[.:]\d{2})?\)?|\d{1,3}\s?min\.?")
LONGEST = 22  # letters
LEAST = 2  # slots of a page that make a habit


def with_slots_beside(page: Page) -> Page:
    """The page with each time slot right behind the line on whose row it is printed.

    Where slots float at the edge, a printing program draws them before or after the text, and the content's order
    would put them between two lines of a paragraph.
    """
    slots = [line for line in page.lines if len(line.text) <= LONGEST and SLOT.fullmatch(line.text.strip())]
    if len(slots) < LEAST:
        return page
    apart = {id(line) for line in slots}
    lines = [line for line in page.lines if id(line) not in apart]
    mates = {id(slot): mate for slot in slots if (mate := mate_of(slot, lines)) is not None}
    if not mates:
        return page
    behind: dict[int, list[Line]] = {}
    for slot in slots:
        if (found := mates.get(id(slot))) is not None:
            behind.setdefault(id(found), []).append(slot)
    ordered = []
    for line in page.lines:
        if id(line) not in mates:
            ordered += [line, *behind.get(id(line), ())]
    return replace(page, lines=tuple(ordered))


def mate_of(slot: Line, lines: Sequence[Line]) -> Line | None:
    """The line nearest to the left on the slot's row."""
    left = [line for line in lines if beside(line, slot)]
    return max(left, key=lambda line: line.x1, default=None)
