"""Rule rows as spaCy phrase patterns: one pass of a PhraseMatcher finds every fragment of every row.

A pattern with "…" is two or more phrases in order with at most `REACH` tokens between them, within one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import spacy
from msgspec import Struct
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.rules import Rule

REACH = 14
WORD = re.compile(r"\w+")


class Found(Struct, frozen=True):
    """A row found in a stretch of tokens: `start` and `end` are token offsets within the stretch."""

    rule: Rule
    start: int
    end: int


class PhraseRules:
    """Finds the rows whose patterns are phrases, in what a spaCy tokenizer makes of a text."""

    def __init__(self, rules: Iterable[Rule], tokenizer: Any = None):
        if tokenizer is None:
            tokenizer = spacy.blank("da").tokenizer
        vocab = tokenizer.vocab
        self.strings = vocab.strings
        self.tokenizer = tokenizer
        self.rules = [rule for rule in rules if isinstance(rule.pattern, str)]
        self.matcher = PhraseMatcher(vocab, attr="LOWER")
        self.parts: list[int] = []
        # A sentence without the longest word of any pattern matches none: no need to tokenise it.
        self.telling = frozenset(
            max(WORD.findall(str(rule.pattern).lower()), key=len)
            for rule in self.rules
            if rule.extra.get("form") not in ("condition", "decoy")
        )
        self.keys: dict[int, tuple[int, int]] = {}
        for index, rule in enumerate(self.rules):
            fragments = [part.strip() for part in str(rule.pattern).split("…")]
            self.parts.append(len(fragments))
            for place, fragment in enumerate(fragments):
                key = f"{index}:{place}"
                self.matcher.add(key, [tokenizer(fragment)])
                self.keys[vocab.strings[key]] = (index, place)

    def may_match(self, text: str) -> bool:
        """Whether any row that stands by itself could be found in the text: a quick look at its words."""
        return not self.telling.isdisjoint(WORD.findall(text.lower()))

    def tokens(self, text: str) -> Doc:
        """The words of one sentence. Only sentences of the record are tokenised, not the whole document."""
        return self.tokenizer(text)

    def words(self, stretch: Doc) -> list[str]:
        """The words in lower case."""
        strings = self.strings
        return [strings[key] for key in stretch.to_array("LOWER").tolist()]

    def find(self, stretch: Doc) -> list[Found]:
        """Every row found in the stretch, the shortest span for a pattern with gaps."""
        places: dict[int, dict[int, list[tuple[int, int]]]] = {}
        for key, start, end in self.matcher(stretch):
            index, place = self.keys[key]
            places.setdefault(index, {}).setdefault(place, []).append((start, end))
        found: list[Found] = []
        for index, parts in places.items():
            if len(parts) < self.parts[index]:
                continue
            for start, end in parts[0]:
                stop = end
                for place in range(1, self.parts[index]):
                    later = [
                        span
                        for span in parts[place]
                        if stop <= span[0] <= stop + int(self.rules[index].extra.get("reach", REACH))
                    ]
                    if not later:
                        break
                    stop = min(later)[1]
                else:
                    found.append(Found(self.rules[index], start, stop))
        return found
