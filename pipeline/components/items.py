"""The sequence of agenda items, chosen as a whole: the best chain of heading candidates, then sub-items within each item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.components.candidates import Candidate, Typography, find_candidates
from pipeline.components.labels import section_label
from pipeline.components.structure import Heading
from pipeline.components.titles import clean_title
from pipeline.components.topics import find_topics, header_end
from pipeline.page import Block, BlockKind

REACH = 80  # how many candidates back a chain may jump
RECORD_TITLE = re.compile(
    r"referat|\bprotokol\b|beslutningsprotokol|(?:bestyrelses|udvalgs|råds|gruppe|afdelings)møde\b|generalforsamling\b",
    re.I,
)
ENOUGH = 2.2  # points a chain needs, a heading on average
SAME_TITLE = 88


def find_headings(blocks: Sequence[Block]) -> list[Heading]:
    """The headings of the document's agenda items in printed order, sub-items after the item that holds them."""
    look = Typography.of(blocks)
    candidates = [c for c in find_candidates(blocks, look)]
    chain = best_chain([c for c in candidates if c.label == "item"], blocks)
    if groups := lettered_groups(candidates, chain, look, blocks):
        return grouped(groups, candidates, blocks, look)
    if not chain:
        return find_topics(blocks, look) or whole_record(blocks)
    if unnumbered := stronger_topics(blocks, look, chain):
        return unnumbered
    headings: list[Heading] = []
    for at, one in enumerate(chain):
        heading = as_heading(one, blocks)
        headings.append(heading)
        stop = chain[at + 1].block if at + 1 < len(chain) else len(blocks)
        headings.extend(sub_items(one, heading, stop, candidates, blocks, look))
    return headings


def lettered_groups(
    candidates: Sequence[Candidate], chain: Sequence[Candidate], look: Typography, blocks: Sequence[Block]
) -> list[Candidate]:
    """The headings A, B, C … when they, and not the numbers under them, divide the document."""
    letters = restart(
        [
            c
            for c in candidates
            if c.rule == "under-bogstav" and c.number.isupper() and look.stands_out(blocks[c.block]) > 0.8
        ]
    )
    if len(letters) < 2 or (chain and chain[0].block < letters[0].block):
        return []
    least = max((c.size for c in chain), default=0.0)
    return letters if all(c.size >= least - 0.3 for c in letters) else []


def grouped(
    groups: Sequence[Candidate], candidates: Sequence[Candidate], blocks: Sequence[Block], look: Typography
) -> list[Heading]:
    """Lettered items with the numbered items under them as their sub-items; the numbers may run through all letters."""
    headings: list[Heading] = []
    numbered = best_chain([c for c in candidates if c.label == "item" and c.block > groups[0].block], blocks)
    for at, one in enumerate(groups):
        stop = groups[at + 1].block if at + 1 < len(groups) else len(blocks)
        heading = as_heading(one, blocks)
        headings.append(heading)
        inside = [c for c in numbered if heading.last < c.block < stop]
        if not inside:
            inside = best_chain([c for c in candidates if c.label == "item" and heading.last < c.block < stop], blocks)
        headings.extend(as_heading(c, blocks, heading.number) for c in inside)
    return headings


def whole_record(blocks: Sequence[Block]) -> list[Heading]:
    """Minutes without any heading are one item without number and title; it begins after the header."""
    if not any(RECORD_TITLE.search(b.text) for b in blocks[:8] if len(b.text) < 160):
        return []
    begin = header_end(blocks)
    for at, block in enumerate(blocks):
        if at < begin or block.kind in (BlockKind.RUNNING, BlockKind.CONTENTS):
            continue
        if (
            RECORD_TITLE.search(block.text)
            and len(block.text) < 160
            or re.fullmatch(r"(?i)(?:dagsorden|referat)\s*:?|[^a-zæøå]*", block.text)
        ):
            continue
        if at >= begin and (begin or len(block.text) > 60):
            return [Heading(block=at, last=at, rest=0, number=None, title=None, rule="uden-overskrifter")]
    return []


def best_chain(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """The chain with most points: each heading's own and those of each step to the next.

    Dynamic programming over the candidates in printed order; a step back in numbers costs more than a heading earns, so
    an agenda printed before the record loses to the record, whose headings have text under them.
    """
    if not candidates:
        return []
    bodies = [
        body_points(c, candidates[i + 1].block if i + 1 < len(candidates) else len(blocks), blocks)
        for i, c in enumerate(candidates)
    ]
    ones = sum(c.value == 1 for c in candidates) >= 3 and not any(c.value == 2 for c in candidates)
    best: list[float] = []
    back: list[int] = []
    for i, c in enumerate(candidates):
        own = c.score + bodies[i]
        top, origin = own + start_points(c), -1
        for j in range(max(0, i - REACH), i):
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
    if len(chain) == 1 and chain[0].score < 2.0:
        return []
    return chain


def start_points(c: Candidate) -> float:
    return 0.8 if c.value == 1 else 0.0


def step_points(a: Candidate, b: Candidate, ones: bool) -> float:
    """What the step from heading `a` to heading `b` is worth."""
    if a.value is None or b.value is None:
        return -4.0
    jump = b.value - a.value
    if ones and jump == 0:
        points = 1.2
    elif jump == 1:
        points = 2.0
    elif jump == 0 and a.number != b.number:  # 2, 2a
        points = 0.8
    elif (
        jump == 0
        and a.rule == b.rule
        and a.bold == b.bold
        and abs(a.x0 - b.x0) < 8
        and fuzz.ratio(a.title, b.title) < 60
    ):
        points = -0.5  # a number printed twice by mistake
    elif 1 < jump <= 4:
        points = -0.6 * jump
    elif jump > 4:
        points = -2.5 if b.value in (101, 201) else -4.0
    else:
        return -1000.0  # numbers begin anew: another list, never the same sequence
    if a.rule == b.rule:
        points += 0.5
    else:
        points -= 1.0
    if a.bold != b.bold:
        points -= 1.2
    if abs(a.size - b.size) > 0.6:
        points -= 0.7
    if abs(a.x0 - b.x0) > 14:
        points -= 0.7
    return points


def body_points(c: Candidate, stop: int, blocks: Sequence[Block]) -> float:
    """A heading with text under it speaks for an item; one in a row of bare headings for a list."""
    text = sum(len(b.text) for b in blocks[c.block + 1 : stop] if b.kind not in (BlockKind.RUNNING, BlockKind.CONTENTS))
    text += len(blocks[c.block].text) - c.rest
    return 0.7 if text > 12 else (0.2 if text else -0.9)


def stronger_topics(blocks: Sequence[Block], look: Typography, chain: Sequence[Candidate]) -> list[Heading]:
    """The unnumbered bold topics, when they carry the document and the numbered chain is a list inside one of them."""
    topics = find_topics(blocks, look)
    if (
        len(topics) >= 3
        and all(blocks[t.block].size > look.size * 1.2 for t in topics)
        and not any(c.size > look.size * 1.1 or c.bold for c in chain)
    ):
        return topics  # display type throughout, and the numbers are a list in running type
    if any(c.score > 1.5 for c in chain) or len(chain) > 4:
        return []
    first, last = chain[0].block, chain[-1].block
    around = [t for t in topics if t.block < first or t.block > last]
    return topics if len(topics) >= 3 and len(around) >= 2 else []


def as_heading(c: Candidate, blocks: Sequence[Block], parent: str | None = None) -> Heading:
    """The candidate as a heading: title over several blocks, slot and presenter cut off, a repeated title taken along."""
    block = blocks[c.block]
    last, rest, title = c.block, c.rest, c.title
    for at in following(blocks, c.block):
        after = blocks[at]
        if rest < len(blocks[last].text) or after.page > block.page + 1:
            break
        bare = re.sub(r"^(?:(?:punkt|pkt\.?|sag nr\.?)\s*)?\d{1,4}[a-z]?[.:)]?\s*", "", after.text, flags=re.I)
        if bare == after.text and section_label(after) is not None:
            break
        if title and len(bare) > 3 and same_title(title, bare):
            last, rest = at, len(after.text)
            continue
        if wraps(block, blocks[last], after, title):
            title = f"{title} {after.text}".strip()
            last, rest = at, len(after.text)
            continue
        break
    if not c.title and (above := title_above(blocks, c.block)) is not None:
        title, last, rest = blocks[above].text, c.block, len(block.text)
        first = above
    else:
        first = c.block
    parts = clean_title(title)
    return Heading(
        block=first,
        last=last,
        rest=rest,
        number=c.number or None,
        title=parts.title,
        rule=c.rule,
        parent=parent,
        start=parts.start,
        end=parts.end,
        presenter=parts.presenter,
        closed=c.closed or parts.closed,
    )


def title_above(blocks: Sequence[Block], at: int) -> int | None:
    """The block of display type right above a line that gives only the number ("Meddelelser" over "Sag nr. 129")."""
    if at == 0:
        return None
    above = blocks[at - 1]
    shown = above.bold and not blocks[at].bold and above.kind is BlockKind.TEXT and len(above.text) < 130
    return (
        at - 1
        if shown
        and above.page == blocks[at].page
        and section_label(above) is None
        and blocks[at].gap < 1.2 * above.size
        else None
    )


def following(blocks: Sequence[Block], at: int) -> Iterator[int]:
    for i in range(at + 1, min(at + 6, len(blocks))):
        if blocks[i].kind is not BlockKind.RUNNING:
            yield i


def same_title(title: str, text: str) -> bool:
    return len(text) < 1.3 * len(title) + 8 and fuzz.ratio(title.lower(), text.lower()) >= SAME_TITLE


def wraps(first: Block, last: Block, after: Block, title: str) -> bool:
    """Does the title go on in the block after it: the same display type, close below, no label of its own?"""
    if after.kind is not BlockKind.TEXT or section_label(after) is not None or len(after.text) > 120:
        return False
    if not title:
        return not after.text[0].isdigit() and len(after.text) < 120 and after.gap < 1.6 * first.size
    if not first.bold or not after.bold or abs(after.size - first.size) > 0.4 or after.gap > 0.6 * first.size:
        return False
    return True


def sub_items(
    parent: Candidate,
    heading: Heading,
    stop: int,
    candidates: Sequence[Candidate],
    blocks: Sequence[Block],
    look: Typography,
) -> list[Heading]:
    """Numbered or lettered headings inside one item: a chain of their own that begins at 1, a or A, or "5.1" under 5."""
    inside = [c for c in candidates if heading.last < c.block < stop]
    found: list[Candidate] = []
    for style in ("under-decimal", "under-forslag", "under-bogstav", "nummer-punktum"):
        group = [
            c
            for c in inside
            if c.rule == style or (style == "nummer-punktum" and c.rule in ("nummer-punktum", "nummer-kolon"))
        ]
        if style == "under-decimal":
            group = [c for c in group if c.number.split(".")[0] == parent.number]
        chain = restart(group)
        if len(chain) >= (1 if style in ("under-forslag", "under-decimal") else 2) and all(
            heads(c, blocks, look, style) for c in chain
        ):
            found = chain
            break
    return [as_heading(c, blocks, heading.number) for c in found]


def restart(group: Sequence[Candidate]) -> list[Candidate]:
    """The run 1, 2, 3 … (a, b, c …; 5.1, 5.2 …) within the group."""
    chain: list[Candidate] = []
    for c in group:
        tail = c.number.split(".")[-1] if "." in c.number else c.number
        value = int(tail) if tail.isdigit() else ord(tail[0].lower()) - 96
        if value == len(chain) + 1:
            chain.append(c)
    return chain


def heads(c: Candidate, blocks: Sequence[Block], look: Typography, style: str) -> bool:
    """Is the candidate a heading with a record of its own rather than an entry of a list?"""
    block = blocks[c.block]
    shown = look.stands_out(block) > 0.8
    if style == "under-forslag":
        return shown or len(c.title) < 90
    if style == "under-decimal":
        return shown or (len(block.text) < 90 and not re.search(r"[.!?]$", block.text.rstrip("0123456789.") or "x"))
    opens = block.text.rstrip().endswith(":") and c.block + 1 < len(blocks)
    return (shown or opens) and len(block.text) < 120
