"""What two real minutes of health clusters say across items, where the development set lies beside the project.

The facts are those that a careful reader found in them; the names of people and places stay in the files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.link.abbreviations import defined_abbreviations, listed_abbreviations
from pipeline.minutes import AgendaItem, Minutes, Outcome, Precision, Relation, Scope, Status
from pipeline.relations import Asked, Related, Resolved, relate
from pipeline.run import parse_document

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev"
FORUM, GROUP = "chefforum-*.pdf", "klyngestyregruppen-*.pdf"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the development set is not here")


@cache
def minutes(pattern: str) -> Minutes:
    (path,) = GOLD.glob(pattern)
    return parse_document(path.read_bytes(), path.name)


def item(pattern: str, number: str) -> AgendaItem:
    return next(one for one in minutes(pattern).items if one.number == number)


def relations(pattern: str, number: str) -> dict[str, list[Related]]:
    """By label, or by place where points have none or the same."""
    one = item(pattern, number)
    asked = [Asked(wish.text, wish.label) for wish in one.recommendations]
    own = [Resolved(d.text, d.outcome) for d in one.decisions if d.scope is Scope.THIS_MEETING]
    labels = [wish.label for wish in asked]
    found: dict[str, list[Related]] = {}
    for related in relate(asked, own):
        label = labels[related.asked]
        key = label if label and labels.count(label) == 1 else f"#{related.asked + 1}"
        found.setdefault(key, []).append(related)
    return found


def fates(pattern: str, number: str, key: str) -> set[Relation]:
    return {one.relation for one in relations(pattern, number)[key]}


def test_lettered_proposals_of_the_case_are_points_with_their_sub_points() -> None:
    labels = [one.label for one in item(GROUP, "2").recommendations]
    assert [label for label in labels if label] == [*"ABCDEFG", "G.a", "G.b", *"HIJ"]
    assert item(GROUP, "2").recommendations[0].by == "Arbejdsgruppen"


def test_the_parent_decision_adopts_all_proposals_and_two_are_told_apart() -> None:
    assert all(fates(GROUP, "2", letter) == {Relation.ADOPTED} for letter in [*"ABCDEF", "G.a", "G.b", *"HIJ"])
    assert relations(GROUP, "2")["E"][0].method == "wording"
    (changed,) = relations(GROUP, "2")["G"]
    assert changed.relation is Relation.ADOPTED_CHANGED
    assert "prøvehandling" in (changed.removed or "") and changed.added == "forsøgsperiode"


def test_a_proposal_on_involving_citizens_is_adopted_in_one_decision() -> None:
    places = [place for place, one in enumerate(item(GROUP, "2").recommendations, 1) if not one.label][3:]
    met = [relations(GROUP, "2")[f"#{place}"][0] for place in places]
    assert len(met) == 2 and met[0].resolved == met[1].resolved
    assert {one.relation for one in met} == {Relation.ADOPTED}


def test_three_questions_meet_with_hours_refusal_in_prose_and_too_early() -> None:
    """The third question is printed behind a drawn bullet that no text shows; it stands with the second."""
    assert fates(GROUP, "3", "#1") == {Relation.ADOPTED}
    assert fates(GROUP, "3", "#2") == {Relation.REJECTED, Relation.POSTPONED}


def test_what_is_only_told_of_leaves_the_recommendation_unanswered() -> None:
    for number in ("4", "5", "6", "7", "8"):
        assert fates(GROUP, number, "#1") == {Relation.NOT_ADDRESSED}, number


def test_a_wish_to_discuss_ends_in_an_agreement() -> None:
    assert fates(FORUM, "3", "1") == {Relation.DISCUSSED}
    assert fates(FORUM, "7", "1") == {Relation.DISCUSSED}


def test_awaiting_a_report_postpones_the_point_it_is_about() -> None:
    assert fates(FORUM, "6", "2") == {Relation.POSTPONED}


def test_a_list_whose_numbers_were_lost_keeps_its_order() -> None:
    assert [one.label for one in item(FORUM, "4").recommendations] == ["1", "1", "1"]
    assert set(relations(FORUM, "4")) == {"#1", "#2", "#3"}


def test_decisions_of_other_meetings_are_reported_not_taken() -> None:
    told = [(d.scope, d.decided_on, d.outcome) for d in item(GROUP, "11").decisions]
    assert (Scope.EARLIER_MEETING, "2020-12-04", Outcome.DECIDED) in told
    assert (Scope.OTHER_BODY, None, Outcome.DECIDED) in told
    assert all(scope is not Scope.THIS_MEETING for scope, _, _ in told)
    earlier = [d for d in item(GROUP, "5").decisions if d.scope is not Scope.THIS_MEETING]
    assert [d.outcome for d in earlier] == [Outcome.AGREED]
    assert any(d.scope is Scope.EARLIER_MEETING for d in item(FORUM, "6").decisions)


def test_the_agenda_adopted_is_the_answer_to_its_recommendation() -> None:
    assert fates(GROUP, "1", "#1") == {Relation.ADOPTED}


def test_substitutes_stand_in_for_those_who_are_absent() -> None:
    people = minutes(FORUM).participants
    standing_in = {one.substitute_for: one for one in people if one.substitute_for}
    assert len(standing_in) == 2
    assert any(one.status is Status.SUBSTITUTE for one in standing_in.values())
    first = next(iter(name for name, one in standing_in.items() if one.status is Status.SUBSTITUTE))
    absent = [one.name for one in people if one.status is Status.ABSENT]
    assert any(name.startswith(first or "?") for name in absent)


def doubts(pattern: str, code: str) -> int:
    return sum(issue.code == code for issue in minutes(pattern).issues)


def test_three_who_are_listed_as_taking_part_are_told_absent() -> None:
    assert doubts(FORUM, "listed_and_absent") == 3
    assert doubts(GROUP, "listed_and_absent") == 0
    away = [one for one in minutes(FORUM).participants if one.contradicted]
    assert all(one.status is Status.ABSENT for one in away)


def test_spellings_of_one_name_in_one_document_are_told() -> None:
    spelled = [one for one in minutes(FORUM).participants if one.spellings]
    assert [(len(one.spellings), one.status) for one in spelled] == [(1, Status.ABSENT)] * 2
    assert doubts(FORUM, "name_variant") == 2
    assert doubts(GROUP, "name_variant") == 1  # who presents item 6


def test_abbreviations_that_the_minutes_use_beside_the_name() -> None:
    employers = {one.organisation for one in minutes(GROUP).participants if one.organisation}
    (short, long), *_ = listed_abbreviations(employers)
    assert short.split()[1:] == long.split()[1:] and short in employers and long in employers
    said = [text for one in item(GROUP, "2").sections for text in [one.text]]
    assert ("KSG", "Klyngestyregruppen") in {found for text in said for found in defined_abbreviations(text)}


def test_who_comes_later_and_who_is_there_for_one_item() -> None:
    assert ["10:00"] == [one.from_ for one in minutes(GROUP).participants if one.from_]
    statuses = [one.status for one in minutes(GROUP).participants]
    assert (statuses.count(Status.GUEST), statuses.count(Status.ABSENT)) == (3, 3)


def test_deadlines_and_who_is_responsible() -> None:
    proposals = item(GROUP, "2").actions
    assert ("2021-03-25", Precision.DAY) in [(one.date, one.precision) for one in proposals]
    (kreds,) = (one for one in proposals if one.responsible)
    assert (kreds.responsible, kreds.precision, kreds.date) == ("direktørkredsen", Precision.MEETING, None)
    assert [one.responsible for one in item(GROUP, "3").actions] == ["temagruppen for voksne"]
    assert [one.responsible for one in item(FORUM, "3").actions] == ["formandskabet for Chefforum"]
