"""Personal names as they are compared: what is only another way of writing, and what may be a slip of the pen.

The thresholds are measured by `python -m benchmarks.people` (docs/linking.md).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from pipeline.rules import given_names

Words = tuple[str, ...]
DIGITS = re.compile(r"(?<=[^\W\d_])[015]|[015](?=[^\W\d_])")
READ_AS = {"0": "o", "1": "l", "5": "s"}
"""Digits that a reader of scans puts for letters inside a word."""
WRITTEN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
SOUNDS = (
    (r"sch", "sk"), (r"ch", "k"), (r"(?<=[dgtk])h", ""), (r"ph", "f"), (r"ck|q", "k"), (r"c(?=[eiy])", "s"),
    (r"c", "k"), (r"x", "ks"), (r"z", "s"), (r"w", "v"), (r"sj(?=oe)", "sk"), (r"sk(?=oe)", "s"), (r"y", "i"),
    (r"ae", "e"), (r"(?<=[nl])d(?=[^aeiouy]|$)", ""), (r"([a-z])\1", r"\1"), (r"j(?=$|[^aeiou])", "i"),
)  # fmt: skip
"""Letters that Danish names are spelled with by turns: Krogh and Krog, Winther and Vinther, Thygesen and Tygesen."""
SHAPES = (
    (r"ae|oe|aa", lambda found: found[0][0]), (r"c", "e"), (r"y", "v"), (r"w", "vv"), (r"d", "el"),
    (r"[ijlftr]", "1"), (r"m", "111"), (r"[nuhb]", "11"),
)  # fmt: skip
"""What a reader of scans takes for one another, as it counts strokes and loses dots and rings: Sørensen and Sorensen,
Arnesen and Amesen, Holm and Hohn."""
SLIP = 0.6
"""The least similarity (OSA, 0-1) of two words of which one is a misspelling of the other."""
SURE = 0.85
"""From here on a slip needs no more evidence than another way of spelling does."""


class Likeness(StrEnum):
    """How two full names that are not written alike may be one: the surest first."""

    RULED = "ruled"  # a person said so
    SPELLING = "spelling"  # hyphen, accent, å and aa
    SOUND = "sound"  # spelled otherwise, said alike
    INITIAL = "initial"  # a middle name as its letter
    SHORTER = "shorter"  # a middle name left out
    SHAPE = "shape"  # letters taken for others that look alike
    SLIP = "slip"  # wrong, missing or additional letters in one word
    CUT = "cut"  # the last name left out
    RENAMED = "renamed"  # another last name behind the same given and middle names


@dataclass(frozen=True, slots=True)
class Near:
    """How two names may be one. `similarity` (0-1) is of the names, `word` that of the word that differs most.

    `partial` tells that one has less of the name than the other; `twins` that they differ in two given names or in two
    last names that many people have, as those of two people do.
    """

    likeness: Likeness
    similarity: float
    word: float = 1.0
    partial: bool = False
    twins: bool = False


@lru_cache(maxsize=1 << 15)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in [a-z], hyphens parted: "Karen-Margrethe Højgård" is karen, margrethe, hoejgaard."""
    name = DIGITS.sub(lambda found: READ_AS[found[0]], name)
    folded = unicodedata.normalize("NFKD", name.casefold().translate(WRITTEN))
    return tuple(re.findall(r"[a-z]+", "".join(c for c in folded if not unicodedata.combining(c)).replace("'", "")))


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """A word with the letters that are said alike written alike."""
    for pattern, put in SOUNDS:
        word = re.sub(pattern, put, word)
    return word


@lru_cache(maxsize=1 << 14)
def shape(word: str) -> str:
    """A word with the letters that look alike written alike."""
    for pattern, put in SHAPES:
        word = re.sub(pattern, put, word)
    return word


def likeness(one: Words, other: Words) -> Near | None:
    """How two names (as `words`, two words or more each) may be one; None if they may not.

    The first and the last word must answer to each other, or the last be left out; words between may be left out. One
    word may have a slip of the pen, the others at most be spelled otherwise.
    """
    if one == other or "".join(one) == "".join(other):
        return Near(Likeness.SPELLING, 1.0)
    short, long = sorted((one, other), key=lambda name: (len(name), sum(map(len, name)), name))
    if len(short) < len(long) and short == long[: len(short)]:
        return Near(Likeness.CUT, _similarity(one, other), partial=True)
    if len(short) == len(long) > 2 and short[:-1] == long[:-1] and len(short[1]) > 1:
        if word_likeness(short[-1], long[-1])[0] is None:
            return Near(Likeness.RENAMED, _similarity(one, other))
    pairs = [(short[0], long[0]), *_between(short[1:-1], long[1:-1]), (short[-1], long[-1])]
    found, twins, worst = {Likeness.SPELLING}, False, 1.0
    for a, b in pairs:
        if a == b:
            continue
        if not b:
            found.add(Likeness.SHORTER)
        elif 1 in (len(a), len(b)):
            if a[0] != b[0] or (a, b) in (pairs[0], pairs[-1]):
                return None
            found.add(Likeness.INITIAL)
        else:
            kind, alike = word_likeness(a, b)
            if kind is None or (kind is Likeness.SLIP and Likeness.SLIP in found):
                return None
            found.add(kind)
            worst = min(worst, alike)
            if both_names(a, b, given=(a, b) == pairs[0]):
                if OSA.distance(a, b) > 1:
                    return None
                twins = True
    partial = bool(found & {Likeness.SHORTER, Likeness.INITIAL})
    return Near(max(found, key=ORDER.__getitem__), _similarity(one, other), worst, partial, twins)


ORDER = {likeness: place for place, likeness in enumerate(Likeness)}


def _similarity(one: Words, other: Words) -> float:
    return OSA.normalized_similarity(" ".join(one), " ".join(other))


def _between(few: Words, many: Words) -> list[tuple[str, str]]:
    """The middle names of two names side by side, the shorter first, '' for one that it leaves out."""
    if not few:
        return [(word, "") for word in many]
    if few[0] == many[0] or len(few) == len(many) or (1 in (len(few[0]), len(many[0])) and few[0][0] == many[0][0]):
        return [(few[0], many[0]), *_between(few[1:], many[1:])]
    return [(many[0], ""), *_between(few, many[1:])]


@lru_cache(maxsize=1 << 16)
def word_likeness(one: str, other: str) -> tuple[Likeness | None, float]:
    """How one word may be the other, and how alike they are."""
    alike = OSA.normalized_similarity(one, other)
    if min(len(one), len(other)) >= LONG:
        if sound(one) == sound(other):
            return Likeness.SOUND, alike
        if shape(one) == shape(other):
            return Likeness.SHAPE, alike
    if one[0] == other[0] and alike >= SLIP:
        return Likeness.SLIP, alike
    return None, alike


LONG = 4
"""Letters of the shortest word that is compared by sound or shape."""


@lru_cache(maxsize=1 << 14)
def both_names(one: str, other: str, *, given: bool) -> bool:
    """Whether two words that differ are both names that people have: Hanne and Hanna, Petersen and Pedersen."""
    stock = _given() if given else COMMON
    return one in stock and other in stock


@cache
def _given() -> frozenset[str]:
    """The given names that the rules know, as `words` writes them."""
    return frozenset(part for name in given_names() for part in words(name))


COMMON = frozenset(
    "nielsen jensen hansen andersen pedersen christensen larsen soerensen rasmussen joergensen petersen madsen "
    "kristensen olsen thomsen christiansen poulsen johansen moeller mortensen knudsen jakobsen jacobsen mikkelsen "
    "olesen frederiksen laursen henriksen lund holm schmidt eriksen kristiansen clausen simonsen svendsen andreasen "
    "iversen jeppesen vestergaard jespersen nissen lauritsen lassen larssen janssen hanssen".split()
)
"""Last names that so many people have that another of them is no slip (Danmarks Statistik, most frequent names)."""
