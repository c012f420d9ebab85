from __future__ import annotations

import pytest

from pipeline.site.marking import EXCERPT, mark, mark_excerpt, sought_words


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("plan", "Planerne og lokalplanen", "<mark>Planerne</mark> og <mark>lokalplanen</mark>"),
        ("børn", "et barn", "et <mark>barn</mark>"),
        ("barn", "skolebørnene", "<mark>skolebørnene</mark>"),
        ("offer", "Torturofre", "<mark>Torturofre</mark>"),
        ("Aarhus", "i Århus", "i <mark>Århus</mark>"),
        ("2023", "i 2023, ikke 20231", "i <mark>2023</mark>, ikke 20231"),
        ('"taget til"', "Taget  til efterretning, til taget", "<mark>Taget  til</mark> efterretning, til taget"),
        ("bud*", "budget og tilbud", "<mark>budget</mark> og tilbud"),
        ("plan -sag", "sag om plan", "sag om <mark>plan</mark>"),
        ("plan", "<b>plan & sag", "&lt;b&gt;<mark>plan</mark> &amp; sag"),
        ("", "intet", "intet"),
        ('"', "intet", "intet"),
        ('plan "en plan"', "en plan", "<mark>en plan</mark>"),
    ],
)
def test_sought_words_are_marked_where_they_stand(question: str, text: str, marked: str) -> None:
    assert mark(text, sought_words(question)) == marked


def test_an_excerpt_is_about_the_first_found_word_and_cut_between_words() -> None:
    text = "ord " * 200 + "planen " + "ord " * 200
    excerpt = mark_excerpt(text, sought_words("plan"))
    assert excerpt.startswith("… ord ") and excerpt.endswith("ord …")
    assert "<mark>planen</mark>" in excerpt
    assert len(excerpt) < EXCERPT + 30


def test_a_short_text_and_one_long_word_are_whole_excerpts() -> None:
    assert mark_excerpt("En kort plan.", sought_words("plan")) == "En kort <mark>plan</mark>."
    assert mark_excerpt("x" * 1000, sought_words("plan")) == "x" * EXCERPT + " …"
