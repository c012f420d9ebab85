"""Does the search index find Danish words, and does no question break it?"""

import sqlite3

import pytest

from pipeline import lemmas
from pipeline.lemmas import LONGEST_KNOWN, MARK, base_form, match_query, more_terms, word_list


@pytest.fixture
def index() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61 remove_diacritics 0')")
    return db


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("Lokalplanen blev godkendt", "lokalplanerne", True),
        ("Forslag til skoleudbygningsplanerne", "skole", True),
        ("Lokalplanforslag nr. 7", "lokalplan", True),
        ("Børnene fik en gård", "barn", True),
        ("En have i byen", "gård", False),
        ("Gården sælges", "garden", False),
        ("Aarhus Havn", "århus", True),
        ("Århus Havn", "Aarhus", True),
        ("Sagen blev udsat til maj", '"blev udsat"', True),
        ("Sagen udsættes til maj", '"blev udsat"', False),
        ("Sagen udsættes til maj", "udsat", True),
        ("Budgetopfølgning", "budg*", True),
        ("Åben skole", "åb*", True),
        ("Skolens tag", "skole -tag", False),
        ("Skolens gård", "skole -tag", True),
        ("Skolens gård", 'skole -"skolens tag"', True),
        ("Regnskabet for 2021", "regnskab 2021", True),
        ("Regnskabet for 2021", "regnskab 2022", False),
        ("Regnskabet for 2021", "skab", False),
        ("Taget til efterretning på mødet", '"mødet møde"', False),
    ],
)
def test_search(index: sqlite3.Connection, text: str, question: str, found: bool) -> None:
    index.execute("INSERT INTO t VALUES (?)", (f"{text} {more_terms(text)}",))
    rows = index.execute("SELECT 1 FROM t WHERE t MATCH ?", (match_query(question),)).fetchall()
    assert bool(rows) is found


@pytest.mark.parametrize(
    "question",
    ["", " ", '"', '""', "*", "-", "-skole", "AND", "a AND", "NEAR(", "text:", "år:2014", "^x", "(((", ")", "a OR",
     "{a}", "'; DROP TABLE t", "\x00", "x\x00y", "𝔘𝔫𝔦", "-\"", "+a", "a* b*", "😀", "14/018123", "skole" * 100],
)  # fmt: skip
def test_no_question_is_a_syntax_error(index: sqlite3.Connection, question: str) -> None:
    index.execute("SELECT 1 FROM t WHERE t MATCH ?", (match_query(question),)).fetchall()


def test_terms_are_those_that_do_not_stand_in_the_text() -> None:
    assert more_terms("Plan og planerne, plan 7, planerne") == ""
    assert more_terms("Skolen og skolerne 2021").split() == [MARK, "skole"]
    assert more_terms("") == ""


def test_a_word_that_is_longer_than_any_is_not_kept() -> None:
    assert max(map(len, word_list())) < LONGEST_KNOWN
    match_query("x" * LONGEST_KNOWN)
    before = lemmas._base_form.cache_info().currsize
    assert base_form("Aa" + "x" * LONGEST_KNOWN) == "å" + "x" * LONGEST_KNOWN
    assert f'"{"y" * 60_000}"' in match_query("y" * 60_000)
    assert lemmas._base_form.cache_info().currsize == before
