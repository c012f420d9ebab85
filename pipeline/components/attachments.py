"""The names of an item's enclosures: from its own list, from the list in the document's head, from the record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.components.structure import Heading, SectionSpan
from pipeline.minutes import SectionKind
from pipeline.page import Block, BlockKind, Table

UNREAD = (BlockKind.RUNNING, BlockKind.CONTENTS)
# "2019-2021", "2023/24", "12/2014" and "20230830" belong to the name, "411-2015-3605" and "D15-1234" do not.
TIME = r"(?:19|20)\d\d\s?[-–/](?:(?:19|20)\d\d|\d\d)|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d|(?:19|20)\d\d[01]\d[0-3]\d"
DOCUMENT_NUMBER = re.compile(
    rf"\s+(?!\(?(?:{TIME})\)?\s*$)"
    r"(?:\(?\d{3}-\d{4}-\d+\)?|\(?\d{4,}[-/]\d+\)?|\(\d{6,}\)|\d{6,}(?:/\d+)?|dok\.?\s?nr\.?:?\s*\S+|D\d{2}-\d+"
    r"|\d{2}/\d{4,})\s*$",
    re.IGNORECASE,
)
PUBLISHED = re.compile(r"^(?:application/pdf icon\s*|pdf\s*[-–:]\s*|Åben\s*[-–:]\s*)", re.IGNORECASE)
FILE_SIZE = re.compile(r"\s*\((?:pdf|docx?|xlsx?|pptx?)?,?\s*\d+(?:[.,]\d+)?\s?[KM]B\)$", re.IGNORECASE)
WORDS = re.compile(r"[A-Za-zÆØÅæøå]{3}")
LIST_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
NOTHING = re.compile(r"(?:ingen|intet)\.?|\W*", re.IGNORECASE)

HEAD_LABEL = re.compile(r"(?:bilag|bilagsliste|bilagsoversigt|vedlagte\s+bilag|vedhæftede\s+bilag)\s*:?\s*", re.I)
BACK_REFERENCE = re.compile(
    r"(?P<name>.+?)\s*\((?:til\s+)?(?:dagsordens)?(?:punkt(?:erne)?|pkt\.?|sag)\s*(?:nr\.?\s*)?"
    r"(?P<numbers>\d+[a-z]?(?:\s*(?:,|&|og)\s*\d+[a-z]?)*)\)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d+[a-z]?")

# In a record without lists: "bestyrelsens beretning, som vedlægges referatet", "budget for 2018 (vedlagt som bilag)".
ENCLOSED = re.compile(
    r"\b(?:er\s+(?:\w+\s+)?vedlagt|vedlagt\s+som\s+bilag|vedlægges|vedhæftes|er\s+vedhæftet)\b", re.IGNORECASE
)
DOCUMENT = re.compile(
    r"\b(?:(?:bestyrelsens|formandens|kassererens|årets)\s+)?\w*(?:beretning|regnskab|budget|årsrapport)(?:en|et|er)?\b"
    r"(?:\s+(?:for\s+)?(?:19|20)\d\d)?",
    re.IGNORECASE,
)


def attachments_of(
    blocks: Sequence[Block], sections: Iterable[SectionSpan], listed: Sequence[str] = ()
) -> tuple[str, ...]:
    """The enclosures of one item, as printed, without document numbers; `listed` are those that the head gives it.

    A list under a heading of its own counts before a label run into other text ("Bilag: udkastet").
    """
    apart: list[str] = []
    run_in: list[str] = []
    told: list[str] = []
    for section in sections:
        if section.kind is SectionKind.ATTACHMENTS:
            names = list(names_in(blocks, section))
            (run_in if is_run_in(blocks, section) else apart).extend(names)
        elif section.kind is SectionKind.DECISION:
            told += enclosed_in(blocks, section)
    return tuple(dict.fromkeys(listed)) or tuple(apart or run_in or dict.fromkeys(told))


def attachments_in_head(blocks: Sequence[Block], headings: Sequence[Heading]) -> Mapping[str, Sequence[str]]:
    """What a list of enclosures above the first item gives each item by back reference: "Udkast (punkt 3)"."""
    found: dict[str, list[str]] = defaultdict(list)
    head = [b for b in blocks[: headings[0].block] if b.kind not in UNREAD] if headings else []
    for at, block in enumerate(head):
        if not (label := HEAD_LABEL.match(block.text)):
            continue
        for text in (block.text[label.end() :], *(b.text for b in head[at + 1 :])):
            line = BACK_REFERENCE.fullmatch(text.strip())
            if line:
                for number in NUMBER.findall(line["numbers"]):
                    found[number].append(plain_name(line["name"]))
            elif text.strip():
                break
    return found


def is_run_in(blocks: Sequence[Block], section: SectionSpan) -> bool:
    first = section.pieces[0]
    text = blocks[first.block].text[first.start : first.end].strip()
    return first.start > 0 or text[:1].islower()


def names_in(blocks: Sequence[Block], section: SectionSpan) -> Iterator[str]:
    """One name a line of the section, or a row of its table."""
    for piece in section.pieces:
        if table := blocks[piece.block].table:
            yield from names_in_table(table)
            continue
        name = plain_name(blocks[piece.block].text[piece.start : piece.end])
        if not NOTHING.fullmatch(name):
            yield name


def names_in_table(table: Table) -> Iterator[str]:
    """The longest cell of each row that is no number: the others tell number, size and whether it is public."""
    for row in table.rows[table.header :]:
        if cells := [cell.strip() for cell in row if cell and WORDS.search(cell)]:
            yield plain_name(max(cells, key=len))


def plain_name(text: str) -> str:
    """A name without list number, file icon and document number."""
    text = PUBLISHED.sub("", LIST_NUMBER.sub("", text.strip()))
    return DOCUMENT_NUMBER.sub("", FILE_SIZE.sub("", text)).strip(" -–")


def enclosed_in(blocks: Sequence[Block], section: SectionSpan) -> Iterator[str]:
    """Reports, accounts and budgets that a record says are enclosed: the last one named before the word."""
    for piece in section.pieces:
        text = blocks[piece.block].text
        if "vedl" not in text and "vedh" not in text:
            continue
        for cue in ENCLOSED.finditer(text, piece.start, piece.end):
            sentence = text.rfind(". ", piece.start, cue.start()) + 1
            names = DOCUMENT.findall(text, max(sentence, piece.start), cue.start())
            if names:
                yield names[-1]
