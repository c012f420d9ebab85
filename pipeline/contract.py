"""The JSON of one document: `Minutes` to a dict, and to the bytes in which a reader process hands them over and back.

`to_json` gives what `referat parse --json` prints; the contract grows by adding keys, never by changing one. What comes
back from a process that read an unknown PDF is checked against the types of the structs before it is believed.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import Unexpected
from pipeline.minutes import AgendaItem, Decision, Minutes, Participant, Recommendation, Section, Vote
from pipeline.page import Pages, TextLayer

Told = TypeVar("Told")

# The keys of the contract in its order, by field; fields not named here follow in the struct's order.
ORDER: dict[type, tuple[str, ...]] = {
    Participant: (
        *("name", "status", "role", "title", "organisation", "party", "substitute_for", "from_", "to", "page"),
    ),
    AgendaItem: (
        *("number", "title", "page", "page_end", "parent", "start", "end", "presenter", "case_number", "kle", "closed"),
        *("sections", "recommendations", "decisions", "votes", "attachments", "amounts"),
        *("standpoints", "actions", "dates", "cross_references"),
    ),
    Section: ("kind", "heading", "text", "page"),
    Recommendation: ("label", "text", "page"),
    Decision: ("text", "outcome", "scope", "page", "rule", "boxes", "responsible", "deadline", "relation"),
    Vote: ("for_", "against", "abstain", "parties_for", "parties_against", "unanimous"),
}


ELSEWHERE = Pages((), TextLayer.NONE)
"""What stands for the pages in the minutes of an answer, which has them once for all its meetings."""


class Answer(Struct, frozen=True):
    """What a reader process says of a document: its pages, and its minutes with `ELSEWHERE` for pages."""

    pages: Pages
    minutes: Minutes


class Reading(Struct, frozen=True):
    """The part of an `Answer` from which a document is read anew."""

    pages: Pages


def to_json(minutes: Minutes) -> dict[str, Any]:
    """`minutes` as the contract's dict: document, kind, meeting, participants, items, issues, then what was added."""
    return encode(minutes)


def to_bytes(minutes: Minutes) -> bytes:
    """`minutes` with its pages, for another process; lengths as exact as they are.

    Raises UnicodeEncodeError for a text that is not Unicode. A number that is none arrives as null.
    """
    return msgspec.json.encode(Answer(minutes.document.pages, with_pages(minutes, ELSEWHERE)))


def from_bytes(data: bytes) -> Minutes:
    """The `Minutes` that `to_bytes` wrote. Raises Unexpected, naming the place, for anything else."""
    answer = decode(answers(), data)
    if not answer.pages.pages:  # a document without pages is refused, never stored
        raise Unexpected("the result has no pages", stage="contract")
    return with_pages(answer.minutes, answer.pages)


def pages_of(data: bytes) -> Pages:
    """The pages of an answer, whose minutes are passed over. Raises Unexpected as `from_bytes` does."""
    return decode(readings(), data).pages


def with_pages(minutes: Minutes, pages: Pages) -> Minutes:
    more = tuple(with_pages(other, pages) for other in minutes.more_meetings)
    return replace(minutes, document=replace(minutes.document, pages=pages), more_meetings=more)


# Made at first use: msgspec looks through all types, which takes a while.


@cache
def answers() -> msgspec.json.Decoder[Answer]:
    return msgspec.json.Decoder(Answer)


@cache
def readings() -> msgspec.json.Decoder[Reading]:
    return msgspec.json.Decoder(Reading)


def decode(decoder: msgspec.json.Decoder[Told], data: bytes) -> Told:
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise Unexpected(f"the result breaks the contract: {error}", stage="contract") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unexpected(f"the result is not JSON ({error})", stage="contract") from error


@cache
def keys(kind: Any) -> tuple[tuple[str, str], ...]:
    """(key, field) of a struct in the contract's order; `from_` and `for_` lose the mark that Python needs."""
    fields = [name for name in kind.__struct_fields__ if name != "more_meetings"]
    first = ORDER.get(kind, ())
    return tuple((field.rstrip("_"), field) for field in [*first, *(one for one in fields if one not in first)])


def as_object(value: Any) -> dict[str, Any]:
    """A struct as its keys and values; the document of `Minutes` says of its pages only how many they are."""
    kind: Any = type(value)
    fields = {key: getattr(value, field) for key, field in keys(kind)}
    if kind is not Minutes:
        return fields
    document = value.document
    head = {
        "sha256": document.sha256,
        "filename": document.filename,
        "pages": len(document.pages.pages),
        "text_layer": document.pages.text_layer,
        "family": document.family,
    }
    return {**fields, "document": head, "more_meetings": value.more_meetings}


def encode(value: Any) -> Any:
    """A value as JSON knows it; lengths with two decimals."""
    kind = type(value)
    if kind is float:
        return round(value, 2)
    if kind in (str, int, bool, NoneType):
        return value
    if kind is tuple:
        return [encode(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    return {key: encode(one) for key, one in (value if kind is dict else as_object(value)).items()}
