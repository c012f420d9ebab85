"""The shape of a sentence: what a row of outcomes.jsonl would have to match in it.

Names, numbers, dates and the meeting's own body become placeholders. A row needs a verb form that can resolve
something, so a sentence is known by its verb ("blev fremlagt", "lægges", "ORGAN tiltrådte") and the words after it. A
row is matched by its printed words: they stay as printed, not in base form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from pipeline.components.function_words import AUXILIARY, MODAL, REPORT
from pipeline.components.persons import is_given_name

Words = tuple[str, ...]  # placeholders, words in lower case, and ";" where a sign parts two clauses

FOLLOWING = 3  # words after the verb that a pattern may hold
SHORT = 3  # words: a record of no more is a pattern as it stands
MONTH = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
DATE = re.compile(
    rf"\b(?:d\.|den)?\s*\d{{1,2}}\.?\s*(?:{MONTH})[a-z]*\.?(?:\s+\d{{4}})?(?!\w)"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b",
    re.I,
)
DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"\b\d[\d.,:/-]*(?!\w)")
BODY = re.compile(
    r"(?:\w*(?:udvalg|råd|nævn|møde|forum)et|\w*(?:bestyrels|grupp|forsamling|direktion|kommission)e?n|vi)\b", re.I
)
LABEL = re.compile(r"(?:ad\s*)?(?:pkt\.?|punkt)?\s*\d{0,3}[a-z]?[.):]\s+|at\s+|[-–•]\s*", re.I)
TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[,;:()–\"”“»«]")
PLACEHOLDERS = frozenset({"NAVN", "TAL", "DATO", "ORGAN"})
LOOSE = frozenset(
    "at af alle da de den denne der det dette dog du efter ej en enstemmigt er et for fra før han her herefter hun "
    "hvor i ikke ind inden jf man med men mens mod nu når næste og også om op over på samt sidste sig som så til ud "
    "under ved via".split()
)
HELPERS = AUXILIARY | MODAL
PERFECT = frozenset("har havde".split())  # tells of what was done before the meeting
NO_VERB = LOOSE | HELPERS | PERFECT | REPORT
NO_VERB |= frozenset(  # words that end like verbs, and verbs that tell of a state or a wish
    "alles altid andet blevet deres eget ellers findes flest forventes fortsat fremtidigt fælles fået generelt haft "
    "haves hidtidigt ligeledes lidt længst mest meget muligt mødes noget nyt seneste skyldes stadigt synes således "
    "samtlige særligt været vores ønskes ønsker ønskede".split()
)
ARTICLES = {("en",), ("et",), ("den",), ("de",)}  # "det" stands before a participle too: "blev det henlagt"
PARTICIPLE = re.compile(r"\w{2,}(?:et|t)")
PASSIVE = re.compile(r"\w{3,}(?:es|ås)")
PAST = re.compile(r"\w{2,}(?:ede|te)|tog|gav|lod|fik|gik|bad|holdt|lagde|valgte|så")
NEAR = 8  # words between an auxiliary and its participle


class Form(Enum):
    """What a word may be."""

    NONE = "no verb of a resolution"
    OTHER = "a verb only where its place says so"
    PASSIVE = "passive in -s"
    PARTICIPLE = "past participle"
    PAST = "past tense"


def generalise(sentence: str) -> Words:
    """The sentence as words in lower case, with NAVN, TAL, DATO and ORGAN for what differs from meeting to meeting."""
    bare = sentence[match.end() :] if (match := LABEL.match(sentence)) else sentence
    if DIGIT.search(bare):
        bare = NUMBER.sub(" TAL ", DATE.sub(" DATO ", bare))
    words: list[str] = []
    for token in TOKEN.findall(bare):
        word = generalised(token, not words)
        if not (word in PLACEHOLDERS and words[-1:] == [word]):
            words.append(word)
    return tuple(words)


@lru_cache(maxsize=1 << 17)
def generalised(token: str, first: bool) -> str:
    if token in PLACEHOLDERS:
        return token
    if BODY.fullmatch(token):
        return "ORGAN"
    if token[0].isupper() and (not first or is_given_name(token)):
        return "NAVN"
    return token.lower() if token[0].isalnum() else ";"


@lru_cache(maxsize=1 << 17)
def looks_like(word: str) -> Form:
    """What form of a verb the word may be, by its ending."""
    if word in NO_VERB or word in PLACEHOLDERS or not word.isalpha():
        return Form.NONE
    if PASSIVE.fullmatch(word):
        return Form.PASSIVE
    if PARTICIPLE.fullmatch(word):
        return Form.PARTICIPLE
    return Form.PAST if PAST.fullmatch(word) else Form.OTHER


def runs(words: Words) -> Iterator[Words]:
    """The verb with what it needs before it, and the same with one word more each; a short record is whole."""
    if (found := verb_of(words)) is None:
        if len(words) <= SHORT and not PLACEHOLDERS.intersection(words) and not (LOOSE | HELPERS).issuperset(words):
            yield words
        return
    helper, at = found
    before = () if helper is None else (words[helper],)
    for end in range(at + 1, min(at + 1 + FOLLOWING, len(words)) + 1):
        if words[end - 1] == ";":
            break
        if end == at + 1 or words[end - 1] not in PLACEHOLDERS:
            yield (*before, *words[at:end])


def verb_of(words: Words) -> tuple[int | None, int] | None:
    """Places of the word that carries the verb (auxiliary or body) and of the verb, in the forms that can resolve.

    These are the forms of the rows: a participle with its auxiliary or alone, the passive in -s, the body's own verb.
    """
    for at, word in enumerate(words):
        form = looks_like(word)
        if form is Form.NONE:
            continue
        before = words[clause_of(words, at) : at]
        if PERFECT.intersection(before) or before[-1:] in ARTICLES:
            continue
        near = range(at - 1, at - 1 - min(len(before), NEAR), -1)
        helper = next((k for k in near if words[k] in HELPERS), None)
        if form is Form.PASSIVE:
            return (helper if helper is not None and words[helper] in MODAL else None), at
        if form is Form.PARTICIPLE and helper is not None and words[helper] in AUXILIARY:
            return helper, at
        if before[-1:] == ("ORGAN",):
            return at - 1, at
        if words[at + 1 : at + 2] == ("ORGAN",) and form is Form.PAST:
            return at + 1, at
    alone = words and looks_like(words[0]) is Form.PARTICIPLE
    return (None, 0) if alone and (len(words) == 1 or words[1] in LOOSE | {";"}) else None


def clause_of(words: Words, at: int) -> int:
    """The place of the first word of the clause in which word `at` stands."""
    while at > 0 and words[at - 1] != ";":
        at -= 1
    return at


def row_of(pattern: Words, example: str) -> dict[str, object]:
    """The row to begin with: the verb and what follows it, and the form that it asks for (docs/rules.md)."""
    helper = pattern[0] if pattern[0] in HELPERS | {"ORGAN"} else None
    phrase = " ".join(word for word in pattern if word not in HELPERS | PLACEHOLDERS)
    return {
        "label": "OUTCOME",
        "id": re.sub(r"[^a-z0-9æøå]+", "-", phrase).strip("-"),
        "pattern": phrase,
        "form": form_of(helper, phrase.split(" ")[0]),
        "examples": [example],
        "counter_examples": ["SENTENCE THAT MUST NOT MATCH"],
    }


def form_of(helper: str | None, verb: str) -> str:
    if helper == "ORGAN":
        return "past"
    return {Form.PASSIVE: "s", Form.PARTICIPLE: "participle"}.get(looks_like(verb), "phrase")
