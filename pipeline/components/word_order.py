"""Small questions about the words of a sentence: what stands before what, and how long a label is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.function_words import AUXILIARY

LABEL = re.compile(
    r"""
    ^(?: (?:[Aa]d\.?\s*)? (?:pkt\.?\s* | punkt\s*)? \d{1,2} (?:\s*(?:,|og|-|–)\s*\d{1,2})* \s*[.:)]
       | at\b | [-–•] ) \s*
    """,
    re.X,
)


def governing(before: Sequence[str]) -> Sequence[str]:
    """The words that may govern the participle: those behind the last finite auxiliary ("… skal betale, blev")."""
    last = max((at for at, word in enumerate(before) if word in ("blev", "er")), default=-1)
    return before[last + 1 :]


def proposed(words: Sequence[str]) -> bool:
    """ "et forslag om at …" is still open unless the meeting did more to it than make it."""
    made = not has(words, *AUXILIARY) or has(words, "stillet", "fremsat", "rejst")
    return made and words[-1:] == ["forslag"]


def has(words: Sequence[str], *wanted: str) -> bool:
    return any(word in wanted for word in words)


def label_length(words: Sequence[str], text: str) -> int:
    """How many words the label "Ad 1:" or "2. og 3. at" at the start takes up."""
    match = LABEL.match(text)
    if not match:
        return 0
    length, at = len(match.group().replace(" ", "")), 0
    while at < len(words) and length > 0:
        length -= len(words[at].strip())
        at += 1
    while at < len(words) and words[at] in ("at", ":", "og"):
        at += 1
    return at
