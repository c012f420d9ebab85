"""Which letters must stand in a text for a pattern to be found in it, whatever the pattern is used for.

The idea is that of the prefilters of regular expression search: R. Cox, "Regular Expression Matching with a Trigram
Index" (2012), which asks an index for what an expression cannot do without before it tries the expression itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as grammar  # type: ignore[attr-defined]
from typing import Any

Need = frozenset[str]
"""Runs of letters of which at least one must stand in the text."""

OTHER = re.compile(r"[\W_]+")
REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


def letters_of(text: str) -> str:
    """Letters and digits alone, in lower case and without accents: what is left whatever parts or joins the words."""
    return OTHER.sub("", unicodedata.normalize("NFKD", text).lower())


def phrase_needs(phrase: str) -> tuple[Need, ...]:
    """What a phrase needs: each of its parts, between which words may stand ("…")."""
    return tuple(frozenset({letters}) for part in phrase.split("…") if (letters := letters_of(part)))


def regex_needs(expression: re.Pattern[str]) -> tuple[Need, ...]:
    """What a regular expression needs; nothing where it fits texts that have no letters in common."""
    return tuple(sequence_needs(grammar.parse(expression.pattern, expression.flags)))


def sequence_needs(parts: Iterable[tuple[Any, Any]]) -> Iterator[Need]:
    """The needs of expressions that follow each other: all of them."""
    run = ""
    for kind, value in parts:
        letter = letter_of(kind, value)
        if letter is not None and letter.isalnum():
            run += letter
            continue
        if run:
            yield frozenset({letters_of(run)})
        run = ""
        yield from part_needs(kind, value)
    if run:
        yield frozenset({letters_of(run)})


def part_needs(kind: Any, value: Any) -> Iterator[Need]:
    if kind is code.SUBPATTERN:
        yield from sequence_needs(value[-1])
    elif kind is code.ATOMIC_GROUP:
        yield from sequence_needs(value)
    elif kind is code.ASSERT:  # what a look around finds stands in the text, too
        yield from sequence_needs(value[1])
    elif kind in REPEATS and value[0] > 0:
        yield from sequence_needs(value[2])
    elif kind is code.BRANCH:
        yield from branch_needs([list(sequence_needs(choice)) for choice in value[1]])


def branch_needs(choices: Sequence[Sequence[Need]]) -> Iterator[Need]:
    """One need of each choice, the most telling; none if a choice does without."""
    if all(choices):
        yield frozenset().union(*(max(needs, key=lambda need: min(map(len, need))) for needs in choices))


def letter_of(kind: Any, value: Any) -> str | None:
    """The letter that a part of an expression stands for, whatever its case ("P", "[Pp]")."""
    if kind is code.LITERAL:
        return chr(value)
    if kind is code.IN and all(one is code.LITERAL for one, _ in value):
        cases = {chr(letter).lower() for _, letter in value}
        return cases.pop() if len(cases) == 1 else None
    return None
