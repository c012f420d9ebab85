"""Lists of people printed in two columns beside each other: the left one is read to its end, then the right one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from pipeline.components.fields import Row, label_at
from pipeline.components.roster import sure_start
from pipeline.page import Line

LISTS = frozenset({"present", "absent", "guest", "secretariat", "substitute"})
EDGE = 4.0  # points by which the lines of a column may differ
GAP = 4.0  # points between the columns at least
MARK = 2  # letters of a mark in a column at most
FEWEST = 3  # lines in a column


def column_by_column(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those apart in which a list's label stands in the right column with its people below it."""
    rows = under_heads(labels_at_their_first(rows))
    for at, row in enumerate(rows):
        for line in row.lines[1:]:
            if is_bare_label(line) and (stretch := two_columns(rows, at, line.x0)):
                begin, end = stretch
                return [*rows[:begin], *apart(rows[begin:end], line.x0), *rows[end:]]
    return list(rows)


def under_heads(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the lists below two or more labels that stand beside each other one below the other."""
    out: list[Row] = []
    at = 0
    while at < len(rows):
        heads = [head_of(line) for line in rows[at].lines]
        stop = at + 1
        if len(heads) > 1 and all(heads):
            edges = [line.x0 for line in rows[at].lines]
            while stop < len(rows) and all(column_of(line, edges) is not None for line in rows[stop].lines):
                if all(map(head_of, rows[stop].lines)):
                    break
                stop += 1
            below = [line for row in rows[at + 1 : stop] for line in row.lines]
            if any(sure_start(line.text) for line in below) and all(len(line.text) > MARK for line in below):
                for place, head in enumerate(filter(None, heads)):
                    out += [Row((head,)), *(Row((line,)) for line in below if column_of(line, edges) == place)]
                at = stop
                continue
        out.append(rows[at])
        at += 1
    return out


def head_of(line: Line) -> Line | None:
    """The label of a list that the line is, without the group behind a comma ("Til stede, studerende")."""
    head = replace(line, text=line.text.split(",")[0].strip())
    return head if is_bare_label(head) else None


def column_of(line: Line, edges: Sequence[float]) -> int | None:
    return next((place for place, edge in enumerate(edges) if abs(line.x0 - edge) < EDGE), None)


def labels_at_their_first(rows: Sequence[Row]) -> list[Row]:
    """The rows, with a label that stands beside the middle of its list moved up to the first name.

    The names above it are its own where what stands above them is no list of people ("Sted: Kantinen").
    """
    out = list(rows)
    for at, row in enumerate(rows[:-1]):
        label, *names = row.lines
        name = names[0] if names else rows[at + 1].lines[0]
        first = at
        while first > 0 and is_name_at(rows[first - 1], name):
            first -= 1
        if is_bare_label(label) and 0 < first < at and name.x0 > label.x0 and is_other_field(rows[first - 1]):
            top = rows[first].lines[0]
            out[first] = Row((replace(label, top=top.top, bottom=top.bottom), *rows[first].lines))
            out[at] = Row(tuple(names))
    return [row for row in out if row.lines]


def is_name_at(row: Row, name: Line) -> bool:
    """Is the row one name, at the left edge of the other name?"""
    line, *more = row.lines
    return not more and abs(line.x0 - name.x0) < EDGE and line.page == name.page and sure_start(line.text)


def is_other_field(row: Row) -> bool:
    hit = label_at(row.lines[0].text)
    return hit is not None and hit[0] not in LISTS


def is_bare_label(line: Line) -> bool:
    """Is the line nothing but the label of a list of people?"""
    hit = label_at(line.text)
    return hit is not None and hit[0] in LISTS and not line.text[hit[3] :].strip()


def two_columns(rows: Sequence[Row], at: int, edge: float) -> tuple[int, int] | None:
    """(first, last + 1) of the rows around row `at` that stand in two columns, each with a label and people."""
    begin = end = at
    while begin > 0 and keeps_apart(rows[begin - 1], edge):
        begin -= 1
    while end < len(rows) and keeps_apart(rows[end], edge) and rows[end].lines[0].page == rows[at].lines[0].page:
        end += 1
    begin = next((n for n in range(begin, at) if is_bare_label(rows[n].lines[0])), end)
    left, right = columns(rows[begin:end], edge)
    if len(left) < FEWEST or len(right) < FEWEST or sum(sure_start(line.text) for line in left) < 2:
        return None
    if not all(sure_start(below.text) for label, below in pairwise(right) if is_bare_label(label)):
        return None
    return begin, end


def keeps_apart(row: Row, edge: float) -> bool:
    """Does every line of the row end before the right column, or begin at its edge?"""
    return len(row.lines) <= 2 and all(line.x1 < edge - GAP or abs(line.x0 - edge) < EDGE for line in row.lines)


def columns(rows: Sequence[Row], edge: float) -> tuple[list[Line], list[Line]]:
    lines = [line for row in rows for line in row.lines]
    return [n for n in lines if n.x0 < edge - EDGE], [n for n in lines if n.x0 >= edge - EDGE]


def apart(rows: Sequence[Row], edge: float) -> list[Row]:
    """A row for each line, the left column first."""
    left, right = columns(rows, edge)
    return [Row((line,)) for line in (*left, *right)]
