"""What a sentence says of who was there: who was away and who came instead, who held an office, who came and went."""

from __future__ import annotations

import pytest

from pipeline.components.presence import read_statements

Cases = dict[str, tuple[str, set[tuple[str, str]]]]

AWAY: Cases = {
    "all but two": (
        "Alle medlemmer var mødt undtagen Ole Berg og Per Vang, der havde meldt afbud.",
        {("absent", "Ole Berg"), ("absent", "Per Vang")},
    ),
    "the board, but for one": ("Bestyrelsen (afbud fra Kim Dam). Tak for fremmødet.", {("absent", "Kim Dam")}),
    "regrets from first names": ("Afbud fra Zinka og Ole.", {("absent", "Zinka"), ("absent", "Ole")}),
    "prevented": ("Zinka var forhindret.", {("absent", "Zinka")}),
    "out travelling": ("Ole var på cykeltur i Polen.", {("absent", "Ole")}),
    "not at the meeting": ("Ole Berg (V) deltog ikke i mødet.", {("absent", "Ole Berg")}),
    "disqualified for an item is not away": ("Karin Hou erklærede sig inhabil og deltog ikke i behandlingen.", set()),
}

INSTEAD: Cases = {
    "regrets and the substitute without a comma": (
        "Afbud fra Ole Berg stedfortræder Karin Hou. Afbud fra Ditte Over",
        {("absent", "Ole Berg"), ("substitute", "Karin Hou"), ("absent", "Ditte Over")},
    ),
    "for one came another": (
        "For Ditte Over (V) mødte stedfortræder Svend Vinde (V).",
        {("absent", "Ditte Over"), ("substitute", "Svend Vinde")},
    ),
    "as a substitute for one came another": (
        "Som stedfortræder for Ole Berg deltog Karin Hou.",
        {("absent", "Ole Berg"), ("substitute", "Karin Hou")},
    ),
    "away, and the substitute in a sentence of its own": (
        "Ole Berg var fraværende. Karin Hou deltog som stedfortræder for Ole Berg.",
        {("absent", "Ole Berg"), ("substitute", "Karin Hou")},
    ),
    "replaced by": (
        "Ole Berg, der var substitueret ved Karin Hou",
        {("absent", "Ole Berg"), ("substitute", "Karin Hou")},
    ),
    "whom a substitute replaces, in brackets": (
        "Karin Hou samt Ole Berg (suppleant for Per Vang)",
        {("absent", "Per Vang"), ("substitute", "Ole Berg")},
    ),
    "instead came one": ("I stedet deltog stedfortræder Karin Hou (V).", {("substitute", "Karin Hou")}),
    "instead came two": (
        "I stedet deltog henholdsvis Karin Hou (V) og Ole Berg (A).",
        {("substitute", "Karin Hou"), ("substitute", "Ole Berg")},
    ),
    "behind a label, for him came another": (
        "Fravær: Per Vang, for ham mødte Karin Hou.",
        {("substitute", "Karin Hou")},
    ),
    "behind a label, in brackets": (
        "Afbud: Per Vang, Inga Dam (Karin Hou deltog som suppleant)",
        {("substitute", "Karin Hou")},
    ),
    "behind a label, a substitute came": ("Afbud: Ole Berg, suppleant Karin Hou deltog", {("substitute", "Karin Hou")}),
    "elected substitute, who came for nobody": ("Karin Hou blev valgt som stedfortræder for Ole Berg.", set()),
}

OFFICES: Cases = {
    "led by the chair": ("Mødet blev ledet af formand Karin Hou.", {("chair", "Karin Hou")}),
    "led by the mayor": ("Mødet blev ledet af borgmester Karin Hou (V).", {("chair", "Karin Hou")}),
    "moderator and minute-taker elected": (
        "Karin Hou blev valgt som dirigent og Ole Berg som referent.",
        {("moderator", "Karin Hou"), ("minute_taker", "Ole Berg")},
    ),
    "two moderators": (
        "Som dirigenter valgtes Karin Hou og Ole Berg.",
        {("moderator", "Karin Hou"), ("moderator", "Ole Berg")},
    ),
    "an auditor elected moderator": (
        "Til dirigent valgtes revisor Karin Hou, der takkede.",
        {("moderator", "Karin Hou")},
    ),
    "moderator behind a label": ("Ordstyrer: Karin Hou", {("moderator", "Karin Hou")}),
    "took it on to write": ("Karin Hou påtog sig at skrive referat.", {("minute_taker", "Karin Hou")}),
    "elected to write": ("Til at skrive referat valgtes Karin Hou.", {("minute_taker", "Karin Hou")}),
    "minute-taker, shortened": ("Ref. Karin Hou", {("minute_taker", "Karin Hou")}),
    "tellers hold no such office": ("Som stemmetællere valgtes Karin Hou og Ole Berg.", set()),
}

CAME: Cases = {
    "along were": (
        "Med var Karin, Ole og Else Marie.",
        {("present", "Karin"), ("present", "Ole"), ("present", "Else Marie")},
    ),
    "for an item, from where": ("Under pkt. 3 deltog Karin Hou fra administrator.", {("guest", "Karin Hou")}),
    "for an item, with a title": ("Organist Karin Hou deltog under punkt 3.", {("guest", "Karin Hou")}),
    "also there": ("Desuden deltog administrator Karin Hou.", {("guest", "Karin Hou")}),
    "furthermore, without a verb": ("Endvidere konsulent Karin Hou under pkt. 2.", {("guest", "Karin Hou")}),
    "from the parent association": ("Fra hovedforeningen deltog konsulent Karin Hou.", {("guest", "Karin Hou")}),
    "from those who step down": ("Fra den afgående ledelse deltog Karin Hou.", {("guest", "Karin Hou")}),
    "along until an item": ("Karin Hou (organist) med til og med punktet om orglet.", {("guest", "Karin Hou")}),
    "arrives at a case": ("1. viceborgmester Karin Hou deltog fra sag nr. 4.", {("arrives", "Karin Hou")}),
    "leaves at a time": ("Karin Hou forlod mødet kl. 16.40 under behandlingen af punkt 7.", {("leaves", "Karin Hou")}),
}

TABLES = (AWAY, INSTEAD, OFFICES, CAME)
CASES = [pytest.param(*case, id=name) for table in TABLES for name, case in table.items()]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_what_a_sentence_says(text: str, said: set[tuple[str, str]]) -> None:
    assert {(statement.kind, statement.name) for statement in read_statements(text)} == said
