"""Tasks that a record gives: who shall do what, and when at the latest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct

from pipeline.components.decisions import DecisionSpan
from pipeline.components.persons import NAME
from pipeline.deadlines import Deadline, find_deadlines
from pipeline.minutes import Action, Outcome, Precision
from pipeline.page import Block, Box
from pipeline.reasons import TASKS, Reason
from pipeline.references import find_responsible

OWNER_COLUMN = re.compile(r"ansv|hvem|tovholder|udføres\s+af", re.IGNORECASE)
DEADLINE_COLUMN = re.compile(r"frist|deadline|hvornår|senest", re.IGNORECASE)
MARK = re.compile(
    r"(?:aktion(?:er|spunkt)?|action|opgaver?|to\s?do|handling|opfølgning)\s*(?:[:–-]\s*|\s(?=[A-ZÆØÅ]))", re.IGNORECASE
)
JOINT = re.compile(r"\s*(?:,|og|samt|&|\+|/)\s*(?=[A-ZÆØÅ])")
INVERTED = re.compile(r"(?:Det|Dette)\s+(?:vil|gør|undersøger|sørger|tager)\s+(?P<who>[\wæøåÆØÅ-]+)")
INITIALS = re.compile(r"\b([A-ZÆØÅ]{2,4})\.$")  # "MS. undersøger" is MS, "Bo S. undersøger" is Bo S.
NOBODY = frozenset(
    "Det Dette Der Den De Vi Man Jeg Han Hun Hvis Når Send Som En Et Alle Andre Ingen Her Nu Punktet Sagen"
    " Tovholder Tovholdere Ansvarlig Ansvarlige".split()
)
# A deadline alone makes a task of these; what is postponed or adopted has a date of another kind.
GIVES_TASKS = (Outcome.AGREED, Outcome.DECIDED, Outcome.DELEGATED, Outcome.REFERRED, Outcome.RETURNED)
# called a deadline: whatever the outcome, a task
NAMED = re.compile(r"^(?>.*?\bsom\s).*(?:deadline|frist)$", re.IGNORECASE)
NO_TASK = re.compile(r"frem\s+til", re.IGNORECASE)  # how long something lasts


class Task(Struct, frozen=True):
    """Who is responsible for a decision and until when, as printed."""

    responsible: str | None
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class Margin:
    """The blocks of the columns that name the responsible and the deadline beside the record."""

    owners: tuple[Block, ...]
    deadlines: tuple[Block, ...]


def margin_of(blocks: Sequence[Block]) -> Margin:
    in_columns = [block for block in blocks if block.column and block.text.strip()]
    return Margin(
        tuple(block for block in in_columns if OWNER_COLUMN.match(block.column or "")),
        tuple(block for block in in_columns if DEADLINE_COLUMN.match(block.column or "")),
    )


def task_of(span: DecisionSpan, boxes: Sequence[Box], margin: Margin, met: str | None) -> Task:
    """The responsible and the deadline of one decision; `met` is the meeting's date."""
    responsible = beside(margin.owners, boxes)
    if responsible is None and span.rule in TASKS - {Reason.TASK_PASSIVE}:
        responsible = subject_of(span.text)
    printed = beside(margin.deadlines, boxes)
    deadlines = find_deadlines(span.text, met) or (find_deadlines(f"senest {printed}", met) if printed else [])
    return Task(responsible or find_responsible(span.text), deadlines[0] if deadlines else None)


def action_of(span: DecisionSpan, task: Task, page: int, place: int) -> Action | None:
    """The task that decision number `place` of an item gives; None if it gives none."""
    deadline = task.deadline
    due = deadline is not None and deadline.iso and span.outcome in GIVES_TASKS and not NO_TASK.match(deadline.text)
    due = due or bool(deadline and NAMED.search(deadline.text))
    due = due and span.rule != Reason.RESTATED  # the day belongs to what was recommended
    if not (task.responsible or span.rule in TASKS or due):
        return None
    return Action(
        task=span.text,
        responsible=task.responsible,
        deadline=deadline.text if deadline else None,
        date=deadline.iso if deadline else None,
        precision=Precision(deadline.precision) if deadline else None,
        page=page,
        decision=place,
    )


def subject_of(text: str) -> str | None:
    """Who stands first where a task is given ("Aktion: Bo og Carl laver en plan"), or after "Det vil ..." does."""
    mark = MARK.match(text)
    start = at = mark.end() if mark else 0
    end = start
    while name := NAME.match(text, at):
        if name.group() in NOBODY:
            break
        end = name.end()
        if not (joint := JOINT.match(text, end)):
            break
        at = joint.end()
    if end > start and not re.match(r"\s*[:(]", text[end:]):
        return INITIALS.sub(r"\1", text[start:end])
    inverted = INVERTED.match(text)
    return inverted["who"] if inverted else None


def beside(column: Sequence[Block], boxes: Sequence[Box]) -> str | None:
    """The text of the column's block that begins on one of the rows of `boxes`."""
    for block in column:
        line = block.lines[0] if block.lines else None
        if line and any(
            page == line.page and top - 2 < (line.top + line.bottom) / 2 < bottom + 2
            for page, _, top, _, bottom in boxes
        ):
            return block.text.strip()
    return None
