"""A font whose space comes out as another sign."""

import pytest

from pipeline.extract.spaces import restore_spaces, sign_for_space
from pipeline.page import Line, Page


def page(*texts: str) -> Page:
    lines = tuple(Line(text, 1, 50, 50 + 14 * at, 300, 60 + 14 * at, 11.0) for at, text in enumerate(texts))
    return Page(1, 595, 842, lines)


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["Valg!af!dirigent", "Karen!Holm!blev!valgt!som!dirigent"], "!"),
        (["Valg|af|kasserer", "Per|Vang|blev|valgt"], "|"),
        (["Vi skal huske: penge!", "Husk også kontingent = 300 kr."], None),
        (["a=b", "Det er en helt almindelig linje med mange ord og et enkelt tegn x=y"], None),
        ([], None),
    ],
)
def test_the_sign_that_stands_for_the_space(texts: list[str], sign: str | None) -> None:
    assert sign_for_space(texts) == sign


def test_spaces_come_back_and_bold_keeps_its_measure() -> None:
    read = page("Valg!af!dirigent!!", "!", "Karen!Holm!blev!valgt")
    mended = restore_spaces([read])[0]
    assert [line.text for line in mended.lines] == ["Valg af dirigent", "Karen Holm blev valgt"]


def test_a_sound_text_stays_as_it_is() -> None:
    sound = page("Dagsordenen blev godkendt.", "Hurra!")
    assert restore_spaces([sound]) == [sound]
