"""The record of documents that label every part of a case but the record: it stands last, behind the labelled parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.components.labels import Label
from pipeline.components.section_openings import Draft
from pipeline.minutes import SectionKind
from pipeline.page import Block, BlockKind
from pipeline.reasons import Reason

FEWEST = 2  # items with a labelled recommendation, and as many whose end sounds like a record
# what is told of the meeting itself; an agenda proposes in the present tense
RESOLVED = re.compile(
    r"""
    (?:^|[.\n]\s*) (?: Godkendt | Vedtaget | Tiltrådt | Taget\ til | Udsat | Drøftet | Afslag | Bevilget )\b
    | \b(?:blev|er)\s+(?:\w+\s+)?(?:godkendt|tiltrådt|vedtaget|bevilget|udsat|taget\ til) \b
    | \b(?:besluttede|tiltrådte|vedtog|drøftede|fandt|stemte|deltog\ ikke|forlod) \b
    | \b(?:Fraværende|Afbud)\s*: | \bpkt\.\s.{1,12}\btiltrådt\b | \bgenoptages\b | \bbemyndiges\b
    """,
    re.X,
)


# what another body resolved, or long ago, is told in the case itself
ELSEWHERE = re.compile(r"\b(?:19|20)\d\d\b|\baf\s+(?:byrådet|kommunalbestyrelsen|regionsrådet|folketinget)\b", re.I)


def labels_no_record(labels: Sequence[Label | None]) -> bool:
    """Does the document label recommendations, and nowhere a decision?"""
    kinds = [label.kind for label in labels if label is not None]
    return kinds.count("recommendation") >= FEWEST and not {"decision", "dated"} & set(kinds)


def with_records(items: Sequence[list[Draft]], blocks: Sequence[Block]) -> list[list[Draft]]:
    """The sections of all items, the record parted from the last label where it stands behind its paragraph."""
    parted = [with_record(drafts, blocks) for drafts in items]
    found = sum(one != drafts for one, drafts in zip(parted, items, strict=True))
    return parted if found >= FEWEST else list(items)


def with_record(drafts: list[Draft], blocks: Sequence[Block]) -> list[Draft]:
    if not drafts:
        return drafts
    last = drafts[-1]
    alone = last.heading is None and last.kind is SectionKind.BACKGROUND
    if alone and any(is_resolved(blocks[piece.block].text) for piece in last.pieces):
        return [*drafts[:-1], replace(last, kind=SectionKind.DECISION, rule=Reason.UNLABELLED)]
    own = next((at for at, piece in enumerate(last.pieces) if blocks[piece.block].kind is BlockKind.TEXT), 0) + 1
    rest = last.pieces[own:]
    if last.heading is None or not any(is_resolved(blocks[piece.block].text) for piece in rest):
        return drafts
    record = Draft(SectionKind.DECISION, None, Reason.UNLABELLED, pieces=rest)
    return [*drafts[:-1], replace(last, pieces=last.pieces[:own]), record]


def is_resolved(text: str) -> bool:
    return RESOLVED.search(text) is not None and ELSEWHERE.search(text) is None
