"""The moderator and the minute-taker: chosen in the first items, replaced on the way, named in the signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.components.gathering import ROLES, Gathering
from pipeline.components.presence import Statement, read_choice, read_statements
from pipeline.components.roster import read_entries
from pipeline.components.sentences import sentence_spans
from pipeline.components.structure import Heading
from pipeline.gated import Gated
from pipeline.page import Block, BlockKind, Line

FIRST = 3  # items in which the offices of a meeting are filled
OPENING = 8  # blocks of such an item that are read
CLOSING = 20  # blocks at the end where the minutes are signed
OFFICE_TITLE = re.compile(r"(?i)\b(?P<moderator>dirigent|ordstyrer|mødeleder)|\b(?P<minute_taker>referent)")
UNSEEN_HEADING = re.compile(  # of a first item that was not recognised as one
    r"(?i)(?:\w{1,3}[.)]\s*)?valg\s+af\s+(?:dirigent|ordstyrer|referent)(?:\s+(?:og|samt)\s+\w+)?\s*[:.]?\s*"
)
OFFICE_LINE = Gated(r"[Rr]ef|REF|[Dd]irigent|DIRIGENT|[Oo]rdstyrer")
OTHER_OFFICE = re.compile(r"(?i)\brefer(?:at|ent)|\bstemmetæller|\bskriver\b")
SIGNATURE = re.compile(
    r"(?:^|\s+)(?:[Ss]om\s+(?=\w+:)|(?=(?:Referent|Dirigent|Ordstyrer)\s*:))"
)  # two of them on one line
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
        region = [(blocks[heading.last], min(heading.rest, behind_office(blocks[heading.last].text)))]
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


def behind_office(text: str) -> int:
    """The offset behind "Valg af dirigent:" in a heading that runs on into the record; else the text's length."""
    office = OFFICE_TITLE.search(text, 0, 60)
    colon = text.find(":", office.end(), 80) if office else -1
    return colon + 1 if colon >= 0 else len(text)


def fill(
    people: Gathering, office: re.Match[str] | None, region: Sequence[tuple[Block, int]], initials: Mapping[str, str]
) -> None:
    """The first holder of each office that the blocks name; `region` has blocks with the offset to read from."""
    filled: dict[str, tuple[str, int]] = {}  # the row and the block that filled an office
    for at, (block, begin) in enumerate(region):
        text = block.text[begin:]
        statements = [s for s in read_statements(text, initials) if s.kind in ROLES]
        kind = "moderator" if office and office["moderator"] else "minute_taker"
        if office and kind not in filled and all(s.kind != kind for s in statements):
            if not filled or kind == "moderator":
                statements = [*chosen(text, kind, initials), *statements]
        for statement in statements:
            if filled.setdefault(statement.kind, (statement.rule, at)) == (statement.rule, at):
                people.hear(statement, block, begin)


def chosen(text: str, kind: str, initials: Mapping[str, str]) -> Iterator[Statement]:
    """Under "Valg af dirigent": a bare name, or the first one proposed or chosen, the office not named again."""
    for start, end in sentence_spans(text)[:3]:
        sentence = text[start:end]
        if kind == "moderator" and OTHER_OFFICE.search(sentence):
            continue
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
        for statement in (one for part in SIGNATURE.split(line.text) for one in read_statements(part)):
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
