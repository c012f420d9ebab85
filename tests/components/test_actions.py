"""Is a task told with who shall do it and when, and a decision that gives nobody a task left alone?"""

from __future__ import annotations

import pytest

from pipeline.components.actions import Margin, action_of, margin_of, subject_of, task_of
from pipeline.components.decisions import DecisionSpan
from pipeline.minutes import Action, Outcome
from pipeline.page import Block, BlockKind, Line

BOXES = ((1, 70.0, 100.0, 400.0, 112.0),)


def action(
    text: str, rule: str = "aftalt", outcome: Outcome = Outcome.AGREED, margin: Margin | None = None
) -> Action | None:
    span = DecisionSpan(0, (), text, outcome, rule)
    return action_of(span, task_of(span, BOXES, margin or Margin((), ()), "2022-03-15"), 1, 0)


@pytest.mark.parametrize(
    ("text", "rule", "responsible", "deadline", "date"),
    [
        ("Anna laver et opslag inden 1. april.", "opgave-person", "Anna", "inden 1. april", "2022-04-01"),
        ("Ida renskriver de gamle protokoller.", "opgave-person", "Ida", None, None),
        ("Det blev besluttet, at Bo skal kontakte leverandøren.", "besluttet", "Bo", None, None),
        ("Der udarbejdes et notat inden årets udgang.", "aftalt", None, "inden årets udgang", "2022-12-31"),
        (
            "Forvaltningen udarbejder et notat til næste møde.",
            "opgave-forvaltning",
            "Forvaltningen",
            "til næste møde",
            None,
        ),
    ],
)
def test_task(text: str, rule: str, responsible: str | None, deadline: str | None, date: str | None) -> None:
    found = action(text, rule)
    assert found is not None
    assert (found.task, found.responsible, found.deadline, found.date) == (text, responsible, deadline, date)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Dagsordenen blev godkendt.", Outcome.APPROVED),
        ("Punktet udsættes til næste møde.", Outcome.POSTPONED),
        ("Udsat til den 1. maj.", Outcome.POSTPONED),
        ("Projektet fortsætter uændret frem til 31. december 2024.", Outcome.DECIDED),
        ("Budgettet indstilles godkendt senest den 1. maj.", Outcome.RECOMMENDED),
    ],
)
def test_no_task(text: str, outcome: Outcome) -> None:
    assert action(text, outcome=outcome) is None


def test_the_margin_names_the_responsible_and_the_deadline_of_its_row() -> None:
    def beside(text: str, column: str, top: float) -> Block:
        return Block(BlockKind.TEXT, text, 1, (Line(text, 1, 420, top, 500, top + 12, 11),), column=column)

    margin = margin_of(
        [
            beside("Anna", "Ansvarlig", 60),
            beside("Bo", "Ansvarlig", 101),
            beside("1. maj", "Frist", 101),
            beside("Carl", "Emne", 101),
        ]
    )
    found = action("Der skal indhentes tilbud.", "opgave-ansvarlig", margin=margin)
    assert found is not None
    assert (found.responsible, found.date) == ("Bo", "2022-05-01")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Aktion: Bo og Carl laver en plan.", "Bo og Carl"),
        ("Aktion Bo kontakter Anna.", "Bo"),
        ("Anna, Bo S. og Carl Lund ordner det.", "Anna, Bo S. og Carl Lund"),
        ("MS. undersøger prisen.", "MS"),
        ("Det vil rektor undersøge.", "rektor"),
        ("Det gør Inger-Lise.", "Inger-Lise"),
        ("Der sendes en oversigt ud.", None),
        ("Opslag: (Anna er tovholder).", None),
    ],
)
def test_subject(text: str, who: str | None) -> None:
    assert subject_of(text) == who
