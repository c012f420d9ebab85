"""The moderator and the minute-taker: chosen in the first items, replaced on the way, named in the signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.components.gathering import ROLES, Gathering
from pipeline.components.presence import Statement, read_choice, read_statements
from pipeline.components.roster import read_entries
from pipeline.components.sentences import sentence_spans
from pipeline.components.structure import Heading
from pipeline.page import Block, BlockKind, Line

FIRST = 3  # items in which the offices of a meeting are filled
OPENING = 8  # blocks of such an item that are read
CLOSING = 20  # blocks at the end where the minutes are signed
OFFICE_TITLE = re.compile(r"(?i)\b(?P<moderator>dirigent|ordstyrer|mødeleder)|\b(?P<minute_taker>referent)")
UNSEEN_HEADING = re.compile(  # of a first item that was not recognised as one
    r"(?i)(?:\w{1,3}[.)]\s*)?valg\s+af\s+(?:dirigent|ordstyrer|referent)(?:\s+(?:og|samt)\s+\w+)?\s*[:.]?\s*"
)
OFFICE_LINE = re.compile(r"[Rr]ef|REF|[Dd]irigent|DIRIGENT|[Oo]rdstyrer")
SIGNED = re.compile(r"(?i)(?:referent|dirigent|ordstyrer)\s*:?")
PROSE = (BlockKind.TEXT, BlockKind.BULLET)


def add_offices(
    people: Gathering, blocks: Sequence[Block], headings: Sequence[Heading], initials: Mapping[str, str]
) -> None:
    """The moderator and the minute-taker who are chosen or named in the first items, or take over later."""
    for index, heading in enumerate(headings[:FIRST]):
        office = OFFICE_TITLE.search(heading.title or "")
        if office is None and index > 0:
            continue
        stop = headings[index + 1].block if index + 1 < len(headings) else len(blocks)
        region = [(blocks[heading.last], heading.rest)]
        region += [(b, 0) for b in blocks[heading.last + 1 : stop][:OPENING] if b.kind in PROSE]
        fill(people, office, region, initials)
    first = headings[0].block if headings else len(blocks)
    for at, block in enumerate(blocks[:first]):
        if len(block.text) < 90 and (match := UNSEEN_HEADING.match(block.text)):
            region = [(block, match.end()), *((b, 0) for b in blocks[at + 1 : at + 2] if b.kind in PROSE)]
            fill(people, OFFICE_TITLE.search(block.text), region, initials)
    for block in blocks:
        if "ny dirigent" in block.text:
            for statement in read_statements(block.text, initials):
                if statement.kind == "moderator":
                    people.hear(statement, block)


def fill(
    people: Gathering, office: re.Match[str] | None, region: Sequence[tuple[Block, int]], initials: Mapping[str, str]
) -> None:
    """The first holder of each office that the blocks name; `region` has blocks with the offset to read from."""
    filled: set[str] = set()
    for block, begin in region:
        text = block.text[begin:]
        statements = [s for s in read_statements(text, initials) if s.kind in ROLES]
        if office and not statements and not filled:
            kind = "moderator" if office["moderator"] else "minute_taker"
            statements = list(chosen(text, kind, initials))
        for statement in statements:
            if statement.kind not in filled:
                filled.add(statement.kind)
                people.hear(statement, block, begin)


def chosen(text: str, kind: str, initials: Mapping[str, str]) -> Iterator[Statement]:
    """Under "Valg af dirigent": a bare name, or the first one proposed or chosen, the office not named again."""
    for start, end in sentence_spans(text)[:3]:
        sentence = text[start:end]
        entries = read_entries(sentence)
        if len(sentence) < 60 and len(entries) == 1:
            name = entries[0]
            yield Statement(kind, name.name, "valgt-navn", start + name.start, start + name.end)
            return
        if choice := next(read_choice(sentence, initials), None):
            yield Statement(kind, choice.name, choice.rule, start + choice.start, start + choice.end)
            return


def add_signatures(people: Gathering, blocks: Sequence[Block], headings: Sequence[Heading]) -> None:
    """ "Referent: Karen Holm" at the end, or an office alone on a line with the name beside it."""
    begin = max(headings[-1].last + 1 if headings else 0, len(blocks) - CLOSING)
    lines = [line for block in blocks[begin:] if block.kind in PROSE for line in block.lines]
    for line in lines:
        if len(line.text) > 70 or not OFFICE_LINE.search(line.text):
            continue
        for statement in read_statements(line.text):
            if statement.kind in ("moderator", "minute_taker"):
                people.hear_at(statement, line.page, (line.box,))
        if SIGNED.fullmatch(line.text.strip()) and (signed := signer(lines, line)):
            kind = "minute_taker" if line.text.lower().startswith("ref") else "moderator"
            name, place = signed
            people.hear_at(Statement(kind, name, "underskrift", 0, 0), place.page, (place.box,))


def signer(lines: Sequence[Line], office: Line) -> tuple[str, Line] | None:
    """The name that stands below the office of a signature, else the one right above it."""
    near = [
        n
        for n in lines
        if n is not office and n.page == office.page and abs(n.x0 - office.x0) < 15 and len(n.text) < 50
    ]
    below = [n for n in near if 0 < n.top - office.bottom < 40]
    above = [n for n in near if 0 < office.top - n.bottom < 15]
    for line in (*below[:1], *above[-1:]):
        entries = read_entries(line.text)
        if len(entries) == 1 and entries[0].sure:
            return entries[0].name, line
    return None
