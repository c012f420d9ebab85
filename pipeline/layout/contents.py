"""The contents list: its heading, its entries with leaders or page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gated import Gated
from pipeline.layout.rows import row_text, rows_of
from pipeline.page import Line, Page

HEADING = Gated(
    r"(?:indholdsfortegnelse|indhold|sagsoversigt|sagsfortegnelse|mødeindhold|punkter på dagsordenen|oversigt)\s*:?",
    re.I,
)
LEADER = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?){4,}\s*\d*\s*$|(?<!…)…{2,}\s*\d*\s*$|(?<!_)_{4,}\s*\d+\s*$")
LEADS = ("..", ". .", "…", "____")  # one of them stands where leaders do
PAGE_ALONE = re.compile(r"\d{1,4}")
NUMBERED = re.compile(r"(?:\d{1,4}[.)]?|§|pkt|punkt|sag)\s*\S", re.I)
NUMBER = re.compile(r"\s*(?:(?:punkt|pkt\.?|sag)(?:\s*nr)?[.:]?\s*)?(?:\d{1,4}[.):]*|§)?\s*")  # on lower-cased text
LAST_NUMBER = re.compile(r"\s[0-9]{1,4}\s*$")
COLUMN_HEAD = re.compile(r"(?:sag|pkt\.?|nr\.?|tekst|side|emne|punkt|sag nr\.?:?|\s)+:?", re.I)
TWO_SENTENCES = re.compile(r"[.!?]\s+[A-ZÆØÅ]")
SAME = 30  # letters by which a heading is known as an entry of the list
LONGEST = 160  # letters of a numbered entry


def contents_lines(pages: Sequence[Page], running: set[int]) -> set[int]:
    """`id()` of the lines of contents lists: those with leaders, and the rows under a contents heading.

    Under a heading the list goes on while rows end in a page number of their own, have leaders, begin with a number or
    stand right above such a row; it ends where its first entry stands again as a heading, with the page at the latest.
    """
    found: set[int] = set()
    for page in pages:
        lines = [line for line in page.lines if id(line) not in running]
        if not may_list(lines):
            continue
        rows = rows_of(lines)
        inside, entries = False, set[str]()
        for at, row in enumerate(rows):
            text = row_text(row).strip()
            if HEADING.fullmatch(text):
                inside, entries = True, set()
            elif inside:
                own = title_in(row)
                again = own or (title_in(rows[at + 1]) if at + 1 < len(rows) else "")
                listed = again in entries and not leads_to_page(row)
                inside = not listed and (leads_to_page(row) or goes_on(rows, at) or at + 1 == len(rows))
                entries |= {own, title_in(row, paged=True)}
            if inside or has_leader(text):
                found.update(map(id, row))
    return found


def may_list(lines: Sequence[Line]) -> bool:
    """Could a heading or leaders stand among these lines? On most pages none do, which a look at all at once tells."""
    text = row_text(lines)
    return HEADING.may_match(text) or any(sign in text for sign in LEADS)


def title_in(row: Sequence[Line], paged: bool = False) -> str:
    """The beginning of the entry without its number and page, in one case; "" where the row is a number alone.

    With `paged` a number that ends the row is taken for the page, though nothing but a space sets it apart.
    """
    apart = len(row) > 1 and PAGE_ALONE.fullmatch(row[-1].text.strip())
    low = row_text(row[:-1] if apart else row).lower()
    if paged and not apart:
        low = LAST_NUMBER.sub("", low)
    number = NUMBER.match(low)
    return "".join(low[number.end() if number else 0 :].split()).casefold()[:SAME]


def leads_to_page(row: Sequence[Line]) -> bool:
    """Does the row end in leaders or in a page number set apart?"""
    return has_leader(row_text(row)) or (len(row) > 1 and bool(PAGE_ALONE.fullmatch(row[-1].text.strip())))


def has_leader(text: str) -> bool:
    return (text.count(".") > 3 or "…" in text or "____" in text) and bool(LEADER.search(text))


def goes_on(rows: Sequence[Sequence[Line]], at: int) -> bool:
    """Is the row a group heading, a column head or the first line of a long title within the list?"""
    text = row_text(rows[at]).strip()
    if (number := NUMBERED.match(text)) and len(text) < LONGEST:
        return not TWO_SENTENCES.search(text, number.end() - 1)
    return any(map(leads_to_page, rows[at + 1 : at + 3])) or bool(COLUMN_HEAD.fullmatch(text))
