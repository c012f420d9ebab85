"""An expression that looks for its words first finds what it would find without looking."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import pipeline
from pipeline.gated import Gated, shortest
from pipeline.rules import LABELS, load_rules

ROOT = Path(pipeline.__file__).parent
GOLDEN = Path(__file__).parent / "golden"
OF_OUR_OWN = (
    "12 stemmer ja, mens 3 stemmer nej",
    "Sagsnr. 14-2290 Ny cykelsti ved skolen (åben)",
    "Nørrevang Sogns Menighedsråd",
    "Asta Ravn er tovholder.",
    "Der skal hentes flere tilbud - Asta",
    "Penneo dokumentnøgle: K3X7Q-A1B2C-9ZD4F",
    "Planen laves i regi af styregruppen for Havneparken.",
    "Det undersøger Asta Ravn.",
    "Anbefalingerne blev godkendt.",
    "Alle hold tager fremover en vagt.",
    "Karen og Per udgør festudvalget.",
    "Bøden betales af klubben.",
    "Festudvalget får 4.000 kr.",
    "Ikke i år.",
    "Den får Asta lavet inden påske.",
    "Formanden lovede at se på hegnet.",
    "Varmen virker ikke, formanden taler med naboen.",
    "Ny cykelsti ved skolen (2021-12345)",
    "Udvalget for klima Brevid: 4310772",
    "Kim = telt og borde",
    "Det lovede Asta.",
    "Kommunen kontaktes.",
    "Asta Ravn afløser Bo Lund som kasserer.",
    "Planen blev vedtaget, efter at afsnit 4 er ændret.",
    "Fremover vil det kun være muligt at leje salen om dagen.",
)
"""What the rules and the golden minutes have no example of."""


def gated_expressions() -> list[tuple[str, Gated]]:
    """Those of every module that makes one, also where nothing has loaded it yet."""
    for path in ROOT.rglob("*.py"):
        if "Gated(" in path.read_text(encoding="utf-8"):
            import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
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


def strings_in(value: object) -> Iterator[str]:
    """All texts of a piece of JSON, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_in(one)


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """What the rows of rules give as their proof, and what the golden minutes say, as printed and in capitals."""
    rows = [row for name in LABELS for row in load_rules(name)]
    texts = {text for row in rows for text in (*row.examples, *row.counter_examples)} | set(OF_OUR_OWN)
    texts |= {text for path in GOLDEN.rglob("*.json") for text in strings_in(json.loads(path.read_text("utf-8")))}
    texts |= {line for path in GOLDEN.rglob("*.txt") for line in path.read_text("utf-8").splitlines()}
    return sorted({way for text in texts for way in (text, text.upper())})


@pytest.mark.parametrize("gated", [pytest.param(one, id=name) for name, one in gated_expressions()])
def test_every_sentence_reads_as_without_looking(gated: Gated, sentences: list[str]) -> None:
    found = 0
    for text in sentences:
        matched = gated.expression.search(text) is not None
        assert (gated.search(text) is not None) == matched, text
        found += matched
    assert found, "none of the sentences has it: give one in OF_OUR_OWN"
