"""The rules and how they scored, as the installed da_referat has them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator

from pipeline.families import load_families
from pipeline.reasons import DESCRIPTIONS
from pipeline.rules import LABELS, Rule, data_folder, load_rules

GRAMMAR = "grammar"
"""The component of what the program finds by its own grammar, without a row of a rule file."""


def store_rules(db: sqlite3.Connection) -> None:
    """Fill `rules` with every row, family and reason of the program, `rule_scores` with their scores on gold."""
    db.execute("DELETE FROM rules")  # and their scores
    db.executemany("INSERT INTO rules VALUES (?, ?, ?, ?, ?)", rule_rows())
    scores = data_folder() / "rule_scores.json"
    if not scores.is_file():  # a model of one's own that was not scored
        return
    for corpus, rules in json.loads(scores.read_text(encoding="utf-8")).items():
        db.executemany(
            "INSERT INTO rule_scores SELECT id, ?, ?, ? FROM rules WHERE id = ?",  # a rule that is gone has no score
            [(corpus, row["true_positives"], row["false_positives"], rule) for rule, row in rules.items()],
        )


def rule_rows() -> Iterator[tuple[str, str, str, str, str | None]]:
    """Rows of `rules`; what has no pattern of its own has its words or its description in that column, no example."""
    for component in sorted(LABELS):
        for rule in load_rules(component):
            yield rule.id, component, rule.label, printed(rule), rule.examples[0]
    for family in load_families():
        yield family.rule, "families", "", ", ".join(family.match), None
    for reason, description in DESCRIPTIONS.items():
        yield reason.value, GRAMMAR, "", description, None


def printed(rule: Rule) -> str:
    return rule.pattern.pattern if isinstance(rule.pattern, re.Pattern) else rule.pattern
