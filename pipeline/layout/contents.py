"""The contents list: its heading, its entries with leaders or page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.page import Line, Page

HEADING = re.compile(
    r"(?:indholdsfortegnelse|indhold|sagsoversigt|sagsfortegnelse|mødeindhold|punkter på dagsordenen|oversigt)\s*:?",
    re.I,
)
LEADER = re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|…{2,}\s*\d*\s*$|_{4,}\s*\d+\s*$")
ENDS_IN_PAGE = re.compile(r"\S\s+\d{1,4}$")
PAGE_ALONE = re.compile(r"\d{1,4}")


def contents_lines(pages: Sequence[Page], running: set[int]) -> set[int]:
    """`id()` of the lines of contents lists: those with leaders, and the rows under a contents heading.

    Under a heading the list goes on while rows end in a page number of their own, have leaders, or begin with a
    number; it ends at the first row that does none of this after at least two that did, or at the end of the page.
    """
    found: set[int] = set()
    for page in pages:
        lines = [line for line in page.lines if id(line) not in running]
        rows = rows_of(lines)
        inside = False
        for at, row in enumerate(rows):
            text = " ".join(line.text for line in row).strip()
            if HEADING.fullmatch(text):
                inside = True
                found.update(id(line) for line in row)
                continue
            entry = bool(LEADER.search(text)) or (
                inside and len(row) > 1 and bool(PAGE_ALONE.fullmatch(row[-1].text.strip()))
            )
            if entry:
                found.update(id(line) for line in row)
            elif inside and (goes_on(rows, at) or at + 1 == len(rows)):
                found.update(id(line) for line in row)
            else:
                inside = False
    return found


def goes_on(rows: Sequence[Sequence[Line]], at: int) -> bool:
    """Is the row a group heading, a column head or the first line of a long title within the list?"""
    text = " ".join(line.text for line in rows[at]).strip()
    if re.match(r"(?:\d{1,4}[.)]?|§|pkt|punkt|sag)\s*\S", text, re.I) and len(text) < 160:
        return not re.search(r"[.!?]\s+[A-ZÆØÅ]", text)
    near = rows[at + 1 : at + 3]
    return any(
        LEADER.search(" ".join(line.text for line in row))
        or (len(row) > 1 and PAGE_ALONE.fullmatch(row[-1].text.strip()))
        for row in near
    ) or bool(re.fullmatch(r"(?:sag|pkt\.?|nr\.?|tekst|side|emne|punkt|sag nr\.?:?|\s)+:?", text, re.I))


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines on one baseline, in order."""
    rows: list[list[Line]] = []
    for line in lines:
        if (
            rows
            and abs(rows[-1][-1].bottom - line.bottom) < 0.4 * max(line.size, 4.0)
            and line.x0 >= rows[-1][-1].x1 - 1
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows
