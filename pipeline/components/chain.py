"""The sequence of item headings, chosen as a whole: the best chain of candidates."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from pipeline.components.candidates import Candidate
from pipeline.page import Block, BlockKind

REACH = 80  # how many candidates back a chain may jump
ENOUGH = 2.2  # points that a chain needs
ENOUGH_ALONE = 2.0  # points that the only heading of a document needs by itself
NEVER = -1000.0
BEST_STEP = 2.5  # points: no step is worth more
OTHER_TITLE = 60  # likeness (0 to 100) below which two titles are different
FEWEST_PLAIN = 4  # headings in running type that show how the document sets them
LONGEST_PLAIN = 60  # letters of a title in running type
ROOM = 1.5  # points by which the room above two headings of one kind may differ
BY_WORD = ("ad-nummer", "punkt-nummer")  # rows of item_headings.jsonl whose numbers stand behind a word
NEW_COUNT = (101, 201)  # where bodies that number their items by part begin a new part


def best_chain(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """The chain with most points: each heading's own and those of each step to the next.

    Dynamic programming over the candidates in printed order; a step back in numbers costs more than a heading earns, so
    an agenda printed before the record loses to the record, whose headings have text under them.
    """
    if not candidates:
        return []
    stops = [*(c.block for c in candidates[1:]), len(blocks)]
    # "1." before every item: the word processor's list began anew each time
    ones = sum(c.value == 1 for c in candidates) >= 3 and not any(c.value == 2 for c in candidates)
    best: list[float] = []
    back: list[int] = []
    for i, (c, stop) in enumerate(zip(candidates, stops, strict=True)):
        own = c.score + body_points(c, stop, blocks)
        top, origin = own + (0.8 if c.value == 1 else 0.0), -1
        for j in range(max(0, i - REACH), i):
            if best[j] + own + BEST_STEP <= top:
                continue
            points = best[j] + own + step_points(candidates[j], c, ones)
            if points > top:
                top, origin = points, j
        best.append(top)
        back.append(origin)
    at = max(range(len(best)), key=best.__getitem__)
    if best[at] < ENOUGH:
        return []
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    chain.reverse()
    if len(chain) == 1:
        return chain if chain[0].score >= ENOUGH_ALONE else []
    return with_displaced(chain, candidates, blocks)


def with_displaced(
    chain: Sequence[Candidate], candidates: Sequence[Candidate], blocks: Sequence[Block]
) -> list[Candidate]:
    """The chain with the headings that were taken up out of order, in printed order.

    Number 6 may stand before number 4. It is a heading like the others, of their size, at their margin and in bold if
    they are, and has the number that the chain lacks; the last number of all may stand before the last but one. In
    running type it must be a title on a line of its own, or begin with "Ad" or "Punkt".
    """
    first, last = chain[0], chain[-1]
    lacking = set(range(first.value or 0, (last.value or 0) + 2)) - {c.value for c in chain}
    bold = all(c.bold for c in chain)
    if not lacking or (not bold and len(chain) < FEWEST_PLAIN):
        return list(chain)
    alike = [
        c
        for c in candidates
        if c.value in lacking and c.bold == first.bold and c.rule == first.rule
        if abs(c.size - first.size) < 0.3 and abs(c.x0 - first.x0) < 8 and first.block < c.block
        if (c.value or 0) <= (last.value or 0) or c.block < last.block
        if (c.score > ENOUGH if bold else is_plain_heading(c, chain, blocks))
    ]
    found = [c for c in alike if sum(c.value == other.value for other in alike) == 1]
    return sorted([*chain, *found], key=lambda c: c.block)


def is_plain_heading(c: Candidate, chain: Sequence[Candidate], blocks: Sequence[Block]) -> bool:
    """Is the candidate in running type a heading of the chain's kind: with as much room above it and a record below?"""
    block = blocks[c.block]
    if c.bold or not c.title or c.title[0].islower() or block.gap < min(blocks[o.block].gap for o in chain) - ROOM:
        return False
    below = next((b for b in blocks[c.block + 1 :] if b.kind is not BlockKind.RUNNING), None)
    if c.rule in BY_WORD:
        return True
    alone = c.rest == len(block.text) and not c.title.endswith((".", ",", ":")) and len(c.title) < LONGEST_PLAIN
    return alone and below is not None and below.kind is BlockKind.TEXT and below.text.endswith((".", "!", "?"))


def step_points(a: Candidate, b: Candidate, ones: bool) -> float:
    """What the step from heading `a` to heading `b` is worth."""
    if a.value is None or b.value is None:
        return -4.0
    points = number_points(a, b, b.value - a.value, ones)
    points += 0.5 if a.rule == b.rule else -1.0
    if a.bold != b.bold:
        points -= 1.2
    if abs(a.size - b.size) > 0.6:
        points -= 0.7
    if abs(a.x0 - b.x0) > 14:
        points -= 0.7
    return points


def number_points(a: Candidate, b: Candidate, jump: int, ones: bool) -> float:
    """What the step from one number to the other is worth; `jump` is their difference."""
    if jump == 1:
        return 2.0
    if jump == 0:
        if ones:
            return 1.2
        if a.number != b.number:  # 2, 2a
            return 0.8
        alike = a.rule == b.rule and a.bold == b.bold and abs(a.x0 - b.x0) < 8
        alike = alike and a.announced == b.announced
        twice = alike and fuzz.ratio(a.title, b.title) < OTHER_TITLE  # a number printed twice by mistake
        return -0.5 if twice else NEVER
    if jump < 0:
        return NEVER  # numbers begin anew: another list, never the same sequence
    if jump <= 4:
        return -0.6 * jump
    return -2.5 if b.value in NEW_COUNT else -4.0


def body_points(c: Candidate, stop: int, blocks: Sequence[Block]) -> float:
    """A heading with text under it speaks for an item; one in a row of bare headings for a list."""
    text = sum(len(b.text) for b in blocks[c.block + 1 : stop] if b.kind not in (BlockKind.RUNNING, BlockKind.CONTENTS))
    text += len(blocks[c.block].text) - c.rest
    return 0.7 if text > 12 else (0.2 if text else -0.9)
