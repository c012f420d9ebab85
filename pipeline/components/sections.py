"""The sections of each item: labelled parts in any order, run-in labels, and the text that has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.cases import is_case_line
from pipeline.components.typography import Typography
from pipeline.components.labels import Label, label_of, section_label, stem_label
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.dates import parse_date
from pipeline.minutes import Meeting, SectionKind
from pipeline.page import Block, BlockKind

OPEN_LINE = re.compile(r"(?:åbent?(?:\s+(?:sag|punkt|dagsorden))?|lukket(?:\s+(?:sag|punkt))?)\.?", re.I)
GROUP_LINE = re.compile(
    r"(?:til\s+\w+\s*[-–]\s*for\s+(?:åbne|lukkede)\s+døre|(?:åbne|lukkede)\s+(?:dagsordens)?punkter|(?:sager|punkter)\s+til\s+\w+|for\s+(?:åbne|lukkede)\s+døre|"
    r"lukket\s+(?:møde|dagsorden)|åben\s+dagsorden|lukkede\s+sager|åbne\s+sager|(?:beslutnings|orienterings|drøftelses)(?:punkter|sager))\s*:?",
    re.I,
)
END_OF_RECORD = re.compile(
    r"(?:dirigent\w*|formanden|ordstyreren)\b.{0,120}\b(?:hævede|takkede for god ro|afsluttede generalforsamlingen)|som dokumentation for|dette dokument|underskrevet\b|(?:mødet|generalforsamlingen|dirigenten)\b.{0,60}\b(?:hævet|sluttede|slut|afsluttet|hævede)\b|(?:referent|ref\.)\s*:|som\s+(?:dirigent|referent)\s*:|"
    r"(?:underskrift(?:er)?\b|underskrives|godkendt\s+(?:af|den)\s*:?)|(?:dirigent|formand|referent|bestyrelsen?)\s*:?\s*$|(?:aktionsliste|aktionspunkter|aktioner)\s*:?\s*$|opgaveliste|huskeliste|_{5,}|\.{8,}|således\s+godkendt|dato\s+og\s+underskrift",
    re.I,
)
SIDE_COLUMN = re.compile(
    r"\x00|(?:tid|kl|tidspunkt|ansv\w*|hvem|tovholder|nr|pkt|bilag|deadline|art|type|b/o\w*)\b.*", re.I
)
CLOSING = re.compile(
    r"næste\s+(?:ordinære\s+)?\w*møde\b|[A-ZÆØÅ]\s*=\s*\w+|(?:formanden|dirigenten)\s+takke[dr]\b.{0,60}(?:fremmøde|god ro|mødeledelse)",
    re.I,
)
HISTORY = frozenset(
    f"andet-{name}"
    for name in "sagens-forloeb sagsforloeb tidligere-behandling tidligere-beslutninger historik sagshistorik beslutningshistorik sagens-tidligere-forloeb tidligere-politisk-behandling".split()
)
WEB = re.compile(
    r"(?:til toppen|tilbage til toppen|udskriv|print|fold dette punkt (?:ind|ud)|luk|vis bilag|se alle bilag|hent bilag)\s*",
    re.I,
)


@dataclass(slots=True)
class Draft:
    kind: SectionKind
    heading: str | None
    rule: str
    pieces: list[Piece] = field(default_factory=list)
    body: str | None = None
    date: str | None = None


def find_sections(blocks: Sequence[Block], headings: Sequence[Heading], meeting: Meeting) -> list[SectionSpan]:
    """The sections of all items in order. `meeting` tells which dated decision headings are this meeting's own."""
    look = Typography.of(blocks)
    labelled = has_labels(blocks, headings)
    italic = italic_record(blocks, headings) if not labelled or headings and any(h.parent for h in headings) else False
    meeting = replace(meeting, body=own_body(blocks, headings, meeting))
    label_look = {
        style(b)
        for b in blocks
        if (label := section_label(b)) is not None and not label.run_in and label.heading and b.bold
    }
    found: list[SectionSpan] = []
    for index, heading in enumerate(headings):
        stop = headings[index + 1].block if index + 1 < len(headings) else len(blocks)
        for draft in item_sections(
            blocks, heading, stop, meeting, labelled, look, label_look, index + 1 == len(headings), italic
        ):
            after = headings[index + 1] if index + 1 < len(headings) else None
            pieces = trimmed(draft.pieces, blocks, after)
            if pieces:
                found.append(
                    SectionSpan(index, draft.kind, draft.heading, tuple(pieces), draft.rule, draft.body, draft.date)
                )
    return found


def has_labels(blocks: Sequence[Block], headings: Sequence[Heading]) -> bool:
    """Does the document label its sections? Then text without a label is background, else it is the record."""
    if not headings:
        return False
    labels = [label for b in blocks[headings[0].block :] if (label := section_label(b)) is not None]
    kinds = {label.kind for label in labels}
    strong = kinds & {"decision", "dated", "recommendation", "background"}
    return (
        ("decision" in kinds or "dated" in kinds or len(kinds & {"recommendation", "background"}) == 2)
        and bool(strong)
        and len(labels) >= max(2, len(headings) // 3)
    )


def item_sections(
    blocks: Sequence[Block],
    heading: Heading,
    stop: int,
    meeting: Meeting,
    labelled: bool,
    look: Typography,
    label_look: set[tuple[float, bool]],
    final: bool,
    italic: bool,
) -> list[Draft]:
    by_column = any(record_column(block) for block in blocks)
    unlabelled = SectionKind.BACKGROUND if labelled or by_column or italic else SectionKind.DECISION
    drafts: list[Draft] = []
    current: Draft | None = None
    pieces = (
        [Piece(heading.last, heading.rest, len(blocks[heading.last].text))]
        if heading.rest < len(blocks[heading.last].text)
        else []
    )
    pieces += [
        Piece(i, 0, len(blocks[i].text))
        for i in range(heading.last + 1, stop)
        if blocks[i].kind not in (BlockKind.RUNNING, BlockKind.CONTENTS)
    ]
    for piece in pieces:
        block = blocks[piece.block]
        text = block.text[piece.start : piece.end]
        if block.column is not None and (SIDE_COLUMN.fullmatch(block.column) or len(text.strip()) <= 3):
            continue
        if (
            current is not None
            and current.kind is SectionKind.ATTACHMENTS
            and current.pieces
            and is_prose(text)
            and section_label(block) is None
        ):
            current = Draft(unlabelled, None, "uden-rubrik")  # a list of enclosures ends where sentences begin
            drafts.append(current)
        if record_column(block) and (current is None or current.rule != "spalte-referat"):
            current = Draft(SectionKind.DECISION, None, "spalte-referat")
            drafts.append(current)
        if (
            italic
            and is_italic(block)
            and (current is None or current.rule != "kursiv-referat")
            and section_label(block) is None
        ):
            current = Draft(SectionKind.DECISION, None, "kursiv-referat")
            drafts.append(current)
        if WEB.fullmatch(text) or (
            GROUP_LINE.fullmatch(text) and (current is None or block.bold or look.stands_out(block))
        ):
            continue
        if ends_record(text, block, final, stop, piece.block, look):
            break
        label = section_label(block) if piece.start == 0 else label_of(text)
        if label is not None and accept(label, block, labelled, current, look):
            current = open_section(label, meeting, current)
            drafts.append(current)
            if label.rest < len(text):
                current.pieces.append(Piece(piece.block, piece.start + label.rest, piece.end))
            continue
        if current is None or not current.pieces:
            if is_case_line(text) or OPEN_LINE.fullmatch(text.strip()):
                continue
            if current is None and heading.title and text.strip().rstrip(".").lower() == heading.title.lower():
                continue
        if labelled and subhead(block, look, current, style(block) in label_look) and not is_case_line(text):
            current = open_section(subhead_label(text, block, label_look), meeting, current)
            drafts.append(current)
            continue
        if current is None:
            current = Draft(unlabelled, None, "uden-rubrik")
            drafts.append(current)
        current.pieces.append(piece)
    return drafts


def is_italic(block: Block) -> bool:
    return bool(block.lines) and all(line.italic for line in block.lines)


def italic_record(blocks: Sequence[Block], headings: Sequence[Heading]) -> bool:
    """Does the document set the agenda in roman and the record in italic? Then most items have roman text first, italic last."""
    both = 0
    for index, heading in enumerate(headings):
        stop = headings[index + 1].block if index + 1 < len(headings) else len(blocks)
        inside = [is_italic(b) for b in blocks[heading.last + 1 : stop] if b.kind in (BlockKind.TEXT, BlockKind.BULLET)]
        if inside and inside[-1] and not all(inside):
            both += 1
    return both >= 2 and both >= len(headings) * 0.4


def record_column(block: Block) -> bool:
    """Does the block stand in the column of a table whose head says that it holds the record?"""
    if not block.column:
        return False
    label = label_of(block.column)
    return label is not None and label.kind == "decision"


def accept(label: Label, block: Block, labelled: bool, current: Draft | None, look: Typography) -> bool:
    """Is the label believed here? A lead opens a section only where no labelled recommendation is open; labels in a
    document that has none must look like headings."""
    if label.kind == "dated" and current is not None and current.rule in HISTORY:
        return False  # the history of the case, told in dated lines
    if label.rule == "det-foreslaas" and current is not None and current.kind is not SectionKind.SUMMARY:
        return False
    if label.kind == "lead" and current is not None and current.date is not None:
        return False  # what an earlier body recommended
    if label.kind == "lead":
        return not (current is not None and current.kind is SectionKind.RECOMMENDATION) and not (
            current is not None and current.kind is SectionKind.DECISION and labelled
        )
    if label.kind in ("attendance",):
        # absence lines belong to the record they stand in
        return (current is None or current.kind is SectionKind.ATTENDANCE) and (
            labelled or look.stands_out(block) > 0.8
        )
    if labelled:
        return (
            label.run_in is False
            or block.lines[0].bold_head > 2
            or label.kind in ("decision", "recommendation", "dated", "attachments", "economy")
        )
    return look.stands_out(block) > 0.8 or (
        label.kind in ("decision", "attachments")
        and label.rule != "beslutning-resultat"
        or label.rule in ("indstilling-indstilling", "indstilling-indstillinger")
    )


def open_section(label: Label, meeting: Meeting, current: Draft | None) -> Draft:
    if label.kind == "lead":
        return Draft(SectionKind.RECOMMENDATION, None, label.rule)
    if label.kind == "dated":
        date = parse_date(label.date or "")
        kind = SectionKind.DECISION if own(label, date, meeting) else SectionKind.OTHER
        return Draft(kind, label.heading, label.rule, body=label.body, date=date)
    return Draft(SectionKind(label.kind), label.heading, label.rule)


def own_body(blocks: Sequence[Block], headings: Sequence[Heading], meeting: Meeting) -> str | None:
    """The body as the dated decision headings name it: the header's, else the one most often named on the meeting's day."""
    named = Counter(
        label.body
        for block in blocks[headings[0].block if headings else 0 :]
        if (label := section_label(block)) is not None and label.body and parse_date(label.date or "") == meeting.date
    )
    if not named or (meeting.body and any(same_body(name, meeting.body) for name in named)):
        return meeting.body
    return named.most_common(1)[0][0]


def own(label: Label, date: str | None, meeting: Meeting) -> bool:
    """Whose decision is it? This meeting's when the date is the meeting's and the body, where named, is its body."""
    if label.rule == "administrativ-tilfoejelse":
        return False
    if date is not None and meeting.date is not None and date != meeting.date:
        return False
    if label.body and meeting.body:
        return same_body(label.body, meeting.body)
    return True


def same_body(a: str, b: str) -> bool:
    def bare(name: str) -> str:
        name = re.sub(
            r"(?i)^(?:i|fra|på|mødet i)\s+|\b(?:ordinært|ekstraordinært|møde|mødet)\b|\(.*?\)|\d{4}\s*[-–]\s*\d{2,4}",
            " ",
            name,
        ).lower()
        name = re.sub(r"(?:s|ens|ets)$|[^a-zæøå]+", "", name.strip())
        return re.sub(r"(?:et|en|s)$", "", name)

    x, y = bare(a), bare(b)
    return x == y or (len(x) > 4 and x in y) or (len(y) > 4 and y in x)


def subhead(block: Block, look: Typography, current: Draft | None, like_labels: bool) -> bool:
    """A thematic subhead inside a case: a short line in display type that is no sentence.

    One set like the document's section labels ends any section; a lesser one stands only inside the case.
    """
    if (
        current is not None
        and current.kind in (SectionKind.DECISION, SectionKind.ATTACHMENTS, SectionKind.RECOMMENDATION)
        and not like_labels
    ):
        return False
    if current is not None and (
        current.rule in HISTORY
        or current.kind is SectionKind.DECISION
        and stem_label(block.text).rule == "mellemrubrik"
    ):
        return False
    text = block.text
    return (
        block.kind is BlockKind.TEXT
        and block.bold
        and len(block.lines) == 1
        and 3 < len(text) < 100
        and not text.endswith((".", ",", ";"))
        and look.bold_share < 0.3
        and text[0].isupper()
        and not re.fullmatch(r"[\d.:/ -]+", text)
    )


def subhead_label(text: str, block: Block, label_look: set[tuple[float, bool]]) -> Label:
    """A heading set like the known section headings is filed by its words; a lesser one is a subhead of the case."""
    if style(block) in label_look:
        return stem_label(text)
    return Label("background", text.rstrip(" :"), len(text), "mellemrubrik")


def style(block: Block) -> tuple[float, bool]:
    return round(block.size * 2) / 2, block.bold


def ends_record(text: str, block: Block, final: bool, stop: int, at: int, look: Typography) -> bool:
    """Closing lines, signatures and what follows them belong to no item."""
    return final and len(text) < 160 and bool(END_OF_RECORD.match(text) or (stop - at <= 4 and CLOSING.match(text)))


def is_prose(text: str) -> bool:
    return len(text) > 150 or (len(text) > 60 and text.rstrip().endswith("."))


def trimmed(pieces: Sequence[Piece], blocks: Sequence[Block], after: Heading | None) -> list[Piece]:
    """Pieces with text, without what ends a section but is no part of it: a table, and what heads the next item."""
    kept = [p for p in pieces if blocks[p.block].text[p.start : p.end].strip()]
    while kept and (
        blocks[kept[-1].block].kind is BlockKind.TABLE
        and len(kept) > 1
        or belongs_to_next(blocks[kept[-1].block].text, after)
        or (len(kept) > 1 and after is not None and bare_heading(blocks[kept[-1].block]))
    ):
        kept.pop()
    return kept


def bare_heading(block: Block) -> bool:
    """A line in display type with nothing under it: the heading of a group of items."""
    return block.kind is BlockKind.TEXT and block.bold and len(block.text) < 60 and not block.text.endswith((".", ","))


def belongs_to_next(text: str, after: Heading | None) -> bool:
    """Case number, group heading or first printing of the title of the item that follows."""
    if after is None:
        return False
    text = text.strip()
    if is_case_line(text) or OPEN_LINE.fullmatch(text) or GROUP_LINE.fullmatch(text):
        return True
    return (
        bool(after.title)
        and len(text) < len(after.title or "") + 15
        and text.rstrip(".").endswith((after.title or "").rstrip("."))
    )
