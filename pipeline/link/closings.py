"""Tasks that a later record says are done: `action_closings`.

Two signs. A later record of the same forum, or of another in the same matter, says in the task's own words that it is
done ("Forvaltningen har indhentet tre tilbud på ..."). Or what the task should come to ("en evaluering", "et notat")
is what a later item of the same matter treats. A task that no record closes stays open: nothing is guessed from time.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from pipeline.gated import Gated
from pipeline.link.closing_reach import NAMES, RECORDS, reach_actions
from pipeline.link.scope import FILTER, touched_wholly
from pipeline.link.settle import Value, settle_rows
from pipeline.link.treatments import CURRENT
from pipeline.wording import WORD, stem

COLUMNS = ("action_id", "agenda_item_id", "date", "method", "evidence")
REACHED = "SELECT id FROM temp.reached_actions"
MEETINGS = 4  # of the forum within which a task is told to be done
DONE = Gated(
    r"""
    \bhar\s+(?:nu\s+|derfor\s+|efterfølgende\s+)?(?:\w+\s+)?(?P<past>[a-zæøå]+(?:et|t))\b
    | \b(?:er|blev|var)\s+(?:nu\s+|hermed\s+|blevet\s+)?
      (?:gennemført|afsluttet|udført|løst|udarbejdet|indhentet|fremlagt|præsenteret|lavet|bestilt|sendt|repareret|undersøgt
        |iværksat|etableret|opsat|kontaktet|afklaret|færdig\w*|på\s+plads|i\s+orden|taget\s+kontakt)\b
    | \b(?:fremlagde|præsenterede|orienterede|redegjorde|forelagde)\b
    | \bopgaven\s+er\b | \bsom\s+aftalt\b
    """,
    re.I | re.X,
)
NOT_YET = Gated(r"\b(?:ikke|endnu|afventer|mangler|fortsat|udestår)\b", re.I)
PRODUCT = re.compile(
    r"\b(?P<what>evaluering|notat|redegørelse|rapport|analyse|handleplan|handlingsplan|undersøgelse|forslag|oplæg|udkast"
    r"|status|tidsplan|procesplan|strategi|kommissorium|budget)(?:en|et|n|er|erne)?\b",
    re.I,
)
DEADLINE = re.compile(r"\b(?:senest|inden|ultimo|medio|primo|på\s+(?:det\s+)?næste|snarest)\b.*$", re.I | re.S)
SUBJECT = re.compile(r"^\W*(?:[A-ZÆØÅ][\wæøå]*(?:\s+(?:og|,)?\s*[A-ZÆØÅ][\wæøå]*)*)\s+")
ENOUGH = 0.7  # share of the task's words that the record must have
FEWEST = 2  # of them
SENTENCE = re.compile(r"\s(?<=[.!?]\s)\s*(?=[A-ZÆØÅ])|\n")  # a space first: the engine skips from one to the next


@dataclass(frozen=True, slots=True)
class Given:
    """A task, the forum and day it was given, and the matter of its item."""

    id: str
    item: str
    text: str
    body: str
    date: str
    case: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a later record that may say something is done."""

    item: str
    date: str
    text: str
    stems: frozenset[str]


def link_closings(db: sqlite3.Connection) -> int:
    reach_actions(db, wholly=touched_wholly(db), sessions=MEETINGS)
    rows: list[tuple[Value, ...]] = []
    for body, tasks in groupby(_given(db), key=attrgetter("body")):
        given = list(tasks)
        records, days = _records(db, body)
        followers = _followers(db, {one.case for one in given if one.case})
        for one in given:
            closing = _said(one, records, days) or _product(one, followers)
            if closing:
                rows.append((one.id, *closing))
    return settle_rows(db, "action_closings", COLUMNS, rows, where=f"action_id IN ({REACHED})")


def _given(db: sqlite3.Connection) -> Iterator[Given]:
    """The reached tasks, by forum."""
    for row in db.execute(
        "SELECT actions.id, item.id, task, coalesce(forum.identity_id, item.body_id), item.date, case_id FROM actions"
        f" JOIN agenda_items AS item ON item.id = actions.agenda_item_id {CURRENT}"
        " LEFT JOIN body_identities AS forum ON forum.body_id = item.body_id"
        " LEFT JOIN case_items ON case_items.agenda_item_id = item.id"
        f" WHERE item.date IS NOT NULL AND item.body_id IS NOT NULL AND {FILTER.format('item')}"
        f" AND actions.id IN ({REACHED})"
        " ORDER BY 4, actions.id"
    ):
        yield Given(*row)


def _records(db: sqlite3.Connection, body: str) -> tuple[list[Told], list[str]]:
    """Of a forum: the sentences that may tell that something is done, and its days, both in the order of time."""
    told: list[Told] = []
    days: dict[str, None] = {}
    for item, date, text in db.execute(
        "SELECT item.id, item.date, sections.text"
        " FROM temp.reached_sessions AS session CROSS JOIN agenda_items AS item"
        " ON item.body_id = session.body_id AND item.date = session.day"
        f" CROSS {CURRENT.lstrip()} CROSS JOIN sections ON sections.agenda_item_id = item.id"
        f" WHERE session.body_id IN ({NAMES}) AND {RECORDS} AND {FILTER.format('item')}"
        " ORDER BY item.date, item.id, sections.position",
        (body,),
    ):
        days[date] = None
        if not DONE.may_match(text):  # most texts: no sentence of it need be looked at
            continue
        for sentence in SENTENCE.split(text):
            if DONE.search(sentence) and not NOT_YET.search(sentence):
                told.append(Told(item, date, sentence.strip(), _stems(sentence)))
    return told, list(days)


def _said(one: Given, records: Sequence[Told], days: Sequence[str]) -> tuple[Value, ...] | None:
    words = matter_of(one.text)
    if len(words) < FEWEST:
        return None
    after = bisect_right(days, one.date)
    last = days[min(after + MEETINGS, len(days)) - 1] if after < len(days) else ""
    begin = bisect_right(records, one.date, key=lambda told: told.date)
    for told in records[begin:]:
        if told.date > last:
            break
        common = words & told.stems
        if len(common) >= FEWEST and len(common) >= ENOUGH * len(words):
            return (told.item, told.date, "said", told.text)
    return None


def _followers(db: sqlite3.Connection, cases: set[str]) -> dict[str, list[tuple[str, str, str]]]:
    """By matter: (day, item, title) of its treatments in the order of time."""
    return {
        case: db.execute(
            "SELECT date, item.id, coalesce(title, '') FROM case_items"
            " JOIN agenda_items AS item ON item.id = case_items.agenda_item_id WHERE case_id = ?"
            " ORDER BY case_items.position",
            (case,),
        ).fetchall()
        for case in cases
    }


def _product(one: Given, followers: dict[str, list[tuple[str, str, str]]]) -> tuple[Value, ...] | None:
    product = PRODUCT.search(one.text)
    if one.case is None or product is None:
        return None
    what = product["what"].lower()
    for date, item, title in followers[one.case]:
        if date > one.date and any(word.lower().startswith(what) for word in WORD.findall(title)):
            return (item, date, "product", title)
    return None


def matter_of(task: str) -> frozenset[str]:
    """The words of what is to be done, without who, when and the verb, of which the record has another form."""
    text = SUBJECT.sub("", DEADLINE.sub("", task))
    words = WORD.findall(text)[1:]
    return frozenset(filter(None, map(stem, words)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(stem, WORD.findall(text))))
