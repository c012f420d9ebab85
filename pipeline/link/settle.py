"""Writing a table of links: only what differs, so that a row whose content stays is not touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

Value = str | int | float | None


def settle_rows(
    db: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    wanted: Iterable[tuple[Value, ...]],
    *,
    where: str = "1",
    parameters: Sequence[Value] = (),
    key: int = 1,
) -> int:
    """Make the rows of `table` that `where` selects be `wanted`; gives the number written or removed.

    The first `key` of `columns` are the primary key. Rows that stay keep their place and what refers to them.
    """
    names = ", ".join(columns)
    current = {row[:key]: row for row in db.execute(f"SELECT {names} FROM {table} WHERE {where}", parameters)}
    rows = {row[:key]: row for row in wanted}
    gone = [row_key for row_key in current if row_key not in rows]
    new = sorted(
        (row for row_key, row in rows.items() if current.get(row_key) != row),
        key=lambda row: [str(value) for value in row[:key]],
    )
    same = " AND ".join(f"{name} = ?" for name in columns[:key])
    db.executemany(f"DELETE FROM {table} WHERE {same}", gone)
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns[key:])
    action = f"UPDATE SET {updates}" if updates else "NOTHING"
    db.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT ({', '.join(columns[:key])}) DO {action}",
        new,
    )
    return len(gone) + len(new)
