"""What counts as garbled text, and what does not though it looks odd."""

from __future__ import annotations

import pytest

from pipeline.extract.verdict import PageText, is_garbled, text_layer
from pipeline.page import TextLayer

DANISH = "Bestyrelsen godkendte referatet fra sidste møde, og kassereren fremlagde regnskabet for det forløbne år. " * 6
ENGLISH = "The board approved the minutes of the last meeting and the treasurer presented the accounts. " * 6
NYNORSK = "Styret godkjende referatet frå førre møte, og kasseraren la fram rekneskapen for året. " * 6
NAMES = "Karl Nielsen Tønnesvej Lone Holst Byvej Per Friis Engen Ida Krogh Skovvej Birgit Thorsen Kirkestien " * 6
FIGURES = "4.100 4.000 -2.300 2019 2020 2021 12,0 9,9 43,9 kr. Post Budget Netto\n" * 30
CAPITALS = DANISH.upper()
SHIFTED = DANISH.translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "mnopqrstuvwxyzabcdefghijkl"))
CONTROLS = "".join(chr(ord(char) % 0x1D) for char in DANISH)
PRIVATE = "".join(chr(0xE000 + ord(char)) if char.isalpha() else char for char in DANISH)


@pytest.mark.parametrize("text", [DANISH, ENGLISH, NYNORSK, NAMES, FIGURES, CAPITALS, "Bilag", "", "\uf0b7 Ja\x02"])
def test_language_is_not_garbled(text):
    assert not is_garbled(text)


@pytest.mark.parametrize("text", [SHIFTED, CONTROLS, PRIVATE, "\ufffd" * 9 + "a"])
def test_garbled(text):
    assert is_garbled(text)


@pytest.mark.parametrize(
    ("pages", "verdict"),
    [
        ([PageText(900), PageText(0)], TextLayer.FULL),  # a blank page
        ([PageText(900), PageText(0, covered=0.9)], TextLayer.PARTIAL),
        ([PageText(900), PageText(30, covered=0.9)], TextLayer.PARTIAL),  # stamped only
        ([PageText(0, covered=0.9)], TextLayer.NONE),
        ([PageText(0)], TextLayer.NONE),
        ([PageText(900, garbled=True), PageText(400)], TextLayer.GARBLED),
        ([PageText(400, garbled=True), PageText(900)], TextLayer.FULL),
        ([PageText(900, hidden=True, covered=0.9), PageText(400)], TextLayer.OCR),
        ([PageText(900, hidden=True, covered=0.1)], TextLayer.FULL),
    ],
)
def test_text_layer_of_a_document(pages, verdict):
    assert text_layer(pages) is verdict
