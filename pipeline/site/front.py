"""What the front page shows: how much the archive holds, its newest meetings, its bodies and three ways in.

A snapshot never changes, so all this is read once for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from sqlite3 import Row
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pipeline.lemmas import match_query
from pipeline.site.charts import Chart, read_chart
from pipeline.site.queries import written_questions

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

TABLES = ("documents", "meetings", "agenda_items", "decisions", "bodies", "organisations", "outcomes")
NEWEST = 6
CHART = "beslutninger-pr-aar"
PANELS = 6
BODIES = 8
WORDS = ("budget", "lokalplan", "skole", "kontingent", "vedtægter", "regnskab", "formand", "økonomi", "plan")
"""Words to suggest a search for: the first that is found."""

COUNTED = (
    ("documents", "dokument", "dokumenter"),
    ("meetings", "møde", "møder"),
    ("decisions", "beslutning", "beslutninger"),
    ("bodies", "organ", "organer"),
)

SUMS = (
    """SELECT sum(items) AS items, sum(items_with_decision) AS decided, sum(decisions) AS decisions FROM body_years"""
)
COUNTS = """SELECT (SELECT count(*) FROM agenda_items) AS items,
    (SELECT count(DISTINCT agenda_item_id) FROM decisions WHERE scope = 'this_meeting') AS decided,
    (SELECT count(*) FROM decisions WHERE scope = 'this_meeting') AS decisions"""
"""The same where nobody counted when the snapshot was published."""

MEETINGS = """SELECT meetings.id, meetings.date, bodies.name AS body, organisations.name AS organisation,
    documents.sample, document_kinds.label AS kind, documents.kind AS kind_code,
    (SELECT count(*) FROM agenda_items WHERE agenda_items.meeting_id = meetings.id
        AND agenda_items.document_id = meetings.document_id) AS items
FROM meetings
LEFT JOIN bodies ON bodies.id = meetings.body_id
LEFT JOIN organisations ON organisations.id = meetings.organisation_id
LEFT JOIN documents ON documents.id = meetings.document_id
LEFT JOIN document_kinds ON document_kinds.code = documents.kind
WHERE meetings.date IS NOT NULL ORDER BY meetings.date DESC, meetings.id LIMIT ?"""

OUTCOMES = """SELECT outcome, outcomes.label, count(*) AS number FROM decisions
JOIN outcomes ON outcomes.code = decisions.outcome
WHERE meeting_id = ? AND scope = 'this_meeting' GROUP BY outcome ORDER BY number DESC, outcomes.rowid"""

BODY_LIST = """SELECT bodies.id, bodies.name, organisations.name AS organisation, count(*) AS meetings,
    min(meetings.year) AS first, max(meetings.year) AS last
FROM bodies
JOIN meetings ON meetings.body_id = bodies.id
LEFT JOIN organisations ON organisations.id = bodies.organisation_id
GROUP BY bodies.id ORDER BY count(*) DESC, bodies.name LIMIT ?"""


@dataclass(frozen=True, slots=True)
class FrontPage:
    counts: tuple[tuple[int, str, str], ...]
    """(number, what one is called, what several are called)"""
    first_year: int | None
    last_year: int | None
    years: int
    """How many years have a meeting."""
    samples: int
    documents: int
    newest: tuple[tuple[Row, tuple[Row, ...]], ...]
    """Each meeting with how many decisions had which outcome."""
    bodies: tuple[Row, ...]
    """Those with most meetings."""
    examples: tuple[tuple[str, str], ...]
    """(question in Danish, address)"""
    all_bodies: int
    items: int
    decided: int
    """Items of which a decision was found."""
    chart: Chart | None
    """Decisions by year, a panel for each of the commonest outcomes."""
    questions: tuple[Mapping[str, object], ...] = tuple(written_questions())


async def read_front(database: Database) -> FrontPage:
    """The front page of a snapshot, to be read once."""
    sums = (await database.execute(SUMS if await database.table_exists("body_years") else COUNTS)).first()
    counts = {
        table: await _number(database, f"SELECT count(*) FROM {table}") for table, *_ in COUNTED if table != "decisions"
    } | {"decisions": sums["decisions"] or 0}
    years = (
        await database.execute("SELECT min(year) AS first, max(year) AS last, count(DISTINCT year) AS n FROM meetings")
    ).first()
    newest = []
    for meeting in await database.execute(MEETINGS, (NEWEST,)):
        newest.append((meeting, tuple(await database.execute(OUTCOMES, (meeting["id"],)))))
    return FrontPage(
        counts=tuple((counts[table], one, several) for table, one, several in COUNTED),
        first_year=years["first"],
        last_year=years["last"],
        years=years["n"],
        samples=await _number(database, "SELECT count(*) FROM documents WHERE sample"),
        documents=counts["documents"],
        newest=tuple(newest),
        bodies=tuple(await database.execute(BODY_LIST, (BODIES,))),
        all_bodies=counts["bodies"],
        examples=await _examples(database),
        items=sums["items"] or 0,
        decided=sums["decided"] or 0,
        chart=await _chart(database),
    )


async def _chart(database: Database) -> Chart | None:
    """Of all outcomes the commonest ones, in their usual order."""
    chart = await read_chart(database, CHART)
    if chart is None or not chart.panels:
        return None
    numbers: Counter[str] = Counter()
    for _, outcome, number in chart.rows:
        numbers[outcome] += number
    commonest = {outcome for outcome, _ in numbers.most_common(PANELS)}
    return replace(chart, panels=tuple(panel for panel in chart.panels if panel.title in commonest))


async def _examples(database: Database) -> tuple[tuple[str, str], ...]:
    """Three questions that this archive can answer."""
    found = [("Hvad blev udsat?", "/soeg?udfald=postponed")]
    for word in WORDS:
        sql = "SELECT count(*) FROM decisions_fts WHERE decisions_fts MATCH ?"
        if await _number(database, sql, match_query(word)):
            found.insert(0, (f"Hvad er besluttet om {word}?", f"/soeg?{urlencode({'q': word})}"))
            break
    most = (
        await database.execute(
            """SELECT decisions.body_id, bodies.name, decisions.year FROM decisions
            JOIN bodies ON bodies.id = decisions.body_id WHERE decisions.year = (SELECT max(year) FROM decisions)
            GROUP BY decisions.body_id ORDER BY count(*) DESC, decisions.body_id LIMIT 1"""
        )
    ).first()
    if most:
        address = urlencode({"organ": most["body_id"], "aar": most["year"]})
        found.append((asked_of(most["name"], most["year"]), f"/soeg?{address}"))
    return tuple(found)


def asked_of(body: str, year: int) -> str:
    """ "Hvad besluttede byrådet i 2024?"; of a name that is no definite noun, "Generalforsamling 2024: hvad ...?"."""
    if body.endswith(("en", "et", "erne", "ene")):
        is_one_word = body.isalpha() and body[1:].islower()  # "AB Lindehusene" is spelled so wherever it stands
        name = body.lower() if is_one_word else body
        return f"Hvad besluttede {name} i {year}?"
    return f"{body} {year}: hvad blev besluttet?"


async def _number(database: Database, sql: str, *values: str) -> int:
    return int((await database.execute(sql, values)).single_value())
