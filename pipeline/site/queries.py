"""The questions that the site asks on the reader's behalf: named queries with their Danish titles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pipeline.site.charts import chart_questions


@cache
def written_questions() -> list[dict[str, Any]]:
    """The ten questions of questions.toml."""
    file = files("pipeline.site").joinpath("questions.toml")
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["question"]
    return found


@cache
def all_queries() -> dict[str, dict[str, Any]]:
    """Every named query by id: those of questions.toml, and those that charts are drawn from."""
    questions = (*written_questions(), *chart_questions().values())
    named = {
        question["id"]: {name: question[name] for name in ("title", "description", "sql")}
        | {"params": list(question["params"])}
        for question in questions
    }
    if len(named) < len(questions):
        raise ValueError("two questions have one id")
    return named


@cache
def defaults() -> dict[str, dict[str, str]]:
    """By query, what its parameters are where an address does not say."""
    questions = written_questions()
    return {question["id"]: {name: str(value) for name, value in question["params"].items()} for question in questions}


def named_queries() -> dict[str, dict[str, object]]:
    """What Datasette takes as the queries of a database; fresh dictionaries, as it writes into them."""
    return {name: {**query, "hide_sql": True} for name, query in all_queries().items()}


QUERY = re.compile(r"/[^/]+/(?P<name>[a-z0-9-]+)(?:\.(?:csv|json|xlsx))?")


def with_defaults(app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The application, told the defaults of a question's parameters that the address leaves out: Datasette has none."""

    async def answer(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        found = QUERY.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found and (known := defaults().get(found["name"])):
            said = {name for name, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)}
            unsaid = urlencode({name: value for name, value in known.items() if name not in said})
            query = b"&".join(filter(None, (scope["query_string"], unsaid.encode())))
            scope = {**scope, "query_string": query}
        await app(scope, receive, send)

    return answer
