"""Are Danish number words the numbers they name?"""

from __future__ import annotations

import pytest

from pipeline.numerals import parse_day_word, parse_number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("nul", 0), ("en", 1), ("Et", 1), ("én", 1), ("to", 2), ("tolv", 12), ("nitten", 19), ("tyve", 20),
        ("enogtyve", 21), ("femogtredive", 35), ("halvtreds", 50), ("syvoghalvtreds", 57), ("tres", 60),
        ("halvfjerds", 70), ("firs", 80), ("nioghalvfems", 99), ("hundrede", 100), ("et hundrede", 100),
        ("to hundrede", 200), ("tohundrede", 200), ("hundrede og fem", 105), ("tre hundrede og femogtyve", 325),
        ("ni hundrede og nioghalvfems", 999), ("17", 17), (" 0 ", 0),
        ("", None), ("tohest", None), ("femog", None), ("tyve hundrede", None), ("hund", None), ("12a", None),
        ("hundrede og hund", None), ("-3", None),
    ],
)  # fmt: skip
def test_parse_number(word: str, number: int | None) -> None:
    assert parse_number(word) == number


@pytest.mark.parametrize(
    ("word", "day"),
    [("første", 1), ("Tolvte", 12), ("enogtyvende", 21), ("enogtredivte", 31), ("toogtredivte", None), ("tre", None)],
)
def test_parse_day_word(word: str, day: int | None) -> None:
    assert parse_day_word(word) == day
