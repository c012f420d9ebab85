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


def test_the_page_of_questions_has_them_all_with_their_fields(site: Client) -> None:
    page = site.page("/spoergsmaal")
    for question in queries.written_questions():
        assert f'<a href="/referater/{question["id"]}">{question["title"]}</a>' in page
        for name, value in question["params"].items():
            assert f'id="{question["id"]}-{name}" name="{name}" value="{value}"' in page
    assert len(queries.written_questions()) == 10


def test_two_questions_never_share_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    queries.all_queries.cache_clear()
    monkeypatch.setattr(queries, "chart_questions", lambda: {"ord": queries.written_questions()[0]})
    with pytest.raises(ValueError, match="one id"):
        queries.all_queries()
    queries.all_queries.cache_clear()
