"""CPR numbers that a line end, a cell or a page breaks: covered where they stand, and known for where they are joined.

What is told of an item has the breaks of its lines as spaces, and "0101 701234" alone says too little. So a number that
is found broken on a page is covered wherever the archive writes its ten digits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.cpr import DIGIT, Span, broken_cprs, cprs_in, cprs_over_lines, cprs_over_pages, digits_of
from pipeline.privacy import cover, plain
from pipeline.store.ledger import enter
from pipeline.store.withhold import cover_pieces

CELLS = """SELECT table_cells.rowid, table_cells.data_table_id, row, col, text, agenda_items.document_id,
    data_tables.page, agenda_items.meeting_id
FROM table_cells JOIN data_tables ON data_tables.id = data_table_id
JOIN agenda_items ON agenda_items.id = data_tables.agenda_item_id
WHERE text GLOB '*[0-9]*' ORDER BY data_table_id, row, col"""


TELLING = 6
"""Digits of a number that tell too much of it: a table that was read twice may end within a cell the second time."""


def cover_broken(db: sqlite3.Connection) -> frozenset[str]:
    """Cover the numbers that cells and pages break; gives the ten digits of these and of all that line ends break."""
    return frozenset(_cover_in_cells(db) | _cover_over_pages(db))


def _cover_in_cells(db: sqlite3.Connection) -> set[str]:
    """Numbers broken within a cell, or that stand in two that touch."""
    known: set[str] = set()
    parts_of: dict[str, set[str]] = {}
    cells = {(table, row, col): (key, text, where) for key, table, row, col, text, *where in db.execute(CELLS)}
    for (table, row, col), (key, text, where) in cells.items():
        for near in (None, (table, row + 1, col), (table, row, col + 1)):
            if near is not None and near not in cells:
                continue
            other = cells[near] if near else None
            for parts in _broken_in(text, other[1] if other else None):
                for place, spans in zip((key, other and other[0]), parts, strict=True):
                    if place is not None:
                        _cover_row(db, "table_cells", place, spans)
                number = [source[a:b] for source, spans in zip((text, other and other[1]), parts, strict=True)
                          for a, b in spans if source]  # fmt: skip
                document, page, meeting = where
                known.add(digits_of(plain(" ".join(number))[0]))
                parts_of.setdefault(document, set()).add(digits_of(plain(" ".join(number))[0]))
                enter(db, document, page, "cpr")
                cover_pieces(db, meeting, " ".join(number).split())
    for key, text, (document, *_) in cells.values():
        digits = "".join(DIGIT.findall(plain(text)[0]))
        if len(digits) >= TELLING and any(
            number.startswith(digits) or number.endswith(digits) for number in parts_of.get(document, ())
        ):
            _cover_row(db, "table_cells", key, [(0, len(text))])
    return known


def _broken_in(text: str, other: str | None) -> Iterable[tuple[list[Span], list[Span]]]:
    """Where a number stands in a cell and the one beside or below it; one in two cells has a dash."""
    clean, places = plain(text)
    if other is None:
        if len(DIGIT.findall(clean)) < 10 or any(cprs_in(clean)):
            return
        for gap in (place for place, char in enumerate(clean) if char.isspace()):  # one of them was a line end
            found = list(broken_cprs(f"{clean[:gap]}\n{clean[gap + 1 :]}"))
            for start, end in found:
                yield [(places[start], places[end - 1] + 1)], []
            if found:
                return
        return
    behind, further = plain(other)
    if any(cprs_in(clean)) or any(cprs_in(behind)):
        return
    for start, end in broken_cprs(f"{clean}\n{behind}"):
        cut = len(clean)
        if start < cut < end - 1 and "-" in f"{clean}{behind}"[start : end - 1]:
            yield [(places[start], places[-1] + 1)], [(further[0], further[end - cut - 2] + 1)]


def _cover_over_pages(db: sqlite3.Connection) -> set[str]:
    """Numbers that begin on one page and end on the next; what line ends break is covered with all the rest."""
    known: set[str] = set()
    for (document,) in db.execute("SELECT DISTINCT document_id FROM pages ORDER BY document_id").fetchall():
        rows = db.execute("SELECT rowid, number, text FROM pages WHERE document_id = ? ORDER BY number", (document,))
        pages = [(row, number, *plain(text)) for row, number, text in rows.fetchall()]
        for _, _, clean, _ in pages:
            known |= {digits_of(clean[start:end]) for start, end in cprs_over_lines(clean)}
        for (row, number, clean, places), (next_row, _, behind, further) in pairwise(pages):
            for (start, end), (begin, stop) in cprs_over_pages(clean, behind):
                _cover_row(db, "pages", row, [(places[start], places[end - 1] + 1)])
                _cover_row(db, "pages", next_row, [(further[begin], further[stop - 1] + 1)])
                enter(db, document, number, "cpr")
                known.add(digits_of(clean[start:end] + behind[begin:stop]))
    return known


def _cover_row(db: sqlite3.Connection, table: str, row: int, spans: Sequence[Span]) -> None:
    (text,) = db.execute(f"SELECT text FROM {table} WHERE rowid = ?", (row,)).fetchone()
    db.execute(f"UPDATE {table} SET text = ? WHERE rowid = ?", (cover(text, spans), row))
