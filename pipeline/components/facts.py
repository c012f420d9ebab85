"""What an item mentions: case number, KLE, votes, attachments, sums of money, and whether it is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.amounts import find_amounts
from pipeline.cases import find_case_number, find_kle, is_case_line
from pipeline.components.structure import Heading, SectionSpan
from pipeline.minutes import Amount, SectionKind, Vote
from pipeline.page import Block, BlockKind
from pipeline.votes import find_votes

UNREAD = (BlockKind.RUNNING, BlockKind.CONTENTS)
CLOSED_LINE = re.compile(r"(?:lukket(?:\s+(?:punkt|sag|dagsorden))?|fortroligt?(?:\s+(?:punkt|sag))?)\.?", re.I)
CLOSED_GROUP = re.compile(r"(?:til\s+\w+\s*[-–]\s*)?for\s+lukkede\s+døre|lukkede?\s+(?:dagsordens)?(?:punkter|sager|møde|dagsorden)\s*:?", re.I)
OPEN_GROUP = re.compile(r"(?:til\s+\w+\s*[-–]\s*)?for\s+åbne\s+døre|åbne?\s+(?:dagsordens)?(?:punkter|sager|møde|dagsorden)\s*:?", re.I)
DOCUMENT_NUMBER = re.compile(r"\s+(?:\(?\d{3}-\d{4}-\d+\)?|\(?\d{4,}[-/]\d+\)?|\(\d{6,}\)|\d{6,}(?:/\d+)?|dok\.?\s?nr\.?:?\s*\S+|D\d{2}-\d+|\d{2}/\d{4,})\s*$", re.I)
PUBLISHED = re.compile(r"^(?:application/pdf icon\s*|pdf\s*[-–:]\s*|Åben\s*[-–:]\s*)", re.I)


@dataclass(frozen=True, slots=True)
class Facts:
    case_number: str | None
    kle: str | None
    closed: bool
    votes: tuple[Vote, ...]
    attachments: tuple[str, ...]
    amounts: tuple[Amount, ...]


def item_facts(blocks: Sequence[Block], heading: Heading, stop: int, sections: Sequence[SectionSpan]) -> Facts:
    """The facts of the item from `heading` to block `stop`."""
    inside = [b for b in blocks[heading.last + 1 : stop] if b.kind not in UNREAD]
    above = next((b for b in reversed(blocks[: heading.block]) if b.kind not in UNREAD), None)
    if inside and is_case_line(inside[-1].text) and stop < len(blocks):
        inside.pop()  # printed above the heading of the next item
    lines = [b.text for b in inside[:4]]
    if above is not None and is_case_line(above.text):
        lines.insert(0, above.text)
    return Facts(
        case_number=next((n for text in lines if (n := find_case_number(text))), None),
        kle=next((n for text in lines if (n := find_kle(text))), None),
        closed=any(CLOSED_LINE.fullmatch(b.text.strip()) for b in inside[:4]) or in_closed_group(blocks, heading),
        votes=tuple(votes_of(blocks, sections)),
        attachments=tuple(a for s in sections if s.kind is SectionKind.ATTACHMENTS for a in attachments_of(blocks, s)),
        amounts=tuple(amounts_of(blocks, sections)),
    )


def in_closed_group(blocks: Sequence[Block], heading: Heading) -> bool:
    """Does the item stand under a group heading such as "Til behandling - for lukkede døre"?"""
    for block in reversed(blocks[: heading.block]):
        if block.kind in (BlockKind.RUNNING, BlockKind.CONTENTS) or len(block.text) > 60:
            continue
        if CLOSED_GROUP.fullmatch(block.text.strip()):
            return True
        if OPEN_GROUP.fullmatch(block.text.strip()):
            return False
    return False


def votes_of(blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> list[Vote]:
    votes: list[Vote] = []
    for section in sections:
        if section.kind is not SectionKind.DECISION:
            continue
        text = "\n".join(blocks[p.block].text[p.start : p.end] for p in section.pieces if blocks[p.block].kind is not BlockKind.TABLE)
        for vote in find_votes(text):
            votes.append(
                Vote(
                    for_=vote.for_,
                    against=vote.against,
                    abstain=vote.abstain,
                    parties_for=vote.parties_for,
                    parties_against=vote.parties_against,
                    parties_abstain=vote.parties_abstain,
                    unanimous=vote.unanimous,
                    text=vote.text,
                    page=blocks[section.pieces[0].block].page,
                )
            )
    return votes


def attachments_of(blocks: Sequence[Block], section: SectionSpan) -> list[str]:
    """One name a line of the section; document numbers and file icons are cut off."""
    names = []
    for piece in section.pieces:
        text = PUBLISHED.sub("", blocks[piece.block].text[piece.start : piece.end].strip())
        text = DOCUMENT_NUMBER.sub("", text).strip(" -–")
        if text and not re.fullmatch(r"(?i)ingen\.?|intet\.?|\W*", text):
            names.append(text)
    return names


def amounts_of(blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> list[Amount]:
    found = []
    for section in sections:
        if section.kind is SectionKind.ATTACHMENTS:
            continue
        for piece in section.pieces:
            block = blocks[piece.block]
            if block.kind is BlockKind.TABLE:
                continue
            for amount in find_amounts(block.text[piece.start : piece.end]):
                found.append(Amount(amount.text, amount.dkk, block.page))
    return found
