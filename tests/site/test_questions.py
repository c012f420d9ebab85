"""Does a question know its defaults, and does a reader who clears a field get what was asked?"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from small_archive import Client

from pipeline.site import queries


def asked(path: str, query: bytes) -> bytes:
    """The query that Datasette sees."""
    seen: list[dict[str, Any]] = []

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        seen.append(scope)

    scope = {"type": "http", "path": path, "query_string": query}
    asyncio.run(queries.with_defaults(app)(scope, None, None))
    query_string: bytes = seen[0]["query_string"]
    return query_string


def test_what_the_address_leaves_out_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "defaults", lambda: {"ord": {"ord": "cykelsti & mere", "fra": ""}})
    assert asked("/referater/ord", b"") == b"ord=cykelsti+%26+mere&fra="
    assert asked("/referater/ord.csv", b"ord=&_size=max") == b"ord=&_size=max&fra="  # a cleared field stays clear
    assert asked("/referater/ord/1", b"") == b""
    assert asked("/referater/decisions", b"year=2021") == b"year=2021"


@pytest.mark.parametrize("name", queries.all_queries())
def test_every_question_answers_with_its_defaults(site: Client, name: str) -> None:
    answer = site.get(f"/referater/{name}.json?_shape=array")
    assert answer.status_code == 200, answer.text
    assert "<textarea" not in site.page(f"/referater/{name}")  # its SQL is shown when asked for
