"""Which letters must stand in a text for a pattern to be found in it, whatever the pattern is used for.

The idea is that of the prefilters of regular expression search: R. Cox, "Regular Expression Matching with a Trigram
Index" (2012), which asks an index for what an expression cannot do without before it tries the expression itself.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as grammar  # type: ignore[attr-defined]
from typing import Any

Need = frozenset[str]
"""Runs of letters of which at least one must stand in the text."""

Spelling = Callable[[Any, Any], str | None]
"""How a part of an expression (its kind and value) stands in the text; None where it is no one letter."""

REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


def letters_of(text: str) -> str:
    """Letters and digits alone, in lower case and without accents: what is left whatever parts or joins the words.

    Those of Latin-1, which has all of the Danish alphabet: its bytes are sifted ten times as fast as letters, and only
    the others ("–", "ﬁ") have to be taken apart one by one.
    """
    signs = text.encode("latin-1", TAKEN_APART)
    for sign, letters in FRACTIONS:
        signs = signs.replace(sign, letters)
    return signs.translate(PLAIN, OTHER).decode("latin-1")


def plain_bytes(text: str) -> bytes:
    """The text in lower case and without accents, as far as Latin-1 has it."""
    return unicodedata.normalize("NFKD", text).lower().encode("latin-1", "ignore")


def taken_apart(error: UnicodeError) -> tuple[bytes, int]:
    """What stands for signs that Latin-1 does not have, as `codecs.register_error` asks for it."""
    assert isinstance(error, UnicodeEncodeError)
    return plain_bytes(error.object[error.start : error.end]), error.end


TAKEN_APART = "referat.taken_apart"
codecs.register_error(TAKEN_APART, taken_apart)
LATIN = [plain_bytes(chr(sign)).strip() for sign in range(256)]
PLAIN = bytes(letters[0] if len(letters) == 1 else 0 for letters in LATIN)
OTHER = bytes(sign for sign in range(256) if not chr(PLAIN[sign]).isalnum())
FRACTIONS = [(bytes([sign]), letters) for sign, letters in enumerate(LATIN) if len(letters) > 1]


def phrase_needs(phrase: str) -> tuple[Need, ...]:
    """What a phrase needs: each of its parts, between which words may stand ("…")."""
    return tuple(frozenset({letters}) for part in phrase.split("…") if (letters := letters_of(part)))


def regex_needs(expression: re.Pattern[str]) -> tuple[Need, ...]:
    """What a regular expression needs; nothing where it fits texts that have no letters in common."""
    return tuple(sequence_needs(grammar.parse(expression.pattern, expression.flags), bare_letter))


def printed_needs(expression: re.Pattern[str], spell: Spelling) -> tuple[Need, ...]:
    """What it needs in the text as printed (`one_letter`) or in lower case (`lower_letter`), spaces and signs too."""
    return tuple(sequence_needs(grammar.parse(expression.pattern, expression.flags), spell))


def sequence_needs(parts: Iterable[tuple[Any, Any]], spell: Spelling) -> Iterator[Need]:
    """The needs of expressions that follow each other: all of them."""
    run = ""
    for kind, value in parts:
        if letter := spell(kind, value):
            run += letter
            continue
        if run:
            yield frozenset({run})
        run = ""
        yield from part_needs(kind, value, spell)
    if run:
        yield frozenset({run})


def part_needs(kind: Any, value: Any, spell: Spelling) -> Iterator[Need]:
    if kind is code.SUBPATTERN:
        yield from sequence_needs(value[-1], spell)
    elif kind is code.ATOMIC_GROUP:
        yield from sequence_needs(value, spell)
    elif kind is code.ASSERT:  # what a look around finds stands in the text, too
        yield from sequence_needs(value[1], spell)
    elif kind in REPEATS and value[0] > 0:
        yield from sequence_needs(value[2], spell)
    elif kind is code.BRANCH:
        yield from branch_needs([list(sequence_needs(choice, spell)) for choice in value[1]])
    elif kind is code.IN and all(one is code.LITERAL for one, _ in value):
        letters = [spell(*one) for one in value]
        if all(letters):
            yield frozenset(filter(None, letters))


def branch_needs(choices: Sequence[Sequence[Need]]) -> Iterator[Need]:
    """One need of each choice, the most telling; none if a choice does without."""
    if all(choices):
        yield frozenset().union(*(max(needs, key=lambda need: min(map(len, need))) for needs in choices))


def first_letters(expression: re.Pattern[str]) -> Need | None:
    """The letters with which what the expression matches may begin; None where that may be any, or none at all."""
    if expression.flags & re.IGNORECASE:
        return None
    return beginnings(grammar.parse(expression.pattern, expression.flags))


def beginnings(parts: Any) -> Need | None:
    """The letters with which a parsed expression may begin, None as above."""
    found: Need = frozenset()
    for kind, value in parts:
        if kind in (code.AT, code.ASSERT, code.ASSERT_NOT):
            continue  # takes no letter
        begins, least = beginning(kind, value)
        if begins is None:
            return None
        found |= begins
        if least:
            return found
    return None


def beginning(kind: Any, value: Any) -> tuple[Need | None, int]:
    """The letters with which one part of an expression may begin, and how many letters it takes at least."""
    if kind is code.LITERAL:
        return frozenset({chr(value)}), 1
    if kind is code.IN and all(one in (code.LITERAL, code.RANGE) for one, _ in value):
        spans = [(one, one) if kind is code.LITERAL else one for kind, one in value]
        return frozenset(chr(letter) for low, high in spans for letter in range(low, high + 1)), 1
    if kind is code.SUBPATTERN and not value[1] & re.IGNORECASE:
        return beginnings(value[-1]), 1
    if kind in REPEATS and value[1]:
        return beginnings(value[2]), min(value[0], 1)
    if kind is code.BRANCH:
        choices = [beginnings(choice) for choice in value[1]]
        return (None if None in choices else frozenset().union(*filter(None, choices))), 1
    return None, 0


def letter_of(kind: Any, value: Any) -> str | None:
    """The letter that a part of an expression stands for, whatever its case ("P", "[Pp]")."""
    if kind is code.LITERAL:
        return chr(value)
    if kind is code.IN and all(one is code.LITERAL for one, _ in value):
        cases = {chr(letter).lower() for _, letter in value}
        return cases.pop() if len(cases) == 1 else None
    return None


def bare_letter(kind: Any, value: Any) -> str | None:
    """The letter as `letters_of` leaves it."""
    letter = letter_of(kind, value)
    return letters_of(letter) if letter else None


def lower_letter(kind: Any, value: Any) -> str | None:
    """The letter, space or sign in lower case."""
    letter = letter_of(kind, value)
    return letter.lower() if letter else None


def one_letter(kind: Any, value: Any) -> str | None:
    """The letter, space or sign where only that one fits."""
    return chr(value) if kind is code.LITERAL else None
