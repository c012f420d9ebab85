"""The usual look of a document's running text, and what stands out from it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.page import Block, BlockKind

TEXT, BULLET = BlockKind.TEXT, BlockKind.BULLET
BOLD_HEAD = 3  # letters: a bold beginning shorter than this is a list number


@dataclass(frozen=True, slots=True)
class Typography:
    """`size` is the usual font size in points, `bold_share` the share of letters that stand in bold paragraphs."""

    size: float
    bold_share: float

    @staticmethod
    def of(blocks: Sequence[Block]) -> Typography:
        lines: Counter[float] = Counter()  # about how many are set in each size
        letters = bold = 0
        for block in blocks:
            if (block.kind is TEXT or block.kind is BULLET) and block.lines:
                first, length = block.lines[0], len(block.text)
                lines[first.size] += 1 + length // 40
                letters += length
                bold += length if first.bold_head and block.bold else 0
        return Typography(median_of(lines) if lines else 11.0, bold / (letters or 1))

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


def median_of(counted: Mapping[float, int]) -> float:
    """The median of values that are given with how often each stands."""
    values = sorted(counted)
    upto = list(accumulate(counted[value] for value in values))
    low, high = (values[bisect_right(upto, place)] for place in ((upto[-1] - 1) // 2, upto[-1] // 2))
    return low if low == high else (low + high) / 2
