"""The agenda items of the touched organisations, as the stages that follow a matter read them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.link.matters import Treatment
from pipeline.link.scope import FILTER, KNOWN, SCOPE
from pipeline.store.database import run_statements
from pipeline.wording import WORD, stem

RANKS = {"council": 2, "assembly": 2, "finance_committee": 1}
CURRENT = """
JOIN meeting_documents AS claim ON claim.meeting_id = item.meeting_id AND claim.document_id = item.document_id
    AND claim.status != 'superseded'
"""
ITEMS = f"""
SELECT item.id, item.meeting_id, coalesce(whole.identity_id, item.organisation_id),
    coalesce(forum.identity_id, item.body_id, ''), coalesce(forum.kind, ''), item.date, item.number,
    coalesce(item.title, ''), item.case_number, item.parent_id, item.closed, item.kle,
    (SELECT group_concat(outcome) FROM decisions WHERE agenda_item_id = item.id AND scope = 'this_meeting')
FROM agenda_items AS item {CURRENT}
LEFT JOIN organisation_identities AS whole ON whole.organisation_id = item.organisation_id
LEFT JOIN body_identities AS forum ON forum.body_id = item.body_id
WHERE item.date IS NOT NULL AND {{within}}
ORDER BY 3, item.date, item.id
"""
TABLES = """
CREATE TEMP TABLE IF NOT EXISTS own_items (id TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS past_items (id TEXT PRIMARY KEY);
DELETE FROM temp.past_items;
"""
OWN = "SELECT id FROM temp.own_items"
"""The items of the organisation in hand."""
PAST = "SELECT id FROM temp.past_items"
"""The items of all organisations until now."""


@dataclass(slots=True)
class Organisation:
    """What one organisation has treated; `meetings` by (forum, day), `stems` the words of its own name."""

    items: dict[str, Treatment] = field(default_factory=dict)
    meetings: dict[tuple[str, str], list[Treatment]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[tuple[str, str], str] = field(default_factory=dict)  # (forum, day) -> meeting
    closed: set[str] = field(default_factory=set)
    kle: dict[str, str] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()


def read_organisations(db: sqlite3.Connection, within: str | None = None) -> Iterator[tuple[str, Organisation]]:
    """The touched organisations by their identity, with all their items, or those (`item`) that `within` selects.

    One after the other, in the order of their identities: an archive is larger than the memory. Beside the one in hand,
    `temp.own_items` has its items, and `temp.past_items` in the end all that were read.
    """
    run_statements(db, TABLES)
    query = ITEMS.format(within=f"item.{SCOPE}" if within is None else f"{within} AND {FILTER.format('item')}")
    for whole, rows in groupby(db.execute(query), key=itemgetter(2)):
        named = db.execute(f"SELECT name FROM organisations WHERE id = ? AND id IN ({KNOWN})", (whole,)).fetchone()
        one = _organisation(rows, named[0] if named else "")
        db.execute("DELETE FROM temp.own_items")
        db.executemany("INSERT INTO temp.own_items VALUES (?)", [(key,) for key in one.items])
        yield whole, one
        db.execute(f"INSERT INTO temp.past_items {OWN}")


def _organisation(rows: Iterable[tuple[Any, ...]], name: str) -> Organisation:
    one = Organisation(stems=name_stems(name))
    for key, meeting, _, forum, kind, date, number, title, case, parent, closed, kle, outcomes in rows:
        item = Treatment(
            key, meeting, forum, date, number, title, case, frozenset((outcomes or "").split(",")) - {""},
            RANKS.get(kind, 0), parent is None,
        )  # fmt: skip
        one.items[key] = item
        one.meetings[forum, date].append(item)
        one.keys[forum, date] = meeting
        if closed or parent in one.closed:  # a parent's key sorts before its items'
            one.closed.add(key)
        if kle:
            one.kle[key] = kle
    return one


def name_stems(name: str) -> frozenset[str]:
    """The words of an organisation's name, which tell none of its matters from another."""
    return frozenset(filter(None, map(stem, WORD.findall(name))))


def read_forums(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, str]]:
    """(identity of the organisation, identity of the forum, name, organisation's name) of every name of a forum
    of the touched ones."""
    yield from db.execute(
        "SELECT body_identities.organisation_id, identity_id, bodies.name, organisations.name FROM body_identities"
        " JOIN bodies ON bodies.id = body_id JOIN organisations ON organisations.id = body_identities.organisation_id"
        f" WHERE body_identities.{SCOPE} ORDER BY bodies.id"
    )
