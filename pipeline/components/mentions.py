"""What the text of an item mentions: votes, standpoints, sums of money, dates, and what it points to elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.amounts import find_amounts
from pipeline.components.structure import Piece, SectionSpan
from pipeline.dates import find_dates
from pipeline.minutes import (
    Amount,
    Choice,
    CrossReference,
    DateMention,
    ReferenceKind,
    SectionKind,
    Standpoint,
    StandpointKind,
    Vote,
    Voter,
)
from pipeline.page import Block, BlockKind, Box
from pipeline.references import find_references
from pipeline.standpoints import find_standpoints
from pipeline.votes import FoundVote, find_votes

DIGIT = re.compile(r"[0-9]")


class Mentions(Struct, frozen=True):
    votes: tuple[Vote, ...]
    standpoints: tuple[Standpoint, ...]
    amounts: tuple[Amount, ...]
    dates: tuple[DateMention, ...]
    cross_references: tuple[CrossReference, ...]


class Record(Struct, frozen=True):
    """The text of one decision section, its paragraphs parted by newlines; `pieces` with their offset in `text`."""

    text: str
    pieces: tuple[tuple[int, Piece], ...]

    def boxes(self, blocks: Sequence[Block], start: int, end: int) -> tuple[Box, ...]:
        """The boxes of the lines that `text[start:end]` touches."""
        found: list[Box] = []
        for offset, piece in self.pieces:
            first, last = max(start - offset, 0), min(end - offset, piece.end - piece.start)
            if first < last:
                found += blocks[piece.block].boxes(piece.start + first, piece.start + last)
        return tuple(found)


def mentions_of(blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> Mentions:
    """What the sections of one item mention; tables and lists of enclosures are left out."""
    votes: list[Vote] = []
    standpoints: list[Standpoint] = []
    amounts: list[Amount] = []
    dates: list[DateMention] = []
    references: list[CrossReference] = []
    for section in sections:
        if section.kind is SectionKind.ATTACHMENTS:
            continue
        pieces = [piece for piece in section.pieces if blocks[piece.block].kind is not BlockKind.TABLE]
        for piece in pieces:
            block = blocks[piece.block]
            text = block.text[piece.start : piece.end]
            amounts += [Amount(one.text, one.dkk, block.page) for one in find_amounts(text)]
            if not DIGIT.search(text) and "ilag" not in text:
                continue
            found = find_dates(text)
            dates += [DateMention(one.text, one.iso, block.page) for one in found]
            references += [
                CrossReference(ReferenceKind(one.kind), one.text, one.target, one.date, block.page)
                for one in find_references(text, found)
            ]
        if section.kind is SectionKind.DECISION and pieces:
            record = record_of(blocks, pieces)
            told = find_votes(record.text)
            votes += [vote_of(blocks, record, one) for one in told]
            for one in find_standpoints(record.text, told):
                boxes = record.boxes(blocks, one.start, one.end)
                page = boxes[0][0] if boxes else blocks[pieces[0].block].page
                standpoints.append(Standpoint(StandpointKind(one.kind), one.who, one.text, page, boxes))
    return Mentions(tuple(votes), tuple(standpoints), tuple(amounts), tuple(dates), tuple(references))


def record_of(blocks: Sequence[Block], pieces: Sequence[Piece]) -> Record:
    texts = [blocks[piece.block].text[piece.start : piece.end] for piece in pieces]
    offsets = [0]
    for text in texts[:-1]:
        offsets.append(offsets[-1] + len(text) + 1)
    return Record("\n".join(texts), tuple(zip(offsets, pieces, strict=True)))


def vote_of(blocks: Sequence[Block], record: Record, found: FoundVote) -> Vote:
    boxes = record.boxes(blocks, found.start, found.end)
    sides = (
        (Choice.FOR, found.members_for),
        (Choice.AGAINST, found.members_against),
        (Choice.ABSTAIN, found.members_abstain),
    )
    return Vote(
        for_=found.for_,
        against=found.against,
        abstain=found.abstain,
        parties_for=found.parties_for,
        parties_against=found.parties_against,
        parties_abstain=found.parties_abstain,
        unanimous=found.unanimous,
        text=found.text,
        page=boxes[0][0] if boxes else blocks[record.pieces[0][1].block].page,
        members=tuple(Voter(name, party, choice) for choice, members in sides for name, party in members),
        boxes=boxes,
    )
