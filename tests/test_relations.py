"""What became of each point: references, wording, the whole, and what is left."""

from __future__ import annotations

import pytest

from pipeline.minutes import Outcome, Relation
from pipeline.relations import Asked, Resolved, relate, relation_of_decision

TWO = ["at cyklens sti anlægges langs Møllevej", "at der søges om tilskud hos staten"]


def met(points: list[str], *decisions: tuple[str, str]) -> list[tuple[int, str, str]]:
    asked = [Asked(text) for text in points]
    resolved = [Resolved(text, Outcome(outcome)) for text, outcome in decisions]
    return [(one.asked, one.relation.value, one.method) for one in relate(asked, resolved)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ad 1: Godkendt.", "Ad 2: Ikke godkendt."),
        ("Ad. 1) Godkendt.", "Ad pkt. 2: Ikke godkendt."),
        ("Punkt 1 blev godkendt.", "Punkt 2 blev ikke godkendt."),
        ("Første at-punkt: Godkendt.", "Andet at-punkt: Ikke godkendt."),
        ("Indstillingens 1. at-punkt blev godkendt.", "Indstillingens 2. at-punkt blev ikke godkendt."),
        ("1. Godkendt.", "2. Ikke godkendt."),
    ],
)
def test_a_decision_names_its_point(first: str, second: str) -> None:
    found = met(TWO, (first, "approved"), (second, "rejected"))
    assert found == [(0, "adopted", "reference"), (1, "rejected", "reference")]


def test_one_sentence_gives_each_point_its_own_fate() -> None:
    found = met([*TWO, "at der orienteres"], ("Punkt 1 og 2 godkendt, mens punkt 3 udsættes.", "postponed"))
    assert found == [(0, "adopted", "reference"), (1, "adopted", "reference"), (2, "postponed", "reference")]


def test_a_point_of_another_agenda_is_no_reference() -> None:
    assert met(TWO, ("Behandles sammen med sagens punkt 14 den 3. maj.", "postponed"))[0][2] != "reference"


@pytest.mark.parametrize(
    "text",
    ["Godkendt.", "Som indstillet.", "Indstillingen følges.", "Teknik- og Miljøudvalget godkendte indstillingen."],
)
def test_the_whole_is_adopted(text: str) -> None:
    assert met(TWO, (text, "approved")) == [(0, "adopted", "whole"), (1, "adopted", "whole")]


def test_a_fallen_motion_is_not_the_recommendation() -> None:
    found = met(TWO, ("Ændringsforslaget blev forkastet.", "rejected"), ("Indstillingen godkendt.", "approved"))
    assert {relation for _, relation, _ in found} == {"adopted"}
    found = met(TWO, ("Forslaget blev forkastet.", "rejected"), ("Indstillingen godkendt.", "approved"))
    assert {relation for _, relation, _ in found} == {"adopted"}


def test_the_change_shows_its_words() -> None:
    asked = [Asked("at der gives en bevilling på 2,5 mio. kr. til cykelsti langs Møllevej")]
    (one,) = relate(
        asked, [Resolved("Der gives en bevilling på 1,5 mio. kr. til cykelsti langs Møllevej.", Outcome.DECIDED)]
    )
    assert (one.relation, one.removed, one.added) == (Relation.ADOPTED_CHANGED, "2,5", "1,5")
    (one,) = relate(asked, [Resolved("Godkendt med den ændring, at beløbet halveres.", Outcome.APPROVED_AMENDED)])
    assert (one.relation, one.added) == (Relation.ADOPTED_CHANGED, "beløbet halveres")


def test_a_change_touches_the_point_it_speaks_of() -> None:
    points = ["at bevillingen fastsættes til 2 mio. kr.", "at arbejdet udbydes i fagentreprise"]
    found = met(points, ("Godkendt med den ændring, at arbejdet udbydes i totalentreprise.", "approved_amended"))
    assert found == [(0, "adopted", "whole"), (1, "adopted_changed", "whole")]


def test_said_again_in_other_grammar_is_no_change() -> None:
    found = met(
        ["at arealet ved Møllevej sælges til højestbydende"],
        ("Arealet ved Møllevej blev solgt til højestbydende.", "decided"),
    )
    assert found[0][1:] in {("adopted", "wording"), ("adopted_changed", "wording")}
    found = met(["at orienteringen om licitationen tages til efterretning"],
                ("Orienteringen om licitationen blev taget til efterretning.", "noted"))  # fmt: skip
    assert found == [(0, "noted", "wording")]


def test_to_discuss_and_to_agree() -> None:
    assert met(["at punktet drøftes"], ("Det blev aftalt, at Bo skriver et oplæg.", "agreed")) == [
        (0, "discussed", "kind")
    ]


def test_each_of_two_outcomes_answers_the_point_of_its_kind() -> None:
    found = met(["at status drøftes", "at planen godkendes"], ("Drøftet.", "discussed"), ("Godkendt.", "approved"))
    assert found == [(0, "discussed", "whole"), (1, "adopted", "whole")]


def test_no_decision_reaches_the_point() -> None:
    assert met(TWO, ("Ad 1: Godkendt.", "approved"))[1] == (1, "not_addressed", "none")
    assert met(TWO) == [(0, "not_addressed", "none"), (1, "not_addressed", "none")]
    assert relate([], [Resolved("Godkendt.", Outcome.APPROVED)]) == []


def test_a_task_answers_no_recommendation() -> None:
    task = Resolved("Forvaltningen undersøger cyklens sti langs Møllevej.", Outcome.AGREED, task=True)
    assert [one.relation for one in relate([Asked(TWO[0])], [task])] == [Relation.NOT_ADDRESSED]


def test_what_a_decision_tells_as_a_whole() -> None:
    related = relate(
        [Asked(text) for text in TWO], [Resolved("Punkt 1 godkendt, mens punkt 2 udsættes.", Outcome.POSTPONED)]
    )
    assert relation_of_decision(related, 0) is Relation.PARTLY
    assert relation_of_decision(related, 1) is None
