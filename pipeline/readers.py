"""A JSON value read as a type, key by key: the typed value, or what does not fit and where.

A reader is a function from a JSON value to the Python value, made from a type: dataclasses are objects (or, by
`row_reader`, lists of their values), tuples are lists, enums their values.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]


class Misfit(Exception):
    """A value is not what its type asks for; `place` grows on the way up."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.place = ""


@contextmanager
def within(name: str) -> Iterator[None]:
    """Name the place of what does not fit inside."""
    try:
        yield
    except Misfit as error:
        raise placed(error, name) from None


def placed(error: Misfit, name: str) -> Misfit:
    dot = "." if error.place and not error.place.startswith("[") else ""
    error.place = f"{name}{dot}{error.place}"
    return error


def an_object(value: Any, names: AbstractSet[str]) -> None:
    if not isinstance(value, dict):
        raise Misfit("is not an object")
    if odd := names ^ value.keys():
        raise Misfit(f"lacks or invents {', '.join(sorted(odd))}")


def a_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Misfit("is not a list")
    return value


@cache
def hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    """(field, type) of a dataclass in the order of its fields."""
    known = get_type_hints(kind)
    return tuple((field.name, known[field.name]) for field in dataclasses.fields(kind))


@cache
def reader(hint: Any) -> Reader:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return union_reader(inner)
    if origin is tuple:
        return list_reader(reader(inner[0])) if inner[-1] is Ellipsis else fixed_reader(inner)
    if dataclasses.is_dataclass(hint):
        return object_reader(hint)
    if issubclass(hint, StrEnum):
        return enum_reader(hint)
    return plain_reader(hint)


def union_reader(choices: tuple[Any, ...]) -> Reader:
    some = [one for one in choices if one is not NoneType]
    read = plain_reader(float) if set(some) == {int, float} else reader(some[0])
    return (lambda value: None if value is None else read(value)) if len(some) < len(choices) else read


def list_reader(one: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        members = a_list(value)
        found: list[Any] = []
        try:
            for member in members:
                found.append(one(member))
        except Misfit as error:
            raise placed(error, f"[{len(found)}]") from None
        return tuple(found)

    return read


def fixed_reader(inner: tuple[Any, ...]) -> Reader:
    """For a tuple with a type for each of its values, as a box is."""
    readers = [reader(hint) for hint in inner]

    def read(value: Any) -> tuple[Any, ...]:
        if tuple(map(type, a_list(value))) == inner:  # nearly every box
            return tuple(value)
        if len(value) != len(readers):
            raise Misfit(f"has not {len(readers)} values")
        return tuple(one(member) for one, member in zip(readers, value, strict=True))

    return read


def row_reader(kind: type, leave: str = "") -> Callable[..., Any]:
    """From the list of a dataclass's values to the dataclass; the field `leave` is given by name."""
    columns = [(name, hint) for name, hint in hints(kind) if name != leave]
    read_values = fixed_reader(tuple(hint for _, hint in columns))
    if not leave:
        return lambda values: kind(*read_values(values))
    names = [name for name, _ in columns]
    return lambda values, **given: kind(**dict(zip(names, read_values(values), strict=True)), **given)


def object_reader(kind: Any) -> Reader:
    fields = [(name.rstrip("_"), name, reader(hint)) for name, hint in hints(kind)]  # from_ is "from"
    names = {key for key, _, _ in fields}

    def read(value: Any) -> Any:
        an_object(value, names)
        given: dict[str, Any] = {}
        for key, field, one in fields:
            try:
                given[field] = one(value[key])
            except Misfit as error:
                raise placed(error, key) from None
        return kind(**given)

    return read


def enum_reader(kind: type[StrEnum]) -> Reader:
    members = {member.value: member for member in kind}

    def read(value: Any) -> StrEnum:
        if not isinstance(value, str) or value not in members:
            raise Misfit(f"is {value!r:.80}, not one of {', '.join(members)}")
        return members[value]

    return read


def plain_reader(kind: type) -> Reader:
    allowed = (int, float) if kind is float else (kind,)

    def read(value: Any) -> Any:
        if type(value) not in allowed:
            raise Misfit(f"is {value!r:.80}, not {kind.__name__}")
        return value

    return read
