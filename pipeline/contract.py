"""The JSON of one document: `Minutes` to a dict and back, and the bytes in which a reader process hands them over.

`to_json` gives what `referat parse --json` prints; the contract grows by adding keys, never by changing one. What comes
back from a process that read an unknown PDF is checked key by key before it is believed.
"""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from functools import cache
from itertools import starmap
from operator import attrgetter
from types import NoneType
from typing import Any

from pipeline.errors import Unexpected
from pipeline.minutes import AgendaItem, Decision, Document, Minutes, Participant, Recommendation, Section, Vote
from pipeline.page import Line, Page, Pages
from pipeline.readers import Misfit, a_list, an_object, hints, list_reader, reader, row_reader, within

# The keys of the contract in its order, by field; fields not named here follow in the dataclass's order.
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


def to_json(minutes: Minutes) -> dict[str, Any]:
    """`minutes` as the contract's dict: document, kind, meeting, participants, items, issues, then what was added."""
    return encode(minutes)


def to_bytes(minutes: Minutes) -> bytes:
    """`minutes` with its pages, for another process; lengths as exact as they are.

    Raises UnicodeEncodeError for a text that is not Unicode, ValueError for a number that is none.
    """
    pages = minutes.document.pages
    page_values = attrgetter(*(name for name, _ in hints(Page) if name != "lines"))
    line_values = attrgetter(*(name for name, _ in hints(Line)))
    sheets = [[*page_values(page), [line_values(line) for line in page.lines]] for page in pages.pages]
    whole = {"minutes": minutes, "pages": {**as_object(pages), "pages": sheets}}
    return json.dumps(whole, default=as_object, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Minutes:
    """The `Minutes` that `to_bytes` wrote. Raises Unexpected, naming the place, for anything else."""
    try:
        whole = json.loads(data, parse_constant=no_number)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unexpected(f"the result is not JSON ({error})", stage="contract") from error
    try:
        an_object(whole, {"minutes", "pages"})
        with within("pages"):
            pages = read_pages(whole["pages"])
        with within("minutes"):
            return read_minutes(whole["minutes"], pages)
    except Misfit as error:
        raise Unexpected(f"{error.place or 'the result'} {error.what}", stage="contract") from error


def pages_of(whole: dict[str, Any]) -> Pages:
    """The pages of an answer that was checked before, from its JSON; lines are not checked again, for speed."""
    read_page, table = row_reader(Page, "lines"), whole["pages"]
    sheets = tuple(read_page(fields, lines=tuple(starmap(Line, lines))) for *fields, lines in table["pages"])
    rest = {field: read_field(hint, table, field) for field, hint in hints(Pages) if field != "pages"}
    return Pages(pages=sheets, **rest)


def no_number(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def read_pages(table: Any) -> Pages:
    an_object(table, {"pages", "text_layer", "doubts"})
    read_page, read_line = row_reader(Page, "lines"), list_reader(row_reader(Line))
    sheets = []
    for at, sheet in enumerate(a_list(table["pages"])):
        with within(f"pages[{at}]"):
            *fields, lines = a_list(sheet)
            with within("lines"):
                read = read_line(lines)
            sheets.append(read_page(fields, lines=read))
    if not sheets:
        raise Misfit("has no pages")  # a document without pages is refused, never stored
    rest = {field: read_field(hint, table, field) for field, hint in hints(Pages) if field != "pages"}
    return Pages(pages=tuple(sheets), **rest)


def read_minutes(table: Any, pages: Pages) -> Minutes:
    an_object(table, {key for key, _ in keys(Minutes)} | {"more_meetings"})
    with within("document"):
        head = table["document"]
        an_object(head, {"sha256", "filename", "pages", "text_layer", "family"})
        if head["pages"] != len(pages.pages) or head["text_layer"] != pages.text_layer:
            raise Misfit("does not agree with its pages")
        named = {field: read_field(hint, head, field) for field, hint in hints(Document) if field != "pages"}
    kinds = dict(hints(Minutes))
    facts = {field: read_field(kinds[field], table, key) for key, field in keys(Minutes) if field != "document"}
    with within("more_meetings"):
        more = list_reader(lambda other: read_minutes(other, pages))(table["more_meetings"])
    return Minutes(document=Document(pages=pages, **named), more_meetings=more, **facts)


def read_field(hint: Any, table: dict[str, Any], key: str) -> Any:
    with within(key):
        return reader(hint)(table[key])


# Writing


@cache
def keys(kind: Any) -> tuple[tuple[str, str], ...]:
    """(key, field) of a dataclass in the contract's order; `from_` and `for_` lose the mark that Python needs."""
    fields = [field.name for field in dataclasses.fields(kind) if field.name != "more_meetings"]
    first = ORDER.get(kind, ())
    return tuple((field.rstrip("_"), field) for field in [*first, *(one for one in fields if one not in first)])


def as_object(value: Any) -> dict[str, Any]:
    """A dataclass as its keys and values; the document of `Minutes` says of its pages only how many they are."""
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
