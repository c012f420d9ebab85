"""What not to trust, in the open: how well facts are found, how much the archive has, what was in doubt or refused."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Row
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

TABLES = (
    "decisions", "meetings", "agenda_items", "documents", "bodies", "organisations", "issues", "quarantine", "rules",
    "rule_scores",
)  # fmt: skip
SUMMARIES = ("field_scores", "body_years", "rule_counts")
MOST_BODIES, MOST_DOCUMENTS, MOST_RULES = 100, 20, 60

CORPORA = {
    "development set": ("Rigtige referater", "opmærket af mennesker, brugt under arbejdet med reglerne"),
    "invented set": ("Opdigtede referater", "bygget til at rumme kendte faldgruber; de følger med programmet"),
}
DOUBTS = {
    "no_date": "Mødets dato blev ikke fundet",
    "no_text": "Siderne er billeder uden tekst",
    "garbled_text": "Teksten kan ses, men ikke læses",
    "low_coverage": "Meget af teksten hører ikke til et afsnit",
    "number_gap": "Et punktnummer mangler i rækken",
    "contents_disagree": "Indholdslisten passer ikke til punkterne",
    "wrong_weekday": "Ugedagen passer ikke til datoen",
    "year_from_filename": "Året er taget fra filens navn",
    "name_variant": "Et navn er stavet på flere måder i samme referat",
    "listed_and_absent": "En person er opført både som til stede og fraværende",
    "no_known_phrase": "Et beslutningsafsnit har ingen kendt vending",
    "page_cut": "En side er ikke læst helt",
    "page_repaired": "En side er læst på anden måde",
    "tables_skipped": "Tabeller er ikke læst",
}
"""A doubt that is not here is shown by its code."""
REASONS = {
    "unreadable": "Kunne ikke læses",
    "not_a_pdf": "Ikke en PDF",
    "empty_file": "Tom fil",
    "damaged": "Beskadiget eller afkortet",
    "encrypted": "Kræver adgangskode",
    "no_pages": "Uden sider",
    "too_many_pages": "For mange sider",
    "timed_out": "Tog for lang tid",
    "crashed": "Læseren gik ned på filen",
    "unexpected": "Fejl i programmet",
    "unchecked": "Kunne ikke undersøges for skjult tekst",
}

SCORES = "SELECT corpus, label, documents, precision, recall, f1, gold FROM field_scores ORDER BY rowid"

COMPLETENESS = f"""SELECT body_years.body_id, bodies.name AS body, organisations.name AS organisation,
    min(body_years.year) AS first, max(body_years.year) AS last, count(DISTINCT body_years.year) AS years,
    sum(body_years.meetings) AS meetings, sum(body_years.documents) AS documents, sum(body_years.items) AS items,
    sum(body_years.items_with_decision) AS decided, sum(body_years.items - body_years.closed_items) AS open_items,
    sum(body_years.share_scanned * body_years.documents) AS scanned, sum(body_years.issues) AS issues
FROM body_years
LEFT JOIN bodies ON bodies.id = body_years.body_id
LEFT JOIN organisations ON organisations.id = body_years.organisation_id
GROUP BY body_years.organisation_id, body_years.body_id
ORDER BY meetings DESC, body_years.body_id LIMIT {MOST_BODIES + 1}"""

ISSUES = """SELECT code, count(*) AS number, count(DISTINCT document_id) AS documents FROM issues
GROUP BY code ORDER BY number DESC, code"""
REFUSED = "SELECT reason, count(*) AS number, min(advice) AS advice FROM quarantine GROUP BY reason ORDER BY 2 DESC, 1"

WORST = f"""WITH doubted AS (
    SELECT document_id, count(*) AS issues FROM issues GROUP BY document_id ORDER BY 2 DESC, 1 LIMIT {MOST_DOCUMENTS}
)
SELECT documents.id, documents.coverage, text_layers.label AS text_layer, doubted.issues, meetings.id AS meeting_id,
    meetings.date, bodies.name AS body
FROM doubted
JOIN documents ON documents.id = doubted.document_id
LEFT JOIN text_layers ON text_layers.code = documents.text_layer
LEFT JOIN meetings ON meetings.id = (SELECT min(id) FROM meetings WHERE document_id = documents.id)
LEFT JOIN bodies ON bodies.id = meetings.body_id
ORDER BY doubted.issues DESC, documents.id"""

RULES = f"""SELECT rules.id, rules.component, rules.example, rule_counts.decisions,
    sum(rule_scores.true_positives) AS right, sum(rule_scores.true_positives + rule_scores.false_positives) AS found
FROM rule_counts
JOIN rules ON rules.id = rule_counts.rule_id
LEFT JOIN rule_scores ON rule_scores.rule_id = rules.id
GROUP BY rules.id ORDER BY rule_counts.decisions DESC, rules.id LIMIT {MOST_RULES}"""


@dataclass(frozen=True, slots=True)
class Corpus:
    name: str
    about: str
    documents: int
    scores: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    corpora: tuple[Corpus, ...]
    bodies: tuple[Row, ...]
    more_bodies: bool
    documents: int
    issues: tuple[tuple[str, str, int, int], ...]
    """(code, in words, how many, in how many documents)"""
    worst: tuple[Row, ...]
    refused: tuple[tuple[str, str, int, str], ...]
    """(code, in words, how many files, what can be done)"""
    rules: tuple[Row, ...]


async def is_counted(database: Database) -> bool:
    """Whether the snapshot has the counts that are made at publication: one made by an older version may not."""
    return set(SUMMARIES) <= set(await database.table_names())


async def read_quality(database: Database) -> Quality:
    """What an older snapshot does not have is left empty."""
    known = await is_counted(database)
    bodies = tuple(await database.execute(COMPLETENESS)) if known else ()
    issues = await database.execute(ISSUES)
    refused = await database.execute(REFUSED)
    return Quality(
        corpora=_corpora(list(await database.execute(SCORES))) if known else (),
        bodies=bodies[:MOST_BODIES],
        more_bodies=len(bodies) > MOST_BODIES,
        documents=(await database.execute("SELECT count(*) FROM documents")).single_value(),
        issues=tuple((code, DOUBTS.get(code, code), number, documents) for code, number, documents in issues),
        worst=tuple(await database.execute(WORST)),
        refused=tuple((code, REASONS.get(code, code), number, advice) for code, number, advice in refused),
        rules=tuple(await database.execute(RULES)) if known else (),
    )


def _corpora(scores: list[Row]) -> tuple[Corpus, ...]:
    """Real minutes first."""
    names = sorted({row["corpus"] for row in scores}, key=lambda name: (name not in CORPORA, name))
    found = []
    for name in names:
        rows = tuple(row for row in scores if row["corpus"] == name)
        title, about = CORPORA.get(name, (name, ""))
        found.append(Corpus(title, about, rows[0]["documents"], rows))
    return tuple(found)
