"""Doc -> Minutes: what the components found, put together with its pages, boxes and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from msgspec.structs import replace
from spacy.tokens import Doc

from pipeline.components.actions import Margin, action_of, margin_of, task_of
from pipeline.components.attachments import attachments_in_head, attachments_of
from pipeline.components.clock import day_by_filename
from pipeline.components.decisions import DecisionSpan
from pipeline.components.facts import Habits, find_habits, item_facts, stop_of
from pipeline.components.kind import find_kind
from pipeline.components.mentions import mentions_of
from pipeline.components.recommendations import recommendations_of
from pipeline.components.reports import ReportedSpan
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.doubts import find_doubts
from pipeline.minutes import (
    Action,
    AgendaItem,
    Decision,
    Document,
    Issue,
    Kind,
    Meeting,
    Minutes,
    Recommendation,
    Section,
)
from pipeline.page import Block, Box
from pipeline.reasons import TASKS, Reason
from pipeline.relations import Asked, Resolved, relate, relation_of_decision

HEADER = 25  # blocks in which the meeting's own day stands


@dataclass(frozen=True, slots=True)
class Whole:
    """What every item is read against: the document's blocks, headings and habits, and the meeting's date."""

    blocks: Sequence[Block]
    headings: Sequence[Heading]
    habits: Habits
    margin: Margin
    reports: Mapping[int, Sequence[ReportedSpan]]
    enclosed: Mapping[str, Sequence[str]]
    date: str | None


def assemble_minutes(doc: Doc, document: Document) -> Minutes:
    """The minutes of one document. A document that is no minutes and no agenda keeps its meeting's fields empty."""
    read = doc._  # asked once: each asking makes it anew
    blocks: Sequence[Block] = read.blocks
    headings: Sequence[Heading] = read.headings
    sections: Sequence[SectionSpan] = read.sections
    formulas = sum(decision.rule not in TASKS | {Reason.ELECTED_IN_LIST} for decision in read.decisions)
    tasks = len(read.decisions) - formulas
    kind = find_kind(blocks, headings, sections, read.meeting, formulas, len(read.participants), tasks)
    if kind is Kind.OTHER:
        return find_doubts(Minutes(document=document, kind=kind, meeting=Meeting()), blocks, ())
    meeting: Meeting = read.meeting
    doubts: tuple[Issue, ...] = ()
    if meeting.date is None and (day := day_by_filename([b.text for b in blocks[:HEADER]], document.filename)):
        meeting = replace(meeting, date=day)
        doubts = (Issue("year_from_filename", "Årstallet er ikke trykt; det er taget fra filens navn.", 1),)
    by_item: dict[int, list[SectionSpan]] = defaultdict(list)
    for section in sections:
        by_item[section.item].append(section)
    decided: dict[int, list[DecisionSpan]] = defaultdict(list)
    if kind is Kind.MINUTES:
        for decision in read.decisions:
            decided[decision.item].append(decision)
    reported: dict[int, list[ReportedSpan]] = defaultdict(list)
    for report in read.reports if kind is Kind.MINUTES else ():
        reported[report.item].append(report)
    whole = Whole(
        blocks,
        headings,
        find_habits(blocks, headings),
        margin_of(blocks),
        reported,
        attachments_in_head(blocks, headings),
        meeting.date,
    )
    items = tuple(assemble_item(whole, index, by_item[index], decided[index]) for index in range(len(headings)))
    minutes = Minutes(
        document=document,
        kind=kind,
        meeting=meeting,
        issues=doubts,
        participants=read.participants if kind is Kind.MINUTES else (),
        items=items,
    )
    return find_doubts(minutes, blocks, sections)


def assemble_item(
    whole: Whole, index: int, sections: Sequence[SectionSpan], decisions: Sequence[DecisionSpan]
) -> AgendaItem:
    blocks, heading = whole.blocks, whole.headings[index]
    head = blocks[heading.block]
    facts = item_facts(blocks, whole.headings, index, whole.habits)
    mentions = mentions_of(blocks, sections)
    resolved = [decision_of(whole, d, place) for place, d in enumerate(decisions)]
    asked = tuple(recommendations_of(blocks, sections))
    last = max(
        (blocks[p.block].lines[-1].page for s in sections for p in s.pieces if blocks[p.block].lines), default=head.page
    )
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
        sections=tuple(section_of(blocks, span) for span in sections),
        recommendations=asked,
        decisions=(
            *related(asked, [decision for decision, _ in resolved]),
            *(reported_decision(blocks, report) for report in whole.reports.get(index, ())),
        ),
        votes=mentions.votes,
        attachments=attachments_of(blocks, sections, whole.enclosed.get(heading.number or "", ())),
        amounts=mentions.amounts,
        standpoints=mentions.standpoints,
        actions=tuple(action for _, action in resolved if action),
        dates=mentions.dates,
        cross_references=mentions.cross_references,
        tables=tuple(
            b.table for b in blocks[heading.last + 1 : stop_of(blocks, whole.headings, index)] if b.table is not None
        ),
        rule=heading.rule,
        boxes=head.boxes(),
    )


def reported_decision(blocks: Sequence[Block], report: ReportedSpan) -> Decision:
    page, boxes = place_of(blocks, report.pieces)
    return Decision(
        text=report.text,
        outcome=report.outcome,
        page=page,
        rule=report.rule,
        boxes=boxes,
        scope=report.scope,
        decided_by=report.body,
        decided_on=report.date,
    )


def related(asked: Sequence[Recommendation], decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions with what each says of the recommendation."""
    relations = relate(
        [Asked(one.text, one.label) for one in asked], [Resolved(d.text, d.outcome, d.rule in TASKS) for d in decisions]
    )
    said = [relation_of_decision(relations, at) for at in range(len(decisions))]
    return tuple(replace(one, relation=word) if word else one for one, word in zip(decisions, said, strict=True))


def section_of(blocks: Sequence[Block], span: SectionSpan) -> Section:
    page, boxes = place_of(blocks, span.pieces)
    return Section(
        kind=span.kind,
        heading=span.heading,
        text="\n".join([text_of(blocks, piece) for piece in span.pieces]),
        page=page,
        rule=span.rule,
        boxes=boxes,
    )


def decision_of(whole: Whole, span: DecisionSpan, place: int) -> tuple[Decision, Action | None]:
    """Decision number `place` of its item, and the task it gives."""
    page, boxes = place_of(whole.blocks, span.pieces)
    task = task_of(span, boxes, whole.margin, whole.date)
    decision = Decision(
        text=span.text,
        outcome=span.outcome,
        page=page,
        rule=span.rule,
        boxes=boxes,
        responsible=task.responsible,
        deadline=task.deadline.text if task.deadline else None,
    )
    return decision, action_of(span, task, page, place)


def text_of(blocks: Sequence[Block], piece: Piece) -> str:
    return blocks[piece.block].text[piece.start : piece.end].strip()


def place_of(blocks: Sequence[Block], pieces: Sequence[Piece]) -> tuple[int, tuple[Box, ...]]:
    """The page on which the pieces begin, and the boxes of their lines."""
    boxes = [blocks[piece.block].boxes(piece.start, piece.end) for piece in pieces]
    page = boxes[0][0][0] if boxes[0] else blocks[pieces[0].block].page
    return page, tuple(chain.from_iterable(boxes))
