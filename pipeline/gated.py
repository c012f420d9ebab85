"""Regular expressions that look first whether the words they need stand in the text at all.

Nearly every text of a document is passed over by nearly every expression, and to look for a few words is far cheaper
than to try alternatives at every letter. The words are read off the expression itself (`pipeline.needed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.needed import Need, lower_letter, one_letter, printed_needs


class Gated:
    """An expression that is tried only on texts with its words. `match`, `search` and the others are those of `re`.

    Its words must tell: one that needs only "at" is tried nearly everywhere, and loses by looking first.
    """

    __slots__ = ("any_case", "expression", "needs")

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG):
        self.expression = re.compile(pattern, flags)
        self.any_case = bool(self.expression.flags & re.IGNORECASE) or "(?i:" in pattern
        needs = printed_needs(self.expression, lower_letter if self.any_case else one_letter)
        if not needs:
            raise ValueError(f"no words to look for in {pattern}")
        self.needs = sorted(map(shortest, needs), key=lambda words: -min(map(len, words)))  # the most telling first

    def may_match(self, text: str) -> bool:
        """Do the words stand in the text?"""
        if self.any_case:
            text = text.lower()
        for words in self.needs:
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True

    def match(self, text: str) -> re.Match[str] | None:
        return self.expression.match(text) if self.may_match(text) else None

    def search(self, text: str) -> re.Match[str] | None:
        return self.expression.search(text) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.expression.fullmatch(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.expression.finditer(text) if self.may_match(text) else iter(())

    def split(self, text: str) -> list[str]:
        return self.expression.split(text) if self.may_match(text) else [text]

    def sub(self, replacement: str, text: str) -> str:
        return self.expression.sub(replacement, text) if self.may_match(text) else text


def shortest(need: Need) -> tuple[str, ...]:
    """The words without those that hold another one: where they stand, that one does."""
    return tuple(sorted(word for word in need if not any(other in word for other in need - {word})))
