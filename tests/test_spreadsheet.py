"""Is every cell that a spreadsheet would run made text, and no other?"""

from __future__ import annotations

import pytest

from pipeline.spreadsheet import neutralise


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0", " =1+1", "\t=1", "\tx",
        "\r=1", "\n=1", "\u00a0=1", "\uff1d1+1", "\0=1", "- et punkt", "-5-3", "+45 12 34", "--1", "-", "-1e5", "+1;2",
    ],
)  # fmt: skip
def test_what_would_be_run_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    ["", "Godkendt.", "-5", "-5,3", "+1.250.000", "1-2", "'=1", "a=b", "2023-08-30", "(−3)", "– streg", "• a"],
)
def test_other_text_and_numbers_are_left_alone(text: str) -> None:
    assert neutralise(text) == text
