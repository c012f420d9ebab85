"""By what printed names are compared: which of an organisation's other names one may be merged with, or mean.

Record linkage calls it blocking: a name is compared with those that share a key with it, never with all. Full names
have a key for each thing that two which may be one have in common, short names one for what they mean. `_name_keys`
keeps them, so that the names near a new one are found without a look at all others.

A key is a letter for its kind, a space and the words: "b anne h last".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.link.names import likeness, words
from pipeline.link.profiles import INITIALS
from pipeline.link.resolve import block_keys
from pipeline.link.shorts import fits_form, initials_meant, initials_of_form
from pipeline.store.ids import slug

JOINED = "="  # a full name in one word: "Anne Marie" and "Annemarie" are one
SLUG = "s"  # what the key of a person is made of
BLOCK = "b"  # what two full names have in common that may be one
GIVEN = "g"  # the given name of a full name ...
INITIAL = "i"  # ... and its initials
SHORT_GIVEN = "G"  # the given name of a short name, which may mean a full one
SHORT_INITIAL = "I"
INSTEAD = "f"  # the joined name of somebody whom a substitute stands in for


def joined(name: str) -> str:
    return "".join(words(name))


def name_keys(name: str) -> Iterator[str]:
    """The keys of a full name."""
    parts = words(name)
    yield f"{JOINED} {joined(name)}"
    yield f"{SLUG} {slug(name)}"
    yield f"{GIVEN} {parts[0]}"
    for block in block_keys(parts):
        yield f"{BLOCK} {' '.join(block)}"
    for initials in initials_of_form(parts):
        yield f"{INITIAL} {initials}"


def short_key(name: str) -> str:
    """The key of a short name."""
    if INITIALS.fullmatch(name):
        return f"{SHORT_INITIAL} {initials_meant(name)}"
    return f"{SHORT_GIVEN} {words(name)[0] if words(name) else ''}"


def short_keys_of(form: Sequence[str]) -> Iterator[str]:
    """The keys under which short names stand that may mean a full one."""
    yield f"{SHORT_GIVEN} {form[0]}"
    for initials in initials_of_form(form):
        yield f"{SHORT_INITIAL} {initials}"


def keys_near(name: str) -> Iterator[str]:
    """The keys under which the names stand that a full name may be merged with (`is_near`)."""
    yield f"{JOINED} {joined(name)}"
    yield f"{SLUG} {slug(name)}"
    for block in block_keys(words(name)):
        yield f"{BLOCK} {' '.join(block)}"


def is_near(name: str, other: str, key: str) -> bool:
    """Whether who has a full name may depend on another with which it shares a key."""
    return not key.startswith(BLOCK) or bool(likeness(words(name), words(other)))


def fits(short: str, form: Sequence[str]) -> bool:
    """Whether a short name may mean who has this full one."""
    if INITIALS.fullmatch(short):
        return initials_meant(short) in initials_of_form(form)
    return bool(words(short)) and fits_form(words(short), tuple(form))


def full_key(short: str) -> str:
    """The key under which the full names stand that a short one may mean."""
    kind, _, text = short_key(short).partition(" ")
    return f"{INITIAL if kind == SHORT_INITIAL else GIVEN} {text}"
