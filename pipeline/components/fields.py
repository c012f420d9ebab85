"""The fields of a meeting's header: labels with their values, beside or below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.components.structure import Heading
from pipeline.page import Block, BlockKind, Line
from pipeline.rules import load_rules

BEFORE_VALUE = re.compile(
    r"(Mødedato|Mødested|Mødetidspunkt|Mødelokale|Starttidspunkt|Sluttidspunkt|Mødetid|Mødet hævet kl\.?|Mødet hævet"
    r"|Stedfortrædere?(?=\s+[A-ZÆØÅ]\w+\s+[A-ZÆØÅ]))\s+(?=\S)"
)
OF_PEOPLE = ("present", "absent", "guest", "secretariat")  # their values may stand further left than the first one
MOST_JOINED = 4  # printed lines in one joined row
OF_MEETING = re.compile(  # the line of the meeting's day
    r"(?i)(?:referat\s(?:af|fra)\s)?(?:\w{0,20}møde|generalforsamling)\s[^.:;]{0,30}?\b\d{1,2}[./]"
)
PAREN = re.compile(r"\s*\([^)]{0,200}\)\s*$")
LONGEST_QUESTION = 30  # letters of a label that asks ("Hvem var med?")
OFFICE_BEHIND = re.compile(r"\((?:\w{0,12}formand|referent|mødeleder|tovholder)\)$")  # "Kommune (medformand)": no label


MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
# a line that stops in the middle of a day, an hour or a place
STOPS_SHORT = re.compile(rf"(?:\b(?:kl|d|den|i|på|hos|fra|{MONTHS})\.?|\s\d{{1,2}}\.|\s[-–])$", re.I)
LONGEST_STOP = 12  # letters, more than `STOPS_SHORT` takes
GOES_ON = re.compile(rf"(?:(?:19|20)\d\d\b|kl\.?\s|(?:{MONTHS})\b|[-–]\s)", re.I)  # a line that begins in one
ENDS_IN_DAY = re.compile(r"[\d.,]$|\b\w+dag$")


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of the header. `lines` are the value's printed lines, the label cut off; `text` joins them."""

    label: str  # date, start, end, location, body, present, absent …
    printed: str  # the label as printed
    lines: tuple[Line, ...]
    texts: tuple[str, ...]
    rule: str

    @property
    def text(self) -> str:
        return " ".join(self.texts).strip()


class Row(Struct, frozen=True):
    """The lines on one baseline, left to right."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@cache
def labels() -> dict[str, tuple[str, str]]:
    rules = load_rules("header_fields")
    return {rule.pattern.lower(): (rule.label, rule.id) for rule in rules if isinstance(rule.pattern, str)}


@cache
def label_patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    rules = load_rules("header_fields")
    return tuple((rule.pattern, rule.label, rule.id) for rule in rules if isinstance(rule.pattern, re.Pattern))


@lru_cache(maxsize=4096)
def label_named(name: str) -> tuple[str, str] | None:
    """(label, rule) of the printed name, whatever its case: a phrase row, or the first row whose expression fits."""
    if found := labels().get(name.lower()):
        return found
    return next(((label, rule) for pattern, label, rule in label_patterns() if pattern.search(name)), None)


def header_stop(blocks: Sequence[Block], headings: Sequence[Heading], without: int) -> int:
    """The block with which the first item begins, `without` where there is none; a title over the line that tells the
    meeting's day ("Solby Komiteen", "Møde mandag den 3. maj …") is no item's, whatever it looks like."""
    for heading in headings[:2]:
        below = blocks[heading.last + 1].text if heading.last + 1 < len(blocks) else ""
        if heading.number is not None or not OF_MEETING.match(below):
            return heading.block
    return headings[0].block if headings else without


def header_rows(blocks: Sequence[Block], stop: int) -> list[Row]:
    """The printed rows of the blocks before `stop`, by position on the page: a label and its value share a row."""
    unread = (BlockKind.RUNNING, BlockKind.CONTENTS)
    placed = [pair for block in blocks[:stop] if block.kind not in unread for pair in with_baselines(block)]
    placed.sort(key=lambda pair: (pair[1].page, round(pair[0]), pair[1].x0))
    rows: list[list[Line]] = []
    base = 0.0
    for bottom, line in placed:
        if rows and rows[-1][0].page == line.page and abs(base - bottom) <= 0.35 * max(line.size, 6):
            rows[-1].append(line)
        else:
            rows.append([line])
            base = bottom
    return [Row(tuple(sorted(row, key=lambda n: n.x0))) for row in rows]


def with_baselines(block: Block) -> Iterator[tuple[float, Line]]:
    """The lines of a block with the bottom (points) of the row they belong to.

    A label in the middle of its cell belongs to the first line of the cell beside it.
    """
    cells = block.table.cells if block.table else ()
    first_cells = [(row[0], row[1]) for row in cells if len(row) > 1 and row[0] and row[1]]
    for line in block.lines:
        middle = (line.top + line.bottom) / 2
        row = next((two for two in first_cells if two[0][1] <= middle <= two[0][3] and line.x0 < two[1][0]), None)
        alone = (
            row and sum(row[0][1] <= (n.top + n.bottom) / 2 <= row[0][3] and n.x0 < row[1][0] for n in block.lines) == 1
        )
        row = row if alone else None
        beside = [n for n in block.lines if row and n.x0 >= row[1][0] - 2 and row[0][1] <= n.top < row[0][3]]
        yield (min((n.bottom for n in beside), default=line.bottom) if row else line.bottom), line


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those joined over which a day, an hour or a place runs on ("… den 4. maj kl." and "19.30")."""
    joined: list[Row] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above and runs_on(above.lines[-1], row.lines[0]) and len(above.lines) < MOST_JOINED:
            joined[-1] = Row((*above.lines, *row.lines))
        else:
            joined.append(row)
    return joined


def runs_on(above: Line, line: Line) -> bool:
    if above.page != line.page or line.top - above.bottom > above.size:
        return False
    goes_on = GOES_ON.match(line.text) and ENDS_IN_DAY.search(above.text)
    stops = goes_on or STOPS_SHORT.search(above.text, max(0, len(above.text) - LONGEST_STOP))
    return bool(stops) and label_at(line.text) is None


def label_at(text: str) -> tuple[str, str, str, int] | None:
    """(label, rule, printed label, offset of the value) when the text begins with a header label, else None.

    Without a colon the label must be the whole text, or one of time, place or substitute before its value
    ("Mødedato Onsdag …").
    """
    if (
        text.startswith("Hvem ")
        and 0 < (asked := text.find("?")) < LONGEST_QUESTION
        and (found := label_named(text[:asked]))
    ):
        return (*found, text[:asked], asked + 1)
    colon = text.find(":")
    if 0 < colon < 45:
        name = re.sub(r"\s+", " ", PAREN.sub("", text[:colon].strip().rstrip(".")))
        if found := label_named(name):
            return (*found, text[:colon].strip(), colon + 1)
        name = name.lower()
        for part in re.split(r"\s*(?:/|\bog\b|&)\s*", name):
            if part in labels() and labels()[part][0] not in ("ignore",) and len(name) < 30:
                return (*labels()[part], text[:colon].strip(), colon + 1)
        if not text[colon - 1].isdigit():  # a clock time has a colon too
            return None
    whole = text.strip()
    bare = PAREN.sub("", whole) if whole.endswith(")") else whole
    if len(bare) < 60 and OFFICE_BEHIND.search(whole) is None and (found := label_named(bare)):
        return (*found, whole, len(text))
    if match := BEFORE_VALUE.match(text):
        name = match.group(1).lower().removesuffix(" kl.").removesuffix(" kl")
        return (*labels()[name], match.group(1), match.end())
    return None


def find_fields(rows: Sequence[Row]) -> list[Field]:
    """The labelled fields in printed order: the value stands after the label, beside it, or in the rows below it."""
    found: list[Field] = []
    current: tuple[str, str, str] | None = None
    column = 0.0  # left edge of the value
    left = 0.0  # left edge of the label
    lines: list[Line] = []
    texts: list[str] = []

    def close() -> None:
        nonlocal current, lines, texts
        if current is not None:
            found.append(Field(current[0], current[2], tuple(lines), tuple(texts), current[1]))
        current, lines, texts = None, [], []

    for row in rows:
        for place, line in enumerate(row.lines):
            hit = label_at(line.text)
            if hit is not None and not (place > 0 and ":" not in line.text):
                close()
                label, rule, printed, offset = hit
                current, left, column = (label, rule, printed), line.x0, 0.0
                rest = line.text[offset:].strip()
                if rest:
                    lines.append(line)
                    texts.append(rest)
                continue
            if current is None:
                continue
            if not texts:
                if place == 0 and line.x0 < left - 6:
                    close()
                    continue
                column = line.x0
            elif place == 0 and column and line.x0 < min(column - 6, left + 3.01) and current[0] not in OF_PEOPLE:
                close()
                continue
            lines.append(line)
            texts.append(line.text)
    close()
    return found
