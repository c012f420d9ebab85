"""Are case numbers, KLE numbers and closed doors told of the item they belong to?"""

from __future__ import annotations

import pytest

from pipeline.components.facts import Facts, find_habits, item_facts
from pipeline.components.structure import Heading
from pipeline.page import Block, BlockKind


def facts_of(*texts: str) -> list[Facts]:
    """The facts of each item of a document with these blocks; a heading begins with "#", a running line with "~"."""
    blocks = [
        Block(BlockKind.RUNNING if text.startswith("~") else BlockKind.TEXT, text.lstrip("#~"), 1, ()) for text in texts
    ]
    headings = [
        Heading(at, at, len(text), str(at), text[1:], "r") for at, text in enumerate(texts) if text.startswith("#")
    ]
    habits = find_habits(blocks, headings)
    return [item_facts(blocks, headings, index, habits) for index in range(len(headings))]


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("#Plan", "Sagsnr. 17/20456", "Godkendt.", "#Budget", "Sagsnr. 17/3", "Udsat."), ["17/20456", "17/3"]),
        # an item of which nothing but the number is printed
        (("#Plan", "Sagsnr. 17/1", "Godkendt.", "#Lukket punkt", "Sagsnr. 17/2", "#Slut", "Sagsnr. 17/3"),
         ["17/1", "17/2", "17/3"]),
        # above the heading
        (("Sagsnr. 17/1", "#Plan", "Godkendt.", "Sagsnr. 17/2", "~Side 2", "#Budget", "Godkendt."), ["17/1", "17/2"]),
        (("Sagsnr. 17/1", "#Plan", "Sagsnr. 17/2", "#Budget"), ["17/1", "17/2"]),
        # under a label at the end of the item
        (("#Plan", "Godkendt.", "JOURNALNUMMER", "22041712", "#Budget", "Udsat.", "JOURNALNUMMER", "22052280"),
         ["22041712", "22052280"]),
        (("#Plan", "Godkendt.", "En.", "To.", "Tre.", "JOURNALNUMMER", "~Side 2", "22041712", "BILAG", "#Slut"),
         ["22041712", None]),
        (("#Plan", "85.02.02G00-0011", "Godkendt.", "#Slut", "Intet."), ["85.02.02G00-0011", None]),
        # a number in a paragraph belongs to another matter
        (("#Plan", f"Sagen ligger i forlængelse af {'den tidligere behandlede sag ' * 6}Sagsnr. 17/20456."), [None]),
    ],
)  # fmt: skip
def test_case_number(texts: tuple[str, ...], numbers: list[str | None]) -> None:
    assert [facts.case_number for facts in facts_of(*texts)] == numbers


def test_kle_number() -> None:
    (facts,) = facts_of("#Plan", "01.02.03-P35-130-15", "Godkendt.")
    assert facts.kle == "01.02.03-P35"


@pytest.mark.parametrize(
    ("texts", "closed"),
    [
        (("#Plan", "Lukket punkt", "#Slut", "Intet."), [True, False]),
        (("#Plan", "Fortroligt", "Tekst"), [True]),
        # marks above the heading
        (("Åbent punkt", "#Plan", "Godkendt.", "Lukket punkt", "#Salg", "Godkendt."), [False, True]),
        # groups
        (("Åben dagsorden", "#Plan", "Intet.", "Lukket dagsorden", "#Salg", "#Køb"), [False, True, True]),
        (("Lukkede punkter", "#Salg", "Åbne punkter", "#Plan"), [True, False]),
        (("Til behandling - for lukkede døre", "~Side 2", "Sagsnr. 17/2", "#Salg"), [True]),
        # a list of contents above the items prints the name of the group too
        (("Lukkede punkter", "2. Salg", "Deltagere", "#Plan", "Intet.", "Lukkede punkter", "#Salg"), [False, True]),
        (("#Plan", "De lukkede punkter drøftes sidst.", "#Slut"), [False, False]),
    ],
)
def test_closed(texts: tuple[str, ...], closed: list[bool]) -> None:
    assert [facts.closed for facts in facts_of(*texts)] == closed


def test_the_number_of_the_case_behind_that_of_an_item_whose_title_stands_above() -> None:
    texts = ("Hegn", "Punkt 1 | Sagsnr. 16/100", "Hegnet males.")
    blocks = [Block(BlockKind.TEXT, text, 1, ()) for text in texts]
    headings = [Heading(0, 1, len(texts[1]), "1", "Hegn", "r")]
    assert item_facts(blocks, headings, 0, find_habits(blocks, headings)).case_number == "16/100"
