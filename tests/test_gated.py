"""An expression that looks for its words first finds what it would find without looking."""

from __future__ import annotations

import re
import sys

import pytest

import pipeline.assemble
import pipeline.components  # noqa: F401 - loads the modules whose expressions are tried
from pipeline.gated import Gated, shortest
from pipeline.rules import LABELS, load_rules


def gated_expressions() -> list[tuple[str, Gated]]:
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("pipeline.")]
    found = {
        id(one): (f"{m.__name__}.{name}", one) for m in modules for name, one in vars(m).items() if type(one) is Gated
    }
    return list(found.values())


@pytest.mark.parametrize(
    ("pattern", "flags", "passed", "tried"),
    [
        (r"\b(?:fraværende|afbud|ikke\ til\ stede)\b", re.I | re.X, "Bestyrelsen mødtes", "FRAVÆRENDE var"),
        (r"(?:blev|er)\s+(?:\w+\s+)?udsat", re.I, "Sagen blev drøftet", "Sagen blev igen Udsat"),
        (r"\s[-–]\s+(?P<who>[A-Z]\w+)$", re.NOFLAG, "Karen Holm", "skal males – Karen"),
        (r"[A-Z]\w+\s+(?:Kommune|A/S)", re.NOFLAG, "Nordby kommune", "Nordby Kommune"),
        (r"(?i:ansvarlig)e?:\s*[A-Z]", re.NOFLAG, "Den ansvarlige er valgt", "ANSVARLIG: Bo"),
        (r"ord(?!lyd)", re.NOFLAG, "sag", "ordlyd"),
    ],
)
def test_passes_over_texts_without_its_words(pattern: str, flags: re.RegexFlag, passed: str, tried: str) -> None:
    gated = Gated(pattern, flags)
    assert not gated.may_match(passed)
    assert gated.search(passed) is None
    assert gated.may_match(tried)
    plain = re.compile(pattern, flags).search(tried)
    found = gated.search(tried)
    assert (found and found.span()) == (plain and plain.span())


def test_an_expression_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        Gated(r"\w*\d?")


def test_words_that_hold_another_one_need_not_be_looked_for() -> None:
    assert shortest(frozenset({"møde", "mødet", "mødedato", "referat"})) == ("møde", "referat")


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """What the rows of rules give as their proof, as printed and in capitals."""
    rows = [row for name in LABELS for row in load_rules(name)]
    texts = {text for row in rows for text in (*row.examples, *row.counter_examples)}
    return sorted({way for text in texts for way in (text, text.upper())})


@pytest.mark.parametrize("gated", [pytest.param(one, id=name) for name, one in gated_expressions()])
def test_every_sentence_reads_as_without_looking(gated: Gated, sentences: list[str]) -> None:
    for text in sentences:
        found = gated.expression.search(text)
        assert (gated.search(text) is None) == (found is None), text
