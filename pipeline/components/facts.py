"""What stands at the heading of an item: case number, KLE, and whether the item is closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.cases import find_case_number, find_kle, is_case_label, is_case_line, without_case_number
from pipeline.components.structure import Heading
from pipeline.page import Block, BlockKind

UNREAD = (BlockKind.RUNNING, BlockKind.CONTENTS)
CLOSED_LINE = re.compile(r"(?:lukket(?:\s+(?:punkt|sag))?|fortroligt?(?:\s+(?:punkt|sag))?)\.?", re.IGNORECASE)
_GROUP = r"\s+(?:dagsordens)?(?:punkter|sager|møde|dagsorden)\s*:?"
_DOORS = r"(?:til\s+\w+\s*[-–]\s*)?for\s+{}\s+døre"
CLOSED_GROUP = re.compile(rf"{_DOORS.format('lukkede')}|lukke(?:de?|t){_GROUP}", re.IGNORECASE)
OPEN_GROUP = re.compile(rf"{_DOORS.format('åbne')}|åb(?:ent?|ne){_GROUP}", re.IGNORECASE)
GROUP_STARTS = frozenset("FfTtLlÅå")
LONGEST_GROUP = 60  # characters
LONGEST_LABEL = 20
LONGEST_LINE = 200  # a number inside a paragraph belongs to another matter
NEAR = 4  # blocks below a heading that may give its case number


@dataclass(frozen=True, slots=True)
class Facts:
    case_number: str | None
    kle: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document marks its items: `closed` are the headings' blocks under a group such as "Lukkede punkter";
    `number_above` and `mark_above` say that case numbers and "Åbent punkt" stand above the heading, not below;
    `above` are the lines of that kind above each heading."""

    closed: frozenset[int]
    number_above: bool
    mark_above: bool
    above: tuple[tuple[str, ...], ...]

    def belongs_below(self, line: str) -> bool:
        """Whether a line above a heading speaks of the item below it."""
        return self.number_above if gives_number(line) else self.mark_above


def find_habits(blocks: Sequence[Block], headings: Sequence[Heading]) -> Habits:
    above = tuple(lines_above(blocks, headings, index) for index in range(len(headings)))
    below = [lines_below(blocks, headings, index) for index in range(len(headings))]

    def more_above(told: Callable[[str], bool]) -> bool:
        count_above, count_below = (sum(any(map(told, lines)) for lines in side) for side in (above, below))
        return count_above > count_below

    return Habits(closed_headings(blocks, headings), more_above(gives_number), more_above(is_mark), above)


def gives_number(line: str) -> bool:
    return find_case_number(line) is not None


def is_mark(line: str) -> bool:
    return not gives_number(line)


def item_facts(blocks: Sequence[Block], headings: Sequence[Heading], index: int, habits: Habits) -> Facts:
    """The facts of item number `index`."""
    heading = headings[index]
    inside = [b.text for b in blocks[heading.last + 1 : stop_of(blocks, headings, index)] if b.kind not in UNREAD]
    if index + 1 < len(headings):
        for line in reversed(habits.above[index + 1]):
            if not habits.belongs_below(line):
                break
            inside.pop()
    near = [*filter(habits.belongs_below, habits.above[index]), *inside[:NEAR]]
    labelled = [f"{one}\n{two}" for one, two in zip(inside, inside[1:], strict=False) if is_label(one)]
    titles = [
        block.text
        for block in blocks[heading.block : heading.last + 1]
        if without_case_number(block.text) != block.text or (heading.title or "") not in block.text
    ]
    lines = [line for line in (*titles, *near, *labelled) if len(line) <= LONGEST_LINE]
    return Facts(
        case_number=next((n for text in lines if (n := find_case_number(text))), None),
        kle=next((n for text in lines if (n := find_kle(text))), None),
        closed=heading.block in habits.closed or any(CLOSED_LINE.fullmatch(line.strip()) for line in near),
    )


def stop_of(blocks: Sequence[Block], headings: Sequence[Heading], index: int) -> int:
    """The block after the last one of item number `index`."""
    return headings[index + 1].block if index + 1 < len(headings) else len(blocks)


def lines_above(blocks: Sequence[Block], headings: Sequence[Heading], index: int) -> tuple[str, ...]:
    """The lines of nothing but case numbers and marks right above a heading, top down.

    A number whose label stands alone above it ends the item before.
    """
    first = headings[index - 1].last if index else -1
    found: list[str] = []
    for at in range(headings[index].block - 1, first, -1):
        if blocks[at].kind in UNREAD:
            continue
        text = blocks[at].text
        if is_label(text):
            return tuple(found[1:])
        if not is_case_line(text):
            break
        found.insert(0, text)
    return tuple(found)


def lines_below(blocks: Sequence[Block], headings: Sequence[Heading], index: int) -> list[str]:
    """The lines of nothing but case numbers and marks right below a heading."""
    found: list[str] = []
    for block in blocks[headings[index].last + 1 : stop_of(blocks, headings, index)]:
        if block.kind in UNREAD:
            continue
        if not is_case_line(block.text):
            break
        found.append(block.text)
    return found


def is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and is_case_label(text)


def closed_headings(blocks: Sequence[Block], headings: Sequence[Heading]) -> frozenset[int]:
    """The blocks of the headings that stand under a group such as "Til behandling - for lukkede døre".

    A group is believed where it stands right above an item: a list of contents may print its name too.
    """
    heads = {heading.block for heading in headings}
    found: set[int] = set()
    closed, announced = False, None
    for at, block in enumerate(blocks):
        if at in heads:
            closed = closed if announced is None else announced
            announced = None
            if closed:
                found.add(at)
            continue
        if block.kind in UNREAD or (announced is not None and is_case_line(block.text)):
            continue
        announced = None
        text = block.text.strip()
        if text[:1] in GROUP_STARTS and len(text) <= LONGEST_GROUP:
            announced = True if CLOSED_GROUP.fullmatch(text) else False if OPEN_GROUP.fullmatch(text) else None
    return frozenset(found)
