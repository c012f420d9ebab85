"""Who was there at which item, where the minutes say so of the item: came later, went, was recused, is told absent.

Writes `item_attendances` for the touched meetings: one row a statement, beside `attendances`, which holds for the whole
meeting. The view `attendance_by_item` resolves both; what contradicts is shown as a conflict.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.link.names import words
from pipeline.link.portions import IN_HAND, ITEMS, portions
from pipeline.link.settle import Value, settle_rows

COLUMNS = ("agenda_item_id", "attendance_id", "reason", "presence", "text")
ABSENT_LINE = re.compile(r"^(?:fraværende|afbud)(?:\s+(?:med|uden)\s+afbud)?\s*:", re.I)
ABSENT = re.compile(
    r"\b(?:var\s+fraværende|deltog\s+ikke|forlod\s+(?:mødet|lokalet|salen)|undlod\s+at\s+deltage)\b", re.I
)
OTHER_ITEMS = re.compile(
    r"\bdeltog\s+ikke\s+(?:i|under)\s+(?:punkt(?:erne)?|pkt\.?|sag(?:erne)?(?:\s+nr\.?)?)\s+"
    r"(?P<items>[\d ,a-zog]{1,200}\d)",
    re.I,
)
ELSEWHERE = re.compile(r"\b(?:dagsorden)?s?(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?\d", re.I)
INSTEAD = re.compile(r"\bstedfortræder|\bi stedet\b|\bpå vegne af\b|\bsuppleant for\b", re.I)
ITEM = re.compile(r"^(?:punkt|pkt\.?|sag)\s*(?:nr\.?)?\s*(?P<number>\w+)", re.I)
CLOCK = re.compile(r"^\d{2}:\d{2}$")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of `attendances`."""

    id: str
    name: str
    present_from: str | None
    present_to: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item with what is told of presence in it; `start` and `end` are HH:MM as planned."""

    id: str
    number: str | None
    start: str | None
    end: str | None
    texts: tuple[str, ...] = ()  # the record
    recused: tuple[str, ...] = ()
    voted: tuple[str, ...] = ()


Row = tuple[str, str, str, str, str]


def item_presences(listed: Sequence[Listed], items: Sequence[Item]) -> list[Row]:
    """(item, attendance, reason, presence, text as printed) for what one document tells of single items."""
    rows: dict[tuple[str, str, str], Row] = {}
    for row in (*_spans(listed, items), *_told(listed, items)):
        rows.setdefault(row[:3], row)
    return list(rows.values())


def _spans(listed: Sequence[Listed], items: Sequence[Item]) -> Iterator[Row]:
    """Who came later or left before the end is absent from the items outside, if the order tells."""
    places = {item.number: place for place, item in enumerate(items) if item.number}
    for one in listed:
        first, last = _place(one.present_from, places, items, 0), _place(one.present_to, places, items, len(items) - 1)
        for place, item in enumerate(items):
            if first is not None and place < first:
                yield item.id, one.id, "came", "absent", one.present_from or ""
            elif last is not None and place > last:
                yield item.id, one.id, "left", "absent", one.present_to or ""


def _place(said: str | None, places: dict[str, int], items: Sequence[Item], otherwise: int) -> int | None:
    """The place of the item that "punkt 4" or a time of day means; `otherwise` if nothing is said, None if unclear."""
    if said is None:
        return otherwise
    if match := ITEM.match(said):
        return places.get(match["number"])
    if not CLOCK.match(said) or not any(item.start for item in items):
        return None
    within = [place for place, item in enumerate(items) if item.start and item.start <= said < (item.end or "24:00")]
    return within[-1] if within else None


def _told(listed: Sequence[Listed], items: Sequence[Item]) -> Iterator[Row]:
    names = _names(listed)
    numbers = {item.number: item for item in items if item.number}
    for item in items:
        for who in item.recused:
            for one in names.get(words(who), ()):
                yield item.id, one.id, "recused", "absent", who
        for who in item.voted:
            for one in names.get(words(who), ()):
                yield item.id, one.id, "voted", "present", who
        for text in item.texts:
            for sentence in SENTENCE.split(text):
                line = ABSENT_LINE.match(sentence)
                if not line and (not ABSENT.search(sentence) or INSTEAD.search(sentence)):
                    continue
                others = OTHER_ITEMS.search(sentence)
                if not others and not line and ELSEWHERE.search(sentence):
                    continue  # "forlod mødet under punkt 83": the list says from when
                meant = (
                    [numbers[n] for n in re.findall(r"\d+[a-z]?", others["items"]) if n in numbers]
                    if others
                    else [item]
                )
                for one in _in_sentence(sentence, listed):
                    for where in meant:
                        yield where.id, one.id, "absent", "absent", sentence.strip()[:200]


def _names(listed: Iterable[Listed]) -> dict[tuple[str, ...], list[Listed]]:
    found: dict[tuple[str, ...], list[Listed]] = defaultdict(list)
    for one in listed:
        found[words(one.name)].append(one)
    return found


def _in_sentence(sentence: str, listed: Iterable[Listed]) -> Iterator[Listed]:
    said = " " + " ".join(words(sentence)) + " "
    for one in listed:
        if len(parts := words(one.name)) > 1 and f" {' '.join(parts)} " in said:
            yield one


def link_presence(db: sqlite3.Connection) -> int:
    """Write `item_attendances` of the touched meetings."""
    return sum(_link_portion(db) for _ in portions(db))


def _link_portion(db: sqlite3.Connection) -> int:
    listed: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for meeting, document, *row in db.execute(
        "SELECT meeting_id, document_id, id, name, present_from, present_to FROM attendances"
        f" WHERE meeting_id IN ({IN_HAND}) ORDER BY meeting_id, document_id, position"
    ):
        listed[meeting, document].append(Listed(*row))
    items: dict[tuple[str, str], list[Item]] = defaultdict(list)
    texts, recused, voted = _texts(db), _recused(db), _voted(db)
    for meeting, document, key, number, start, end in db.execute(
        "SELECT meeting_id, document_id, id, number, start_time, end_time FROM agenda_items"
        f" WHERE meeting_id IN ({IN_HAND}) ORDER BY meeting_id, document_id, position"
    ):
        items[meeting, document].append(
            Item(key, number, start, end, tuple(texts[key]), tuple(recused[key]), tuple(voted[key]))
        )
    rows: list[tuple[Value, ...]] = []
    for source, found in items.items():
        rows += item_presences(listed[source], found)
    where = f"agenda_item_id IN ({ITEMS})"
    return settle_rows(db, "item_attendances", COLUMNS, rows, where=where, key=3)


def _texts(db: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item, text in db.execute(
        "SELECT agenda_item_id, text FROM sections JOIN agenda_items ON agenda_items.id = agenda_item_id"
        f" WHERE meeting_id IN ({IN_HAND}) AND kind IN ('decision', 'attendance')"
        " AND (text LIKE '%fravær%' OR text LIKE '%afbud%' OR text LIKE '%delt%' OR text LIKE '%forlod%')"
        " ORDER BY agenda_item_id, sections.position"
    ):
        found[item].append(text)
    return found


def _recused(db: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item, who in db.execute(
        "SELECT agenda_item_id, who FROM standpoints JOIN agenda_items ON agenda_items.id = agenda_item_id"
        f" WHERE meeting_id IN ({IN_HAND}) AND kind = 'recusal' ORDER BY standpoints.id"
    ):
        found[item] += json.loads(who)
    return found


def _voted(db: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item, name in db.execute(
        "SELECT agenda_item_id, name FROM vote_positions JOIN votes ON votes.id = vote_id"
        " JOIN agenda_items ON agenda_items.id = agenda_item_id"
        f" WHERE meeting_id IN ({IN_HAND}) AND name IS NOT NULL ORDER BY votes.id, vote_positions.position"
    ):
        found[item].append(name)
    return found
