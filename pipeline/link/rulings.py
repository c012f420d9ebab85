"""What people ruled of persons: corrections that join or part two names of an organisation."""

from __future__ import annotations

import sqlite3

from pipeline.link.evidence import Ruled
from pipeline.link.names import words
from pipeline.link.person_reach import OF_NAME, names_of


def rulings_of(db: sqlite3.Connection, key: str) -> Ruled:
    """The corrections that join or part names of an organisation, whose table then tells whether they are applied."""
    pairs: dict[str, set[tuple[tuple[str, ...], tuple[str, ...]]]] = {"join": set(), "part": set()}
    for action, one, other in db.execute(
        "SELECT action, quote, value FROM corrections WHERE action IN ('join', 'part') AND (row_id = ?1 OR row_id IN"
        " (SELECT organisation_id FROM organisation_identities WHERE identity_id = ?1)) ORDER BY id",
        (key,),
    ):
        pairs[action].add((words(one), words(other)))
    return Ruled(frozenset(pairs["join"]), frozenset(pairs["part"]))


def settle_rulings(db: sqlite3.Connection) -> int:
    """Tell of corrections on persons whether both names are in the archive. Gives the rows changed."""
    changes = 0
    for correction, key, one, other, status in db.execute(
        "SELECT corrections.id, coalesce(identity_id, row_id), quote, value, status FROM corrections"
        " LEFT JOIN organisation_identities ON organisation_id = row_id"
        " WHERE action IN ('join', 'part') ORDER BY corrections.id"
    ).fetchall():
        held = db.execute("SELECT 1 FROM persons WHERE organisation_id = ?", (key,)).fetchone()
        met = held and all(_is_somebody(db, key, words(name)) for name in (one, other))
        now = "waiting" if not held else "applied" if met else "stale"
        if now != status:
            changes += db.execute("UPDATE corrections SET status = ? WHERE id = ?", (now, correction)).rowcount
    return changes


def _is_somebody(db: sqlite3.Connection, group: str, parts: tuple[str, ...]) -> bool:
    return any(db.execute(OF_NAME, (name, group)).fetchone() for name in names_of(db, group, parts))
