"""Section labels: is this block, or its beginning, the heading of a section?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.components.patterns import regex_of
from pipeline.gated import Gated
from pipeline.page import Block, BlockKind
from pipeline.reasons import Reason
from pipeline.rules import Rule, load_rules

LEAD_WORDS = ("indstill", "foreslå")  # one of them stands in every lead
SHORT = 130  # letters: a heading of a section is not longer
JOINT = Gated(r"\s*/\s*|\s+(?:og|samt)\s+|,\s+(?:og\s+)?")
DASH = Gated(r"\s[–-]\s+(?=\S)")
CELL = re.compile(
    r"(Beslutning|Konklusion|Afgørelse|Indstilling|Sagsfremstilling|Resum[eé])\s+(?=[A-ZÆØÅ].*[.!]$)", re.S
)  # a column to its left
RECORDS = ("decision", "recommendation")  # labels that only these words have: others may be titles of items
SAME_ROW = 3.0  # points by which lines of one row may differ
RUN_IN = 60  # letters: a label before a colon is shorter
BUTTON = re.compile(r"fold\ dette\ punkt\ (?:ind|ud)\s+", re.I)  # of a page printed from the web, before the heading
NO_DATE = "(?P<date>)"  # in the expression of a row for headings that print no day
DIGIT = re.compile(r"\d")
TEXT, BULLET = BlockKind.TEXT, BlockKind.BULLET  # looked up once: asked for every block, many times


@dataclass(frozen=True, slots=True)
class Label:
    """A section label at the start of a block: `rest` is the offset at which the section's text begins. For `dated`
    headings ("Beslutning Byrådet den 03-05-2022") `body` and `date` are as printed; `lead` has no heading at all."""

    kind: str  # a SectionKind, or "dated", or "lead"
    heading: str | None
    rest: int
    rule: str
    body: str | None = None
    date: str | None = None
    run_in: bool = False


Expressions = tuple[tuple[Rule, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class LabelRules:
    """The rows of section_headings.jsonl: whole headings by their text in lower case, and expressions by label.

    `undated` are those of the dated rows that print no day: the only ones to try on a text without a number.
    """

    phrases: dict[str, Rule]
    dated: Expressions
    undated: Expressions
    leads: Expressions
    stems: Expressions


@cache
def label_rules() -> LabelRules:
    rules = load_rules("section_headings")
    dated, leads, stems = (
        tuple((rule, regex_of(rule)) for rule in rules if rule.label == label) for label in ("dated", "lead", "stem")
    )
    undated = tuple(row for row in dated if NO_DATE in row[1].pattern)
    phrases = {rule.pattern.lower(): rule for rule in rules if isinstance(rule.pattern, str)}
    return LabelRules(phrases, dated, undated, leads, stems)


def section_label(block: Block) -> Label | None:
    """The label that the block is or begins with, else None.

    The whole block may be the label ("Økonomi", "BESLUTNING:"); the label may be run in before a colon
    ("Beslutning: Vedtaget.") or be set bold before the text.
    """
    kind = block.kind
    if (kind is not TEXT and kind is not BULLET) or not block.lines:
        return None
    text, bold_head = block.text, block.lines[0].bold_head
    lines = block.lines
    if len(lines) > 1 and lines[1].x0 >= lines[0].x1 and (label := label_beside(block)) is not None:
        return label
    if len(text) > SHORT and not bold_head:
        head = text[:SHORT]
        if ":" not in head and LEAD_WORDS[0] not in head and LEAD_WORDS[1] not in head:
            return None
    return label_of(text, bold_head)


def label_beside(block: Block) -> Label | None:
    """The label of a record or a proposal that stands in the left column, its text beside it on the same baseline."""
    cell, text = block.lines[:2]
    if len(cell.text) > SHORT or abs(cell.bottom - text.bottom) > SAME_ROW:
        return None
    heading = cell.text.rstrip(" :.")
    rule = phrase_rule(heading)
    if rule is None or rule.label not in RECORDS or not block.text.startswith(cell.text):
        return None
    return Label(rule.label, heading, skip_space(block.text, len(cell.text)), rule.id, run_in=True)


def section_labels(blocks: Sequence[Block]) -> list[Label | None]:
    """The `section_label` of each block."""
    return [section_label(block) for block in blocks]


@lru_cache(maxsize=8192)
def label_of(text: str, bold_head: int = 0) -> Label | None:
    """The label with which the text begins; its first `bold_head` letters are bold."""
    bare = BUTTON.sub("", text.strip()).rstrip(" :.")
    if len(text) < SHORT and (rule := phrase_rule(bare)):
        return Label(rule.label, bare, len(text), rule.id)
    if not (text[:1].isupper() or text[:1].isdigit()):
        return None
    return dated_label(text) or run_in_label(text, bold_head) or lead_label(text)


def phrase_rule(text: str) -> Rule | None:
    """The row of a whole heading; headings that are joined ("Økonomi/personale") go by the first, a record before all.

    Every part must be a heading of its own, so that "Høring og bilag" is one and "Høring og fest" is not.
    """
    phrases = label_rules().phrases
    if rule := phrases.get(text.lower()):
        return rule
    parts = JOINT.split(text)
    if len(parts) < 2:
        return None
    known = []
    for part in parts:
        if (rule := phrases.get(part.lower())) is None:
            return None
        known.append(rule)
    return next((rule for rule in known if rule.label == "decision"), known[0])


def dated_label(text: str) -> Label | None:
    head = text[:SHORT]
    rules = label_rules()
    for rule, expression in rules.dated if DIGIT.search(head) else rules.undated:
        if match := expression.match(head):
            end = match.end()
            heading = text[:end].strip().rstrip(" :")
            body, date = match["body"] or None, match["date"]
            return Label(rule.label, heading, skip_space(text, end), rule.id, body, date, run_in=end < len(head))
    return None


def run_in_label(text: str, bold_head: int) -> Label | None:
    """A known label before a colon, that of a record or a proposal before a dash, or one set bold before the text."""
    colon = text.find(":", 0, RUN_IN)
    if colon > 2 and (rule := phrase_rule(text[:colon].strip())):
        return Label(rule.label, text[:colon].strip(), skip_space(text, colon + 1), rule.id, run_in=True)
    if (dash := DASH.search(text[:RUN_IN])) and (rule := phrase_rule(text[: dash.start()])) and rule.label in RECORDS:
        return Label(rule.label, text[: dash.start()], dash.end(), rule.id, run_in=True)
    if (cell := CELL.match(text)) and (rule := phrase_rule(cell.group(1))):
        return Label(rule.label, cell.group(1), cell.end(), rule.id, run_in=True)
    bold = text[:bold_head].strip().rstrip(" :.–-")
    if 2 < bold_head < len(text) and (rule := phrase_rule(bold)):
        return Label(rule.label, bold, skip_space(text, bold_head), rule.id, run_in=True)
    return None


def lead_label(text: str) -> Label | None:
    """Words that open a recommendation without a heading ("Det indstilles, at …")."""
    head = text[:SHORT]
    rule = next((rule for rule, expression in label_rules().leads if expression.match(head)), None)
    return Label(rule.label, None, 0, rule.id) if rule else None


def stem_label(text: str) -> Label:
    """The label of a heading that no row knows, filed by the words in it; background where none tells."""
    heading = text.strip().rstrip(" :")
    for rule, expression in label_rules().stems:
        if expression.search(heading):
            return Label(str(rule.extra["section"]), heading, len(text), rule.id)
    return Label("background", heading, len(text), Reason.SUBHEAD)


def skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " :–-":
        at += 1
    return at
