"""What a decision's page shows: the quote on its page, why it is taken for one, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Row
from typing import TYPE_CHECKING

from pipeline.site import reading
from pipeline.site.arrange import Item
from pipeline.site.clip import Clip, read_clip

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

TABLES = (*reading.TABLES, "pages", "rule_scores")

DECISION = """SELECT decisions.*, outcomes.label, outcomes.description AS outcome_text, scopes.label AS scope_label,
    scopes.description AS scope_text, rules.example, rules.pattern, documents.sha256, documents.filename,
    documents.version, documents.source_url, documents.sample,
    (SELECT sum(true_positives) FROM rule_scores WHERE rule_id = decisions.rule) AS hits,
    (SELECT sum(true_positives + false_positives) FROM rule_scores WHERE rule_id = decisions.rule) AS findings
FROM decisions
JOIN documents ON documents.id = decisions.document_id
LEFT JOIN outcomes ON outcomes.code = decisions.outcome
LEFT JOIN scopes ON scopes.code = decisions.scope
LEFT JOIN rules ON rules.id = decisions.rule
WHERE decisions.id = :id"""


@dataclass(frozen=True, slots=True)
class DecisionPage:
    decision: Row
    meeting: Row
    item: Item
    clip: Clip | None


async def read_decision(database: Database, key: str) -> DecisionPage | None:
    """A decision with the item it belongs to; None when there is none with this key."""
    decision = (await database.execute(DECISION, {"id": key})).first()
    if decision is None:
        return None
    page = await reading.read_item(database, decision["agenda_item_id"])
    if page is None:
        return None
    return DecisionPage(decision, page.meeting, page.items[0], await read_clip(database, key))
