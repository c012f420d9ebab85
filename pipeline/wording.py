"""Whether one text says another again, and in which words it says something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.gated import Gated

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*")
# function words, and the verbs of recommending and resolving: both texts are full of them
EMPTY = frozenset(
    """
    at og i på af til for med den det de der som en et er var blev bliver blive være har have skal kan vil om ved fra
    samt sig sin sit sine dette denne disse ikke også men eller jf ca herunder herefter desuden endvidere således idet
    dog efter før over under mellem mod inden hos ud op ind når hvor hvis da så nu alle hver hvert andet anden
    besluttet besluttede beslutter beslutning godkendes godkendt godkende godkendte godkender vedtages vedtaget vedtage
    vedtog tiltrædes tiltrådt tiltræde gives givet give gav ydes ydet bevilges bevilget bevilger meddeles meddelt
    indstillingen indstilling indstilles indstiller anbefales anbefaler tages taget tage tog drøftes drøftet drøfter
    nærmere videre kunne bør må man hvilken hvilket hvilke grad form eksempel foreliggende grundlag mulighed
    byrådet udvalget kommunalbestyrelsen regionsrådet bestyrelsen økonomiudvalget forvaltningen får fik
    """.split()
)
# endings of nouns, adjectives and verbs; what is left is compared, and need not be a word
ENDING = re.compile(r"(?<=\w{4})(?:ernes|erens|erne|eren|enes|ene|ers|ens|ets|er|en|et|es|te|de|e|s|t)$")
ENOUGH = 0.5
"""Share of the shorter text's words that the other must have too. Below, neighbours in a list are taken for each other;
above, points that the record writes anew are lost."""
LIST_MARK = re.compile(r"^\s*(?:\d{1,2}|[A-Za-z])[.)]\s+")
FEWEST = 2  # words in common
AGAIN = 0.7  # share of either text's words that make a sentence the other one said again
NOT = Gated(r"\b(?:ikke|ingen|intet)\b", re.I)


@dataclass(frozen=True, slots=True)
class Change:
    """The words that one text has and the other lacks, as printed; None where there are none."""

    removed: str | None
    added: str | None


def likeness(one: str, other: str) -> float:
    """0 to 1: how many of the words of the text with fewer the other has; numbers count double."""
    a, b = stems(one), stems(other)
    if not a or not b:
        return 0.0
    return _weight(a & b) / min(_weight(a), _weight(b))


def restates(asked: str, said: str, without: frozenset[str] = frozenset()) -> bool:
    """Does `said` say what was asked? The words of `without` do not count for either."""
    a, b = stems(asked) - without, stems(said) - without
    common = a & b
    if not common or (len(common) < FEWEST and len(a) > 1):
        return False
    return _weight(common) >= ENOUGH * min(_weight(a), _weight(b))


def says_besides(asked: str, said: str, others: frozenset[str]) -> bool:
    """Does `said` say what was asked too, in words that are not among `others`?"""
    own = stems(asked) - others
    return len(own & stems(said)) >= FEWEST and _weight(own & stems(said)) >= ENOUGH * _weight(own)


def is_said_again(asked: str, said: str) -> bool:
    """Is `said` the sentence that was asked for, and no remark about it? Both deny or neither does."""
    a, b = stems(asked), stems(said)
    if len(a) < FEWEST + 1 or len(b) < FEWEST or bool(NOT.search(asked)) != bool(NOT.search(said)):
        return False
    common = _weight(a & b)
    return common >= AGAIN * _weight(b) and common >= AGAIN * _weight(a)


def change_of(asked: str, said: str) -> Change | None:
    """What a text that adopts a point says otherwise; None where it says the same or only less.

    A sum, number or date that is another one, or a word in place of another, is a change; leaving out how it is to be
    done is none.
    """
    a, b = list(WORD.finditer(LIST_MARK.sub("", asked))), list(WORD.finditer(said))
    keys_a, keys_b = [stem(w.group()) for w in a], [stem(w.group()) for w in b]
    content_a, content_b = set(filter(None, keys_a)), set(filter(None, keys_b))
    gone = [w.group() for w, key in zip(a, keys_a, strict=True) if key and key not in content_b]
    new = [w.group() for w, key in zip(b, keys_b, strict=True) if key and key not in content_a]
    numbers = any(w[0].isdigit() for w in new) and any(w[0].isdigit() for w in gone)
    if numbers:
        return Change(_numbers(gone), _numbers(new))
    if not gone or not new or 2 * len(content_a & content_b) < len(content_b):
        return None
    return Change(*_swapped(asked, said, a, b, content_a, content_b)) if _swaps(keys_a, keys_b) else None


def _numbers(words: list[str]) -> str | None:
    return ", ".join(word for word in words if word[0].isdigit()) or None


def _swaps(a: list[str], b: list[str]) -> bool:
    """Does a word stand where another stood, between words that both have?"""
    a, b = [key for key in a if key], [key for key in b if key]
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return any(code == "replace" for code, *_ in codes)


def _swapped(
    asked: str, said: str, a: list[re.Match[str]], b: list[re.Match[str]], in_a: set[str], in_b: set[str]
) -> tuple[str | None, str | None]:
    removed = [w.group() for w in a if stem(w.group()) and stem(w.group()) not in in_b]
    added = [w.group() for w in b if stem(w.group()) and stem(w.group()) not in in_a]
    return " ".join(removed) or None, " ".join(added) or None


def stems(text: str) -> frozenset[str]:
    return _stems(text)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    bare = LIST_MARK.sub("", text, count=1)
    return frozenset(filter(None, (stem(word) for word in WORD.findall(bare))))


def stem(word: str) -> str:
    """What the forms of a word share ("bevillingen", "bevillinger"); '' for a word that says nothing of the matter."""
    lower = word.lower()
    if lower in EMPTY:
        return ""
    if lower[0].isdigit():
        return lower
    while (bare := ENDING.sub("", lower)) != lower:
        lower = bare
    return lower


def _weight(words: frozenset[str]) -> float:
    return sum(2.0 if word[0].isdigit() else 1.0 for word in words)
