"""What is counted once when a snapshot is published, so that nobody waits for a count of all rows.

`body_years` tells how complete the archive is for each forum and year; without it "no votes" and "votes not read" look
the same. `decision_counts` is what charts of decisions are drawn from. `field_scores` is the scorecard of the rules.
"""

from __future__ import annotations

import json
import sqlite3

from pipeline.rules import data_folder
from pipeline.store.words import BODY, ORGANISATION, YEAR, TableText

SUMMARIES = """
CREATE TABLE body_years (
    id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisations(id), body_id TEXT REFERENCES bodies(id),
    year INTEGER, meetings INTEGER NOT NULL, documents INTEGER NOT NULL, share_scanned REAL, items INTEGER NOT NULL,
    closed_items INTEGER NOT NULL, items_with_decision INTEGER NOT NULL, decisions INTEGER NOT NULL,
    present INTEGER NOT NULL, absent INTEGER NOT NULL, amounts_decided INTEGER NOT NULL, dkk_decided REAL NOT NULL,
    issues INTEGER NOT NULL
);
CREATE TABLE decision_counts (
    id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisations(id), body_id TEXT REFERENCES bodies(id),
    year INTEGER, outcome TEXT NOT NULL REFERENCES outcomes(code), decisions INTEGER NOT NULL
);
CREATE TABLE field_scores (
    corpus TEXT NOT NULL, field TEXT NOT NULL, label TEXT NOT NULL, documents INTEGER NOT NULL,
    precision REAL NOT NULL, recall REAL NOT NULL, f1 REAL NOT NULL, gold INTEGER NOT NULL, parsed INTEGER NOT NULL,
    PRIMARY KEY (corpus, field)
);
CREATE INDEX body_years_body ON body_years(body_id);
CREATE INDEX body_years_organisation ON body_years(organisation_id);
"""

MORE_SUMMARIES = """
CREATE TABLE rule_counts (
    rule_id TEXT PRIMARY KEY REFERENCES rules(id) ON DELETE CASCADE, decisions INTEGER NOT NULL
);
CREATE TABLE recommendation_counts (
    id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisations(id), body_id TEXT REFERENCES bodies(id),
    year INTEGER, relation TEXT NOT NULL, recommendations INTEGER NOT NULL
);
"""

SUMMARY_TEXTS: dict[str, TableText] = {
    "body_years": TableText(
        "Organer år for år",
        "Hvor meget arkivet har af hvert organ i hvert år, talt op ved udgivelsen. Hvad der mangler her, er ikke "
        "nødvendigvis ikke sket: referatet kan mangle, eller det kan være ulæseligt.",
        {
            "id": "Rækkens faste nøgle: organ og år.",
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "year": YEAR,
            "meetings": "Antal møder.",
            "documents": "Antal dokumenter.",
            "share_scanned": "Den del af dokumenterne, der er skannet eller har ødelagt tekst (0-1).",
            "items": "Antal punkter.",
            "closed_items": "Heraf lukkede punkter, hvis indhold ikke offentliggøres.",
            "items_with_decision": "Antal punkter med mindst én beslutning, som mødet selv har truffet.",
            "decisions": "Antal beslutninger, som møderne selv har truffet.",
            "present": "Antal fremmøder: personer til stede eller som stedfortræder, lagt sammen over møderne.",
            "absent": "Antal fravær, lagt sammen over møderne.",
            "amounts_decided": "Antal beløb, der står i selve teksten af en godkendt beslutning.",
            "dkk_decided": "Summen af de beløb i kroner. Årlige beløb og engangsbeløb er ikke skilt ad.",
            "issues": "Antal tilfælde af tvivl i dokumenterne.",
        },
    ),
    "decision_counts": TableText(
        "Beslutninger talt op",
        "Hvor mange beslutninger hvert organ traf i hvert år med hvert udfald. Kun møders egne beslutninger.",
        {
            "id": "Rækkens faste nøgle: organ, år og udfald.",
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "year": YEAR,
            "outcome": "Udfaldet.",
            "decisions": "Antal beslutninger.",
        },
    ),
    "rule_counts": TableText(
        "Reglernes brug",
        "Hvor mange af arkivets beslutninger hver regel har fundet.",
        {
            "rule_id": "Reglen.",
            "decisions": "Antal beslutninger.",
        },
    ),
    "recommendation_counts": TableText(
        "Indstillinger talt op",
        "Hvad der blev af indstillingernes led for hvert organ i hvert år.",
        {
            "id": "Rækkens faste nøgle: organ, år og forhold.",
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "year": YEAR,
            "relation": "Forholdet mellem indstilling og beslutning som kode.",
            "recommendations": "Antal led.",
        },
    ),
    "field_scores": TableText(
        "Læsningens træfsikkerhed",
        "Hvor godt hver slags oplysning findes, målt mod referater, som mennesker har opmærket.",
        {
            "corpus": "De opmærkede referater.",
            "field": "Oplysningen.",
            "label": "Oplysningens navn på dansk.",
            "documents": "Antal opmærkede dokumenter.",
            "precision": "Den del af det fundne, der var rigtigt (0-1).",
            "recall": "Den del af det opmærkede, der blev fundet (0-1).",
            "f1": "De to under ét: deres harmoniske gennemsnit (0-1).",
            "gold": "Antal opmærkede oplysninger.",
            "parsed": "Antal fundne oplysninger.",
        },
    ),
}


def _place(table: str) -> str:
    """SQL for the key of a forum's year, `[a-z0-9-]` as every key, of a table with those columns."""
    body = f"coalesce({table}.body_id, {table}.organisation_id || '-uden-organ', 'uden-organ')"
    return f"{body} || '-' || coalesce({table}.year, 'uden-dato')"


BODY_YEARS = f"""
WITH
of_meetings AS (
    SELECT {_place("meetings")} AS place, meetings.organisation_id, meetings.body_id, meetings.year,
        count(DISTINCT meetings.id) AS meetings, count(DISTINCT documents.id) AS documents,
        count(DISTINCT CASE WHEN documents.text_layer IN ('none', 'garbled', 'ocr') THEN documents.id END) AS scanned
    FROM meetings
    LEFT JOIN meeting_documents ON meeting_documents.meeting_id = meetings.id
    LEFT JOIN documents ON documents.id = meeting_documents.document_id
    GROUP BY place
),
of_items AS (
    SELECT {_place("agenda_items")} AS place, count(*) AS items, sum(closed) AS closed,
        sum(EXISTS (SELECT 1 FROM decisions WHERE decisions.agenda_item_id = agenda_items.id
            AND decisions.scope = 'this_meeting')) AS decided
    FROM agenda_items GROUP BY place
),
of_decisions AS (
    SELECT {_place("decisions")} AS place, count(*) AS decisions FROM decisions
    WHERE scope = 'this_meeting' GROUP BY place
),
of_people AS (
    SELECT {_place("meetings")} AS place, sum(attendances.status IN ('present', 'substitute')) AS present,
        sum(attendances.status = 'absent') AS absent
    FROM attendances JOIN meetings ON meetings.id = attendances.meeting_id GROUP BY place
),
of_amounts AS (
    SELECT {_place("agenda_items")} AS place, count(*) AS amounts, sum(amounts.dkk) AS dkk
    FROM amounts JOIN agenda_items ON agenda_items.id = amounts.agenda_item_id
    WHERE amounts.dkk IS NOT NULL AND EXISTS (
        SELECT 1 FROM decisions WHERE decisions.agenda_item_id = amounts.agenda_item_id
        AND decisions.scope = 'this_meeting' AND instr(decisions.text, amounts.text)
        AND decisions.outcome IN ('approved', 'approved_amended', 'decided', 'agreed'))
    GROUP BY place
),
of_issues AS (
    SELECT {_place("meetings")} AS place, count(*) AS issues
    FROM issues JOIN meetings ON meetings.document_id = issues.document_id GROUP BY place
)
INSERT INTO body_years
SELECT place, organisation_id, body_id, year, meetings, documents, round(1.0 * scanned / nullif(documents, 0), 4),
    coalesce(items, 0), coalesce(closed, 0), coalesce(decided, 0), coalesce(decisions, 0), coalesce(present, 0),
    coalesce(absent, 0), coalesce(amounts, 0), round(coalesce(dkk, 0), 2), coalesce(issues, 0)
FROM of_meetings
LEFT JOIN of_items USING (place)
LEFT JOIN of_decisions USING (place)
LEFT JOIN of_people USING (place)
LEFT JOIN of_amounts USING (place)
LEFT JOIN of_issues USING (place)
ORDER BY place
"""

DECISION_COUNTS = f"""
INSERT INTO decision_counts
SELECT {_place("decisions")} || '-' || replace(outcome, '_', '-'), organisation_id, body_id, year, outcome, count(*)
FROM decisions WHERE scope = 'this_meeting' GROUP BY 1 ORDER BY 1
"""

RULE_COUNTS = """
INSERT INTO rule_counts
SELECT rule, count(*) FROM decisions WHERE rule IN (SELECT id FROM rules) GROUP BY rule ORDER BY rule
"""

RECOMMENDATION_COUNTS = f"""
INSERT INTO recommendation_counts
SELECT {_place("agenda_items")} || '-' || replace(relation, '_', '-'), agenda_items.organisation_id,
    agenda_items.body_id, agenda_items.year, relation, count(DISTINCT recommendation_id)
FROM recommendation_outcomes JOIN agenda_items ON agenda_items.id = recommendation_outcomes.agenda_item_id
GROUP BY 1 ORDER BY 1
"""
"""A part that met several decisions counts once for each relation it came into."""

FIELDS = {
    "kind": "Dokumentets art",
    "meeting.date": "Mødets dato",
    "items": "Punkter (nummer og overskrift)",
    "sections": "Afsnit (art, omfang og punkt)",
    "decisions": "Beslutninger (omfang, udfald og punkt)",
    "decisions.found": "Beslutninger fundet overhovedet",
    "participants": "Deltagere (navn og status)",
    "participants.role": "Hverv",
    "votes": "Afstemninger",
    "attachments": "Bilag",
    "amounts": "Beløb",
    "items.case_number": "Sagsnumre",
    "items.closed": "Lukkede punkter",
}
"""The fields of the scorecard in the order they are shown; one that is not here keeps its own name."""


def store_summaries(db: sqlite3.Connection) -> None:
    """Count what the archive holds now, and take the scorecard of the installed da_referat."""
    for table in SUMMARY_TEXTS:
        db.execute(f"DELETE FROM {table}")
    for counts in (BODY_YEARS, DECISION_COUNTS, RULE_COUNTS):
        db.execute(counts)
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'recommendation_outcomes'").fetchone():
        db.execute(RECOMMENDATION_COUNTS)
    db.executemany("INSERT INTO field_scores VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", field_scores())


def field_scores() -> list[tuple[str, str, str, int, float, float, float, int, int]]:
    """Rows of `field_scores`: precision, recall and f1 from 0 to 1, gold and parsed as counts."""
    meta = data_folder() / "meta.json"
    if not meta.is_file():  # a model of one's own that was not scored
        return []
    order = {name: place for place, name in enumerate(FIELDS)}
    rows = []
    for corpus, card in json.loads(meta.read_text(encoding="utf-8")).get("performance", {}).items():
        for name, score in sorted(card["fields"].items(), key=lambda field: order.get(field[0], len(order))):
            figures = (score[key] for key in ("precision", "recall", "f1", "gold", "parsed"))
            rows.append((corpus, name, FIELDS.get(name, name), card["documents"], *figures))
    return rows
