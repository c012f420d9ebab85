"""What was answered last, as far as it fits in so many bytes: what nobody asked for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from sqlite3 import Row
from typing import Any, Generic, TypeVar

T = TypeVar("T")

ENTRY = 400
"""Bytes that an entry takes beside what is in it."""
OBJECT = 56
"""Bytes that an object of Python takes beside what is in it, about."""


class Bounded(Generic[T]):
    """A dictionary of at most `most` bytes, of keys and values together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[object, tuple[T, int]] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def get(self, key: object) -> T | None:
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def put(self, key: object, value: T, size: int) -> None:
        """Keep `value`, whose own bytes are `size`; not if it alone is too large."""
        size += weigh(key) + ENTRY
        if key in self._kept:  # two asked at once
            self.bytes -= self._kept.pop(key)[1]
        if size > self._most:
            return
        self._kept[key] = value, size
        self.bytes += size
        while self.bytes > self._most:
            _, (_, freed) = self._kept.popitem(last=False)
            self.bytes -= freed


def weigh(thing: Any) -> int:
    """About how many bytes a value of plain types takes, rows of SQLite among them."""
    if isinstance(thing, str | bytes):
        return OBJECT + len(thing) * (1 if thing.isascii() else 2)
    if isinstance(thing, Mapping):
        return OBJECT + sum(weigh(key) + weigh(value) for key, value in thing.items())
    if isinstance(thing, tuple | list | set | frozenset | Row):
        return OBJECT + sum(8 + weigh(one) for one in thing)
    return OBJECT
