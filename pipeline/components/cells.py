"""The rows of a header made ready for reading lists: broken and inner labels, contact boxes, heads of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from pipeline.components.additions import is_contact
from pipeline.components.fields import Row, label_at, label_named
from pipeline.components.roster import read_entries
from pipeline.page import Line

STATUS_CELL = re.compile(
    r"(?i)\(?(?:(?:(?:med|uden|m\.|u\.)\s?)?afbud|fraværende|til\s?stede|deltog|mødt|deltaget|ikke mødt)\)?\.?"
    r"|til\s?stede\s+(?:fra|til)\s.{1,20}"
)
INNER_LABEL = re.compile(
    r"\s+(?=(?:Gæst(?:er)?|Afbud(?: fra)?|Fraværende|Ordstyrer|Dirigent|Referent(?:er)?|Referat|Ref\.?|Til ?stede|"
    r"Stedfortrædere?|Suppleant(?:er)?|Mødeleder|Mødt|Ikke mødt)\s?:)"
)
# who sent those that are named behind it
SENT_BY = re.compile(
    r"""
    (?P<group> (?:[A-ZÆØÅ][\w-]+\s+)? Kommune | (?:Leder|Ledelses|Medarbejder|Arbejdsgiver|Arbejdstager|Personale)siden
      | Hospitalet(?:\s+[A-ZÆØÅ]\w+)? | Psykiatrien | PLO | (?:Bruger|Patient|Pårørende|Medarbejder)repræsentant(?:er)?
      | Region\s+[A-ZÆØÅ]\w+ )
    \s*:?\s+ (?=[A-ZÆØÅ])
    """,
    re.X,
)
INNER_BOX = re.compile(r"\s+(?=[☑☒☐])")
INNER_LIST = re.compile(r"(?<=[.;,)\w])\s+(?=(?P<label>[A-ZÆØÅ][\wæøåÆØÅ/ -]{1,34}?)\s?:)")
# a member, the party's letter and whether the member came, on one line: "Karen Holm (formand) A Deltog"
MEMBER = re.compile(
    r"(?P<who>[A-ZÆØÅ].{4,60}?)\s(?P<party>[A-ZÆØÅ]{1,2})\s(?P<status>Deltog(?:\sikke)?|Afbud|Fraværende|Til\sstede)"
)
PRESENCE = frozenset({"present", "absent", "guest", "secretariat", "substitute"})  # labels of who was there
LONGEST_LABEL = 30
TICK = re.compile(r"\s*(?:\[\s?(?P<ticked>[xX✓✔])\s?\]|(?P<ticked_>[☑☒✓✔])|\[\s?\]|☐)\s*(?=[A-ZÆØÅ])")
STATUS_WORD = re.compile(r"\((?:afbud|fraværende)\b", re.I)
NAMED_HOST = re.compile(r"\bv/|\bhos\b")
CONTACT_INDENT = 60.0  # points from the left edge: a contact box stands beside the header
CONTACT_REACH = 40.0  # points from a name down to the telephone or e-mail below it


def cell_rows(rows: Sequence[Row]) -> list[tuple[Line, ...]]:
    """The cells of each row, left to right: split labels joined, inner labels parted, contact boxes left out."""
    boxed = contact_lines(rows)
    told = ([with_status(with_tick(line)) for line in parted(row).lines] for row in joined_labels(rows))
    return [tuple(line for line in row if not in_contact_box(line, boxed)) for row in told]


def with_tick(line: Line) -> Line:
    """The line without the box to tick before a name; an empty box says that the person did not come."""
    box = TICK.match(line.text)
    if box is None:
        return line
    text = line.text[box.end() :]
    return replace(
        line, text=text if box["ticked"] or box["ticked_"] or STATUS_WORD.search(text) else f"{text} (afbud)"
    )


def with_status(line: Line) -> Line:
    """The line of a member with party and absence as they are printed elsewhere: "Karen Holm (A) - afbud"."""
    member = MEMBER.fullmatch(line.text)
    if member is None:
        return line
    came = member["status"] in ("Deltog", "Til stede")
    return replace(line, text=f"{member['who']} ({member['party']})" + ("" if came else " - afbud"))


def joined_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows with a label that breaks over two of them ("Fra", "administrationen:") put together on the first."""
    out: list[Row] = []
    for row in rows:
        label = row.lines[0]
        if out and goes_under(out[-1].lines[0], label):
            above = out[-1].lines[0]
            out[-1] = Row((replace(above, text=f"{above.text} {label.text}"), *out[-1].lines[1:]))
            row = Row(row.lines[1:])
        if row.lines:
            out.append(row)
    return out


def goes_under(above: Line, label: Line) -> bool:
    """Is `label` the second line of a label that begins with `above`?"""
    return (
        label.page == above.page
        and abs(label.x0 - above.x0) < 3
        and 0 <= label.top - above.bottom < above.size
        and ":" not in above.text
        and len(label.text) < LONGEST_LABEL > len(above.text)
        and label_at(above.text) is None
        and is_label(f"{above.text} {label.text}", colon=label.text.endswith(":"))
    )


def is_label(text: str, *, colon: bool) -> bool:
    """A header label, or those who sent the people beside it; without a colon one of who was there."""
    sent = SENT_BY.match(f"{text} A")
    if sent is not None and sent.end() == len(text) + 1:
        return True
    hit = label_at(text)
    return hit is not None and (colon or hit[0] in PRESENCE)


def parted(row: Row) -> Row:
    """The row with a cell for each label that stands inside a line ("Arne og Karen. Gæst: Julie. Referent: Karen"), and
    for each box to tick."""
    if not any(":" in line.text or INNER_BOX.search(line.text) for line in row.lines):
        return row
    return Row(tuple(replace(line, text=text) for line in row.lines for text in at_labels(line.text)))


def at_labels(text: str) -> list[str]:
    """The text cut before each label of who was there that stands within it."""
    cuts = [match.start() for inner in (INNER_LABEL, INNER_BOX) for match in inner.finditer(text)]
    for match in INNER_LIST.finditer(text):
        if (hit := label_named(match["label"])) and hit[0] in PRESENCE:
            cuts.append(match.start())
    edges = [0, *sorted(set(cuts)), len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges)]


def contact_lines(rows: Sequence[Row]) -> list[Line]:
    """The telephone and e-mail lines that stand in a column of their own beside the header."""
    lines = [line for row in rows for line in row.lines]
    left = min((line.x0 for line in lines), default=0.0)
    return [
        line
        for line in lines
        if line.x0 > left + CONTACT_INDENT and is_contact(line.text) and not NAMED_HOST.search(line.text)
    ]


def in_contact_box(line: Line, boxed: Sequence[Line]) -> bool:
    return any(
        one.page == line.page and abs(one.x0 - line.x0) < 4 and -1 <= one.top - line.top < CONTACT_REACH
        for one in boxed
    )


def status_columns(cells: Sequence[Line]) -> list[tuple[float, str]]:
    """The status columns of a table's head ("Navn | Deltog | Afbud") as (left edge, label), else nothing."""
    named = [line for line in cells if STATUS_CELL.fullmatch(line.text.strip())]
    if len(named) < 2 or len(cells) - len(named) > 3 or any(read_entries(line.text) for line in cells):
        return []
    return [(line.x0, line.text.strip()) for line in named]
