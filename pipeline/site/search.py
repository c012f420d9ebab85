"""The site's own search: agenda items whose title, sections or decisions have the sought words."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Row
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.lemmas import QUESTION, match_query
from pipeline.site.marking import Sought, mark, mark_excerpt, marked_spans, sought_words

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

PAGE_SIZE = 20
MOST_DECISIONS = 3

TABLES = ("decisions", "agenda_items", "sections", "meetings", "bodies", "organisations", "outcomes", "documents")

HITS = """SELECT decisions.agenda_item_id AS item, decisions_fts.rank AS score FROM decisions_fts
        JOIN decisions ON decisions.rowid = decisions_fts.rowid WHERE decisions_fts MATCH :{words}
    UNION ALL SELECT agenda_items.id, 2 * agenda_items_fts.rank FROM agenda_items_fts
        JOIN agenda_items ON agenda_items.rowid = agenda_items_fts.rowid WHERE agenda_items_fts MATCH :{words}
    UNION ALL SELECT sections.agenda_item_id, sections_fts.rank / 2 FROM sections_fts
        JOIN sections ON sections.rowid = sections_fts.rowid WHERE sections_fts MATCH :{words}
"""
"""Where the words stand: a better score is a lower one, and a title counts for more than a long section."""

DECIDED = """EXISTS (SELECT 1 FROM decisions WHERE decisions.agenda_item_id = agenda_items.id
    AND decisions.scope = 'this_meeting' {outcome})"""


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks for; '' is anything."""

    text: str = ""
    year: str = ""
    body: str = ""
    outcome: str = ""
    by_date: bool = False
    page: int = 1

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.year or self.body or self.outcome)


@dataclass(frozen=True, slots=True)
class FoundDecision:
    id: str
    text: Markup
    outcome: str
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """One agenda item among the answers, ready to print."""

    id: str
    title: Markup
    number: str | None
    date: str | None
    body: str | None
    organisation: str | None
    sample: bool
    closed: bool
    decisions: tuple[FoundDecision, ...]
    excerpt: Markup | None
    """Of a section, when no decision has the words."""


async def search_items(database: Database, question: Question) -> tuple[int, list[Found]]:
    """How many agenda items answer, and those of the asked page."""
    source, where, values = _conditions(question)
    order = "score, " if question.text.strip() and not question.by_date else ""
    total = (await database.execute(f"SELECT count(*) FROM {source} WHERE {where}", values)).single_value()
    rows = await database.execute(
        f"""SELECT agenda_items.id, agenda_items.title, agenda_items.number, agenda_items.date, agenda_items.closed,
        bodies.name AS body, organisations.name AS organisation, documents.sample
        FROM {source}
        LEFT JOIN bodies ON bodies.id = agenda_items.body_id
        LEFT JOIN organisations ON organisations.id = agenda_items.organisation_id
        LEFT JOIN documents ON documents.id = agenda_items.document_id
        WHERE {where} ORDER BY {order}agenda_items.date DESC, agenda_items.meeting_id, agenda_items.position
        LIMIT :size OFFSET :skipped""",
        values | {"size": PAGE_SIZE, "skipped": PAGE_SIZE * (question.page - 1)},
    )
    sought = sought_words(question.text)
    return total, [await _found(database, row, sought, question.outcome) for row in rows]


async def _found(database: Database, row: Row, sought: Sought, outcome: str) -> Found:
    decisions = list(
        await database.execute(
            """SELECT decisions.id, decisions.text, decisions.outcome, outcomes.label FROM decisions
            LEFT JOIN outcomes ON outcomes.code = decisions.outcome
            WHERE agenda_item_id = :item AND scope = 'this_meeting' AND :outcome IN ('', decisions.outcome)
            ORDER BY position""",
            {"item": row["id"], "outcome": outcome},
        )
    )
    hit = [decision for decision in decisions if marked_spans(decision["text"], sought)]
    return Found(
        id=row["id"],
        title=mark(row["title"] or "Punkt uden overskrift", sought),
        number=row["number"],
        date=row["date"],
        body=row["body"],
        organisation=row["organisation"],
        sample=bool(row["sample"]),
        closed=bool(row["closed"]),
        decisions=tuple(
            FoundDecision(key, mark_excerpt(text, sought), outcome, label)
            for key, text, outcome, label in (hit or decisions)[:MOST_DECISIONS]
        ),
        excerpt=None if hit else await _excerpt(database, row["id"], sought),
    )


async def _excerpt(database: Database, item: str, sought: Sought) -> Markup | None:
    """The first section with the sought words, about them."""
    sections = await database.execute(
        "SELECT text FROM sections WHERE agenda_item_id = ? AND kind != 'decision' ORDER BY position", (item,)
    )
    return next((mark_excerpt(text, sought) for (text,) in sections if marked_spans(text, sought)), None)


def _conditions(question: Question) -> tuple[str, str, dict[str, object]]:
    """The FROM and WHERE of a question with their values."""
    source, where = "agenda_items", ["1"]
    values: dict[str, object] = {}
    if question.text.strip():
        wanted, unwanted = split_question(question.text)
        best = f"SELECT item, min(score) AS score FROM ({HITS.format(words='wanted')}) GROUP BY item"
        source = f"({best}) JOIN agenda_items ON agenda_items.id = item"
        values["wanted"] = match_query(wanted)
        if unwanted:  # an item is left out wherever in it the word stands
            where.append(f"item NOT IN (SELECT item FROM ({HITS.format(words='unwanted')}))")
            values["unwanted"] = " OR ".join(map(match_query, unwanted))
    if question.year:
        where.append("agenda_items.year = CAST(:year AS INTEGER)")
        values["year"] = question.year
    if question.body:
        where.append("agenda_items.body_id = :body")
        values["body"] = question.body
    if question.outcome:
        where.append(DECIDED.format(outcome="AND decisions.outcome = :outcome"))
        values["outcome"] = question.outcome
    return source, " AND ".join(where), values


def split_question(text: str) -> tuple[str, list[str]]:
    """The words of a question that must occur, and each that must not, without its minus."""
    parts = list(QUESTION.finditer(text))
    return " ".join(part[0] for part in parts if not part["minus"]), [part[0][1:] for part in parts if part["minus"]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer."""

    years: tuple[int, ...]
    bodies: tuple[tuple[str, str, str | None], ...]
    """(key, name, organisation)"""
    outcomes: tuple[tuple[str, str], ...]
    """(code, label)"""


async def read_choices(database: Database) -> Choices:
    """The years, bodies and outcomes that some decision has."""
    years = await database.execute("SELECT DISTINCT year FROM meetings WHERE year IS NOT NULL ORDER BY year DESC")
    bodies = await database.execute(
        """SELECT bodies.id, bodies.name, organisations.name FROM bodies
        LEFT JOIN organisations ON organisations.id = bodies.organisation_id
        ORDER BY organisations.name, bodies.name"""
    )
    outcomes = await database.execute(
        "SELECT code, label FROM outcomes WHERE EXISTS (SELECT 1 FROM decisions WHERE outcome = code) ORDER BY rowid"
    )
    return Choices(
        tuple(year for (year,) in years), tuple(tuple(row) for row in bodies), tuple(tuple(row) for row in outcomes)
    )
