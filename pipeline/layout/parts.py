"""Several meetings in one PDF: the blocks of each, cut where a new title of minutes begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gated import Gated
from pipeline.page import Block, BlockKind

TITLE = Gated(r"(?:åbent\s+|beslutnings|møde|foreløbigt\s+)?(?:referat|protokol)\b.{0,120}", re.I)
DAY = re.compile(r"\d{1,2}[.\-/]\s?(?:\d{1,2}[.\-/]\s?\d{2,4}|[a-zæøå]{3,9})|\d{4}-\d{2}-\d{2}")
LONGEST = 160  # letters, more than such a title has
FRONT = 8  # blocks among which the document's own title stands
LEAST = 8  # blocks between two titles: a shorter stretch is a cover page


def split_meetings(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each meeting in printed order; nearly always one list with all of them.

    A later meeting begins at a title of minutes in the type of the document's first title, at the top of a page, with
    another day in it or in one of the two blocks below.
    """
    first = next((at for at, block in enumerate(blocks[:FRONT]) if is_title(block)), None)
    if first is None:
        return [list(blocks)]
    seen = {day_of(blocks, first)}
    cuts = [0]
    for at, block in enumerate(blocks):
        if at - cuts[-1] < LEAST or not is_title(block) or not same_type(block, blocks[first]):
            continue
        day = day_of(blocks, at)
        if day is not None and day not in seen and on_top(blocks, at):
            seen.add(day)
            cuts.append(at)
    return [list(blocks[start:stop]) for start, stop in zip(cuts, [*cuts[1:], len(blocks)], strict=True)]


def is_title(block: Block) -> bool:
    if block.kind is not BlockKind.TEXT or len(block.text) > LONGEST:
        return False
    return bool(TITLE.fullmatch(block.text)) and bool(block.lines)


def same_type(block: Block, other: Block) -> bool:
    return abs(block.size - other.size) <= 0.5 and block.bold == other.bold


def on_top(blocks: Sequence[Block], at: int) -> bool:
    """Is block `at` the first of its page, running lines and contents lines apart?"""
    above = (b for b in blocks[:at] if b.kind not in (BlockKind.RUNNING, BlockKind.CONTENTS))
    return all(block.page != blocks[at].page for block in above)


def day_of(blocks: Sequence[Block], at: int) -> str | None:
    """The day printed in block `at` or the two below it."""
    days = (DAY.search(block.text) for block in blocks[at : at + 3])
    return next((day.group() for day in days if day), None)
