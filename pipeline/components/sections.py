"""The sections of each item: labelled parts in any order, run-in labels, and the text that has none."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from pipeline.components.labels import Label, label_of, section_labels
from pipeline.components.section_edges import GROUP_LINE, WEB_BUTTON, ends_record, is_outside, trimmed
from pipeline.components.section_openings import (
    IS_PROPOSED,
    Draft,
    Style,
    is_believed,
    is_display,
    is_subhead,
    label_styles,
    open_section,
    own_body,
    style,
    subhead_label,
)
from pipeline.components.sentences import sentence_spans
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.components.typography import Typography
from pipeline.components.unheaded import labels_no_record, with_records
from pipeline.minutes import Meeting, SectionKind
from pipeline.page import HEAD_ROW, Block, BlockKind
from pipeline.reasons import Reason

RECORDED = re.compile(
    r"""
    \s*(?: Godkendt | Godkendes | Vedtaget | Vedtages | Tiltrådt | Tiltrædes | Taget\ til | Til\ efterretning
      | Udsat | Udsættes | Afslag | Afvist | Imødekommet | Bevilget | Ingen\ (?:bemærkninger|punkter|sager) | Intet
      | Drøftet | Udgår | Anbefales | Indstilles\ (?:godkendt|tiltrådt) )\b
    """,
    re.X,
)
# what became of a recommendation that only its words opened
ADOPTS = re.compile(
    r"(?i:\w*(?:bestyrelsen|udvalget|rådet|nævnet|forsamlingen))\s+(?:godkendte|vedtog|tiltrådte|besluttede|fulgte)\b"
    r"|[A-ZÆØÅ][^.:;,]{2,60}\sblev\s+(?:enstemmigt\s+)?(?:gen|ny)?(?:valgt|godkendt|vedtaget|tiltrådt)\b"
    r"|Indstilling(?:en|erne)\s+(?:(?:blev|er|bliver)\s+(?:\w+\s+)?"
    r"(?:godkendt|tiltrådt|vedtaget|fulgt|taget|forkastet|afvist)|følges|godkend(?:es|t)|tiltr(?:ådt|ædes)|tages"
    r"|vedtag(?:es|et))\b"
)
TO_APPROVE = re.compile(r"Godkendelse\s+af\s+(?:dagsorden(?:en)?|referat(?:et)?|protokol(?:len)?)\b", re.I)
APPROVED = re.compile(
    r"(?:\b(?:blev|er)\s+(?:(?!ikke\b)\w+\s+){0,3}|^(?:begge(?:\sdele)?|alt|dagsorden(?:en)?|referat(?:et)?)\s)godkendt\b"
    r"(?!,?\s+(?:hvis|når))",
    re.I,
)
ONLY_RESULT = re.compile(rf"(?:{RECORDED.pattern})(?:\s+(?:uden|enstemmigt|til|med|som|da|idet)\b[^.,]*)?[.,]", re.X)
RECORD_COLUMN = re.compile(r"(?:beslutning(?:er)?\s?/\s?)?kommentar(?:er)?", re.I)
TREATMENT = "andet-politisk-behandling"  # the row of section_headings.jsonl
FEWEST_TREATED = 2  # items with it
LED = 2  # items with a recommendation that only its words open: a habit of the document
ROW = 1.5  # of the size: how far the first lines of two cells may stand apart in height
FEW = 0.25  # share of the items that hold a label, above which the document labels its sections
# heads of table columns beside the record that hold none of it
SIDE_COLUMN = re.compile(r"(?:tid|kl|tidspunkt|ansv\w*|hvem|tovholder|nr|pkt|bilag|deadline|art|type|b/o\w*)\b.*", re.I)


@dataclass(frozen=True, slots=True)
class Habits:
    """How the document sets its sections."""

    labelled: bool  # it labels them
    by_column: bool  # the record stands in a column of a table
    led: bool  # "Det indstilles, at …" parts the case from the record, without labels
    italic: bool  # the agenda is roman, the record italic
    look: Typography
    labels: Sequence[Label | None]  # those of its blocks
    label_styles: set[Style]

    @property
    def unlabelled(self) -> SectionKind:
        """What text without a label is."""
        return SectionKind.BACKGROUND if self.labelled or self.by_column or self.italic else SectionKind.DECISION


def find_sections(blocks: Sequence[Block], headings: Sequence[Heading], meeting: Meeting) -> list[SectionSpan]:
    """The sections of all items in order. `meeting` tells which dated decision headings are this meeting's own."""
    labels, look = section_labels(blocks), Typography.of(blocks)
    labelled = has_labels(labels, headings)
    may_be_italic = not labelled or any(heading.parent for heading in headings)
    habits = Habits(
        labelled=labelled,
        by_column=any(map(in_record_column, blocks)),
        led=not labelled and sum(any(map(is_lead, part)) for part in by_item(labels, headings)) >= LED,
        italic=may_be_italic and has_italic_record(blocks, headings),
        look=look,
        labels=labels,
        label_styles=label_styles(blocks, labels, look),
    )
    meeting = replace(meeting, body=own_body(labels, headings, meeting))
    found: list[SectionSpan] = []
    afters = [*headings[1:], None]
    plain = dataclasses.replace(habits, labelled=False) if labelled and only_below(labels, headings) else habits
    items = [
        item_sections(blocks, heading, after, meeting, habits if heading.parent else plain)
        for heading, after in zip(headings, afters, strict=False)
    ]
    if labelled and labels_no_record(labels):
        items = with_records(items, blocks)
    for item, (drafts, after) in enumerate(zip(items, afters, strict=False)):
        for draft in drafts:
            if pieces := trimmed(draft.pieces, blocks, after):
                found.append(
                    SectionSpan(item, draft.kind, draft.heading, tuple(pieces), draft.rule, draft.body, draft.date)
                )
    return with_treatment(found)


def with_treatment(sections: list[SectionSpan]) -> list[SectionSpan]:
    """The sections, with "Politisk behandling" as the record where a document that repeats it labels no other so.

    Elsewhere it tells which bodies treat the case.
    """
    treated = [section for section in sections if section.rule == TREATMENT]
    recorded = any(section.kind is SectionKind.DECISION and section.heading for section in sections)
    if recorded or len({section.item for section in treated}) < FEWEST_TREATED:
        return sections
    return [replace(one, kind=SectionKind.DECISION) if one.rule == TREATMENT else one for one in sections]


def has_labels(labels: Sequence[Label | None], headings: Sequence[Heading]) -> bool:
    """Does the document label its sections? Then text without a label is background, else it is the record."""
    if not headings:
        return False
    found = [label for label in labels[headings[0].block :] if label is not None]
    kinds = {label.kind for label in found}
    strong = not kinds.isdisjoint({"decision", "dated"}) or kinds >= {"recommendation", "background"}
    enough = len(found) >= max(2, len(headings) // 3)
    return strong and enough and sum(map(any, by_item(labels, headings))) > FEW * len(headings)


def only_below(labels: Sequence[Label | None], headings: Sequence[Heading]) -> bool:
    """Are items under items, the motions of an assembly, the only ones with labels?"""
    parts = zip(headings, by_item(labels, headings), strict=True)
    return not any(label for heading, part in parts if heading.parent is None for label in part)


def by_item(labels: Sequence[Label | None], headings: Sequence[Heading]) -> Iterator[Sequence[Label | None]]:
    """The labels of the blocks of each item, its heading included."""
    stops = [*(heading.block for heading in headings), len(labels)][1:]
    return (labels[heading.block : stop] for heading, stop in zip(headings, stops, strict=True))


def is_lead(label: Label | None) -> bool:
    """Is it a recommendation that only its words open?"""
    return label is not None and label.kind == "lead" and label.rule != IS_PROPOSED


def has_italic_record(blocks: Sequence[Block], headings: Sequence[Heading]) -> bool:
    """Is the agenda set in roman and the record in italic? Then most items have roman text first, italic last."""
    both = 0
    stops = [*(h.block for h in headings), len(blocks)][1:]
    for heading, stop in zip(headings, stops, strict=True):
        inside = [is_italic(b) for b in blocks[heading.last + 1 : stop] if b.kind in (BlockKind.TEXT, BlockKind.BULLET)]
        both += bool(inside) and inside[-1] and not all(inside)
    return both >= 2 and both >= len(headings) * 0.4


def is_italic(block: Block) -> bool:
    return bool(block.lines) and all(line.italic for line in block.lines)


def in_record_column(block: Block) -> bool:
    """Does the block stand in the column of a table whose head says that it holds the record?"""
    if not block.column:
        return False
    label = label_of(block.column)
    return (label is not None and label.kind == "decision") or RECORD_COLUMN.fullmatch(block.column) is not None


def in_side_column(block: Block, text: str) -> bool:
    if block.column is None:
        return False
    return block.column == HEAD_ROW or bool(SIDE_COLUMN.fullmatch(block.column)) or len(text.strip()) <= 3


def item_sections(
    blocks: Sequence[Block], heading: Heading, after: Heading | None, meeting: Meeting, habits: Habits
) -> list[Draft]:
    """The sections of one item, whose text ends where the heading `after` begins."""
    drafts: list[Draft] = []
    stop = after.block if after else len(blocks)
    recorded = any(label and label.kind in ("decision", "dated") for label in habits.labels[heading.block : stop])
    for piece in pieces_of(blocks, heading, stop):
        block = blocks[piece.block]
        text = block.text[piece.start : piece.end]
        own = habits.labels[piece.block]
        label = own if piece.start == 0 else label_of(text)
        if in_side_column(block, text):
            continue
        if (turn := unlabelled_turn(block, text, own, drafts[-1] if drafts else None, habits)) is not None:
            drafts.append(turn)
        elif is_answer(drafts, block, blocks[heading.block], recorded=recorded or own is not None):
            drafts.append(Draft(SectionKind.DECISION, None, Reason.RECORD_COLUMN))
        current = drafts[-1] if drafts else None
        if WEB_BUTTON.fullmatch(text) or is_group_line(block, text, current, habits.look):
            continue
        if after is None and ends_record(text, stop - piece.block, any(draft.pieces for draft in drafts)):
            break
        if label is not None and is_believed(label, block, habits.labelled, current, habits.look):
            drafts.append(open_section(label, meeting, current))
            turn_at = record_begins(text) if label.kind == "lead" else len(text)
            if label.rest < len(text):
                drafts[-1].pieces.append(Piece(piece.block, piece.start + label.rest, piece.start + turn_at))
            if turn_at < len(text):
                drafts.append(Draft(SectionKind.DECISION, None, Reason.UNLABELLED))
                drafts[-1].pieces.append(Piece(piece.block, piece.start + turn_at, piece.end))
            continue
        if (current is None or not current.pieces) and is_outside(text):
            continue
        if current is None and heading.title and text.strip().rstrip(".").lower() == heading.title.lower():
            continue  # the title printed again
        like_labels = is_display(block, habits.look) and style(block) in habits.label_styles
        if habits.labelled and is_subhead(block, habits.look, current, like_labels) and not is_outside(text):
            drafts.append(open_section(subhead_label(text, like_labels), meeting))
            continue
        if current is None:
            before_lead = habits.led and any(map(is_lead, habits.labels[piece.block : stop]))
            kind = SectionKind.BACKGROUND if before_lead else habits.unlabelled
            drafts.append(Draft(kind, None, Reason.UNLABELLED))
        elif habits.led and current.kind is SectionKind.RECOMMENDATION and is_behind(block, current, blocks):
            drafts.append(Draft(SectionKind.DECISION, None, Reason.UNLABELLED))
        elif current.kind is SectionKind.RECOMMENDATION and current.heading is None and ADOPTS.match(text):
            drafts.append(Draft(SectionKind.DECISION, None, Reason.UNLABELLED))
        elif not habits.labelled and is_one_line(current):
            drafts.append(Draft(habits.unlabelled, None, Reason.UNLABELLED))
        drafts[-1].pieces.append(piece)
    return as_record(drafts, blocks, heading.title or "")


def is_answer(drafts: Sequence[Draft], block: Block, head: Block, *, recorded: bool) -> bool:
    """Does the block begin in the cell right of the item's heading, in which the recommendation stands?"""
    first, title = block.lines[0], head.lines[0]
    if recorded or not drafts or drafts[-1].kind is not SectionKind.RECOMMENDATION:
        return False
    return (
        first.page == title.page
        and first.x0 > max(line.x1 for line in head.lines)
        and abs(first.top - title.top) < ROW * title.size
    )


def record_begins(text: str) -> int:
    """The offset of the sentence behind a recommendation that says what became of it, else the text's length."""
    later = sentence_spans(text)[1:]
    return next((start for start, _ in later if ADOPTS.match(text, start) or RECORDED.match(text, start)), len(text))


def as_record(drafts: list[Draft], blocks: Sequence[Block], title: str) -> list[Draft]:
    """In a document with labels, an item without any that holds a sentence as a record has them is the record."""
    alone = len(drafts) == 1 and drafts[0].rule == Reason.UNLABELLED and drafts[0].kind is SectionKind.BACKGROUND
    if alone:
        texts = [blocks[piece.block].text[piece.start : piece.end] for piece in drafts[0].pieces]
        approval = TO_APPROVE.match(title) and any(map(APPROVED.search, texts))
        first = any(RECORDED.match(text) for text in texts[:1])
        later = (text[start:end] for text in texts for start, end in sentence_spans(text))
        if approval or first or any(ONLY_RESULT.match(one) for one in later):
            drafts[0].kind = SectionKind.DECISION
    return drafts


def pieces_of(blocks: Sequence[Block], heading: Heading, stop: int) -> Iterator[Piece]:
    """What is printed under the heading: the rest of its own block, then the blocks before block `stop`."""
    if heading.rest < len(blocks[heading.last].text):
        yield Piece(heading.last, heading.rest, len(blocks[heading.last].text))
    for at in range(heading.last + 1, stop):
        if blocks[at].kind not in (BlockKind.RUNNING, BlockKind.CONTENTS):
            yield Piece(at, 0, len(blocks[at].text))


def unlabelled_turn(
    block: Block, text: str, label: Label | None, current: Draft | None, habits: Habits
) -> Draft | None:
    """The section that the text opens without a label: by its column, by italics, or as prose after enclosures.

    `label` is that of the block.
    """
    rule = current.rule if current else None
    if habits.italic and is_italic(block) and rule != Reason.RECORD_ITALIC and label is None:
        return Draft(SectionKind.DECISION, None, Reason.RECORD_ITALIC)
    if in_record_column(block) and (current is None or current.kind is not SectionKind.DECISION):
        return Draft(SectionKind.DECISION, None, Reason.RECORD_COLUMN)
    enclosures = current is not None and current.kind is SectionKind.ATTACHMENTS and bool(current.pieces)
    if enclosures and is_prose(text) and label is None:
        return Draft(habits.unlabelled, None, Reason.UNLABELLED)
    return None


def is_one_line(draft: Draft) -> bool:
    """Is it a label that says all on its line ("Mål: Orientering"), so that the text below is no part of it?"""
    return draft.kind is SectionKind.OTHER and len(draft.pieces) == 1 and draft.pieces[0].start > 0


def is_behind(block: Block, current: Draft, blocks: Sequence[Block]) -> bool:
    """Is the block no more of the recommendation: a paragraph behind the sentence, or further out than its points?"""
    if block.kind is not BlockKind.TEXT or not current.pieces:
        return False
    lead, last = blocks[current.pieces[0].block], blocks[current.pieces[-1].block]
    return block.x0 < lead.x0 - 4 or last.kind is BlockKind.BULLET or last.text.endswith((".", "!"))


def is_prose(text: str) -> bool:
    return len(text) > 150 or (len(text) > 60 and text.rstrip().endswith("."))


def is_group_line(block: Block, text: str, current: Draft | None, look: Typography) -> bool:
    """A heading over a group of items ("Lukkede punkter"); inside a section it must look like one."""
    if not GROUP_LINE.fullmatch(text):
        return False
    return current is None or block.bold or look.stands_out(block) > 0
