"""Personal names as they are compared: what is only another way of writing, and what may be a slip of the pen.

The thresholds are measured by `python -m benchmarks.people` (docs/linking.md).
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

WRITTEN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
SOUNDS = (
    (r"(?<=[dgtk])h", ""), (r"ph", "f"), (r"ck|q", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"x", "ks"),
    (r"z", "s"), (r"w", "v"), (r"sch|sj(?=oe)", "sk"), (r"sk(?=oe)", "s"), (r"y", "i"), (r"ae", "e"),
    (r"(?<=[nl])d(?=[^aeiouy]|$)", ""), (r"([a-z])\1", r"\1"), (r"j(?=$|[^aeiou])", "i"),
)  # fmt: skip
"""Letters that Danish names are spelled with by turns: Krogh and Krog, Schødt and Skødt, Svendstrup and Svenstrup."""
SLIP = 0.8
"""The least similarity (OSA, 0-1) of two words of which one is a misspelling of the other."""
LONG = 5  # letters of the shortest word in which one wrong letter is no more than a slip


class Likeness(StrEnum):
    """How two full names that are not written alike may be one: the surest first."""

    RULED = "ruled"  # a person said so
    SPELLING = "spelling"  # hyphen, accent, å and aa
    SOUND = "sound"  # spelled otherwise, said alike
    INITIAL = "initial"  # a middle name as its letter
    SHORTER = "shorter"  # a middle name left out
    SLIP = "slip"  # a wrong, missing or additional letter in one word
    CUT = "cut"  # the last name left out


@lru_cache(maxsize=1 << 17)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in [a-z], hyphens parted: "Karen-Margrethe Højgård" is karen, margrethe, hoejgaard."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(WRITTEN))
    return tuple(re.findall(r"[a-z]+", "".join(c for c in folded if not unicodedata.combining(c)).replace("'", "")))


def sound(word: str) -> str:
    """A word with the letters that are said alike written alike."""
    for pattern, put in SOUNDS:
        word = re.sub(pattern, put, word)
    return word


def likeness(one: tuple[str, ...], other: tuple[str, ...], slip: float = SLIP) -> tuple[Likeness, float] | None:
    """How two names (as `words`, two words or more each) may be one, and how alike they are (0-1); None if not."""
    if one == other or "".join(one) == "".join(other):
        return Likeness.SPELLING, 1.0
    score = OSA.normalized_similarity(" ".join(one), " ".join(other))
    short, long = sorted((one, other), key=lambda name: (len(name), sum(map(len, name)), name))
    if len(short) == len(long):
        if all(map(_said_alike, short, long)):
            return Likeness.SOUND, score
        if all(map(_initial_of, short, long)) and short[0] == long[0] and short[-1] == long[-1]:
            return Likeness.INITIAL, score
        different = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
        if len(different) == 1 and _slip(*different[0], slip):
            return Likeness.SLIP, score
        return None
    if _said_alike(short[0], long[0]) and _said_alike(short[-1], long[-1]) and _within(short[1:-1], long[1:-1]):
        return Likeness.SHORTER, score
    if short == long[: len(short)]:
        return Likeness.CUT, score
    return None


def _said_alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= LONG - 1 and sound(one) == sound(other))


def _initial_of(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _slip(one: str, other: str, least: float) -> bool:
    if min(len(one), len(other)) < LONG or one[0] != other[0]:
        return False
    return OSA.distance(one, other) == 1 or OSA.normalized_similarity(one, other) >= least


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether all of `few` are, in their order, among `many`, an initial standing for its word."""
    rest = iter(many)
    return all(any(_initial_of(word, other) for other in rest) for word in few)
