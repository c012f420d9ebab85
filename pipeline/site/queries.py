"""The questions that the site asks on the reader's behalf: named queries with their Danish titles."""

from __future__ import annotations

from pipeline.site.charts import named_charts

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


def named_queries() -> dict[str, dict[str, object]]:
    """What Datasette takes as the queries of a database; fresh dictionaries, as it writes into them."""
    return {name: {**query, "hide_sql": True} for name, query in (QUERIES | named_charts()).items()}
