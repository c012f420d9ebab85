"""What opens a section: which labels are believed, whose decision a dated heading tells, subheads inside a case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.components.bodies import same_body
from pipeline.components.labels import Label, stem_label
from pipeline.components.structure import Heading, Piece
from pipeline.components.typography import Typography
from pipeline.dates import parse_date
from pipeline.minutes import Meeting, SectionKind
from pipeline.page import Block, BlockKind
from pipeline.reasons import Reason

Style = tuple[float, bool]  # font size to half a point, bold

# ids of rows in section_headings.jsonl
HISTORY = frozenset(
    f"andet-{name}"
    for name in """
    sagens-forloeb sagsforloeb tidligere-behandling tidligere-beslutninger historik sagshistorik beslutningshistorik
    sagens-tidligere-forloeb tidligere-politisk-behandling beslutning-fra-tidligere-moeder
    beslutninger-fra-tidligere-moeder sagens-gang tidligere-beslutning
    """.split()
)
IS_PROPOSED = "det-foreslaas"
# "Sagen afgøres i: Byrådet", right below the title
WHO_DECIDES = ("andet-sagen-afgoeres-i", "andet-sagen-afgoeres-af", "andet-kompetence", "andet-beslutningskompetence")
RESULT = "beslutning-resultat"
PROPOSAL = ("indstilling-indstilling", "indstilling-indstillinger")
FOLLOW_UP = "andet-opfoelgning"
ADDED_LATER = "administrativ-tilfoejelse"
LARGER = 1.1  # times the size of the running text
CASE_TEXT = re.compile(r"(?:sags)?(?:fremstilling|beskrivelse|resum[eé])\b", re.I)  # labels that nothing else has
SURE = ("decision", "recommendation", "dated", "attachments", "economy")  # kinds believed before a colon in plain type


@dataclass(slots=True)
class Draft:
    """A section in the making."""

    kind: SectionKind
    heading: str | None
    rule: str
    pieces: list[Piece] = field(default_factory=list)
    body: str | None = None  # named in the heading, as printed
    date: str | None = None  # named in the heading, ISO


def is_believed(label: Label, block: Block, labelled: bool, current: Draft | None, look: Typography) -> bool:
    """Does the label open a section here?

    A lead opens one only where no labelled recommendation is open; labels in a document that has none (`labelled` is
    false) must look like headings.
    """
    match label.kind:
        case "dated" if current is not None and current.rule in HISTORY:
            return False  # the history of the case, told in dated lines
        case "lead":
            return lead_is_believed(label, labelled, current)
        case "attendance":  # absence lines belong to the record they stand in
            return (current is None or current.kind is SectionKind.ATTENDANCE) and (labelled or is_shown(block, look))
    if label.rule == IS_PROPOSED and block.kind is BlockKind.BULLET and not labelled:
        return False  # one of the points that were talked of
    if label.rule == IS_PROPOSED and current is not None and current.kind is not SectionKind.SUMMARY:
        return False
    if labelled:
        if label.rule in WHO_DECIDES and current is None:
            return True
        named = label.heading is not None and CASE_TEXT.match(label.heading) is not None
        return not label.run_in or block.lines[0].bold_head > 2 or label.kind in SURE or named
    sure = label.kind in ("decision", "attachments") and label.rule != RESULT
    return is_shown(block, look) or sure or label.rule in PROPOSAL


def lead_is_believed(label: Label, labelled: bool, current: Draft | None) -> bool:
    if current is None:
        return True
    if current.date is not None or current.kind is SectionKind.RECOMMENDATION:
        return False  # what an earlier body recommended, or the words of the recommendation itself
    if label.rule == IS_PROPOSED:
        return current.kind is SectionKind.SUMMARY
    return not (current.kind is SectionKind.DECISION and labelled)


def is_shown(block: Block, look: Typography) -> bool:
    return look.stands_out(block) > 0.8


def open_section(label: Label, meeting: Meeting, current: Draft | None = None) -> Draft:
    if label.rule == FOLLOW_UP and current is not None and current.kind is SectionKind.DECISION:
        return Draft(SectionKind.DECISION, label.heading, label.rule)  # tasks below the decision are the record's
    if label.kind == "lead":
        return Draft(SectionKind.RECOMMENDATION, None, label.rule)
    if label.kind == "dated":
        date = parse_date(label.date or "")
        kind = SectionKind.DECISION if is_own(label, date, meeting) else SectionKind.OTHER
        return Draft(kind, label.heading, label.rule, body=label.body, date=date)
    return Draft(SectionKind(label.kind), label.heading, label.rule)


def is_own(label: Label, date: str | None, meeting: Meeting) -> bool:
    """Is the decision under a dated heading this meeting's: on its day and, where a body is named, by its body?"""
    if label.rule == ADDED_LATER or (date and meeting.date and date != meeting.date):
        return False
    return not (label.body and meeting.body) or same_body(label.body, meeting.body)


def own_body(labels: Sequence[Label | None], headings: Sequence[Heading], meeting: Meeting) -> str | None:
    """The body as the dated decision headings name it: the header's, else the most often named on the meeting's day."""
    named = Counter(
        label.body
        for label in labels[headings[0].block if headings else 0 :]
        if label is not None and label.body and parse_date(label.date or "") == meeting.date
    )
    if not named or (meeting.body and any(same_body(name, meeting.body) for name in named)):
        return meeting.body
    return named.most_common(1)[0][0]


def label_styles(blocks: Sequence[Block], labels: Sequence[Label | None], look: Typography) -> set[Style]:
    """The display styles, bold or large, in which the document sets its section labels; `labels` are the blocks'."""
    return {
        style(block)
        for block, label in zip(blocks, labels, strict=True)
        if label is not None and label.heading and not label.run_in and is_display(block, look)
    }


def is_display(block: Block, look: Typography) -> bool:
    return block.bold or block.size > LARGER * look.size


def style(block: Block) -> Style:
    return round(block.size * 2) / 2, block.bold


def is_subhead(block: Block, look: Typography, current: Draft | None, like_labels: bool) -> bool:
    """A thematic subhead inside a case: a short line in display type that is no sentence.

    One set like the document's section labels (`like_labels`) ends any section; a lesser one stands only inside the
    case.
    """
    text = block.text
    if (
        block.kind is not BlockKind.TEXT
        or not (block.bold or like_labels)
        or len(block.lines) != 1
        or look.bold_share >= 0.3
    ):
        return False
    if not 3 < len(text) < 100 or not text[0].isupper() or text.endswith((".", ",", ";")):
        return False
    if current is None:
        return True
    closed = current.kind in (SectionKind.DECISION, SectionKind.ATTACHMENTS, SectionKind.RECOMMENDATION)
    if (closed and not like_labels) or current.rule in HISTORY:
        return False
    return current.kind is not SectionKind.DECISION or stem_label(text).rule != Reason.SUBHEAD


def subhead_label(text: str, like_labels: bool) -> Label:
    """A heading set like the known section headings is filed by its words; a lesser one is a subhead of the case."""
    return stem_label(text) if like_labels else Label("background", text.rstrip(" :"), len(text), Reason.SUBHEAD)
