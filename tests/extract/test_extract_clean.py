"""Characters as fonts and printers give them, to plain text."""

from __future__ import annotations

import pytest

from pipeline.extract.clean import clean_text, ends_broken


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\uf0b7 Budget", "• Budget"),
        ("\uf0d8\xa0Bilag", "• Bilag"),
        ("ﬁnansiering og ﬂytning", "finansiering og flytning"),
        ("a\x1fnde", "afinde"),
        ("sƟlle år, saƩe, haŌ, kraŌigere, łerne", "stille år, satte, haft, kraftigere, fjerne"),
        ("Łukasz Michałowski og Ōta", "Łukasz Michałowski og Ōta"),
        ("Go\u0308teborg og A\u030akirkeby", "Göteborg og Åkirkeby"),
        ("bud\u00adget\u200b", "budget"),
        ("\u202eomvendt\u202c", "omvendt"),
        ("\x07møde\x00", "møde"),
        ("  to \u2003 ord  ", "to ord"),
        ("forret\ufffe", "forret-"),
        ("forret\x02", "forret-"),
        ("forret\u00ad ", "forret-"),
        ("\ud83d\ude00 møde \ud800", "😀 møde \ufffd"),
        ("\x00", ""),
        ("1. Godkendelse – “citat” … 5 €", "1. Godkendelse – “citat” … 5 €"),
    ],
)
def test_clean_text(raw, text):
    assert clean_text(raw) == text
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("raw", "broken"),
    [("forret-", True), ("forret\ufffe", True), ("forret\x02 ", True), ("2019-", False), ("-", False), ("og -", False)],
)
def test_ends_broken(raw, broken):
    assert ends_broken(raw) is broken
