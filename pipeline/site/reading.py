"""What a meeting's page and an item's page show, gathered from the tables."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from sqlite3 import Row
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database


TABLES = (
    "meetings", "agenda_items", "sections", "recommendations", "decisions", "votes", "attachments", "amounts",
    "data_tables", "table_cells", "attendances", "documents", "bodies", "organisations",
    "outcomes", "scopes", "section_kinds", "attendance_statuses", "roles", "document_kinds", "rules",
)  # fmt: skip
"""The tables that the reading pages show something of."""

BARE = re.compile(r"\w")
NUMBERED = re.compile(r"(?:\d{1,2}|[a-zæøå])[.)]\s")
LISTED = re.compile(r"[-–—*·]\s+|[•▪◦]\s*")

MEETING = """SELECT meetings.*, bodies.name AS body, organisations.name AS organisation, documents.filename,
    documents.pages, documents.source_url, documents.sample, document_kinds.label AS kind
FROM meetings
LEFT JOIN bodies ON bodies.id = meetings.body_id
LEFT JOIN organisations ON organisations.id = meetings.organisation_id
LEFT JOIN documents ON documents.id = meetings.document_id
LEFT JOIN document_kinds ON document_kinds.code = documents.kind
WHERE meetings.id = :id"""

PARTICIPANTS = """SELECT attendances.*, attendance_statuses.label AS status_label, roles.label AS role_label
FROM attendances
LEFT JOIN attendance_statuses ON attendance_statuses.code = attendances.status
LEFT JOIN roles ON roles.code = attendances.role
JOIN meetings ON meetings.id = attendances.meeting_id AND meetings.document_id = attendances.document_id
WHERE attendances.meeting_id = :id
ORDER BY attendance_statuses.rowid, attendances.position"""

ITEMS = """SELECT agenda_items.*, documents.source_url, documents.sample, parents.number AS parent_number,
    parents.title AS parent_title
FROM agenda_items
JOIN documents ON documents.id = agenda_items.document_id
JOIN meetings ON meetings.id = agenda_items.meeting_id
LEFT JOIN agenda_items AS parents ON parents.id = agenda_items.parent_id
WHERE {where}
ORDER BY agenda_items.document_id != meetings.document_id, agenda_items.document_id, agenda_items.position"""
OF_MEETING = "agenda_items.meeting_id = :id"
OF_ITEM = "agenda_items.id = :id OR agenda_items.parent_id = :id"

NEIGHBOUR = """SELECT other.id, other.number, other.title FROM agenda_items AS this
JOIN agenda_items AS other ON other.meeting_id = this.meeting_id AND other.document_id = this.document_id
WHERE this.id = :id AND other.position {sign} this.position AND other.parent_id IS NOT this.id
ORDER BY other.position {order} LIMIT 1"""

FACTS = {
    "sections": ("sections.*, section_kinds.label", "LEFT JOIN section_kinds ON section_kinds.code = sections.kind"),
    "recommendations": ("recommendations.*", ""),
    "decisions": (
        "decisions.*, outcomes.label, scopes.label AS scope_label, rules.example",
        "LEFT JOIN outcomes ON outcomes.code = decisions.outcome LEFT JOIN scopes ON scopes.code = decisions.scope "
        "LEFT JOIN rules ON rules.id = decisions.rule",
    ),
    "votes": ("votes.*", ""),
    "attachments": ("attachments.*", ""),
    "amounts": ("amounts.*", ""),
    "data_tables": ("data_tables.*", ""),
}
"""What is read of each fact table of an item, and what is joined to it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    listed: bool
    """Whether it stands as an entry of a list; its mark is left out of `text`."""

    @property
    def numbered(self) -> bool:
        return bool(NUMBERED.match(self.text))


@dataclass(frozen=True, slots=True)
class Passage:
    """A section: its paragraphs in order, each decision at the place where its words stand in the section."""

    section: Row
    parts: tuple[Paragraph | Row, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    row: Row
    counts: tuple[tuple[str, int | None, tuple[str, ...]], ...]
    """(side in Danish, number of votes, parties), without the sides that nothing is known of."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: the header's cells, () without one, and the rows."""

    caption: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Item:
    row: Row
    level: int
    """1, or 2 for an item under another."""
    passages: tuple[Passage, ...]
    decisions: tuple[Row, ...]
    """All that the meeting itself decided, also those that stand in a passage."""
    loose: tuple[Row, ...]
    """Decisions whose words are in no passage."""
    recommendations: tuple[Row, ...]
    votes: tuple[Vote, ...]
    attachments: tuple[str, ...]
    amounts: tuple[Row, ...]
    tables: tuple[Grid, ...]

    @property
    def first_decision_section(self) -> str | None:
        """The key of the section that tables stand before: what is printed of a case comes before its decision."""
        return next((part.section["id"] for part in self.passages if part.section["kind"] == "decision"), None)

    @property
    def outcomes(self) -> tuple[tuple[str, str], ...]:
        """The outcomes of its decisions, each once: (code, Danish label)."""
        return tuple(dict.fromkeys((row["outcome"], row["label"]) for row in self.decisions))


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: Row
    items: tuple[Item, ...]
    participants: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    """(status in Danish, those who had it), present ones first."""
    previous: Row | None = None
    next: Row | None = None
    """The items before and after the one shown."""


async def read_meeting(database: Database, meeting_id: str) -> MeetingPage | None:
    """A meeting with its participants and items in printed order; None when there is no such meeting."""
    meeting = (await database.execute(MEETING, {"id": meeting_id})).first()
    if meeting is None:
        return None
    people = await database.execute(PARTICIPANTS, {"id": meeting_id})
    groups = groupby(people, key=lambda row: row["status_label"] or row["status"])
    return MeetingPage(
        meeting,
        await _read_items(database, OF_MEETING, meeting_id),
        tuple((status, tuple(rows)) for status, rows in groups),
    )


async def read_item(database: Database, item_id: str) -> MeetingPage | None:
    """An item and those under it, with its meeting; None when there is no such item."""
    items = await _read_items(database, OF_ITEM, item_id)
    if not items:
        return None
    meeting = (await database.execute(MEETING, {"id": items[0].row["meeting_id"]})).first()
    beside = {}
    for name, (sign, order) in {"previous": ("<", "DESC"), "next": (">", "ASC")}.items():
        found = await database.execute(NEIGHBOUR.format(sign=sign, order=order), {"id": item_id})
        beside[name] = found.first()
    return MeetingPage(meeting, items, **beside)


async def _read_items(database: Database, where: str, key: str) -> tuple[Item, ...]:
    items = list(await database.execute(ITEMS.format(where=where), {"id": key}))
    facts: dict[str, dict[str, list[Row]]] = {}
    for table, (columns, joined) in FACTS.items():
        rows = await database.execute(
            f"""SELECT {columns} FROM {table} {joined} JOIN agenda_items ON agenda_items.id = {table}.agenda_item_id
            WHERE agenda_items.id IN (SELECT value FROM json_each(:items)) ORDER BY {table}.position""",
            {"items": json.dumps([item["id"] for item in items])},
        )
        facts[table] = _by(rows.rows, "agenda_item_id")
    tables = [row["id"] for rows in facts["data_tables"].values() for row in rows]
    cells = await database.execute(
        "SELECT * FROM table_cells WHERE data_table_id IN (SELECT value FROM json_each(?)) ORDER BY row, col",
        (json.dumps(tables),),
    )
    by_table = _by(cells.rows, "data_table_id")
    here = {item["id"] for item in items}
    return tuple(_item(item, facts, by_table, 2 if item["parent_id"] in here else 1) for item in items)


def _item(
    row: Row, facts: Mapping[str, Mapping[str, Sequence[Row]]], cells: Mapping[str, Sequence[Row]], level: int
) -> Item:
    of = {table: tuple(rows.get(row["id"], ())) for table, rows in facts.items()}
    unplaced = list(of["decisions"])
    passages = tuple(
        Passage(section, place_decisions(section["text"], unplaced)) for section in _decision_last(of["sections"])
    )
    return Item(
        row=row,
        level=level,
        passages=tuple(sorted(passages, key=lambda passage: passage.section["position"])),
        decisions=tuple(decision for decision in of["decisions"] if decision["scope"] == "this_meeting"),
        loose=tuple(unplaced),
        recommendations=of["recommendations"] if not _has(of["sections"], "recommendation") else (),
        votes=tuple(_vote(vote) for vote in of["votes"]),
        attachments=() if _has(of["sections"], "attachments") else tuple(r["name"] for r in of["attachments"]),
        amounts=of["amounts"],
        tables=tuple(_grid(table, cells.get(table["id"], ())) for table in of["data_tables"]),
    )


def place_decisions(text: str, unplaced: list[Row]) -> tuple[Paragraph | Row, ...]:
    """The paragraphs of a section's text with each decision in place of its words; takes them from `unplaced`."""
    parts: list[Paragraph | Row] = []
    rest = text
    for decision in list(unplaced):
        words = r"\s+".join(map(re.escape, decision["text"].split()))
        if words and (found := re.search(words, rest)):
            parts += [*_paragraphs(rest[: found.start()]), decision]
            rest = rest[found.end() :]
            unplaced.remove(decision)
    return (*parts, *_paragraphs(rest))


def _decision_last(sections: Sequence[Row]) -> list[Row]:
    """Decision sections first: the words of a decision may stand in the recommendation too."""
    return sorted(sections, key=lambda section: section["kind"] != "decision")


def _paragraphs(text: str) -> list[Paragraph]:
    found = []
    for line in text.split("\n"):
        if BARE.search(line):
            mark = LISTED.match(line.strip())
            found.append(Paragraph(line.strip()[mark.end() if mark else 0 :], mark is not None))
    return found


def _vote(row: Row) -> Vote:
    sides = (("for", "for"), ("imod", "against"), ("hverken for eller imod", "abstain"))
    counts = ((side, row[f"votes_{code}"], tuple(json.loads(row[f"parties_{code}"]))) for side, code in sides)
    return Vote(row, tuple(count for count in counts if count[1] is not None or count[2]))


def _grid(table: Row, cells: Sequence[Row]) -> Grid:
    lines = [["" for _ in range(table["columns"])] for _ in range(table["rows"])]
    for cell in cells:
        lines[cell["row"] - 1][cell["col"] - 1] = cell["text"]
    rows = tuple(map(tuple, lines))
    return Grid(table["caption"], rows[0], rows[1:]) if table["header"] and rows else Grid(table["caption"], (), rows)


def _has(sections: Sequence[Row], kind: str) -> bool:
    return any(section["kind"] == kind for section in sections)


def _by(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
