"""What became of each recommendation: `recommendation_outcomes`, and `decisions.relation` with it.

The relation is one of a single item (`pipeline.relations`), so the stage looks at the touched meetings alone. It reads
rows and not documents: an outcome that was corrected changes the relation too.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict

from pipeline.link.portions import ITEMS, portions
from pipeline.link.settle import Value, settle_rows
from pipeline.minutes import Outcome
from pipeline.reasons import TASKS
from pipeline.relations import Asked, Resolved, relate, relation_of_decision

COLUMNS = ("recommendation_id", "position", "agenda_item_id", "decision_id", "relation", "method", "removed", "added")
OF_ITEMS = f"agenda_item_id IN ({ITEMS})"


def link_outcomes(db: sqlite3.Connection) -> int:
    """Write the outcomes of the recommendations of the touched meetings, and the relations of their decisions."""
    return sum(_link_portion(db) for _ in portions(db))


def _link_portion(db: sqlite3.Connection) -> int:
    asked: dict[str, list[tuple[str, str, str | None]]] = defaultdict(list)
    for item, key, text, label in db.execute(
        "SELECT agenda_item_id, id, text, label FROM recommendations"
        f" WHERE {OF_ITEMS} ORDER BY agenda_item_id, position"
    ):
        asked[item].append((key, text, label))
    resolved: dict[str, list[tuple[str, Resolved, str | None]]] = defaultdict(list)
    for item, key, text, outcome, rule, relation in db.execute(
        "SELECT agenda_item_id, id, text, outcome, rule, relation FROM decisions"
        f" WHERE scope = 'this_meeting' AND {OF_ITEMS} ORDER BY agenda_item_id, position"
    ):
        resolved[item].append((key, Resolved(text, Outcome(outcome), rule in TASKS), relation))
    rows: list[tuple[Value, ...]] = []
    told: list[tuple[Value, ...]] = []
    for item in sorted(asked.keys() | resolved.keys()):
        wishes, decisions = asked[item], resolved[item]
        related = relate(
            [Asked(text, label) for _, text, label in wishes],
            [decision for _, decision, _ in decisions],
        )
        places: Counter[int] = Counter()
        for one in related:
            places[one.asked] += 1
            decision = None if one.resolved is None else decisions[one.resolved][0]
            key = wishes[one.asked][0]
            rows.append((key, places[one.asked], item, decision, one.relation, one.method, one.removed, one.added))
        for place, (key, _, before) in enumerate(decisions):
            relation = relation_of_decision(related, place)
            if relation != before:
                told.append((relation, key))
    db.executemany("UPDATE decisions SET relation = ? WHERE id = ?", told)
    return len(told) + settle_rows(db, "recommendation_outcomes", COLUMNS, rows, where=OF_ITEMS, key=2)
