"""Bullets that are drawn as dots: the line beside one has it as text."""

from __future__ import annotations

from factories import line

from pipeline.extract.drawn_bullets import MANY, with_bullets

DOT = (62.0, 103.0, 66.0, 107.0)


def texts(*dots: tuple[float, float, float, float]) -> list[str]:
    lines = [line("males", x0=74.0), line("lakeres", x0=74.0, top=114.0)]
    return [one.text for one in with_bullets(lines, dots)]


def test_a_dot_right_before_a_line_is_its_bullet() -> None:
    assert texts(DOT) == ["• males", "lakeres"]


def test_a_dot_far_from_the_line_or_behind_its_beginning_is_none() -> None:
    assert texts((10.0, 103.0, 14.0, 107.0), (90.0, 103.0, 94.0, 107.0)) == ["males", "lakeres"]


def test_a_pattern_of_dots_is_no_list() -> None:
    assert texts(*[DOT] * (MANY + 1)) == ["males", "lakeres"]


def test_a_bold_head_keeps_its_end() -> None:
    [one] = with_bullets([line("**Pris**: 50 kr.", x0=74.0)], [DOT])
    assert one.text[: one.bold_head] == "• Pris"
    assert one.x0 == DOT[0]
