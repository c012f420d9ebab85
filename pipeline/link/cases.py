"""Matters across meetings: `item_links` with the sign of each link, `cases` and `case_items`.

Looks at what the touched meetings can reach (`pipeline.link.reach`): one new item may join two threads.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline.link.matters import Link, Treatment, by_case_number, by_reference, by_title, group_cases, is_standing
from pipeline.link.reach import REACHED, reach_items
from pipeline.link.scope import SCOPE
from pipeline.link.settle import Value, settle_rows
from pipeline.link.treatments import OWN, PAST, Organisation, read_organisations
from pipeline.store.ids import slug
from pipeline.store.traces import CASE

LINKS = ("agenda_item_id", "earlier_item_id", "method", "evidence")
CASES = ("id", "organisation_id", "title", "case_number", "kle", "first_date", "last_date", "items", "bodies")
MEMBERS = ("agenda_item_id", "case_id", "position", "method", "evidence")
READ = f"item.id IN ({REACHED})"
OF_OWN = f"agenda_item_id IN ({OWN})"
LEFT = f"agenda_item_id IN ({REACHED}) AND agenda_item_id NOT IN ({PAST})"
OF_CASES = "id IN (SELECT case_id FROM case_items WHERE {within})"
LOST = f"SELECT trace FROM _traces WHERE kind = '{CASE}'"
EMPTY = "DELETE FROM cases WHERE {within} AND NOT EXISTS (SELECT 1 FROM case_items WHERE case_id = cases.id)"
Rows = list[tuple[Value, ...]]


def link_cases(db: sqlite3.Connection) -> int:
    """Write the matters of the touched organisations, one after the other. Gives the rows changed."""
    everything = reach_items(db)
    changes = 0
    for whole, organisation in read_organisations(db, None if everything else READ):
        links, cases, members = _rows(db, whole, organisation)
        changes += settle_rows(db, "item_links", LINKS, links, where=OF_OWN, key=2)
        changes += settle_rows(db, "cases", CASES, cases, where=OF_CASES.format(within=OF_OWN))
        changes += settle_rows(db, "case_items", MEMBERS, members, where=OF_OWN)
    return changes + _forget_left(db, everything)


def _forget_left(db: sqlite3.Connection, everything: bool) -> int:
    """Remove what is written of reached items that are none any more, as those of an edition that is superseded."""
    within = SCOPE if everything else f"(id IN ({LOST}) OR {OF_CASES.format(within=LEFT)})"
    emptied = db.execute(f"SELECT id FROM cases WHERE {within}").fetchall()
    changes = db.execute(f"DELETE FROM item_links WHERE {LEFT}").rowcount
    changes += db.execute(f"DELETE FROM case_items WHERE {LEFT}").rowcount
    return changes + db.executemany(EMPTY.format(within="id = ?"), emptied).rowcount


def _rows(db: sqlite3.Connection, whole: str, organisation: Organisation) -> tuple[Rows, Rows, Rows]:
    """The rows of `item_links`, `cases` and `case_items` of one organisation."""
    items = organisation.items
    found = [*by_case_number(items.values()), *by_title(items.values(), organisation.stems)]
    found += _spoken_of(db, organisation)
    roots, believed = group_cases(items, found)
    reasons: dict[str, Link] = {}
    links: dict[tuple[str, str], tuple[Value, ...]] = {}
    for link in believed:  # the strongest first
        reasons.setdefault(link.later, link)
        links.setdefault((link.later, link.earlier), (link.later, link.earlier, link.method, link.evidence))
    groups: dict[str, list[Treatment]] = defaultdict(list)
    for key, root in roots.items():
        groups[root].append(items[key])
    taken: Counter[str] = Counter()
    cases: Rows = []
    members: Rows = []
    for root in sorted(groups, key=lambda key: items[key].order):
        group = sorted(groups[root], key=lambda one: one.order)
        if len(group) > 1:
            key = _case_key(whole, group, organisation.closed, taken)
            cases.append(_case(key, whole, group, organisation))
            members += _members(key, group, reasons)
    return list(links.values()), cases, members


def _spoken_of(db: sqlite3.Connection, organisation: Organisation) -> Iterator[Link]:
    """What the minutes themselves say was treated before: decisions they report, numbers on other agendas."""
    told = db.execute(
        "SELECT decisions.agenda_item_id, original_item_id, coalesce(decided_by || ' ', '') || decided_on"
        " FROM reported_decisions JOIN decisions ON decisions.id = decision_id"
        f" WHERE original_item_id IS NOT NULL AND decisions.{OF_OWN} ORDER BY decision_id"
    )
    for later, earlier, evidence in told:
        if later in organisation.items and earlier in organisation.items:
            one, other = organisation.items[later], organisation.items[earlier]
            if not is_standing(one.title) and other.order < one.order:
                yield Link(later, earlier, "report", evidence)
    pointed = db.execute(
        "SELECT agenda_item_id, target, cross_references.date, text FROM cross_references"
        f" WHERE kind = 'item' AND cross_references.date IS NOT NULL AND {OF_OWN} ORDER BY id"
    )
    for later, number, date, text in pointed:
        item = organisation.items.get(later)
        if item and date < item.date:
            yield from by_reference(item, number, organisation.meetings.get((item.body, date), ()), text)


def _case_key(whole: str, group: Sequence[Treatment], closed: set[str], taken: Counter[str]) -> str:
    """The journal number if an open item has one, else the first treatment; neither depends on the order of arrival."""
    number = next((one.case_number for one in group if one.case_number and one.id not in closed), None)
    key = f"{whole}-sag-{slug(number)}" if number else f"sag-{group[0].id}"
    taken[key] += 1
    return key if taken[key] == 1 else f"{key}-{group[0].id}"


def _case(key: str, whole: str, group: Sequence[Treatment], organisation: Organisation) -> tuple[Value, ...]:
    """A closed item lends the case neither title nor number."""
    shown = [one for one in group if one.id not in organisation.closed]
    numbers = Counter(one.case_number for one in shown if one.case_number)
    kle = Counter(organisation.kle[one.id] for one in shown if one.id in organisation.kle)
    return (
        key, whole, shown[-1].title if shown else None, _commonest(numbers), _commonest(kle), group[0].date,
        group[-1].date, len(group), len({one.body for one in group}),
    )  # fmt: skip


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda one: (-counts[one], one)) if counts else None


def _members(key: str, group: Sequence[Treatment], reasons: dict[str, Link]) -> Iterator[tuple[Value, ...]]:
    for place, one in enumerate(group, 1):
        link = reasons.get(one.id)
        yield (one.id, key, place, link.method if link else None, link.evidence if link else None)
