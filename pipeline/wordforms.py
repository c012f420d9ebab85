"""Can a word come of another one at all? Tells without bringing it in base form, which takes a hundred times as long.

A form mostly begins as its base form does, and a compound holds a form of each of its parts: so a word that has
neither the first letters of a base form nor a form of it that begins otherwise ("børn" of "barn") does not come of it.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.lemmas import word_entry, word_list

BEGINNING = 3  # letters


def kernels(lemma: str) -> tuple[str, ...]:
    """Pieces, one of which stands in the `outline` of each word with this base form, or with a part that has it."""
    return (lemma[:BEGINNING], *_odd_forms().get(lemma, ()))


@lru_cache(maxsize=200_000)
def outline(word: str) -> str:
    """The letters of a word in lower case to look for kernels in: those of its base form where the word list has it."""
    return fold(word_entry(word) or word)


def fold(word: str) -> str:
    return word.lower().replace("aa", "å")


@cache
def _odd_forms() -> dict[str, tuple[str, ...]]:
    """By base form, those of its forms that begin otherwise. Takes a second, once: it reads the whole word list."""
    odd: dict[str, set[str]] = {}
    for form, lemma in word_list().items():
        if form[:BEGINNING] != lemma[:BEGINNING]:
            form, lemma = fold(form), fold(lemma)
            if not form.startswith(lemma[:BEGINNING]):
                odd.setdefault(lemma, set()).add(form)
    return {lemma: tuple(sorted(forms)) for lemma, forms in odd.items()}
