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
SLOT = re.compile(
    rf"[(\[]?(?:[Kk]l\.?\s*)?(?P<times>{CLOCK}\s*[-–]\s*(?:kl\.?\s*)?{CLOCK})[)\]]?|[(\[]?[Kk]l\.?\s*{CLOCK}[)\]]?"
)
BEHIND = re.compile(rf"\s*(?P<slot>{SLOT.pattern})(?:\s+|$)")
BARE = re.compile(CLOCK)  # in a column of such
FEWEST = 3  # headings with a bare time beside them, before bare numbers are taken for times
ROW = 4.0  # points: the tops of two cells of one row differ less


def with_slots(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """The headings with the time slots printed beside them; a slot on the title's own line is no part of the record."""
    slotted = [with_slot(heading, blocks) for heading in headings]
    cells = {at: timed for at, one in enumerate(slotted) if (timed := with_bare_time(one, blocks)) is not None}
    if len(cells) < FEWEST:
        return slotted
    return [cells.get(at, one) for at, one in enumerate(slotted)]


def with_slot(heading: Heading, blocks: Sequence[Block]) -> Heading:
    """The heading with the slot right behind its title, in the block below it, or before it in the same row."""
    if heading.start:
        return heading
    last = blocks[heading.last]
    behind = last.text[heading.rest :]
    if behind.strip():
        slot = BEHIND.match(behind)
        return timed(heading, slot["slot"], rest=heading.rest + slot.end()) if slot else heading
    at = next_block(heading, blocks)
    if at is not None and SLOT.fullmatch(blocks[at].text):
        return timed(heading, blocks[at].text, last=at, rest=len(blocks[at].text))
    before = blocks[heading.block - 1] if heading.block else None
    if before and SLOT.fullmatch(before.text) and same_row(before, blocks[heading.block]):
        return timed(heading, before.text, block=heading.block - 1)
    return heading


def timed(heading: Heading, slot: str, **place: int) -> Heading:
    times = find_times(slot if "kl" in slot.lower() else f"kl. {slot.strip('()[]')}")
    if not times:
        return heading  # "99.10-99.20" is no time
    return replace(heading, start=times[0].time, end=times[1].time if len(times) > 1 else None, **place)


def next_block(heading: Heading, blocks: Sequence[Block]) -> int | None:
    """Index of the first block behind the heading that is no running head."""
    behind = range(heading.last + 1, len(blocks))
    return next((at for at in behind if blocks[at].kind is not BlockKind.RUNNING), None)


def with_bare_time(heading: Heading, blocks: Sequence[Block]) -> Heading | None:
    """The heading with the time in the cell on either side of it, None where there is none."""
    if heading.start:
        return None
    own = blocks[heading.block]
    before = blocks[heading.block - 1] if heading.block else None
    if before and BARE.fullmatch(before.text) and same_row(before, own):
        return timed(heading, before.text, block=heading.block - 1)
    at = next_block(heading, blocks)
    if at is None or heading.rest < len(blocks[heading.last].text):
        return None
    if not BARE.fullmatch(blocks[at].text) or not same_row(blocks[at], own):
        return None
    return timed(heading, blocks[at].text, last=at, rest=len(blocks[at].text))


def same_row(one: Block, other: Block) -> bool:
    return (
        bool(one.lines and other.lines) and one.page == other.page and abs(one.lines[0].top - other.lines[0].top) < ROW
    )
