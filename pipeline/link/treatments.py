"""The agenda items of the touched organisations, as the stages that follow a matter read them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.link.matters import Treatment
from pipeline.link.scope import FILTER, SCOPE
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
ORDER BY item.date, item.id
"""


@dataclass(slots=True)
class Organisation:
    """What one organisation has treated; `meetings` by (forum, day), `stems` the words of its own name."""

    items: dict[str, Treatment] = field(default_factory=dict)
    meetings: dict[tuple[str, str], list[Treatment]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[tuple[str, str], str] = field(default_factory=dict)  # (forum, day) -> meeting
    closed: set[str] = field(default_factory=set)
    kle: dict[str, str] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()


def read_organisations(db: sqlite3.Connection, within: str | None = None) -> dict[str, Organisation]:
    """The touched organisations by their identity, with all their items, or those (`item`) that `within` selects."""
    touched = "SELECT id FROM temp.touched_organisations"
    names: dict[str, str] = dict(db.execute(f"SELECT id, name FROM organisations WHERE id IN ({touched})"))
    found: dict[str, Organisation] = defaultdict(Organisation)
    for key, meeting, whole, forum, kind, date, number, title, case, parent, closed, kle, outcomes in db.execute(
        ITEMS.format(within=f"item.{SCOPE}" if within is None else f"{within} AND {FILTER.format('item')}")
    ):
        one = found[whole]
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
    for whole, one in found.items():
        one.stems = name_stems(names.get(whole, ""))
    return dict(found)


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
