"""Which agenda items a change can reach through matters, so that one new document does not compare a whole archive.

Two treatments are compared only if they share a key (journal number, or what of the title is its own), one reports or
points to the other, or both stand in one matter. `_matter_keys` keeps the keys of all items; what is reached is closed
under all of these, so that linking it alone gives what linking everything gives. It is everything in a full relink, and
where names of organisations or forums have come to mean something else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pipeline.link.matters import Treatment, title_key
from pipeline.link.scope import ITEMS, KNOWN, SCOPE, TOUCHED, touched_wholly
from pipeline.link.settle import Value, settle_rows
from pipeline.link.treatments import OWN, PAST, Organisation, name_stems, read_organisations
from pipeline.store.ids import letters, slug
from pipeline.store.traces import CASE

DIGITS = 20  # of the hash that stands for a key: titles are kept in one place only, from which they can be forgotten
COLUMNS = ("item_id", "key", "meeting_id")
REACHED = "SELECT id FROM temp.reached_items"
OF_NAMES = f"meeting_id = '' AND item_id IN ({KNOWN})"


def reach_items(db: sqlite3.Connection) -> bool:
    """Fill `temp.reached_items` and bring the keys up to date; gives whether whole organisations are reached."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS reached_items (id TEXT PRIMARY KEY)")
    db.execute("DELETE FROM temp.reached_items")
    names = _stems(db)
    kept = set(db.execute(f"SELECT {', '.join(COLUMNS)} FROM _matter_keys WHERE {OF_NAMES}"))
    renamed = {row[0] for row in kept - set(names)}
    if touched_wholly(db) or renamed & {row[0] for row in names}:
        db.execute(f"INSERT INTO temp.reached_items SELECT id FROM agenda_items WHERE {SCOPE}")
        for whole, organisation in read_organisations(db):
            rows = list(_key_rows(whole, organisation))
            settle_rows(db, "_matter_keys", COLUMNS, rows, where=f"item_id IN ({OWN})", key=2)
        meetings = f"{TOUCHED} UNION SELECT id FROM meetings WHERE {SCOPE}"
        db.execute(f"DELETE FROM _matter_keys WHERE meeting_id IN ({meetings}) AND item_id NOT IN ({PAST})")
        settle_rows(db, "_matter_keys", COLUMNS, names, where=OF_NAMES, key=2)
        return True
    mine = f"SELECT key FROM _matter_keys WHERE meeting_id IN ({TOUCHED})"
    before = {key for (key,) in db.execute(mine)}
    touched = read_organisations(db, f"item.meeting_id IN ({TOUCHED})")
    rows = [row for whole, organisation in touched for row in _key_rows(whole, organisation)]
    settle_rows(db, "_matter_keys", COLUMNS, rows, where=f"meeting_id IN ({TOUCHED})", key=2)
    settle_rows(db, "_matter_keys", COLUMNS, names, where=OF_NAMES, key=2)
    seeds = {item for key in sorted(before) for (item,) in db.execute(BY_KEY, (key,))}
    for seed in (ITEMS, REPORTS, BROKEN):
        seeds |= {item for (item,) in db.execute(seed)}
    db.executemany("INSERT INTO temp.reached_items VALUES (?)", [(item,) for item in sorted(_closed(db, seeds))])
    return False


REPORTS = "SELECT id FROM temp.report_changes"
BROKEN = f"SELECT agenda_item_id FROM case_items WHERE case_id IN (SELECT trace FROM _traces WHERE kind = '{CASE}')"
"""What is left of matters that have lost a treatment since they were written."""
BY_KEY = "SELECT item_id FROM _matter_keys WHERE key = ? AND meeting_id != ''"
NEIGHBOURS = (
    "SELECT other.item_id FROM _matter_keys AS own JOIN _matter_keys AS other ON other.key = own.key"
    " WHERE own.item_id = ? AND own.meeting_id != '' AND other.meeting_id != ''",
    "SELECT other.agenda_item_id FROM case_items AS own JOIN case_items AS other ON other.case_id = own.case_id"
    " WHERE own.agenda_item_id = ?",
    "SELECT original_item_id FROM reported_decisions JOIN decisions ON decisions.id = decision_id"
    " WHERE agenda_item_id = ? AND original_item_id IS NOT NULL",
    "SELECT agenda_item_id FROM reported_decisions JOIN decisions ON decisions.id = decision_id"
    " WHERE original_item_id = ?",
    "SELECT parent_id FROM agenda_items WHERE id = ? AND parent_id IS NOT NULL",
    "SELECT other.id FROM cross_references JOIN agenda_items AS own ON own.id = agenda_item_id"
    " JOIN organisation_identities AS mine ON mine.organisation_id = own.organisation_id"
    " JOIN organisation_identities AS theirs ON theirs.identity_id = mine.identity_id"
    " JOIN agenda_items AS other ON other.organisation_id = theirs.organisation_id"
    " AND other.date = cross_references.date AND other.number = target"
    " WHERE agenda_item_id = ? AND cross_references.kind = 'item'",
    "SELECT agenda_item_id FROM agenda_items AS own"
    " JOIN cross_references ON cross_references.date = own.date AND target = own.number"
    " JOIN agenda_items AS other ON other.id = agenda_item_id"
    " JOIN organisation_identities AS mine ON mine.organisation_id = own.organisation_id"
    " JOIN organisation_identities AS theirs ON theirs.organisation_id = other.organisation_id"
    " WHERE own.id = ? AND cross_references.kind = 'item' AND mine.identity_id = theirs.identity_id",
)
"""What an item is compared with: by key, in one matter, by report, as part of it, by a number pointed to."""


def _closed(db: sqlite3.Connection, seeds: set[str]) -> set[str]:
    """The seeds and all that they are compared with, directly or through others."""
    found, waiting = set(seeds), list(seeds)
    while waiting:
        item = waiting.pop()
        near = {other for query in NEIGHBOURS for (other,) in db.execute(query, (item,))}
        waiting += near - found
        found |= near
    return found


def _stems(db: sqlite3.Connection) -> list[tuple[Value, ...]]:
    """The names that the keys of the touched organisations were made with."""
    names = db.execute(f"SELECT id, name FROM organisations WHERE id IN ({KNOWN}) ORDER BY id")
    return [(key, letters(" ".join(sorted(name_stems(name))), DIGITS), "") for key, name in names]


def _key_rows(whole: str, organisation: Organisation) -> Iterator[tuple[Value, ...]]:
    for item in organisation.items.values():
        for key in sorted(matter_keys(item, organisation.stems)):
            yield item.id, letters(f"{whole} {key}", DIGITS), item.meeting


def matter_keys(item: Treatment, common: frozenset[str]) -> set[str]:
    """By what a treatment may be found to be one of another's matter; `common` are stems of the organisation's name."""
    keys = set()
    if item.case_number:
        keys |= {f"sag {slug(number)}" for number in {item.case_number, "".join(item.case_number.split())}}
    title = title_key(item, common)
    return keys | {f"om {' '.join(sorted(title))}"} if title else keys
