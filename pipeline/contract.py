"""The JSON of one document: `Minutes` to a dict and back, and the bytes in which a reader process hands them over.

`to_json` gives what `referat parse --json` prints; the contract grows by adding keys, never by changing one. What comes
back from a process that read an unknown PDF is checked key by key before it is believed.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from pipeline.errors import Unexpected
from pipeline.minutes import AgendaItem, Decision, Document, Minutes, Participant, Recommendation, Section, Vote
from pipeline.page import Line, Pages

# The keys of the contract in its order, by their field names; fields not named here follow in the dataclass's order.
ORDER: dict[type, tuple[str, ...]] = {
    Participant: (
        *("name", "status", "role", "title", "organisation", "party", "substitute_for", "from_", "to", "page"),
    ),
    AgendaItem: (
        *("number", "title", "page", "page_end", "parent", "start", "end", "presenter", "case_number", "kle", "closed"),
        *("sections", "recommendations", "decisions", "votes", "attachments", "amounts"),
    ),
    Section: ("kind", "heading", "text", "page"),
    Recommendation: ("label", "text", "page"),
    Decision: ("text", "outcome", "scope", "page", "rule", "boxes", "responsible", "deadline", "relation"),
    Vote: ("for_", "against", "abstain", "parties_for", "parties_against", "unanimous"),
}


def to_json(minutes: Minutes) -> dict[str, Any]:
    """`minutes` as the contract's dict: document, kind, meeting, participants, items, issues, then what was added."""
    document = minutes.document
    facts = {key: encode(getattr(minutes, field)) for key, field in keys(Minutes) if field != "document"}
    return {
        "document": {
            "sha256": document.sha256,
            "filename": document.filename,
            "pages": len(document.pages.pages),
            "text_layer": document.pages.text_layer.value,
            "family": document.family,
        },
        **facts,
        "more_meetings": [to_json(other) for other in minutes.more_meetings],
    }


def to_bytes(minutes: Minutes) -> bytes:
    """`minutes` with its pages, for another process. Raises UnicodeEncodeError for a text that is not Unicode."""
    pages = minutes.document.pages
    values = attrgetter(*(name for name, _ in hints(Line)))  # all plain values
    sheets = [[*row(page, "lines"), [values(line) for line in page.lines]] for page in pages.pages]
    whole = {"minutes": to_json(minutes), "pages": {**encode(pages, leave="pages"), "pages": sheets}}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Minutes:
    """The `Minutes` that `to_bytes` wrote. Raises Unexpected, naming the place, for anything else."""
    try:
        whole = json.loads(data, parse_constant=no_number)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise wrong("the result", f"is not JSON ({error})") from error
    whole = an_object(whole, {"minutes", "pages"}, "the result")
    return read_minutes(whole["minutes"], read_pages(whole["pages"]), "minutes")


def no_number(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def read_pages(data: object) -> Pages:
    table = an_object(data, {"pages", "text_layer", "doubts"}, "pages")
    read_page, read_line = row_reader(page_type(), "lines"), row_reader(Line)
    sheets = []
    for at, sheet in enumerate(a_list(table["pages"], "pages.pages")):
        *fields, lines = a_list(sheet, f"pages.pages[{at}]")
        place = f"pages.pages[{at}].lines"
        read = tuple(read_line(line, place) for line in a_list(lines, place))
        sheets.append(read_page(fields, f"pages.pages[{at}]", lines=read))
    rest = {field: reader(hint)(table[field], f"pages.{field}") for field, hint in hints(Pages) if field != "pages"}
    return Pages(pages=tuple(sheets), **rest)


def read_minutes(data: object, pages: Pages, place: str) -> Minutes:
    table = an_object(data, {key for key, _ in keys(Minutes)} | {"more_meetings"}, place)
    at = f"{place}.document"
    head = an_object(table["document"], {"sha256", "filename", "pages", "text_layer", "family"}, at)
    if head["pages"] != len(pages.pages) or head["text_layer"] != pages.text_layer:
        raise wrong(at, "does not agree with its pages")
    types_of = dict(hints(Document))
    names = {key: reader(types_of[key])(head[key], f"{at}.{key}") for key in ("sha256", "filename", "family")}
    document = Document(pages=pages, **names)
    types_of = dict(hints(Minutes))
    facts = {
        field: reader(types_of[field])(table[key], f"{place}.{key}")
        for key, field in keys(Minutes)
        if field != "document"
    }
    others = a_list(table["more_meetings"], f"{place}.more_meetings")
    more = tuple(read_minutes(other, pages, f"{place}.more_meetings[{n}]") for n, other in enumerate(others))
    return Minutes(document=document, more_meetings=more, **facts)


# Writing


@cache
def keys(kind: type) -> tuple[tuple[str, str], ...]:
    """(key, field) of a dataclass in the contract's order; `from_` and `for_` lose the mark that Python needs."""
    fields = [field.name for field in dataclasses.fields(kind) if field.name != "more_meetings"]
    first = ORDER.get(kind, ())
    return tuple((field.rstrip("_"), field) for field in [*first, *(one for one in fields if one not in first)])


def encode(value: Any, leave: str = "") -> Any:
    """A value as JSON knows it; lengths with two decimals. The field `leave` of a dataclass is left out."""
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        return {key: encode(getattr(value, field)) for key, field in keys(kind) if field != leave}
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    return round(value, 2) if isinstance(value, float) else value


def row(value: Any, leave: str = "") -> list[Any]:
    """A dataclass as the list of its values, in the order of its fields; the field `leave` is left out."""
    kind: Any = type(value)
    return [encode(getattr(value, name)) for name, _ in hints(kind) if name != leave]


# Reading


def wrong(place: str, what: str) -> Unexpected:
    return Unexpected(f"{place} {what}", stage="contract")


def an_object(value: object, names: set[str], place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise wrong(place, "is not an object")
    if odd := names ^ value.keys():
        raise wrong(place, f"lacks or invents {', '.join(sorted(odd))}")
    return value


def a_list(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise wrong(place, "is not a list")
    return value


@cache
def hints(kind: type) -> tuple[tuple[str, Any], ...]:
    """(field, type) of a dataclass in the order of its fields."""
    known = get_type_hints(kind)
    return tuple((field.name, known[field.name]) for field in dataclasses.fields(kind))


def page_type() -> type:
    return get_args(dict(hints(Pages))["pages"])[0]


def row_reader(kind: type, leave: str = "") -> Callable[..., Any]:
    """A function from the list of a dataclass's values to the dataclass."""
    columns = [(name, reader(hint)) for name, hint in hints(kind) if name != leave]
    exact = tuple(hint for name, hint in hints(kind) if name != leave)

    def read(values: object, place: str, **given: Any) -> Any:
        found = a_list(values, place)
        if tuple(map(type, found)) == exact:  # nearly every line
            return kind(*found)
        if len(found) != len(columns):
            raise wrong(place, f"has not {len(columns)} values")
        return kind(
            **{name: read(one, f"{place}.{name}") for (name, read), one in zip(columns, found, strict=True)}, **given
        )

    return read


@cache
def reader(hint: Any) -> Callable[[Any, str], Any]:
    """A function that checks a JSON value against a type and gives the Python value."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return union_reader(inner)
    if origin is tuple:
        return tuple_reader(inner)
    if dataclasses.is_dataclass(hint):
        return object_reader(hint)
    if issubclass(hint, StrEnum):
        return enum_reader(hint)
    return plain_reader(hint)


def union_reader(choices: tuple[Any, ...]) -> Callable[[Any, str], Any]:
    some = [one for one in choices if one is not type(None)]
    read = plain_reader(float) if set(some) == {int, float} else reader(some[0])
    return lambda value, place: None if value is None and len(some) < len(choices) else read(value, place)


def tuple_reader(inner: tuple[Any, ...]) -> Callable[[Any, str], Any]:
    if inner[-1] is Ellipsis:
        one = reader(inner[0])
        return lambda value, place: tuple(one(v, f"{place}[{at}]") for at, v in enumerate(a_list(value, place)))
    readers = [reader(hint) for hint in inner]

    def read(value: Any, place: str) -> tuple[Any, ...]:
        if len(a_list(value, place)) != len(readers):
            raise wrong(place, f"has not {len(readers)} values")
        return tuple(read(one, place) for read, one in zip(readers, value, strict=True))

    return read


def object_reader(kind: Any) -> Callable[[Any, str], Any]:
    known = dict(hints(kind))
    fields = [(key, field, reader(known[field])) for key, field in keys(kind)]
    names = {key for key, _, _ in fields}

    def read(value: Any, place: str) -> Any:
        table = an_object(value, names, place)
        return kind(**{field: read(table[key], f"{place}.{key}") for key, field, read in fields})

    return read


def enum_reader(kind: type[StrEnum]) -> Callable[[Any, str], Any]:
    members = {member.value: member for member in kind}

    def read(value: Any, place: str) -> StrEnum:
        if not isinstance(value, str) or value not in members:
            raise wrong(place, f"is {value!r}, not one of {', '.join(members)}")
        return members[value]

    return read


def plain_reader(kind: type) -> Callable[[Any, str], Any]:
    allowed = (int, float) if kind is float else (kind,)

    def read(value: Any, place: str) -> Any:
        if type(value) not in allowed or isinstance(value, float) and not math.isfinite(value):
            raise wrong(place, f"is {value!r:.80}, not {kind.__name__}")
        return value

    return read
