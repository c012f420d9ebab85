"""The questions that the site asks on the reader's behalf: named queries with their Danish titles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pipeline.site.charts import chart_questions

ABOUT_BODY = "(:organ = '' OR bodies.name LIKE '%' || :organ || '%' OR organisations.name LIKE '%' || :organ || '%')"
NAMES = """LEFT JOIN bodies ON bodies.id = decisions.body_id
LEFT JOIN organisations ON organisations.id = decisions.organisation_id"""

QUERIES: dict[str, dict[str, object]] = {
    "beslutninger": {
        "title": "Beslutninger efter ord, år og organ",
        "description": "Skriv et ord, et år eller en del af organets navn. Tomme felter tager alt med. "
        'Ord findes i alle bøjninger; "ord i anførselstegn" findes præcis, som de står.',
        "params": ["ord", "aar", "organ"],
        "sql": f"""SELECT decisions.date AS dato, organisations.name AS organisation, bodies.name AS organ,
    decisions.title AS punkt, decisions.text AS beslutning, outcomes.label AS udfald, decisions.page AS side,
    decisions.agenda_item_id AS punkt_id
FROM decisions
JOIN outcomes ON outcomes.code = decisions.outcome
{NAMES}
WHERE decisions.scope = 'this_meeting'
    AND (:ord = '' OR decisions.rowid IN (SELECT rowid FROM decisions_fts WHERE decisions_fts MATCH escape_fts(:ord)))
    AND (:aar = '' OR decisions.year = CAST(:aar AS INTEGER))
    AND {ABOUT_BODY}
ORDER BY decisions.date DESC, decisions.id""",
    },
    "udfald": {
        "title": "Beslutninger pr. år og udfald",
        "description": "Hvor mange beslutninger der hvert år fik hvert udfald. Skriv en del af et organs navn for at "
        "se det alene.",
        "params": ["organ"],
        "sql": f"""SELECT decisions.year AS aar, outcomes.label AS udfald, count(*) AS antal
FROM decisions
JOIN outcomes ON outcomes.code = decisions.outcome
{NAMES}
WHERE decisions.scope = 'this_meeting' AND {ABOUT_BODY}
GROUP BY decisions.year, decisions.outcome
ORDER BY decisions.year DESC, antal DESC, udfald""",
    },
    "udsat": {
        "title": "Hvad blev udsat?",
        "description": "Sager, som et møde udsatte, og hvornår samme organ igen havde en sag med samme "
        "journalnummer på dagsordenen.",
        "params": ["organ"],
        "sql": f"""SELECT decisions.date AS dato, organisations.name AS organisation, bodies.name AS organ,
    decisions.title AS punkt, decisions.text AS beslutning,
    (SELECT min(later.date) FROM agenda_items AS later
        WHERE later.body_id = decisions.body_id AND later.date > decisions.date
        AND later.case_number = agenda_items.case_number) AS behandlet_igen,
    decisions.page AS side, decisions.agenda_item_id AS punkt_id
FROM decisions
JOIN agenda_items ON agenda_items.id = decisions.agenda_item_id
{NAMES}
WHERE decisions.scope = 'this_meeting' AND decisions.outcome = 'postponed' AND {ABOUT_BODY}
ORDER BY decisions.date DESC, decisions.id""",
    },
}


@cache
def written_questions() -> list[dict[str, Any]]:
    """The questions of questions.toml."""
    file = files("pipeline.site").joinpath("questions.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))["question"] if file.is_file() else []


@cache
def all_queries() -> dict[str, dict[str, Any]]:
    """Every named query by id: those above, those of questions.toml, and those that charts are drawn from."""
    questions = {question["id"]: question for question in (*written_questions(), *chart_questions().values())}
    named = {
        key: {name: question[name] for name in ("title", "description", "sql")} | {"params": list(question["params"])}
        for key, question in questions.items()
    }
    return QUERIES | named


@cache
def defaults() -> dict[str, dict[str, str]]:
    """By query, what its parameters are where an address does not say."""
    questions = written_questions()
    return {question["id"]: {name: str(value) for name, value in question["params"].items()} for question in questions}


def named_queries() -> dict[str, dict[str, object]]:
    """What Datasette takes as the queries of a database; fresh dictionaries, as it writes into them."""
    return {name: {**query, "hide_sql": True} for name, query in all_queries().items()}


QUERY = re.compile(r"/[^/]+/(?P<name>[a-z0-9-]+)(?:\.(?:csv|json|xlsx))?")


def with_defaults(app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The application, told the defaults of a question's parameters that the address leaves out: Datasette has none."""

    async def answer(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        found = QUERY.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found and (known := defaults().get(found["name"])):
            said = {name for name, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)}
            unsaid = urlencode({name: value for name, value in known.items() if name not in said})
            query = b"&".join(filter(None, (scope["query_string"], unsaid.encode())))
            scope = {**scope, "query_string": query}
        await app(scope, receive, send)

    return answer
