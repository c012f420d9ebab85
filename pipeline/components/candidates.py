"""Candidates for item headings: every block that could head an item, with the evidence of layout and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from pipeline.components.labels import section_label
from pipeline.components.sentences import sentence_spans
from pipeline.page import Block, BlockKind
from pipeline.rules import Rule, load_rules

SUFFIX = re.compile(r"\b(?:Sag|SAG|Saq|Pkt\.|Punkt)\s*(?:nr\.?)?\s*\d{1,4}$")
LONG = 170  # letters: a title longer than this is prose
NUMBERED_PREFIX = {"punkt-nummer", "sag-nummer", "ad-nummer", "aaben-foran", "nummer-aaben"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible heading: the block, what its number and title would be, and the points that speak for it."""

    block: int
    number: str
    value: int | None  # of the number's leading digits, letters count a = 1
    title: str
    rest: int  # offset in the block's text at which the record begins
    rule: str
    label: str  # "item" or "sub"
    score: float
    bold: bool
    size: float
    x0: float
    page: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Typography:
    """The usual look of the document's running text."""

    size: float
    bold_share: float

    @staticmethod
    def of(blocks: Sequence[Block]) -> Typography:
        text = [b for b in blocks if b.kind in (BlockKind.TEXT, BlockKind.BULLET) and b.lines]
        sizes = [b.size for b in text for _ in range(1 + len(b.text) // 40)]
        letters = sum(len(b.text) for b in text) or 1
        return Typography(median(sizes) if sizes else 11.0, sum(len(b.text) for b in text if b.bold) / letters)

    def stands_out(self, block: Block) -> float:
        """Points for type that differs from the running text: weight, size, capitals."""
        points = 0.0
        if block.lines and block.lines[0].bold_head > 3 and self.bold_share < 0.5:
            points += 1.6 if block.lines[0].bold else 1.2
        if block.size > self.size * 1.07:
            points += 1.2
        head = block.lines[0].text if block.lines else ""
        if head.isupper() and sum(c.isalpha() for c in head) > 5:
            points += 0.4
        return points


@cache
def forms() -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    rules = load_rules("item_headings")
    return tuple(r for r in rules if r.label in ("item", "sub")), tuple(r for r in rules if r.label == "title")


def find_candidates(blocks: Sequence[Block], look: Typography) -> list[Candidate]:
    """Every numbered block that could be an item's heading, in order of the blocks."""
    found = []
    headings, titles = forms()
    for at, block in enumerate(blocks):
        if block.kind not in (BlockKind.TEXT, BlockKind.BULLET) or not block.text:
            continue
        head = block.text[:300]
        first = head[0]
        if not (first.isdigit() or first in "PpSsNnAaÅåLl§FfRBCDEGHIJKbcdeghijÅ" or SUFFIX.search(head)):
            continue
        starts = "digit" if first.isdigit() else "letter"
        for rule in headings:
            if rule.extra["starts"] == starts and (match := rule.pattern.match(head)):  # type: ignore[union-attr]
                found.append(candidate(blocks, at, block, rule, match, look, titles))
                break
    return found


def candidate(
    blocks: Sequence[Block],
    at: int,
    block: Block,
    rule: Rule,
    match: re.Match[str],
    look: Typography,
    titles: Sequence[Rule],
) -> Candidate:
    groups = match.groupdict()
    number = (groups["number"] or groups.get("number_") or "").replace(" ", "")
    named = next((name for name in ("title", "title_") if groups.get(name) is not None), None)
    begin = match.start(named) if named else match.end()
    title, rest, run_in = split_title(block, begin, titles)
    points = float(rule.extra.get("weight", 0.0)) + look.stands_out(block)
    if block.gap > 0.9 * block.size:
        points += 0.4
    if any(t.pattern.search(title) for t in titles):  # type: ignore[union-attr]
        points += 1.2
    points += shape(title, run_in)
    points += neighbours(blocks, at)
    return Candidate(
        block=at,
        number=number,
        value=value_of(number),
        title=title,
        rest=rest,
        rule=rule.id,
        label=rule.label,
        score=points,
        bold=bool(block.lines) and block.lines[0].bold_head > 3,
        size=block.size,
        x0=block.lines[0].x0,
        page=block.page,
        closed=(groups.get("open") or groups.get("open_") or "").lower().startswith("lukk"),
    )


def split_title(block: Block, begin: int, titles: Sequence[Rule]) -> tuple[str, int, bool]:
    """Title, offset of the record, and whether the record begins on the title's own line.

    A bold head ends where the bold ends; otherwise a colon within the first line ends the title ("Valg af dirigent: NN").
    """
    text = block.text
    line = block.lines[0]
    first_end = block.starts[1] if len(block.starts) > 1 else len(text)
    cut = block.starts and block.lines[0].text != text[: len(block.lines[0].text)]
    offset = 0 if not cut else len(line.text) - first_end
    bold_end = line.bold_head - max(offset, 0)
    if begin < bold_end < len(line.text) - 2 and line.bold_head < len(line.text) and len(text[bold_end:].strip()) > 1:
        return text[begin:bold_end].strip().rstrip(":–- "), bold_end, True
    spans = sentence_spans(text[begin:])
    if len(spans) > 1 and not line.bold and 6 < spans[0][1] < 110 and text[begin + spans[0][1] - 1] in ".?":
        return text[begin : begin + spans[0][1]].strip(), begin + spans[1][0], True
    colon = re.compile(r":\s+(?=\S)").search(text, begin)
    if colon and re.match(r"lukke[td]", text[begin : colon.start()], re.I):
        colon = None  # "Lukket punkt: Salg af grund" is a title
    known = colon and any(t.pattern.search(text[begin : colon.start()]) for t in titles)  # type: ignore[union-attr]
    if colon and colon.start() - begin < 110 and (known or not line.bold) and opens_record(text[colon.end() :]):
        return text[begin : colon.start()].strip(), colon.end(), True
    return text[begin:].strip().removesuffix(":").strip(), len(text), False


def opens_record(text: str) -> bool:
    """Is what follows the colon in a title's line the record, not more of the title?"""
    return (
        len(text) > 1
        and (text[0].isupper() or text[0].isdigit() or text[0] in '”"(-–')
        and not text.rstrip().endswith("?")
    )


def shape(title: str, run_in: bool) -> float:
    points = 0.0
    if not title:
        return -0.3
    if title[0].islower():
        points -= 3.0 if re.match(r"at\b|og\b|eller\b|samt\b", title) else 1.4
    if len(title) > LONG:
        points -= 2.5
    if re.search(r"[.!?]\s+[A-ZÆØÅ]", title) and not re.search(
        r"\b(?:jf|nr|kl|pkt|vedr|stk|evt|mv|f\.eks|A|B|C|[A-ZÆØÅ])\.\s", title
    ):
        points -= 1.5
    if title.endswith((",", ";")):
        points -= 1.2
    if title.endswith(".") and len(title) > 60:
        points -= 0.8
    if re.match(r"(?:kr|mio|pct|%|stk|år|m2|km|meter)\b", title, re.I):
        points -= 3
    if re.search(r"\b(?:blev|har|vil|skal|kan|er|var)\b", title) and len(title) > 70 and not run_in:
        points -= 1.0
    return points


def neighbours(blocks: Sequence[Block], at: int) -> float:
    """Points for what stands around the block: a section label or case line after it speaks for it, a lead-in before it against."""
    points = 0.0
    seen = 0
    for after in blocks[at + 1 : at + 5]:
        if after.kind in (BlockKind.RUNNING,):
            continue
        seen += 1
        if section_label(after) is not None or re.match(
            r"(?:Sagsnr|Sagsid|Sagsnummer|J\.\s?nr|Journal|Brevid|Sag\s*:|Åben|Lukket)", after.text
        ):
            points += 1.3
            break
        if seen == 3:
            break
    for before in reversed(blocks[max(at - 3, 0) : at]):
        if before.kind in (BlockKind.RUNNING,):
            continue
        if before.text.endswith(":") and not section_label(before):
            points -= 0.5
        if re.search(r"\bindstiller\b[^.]{0,60}$|\bat$|følgende:$", before.text):
            points -= 1.5
        label = section_label(before)
        if label is not None and label.kind in ("recommendation", "attachments"):
            points -= 1.5
        break
    return points


def value_of(number: str) -> int | None:
    if match := re.match(r"\d+", number):
        return int(match.group())
    return ord(number[0].lower()) - 96 if number and number[0].isalpha() else None
