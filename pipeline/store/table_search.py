"""The full-text indexes of a snapshot's tables, which Datasette's own search box asks.

Each has its table as its content, so that the words are kept once, and knows them in base form too: behind the words of
a text it is given those base forms and parts of compounds (`pipeline.lemmas`) that do not stand in it, each once. They
are nowhere but in the index. A search for "barn" finds "børn", and what is quoted of a row is what was printed.
"""

from __future__ import annotations

import sqlite3

from pipeline.lemmas import more_terms

TOKENS = "unicode61 remove_diacritics 0"
SEARCHED = {"decisions": ("title", "text"), "agenda_items": ("title",), "sections": ("heading", "text")}
"""The tables with a full-text index, and its columns."""
HASH_BYTES = 64 << 20
"""What FTS5 gathers in memory before it writes: so it has little to merge."""


def build_table_search(db: sqlite3.Connection) -> None:
    """Make the indexes of rows that keep their numbers from now on, for a connection that knows `with_terms`."""
    for table, columns in SEARCHED.items():
        named = ", ".join(columns)
        db.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({named}, content=\"{table}\", tokenize='{TOKENS}')")
        words = ", ".join(f"with_terms({column})" for column in columns)
        fill(db, f"{table}_fts", f"(rowid, {named}) SELECT rowid, {words} FROM {table} ORDER BY rowid")


def fill(db: sqlite3.Connection, index: str, rows: str) -> None:
    """Insert all rows of an index and leave it in one piece, which is the quickest to ask and the smallest."""
    db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {HASH_BYTES})")
    db.execute(f"INSERT INTO {index} {rows}")
    db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {1 << 20})")


def know_terms(db: sqlite3.Connection) -> None:
    """Give SQL the function `with_terms`: a text with its terms behind it, '' for none."""
    db.create_function("with_terms", 1, with_terms, deterministic=True)


def with_terms(text: str | None) -> str:
    return f"{text} {more_terms(text)}" if text else ""
