"""The points of a recommendation: what someone asks the meeting to resolve, one row for each thing asked.

A point is an entry of the list under the lead ("Forvaltningen indstiller,"), or each "at ..." of a sentence. A point
that only leads into a list of its own ("At udvalget drøfter:") gives way to that list. Where the recommendation speaks
of proposals that the case text lists ("arbejdsgruppens anbefalinger drøftes"), these are points too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.components.structure import Piece, SectionSpan
from pipeline.gated import Gated
from pipeline.minutes import Recommendation, SectionKind
from pipeline.page import Block, BlockKind

LEAD = re.compile(
    r"""
    (?P<by>[A-ZÆØÅ][^.:;?]{1,90}?) \s+ (?:indstiller|anbefaler|foreslår|henstiller)\b
    (?: [^.:;]{0,100}? ) (?: [,:;]\s*$ | :\s* | ,?\s+ (?=at\b) | \s*$ )
    | (?:Det|Der)\s+(?:indstilles|foreslås|anbefales)\b [^.:;]{0,100}? (?: [,:;]\s*$ | :\s* | ,?\s+ (?=at\b) | \s*$ )
    """,
    re.X,
)
NOBODY = re.compile(r"(?:Det|Der|Dette|Sagen|Hermed|Derfor|Herefter)\b")
# ", at", "og at", "samt at" before the next thing asked; not where "at" says what a word before it is about
NEXT = re.compile(r"(?:,|;)?\s+(?:og|samt)\s+(?=at\b)|(?:,|;)\s+(?=at\b)|(?<=[.;])\s+(?=At\b)")
ABOUT = re.compile(
    r"\b(?:det|efterretning|forudsætning(?:en)?|betingelse|bemærkning|ændring|tilføjelse|opmærksom|sådan|således|dog"
    r"|for|på|om|af|til|med|fordi|idet|vurderer|oplyser|forventes|betyder|konsekvens)$",
    re.I,
)
ONLY_LEADS = re.compile(r"(?:at\b)?\s*[:;,]?|at\s+[^.]{1,60}[:;]", re.I)  # "at", "at Chefforum:" before a list
CLOCK = re.compile(r"\d{1,2}[.:]\d\d$")
PROPOSALS = Gated(r"\b(?P<what>anbefaling(?:er|erne)?|forslag(?:et|ene)?)\b", re.I)
INDENT = 8.0  # points by which an entry stands in from what leads into it
ROOM = 4.0  # points by which a line may fall short before its next word is said to have had room
FEWEST = 2  # proposals that make a list


@dataclass(frozen=True, slots=True)
class Point:
    """A piece that asks for something; `label` as printed, `parent` the label it stands under."""

    piece: Piece
    label: str | None = None
    parent: str | None = None


def recommendations_of(blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> Iterator[Recommendation]:
    """The points of an item's recommendations in printed order, then the proposals in its case text they speak of."""
    asked: list[Recommendation] = []
    for span in sections:
        if span.kind is SectionKind.RECOMMENDATION:
            asked += asked_in(blocks, span)
    yield from asked
    spoken_of = {found["what"].lower()[:6] for one in asked for found in PROPOSALS.finditer(one.text)}
    if spoken_of:
        for span in sections:
            if span.kind in (SectionKind.BACKGROUND, SectionKind.OTHER):
                yield from proposed_in(blocks, span, spoken_of)


def asked_in(blocks: Sequence[Block], span: SectionSpan) -> Iterator[Recommendation]:
    by = None
    points: list[Point] = []
    for piece in span.pieces:
        text = text_of(blocks, piece)
        if lead := LEAD.match(text):
            who = (lead["by"] or "").strip()
            by = by or (who if who and not NOBODY.match(who) else None)
            piece = Piece(piece.block, start_of(blocks, piece) + lead.end(), piece.end)
            if ONLY_LEADS.fullmatch(text_of(blocks, piece)):
                continue
            points += [Point(part) for part in clauses(blocks, piece)]
        elif is_point(blocks[piece.block], text):
            points.append(Point(piece, label_of(blocks[piece.block])))
        elif points and is_under(blocks, piece, points[-1].piece):
            over = points.pop() if text_of(blocks, points[-1].piece).endswith(":") else points[-1]
            points += [Point(part, parent=over.label) for part in entries(blocks, piece)]
    points = [one for one in points if not is_clock(one)]
    if not points:
        points = [Point(part) for piece in span.pieces[:1] for part in clauses(blocks, piece)]
    for one in points:
        yield recommendation(blocks, one, span.rule, by)


def proposed_in(blocks: Sequence[Block], span: SectionSpan, spoken_of: set[str]) -> Iterator[Recommendation]:
    """The lists of "at ..." under a paragraph that calls them recommendations or a proposal."""
    run: list[Point] = []
    led = False
    for piece in [*span.pieces, None]:
        text = text_of(blocks, piece) if piece else ""
        block = blocks[piece.block] if piece else None
        if piece and block and led and asks(text, block.marker):
            label = label_of(block)
            under = bool(label and label.islower() and run and run[0].label and run[0].label.isupper())
            above = next((one.label for one in reversed(run) if one.label and one.label.isupper()), None)
            run.append(Point(piece, label, above if under else None))
            continue
        if len(run) >= FEWEST:
            for one in run:
                yield recommendation(blocks, one, span.rule, None)
        run = []
        named = {found["what"].lower()[:6] for found in PROPOSALS.finditer(text)}
        led = bool(named & spoken_of)


def asks(text: str, marker: str) -> bool:
    return text.removeprefix(marker).lstrip().lower().startswith("at ")


def recommendation(blocks: Sequence[Block], one: Point, rule: str, by: str | None) -> Recommendation:
    block = blocks[one.piece.block]
    boxes = block.boxes(one.piece.start, one.piece.end)
    label = ".".join(filter(None, [one.parent, one.label])) or None
    return Recommendation(
        label=label,
        text=text_of(blocks, one.piece),
        page=boxes[0][0] if boxes else block.page,
        rule=rule,
        boxes=boxes,
        by=by,
    )


def is_point(block: Block, text: str) -> bool:
    return block.kind is BlockKind.BULLET or text.lower().startswith("at ")


def is_clock(one: Point) -> bool:
    """A time that a line begins with ("12.00 til mandag") is no label."""
    return bool(one.label and CLOCK.match(one.label))


def label_of(block: Block) -> str | None:
    return block.marker.rstrip(".):") or None if block.marker[:1].isalnum() else None


def is_under(blocks: Sequence[Block], piece: Piece, over: Piece) -> bool:
    """Does a paragraph stand in from a point that leads into it?"""
    block, above = blocks[piece.block], blocks[over.block]
    if not (block.lines and above.lines and text_of(blocks, over).endswith(":")):
        return False
    return block.lines[0].x0 > above.lines[0].x0 + INDENT


def entries(blocks: Sequence[Block], piece: Piece) -> Iterator[Piece]:
    """A paragraph of unmarked entries, parted where a line ends though the next word had room on it."""
    block = blocks[piece.block]
    if len(block.lines) < 2 or len(block.starts) != len(block.lines):
        yield piece
        return
    edge = max(line.x1 for line in block.lines)
    begin = piece.start
    for above, below, start in zip(block.lines, block.lines[1:], block.starts[1:], strict=False):
        first = below.text.split(" ", 1)[0]
        letter = (below.x1 - below.x0) / max(len(below.text), 1)
        if above.x1 + letter * (len(first) + 1) + ROOM < edge and begin < start < piece.end:
            yield Piece(piece.block, begin, start)
            begin = start
    yield Piece(piece.block, begin, piece.end)


def clauses(blocks: Sequence[Block], piece: Piece) -> Iterator[Piece]:
    """The things asked in one sentence: "at A, at B og at C"."""
    text = blocks[piece.block].text
    begin = piece.start
    for cut in NEXT.finditer(text, piece.start, piece.end):
        asked = text[begin : cut.start()].strip()
        if asked.lower().startswith("at ") and not ABOUT.search(asked):
            yield Piece(piece.block, begin, cut.start())
            begin = cut.end()
    yield Piece(piece.block, begin, piece.end)


def start_of(blocks: Sequence[Block], piece: Piece) -> int:
    """Where the text of a piece begins: `text_of` leaves out white space."""
    raw = blocks[piece.block].text[piece.start : piece.end]
    return piece.start + len(raw) - len(raw.lstrip())


def text_of(blocks: Sequence[Block], piece: Piece) -> str:
    return blocks[piece.block].text[piece.start : piece.end].strip()
