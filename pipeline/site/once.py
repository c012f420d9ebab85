"""What is read once for each snapshot: it never changes while it is open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

T = TypeVar("T")

MOST_ASKED = 50
"""Answers of one function that are kept, the last ones, where readers choose what it is asked."""

_read: WeakKeyDictionary[Database, dict[object, OrderedDict[tuple[str, ...], Any]]] = WeakKeyDictionary()


async def once(database: Database, read: Callable[..., Awaitable[T]], *asked: str) -> T:
    """`read(database, *asked)`, or what that gave before."""
    known = _read.setdefault(database, {}).setdefault(read, OrderedDict())
    if asked not in known:
        known[asked] = await read(database, *asked)
        while len(known) > MOST_ASKED:
            known.popitem(last=False)
        return cast(T, known[asked])
    known.move_to_end(asked)
    return cast(T, known[asked])
