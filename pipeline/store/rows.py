"""The rows of one document, ready for the tables. Nothing here knows the database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.minutes import AgendaItem, Choice, Minutes
from pipeline.page import Box, Table
from pipeline.store.ids import distinct, letters, ordinals, slug

Value = str | int | float | None
Rows = dict[str, list[tuple[Value, ...]]]
Before = Mapping[str, list[tuple[str, str]]]  # agenda item id -> (decision id, text) as stored last time

COLUMNS = {
    "attendances": "id meeting_id document_id position name status role title organisation party substitute_for "
    "present_from present_to page rule",
    "agenda_items": "id meeting_id organisation_id body_id date document_id position number title parent_id page "
    "page_end start_time end_time presenter case_number kle closed rule",
    "sections": "id agenda_item_id position kind heading text page rule",
    "recommendations": "id agenda_item_id position label text page rule recommender",
    "decisions": "id agenda_item_id meeting_id organisation_id body_id date position title text outcome scope relation "
    "responsible deadline document_id page rule decided_by decided_on",
    "votes": "id agenda_item_id position votes_for votes_against votes_abstain parties_for parties_against "
    "parties_abstain unanimous text page rule",
    "vote_positions": "vote_id position choice party name",
    "standpoints": "id agenda_item_id position kind who text page",
    "actions": "id agenda_item_id decision_id position task responsible deadline deadline_date precision page",
    "attachments": "id agenda_item_id position name",
    "amounts": "id agenda_item_id position text dkk page",
    "dates": "id agenda_item_id position text date page",
    "cross_references": "id agenda_item_id position kind text target date page",
    "data_tables": "id agenda_item_id position caption rows columns header page",
    "table_cells": "data_table_id row col text number",
    "boxes": "document_id row_id line page x0 top x1 bottom",
}
"""The columns of each fact table in the order of its tuples."""

NUMBER = re.compile(r"(?P<sign>[-−–]?)\s?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?(?:\s?(?:%|kr\.?))?")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says about one meeting: a row of `meeting_documents`; `id` begins the keys of its facts."""

    id: str
    meeting_id: str
    document_id: str
    organisation_id: str | None
    body_id: str | None
    date: str | None
    position: int


def fact_rows(minutes: Minutes, claim: Claim, before: Before) -> Rows:
    """The rows of every table in `COLUMNS`, parents before children."""
    rows: Rows = {table: [] for table in COLUMNS}
    _add_attendances(rows, minutes, claim)
    keys = item_keys(minutes.items, claim.id)
    latest: dict[str, str] = {}  # printed number -> key of the last item that had it
    for position, (item, key) in enumerate(zip(minutes.items, keys, strict=True), 1):
        parent = latest.get(item.parent) if item.parent else None
        if item.number and not item.parent:
            latest[item.number] = key
        rows["agenda_items"].append(
            (key, claim.meeting_id, claim.organisation_id, claim.body_id, claim.date, claim.document_id, position,
             item.number, item.title, parent, item.page, item.page_end, item.start, item.end, item.presenter,
             item.case_number, item.kle, int(item.closed), item.rule)
        )  # fmt: skip
        _add_boxes(rows, claim, key, item.boxes)
        _add_texts(rows, item, key, claim)
        decisions = _add_decisions(rows, item, key, claim, before.get(key, []))
        _add_actions(rows, item, key, decisions)
        _add_votes(rows, item, key, claim)
        _add_mentions(rows, item, key)
        for number, table in enumerate(item.tables, 1):
            _add_table(rows, claim, key, number, table)
    return rows


def item_keys(items: Iterable[AgendaItem], prefix: str) -> list[str]:
    """`<prefix>-p3`, `<prefix>-p5-pa` for item "a" under "5", `<prefix>-u<letters>` for one without a number."""

    def wanted(item: AgendaItem) -> str:
        number, parent = slug(item.number or ""), slug(item.parent or "")
        if not number:
            return f"{prefix}-u{letters(_content(item))}"
        return f"{prefix}-p{number}" if not parent or number.startswith(parent) else f"{prefix}-p{parent}-p{number}"

    return distinct((wanted(item), _content(item)) for item in items)


def cell_number(text: str) -> float | None:
    """The number a table cell is, as Danes print it ("1.234,5", "-12 %"), None if it is anything else."""
    if not (found := NUMBER.fullmatch(text.strip())):
        return None
    value = float(f"{found['whole'].replace('.', '')}.{found['part'] or 0}")
    return -value if found["sign"] else value


def _content(item: AgendaItem) -> str:
    return item.title or next((section.text for section in item.sections), "")


def _add_attendances(rows: Rows, minutes: Minutes, claim: Claim) -> None:
    for position, person in enumerate(minutes.participants, 1):
        key = f"{claim.id}-d{position}"
        rows["attendances"].append(
            (key, claim.meeting_id, claim.document_id, position, person.name, person.status, person.role,
             person.title, person.organisation, person.party, person.substitute_for, person.from_, person.to,
             person.page, person.rule)
        )  # fmt: skip
        _add_boxes(rows, claim, key, person.boxes)


def _add_texts(rows: Rows, item: AgendaItem, key: str, claim: Claim) -> None:
    for position, section in enumerate(item.sections, 1):
        name = f"{key}-s{position}"
        rows["sections"].append(
            (name, key, position, section.kind, section.heading, section.text, section.page, section.rule)
        )
        _add_boxes(rows, claim, name, section.boxes)
    for position, wish in enumerate(item.recommendations, 1):
        name = f"{key}-i{position}"
        rows["recommendations"].append((name, key, position, wish.label, wish.text, wish.page, wish.rule, wish.by))
        _add_boxes(rows, claim, name, wish.boxes)


def _add_decisions(rows: Rows, item: AgendaItem, key: str, claim: Claim, before: list[tuple[str, str]]) -> list[str]:
    """Gives the keys of the item's decisions."""
    names = ordinals(f"{key}-b", [decision.text for decision in item.decisions], before)
    for position, (decision, name) in enumerate(zip(item.decisions, names, strict=True), 1):
        rows["decisions"].append(
            (name, key, claim.meeting_id, claim.organisation_id, claim.body_id, claim.date, position, item.title,
             decision.text, decision.outcome, decision.scope, decision.relation, decision.responsible,
             decision.deadline, claim.document_id, decision.page, decision.rule, decision.decided_by,
             decision.decided_on)
        )  # fmt: skip
        _add_boxes(rows, claim, name, decision.boxes)
    return names


def _add_actions(rows: Rows, item: AgendaItem, key: str, decisions: Sequence[str]) -> None:
    for position, action in enumerate(item.actions, 1):
        decision = None if action.decision is None else decisions[action.decision]
        rows["actions"].append(
            (f"{key}-o{position}", key, decision, position, action.task, action.responsible, action.deadline,
             action.date, action.precision, action.page)
        )  # fmt: skip


def _add_votes(rows: Rows, item: AgendaItem, key: str, claim: Claim) -> None:
    """The votes, who stood where in them, and what was recorded beside them."""
    for position, vote in enumerate(item.votes, 1):
        name = f"{key}-a{position}"
        parties = {
            Choice.FOR: vote.parties_for,
            Choice.AGAINST: vote.parties_against,
            Choice.ABSTAIN: vote.parties_abstain,
        }
        rows["votes"].append(
            (name, key, position, vote.for_, vote.against, vote.abstain,
             *(json.dumps(names, ensure_ascii=False) for names in parties.values()), int(vote.unanimous), vote.text,
             vote.page, vote.rule)
        )  # fmt: skip
        stood: list[tuple[Value, ...]] = [(choice, party, None) for choice, names in parties.items() for party in names]
        stood += [(member.choice, member.party, member.name) for member in vote.members]
        rows["vote_positions"] += [(name, place, *one) for place, one in enumerate(stood, 1)]
        _add_boxes(rows, claim, name, vote.boxes)
    for position, standpoint in enumerate(item.standpoints, 1):
        name = f"{key}-h{position}"
        who = json.dumps(standpoint.who, ensure_ascii=False)
        rows["standpoints"].append((name, key, position, standpoint.kind, who, standpoint.text, standpoint.page))
        _add_boxes(rows, claim, name, standpoint.boxes)


def _add_mentions(rows: Rows, item: AgendaItem, key: str) -> None:
    for position, attachment in enumerate(item.attachments, 1):
        rows["attachments"].append((f"{key}-x{position}", key, position, attachment))
    for position, amount in enumerate(item.amounts, 1):
        rows["amounts"].append((f"{key}-k{position}", key, position, amount.text, amount.dkk, amount.page))
    for position, one in enumerate(item.dates, 1):
        rows["dates"].append((f"{key}-g{position}", key, position, one.text, one.date, one.page))
    for position, reference in enumerate(item.cross_references, 1):
        rows["cross_references"].append(
            (f"{key}-r{position}", key, position, reference.kind, reference.text, reference.target, reference.date,
             reference.page)
        )  # fmt: skip


def _add_table(rows: Rows, claim: Claim, item: str, position: int, table: Table) -> None:
    key = f"{item}-t{position}"
    width = max((len(row) for row in table.rows), default=0)
    rows["data_tables"].append((key, item, position, None, len(table.rows), width, int(table.header), table.page))
    rows["table_cells"] += [
        (key, r, c, text, cell_number(text))
        for r, row in enumerate(table.rows, 1)
        for c, text in enumerate(row, 1)
        if text
    ]
    _add_boxes(rows, claim, key, ((table.page, table.x0, table.top, table.x1, table.bottom),))


def _add_boxes(rows: Rows, claim: Claim, key: str, boxes: Iterable[Box]) -> None:
    rows["boxes"] += [(claim.document_id, key, line, *box) for line, box in enumerate(boxes, 1)]
