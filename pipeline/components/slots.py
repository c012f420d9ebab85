"""The time slots of an agenda that stand beside a heading: in plain type, on a line or in a cell of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.components.structure import Heading
from pipeline.dates import find_times
from pipeline.page import Block, BlockKind

CLOCK = r"\d{1,2}[.:]\d{2}"
# "(kl. 9.20-9.50)", "17.00-17.15", "kl. 18.30"; a number alone may be anything
SLOT = re.compile(rf"[(\[]?(?:[Kk]l\.?\s*)?{CLOCK}\s*[-–]\s*(?:kl\.?\s*)?{CLOCK}[)\]]?|[(\[]?[Kk]l\.?\s*{CLOCK}[)\]]?")
BEHIND = re.compile(rf"\s*(?P<slot>{SLOT.pattern})(?:\s+|$)")
BARE = re.compile(CLOCK)  # in a column of such
FEWEST = 3  # headings with a bare time beside them, before bare numbers are taken for times
ROW = 4.0  # points: the tops of two cells of one row differ less


def with_slots(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """The headings with the time slots printed beside them; a slot on the title's own line is no part of the record."""
    slotted = [one if one.start else behind(one, blocks) or beside(one, blocks, SLOT) or one for one in headings]
    cells = {at: timed for at, one in enumerate(slotted) if not one.start and (timed := beside(one, blocks, BARE))}
    return [cells.get(at, one) for at, one in enumerate(slotted)] if len(cells) >= FEWEST else slotted


def behind(heading: Heading, blocks: Sequence[Block]) -> Heading | None:
    """The heading with the slot right behind its title, on the title's own line."""
    slot = BEHIND.match(blocks[heading.last].text, heading.rest)
    return timed(heading, slot["slot"], rest=slot.end()) if slot else None


def beside(heading: Heading, blocks: Sequence[Block], shape: re.Pattern[str]) -> Heading | None:
    """The heading with the time in the cell before it, or in the block below it; a bare one only in its row."""
    own, last = blocks[heading.block], blocks[heading.last]
    before = blocks[heading.block - 1] if heading.block else None
    if before and shape.fullmatch(before.text) and same_row(before, own):
        return timed(heading, before.text, block=heading.block - 1)
    at = next_block(heading, blocks)
    if at is None or last.text[heading.rest :].strip() or not shape.fullmatch(blocks[at].text):
        return None
    if shape is BARE and not same_row(blocks[at], own):
        return None
    return timed(heading, blocks[at].text, last=at, rest=len(blocks[at].text))


def timed(heading: Heading, slot: str, **place: int) -> Heading | None:
    """The heading with these times and place, None where the numbers are no times ("99.10-99.20")."""
    times = find_times(slot if "kl" in slot.lower() else f"kl. {slot.strip('()[]')}")
    if not times:
        return None
    return replace(heading, start=times[0].time, end=times[1].time if len(times) > 1 else None, **place)


def next_block(heading: Heading, blocks: Sequence[Block]) -> int | None:
    """Index of the first block behind the heading that is no running head."""
    behind = range(heading.last + 1, len(blocks))
    return next((at for at in behind if blocks[at].kind is not BlockKind.RUNNING), None)


def same_row(one: Block, other: Block) -> bool:
    return (
        bool(one.lines and other.lines) and one.page == other.page and abs(one.lines[0].top - other.lines[0].top) < ROW
    )
