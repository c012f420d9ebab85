"""New decisions as an Atom feed (RFC 4287), for readers of feeds and for programs that watch a search."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from sqlite3 import Row
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from pipeline.site.danish import danish_date

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 50
NEVER = "1970-01-01T00:00:00+00:00"
"""When an empty feed changed: Atom asks for a time."""

TABLES = ("decisions", "agenda_items", "meetings", "documents", "runs", "bodies", "organisations", "outcomes")

ENTRY = """SELECT decisions.id, decisions.agenda_item_id, decisions.title, decisions.text, decisions.date,
    outcomes.label AS outcome, bodies.name AS body, organisations.name AS organisation, runs.started AS read
FROM decisions
JOIN outcomes ON outcomes.code = decisions.outcome
JOIN documents ON documents.id = decisions.document_id
LEFT JOIN runs ON runs.id = documents.run_id
LEFT JOIN bodies ON bodies.id = decisions.body_id
LEFT JOIN organisations ON organisations.id = decisions.organisation_id
WHERE decisions.scope = 'this_meeting' AND """
NEWEST_FIRST = " ORDER BY runs.started DESC, decisions.date DESC, decisions.meeting_id, decisions.id LIMIT :most"

NEWEST = f"""{ENTRY} decisions.document_id IN (
    SELECT documents.id FROM documents
    LEFT JOIN runs ON runs.id = documents.run_id
    LEFT JOIN meetings ON meetings.document_id = documents.id
    WHERE EXISTS (SELECT 1 FROM decisions WHERE decisions.document_id = documents.id AND scope = 'this_meeting')
    ORDER BY runs.started DESC, meetings.date DESC, documents.id LIMIT :most
){NEWEST_FIRST}"""
"""The newest of the newest documents: what was read last, and of that the latest meetings."""

CHOSEN = f"{ENTRY} decisions.id IN (SELECT value FROM json_each(:keys)){NEWEST_FIRST}"


async def newest_decisions(database: Database) -> list[Row]:
    """What was read last, the latest meetings first; an old meeting that was only now read is news too.

    All documents are looked at for it: to be read once."""
    return list(await database.execute(NEWEST, {"most": MOST_ENTRIES}))


async def chosen_decisions(database: Database, keys: Sequence[str]) -> list[Row]:
    return list(await database.execute(CHOSEN, {"most": MOST_ENTRIES, "keys": json.dumps(keys)}))


def write_feed(title: str, rows: Sequence[Row], address: Callable[[str], str], own: str, page: str) -> bytes:
    """The feed of `rows`. `address` makes a whole address of a path on the site; `own` is the path of the feed, `page`
    that of the page with the same content."""
    ElementTree.register_namespace("", ATOM)
    feed = _element(None, "feed", lang="da")
    _element(feed, "title", title)
    _element(feed, "id", address(own))
    _element(feed, "link", rel="self", href=address(own), type="application/atom+xml")
    _element(feed, "link", rel="alternate", href=address(page), type="text/html")
    _element(feed, "updated", max((_time(row) for row in rows), default=NEVER))
    _element(_element(feed, "author"), "name", "Referater")
    for row in rows:
        where = ", ".join(filter(None, (row["body"], row["organisation"], danish_date(row["date"]))))
        entry = _element(feed, "entry")
        link = address(f"/punkt/{row['agenda_item_id']}#{row['id']}")
        _element(entry, "title", f"{row['outcome']}: {row['title'] or 'Punkt uden overskrift'} ({where})")
        _element(entry, "id", link)
        _element(entry, "link", rel="alternate", href=link, type="text/html")
        _element(entry, "updated", _time(row))
        if row["date"]:
            _element(entry, "published", f"{row['date']}T00:00:00+00:00")
        _element(entry, "category", term=row["outcome"])
        _element(entry, "content", row["text"], type="text")
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _element(parent: ElementTree.Element | None, name: str, text: str = "", **more: str) -> ElementTree.Element:
    tag = f"{{{ATOM}}}{name}"
    element = ElementTree.Element(tag) if parent is None else ElementTree.SubElement(parent, tag)
    for key, value in more.items():
        element.set("{http://www.w3.org/XML/1998/namespace}lang" if key == "lang" else key, value)
    if text:
        element.text = "".join(letter for letter in text if letter in "\n\t" or letter >= " ")  # XML has no others
    return element


def _time(row: Row) -> str:
    """When the decision came into the archive; the meeting's day where no run is on record."""
    if row["read"]:
        return str(row["read"])
    return f"{row['date']}T00:00:00+00:00" if row["date"] else NEVER
