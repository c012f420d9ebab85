"""Are parties known by letter, short form and name, each in its election period?"""

from __future__ import annotations

import pytest

from pipeline.parties import is_party, letters_by_period, parse_side, party_letter


@pytest.mark.parametrize(
    ("text", "count", "parties", "names"),
    [
        ("7 (A, V og C)", 7, ("A", "V", "C"), ()),
        ("A+V+C", None, ("A", "V", "C"), ()),
        ("12: Anna Dam (A), Bo Holm (V)", 12, (), ("Anna Dam", "Bo Holm")),
        ("Det Konservative Folkeparti og Nye Borgerlige", None, ("Det Konservative Folkeparti", "Nye Borgerlige"), ()),
        ("syv (A)", 7, ("A",), ()),
        ("A (3), Bo Holm (V)", 4, ("A",), ("Bo Holm",)),
        ("ingen", 0, (), ()),
        ("hele salen", None, (), ()),
    ],
)
def test_parse_side(text: str, count: int | None, parties: tuple[str, ...], names: tuple[str, ...]) -> None:
    side = parse_side(text)
    assert (side.count, side.parties, side.names) == (count, parties, names)


@pytest.mark.parametrize(
    ("name", "year", "letter"),
    [
        ("Enhedslisten", 2003, "Ø"),
        ("SF", 2024, "F"),
        ("venstre", 2010, "V"),
        ("Centrum-Demokraterne", 2003, "D"),
        ("Centrum-Demokraterne", 2018, None),
        ("Nye Borgerlige", 2018, "D"),
        ("Nye Borgerlige", 2012, None),
        ("Alternativet", 2012, None),
        ("Alternativet", 2015, "Å"),
        ("Danmarksdemokraterne", 2024, "Æ"),
        ("Danmarksdemokraterne", 2019, None),
        ("Oplandslisten", 2024, None),
        ("Venstre", 1995, "V"),
        ("Liberal Alliance", 1995, None),
    ],
)
def test_party_letter_by_period(name: str, year: int, letter: str | None) -> None:
    assert party_letter(name, year) == letter


def test_letters_by_period_are_those_of_party_letter() -> None:
    rows = letters_by_period()
    assert (2021, "Æ", "Danmarksdemokraterne") in rows and (2017, "A", "Socialdemokratiet") in rows
    assert all(party_letter(name, period) == letter for period, letter, name in rows)
    assert len(rows) == len(set(rows))


def test_is_party() -> None:
    assert all(is_party(text) for text in ("A", "Ø", "SF", "Venstre", "Oplandslisten"))
    assert not any(is_party(text) for text in ("a", "AB", "Byrådet", "Anna Dam", "listen"))
