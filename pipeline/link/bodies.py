"""Which names of organisations and forums mean the same one, across all documents.

Organisations are the same by the registry (a name and its aliases) or by their plain name; forums by their plain name
within one organisation. What of a name tells them apart ("etape 2", another kind of association) is kept. There are few
of them, so all are looked at when a name is new or gone; what changes extends the scope of the stages that follow. A
name that nobody had before changes what its own meetings are of, and these are touched; one that now means another
changes more.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from pipeline.link.called import body_kind, plain_body, plain_organisation
from pipeline.link.registry import Authority, Registry, read_registry
from pipeline.link.scope import touch_wholly, touched_wholly
from pipeline.link.settle import Value, settle_rows
from pipeline.store.ids import slug
from pipeline.store.traces import FORUM, ORGANISATION, RENAMED

ORGANISATION_COLUMNS = (
    "organisation_id", "identity_id", "method", "kind", "code", "parent", "valid_from", "valid_to", "successors",
    "source",
)  # fmt: skip
BODY_COLUMNS = ("body_id", "identity_id", "organisation_id", "method", "kind", "successor_id")
NAMES = f"kind IN ('{ORGANISATION}', '{FORUM}', '{RENAMED}')"
ALIASES = """
INSERT OR IGNORE INTO temp.touched_organisations
SELECT other.organisation_id FROM temp.touched_organisations
JOIN organisation_identities AS own ON own.organisation_id = touched_organisations.id
JOIN organisation_identities AS other ON other.identity_id = own.identity_id
"""


def link_bodies(db: sqlite3.Connection) -> int:
    """Write `organisation_identities` and `body_identities`, and touch every organisation whose identity changed."""
    if not touched_wholly(db) and not db.execute(f"SELECT 1 FROM _traces WHERE {NAMES}").fetchone():
        db.execute(ALIASES)
        return 0
    registry = read_registry()
    names = db.execute("SELECT id, name FROM organisations ORDER BY length(id), id").fetchall()
    rows = organisation_rows(names, registry)
    before, changes = _settle(db, "organisation_identities", ORGANISATION_COLUMNS, rows)
    after = {str(row[0]): str(row[1]) for row in rows}
    _touch(db, {key: str(row[1]) for key, row in before.items()}, after)
    bodies = db.execute(
        "SELECT bodies.id, bodies.name, bodies.organisation_id, organisations.name FROM bodies"
        " LEFT JOIN organisations ON organisations.id = bodies.organisation_id ORDER BY length(bodies.id), bodies.id"
    ).fetchall()
    return changes + _settle(db, "body_identities", BODY_COLUMNS, body_rows(bodies, after, registry))[1]


def _settle(
    db: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: list[tuple[Value, ...]]
) -> tuple[dict[str, tuple[Value, ...]], int]:
    """Write the rows, and touch everything if a name that meetings had before now means another.

    Gives the rows as they were, by their key, and the number changed.
    """
    before: dict[str, tuple[Value, ...]] = {
        row[0]: row for row in db.execute(f"SELECT {', '.join(columns)} FROM {table}")
    }
    after = {str(row[0]): row for row in rows}
    if any(
        key in before or _was_met(db, columns[0], key)
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    ):
        touch_wholly(db)
    return before, settle_rows(db, table, columns, rows)


def _was_met(db: sqlite3.Connection, column: str, key: str) -> bool:
    """Whether an organisation or forum has meetings that are not touched."""
    query = (
        f"SELECT 1 FROM meetings WHERE {column} = ? AND NOT EXISTS"
        " (SELECT 1 FROM temp.touched_meetings WHERE touched_meetings.id = meetings.id)"
    )
    return db.execute(query, (key,)).fetchone() is not None


def organisation_rows(names: list[tuple[str, str]], registry: Registry) -> list[tuple[Value, ...]]:
    """(columns of `organisation_identities`) for organisations as (id, name), the shortest id first."""
    identities: dict[str, str] = {}
    rows: list[tuple[Value, ...]] = []
    for key, name in names:
        authority = registry.by_name.get(slug(name))
        common = slug(authority.name) if authority else plain_organisation(name)
        identity = identities.setdefault(common, key)
        method = "registry" if authority else "alone" if identity == key else "name"
        facts = _facts(authority) if authority else (None,) * 7
        rows.append((key, identity, method, *facts))
    return rows


def _facts(row: Authority) -> tuple[Value, ...]:
    return (row.kind, row.code, row.parent, row.valid_from, row.valid_to, "; ".join(row.successors) or None, row.source)


def body_rows(
    bodies: list[tuple[str, str, str | None, str | None]], organisations: dict[str, str], registry: Registry
) -> list[tuple[Value, ...]]:
    """(columns of `body_identities`) for forums as (id, name, organisation, its name), the shortest id first.

    A forum whose organisation is not known is nobody but itself: many have a board.
    """
    own = {(slug(row.parent or ""), slug(alias)): row for row in registry.bodies for alias in (row.name, *row.aliases)}
    identities: dict[tuple[str, str], str] = {}
    by_name: dict[tuple[str, str], str] = {}
    decided: list[tuple[str, str, str | None, str, str, Authority | None]] = []
    for key, name, organisation, organisation_name in bodies:
        plain = plain_body(name, organisation_name)
        kind = body_kind(plain)
        if organisation is None:
            decided.append((key, key, None, "alone", kind, None))
            continue
        whole = organisations[organisation]
        row = own.get((slug(organisation_name or ""), slug(name)))
        identity = identities.setdefault((whole, slug(row.name) if row else plain), key)
        by_name.setdefault((whole, slug(name)), identity)
        decided.append((key, identity, whole, "registry" if row else "alone" if identity == key else "name", kind, row))
    found: list[tuple[Value, ...]] = []
    for key, identity, owner, method, kind, row in decided:
        successor = by_name.get((owner or "", slug(row.successors[0]))) if row and row.successors else None
        found.append((key, identity, owner, method, kind, successor))
    return found


def _touch(db: sqlite3.Connection, before: dict[str, str], after: dict[str, str]) -> None:
    """All that share an identity, now or before, with an organisation that is touched or has changed."""
    groups: dict[str, set[str]] = defaultdict(set)
    for pairs in (before, after):
        for organisation, identity in pairs.items():
            groups[identity].add(organisation)
    touched = {key for (key,) in db.execute("SELECT id FROM temp.touched_organisations")}
    touched |= {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    reached = {
        member
        for key in touched
        for identity in (before.get(key), after.get(key))
        if identity
        for member in groups[identity] | {identity}
    }
    db.executemany("INSERT OR IGNORE INTO temp.touched_organisations VALUES (?)", [(key,) for key in sorted(reached)])
