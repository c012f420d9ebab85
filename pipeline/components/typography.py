"""The usual look of a document's running text, and what stands out from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.page import Block, BlockKind

BOLD_HEAD = 3  # letters: a bold beginning shorter than this is a list number


@dataclass(frozen=True, slots=True)
class Typography:
    """`size` is the usual font size in points, `bold_share` the share of letters that stand in bold paragraphs."""

    size: float
    bold_share: float

    @staticmethod
    def of(blocks: Sequence[Block]) -> Typography:
        text = [b for b in blocks if b.kind in (BlockKind.TEXT, BlockKind.BULLET) and b.lines]
        sizes = [b.size for b in text for _ in range(1 + len(b.text) // 40)]
        letters = sum(len(b.text) for b in text) or 1
        return Typography(median(sizes) if sizes else 11.0, sum(len(b.text) for b in text if b.bold) / letters)

    def stands_out(self, block: Block) -> float:
        """Points for type that differs from the running text: weight, size, capitals."""
        if not block.lines:
            return 0.0
        first = block.lines[0]
        points = 0.0
        if first.bold_head > BOLD_HEAD and self.bold_share < 0.5:
            points += 1.6 if first.bold else 1.2
        if block.size > self.size * 1.07:
            points += 1.2
        if first.text.isupper() and sum(c.isalpha() for c in first.text) > 5:
            points += 0.4
        return points
