"""The agenda items of a document: numbered, in lettered groups, by topic, or the whole record as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.components.agenda_titles import with_agenda_titles
from pipeline.components.candidates import Candidate, find_candidates, title_key
from pipeline.components.chain import best_chain
from pipeline.components.headings import as_heading
from pipeline.components.parts import counted_anew
from pipeline.components.run_in import with_run_in_titles
from pipeline.components.run_in_topics import run_in_topics
from pipeline.components.slots import with_slots
from pipeline.components.structure import Heading
from pipeline.components.subitems import (
    decimal_items,
    displaced_decimals,
    grouped,
    lettered_agenda,
    lettered_groups,
    sub_items,
)
from pipeline.components.titles import with_presenters
from pipeline.components.told_titles import without_told_titles
from pipeline.components.topics import find_topics, header_end, repeated_topics
from pipeline.components.typography import Typography
from pipeline.components.uncounted import with_uncounted
from pipeline.page import Block, BlockKind
from pipeline.reasons import Reason

RECORD_TITLE = re.compile(
    r"""
    referat | \bprotokol\b | beslutningsprotokol | (?:bestyrelses|udvalgs|råds|gruppe|afdelings)møde\b
    | generalforsamling\b
    """,
    re.I | re.X,
)
SENTENCE = re.compile(r"[A-ZÆØÅ].{25,}\.$", re.S)
TOLD = re.compile(r"[.!]$")
LEADS_IN = re.compile(r"aftal|beslut|vedt[oa]|opgave|følgende", re.I)
AHEAD = 3  # blocks before the chain, among which the lead-in stands: its first entries may be no candidates
FEWEST_STATEMENTS = 3
POINT_BACK = ("ad-nummer", "punkt-nummer")  # rows of item_headings.jsonl
NEAR = 4  # blocks from the agenda's last point to the first record
FEWEST_TREATED = 3
STATEMENTS = 0.7  # share of the chain
NO_RECORD = re.compile(r"(?:dagsorden|referat)\s*:?|[^a-zæøå]*", re.I)  # a word alone, or no letters


def find_headings(blocks: Sequence[Block]) -> list[Heading]:
    """The headings of the document's agenda items in printed order, sub-items after the item that holds them."""
    return with_slots(with_presenters(headings_by_kind(blocks)), blocks)


def headings_by_kind(blocks: Sequence[Block]) -> list[Heading]:
    """The headings by what the document numbers or sets apart: lettered groups, numbers, topics, else one for all."""
    look = Typography.of(blocks)
    candidates = list(find_candidates(blocks, look))
    numbered = [c for c in candidates if c.label == "item"]
    digits = [c for c in numbered if c.number[0].isdigit()]
    chain = best_chain(digits, blocks) or best_chain(numbered, blocks)  # "Ad a)" and "V. Holm" may stand in an item
    chain = treated_below(chain, numbered, blocks) or chain
    if groups := lettered_groups(candidates, chain, look, blocks):
        return grouped(groups, candidates if groups[0].number.isupper() else (), blocks)
    if parts := counted_anew(numbered, chain, blocks):
        return with_sub_items(parts, candidates, blocks, look)
    if not chain and (decimals := decimal_items(candidates, blocks, look)):
        return with_sub_items(decimals, candidates, blocks, look)
    if not chain or are_statements(chain, look, blocks):
        topics = find_topics(blocks, look) or run_in_topics(blocks, header_end(blocks))
        return topics or lettered_agenda(candidates, blocks) or whole_record(blocks)
    if unnumbered := stronger_topics(blocks, look, chain) or announced_topics(chain, look, blocks):
        return unnumbered
    chain = with_run_in_titles(with_uncounted(chain, candidates, blocks, look), blocks)
    return without_told_titles(with_agenda_titles(with_sub_items(chain, candidates, blocks, look), blocks), blocks)


def with_sub_items(
    chain: Sequence[Candidate], candidates: Sequence[Candidate], blocks: Sequence[Block], look: Typography
) -> list[Heading]:
    """The headings of the chain, each with those of the items under it."""
    headings: list[Heading] = []
    for one, stop in zip(chain, [*(c.block for c in chain[1:]), len(blocks)], strict=True):
        heading = as_heading(one, blocks)
        headings += [heading, *sub_items(one, heading, stop, candidates, blocks, look)]
    return displaced_decimals(headings, candidates, blocks)


def treated_below(
    chain: Sequence[Candidate], candidates: Sequence[Candidate], blocks: Sequence[Block]
) -> list[Candidate]:
    """The records "Ad 1 …", "Ad 2 …" that treat the points of the agenda, where the chain is no more than that list.

    Those with bare numbers stand right below it ("Referat: 1. Karen blev valgt."). A record that begins on the line of
    its number makes a poor heading by its looks, so the chain alone does not find them.
    """
    points = bare_list(chain, candidates, blocks)
    if not points or len(points) < STATEMENTS * len(chain):
        return []
    treated: list[Candidate] = []
    for c in candidates:
        rule = treated[0].rule if treated else c.rule
        if c.block > points[-1].block and c.value == len(treated) + 1 and c.rule == rule:
            treated.append(c)
    enough = len(treated) >= FEWEST_TREATED and 2 * len(treated) > len(points)
    if not enough or not {c.value for c in treated} <= {c.value for c in points}:
        return []
    return treated if treated[0].rule in POINT_BACK or is_record_of(points, treated, blocks) else []


def is_record_of(points: Sequence[Candidate], treated: Sequence[Candidate], blocks: Sequence[Block]) -> bool:
    """Is the list right below the agenda its record: of all points but one at most, mostly sentences, and under nothing
    but the title of a record?"""
    between = [b for b in blocks[points[-1].block + 1 : treated[0].block] if b.kind is not BlockKind.RUNNING]
    if len(between) >= NEAR or not all(RECORD_TITLE.search(b.text) or NO_RECORD.fullmatch(b.text) for b in between):
        return False
    if len(treated) < len(points) - 1:
        return False
    return are_told(treated, blocks)


def are_told(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> bool:
    """Do most of the blocks end like a sentence?"""
    told = sum(TOLD.search(blocks[c.block].text) is not None for c in candidates)
    return told >= STATEMENTS * len(candidates)


def announced_topics(chain: Sequence[Candidate], look: Typography, blocks: Sequence[Block]) -> list[Heading]:
    """The unnumbered headings that repeat the titles of the agenda, where the chain is no more than that list."""
    points = bare_list(chain, chain, blocks)
    if len(points) < max(FEWEST_TREATED, STATEMENTS * len(chain)):
        return []
    end = points[-1].block + 1
    listed = {title_key(point.title) for point in points}
    sources = (find_topics(blocks, look), run_in_topics(blocks, end), repeated_topics(listed, blocks, end))
    for topics in sources:
        below = [topic for topic in topics if topic.block >= end]
        repeated = listed & {title_key(topic.title or "") for topic in below}
        if 2 * len(repeated) > len(points):
            return below
    return []


def bare_list(chain: Sequence[Candidate], candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """The entries that follow on the chain's first with nothing between them: an agenda, where they are many."""
    follows = next_text(blocks)
    bare = list(chain[:1])
    for c in candidates:
        if bare and follows.get(bare[-1].block) == c.block and c.value == (bare[-1].value or 0) + 1:
            bare.append(c)
    return bare


def next_text(blocks: Sequence[Block]) -> dict[int, int]:
    """By the index of each block that of the next one that is no running head."""
    return dict(pairwise(at for at, block in enumerate(blocks) if block.kind is not BlockKind.RUNNING))


def stands_bare(chain: Sequence[Candidate], blocks: Sequence[Block]) -> bool:
    """Is it a list with nothing below most of its entries?"""
    follows = next_text(blocks)
    bare = sum(follows.get(one.block) == after.block for one, after in pairwise(chain))
    return bare >= STATEMENTS * (len(chain) - 1)


def are_statements(chain: Sequence[Candidate], look: Typography, blocks: Sequence[Block]) -> bool:
    """Is the chain the list that a lead-in announces ("Følgende aftaltes:"): sentences with nothing below them?"""
    if len(chain) < FEWEST_STATEMENTS or any(c.bold or c.size > look.size * 1.05 for c in chain):
        return False
    first = chain[0].block
    if not any(leads_in(block.text) for block in blocks[max(0, first - AHEAD) : first]):
        return False
    told = sum(SENTENCE.match(c.title) is not None for c in chain)
    return told >= STATEMENTS * len(chain) and stands_bare(chain, blocks)


def stronger_topics(blocks: Sequence[Block], look: Typography, chain: Sequence[Candidate]) -> list[Heading]:
    """The unnumbered bold topics, when they carry the document and the numbered chain is a list inside one of them."""
    running_type = not any(c.size > look.size * 1.1 or c.bold for c in chain)
    points = running_type and are_told(chain, blocks) and stands_bare(chain, blocks)  # of a topic
    weak = points or (len(chain) <= 4 and not any(c.score > 1.5 for c in chain))
    if not running_type and not weak:
        return []
    topics = find_topics(blocks, look)
    if len(topics) < 3:
        return []
    if running_type and all(blocks[t.block].size > look.size * 1.2 for t in topics):
        return topics  # display type throughout, and the numbers are a list in running type
    if not weak:
        return []
    first, last = chain[0].block, chain[-1].block
    return topics if sum(t.block < first or t.block > last for t in topics) >= 2 else []


def whole_record(blocks: Sequence[Block]) -> list[Heading]:
    """Minutes without any heading are one item without number and title; it begins after the header."""
    begin = header_end(blocks)
    for at, block in enumerate(blocks[begin:], start=begin):
        if block.kind in (BlockKind.RUNNING, BlockKind.CONTENTS):
            continue
        if (RECORD_TITLE.search(block.text) and len(block.text) < 160) or NO_RECORD.fullmatch(block.text):
            continue
        if begin or len(block.text) > 60:
            return [Heading(block=at, last=at, rest=0, number=None, title=None, rule=Reason.WHOLE_RECORD)]
    return []


def leads_in(text: str) -> bool:
    """Does the text end in a colon, and speak behind its last full stop of what was agreed?"""
    return text.endswith(":") and LEADS_IN.search(text, text.rfind(".") + 1) is not None
