"""Doc -> Minutes: what the components found, put together with its pages, boxes and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from pipeline.components.decisions import DecisionSpan
from pipeline.components.facts import item_facts
from pipeline.components.kind import find_kind
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.doubts import find_doubts
from pipeline.minutes import AgendaItem, Decision, Document, Kind, Minutes, Recommendation, Section, SectionKind
from pipeline.page import Block, BlockKind, Box


def assemble_minutes(doc: Doc, document: Document) -> Minutes:
    """The minutes of one document. A document that is no minutes and no agenda keeps its meeting's fields empty."""
    blocks: Sequence[Block] = doc._.blocks
    headings: Sequence[Heading] = doc._.headings
    sections: Sequence[SectionSpan] = doc._.sections
    kind = find_kind(blocks, headings, sections, doc._.meeting, len([d for d in doc._.decisions if not d.rule.startswith(("opgave", "valgt-liste"))]), len(doc._.participants))
    if kind is Kind.OTHER:
        return Minutes(document=document, kind=kind, meeting=type(doc._.meeting)(), coverage=None)
    by_item: dict[int, list[SectionSpan]] = defaultdict(list)
    for section in sections:
        by_item[section.item].append(section)
    decided: dict[int, list[DecisionSpan]] = defaultdict(list)
    if kind is Kind.MINUTES:
        for decision in doc._.decisions:
            decided[decision.item].append(decision)
    items = tuple(
        assemble_item(blocks, heading, headings, index, by_item[index], decided[index]) for index, heading in enumerate(headings)
    )
    minutes = Minutes(
        document=document, kind=kind, meeting=doc._.meeting, participants=doc._.participants if kind is Kind.MINUTES else (), items=items
    )
    return find_doubts(minutes, blocks, sections)


def assemble_item(
    blocks: Sequence[Block], heading: Heading, headings: Sequence[Heading], index: int, sections: Sequence[SectionSpan], decisions: Sequence[DecisionSpan]
) -> AgendaItem:
    stop = headings[index + 1].block if index + 1 < len(headings) else len(blocks)
    head = blocks[heading.block]
    printed = tuple(section_of(blocks, span) for span in sections)
    facts = item_facts(blocks, heading, stop, sections)
    last = max((blocks[p.block].lines[-1].page for s in sections for p in s.pieces if blocks[p.block].lines), default=head.page)
    return AgendaItem(
        number=heading.number,
        title=heading.title,
        page=head.page,
        page_end=last,
        parent=heading.parent,
        start=heading.start,
        end=heading.end,
        presenter=heading.presenter,
        case_number=facts.case_number,
        kle=facts.kle,
        closed=heading.closed or facts.closed,
        sections=printed,
        recommendations=tuple(r for s in sections if s.kind is SectionKind.RECOMMENDATION for r in recommendations_of(blocks, s)),
        decisions=tuple(decision_of(blocks, d) for d in decisions),
        votes=facts.votes,
        attachments=facts.attachments,
        amounts=facts.amounts,
        tables=tuple(b.table for b in blocks[heading.last + 1 : stop] if b.table is not None),
        rule=heading.rule,
        boxes=head.boxes(),
    )


def section_of(blocks: Sequence[Block], span: SectionSpan) -> Section:
    return Section(
        kind=span.kind,
        heading=span.heading,
        text="\n".join(text_of(blocks, piece) for piece in span.pieces),
        page=page_of(blocks, span.pieces[0]),
        rule=span.rule,
        boxes=boxes_of(blocks, span.pieces),
    )


def decision_of(blocks: Sequence[Block], span: DecisionSpan) -> Decision:
    return Decision(
        text=span.text, outcome=span.outcome, page=page_of(blocks, span.pieces[0]), rule=span.rule, boxes=boxes_of(blocks, span.pieces)
    )


def recommendations_of(blocks: Sequence[Block], span: SectionSpan) -> Iterator[Recommendation]:
    """Each list item of the recommendation is one point; without a list the whole text is one."""
    points = [p for p in span.pieces if blocks[p.block].kind is BlockKind.BULLET or text_of(blocks, p).lower().startswith("at ")]
    for piece in points or span.pieces[:1]:
        block = blocks[piece.block]
        yield Recommendation(
            label=block.marker.rstrip(".):") or None if block.marker[:1].isalnum() else None,
            text=text_of(blocks, piece),
            page=page_of(blocks, piece),
            rule=span.rule,
            boxes=block.boxes(piece.start, piece.end),
        )


def text_of(blocks: Sequence[Block], piece: Piece) -> str:
    return blocks[piece.block].text[piece.start : piece.end].strip()


def page_of(blocks: Sequence[Block], piece: Piece) -> int:
    boxes = blocks[piece.block].boxes(piece.start, piece.end)
    return boxes[0][0] if boxes else blocks[piece.block].page


def boxes_of(blocks: Sequence[Block], pieces: Sequence[Piece]) -> tuple[Box, ...]:
    return tuple(box for piece in pieces for box in blocks[piece.block].boxes(piece.start, piece.end))
