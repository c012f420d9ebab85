"""Abbreviations that the minutes explain: in brackets behind the name, or by printing both forms in their lists.

Writes `abbreviations` for the documents of the touched meetings.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import permutations

from pipeline.link.portions import DOCUMENTS, portions
from pipeline.link.settle import Value, settle_rows
from pipeline.store.ids import letters, slug

COLUMNS = ("id", "document_id", "abbreviation", "name", "method", "body_id", "page")
SHORT = re.compile(r"\((?P<short>[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,4}[A-ZÆØÅ])\)")
WORD = re.compile(r"[\w/&-]+")
WORDS = 8  # before the bracket, among which the name stands
REACH = 200  # letters before the bracket that hold them
TITLE = re.compile(r"[A-ZÆØÅ]")


def defined_abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """(abbreviation, name) for each "Klyngestyregruppen (KSG)" whose letters the name has in their order."""
    for found in SHORT.finditer(text):
        before = text[max(0, found.start() - REACH) : found.start()]
        words = before.rsplit(None, WORDS)[-WORDS:] if before[-1:].isspace() else []
        first = max((place for place, word in enumerate(words, 1) if not WORD.fullmatch(word)), default=0)
        for start in range(first, len(words)):
            name = " ".join(words[start:])
            if TITLE.match(name) and spells(found["short"], name):
                yield found["short"], name
                break


def spells(short: str, name: str) -> bool:
    """Whether a name has the letters of `short` in their order, the first at its beginning, and each word gives one."""
    rest, target = name.casefold(), short.casefold()
    if rest[0] != target[0] or len(name) < 2 * len(short):
        return False
    place = 0
    for letter in target:
        place = rest.find(letter, place) + 1
        if not place:
            return False
    heads = [word[0] for word in re.findall(r"\w+", rest) if word not in ("og", "for", "i", "af", "på", "til", "med")]
    return len(heads) <= len(short) and _in_order(heads, target)


def listed_abbreviations(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(abbreviation, name) among the organisations of one list: "HE Midt" beside "Hospitalsenhed Midt"."""
    for one, other in permutations(sorted(set(names)), 2):
        short, long = one.split(), other.split()
        if len(short) != len(long) or len(short) < 2:
            continue
        different = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
        if len(different) == 1:
            a, b = different[0]
            if (
                2 <= len(a) <= 4
                and a.isupper()
                and not b.isupper()
                and b[:1] == a[0]
                and _in_order(a.casefold(), b.casefold())
            ):
                yield one, other


def _in_order(few: Iterable[str], many: str) -> bool:
    rest = iter(many)
    return all(letter in rest for letter in few)


def link_abbreviations(db: sqlite3.Connection) -> int:
    """Write `abbreviations` of the touched meetings' documents."""
    return sum(_link_portion(db) for _ in portions(db))


def _link_portion(db: sqlite3.Connection) -> int:
    rows: dict[str, tuple[Value, ...]] = {}

    def add(document: str, short: str, name: str, method: str, bodies: dict[str, str], page: int | None) -> None:
        key = f"{document}-{letters(f'{short} {name}')}"
        rows.setdefault(key, (key, document, short, name, method, bodies.get(slug(name)), page))

    bodies = _bodies(db)
    for document, text, page in db.execute(
        "SELECT document_id, text, sections.page FROM sections JOIN agenda_items ON agenda_items.id = agenda_item_id"
        f" WHERE document_id IN ({DOCUMENTS}) AND text LIKE '%(%' ORDER BY sections.id"
    ):
        for short, name in defined_abbreviations(text):
            add(document, short, name, "defined", bodies.get(document, {}), page)
    lists: dict[str, set[str]] = {}
    for document, employer in db.execute(
        f"SELECT document_id, organisation FROM attendances WHERE document_id IN ({DOCUMENTS})"
        " AND organisation IS NOT NULL"
    ):
        lists.setdefault(document, set()).add(employer)
    for document, names in sorted(lists.items()):
        for short, name in listed_abbreviations(names):
            add(document, short, name, "listed", {}, None)
    return settle_rows(db, "abbreviations", COLUMNS, rows.values(), where=f"document_id IN ({DOCUMENTS})")


def _bodies(db: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """By document: slug of a name and the forum it is in the same organisation."""
    found: dict[str, dict[str, str]] = {}
    for document, name, body in db.execute(
        "SELECT meeting_documents.document_id, bodies.name, bodies.id FROM meeting_documents"
        " JOIN bodies ON bodies.organisation_id = meeting_documents.organisation_id"
        f" WHERE meeting_documents.document_id IN ({DOCUMENTS}) ORDER BY bodies.id"
    ):
        found.setdefault(document, {})[slug(name)] = body
    return found
