"""An approval that points back to a change is an amended one."""

from __future__ import annotations

import pytest

from pipeline.components.amended import changed_before


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Dagsordenen blev herefter godkendt.", ["Per ønskede at få medtaget et punkt om hegnet."]),
        ("Herefter godkendt.", ["Karen bød velkommen.", "Punktet sættes på som 5c."]),
        ("Forslaget var dermed vedtaget.", ["Det således ændrede forslag kom til afstemning.", "12 stemte for."]),
        ("Beløbet blev forhøjet til 500 kr. og herefter bevilget.", []),
        ("Det reviderede budget blev godkendt.", ["Posten til vejen blev fjernet."]),
        ("Vedtaget, efter at ”leder” i afsnit 4 er ændret til ”chef”.", []),
        ("Listen vedtaget som udsendt, dog går palmesøndag til koret.", []),
        ("Det blev dermed godkendt.", ["Bestyrelsen omformulerede § 3, så ingen mister sin plads."]),
    ],
)
def test_changed(text: str, before: list[str]) -> None:
    assert changed_before(text, before)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Dagsordenen blev herefter godkendt.", ["Karen gennemgik punkterne."]),
        ("Vedtaget som udsendt.", []),
        ("Vedtaget som udsendt, dog tog Per forbehold.", []),
        ("Godkendt, efter at revisor havde rettet henvendelse til kassereren.", []),
        ("Regnskabet blev derefter godkendt.", ["Per har flyttet bænken."]),
        ("Dagsordenen blev herefter godkendt.", ["Forslaget om at punktet flyttes blev forkastet."]),
        ("Dagsordenen blev godkendt.", ["Punkt 4 blev flyttet til næste møde."]),
        ("Budgettet blev herefter godkendt.", ["Der blev ikke ændret noget."]),
        ("Budgettet blev herefter godkendt.", ["Posten blev fjernet.", "Karen gik videre.", "Per spurgte til renten."]),
        ("Det reviderede budget blev godkendt.", ["Kassereren gennemgik det."]),
    ],
)
def test_not_changed(text: str, before: list[str]) -> None:
    assert not changed_before(text, before)
