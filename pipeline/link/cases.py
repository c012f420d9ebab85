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
from pipeline.link.treatments import Organisation, read_organisations
from pipeline.store.ids import slug
from pipeline.store.traces import CASE

READ = f"item.id IN ({REACHED})"
LINKS = ("agenda_item_id", "earlier_item_id", "method", "evidence")
CASES = ("id", "organisation_id", "title", "case_number", "kle", "first_date", "last_date", "items", "bodies")
MEMBERS = ("agenda_item_id", "case_id", "position", "method", "evidence")
ITEMS = f"agenda_item_id IN ({REACHED})"
REACHED_CASES = f"""
id IN (SELECT case_id FROM case_items WHERE {ITEMS}) OR id IN (SELECT trace FROM _traces WHERE kind = '{CASE}')
"""


def link_cases(db: sqlite3.Connection) -> int:
    links: list[tuple[Value, ...]] = []
    cases: list[tuple[Value, ...]] = []
    members: list[tuple[Value, ...]] = []
    everything = reach_items(db)
    for whole, organisation in sorted(read_organisations(db, None if everything else READ).items()):
        found = [
            *by_case_number(organisation.items.values()),
            *by_title(organisation.items.values(), organisation.stems),
        ]
        found += _spoken_of(db, organisation)
        roots, believed = group_cases(organisation.items, found)
        reasons: dict[str, Link] = {}
        for link in believed:
            reasons.setdefault(link.later, link)
            links.append((link.later, link.earlier, link.method, link.evidence))
        groups: dict[str, list[Treatment]] = defaultdict(list)
        for key, root in roots.items():
            groups[root].append(organisation.items[key])
        taken: Counter[str] = Counter()
        for root in sorted(groups, key=lambda key: organisation.items[key].order):
            group = sorted(groups[root], key=lambda one: one.order)
            if len(group) > 1:
                key = _case_key(whole, group, organisation.closed, taken)
                cases.append(_case(key, whole, group, organisation))
                members += _members(key, group, reasons)
    strongest = {row[:2]: row for row in reversed(links)}
    changes = settle_rows(db, "item_links", LINKS, strongest.values(), where=ITEMS, key=2)
    changes += settle_rows(db, "cases", CASES, cases, where=SCOPE if everything else REACHED_CASES)
    return changes + settle_rows(db, "case_items", MEMBERS, members, where=ITEMS)


def _spoken_of(db: sqlite3.Connection, organisation: Organisation) -> Iterator[Link]:
    """What the minutes themselves say was treated before: decisions they report, numbers on other agendas."""
    told = db.execute(
        "SELECT decisions.agenda_item_id, original_item_id, coalesce(decided_by || ' ', '') || decided_on"
        " FROM reported_decisions JOIN decisions ON decisions.id = decision_id"
        f" WHERE original_item_id IS NOT NULL AND decisions.{ITEMS} ORDER BY decision_id"
    )
    for later, earlier, evidence in told:
        if later in organisation.items and earlier in organisation.items:
            one, other = organisation.items[later], organisation.items[earlier]
            if not is_standing(one.title) and other.order < one.order:
                yield Link(later, earlier, "report", evidence)
    pointed = db.execute(
        "SELECT agenda_item_id, target, cross_references.date, text FROM cross_references"
        f" WHERE kind = 'item' AND cross_references.date IS NOT NULL AND {ITEMS} ORDER BY id"
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
