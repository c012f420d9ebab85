"""What the structure components find: headings of items, and the stretches of blocks that are sections."""

from __future__ import annotations

from msgspec import Struct

from pipeline.minutes import SectionKind


class Heading(Struct, frozen=True):
    """The heading of one agenda item. `block` and `last` are the first and last block it takes up; the item's record
    begins in block `last` at character `rest` (the length of the text when nothing follows on the heading's line)."""

    block: int
    last: int
    rest: int
    number: str | None
    title: str | None
    rule: str
    parent: str | None = None
    start: str | None = None
    end: str | None = None
    presenter: str | None = None
    closed: bool = False


class Piece(Struct, frozen=True):
    """The characters `start` to `end` of one block's text."""

    block: int
    start: int
    end: int


class SectionSpan(Struct, frozen=True):
    """A labelled part of item number `item` (index into the list of headings): its kind, heading and pieces of text."""

    item: int
    kind: SectionKind
    heading: str | None
    pieces: tuple[Piece, ...]
    rule: str
    body: str | None = None  # the body named in the heading, as printed
    date: str | None = None  # the date named in the heading, ISO
