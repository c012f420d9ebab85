from __future__ import annotations

import asyncio
import random
import sqlite3
from typing import Any

import numpy
import pytest

from pipeline.site.search import _best_first

ITEMS = 400


class Index:
    """A database of nothing but the index of a search."""

    def __init__(self, rows: list[tuple[int, str, str, str]]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE item_search_fts USING fts5(title, decided, text, content='')")
        self._db.executemany("INSERT INTO item_search_fts (rowid, title, decided, text) VALUES (?, ?, ?, ?)", rows)

    async def execute(self, sql: str, params: dict[str, Any]) -> Any:
        (found,) = self._db.execute(sql, params).fetchone()
        return type("Results", (), {"single_value": staticmethod(lambda: found)})


@pytest.mark.parametrize("often", [0.03, 0.3, 0.9])
def test_as_many_items_as_are_shown_are_in_the_order_of_all(often: float, runner: asyncio.Runner) -> None:
    chance = random.Random(3)
    rows = [
        (key, *("plan" if chance.random() < share else "sag" for share in (often, 0.5, 1))) for key in range(1, ITEMS)
    ]
    ranks = {key: (title, decided, text).index("plan") for key, title, decided, text in rows}
    index: Any = Index(rows)
    for passing in (0.02, 0.5, 1.0):  # the filters
        items = numpy.array([key for key in ranks if chance.random() < passing], numpy.int64)
        whole = sorted(items.tolist(), key=lambda key: (ranks[key], key))
        for shown in (1, 20, 150, ITEMS):
            order = runner.run(_best_first(index, '"plan"', items, shown)).tolist()
            assert order[:shown] == whole[:shown]
            assert sorted(order) == sorted(whole)
