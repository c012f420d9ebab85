"""`decisions_full`: everything about a decision in one flat row, for spreadsheets and statistics."""

from __future__ import annotations

DECISIONS_FULL = """
CREATE VIEW decisions_full AS
SELECT decisions.id, organisations.name AS organisation, bodies.name AS body, decisions.date, decisions.year,
    decisions.meeting_id, agenda_items.number AS item_number, agenda_items.title AS item_title,
    agenda_items.case_number, decisions.text, decisions.outcome, outcomes.label AS outcome_label, decisions.scope,
    scopes.label AS scope_label, decisions.relation, decisions.responsible, decisions.deadline,
    (SELECT group_concat(text, char(10)) FROM (SELECT text FROM recommendations
        WHERE agenda_item_id = decisions.agenda_item_id ORDER BY position)) AS recommendations,
    (SELECT votes_for FROM votes WHERE agenda_item_id = decisions.agenda_item_id ORDER BY position LIMIT 1)
        AS votes_for,
    (SELECT votes_against FROM votes WHERE agenda_item_id = decisions.agenda_item_id ORDER BY position LIMIT 1)
        AS votes_against,
    (SELECT votes_abstain FROM votes WHERE agenda_item_id = decisions.agenda_item_id ORDER BY position LIMIT 1)
        AS votes_abstain,
    (SELECT max(unanimous) FROM votes WHERE agenda_item_id = decisions.agenda_item_id) AS unanimous,
    decisions.page, decisions.rule,
    (SELECT round(1.0 * sum(true_positives) / nullif(sum(true_positives + false_positives), 0), 4) FROM rule_scores
        WHERE rule_id = decisions.rule) AS rule_precision,
    (SELECT sum(true_positives + false_positives) FROM rule_scores WHERE rule_id = decisions.rule) AS rule_findings,
    documents.filename, documents.sha256, documents.version, documents.sample,
    documents.source_url || '#page=' || decisions.page AS source_link
FROM decisions
JOIN agenda_items ON agenda_items.id = decisions.agenda_item_id
JOIN documents ON documents.id = decisions.document_id
JOIN outcomes ON outcomes.code = decisions.outcome
JOIN scopes ON scopes.code = decisions.scope
LEFT JOIN bodies ON bodies.id = decisions.body_id
LEFT JOIN organisations ON organisations.id = decisions.organisation_id
"""
"""With the share of the rule's findings that were right on annotated minutes, of all sets together, and how many it
was: a share of few findings says little."""
