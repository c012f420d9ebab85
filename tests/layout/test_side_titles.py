"""Titles in a narrow column at the left without rulings: each stands right before the record beside it."""

from __future__ import annotations

import pytest
from factories import laid

from pipeline.page import SIDE_TITLE

HEAD = "Bestyrelsesmøde i Birkely den 3. maj 2022 hos Karen Holm i det store fælleshus ved søen, klokken nitten\n\n"
RECORD = """
Velkomst|Karen bød velkommen.

Nyt fra|Karen har været til møde
formanden|med kommunen om stien.
|Den får grus i maj.

Økonomi|Der er penge i kassen.
|Ingen bemærkninger.

Eventuelt|Intet.
"""


def columns(text: str) -> list[tuple[str | None, str]]:
    return [(block.column, block.text) for block in laid(text.strip("\n"))]


def test_each_title_stands_before_its_record() -> None:
    titles = [text for column, text in columns(HEAD + RECORD) if column == SIDE_TITLE]
    assert titles == ["Velkomst", "Nyt fra formanden", "Økonomi", "Eventuelt"]
    told = " ".join(text for _, text in columns(HEAD + RECORD))
    assert "Nyt fra formanden Karen har været til møde med kommunen om stien. Den får grus i maj. Økonomi" in told


def test_the_title_below_its_number_is_one_with_it() -> None:
    numbered = RECORD.replace("Økonomi|Der er penge i kassen.\n|", "Pkt. 3|Der er penge i kassen.\nØkonomi|")
    assert (SIDE_TITLE, "Pkt. 3 Økonomi") in columns(HEAD + numbered)


def test_a_title_with_a_number_goes_on_below_it() -> None:
    numbered = """
1. Valg til|Karen blev valgt.
bestyrelsen|Hun sagde tak.

2. Takster for|Taksten er som før.
2003|Den er lav.

3. Regnskab|Per fortalte.
|Det er godt.

4. Eventuelt|Intet.
"""
    titles = [text for column, text in columns(HEAD + numbered) if column == SIDE_TITLE]
    assert titles == ["1. Valg til bestyrelsen", "2. Takster for 2003", "3. Regnskab", "4. Eventuelt"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Dato:|3. maj\nSted:|Solby Skole\nTil stede:|Karen Holm\nReferent:|Per Dam", id="a header"),
        pytest.param("Oprydning|Karen\nGrill|Per\nHegn|Bo\nLåge|Eva", id="who does what"),
        pytest.param("1.|Karen bød velkommen.\n2.|Per fortalte.\n3.|Bo spurgte.\n4.|Eva svarede.", id="numbers"),
        pytest.param(RECORD.replace("Økonomi", "Økonomi går ikke så godt, siger Per"), id="prose at the left"),
        pytest.param("Hegn|Det males.\n\nLåge|Den males.", id="two"),
        pytest.param(
            "Kontingent|45.000 kr.\n\nRenter|1.200 kr.\n\nTilskud|5.000 kr.\n\nLotteri|800 kr.\n\nIndtægter|52.000 kr.",
            id="an account",
        ),
    ],
)
def test_what_stands_in_no_such_column(text: str) -> None:
    assert not any(column == SIDE_TITLE for column, _ in columns(HEAD + text))
