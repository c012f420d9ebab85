"""Danish number words from nul to nihundrede og nioghalvfems, and the ordinals of days but "anden" (also: another)."""

from __future__ import annotations

import re

_UNITS = {
    "nul": 0, "en": 1, "én": 1, "een": 1, "et": 1, "ét": 1, "eet": 1, "to": 2, "tre": 3, "fire": 4,
    "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13,
    "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "fyrretyve": 40, "halvtreds": 50, "halvtredsindstyve": 50, "tres": 60,
    "tresindstyve": 60, "halvfjerds": 70, "halvfjerdsindstyve": 70, "firs": 80, "firsindstyve": 80, "halvfems": 90,
    "halvfemsindstyve": 90,
}  # fmt: skip
_ORDINALS = {
    "første": 1, "tredje": 3, "tredie": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7,
    "ottende": 8, "niende": 9, "tiende": 10, "ellevte": 11, "elvte": 11, "tolvte": 12, "trettende": 13,
    "fjortende": 14, "femtende": 15, "sekstende": 16, "syttende": 17, "attende": 18, "nittende": 19, "tyvende": 20,
    "tredivte": 30,
}  # fmt: skip


def _below_hundred() -> dict[str, int]:
    words = {**_UNITS, **_TENS}
    for unit, low in _UNITS.items():
        if 1 <= low <= 9:
            words.update({f"{unit}og{ten}": high + low for ten, high in _TENS.items()})
    return words


def _days() -> dict[str, int]:
    words = dict(_ORDINALS)
    for unit, low in _UNITS.items():
        if 1 <= low <= 9:
            words[f"{unit}ogtyvende"] = 20 + low
            if low == 1:
                words[f"{unit}ogtredivte"] = 31
    return words


_WORDS = _below_hundred()
_DAYS = _days()
_HUNDREDS = re.compile(r"(?:(?P<count>\w{1,9}?)\s*)?hundrede?(?:\s*og\s*(?P<rest>\w{1,30}))?")

# Longest first, so that "fem" does not win over "femten" or "femogtyve". No groups: it goes into larger patterns.
NUMBER_WORDS = tuple(_WORDS)
NUMBER_WORD = "(?:" + "|".join(sorted(_WORDS, key=lambda word: (-len(word), word))) + ")"


THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")  # "1.870"


def parse_number(text: str) -> int | None:
    """The whole number that `text` writes in digits or Danish words, 0 to 999 in words; None if it writes none."""
    word = " ".join(text.lower().split())
    if word.isdecimal() or THOUSANDS.fullmatch(word):
        return int(word.replace(".", ""))
    if word in _WORDS:
        return _WORDS[word]
    if not (found := _HUNDREDS.fullmatch(word)):
        return None
    count = _UNITS.get(found["count"]) if found["count"] else 1
    rest = _WORDS.get(found["rest"]) if found["rest"] else 0
    if count is None or rest is None or not 1 <= count <= 9:
        return None
    return count * 100 + rest


def parse_day_word(text: str) -> int | None:
    """The day of the month that a Danish ordinal names ("første", "enogtredivte"), 1 to 31; None otherwise."""
    return _DAYS.get(text.lower())


DAY_WORD = "(?:" + "|".join(sorted(_DAYS, key=lambda word: (-len(word), word))) + ")"
