"""A snapshot whose every text field holds markup that would run, were it not escaped."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

PAYLOADS = [
    line.replace("\\x00", "\x00").replace("\\u2028", "\u2028")
    for line in Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines()
]
"""Markup that would set the page's title, were it run."""
TOGETHER = 7
"""Payloads in one field: those behind another may be swallowed by it, so that each stands first somewhere."""
OURS = {
    "sha256", "image", "row_id", "chosen", "version", "packages", "code", "group_key", "kind", "basis",
    "agenda_item_id", "body_id", "removed", "added",
}  # fmt: skip
"""Columns that no document has a say in: hashes, keys, codes and JSON of this program's own."""
LISTS = {"parties_for", "parties_against", "parties_abstain", "who"}
DATES = ("date", "time", "started", "ended", "from", "to", "decided_on")


def poison(path: Path) -> dict[str, list[str]]:
    """Fill every text field of the snapshot at `path`; gives the fields of each table."""
    filled: dict[str, list[str]] = {}
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_fts*' AND name != 'descriptions'"
        )]  # fmt: skip
        turn = 0
        for table in tables:
            if not db.execute(f"SELECT 1 FROM {table}").fetchone():
                _fill(db, table)
            columns = _texts(db, table)
            filled[table] = columns
            keys = _keys(db, table)
            for row in db.execute(f"SELECT {', '.join(keys)} FROM {table}").fetchall():
                values = [_payloads(turn + place, column) for place, column in enumerate(columns)]
                turn += 1
                settings = ", ".join(f"{column} = ?" for column in columns)
                if columns:
                    where = " AND ".join(f"{key} = ?" for key in keys)
                    db.execute(f"UPDATE {table} SET {settings} WHERE {where}", (*values, *row))
        for table in ("decisions", "agenda_items"):
            db.execute(f"UPDATE {table} SET corrected = (SELECT id FROM corrections)")
        for (index,) in db.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%fts5%' AND sql NOT LIKE '%content=''''%'"
        ).fetchall():
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        db.commit()
    return {table: columns for table, columns in filled.items() if columns}


def _payloads(turn: int, column: str) -> str:
    chosen = [PAYLOADS[(turn + n) % len(PAYLOADS)] for n in range(TOGETHER)]
    return json.dumps(chosen) if column in LISTS else " ".join(chosen)


def _texts(db: sqlite3.Connection, table: str) -> list[str]:
    links = {row[3] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
    return [
        name
        for _, name, kind, _, _, key in db.execute(f"PRAGMA table_info({table})")
        if kind == "TEXT" and not key and name not in links | OURS and not name.endswith(DATES)
    ]


def _keys(db: sqlite3.Connection, table: str) -> list[str]:
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    if "WITHOUT ROWID" not in sql.upper():
        return ["rowid"]
    return [name for _, name, _, _, _, key in db.execute(f"PRAGMA table_info({table})") if key]


def _fill(db: sqlite3.Connection, table: str) -> None:
    """A row in a table that the sample minutes leave empty."""
    links = {row[3]: (row[2], row[4] or "rowid") for row in db.execute(f"PRAGMA foreign_key_list({table})")}
    row: dict[str, object] = {}
    for _, name, kind, _, _, _ in db.execute(f"PRAGMA table_info({table})"):
        if name in links:
            other, key = links[name]
            found = db.execute(f"SELECT {key} FROM {other} LIMIT 1").fetchone()
            row[name] = found[0] if found else None
        else:
            row[name] = "2020-01-01" if kind == "TEXT" and name.endswith(DATES) else "en" if kind == "TEXT" else 1
    marks = ", ".join("?" for _ in row)
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
