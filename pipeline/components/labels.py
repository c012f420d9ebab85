"""Section labels: is this block, or its beginning, the heading of a section?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.page import Block, BlockKind
from pipeline.rules import Rule, load_rules

RUN_IN = re.compile(r"^\s*[:–-]\s*|^\s+")
LEAD_WORD = re.compile(r"indstill|foreslå|foreslår")
SHORT = 130  # letters: a heading of a section is not longer


@cache
def stems() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("section_headings") if rule.label == "stem")


def stem_label(text: str) -> Label:
    """The label of a heading that no row knows, filed by the words in it; background where none tells."""
    heading = text.strip().rstrip(" :")
    for rule in stems():
        if rule.pattern.search(heading):  # type: ignore[union-attr]
            return Label(str(rule.extra["section"]), heading, len(text), rule.id)
    return Label("background", heading, len(text), "mellemrubrik")


@dataclass(frozen=True, slots=True)
class Label:
    """A section label at the start of a block: `rest` is the offset at which the section's text begins. For `dated`
    headings ("Beslutning Byrådet den 21-06-2016") `body` and `date` are as printed; `lead` has no heading at all."""

    kind: str  # a SectionKind, or "dated", or "lead"
    heading: str | None
    rest: int
    rule: str
    body: str | None = None
    date: str | None = None
    run_in: bool = False


@cache
def label_rules() -> tuple[dict[str, Rule], tuple[Rule, ...], tuple[Rule, ...]]:
    rules = load_rules("section_headings")
    phrases = {rule.pattern.lower(): rule for rule in rules if isinstance(rule.pattern, str)}
    return phrases, tuple(r for r in rules if r.label == "dated"), tuple(r for r in rules if r.label == "lead")


def section_label(block: Block) -> Label | None:
    """The label that the block is or begins with, else None.

    The whole block may be the label ("Økonomi", "BESLUTNING:"); the label may be run in before a colon
    ("Beslutning: Vedtaget.") or be set bold before the text.
    """
    if block.kind not in (BlockKind.TEXT, BlockKind.BULLET) or not block.lines:
        return None
    text, bold_head = block.text, block.lines[0].bold_head
    if len(text) > SHORT and not bold_head and ":" not in text[:SHORT] and not LEAD_WORD.search(text, 0, SHORT):
        return None
    return label_of(text, bold_head)


@lru_cache(maxsize=8192)
def label_of(text: str, bold_head: int = 0) -> Label | None:
    phrases, dated, leads = label_rules()
    head = text[:SHORT]
    bare = head.strip().rstrip(" :.")
    if len(text) < SHORT and (rule := phrases.get(bare.lower())):
        return Label(rule.label, bare, len(text), rule.id)
    if head[:1].isupper() or head[:1].isdigit():
        for rule in dated:
            if match := rule.pattern.match(head):  # type: ignore[union-attr]
                end = match.end()
                heading = head[:end].strip().rstrip(" :")
                return Label(
                    rule.label,
                    heading,
                    skip_space(text, end),
                    rule.id,
                    match["body"] or None,
                    match["date"],
                    end < len(text),
                )
        colon = head.find(":")
        if 2 < colon < 60 and (rule := phrases.get(head[:colon].strip().lower())):
            return Label(rule.label, head[:colon].strip(), skip_space(text, colon + 1), rule.id, run_in=True)
        if 2 < bold_head < len(text) and (rule := phrases.get(text[:bold_head].strip().rstrip(" :.–-").lower())):
            return Label(
                rule.label, text[:bold_head].strip().rstrip(" :.–-"), skip_space(text, bold_head), rule.id, run_in=True
            )
        for rule in leads:
            if rule.pattern.match(head):  # type: ignore[union-attr]
                return Label(rule.label, None, 0, rule.id)
    return None


def skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " :–-":
        at += 1
    return at
