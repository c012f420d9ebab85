"""Mark in a text the words that a question found, in whatever form they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, takewhile

from markupsafe import Markup, escape

from pipeline.lemmas import QUESTION, WORD, base_form, compound_parts
from pipeline.wordforms import kernels, outline

EXCERPT = 260
"""Letters of text about a found word."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sought:
    """What to mark: words in base form, beginnings of words, and phrases as they are written, all in lower case."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[re.Pattern[str], ...]
    kernels: re.Pattern[str] | None
    """A word in whose outline this is not found has none of `words` in it (see `pipeline.wordforms`)."""
    seen: dict[str, bool] = field(default_factory=dict, compare=False)
    """Words of texts, and whether they are to be marked: most stand there again and again."""


def sought_words(question: str) -> Sought:
    """The parts of a question (see `pipeline.lemmas.match_query`) that must occur."""
    words: set[str] = set()
    beginnings: list[str] = []
    phrases: list[re.Pattern[str]] = []
    for part in QUESTION.finditer(question):
        found = WORD.findall((part["phrase"] if part["phrase"] is not None else part["word"]).lower())
        if part["minus"] or not found:
            continue
        if part["phrase"] is not None:
            phrases.append(re.compile(r"\b" + r"[\W_]+".join(found) + r"\b", re.IGNORECASE))
            continue
        if part["word"].endswith("*"):
            beginnings.append(found.pop())
        words.update(base_form(word) for word in found)
    pieces = sorted({re.escape(kernel) for word in words if word.isalpha() for kernel in kernels(word)})
    inner = re.compile("|".join(pieces)) if pieces else None
    return Sought(frozenset(words), tuple(beginnings), tuple(phrases), inner)


def is_found(text: str, sought: Sought) -> bool:
    """Whether any sought word stands in `text`."""
    return next(_find(text, sought), None) is not None


def _find(text: str, sought: Sought) -> Iterator[Span]:
    """Where the sought words and phrases stand, in order; read no further than asked, as a text may be long."""
    words = (found.span() for found in WORD.finditer(text) if _is_sought(found[0].lower(), sought))
    phrases = [(found.span() for found in phrase.finditer(text)) for phrase in sought.phrases]
    return merge(words, *phrases)


def _join(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, without overlap."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mark(text: str, sought: Sought) -> Markup:
    """`text` as HTML with <mark> about the sought words."""
    return _markup(text, _join(_find(text, sought)), 0, len(text))


def mark_excerpt(text: str, sought: Sought) -> Markup:
    """The part of `text` about the first sought word, cut between words, with … where it is cut."""
    spans = _find(text, sought)
    first = next(spans, (0, 0))
    start = max(0, first[0] - EXCERPT // 3)
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + EXCERPT)
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    shown = _join(takewhile(lambda span: span[0] < end, chain((first,), spans)))
    inside = [(max(a, start), min(b, end)) for a, b in shown if b > start]
    cut = _markup(text, inside, start, end)
    return Markup("{}{}{}").format("… " if start else "", cut, " …" if end < len(text) else "")


def _is_sought(word: str, sought: Sought) -> bool:
    if word not in sought.seen:
        sought.seen[word] = _look(word, sought)
    return sought.seen[word]


def _look(word: str, sought: Sought) -> bool:
    if word.startswith(sought.beginnings) or word in sought.words:
        return True
    if sought.kernels is None or not word.isalpha() or not sought.kernels.search(outline(word)):
        return False
    lemma = base_form(word)
    return lemma in sought.words or not sought.words.isdisjoint(compound_parts(lemma))


def _markup(text: str, spans: list[Span], start: int, end: int) -> Markup:
    parts = []
    for a, b in spans:
        parts += [escape(text[start:a]), Markup("<mark>{}</mark>").format(text[a:b])]
        start = b
    return Markup("").join([*parts, escape(text[start:end])])
