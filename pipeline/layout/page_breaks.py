"""Paragraphs, and rows of a table that lays out prose, that run over a page break."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.layout.paragraphs import ENDS_SENTENCE, LOWER_START, joined
from pipeline.page import HEAD_ROW, Block, BlockKind


def add_page(blocks: list[Block], fresh: Sequence[Block]) -> None:
    """Append the blocks of the next page; its first paragraph is joined to the last one when it goes on with it."""
    last = next((at for at in reversed(range(len(blocks))) if blocks[at].kind is not BlockKind.RUNNING), None)
    first = next((at for at, block in enumerate(fresh) if block.kind is not BlockKind.RUNNING), None)
    if last is not None and first is not None and continues(blocks[last], fresh[first]):
        blocks[last] = join(blocks[last], fresh[first])
        fresh = [*fresh[:first], *fresh[first + 1 :]]
    if first is not None and fresh[first:] and fresh[first].column is not None:
        fresh = with_row_ended(blocks, fresh, first + (fresh[first].column == HEAD_ROW))
    blocks.extend(fresh)


def with_row_ended(blocks: list[Block], fresh: Sequence[Block], begin: int) -> list[Block]:
    """The blocks of the page without those of its row `begin` that go on with cells of the row before the page break.

    They are joined to these. The heads of the columns may be repeated above them.
    """
    left = list(fresh[:begin])
    for at, block in enumerate(fresh[begin:], start=begin):
        if block.column is None or block.kind is not BlockKind.TEXT:
            return [*left, *fresh[at:]]
        above = next((at for at in reversed(range(len(blocks))) if blocks[at].column == block.column), None)
        if above is not None and continues(blocks[above], block):
            blocks[above] = join(blocks[above], block)
        else:
            left.append(block)
    return left


def continues(last: Block, first: Block) -> bool:
    """Does a paragraph run over the page break from `last` to `first`?"""
    if last.kind not in (BlockKind.TEXT, BlockKind.BULLET) or first.kind is not BlockKind.TEXT:
        return False
    end, begin = last.lines[-1], first.lines[0]
    if begin.page != end.page + 1 or abs(end.size - begin.size) > 0.6 or end.bold != begin.bold:
        return False
    if end.hyphen:
        return True
    if ENDS_SENTENCE.search(end.text):
        return False
    return bool(LOWER_START.match(begin.text)) or (last.soft and abs(end.x0 - begin.x0) < 6 and not begin.bold)


def join(last: Block, first: Block) -> Block:
    lines = (*last.lines, *first.lines)
    bullet = last.marker and not last.text.startswith(last.marker)  # list numbers are kept in the text, bullets not
    text, starts = joined(lines, len(last.marker) if bullet else 0)
    return replace(last, text=text, lines=lines, starts=starts, soft=first.soft)
