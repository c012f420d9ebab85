"""Items whose title and record share a line ("3) Hegn: Det males i maj.") throughout a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.components.candidates import CLOSED_TITLE, TELLS, Candidate, opens_record
from pipeline.components.typography import BOLD_HEAD
from pipeline.page import Block

FEWEST = 3  # items that make a habit
SHARE = 0.5  # of the chain that opens with topics, and of these that open sentences
TOPIC = re.compile(r"(?P<title>[^:;!?]{2,60}?)\s?:\s+(?=\S)")
PARTS_SENTENCES = re.compile(r"\b\w{4,}+\.\s")  # "Evt.: …" and "Valg af 2 suppl.: …" hold no more than an abbreviation
STATEMENT = 45  # letters: what tells something in fewer may be a title
PAST = re.compile(r"\b\w{3,}(?:ede|gjorde|lagde|talte)\b")
ENDS_SENTENCE = re.compile(r"[.!]\W*$")


def with_run_in_titles(chain: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """The chain with what stands before the colon as titles, where most of its items open so.

    A single line may be a title with a colon in it, so the chain is judged as a whole: in at least half of it a short
    topic and a colon stand before the record, in running type, and most of these records, three at least, are
    sentences. An item of such a chain that opens with a statement and has no topic has no title.
    """
    topics = {c.block: at for c in chain if (at := topic_of(c, blocks[c.block])) is not None}
    told = sum(ENDS_SENTENCE.search(blocks[at].text) is not None for at in topics)
    if told < FEWEST or told < SHARE * len(topics) or len(topics) < SHARE * len(chain):
        return list(chain)
    return [named(c, blocks[c.block], topics.get(c.block)) for c in chain]


def topic_of(c: Candidate, block: Block) -> re.Match[str] | None:
    """The topic and its colon where the item's text opens with them."""
    if block.lines[0].bold_head > BOLD_HEAD:
        return None
    topic = TOPIC.match(block.text, begin_of(c, block))
    if topic is None or TELLS.search(topic["title"]) or PARTS_SENTENCES.search(topic["title"]):
        return None
    if CLOSED_TITLE.match(topic["title"]) or not opens_record(block.text[topic.end() :]):
        return None
    if c.rest == len(block.text) and not ENDS_SENTENCE.search(block.text):
        return None  # "Orientering: Den nye låge" is printed in the agenda too
    return topic


def named(c: Candidate, block: Block, topic: re.Match[str] | None) -> Candidate:
    if topic is not None:
        return replace(c, title=topic["title"], rest=topic.end())
    runs_on = c.rest < len(block.text) or c.title.endswith(".")
    if c.bold or not runs_on or len(c.title) < STATEMENT or not (TELLS.search(c.title) or PAST.search(c.title)):
        return c
    return replace(c, title="", rest=begin_of(c, block))


def begin_of(c: Candidate, block: Block) -> int:
    """Where the title begins in the block's text, behind the number."""
    return max(block.text.find(c.title), 0)
