"""Lists of members without a label: columns of names, and people beside those who sent them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from pipeline.components.attendance import Roster, find_rosters
from pipeline.components.cells import SENT_BY, TICK, joined_labels
from pipeline.components.chunks import Chunk
from pipeline.components.fields import Row, label_at
from pipeline.components.persons import NAME, TITLE
from pipeline.components.roster import MARKED_PARTY, STEWARD, sure_start
from pipeline.page import Line

INDENT = 30  # points by which names stand further right than the label they belong to
PARTY_ALONE = re.compile(r"\([A-ZÆØÅ]{1,3}\)")
SHORT_FOR = re.compile(
    r"\s?(?:[–-]\s?|\()[A-ZÆØÅ]{2,4}\)?(?:\s\((?:afbud|fraværende)\))?$"
)  # "Karen Holm – KH (afbud)"
FEWEST_NAMES = 4  # rows of nothing but names that make a list without a label
FEWEST_BELOW = 3  # people below bold heads that make one, two of them below one head
LONGEST_HEAD = 60  # letters
# heads of people who were not there, or not as members
NOT_FROM = re.compile(r"sendes|kopi|valg|suppleant|gæst|fravær|afbud|kontakt|modtager|fordeling|inviter", re.I)
EDGE = 4.0  # points by which the lines of a column may differ
CLOSE = 1.8  # font sizes from line to line


def unlabelled_roster(rows: Sequence[Row]) -> list[Roster]:
    """A list of members that stands in the header without a label: with their parties, or by where they come from."""
    rows = joined_labels(rows)
    sent = [at for at, row in enumerate(rows) if SENT_BY.match(row.text)]
    if len(sent) >= 2:
        return find_rosters(list(sent_by(rows[sent[0] :])), ("present", "navneliste"))
    if persons := stacked(rows):
        return [Roster("present", "navneliste", persons)]
    if names := ticked(rows) or name_column(rows) or under_group_heads(rows):
        return find_rosters(names, ("present", "navneliste"))
    if sum(bool(MARKED_PARTY.search(line.text)) for row in rows for line in row.lines) < 3:
        return []
    return [roster for roster in find_rosters(rows, ("present", "navneliste")) if len(roster.chunks) >= 3]


def ticked(rows: Sequence[Row]) -> list[Row]:
    """The rows with boxes to tick before names, where they are as many as make a list."""
    found = [row for row in rows if all(TICK.match(line.text) for line in row.lines)]
    return found if sum(len(row.lines) for row in found) >= FEWEST_NAMES else []


def stacked(rows: Sequence[Row]) -> list[Chunk]:
    """The persons whose name, office and party stand below each other."""
    found: list[Chunk] = []
    for name, office, party in zip(rows, rows[1:], rows[2:], strict=False):
        if PARTY_ALONE.fullmatch(party.text) and TITLE.match(office.text) and sure_start(name.text):
            found.append(Chunk.of(f"{name.text}, {office.text} {party.text}", name.lines[0]))
    return found if len(found) >= FEWEST_NAMES else []


def name_column(rows: Sequence[Row]) -> list[Row]:
    """The first rows, four or more on end, that are a person's full name each, with nothing else but its initials."""
    run: list[Row] = []
    for row in rows:
        name = SHORT_FOR.sub("", row.text)
        if " " in name and NAME.fullmatch(name) and sure_start(name):
            run.append(row)
        elif len(run) >= FEWEST_NAMES:
            return run
        else:
            run = []
    return run if len(run) >= FEWEST_NAMES else []


def under_group_heads(rows: Sequence[Row]) -> list[Row]:
    """The people below bold heads that say where they come from, column by column, a line each as a row."""
    lines = [line for row in rows for line in row.lines]
    lists: list[list[Row]] = []
    for at, head in enumerate(lines):
        words = head.text.replace(",", "").replace(" ", "")
        if not head.bold or len(head.text) > LONGEST_HEAD or not words.isalpha() or NOT_FROM.search(head.text):
            continue
        below = people_below(head, [line for line in lines[at + 1 :] if abs(line.x0 - head.x0) < EDGE])
        lists.append([Row((line,)) for line in below])
    found = [row for people in lists for row in people]
    enough = sum(sure_start(row.text) for row in found) >= FEWEST_BELOW and max(map(len, lists)) > 1
    return found if enough else []


def people_below(head: Line, column: Sequence[Line]) -> Iterator[Line]:
    """The lines close below the head that are a person each, or go on in brackets with what they are."""
    above = head
    for line in column:
        near = 0 < line.top - above.top < CLOSE * line.size
        told = line.text.endswith(".") or label_at(line.text) is not None
        if line.bold or not near or told or not (sure_start(line.text) or line.text.startswith("(")):
            return
        yield line
        above = line


def sent_by(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with a colon behind those who sent their people ("Nordby Kommune   Karen Holm, Per Vang"), each with
    the rows under its names; ends with the first row of another kind."""
    left, text, line = 0.0, "", None
    for row in rows:
        if match := SENT_BY.match(row.text):
            if line is not None:
                yield Row((structs.replace(line, text=STEWARD.sub("", text)),))
            left, line = row.lines[0].x0, row.lines[0]
            text = f"{match['group']}: {row.text[match.end() :]}"
        elif row.lines[0].x0 < left + INDENT:
            break
        else:
            text += (", " if sure_start(row.text) or TITLE.match(row.text) else " ") + row.text
    if line is not None:
        yield Row((structs.replace(line, text=STEWARD.sub("", text)),))
