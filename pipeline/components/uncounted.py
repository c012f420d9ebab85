"""Headings set like the numbered ones that the count passes over: without a number, or with a wrong one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.components.candidates import Candidate
from pipeline.components.titles import clean_title
from pipeline.components.topics import has_text, is_topic
from pipeline.components.typography import Typography
from pipeline.page import Block
from pipeline.reasons import Reason

FEWEST_COUNTED = 3  # headings that show how the document sets them
LAST_TITLE = re.compile(r"(?:Evt\b|Eventuelt|Næste møde|Kommende møder)", re.I)  # what agendas end with
SAME_SIZE = 0.3  # points
OUTDENT, INDENT = 8.0, 40.0  # points: a title without number stands at the numbers' margin or at the titles'


def with_uncounted(
    chain: Sequence[Candidate], candidates: Sequence[Candidate], blocks: Sequence[Block], look: Typography
) -> list[Candidate]:
    """The chain with the only heading of its look where one number is missing, and with "Eventuelt" behind the last.

    Only display type tells: a short line in running type may be anything.
    """
    if len(chain) < FEWEST_COUNTED or not all(look.stands_out(blocks[c.block]) > 1 for c in chain):
        return list(chain)
    numbered = {c.block: c for c in candidates}
    added: list[Candidate] = []
    for one, after in pairwise(chain):
        if one.value is not None and after.value == one.value + 2:
            found = [at for at in range(one.block + 2, after.block) if is_alike(blocks, at, chain, look)]
            added += [numbered.get(at) or unnumbered(blocks[at], at) for at in found[:1] if len(found) == 1]
    end = range(chain[-1].block + 2, len(blocks))
    added += [
        unnumbered(blocks[at], at)
        for at in end
        if LAST_TITLE.match(blocks[at].text) and is_alike(blocks, at, chain, look)
    ]
    return sorted([*chain, *added], key=lambda c: c.block)


def is_alike(blocks: Sequence[Block], at: int, chain: Sequence[Candidate], look: Typography) -> bool:
    """Is block `at` a title with text below, in the type and at the margin of the chain's headings?"""
    block, first = blocks[at], chain[0]
    if not is_topic(block, look, cased=True) or not has_text(blocks, at):
        return False
    set_alike = block.bold == first.bold and abs(block.size - first.size) <= SAME_SIZE
    return set_alike and any(c.x0 - OUTDENT <= block.x0 <= c.x0 + INDENT for c in chain)


def unnumbered(block: Block, at: int) -> Candidate:
    return Candidate(
        block=at,
        number="",
        value=None,
        title=clean_title(block.text).title or block.text,
        rest=len(block.text),
        rule=Reason.TOPIC_BOLD,
        label="item",
        score=0.0,
        bold=block.bold,
        size=block.size,
        x0=block.x0,
        page=block.page,
    )
