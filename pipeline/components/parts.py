"""Numbers that begin anew in each part of the agenda: "Åben dagsorden" 1, 2, 3, "Lukket dagsorden" 1, 2."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.candidates import TELLS, Candidate
from pipeline.page import Block, BlockKind

# what the part of an agenda is called, alone on its line
PART = re.compile(
    r"""
    (?:[A-D][.)]?\s+ | [IV]{1,3}\.?\s+)?
    (?: (?:åben|lukket|fortrolig)\s+(?:dagsorden|del|møde)
      | (?:åbne|lukkede|fortrolige|faste|øvrige)\s+(?:sager|punkter)
      | (?:beslutnings|orienterings|drøftelses|diskussions|efterretnings|meddelelses|tema|standard)-?
        (?:sager|punkter|emner)
      | (?:sager|punkter|emner)\s+til\s+(?:beslutning|orientering|drøftelse|efterretning|debat)
    )\s*:?
    """,
    re.I | re.X,
)
FEWEST_PARTS = 2
MOST_LEFT_OUT = 2  # numbers between two headings of a part
SHORT = 60  # letters of a part's name


def counted_anew(
    candidates: Sequence[Candidate], chain: Sequence[Candidate], blocks: Sequence[Block]
) -> list[Candidate]:
    """The headings 1, 2, 3 … of all parts, where at least two parts begin at 1 and hold titles with text under them.

    The first of them may stand before any part. `chain` is the best single count; what it holds and no part does speaks
    against parts.
    """
    parts: list[list[Candidate]] = []
    heads: list[Block] = []
    for c in candidates:
        head = above(blocks, c.block)
        if c.value == 1 and head is not None and names_part(head, heads):
            parts.append([c])
            heads.append(head)
        elif c.value == 1 and not parts:
            parts.append([c])
        elif parts and c.value is not None and is_set_like(c, parts[0][0]):
            if 0 < c.value - (parts[-1][-1].value or 0) <= 1 + MOST_LEFT_OUT:
                parts[-1].append(c)
    headings = [c for part in parts for c in part]
    if len(heads) < FEWEST_PARTS or any(c not in headings for c in chain):
        return []
    ends = [*(c.block for c in headings[1:]), len(blocks)]
    told = all(has_record(c, end, blocks, heads) for c, end in zip(headings, ends, strict=True))
    return headings if told and all(is_set_like(part[0], headings[0]) for part in parts) else []


def above(blocks: Sequence[Block], at: int) -> Block | None:
    """The block before block `at`, running heads aside."""
    return next((block for block in reversed(blocks[:at]) if block.kind is not BlockKind.RUNNING), None)


def names_part(block: Block, heads: Sequence[Block]) -> bool:
    """Is it the name of a part, by its words or by being set like the name of another part?"""
    if PART.fullmatch(block.text):
        return True
    short = len(block.text) < SHORT and block.text[-1:] not in ".,;:"
    return short and any(block.bold and head.bold and block.size == head.size for head in heads)


def is_set_like(one: Candidate, other: Candidate) -> bool:
    return one.rule == other.rule and one.bold == other.bold


def has_record(c: Candidate, end: int, blocks: Sequence[Block], heads: Sequence[Block]) -> bool:
    """Is it a title rather than a statement, with text below it up to block `end`, the next part's name aside?"""
    below = [b for b in blocks[c.block + 1 : end] if b.kind is not BlockKind.RUNNING and b not in heads]
    return bool(below or c.rest < len(blocks[c.block].text)) and not TELLS.search(c.title)
