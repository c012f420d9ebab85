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


def counted_anew(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """The headings 1, 2, 3 … of all parts, where at least two parts begin at 1 and hold titles with text under them."""
    parts: list[list[Candidate]] = []
    for c in candidates:
        if c.value == 1 and is_part(blocks, c.block):
            parts.append([c])
        elif parts and c.value == len(parts[-1]) + 1 and is_set_like(c, parts[-1][0]):
            parts[-1].append(c)
    if len(parts) < FEWEST_PARTS or not all(is_set_like(part[0], parts[0][0]) for part in parts):
        return []
    headings = [c for part in parts for c in part]
    ends = [*(c.block for c in headings[1:]), len(blocks)]
    told = [c for c, end in zip(headings, ends, strict=True) if has_record(c, end, blocks)]
    return headings if len(told) == len(headings) else []


def is_part(blocks: Sequence[Block], at: int) -> bool:
    """Does the line above block `at` name a part of the agenda?"""
    above = next((b for b in reversed(blocks[:at]) if b.kind is not BlockKind.RUNNING), None)
    return above is not None and PART.fullmatch(above.text) is not None


def is_set_like(one: Candidate, other: Candidate) -> bool:
    return one.rule == other.rule and one.bold == other.bold


def has_record(c: Candidate, end: int, blocks: Sequence[Block]) -> bool:
    """Is it a title rather than a statement, with text below it up to block `end`, the next part's name aside?"""
    below = [b for b in blocks[c.block + 1 : end] if b.kind is not BlockKind.RUNNING and not PART.fullmatch(b.text)]
    return bool(below or c.rest < len(blocks[c.block].text)) and not TELLS.search(c.title)
