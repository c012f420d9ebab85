"""Records that begin on the line of the agenda's number: their first sentence is no title."""

from __future__ import annotations

from printed_items import numbered

TOLD = """
ad 1. Karen Holm blev valgt til dirigent.

ad 2. Formanden aflagde beretning. Der er kommet et nyt hegn i år, og det er malet grønt af Per Vang.

ad 3. Kassereren fremlagde regnskabet. Det blev godkendt af alle, der var mødt op denne aften.

ad 4. Der var ingen forslag denne gang.
"""


def test_numbers_before_sentences_stand_alone() -> None:
    assert numbered(TOLD) == [("1", None), ("2", None), ("3", None), ("4", None)]


def test_the_title_before_a_dash_stays() -> None:
    dashed = TOLD.replace("Formanden aflagde", "Beretning – Formanden aflagde")
    assert numbered(dashed)[1] == ("2", "Beretning")


def test_titles_among_one_sentence_stay() -> None:
    titles = "1. Valg\nKaren blev valgt.\n\n2. Beretning\nPer fortalte.\n\n3. Der blev talt om hegnet.\nDet males."
    assert numbered(titles) == [("1", "Valg"), ("2", "Beretning"), ("3", "Der blev talt om hegnet.")]
