"""Every text of a copy with what must not be published covered, before an index or an image is made of it."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Set
from functools import lru_cache

from pipeline.policy import Policy
from pipeline.privacy import MASK, mask, mask_place
from pipeline.store.broken import cover_broken
from pipeline.store.dictionary import LOOKUP_TABLES
from pipeline.store.ledger import enter
from pipeline.store.withhold import cover_words

WORTHLESS_IF_MASKED = {"table_cells": ("text", "number"), "amounts": ("text", "dkk")}
"""Where a number repeats what a text says: it goes when the text is masked."""


SHORT = 40
"""Letters of a text that may well stand in other rows too."""

UNMASKED = frozenset((*LOOKUP_TABLES, "descriptions", "rules", "policy", "withheld", "field_scores"))
"""Tables whose words are this program's own."""
MEETINGS = {"meetings": "id", "meeting_documents": "meeting_id"}
"""The tables that tell where a meeting was held, and which of their columns is its key."""
SOURCES = {"pages": "document_id, number", "documents": "id, NULL"}
"""The tables whose findings are counted, with their document and page: the others repeat what the pages say."""


def masked_columns(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table that hold text as printed: all text but keys and links, which are made of masked text."""
    links = {row[3] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
    return [
        name
        for _, name, kind, _, _, key in db.execute(f"PRAGMA table_info({table})")
        if kind == "TEXT" and not key and name not in links and name not in ("sha256", "row_id")
    ]


def mask_tables(db: sqlite3.Connection, policy: Policy) -> None:
    """Mask every text column of every table but our own words, and note what was found by document and page."""
    _mask_places(db, policy)
    known = cover_broken(db)
    for table, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        if table not in UNMASKED and not table.startswith("_") and (columns := masked_columns(db, table)):
            _mask_table(db, table, columns, _keys(db, table, sql), policy, known)
    _mask_split_cells(db)
    for table, (text, number) in WORTHLESS_IF_MASKED.items():
        db.execute(f"UPDATE {table} SET {number} = NULL WHERE instr({text}, ?)", (MASK,))
    db.execute("UPDATE documents SET source_url = NULL WHERE instr(source_url, ?)", (MASK,))  # it leads nowhere now


def _keys(db: sqlite3.Connection, table: str, sql: str) -> list[str]:
    if not sql.rstrip().upper().endswith("WITHOUT ROWID"):
        return ["rowid"]
    return [name for _, name, _, _, _, key in db.execute(f"PRAGMA table_info({table})") if key]


def _mask_table(
    db: sqlite3.Connection, table: str, columns: list[str], keys: list[str], policy: Policy, known: Set[str]
) -> None:
    changed = []
    mask_once = lru_cache(maxsize=100_000)(lambda text: mask(text, policy, known=known))  # days, names come again

    def masked(text: str) -> tuple[str, Mapping[str, int]]:
        return mask_once(text) if len(text) <= SHORT else mask(text, policy, known=known)

    for row in db.execute(f"SELECT {', '.join((*keys, *columns))} FROM {table}"):
        key, texts = row[: len(keys)], row[len(keys) :]
        found = [masked(text) if text else (text, {}) for text in texts]
        if any(hits for _, hits in found):
            changed.append((*(text for text, _ in found), *key))
            if source := SOURCES.get(table):
                document, page = db.execute(f"SELECT {source} FROM {table} WHERE rowid = ?", key).fetchone()
                for kind, number in sum((Counter(hits) for _, hits in found), Counter()).items():
                    enter(db, document, page, kind, number)
    settings = ", ".join(f"{column} = ?" for column in columns)
    db.executemany(f"UPDATE {table} SET {settings} WHERE {' AND '.join(f'{key} = ?' for key in keys)}", changed)


def _mask_places(db: sqlite3.Connection, policy: Policy) -> None:
    """Cover the homes that meetings were held in, wherever the meeting's documents print them."""
    for table, meeting in MEETINGS.items():
        query = f"SELECT rowid, {meeting}, location FROM {table} WHERE location IS NOT NULL"
        for row, key, place in db.execute(query).fetchall():
            covered, counts = mask_place(place, policy)
            if not counts.get("address"):
                continue
            db.execute(f"UPDATE {table} SET location = ? WHERE rowid = ?", (covered, row))
            for home in re.finditer(f"{MASK}+", covered):
                cover_words(db, key, place[home.start() : home.end()])
            documents = db.execute("SELECT document_id FROM meeting_documents WHERE meeting_id = ?", (key,)).fetchall()
            for (document,) in documents if table == "meeting_documents" else ():
                enter(db, document, None, "address")


def _mask_split_cells(db: sqlite3.Connection) -> None:
    """CPR numbers whose halves stand in neighbouring cells, there and where the page and its item print them."""
    pairs = db.execute(
        """SELECT a.rowid, b.rowid, a.text, b.text, agenda_items.document_id, data_tables.page, agenda_items.meeting_id
        FROM table_cells a JOIN table_cells b
            ON b.data_table_id = a.data_table_id AND b.row = a.row AND b.col = a.col + 1
        JOIN data_tables ON data_tables.id = a.data_table_id
        JOIN agenda_items ON agenda_items.id = data_tables.agenda_item_id
        WHERE rtrim(a.text, ' -') GLOB '*[0-9][0-9][0-9][0-9]' AND ltrim(b.text, ' -') GLOB '[0-9][0-9][0-9][0-9]*'"""
    ).fetchall()
    for left_row, right_row, left, right, document, page, meeting in pairs:
        joined, hits = mask(f"{left} {right}")
        if "cpr" not in hits:
            continue
        enter(db, document, page, "cpr", hits["cpr"])
        halves = (joined[: len(left)], left_row), (joined[len(left) + 1 :], right_row)
        db.executemany("UPDATE table_cells SET text = ? WHERE rowid = ?", halves)
        for before, (after, _) in zip((left, right), halves, strict=True):
            for digits in re.findall(
                r"\d+", "".join(old for old, new in zip(before, after, strict=True) if old != new)
            ):
                cover_words(db, meeting, digits)
