"""The site's own search: agenda items with the sought words anywhere under them, counted by year, organ and the like.

The best items have the words in their title, the next ones in a decision, and the newest come first among equals: an
order that a reader can see the reason of, and that needs no score of each of a hundred thousand hits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Row
from typing import TYPE_CHECKING, Any

import numpy

from pipeline.lemmas import match_query
from pipeline.site import catalogue as catalogues
from pipeline.site.catalogue import Catalogue, Numbers
from pipeline.site.question import Question

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

PAGE_SIZE = 20
MOST_COUNTED = 100_000
"""Hits that are counted and put in order. Of more than that, the newest are shown."""

TRIED = 5
"""Times as many best hits as are needed that are looked at first, as some may not pass the filters."""
ELSEWHERE = 2
"""Rank of an item with the words neither in its title nor in a decision."""

TABLES = (
    "decisions", "agenda_items", "sections", "meetings", "bodies", "organisations", "outcomes", "documents", "votes",
    "vote_positions",
)  # fmt: skip

HITS = """SELECT group_concat(rowid) FROM (SELECT rowid FROM item_search_fts WHERE item_search_fts MATCH :words
    {within} ORDER BY rowid LIMIT :most)"""
WITHIN = "AND rowid BETWEEN :first AND :last"
"""Takes half as long again, so it is asked only of a part of the items."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The items that answer a question, by their number in the catalogue, and how many have which year, organ ..."""

    items: Numbers
    """In the order asked for."""
    is_whole: bool
    """Whether that is all of them, and `facets` are counted."""
    facets: tuple[Facet, ...]

    @property
    def pages(self) -> int:
        return -(-len(self.items) // PAGE_SIZE)

    def page(self, number: int) -> Numbers:
        """The items of a page; of the last one when there are not that many."""
        start = PAGE_SIZE * (min(number, max(self.pages, 1)) - 1)
        return self.items[start : start + PAGE_SIZE]


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to narrow by: the parameter's name, its Danish name, and its values with how many items have each."""

    name: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Value:
    value: str
    label: str
    items: int
    chosen: bool


async def answer_question(
    database: Database, question: Question, catalogue: Catalogue, shown: int | None = None
) -> Answer:
    """The items with the question's words and filters; where only the first ones are to be `shown`, no more than these
    need be in order."""
    span = _span(question, catalogue)
    words = match_query(question.text) if question.text.strip() else None
    if words is None:
        hits, is_whole = numpy.arange(1, catalogue.size + 1), True
    else:
        hits, is_whole = await _hits(database, words)
        if not is_whole and span:  # then a year's are not so many
            hits, is_whole = await _hits(database, words, span)
    masks = _masks(question, catalogue, hits)
    chosen = hits[numpy.logical_and.reduce([*masks.values(), numpy.ones(len(hits), bool)])]
    facets = _count(question, catalogue, hits, masks) if is_whole else ()
    if question.order == "aeldst":
        chosen = chosen[::-1]
    elif words and not question.order and is_whole and len(chosen):
        chosen = await _best_first(database, words, chosen, shown or len(chosen))
    return Answer(chosen, is_whole, facets)


async def _hits(
    database: Database, words: str, span: tuple[int, int] | None = None, most: int | None = None
) -> tuple[Numbers, bool]:
    """The items with these words, of all or of those numbered so, newest first, and whether these are all."""
    most = most or MOST_COUNTED
    sql = HITS.format(within=WITHIN if span else "")
    first, last = span or (0, 0)
    asked = {"words": words, "first": first, "last": last, "most": most + 1}
    found = (await database.execute(sql, asked)).single_value()
    items = numpy.fromstring(found, numpy.int64, sep=",") if found else numpy.zeros(0, numpy.int64)
    return items[:most], len(items) <= most


async def _best_first(database: Database, words: str, items: Numbers, shown: int) -> Numbers:
    """Items with the words in their title, then in a decision, then elsewhere; each in the order they had.

    The first `shown` are in their places: those after them may stand as if the words were elsewhere in them.
    """
    rank = numpy.full(len(items), ELSEWHERE)
    missing = shown
    for place, column in enumerate(("title", "decided")):
        asked = f"{{{column}}}: ({words})", (int(items.min()), int(items.max()))
        for most in (min(TRIED * missing, MOST_COUNTED), MOST_COUNTED):
            hits, is_all = await _hits(database, *asked, most)
            found = numpy.isin(items, hits, assume_unique=True) & (rank == ELSEWHERE)
            if is_all or numpy.count_nonzero(found) >= missing:
                break
        rank[found] = place
        missing -= int(numpy.count_nonzero(found))
        if missing <= 0:
            break
    return items[numpy.argsort(rank, kind="stable")]


def _span(question: Question, catalogue: Catalogue) -> tuple[int, int] | None:
    """The first and last number of the items of the years asked for: items are numbered by date."""
    if question.years is None:
        return None
    first, last = question.years
    places = numpy.flatnonzero((catalogue.years >= max(first, 1)) & (catalogue.years <= last))
    return (int(places[0]), int(places[-1])) if len(places) else (0, 0)


def _masks(question: Question, catalogue: Catalogue, hits: Numbers) -> dict[str, Any]:
    """For each filter that is set, which of the hits pass it."""
    masks: dict[str, Any] = {}
    if question.year:
        first, last = question.years or (-1, -1)
        years = catalogue.years[hits]
        masks["aar"] = (years >= first) & (years <= last)
    if question.body:
        masks["organ"] = numpy.isin(catalogue.bodies[hits], catalogue.bodies_called(question.body))
    if question.outcome:
        masks["udfald"] = (catalogue.outcomes[hits] & catalogue.outcome_bits.get(question.outcome, 0)) != 0
    if question.party:
        masks["parti"] = numpy.isin(hits, catalogue.parties.get(question.party, ()), assume_unique=True)
    return masks


def _count(question: Question, catalogue: Catalogue, hits: Numbers, masks: dict[str, Any]) -> tuple[Facet, ...]:
    """The facets; each is counted among the items that pass the other filters, so that another value can be chosen."""

    def passing(facet: str) -> Numbers:
        others = [mask for name, mask in masks.items() if name != facet]
        return hits[numpy.logical_and.reduce(others)] if others else hits

    years = numpy.bincount(catalogue.years[passing("aar")], minlength=1)
    bodies = numpy.bincount(catalogue.bodies[passing("organ")], minlength=1)
    outcomes = catalogue.outcomes[passing("udfald")]
    voted = passing("parti")
    chosen_bodies = catalogue.bodies_called(question.body) if question.body else ()
    first, last = question.years or (0, -1)
    facets = {
        ("aar", "År"): [
            Value(str(year), str(year), int(years[year]), first <= year <= last)
            for year in range(len(years) - 1, 0, -1)
            if years[year]
        ],
        ("organ", "Organ"): sorted(
            (
                Value(key, catalogue.body_names[key], int(bodies[place]), place in chosen_bodies)
                for place, key in enumerate(catalogue.body_keys[: len(bodies)])
                if key and bodies[place]
            ),
            key=lambda value: (not value.chosen, -value.items, value.label),
        ),
        ("udfald", "Udfald"): [
            Value(code, catalogue.outcome_labels[code], number, code == question.outcome)
            for code, bit in catalogue.outcome_bits.items()
            if (number := int(numpy.count_nonzero(outcomes & bit)))
        ],
        ("parti", "Partiets stemme er nævnt"): [
            Value(party, party, number, party == question.party)
            for party, items in catalogue.parties.items()
            if (number := int(numpy.isin(items, voted, assume_unique=True).sum()))
        ],
    }
    return tuple(Facet(name, label, tuple(values)) for (name, label), values in facets.items() if values)


# What is shown of the items


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An agenda item among the answers with those of its decisions that answer the question."""

    row: Row
    decisions: tuple[Row, ...]


ITEMS = """SELECT item_search.id AS place, agenda_items.id, agenda_items.title, agenda_items.number, agenda_items.date,
    agenda_items.closed, agenda_items.case_number, agenda_items.page, bodies.name AS body,
    organisations.name AS organisation, documents.sample
FROM item_search
JOIN agenda_items ON agenda_items.id = item_search.agenda_item_id
LEFT JOIN bodies ON bodies.id = agenda_items.body_id
LEFT JOIN organisations ON organisations.id = agenda_items.organisation_id
LEFT JOIN documents ON documents.id = agenda_items.document_id
WHERE item_search.id IN (SELECT value FROM json_each(:items))"""

DECISIONS = """SELECT decisions.id, decisions.agenda_item_id, decisions.text, decisions.outcome, outcomes.label,
    decisions.page, decisions.rule
FROM decisions LEFT JOIN outcomes ON outcomes.code = decisions.outcome
WHERE agenda_item_id IN (SELECT value FROM json_each(:items)) AND scope = 'this_meeting'
AND :outcome IN ('', decisions.outcome) ORDER BY decisions.position"""


async def read_items(database: Database, items: Iterable[int], outcome: str) -> list[FoundItem]:
    """The items with these numbers, in this order, with their own decisions; `outcome` leaves out others than that."""
    order = [int(item) for item in items]
    rows = {row["place"]: row for row in await database.execute(ITEMS, {"items": json.dumps(order)})}
    keys = json.dumps([row["id"] for row in rows.values()])
    decisions: dict[str, list[Row]] = {}
    for decision in await database.execute(DECISIONS, {"items": keys, "outcome": outcome}):
        decisions.setdefault(decision["agenda_item_id"], []).append(decision)
    found = (rows[item] for item in order if item in rows)
    return [FoundItem(row, tuple(decisions.get(row["id"], ()))) for row in found]


async def can_search(database: Database) -> bool:
    """Whether the snapshot has the index: one made by an older version may not."""
    return {"item_search_fts", *catalogues.TABLES} <= set(await database.table_names())
