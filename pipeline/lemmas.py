"""Danish words in their base form, for the search index and for the questions put to it.

Index and question go through the same functions, so a word finds its inflections ("planen" finds "planerne"), a
compound is found by its parts ("skole" finds "skoleudbygningsplan") and "aa" is the same as "å".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

WORD = re.compile(r"[^\W_]+")
QUESTION = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

SHORTEST_PART = 4
LONGEST_WORD = 40
LONGEST_KNOWN = 60
"""Letters of a word that is looked up: the word list has none as long, and what is looked up is kept."""
MARK = "\ue000"
"""A letter of private use: the tokenizer of the index takes it for a word."""
ENDINGS = frozenset(
    ("skab", "ning", "else", "ende", "ling", "agtig", "lige", "bare", "fuld", "løse", "heden", "lighed", "ring")
)
"""Endings of words that also happen to be words, so that "regnskab" is not rain and a cupboard."""


def base_form(word: str) -> str:
    """The lemma of one word in lower case, "aa" folded to "å"."""
    if len(word) > LONGEST_KNOWN:  # readers type what they like: words of a whole address would fill the memory
        return word.lower().replace("aa", "å")
    return _base_form(word)


@lru_cache(maxsize=200_000)
def _base_form(word: str) -> str:
    import simplemma  # its Danish word list takes a second to load: only those who search pay

    return simplemma.lemmatize(word.lower(), lang="da").lower().replace("aa", "å")


@lru_cache(maxsize=200_000)
def compound_parts(word: str) -> tuple[str, ...]:
    """The base forms of the words that a compound holds, longer and shorter ones, () when it is none.

    "lokalplanforslag" gives lokalplan, lokal, plan and forslag.
    """
    if len(word) > LONGEST_WORD:
        return ()
    found: dict[str, None] = {}
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        if tail in ENDINGS or not _is_part(head):
            continue
        deeper = compound_parts(tail)
        if deeper or _is_known(tail):
            found |= dict.fromkeys((base_form(head), *compound_parts(head), base_form(tail), *deeper))
    return tuple(found)


def _is_part(head: str) -> bool:
    bare = head[:-1] if head[-1] in "se" and len(head) > SHORTEST_PART else head
    return _is_known(head) or (bare != head and _is_known(bare))


@cache
def word_list() -> Mapping[str, str]:
    """Base forms by form, as they are written."""
    from simplemma.strategies.dictionary_lookup import DEFAULT_DICTIONARY_FACTORY  # the one that `lemmatize` reads

    return DEFAULT_DICTIONARY_FACTORY.get_dictionary("da")


def _is_known(word: str) -> bool:
    """As `simplemma.is_known` of a word in lower case, which first looks at type, language and apostrophes: a compound
    asks for hundreds."""
    return word_entry(word) is not None


def word_entry(word: str) -> str | None:
    """The base form of a word in lower case by the word list alone."""
    known = word_list()
    return known.get(word) or known.get(word.capitalize())


def more_terms(text: str) -> str:
    """What the words of `text` are found by that does not stand there itself: each once, behind a mark.

    The mark is a word of its own that nobody types, so that no phrase goes on from the text to the terms.
    """
    words = dict.fromkeys(WORD.findall(text.lower()))
    more = dict.fromkeys(term for word in words for term in _index_terms(word) if term not in words)
    return " ".join((MARK, *more)) if more else ""


@lru_cache(maxsize=200_000)
def _index_terms(word: str) -> tuple[str, ...]:
    """The base form and the parts of the compound that a word is."""
    if not word.isalpha():
        return ()
    lemma = base_form(word)
    return (lemma, *compound_parts(lemma))


def match_query(question: str) -> str:
    """An FTS5 query for what a person typed; never a syntax error, whatever they typed.

    All words must occur, in any inflection; "words in quotes" exactly as they stand; `plan*` as the beginning of a
    word; `-word` must not occur. A question without any word matches nothing.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in QUESTION.finditer(question):
        if found["phrase"] is not None:
            words = WORD.findall(found["phrase"])
            terms = [f'"{" ".join(words)}"'] if words else []
        else:
            terms = [_term(word) for word in WORD.findall(found["word"])]
            if terms and found["word"].endswith("*"):
                terms[-1] = f'"{WORD.findall(found["word"])[-1].lower()}"*'
        (unwanted if found["minus"] else wanted).extend(terms)
    if not wanted:
        return '""'
    query = " AND ".join(wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query


def _term(word: str) -> str:
    forms = dict.fromkeys((word.lower(), base_form(word) if word.isalpha() else word.lower()))
    return f"({' OR '.join(f'{chr(34)}{form}{chr(34)}' for form in forms)})"
