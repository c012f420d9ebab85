"""Does a text in which a pattern is found always hold the letters that the pattern is said to need?"""

from __future__ import annotations

import re

import pytest

from pipeline.needed import first_letters, letters_of, phrase_needs, regex_needs
from pipeline.rules import LABELS, load_rules

ROWS = [rule for name in sorted(LABELS) for rule in load_rules(name)]


def holds(text: str, needs: tuple[frozenset[str], ...]) -> bool:
    return all(any(run in letters_of(text) for run in need) for need in needs)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("God-\nkendt på ny", "godkendtpany"),
        ("e\u0301 É ÆØÅ", "eeæøa"),
        ("kl. 17.00_x", "kl1700x"),
    ],
)
def test_letters(text: str, letters: str) -> None:
    assert letters_of(text) == letters


@pytest.mark.parametrize(
    ("expression", "needs"),
    [
        ("Godkendt", [{"godkendt"}]),
        ("[Pp]unkt nr", [{"punkt"}, {"nr"}]),
        ("god.?kendt", [{"god"}, {"kendt"}]),
        ("(?:vedtaget|godkendt)", [{"vedtaget", "godkendt"}]),
        ("(?:vedtaget|)", []),
        ("(?:taget til efterretning|nikket)", [{"efterretning", "nikket"}]),
        ("x?(?P<a>mødt)*(?P<b>op)+", [{"op"}]),
        ("af(?=bud)(?!slag)", [{"af"}, {"bud"}]),
        (r"^\d+\s*[.)]$", []),
        ("(?i:AFBUD)", [{"afbud"}]),
        (r"\bfor\s+lukkede\b", [{"for"}, {"lukkede"}]),
        ("(ja)(?(1)nej|nok)", [{"ja"}]),
    ],
)
def test_what_an_expression_cannot_do_without(expression: str, needs: list[set[str]]) -> None:
    assert [set(need) for need in regex_needs(re.compile(expression))] == needs


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        ("^(?:Dagsordens)?(?:[Pp]unkt|nr) x", "DPpn"),
        ("[A-C]?(?!x)§", "ABC§"),
        (r"\d+", None),
        ("[^a]", None),
        ("(?:ja|)nej", None),
        ("(?i:ja)", None),
        ("a?", None),
        ("(?:ab|b)c", "ab"),
    ],
)
def test_what_an_expression_begins_with(expression: str, letters: str | None) -> None:
    first = first_letters(re.compile(expression))
    assert first is None if letters is None else first == set(letters)


def test_every_row_begins_its_examples_with_what_it_is_said_to() -> None:
    for rule in ROWS:
        if not isinstance(rule.pattern, str) and (first := first_letters(rule.pattern)) is not None:
            assert {text[0] for text in rule.examples if rule.pattern.match(text)} <= first


def test_what_a_phrase_cannot_do_without() -> None:
    assert phrase_needs("tog … til efterretning") == (frozenset({"tog"}), frozenset({"tilefterretning"}))
    assert phrase_needs("Mødeindkaldelse/-referat") == (frozenset({"mødeindkaldelsereferat"}),)


def test_every_row_finds_its_examples_by_what_it_needs() -> None:
    wrong = []
    for rule in ROWS:
        needs = phrase_needs(rule.pattern) if isinstance(rule.pattern, str) else regex_needs(rule.pattern)
        wrong += [(rule.place, text) for text in rule.examples if not holds(text, needs)]
    assert wrong == []
    assert len(ROWS) > 900


def test_few_rows_may_be_found_anywhere() -> None:
    """Numbers before a heading have no letters; all other rows are told by theirs."""
    anywhere = [rule.file for rule in ROWS if not isinstance(rule.pattern, str) and not regex_needs(rule.pattern)]
    assert set(anywhere) <= {"item_headings.jsonl"}
