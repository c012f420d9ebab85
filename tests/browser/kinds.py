"""An address of every kind of page, in a snapshot that has something of each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

SEEN = (
    "JOIN pages ON pages.document_id = decisions.document_id AND pages.number = decisions.page WHERE image IS NOT NULL"
)
READING = {
    "meeting": "SELECT '/moede/' || meeting_id FROM decisions GROUP BY 1 ORDER BY count(*) DESC, 1",
    "item": "SELECT '/punkt/' || agenda_item_id FROM sections GROUP BY 1 ORDER BY sum(length(text)) DESC, 1",
    "item with a vote": "SELECT '/punkt/' || agenda_item_id FROM votes ORDER BY id",
    "item with a recommendation": "SELECT '/punkt/' || agenda_item_id FROM recommendation_outcomes"
    " WHERE relation = 'adopted_changed' ORDER BY agenda_item_id",
    "closed item": "SELECT '/punkt/' || id FROM agenda_items WHERE closed ORDER BY id",
    "decision": f"SELECT '/beslutning/' || decisions.id FROM decisions {SEEN} ORDER BY length(decisions.text) DESC",
    "quoted decision": "SELECT '/beslutning/' || decision_id FROM reported_decisions ORDER BY decision_id",
    "organ": "SELECT '/organ/' || body_id FROM meetings GROUP BY body_id ORDER BY count(*) DESC, body_id",
    "person": "SELECT '/person/' || person_id FROM attendance_persons GROUP BY 1 ORDER BY count(*) DESC, 1",
    "case": "SELECT '/sag/' || id FROM cases ORDER BY items DESC, id",
}
"""The pages that are read as documents: SQL for the address of the longest or fullest one."""
OTHER = {
    "place": f"SELECT '/vis/' || decisions.id FROM decisions {SEEN} ORDER BY decisions.id",
    "page": "SELECT '/side/' || document_id || '/' || number FROM pages WHERE image IS NOT NULL ORDER BY 1",
    "withheld page": "SELECT '/side/' || document_id || '/' || number FROM pages WHERE image IS NULL ORDER BY 1",
    "row": "SELECT '/referater/decisions/' || id FROM decisions ORDER BY id",
    "front": "SELECT '/'",
    "search": "SELECT '/soeg'",
    "answer": "SELECT '/soeg?q=forslag&aar=2022'",
    "nothing found": "SELECT '/soeg?q=zzz'",
    "questions": "SELECT '/spoergsmaal'",
    "question": "SELECT '/referater/indstilling'",
    "question without an answer": "SELECT '/referater/ord?ord=zzz'",
    "charts": "SELECT '/diagrammer'",
    "charts of nobody": "SELECT '/diagrammer?organ=zzz'",
    "quality": "SELECT '/kvalitet'",
    "data": "SELECT '/data'",
    "privacy": "SELECT '/privatliv'",
    "about": "SELECT '/om'",
    "tables": "SELECT '/referater'",
    "table": "SELECT '/referater/decisions'",
    "empty table": "SELECT '/referater/decisions?outcome=zzz'",
    "missing": "SELECT '/moede/findes-ikke'",
    "refused": "SELECT '/referater/decisions?_sort=zzz'",
}


def addresses(snapshot: Path, kinds: dict[str, str]) -> dict[str, str]:
    with closing(sqlite3.connect(snapshot)) as db:
        return {kind: db.execute(sql).fetchone()[0] for kind, sql in kinds.items()}
