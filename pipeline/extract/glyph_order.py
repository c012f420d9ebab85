"""Text of fonts without a text map: their glyph numbers read by the order that most office fonts share.

A printer driver that embeds a font by glyph number and leaves out the map back to letters gives "$QGHQ" for "Anden".
The glyphs of such fonts (Arial, Times New Roman, Courier New, Verdana) stand in the order of the Macintosh's standard
set, which follows ASCII and then Mac Roman, less one from the non-breaking space on.
"""

from __future__ import annotations

from collections.abc import Sequence

_FIRST, _AFTER_ASCII, _AFTER_NO_BREAK_SPACE, _LAST = 3, 98, 172, 224
_MIN_LANGUAGE = 0.8  # share of letters and spaces in what is language
_VOWELS = frozenset("aeiouyæøåAEIOUYÆØÅ")
_VOWEL_SHARE = (0.25, 0.6)


def read_glyph_numbers(numbers: Sequence[int]) -> str | None:
    """One character for each glyph number; None if what comes out is no language, so that the order is another."""
    text = "".join(map(_character, numbers))
    letters = [char for char in text if char.isalpha()]
    if len(letters) + text.count(" ") < _MIN_LANGUAGE * len(text):
        return None
    low, high = _VOWEL_SHARE
    vowels = sum(char in _VOWELS for char in letters)
    return text if low * len(letters) <= vowels <= high * len(letters) else None


def _character(number: int) -> str:
    if not _FIRST <= number <= _LAST:
        return "\ufffd"
    if number < _AFTER_ASCII:
        return chr(number + 29)
    return bytes([number + (30 if number < _AFTER_NO_BREAK_SPACE else 31)]).decode("mac_roman")
