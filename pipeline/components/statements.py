"""The statements of a record: its sentences and list items in printed order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from msgspec import Struct

from pipeline.components.persons import starts_with_person
from pipeline.components.sentences import sentence_spans
from pipeline.components.structure import Piece, SectionSpan
from pipeline.gated import Gated
from pipeline.page import Block, BlockKind

INDENT = 6.0  # points that make a step in a list
AT = re.compile(r"[Aa]t\b")
RESULT = re.compile(r"(?:(?:blev|er)\s+)?(?:gen|ny)?valgt(?:\s+uden\s+modkandidat(?:er)?|\s+for\s+\w+\s+år)?\.?", re.I)
RESULT_LAST = Gated(rf"(?<=[.!)]\s)(?:{RESULT.pattern})$", re.I)
QUOTES = re.compile(r"[„»«”“\"]")


class Statement(Struct, frozen=True):
    """A sentence or list item of a record: its pieces of blocks, its text, and its list level (None outside lists)."""

    pieces: tuple[Piece, ...]
    text: str
    level: int | None
    opens: bool  # first in its block
    x0: float  # left edge of its block, in points

    def with_more(self, other: Statement) -> Statement:
        """This statement with `other` as its last part."""
        pieces, text = (*self.pieces, *other.pieces), f"{self.text} {other.text}"
        return Statement(pieces, text, self.level, self.opens, self.x0)


def section_statements(blocks: Sequence[Block], section: SectionSpan) -> Iterator[Statement]:
    """Every sentence of the section; tables have none."""
    for piece in section.pieces:
        block = blocks[piece.block]
        if block.kind is BlockKind.TABLE:
            continue
        text = block.text[piece.start : piece.end]
        level = block.level if block.kind is BlockKind.BULLET and piece.start == 0 else None
        x0 = block.x0
        for at, (start, end) in enumerate(sentence_spans(text)):
            span = Piece(piece.block, piece.start + start, piece.start + end)
            yield Statement((span,), text[start:end], level, at == 0, x0)


def with_results(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an election, each person's line joined with its result: "Karen er på valg. Genvalgt."."""
    joined: list[Statement] = []
    for one in statements:
        joined.append(one)
        if one.opens or not RESULT.fullmatch(one.text.strip()):
            continue
        first = len(joined) - 1
        while first > 0 and not joined[first].opens and joined[first - 1].pieces[0].block == one.pieces[0].block:
            first -= 1
        if joined[first].opens and starts_with_person(joined[first].text):
            joined[first:] = [reduce(Statement.with_more, joined[first:])]
    return joined


def bullets_under(statements: Sequence[Statement], at: int, lead: Statement) -> tuple[list[Statement], int]:
    """The list right under a lead-in, which begins at statement `at`, and the place of the first statement after it.

    One statement a top-level item, its nested items and further sentences included.
    """
    found: list[Statement] = []
    top = 0.0  # left edge of the outermost items, in points
    while at < len(statements):
        one = statements[at]
        same_block = bool(found) and not one.opens and one.pieces[0].block == found[-1].pieces[-1].block
        if not same_block:
            deeper = one.x0 > lead.x0 + INDENT
            listed = deeper or (lead.level is None and (one.level is not None or AT.match(one.text)))
            if not listed or not one.opens:
                break
            top = top if found else one.x0
            if one.x0 < top - INDENT:
                break
        if same_block or (found and one.x0 > top + INDENT):
            found[-1] = found[-1].with_more(one)
        else:
            found.append(one)
        at += 1
    return found, at


OUTWARDS = re.compile(r"«([^«»]{1,200})»")  # the other way round than Danish marks mostly stand


def quote_open(text: str, before: bool) -> bool:
    """Is a quotation open after this text, given whether one was open `before` it?"""
    if "«" in text:
        text = OUTWARDS.sub(r"»\1«", text)
    for sign in QUOTES.findall(text):
        if sign in "„»" or (sign in '”“"' and not before):
            before = True
        elif sign in "«" or (sign in '”“"' and before):
            before = False
    return before
