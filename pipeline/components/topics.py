"""Items without numbers: bold or larger topic lines, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.candidates import Typography, forms
from pipeline.components.fields import label_at
from pipeline.components.labels import section_label
from pipeline.components.structure import Heading
from pipeline.components.titles import clean_title
from pipeline.page import Block, BlockKind

NOT_A_TOPIC = re.compile(
    r"(?:referat|dagsorden|beslutningsprotokol|protokol|indkaldelse|deltagere|til\s?stede|tilstede|fremmødte?|afbud|fraværende|mødt|dato|tid|sted|"
    r"mødedato|mødested|mødetidspunkt|mødeleder|referent|ordstyrer|dirigent|næste møde\b|medlemmer|gæster|kopi|cc)\b.{0,100}$",
    re.I,
)


def find_topics(blocks: Sequence[Block], look: Typography) -> list[Heading]:
    """Headings by type alone: short blocks that stand out from the running text and have text under them."""
    found: list[Heading] = []
    titles = forms()[1]
    begin = header_end(blocks)
    weak = not any(
        (label := section_label(b))
        and label.kind in ("decision", "recommendation", "dated", "background")
        and look.stands_out(b) > 0.8
        for b in blocks[begin:]
    )
    for at, block in enumerate(blocks):
        if at < begin:
            continue
        if (
            block.kind not in (BlockKind.TEXT, BlockKind.BULLET)
            or not 2 < len(block.text) < 110
            or block.text.endswith((",", ";"))
        ):
            continue
        label = section_label(block)
        if (
            label is not None
            and not (weak and label.kind not in ("decision", "recommendation", "dated", "lead", "attendance"))
            or NOT_A_TOPIC.match(block.text)
            or not re.search(r"[A-Za-zÆØÅæøå]{2}", block.text)
        ):
            continue
        shown = look.stands_out(block)
        known = any(rule.pattern.search(block.text) for rule in titles)  # type: ignore[union-attr]
        if not (shown >= 1.6 and block.bold or known and (shown > 0 or block.text.endswith(":"))):
            continue
        if block.text.endswith(".") and len(block.text) > 50:
            continue
        if not has_text(blocks, at):
            continue
        parts = clean_title(block.text.removesuffix(":"))
        found.append(
            Heading(
                block=at,
                last=at,
                rest=len(block.text),
                number=None,
                title=parts.title,
                rule="emne-fremhævet",
                presenter=parts.presenter,
                start=parts.start,
                end=parts.end,
                closed=parts.closed,
            )
        )
    return display(found, blocks, look) if len(found) >= 2 else spaced_topics(blocks, begin) or found


def spaced_topics(blocks: Sequence[Block], begin: int) -> list[Heading]:
    """Topic lines in running type, told by white space alone: room above, the text close below, most with a colon."""
    found = []
    for at, block in enumerate(blocks[:-1]):
        text = block.text
        if (
            at < begin
            or block.kind is not BlockKind.TEXT
            or not 3 < len(text) < 60
            or len(block.lines) != 1
            or text.endswith((".", ",", ";", "!", "?"))
        ):
            continue
        after = blocks[at + 1]
        if (
            after.kind not in (BlockKind.TEXT, BlockKind.BULLET)
            or label_at(text) is not None
            or NOT_A_TOPIC.match(text)
        ):
            continue
        if (
            block.gap > 0.9 * block.size
            and after.gap < 0.6 * block.size
            and after.page == block.page
            and text[0].isupper()
        ):
            found.append(at)
    colons = sum(blocks[at].text.rstrip().endswith(":") for at in found)
    if len(found) < 3 or colons < 2 or colons < len(found) / 2:
        return []
    headings = []
    for at in found:
        parts = clean_title(blocks[at].text.removesuffix(":"))
        headings.append(
            Heading(
                at,
                at,
                len(blocks[at].text),
                None,
                parts.title,
                "emne-luft",
                presenter=parts.presenter,
                closed=parts.closed,
            )
        )
    return headings


def header_end(blocks: Sequence[Block]) -> int:
    """The first block after the header: after the last labelled field among the first blocks."""
    end = 0
    for at, block in enumerate(blocks[:18]):
        if block.kind is BlockKind.CONTENTS:
            end = at + 1
        elif (hit := label_at(block.text)) is not None and hit[0] not in ("ignore", "location") and not block.bold:
            end = at + 1
    return end


def display(found: list[Heading], blocks: Sequence[Block], look: Typography) -> list[Heading]:
    """Where some topics are set clearly larger than the rest, those alone are the items; the rest are subheads."""
    large = [h for h in found if blocks[h.block].size > look.size * 1.15]
    if len(large) >= 2 and len(large) < len(found):
        largest = max(round(blocks[h.block].size) for h in large)
        top = [h for h in large if round(blocks[h.block].size) == largest]
        return top if len(top) >= 2 else large
    return found


def has_text(blocks: Sequence[Block], at: int) -> bool:
    for after in blocks[at + 1 : at + 4]:
        if after.kind in (BlockKind.RUNNING, BlockKind.CONTENTS):
            continue
        return not after.bold or section_label(after) is not None
    return False
