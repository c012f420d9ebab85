"""Which names of organisations and forums mean the same one, across all documents.

Organisations are the same by the registry (a name and its aliases) or by their plain name; forums by their plain name
within one organisation. What of a name tells them apart ("etape 2", another kind of association) is kept. There are few
of them, so all are looked at each time; what changes extends the scope of the stages that follow.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from pipeline.link.called import body_kind, plain_body, plain_organisation
from pipeline.link.registry import Authority, Registry, read_registry
from pipeline.link.settle import Value, settle_rows
from pipeline.store.ids import slug

ORGANISATION_COLUMNS = (
    "organisation_id", "identity_id", "method", "kind", "code", "parent", "valid_from", "valid_to", "successors",
    "source",
)  # fmt: skip
BODY_COLUMNS = ("body_id", "identity_id", "organisation_id", "method", "kind", "successor_id")


def link_bodies(db: sqlite3.Connection) -> int:
    """Write `organisation_identities` and `body_identities`, and touch every organisation whose identity changed."""
    registry = read_registry()
    before: dict[str, str] = dict(db.execute("SELECT organisation_id, identity_id FROM organisation_identities"))
    names = db.execute("SELECT id, name FROM organisations ORDER BY length(id), id").fetchall()
    rows = organisation_rows(names, registry)
    changes = settle_rows(db, "organisation_identities", ORGANISATION_COLUMNS, rows)
    after = {str(row[0]): str(row[1]) for row in rows}
    _touch(db, before, after)
    bodies = db.execute(
        "SELECT bodies.id, bodies.name, bodies.organisation_id, organisations.name FROM bodies"
        " LEFT JOIN organisations ON organisations.id = bodies.organisation_id ORDER BY length(bodies.id), bodies.id"
    ).fetchall()
    changes += settle_rows(db, "body_identities", BODY_COLUMNS, body_rows(bodies, after, registry))
    if changes:
        db.execute("INSERT INTO temp.touched_wholly VALUES (1)")
    return changes


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
