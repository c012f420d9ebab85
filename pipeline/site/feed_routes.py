"""The addresses of the feeds: all that is new, and what is new of a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Row
from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site import feed, search
from pipeline.site.catalogue import read_catalogue
from pipeline.site.once import once
from pipeline.site.opening import open_archive
from pipeline.site.question import read_question
from pipeline.site.refusals import NotHere
from pipeline.site.search_routes import TOO_OLD

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

KIND = "application/atom+xml; charset=utf-8"


async def newest_feed(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, feed.TABLES)
    rows = await once(database, feed.newest_decisions)
    return _answer(datasette, request, "Nye beslutninger", rows, "/beslutninger.atom", "/")


async def search_feed(datasette: Datasette, request: Request) -> Response:
    """The newest decisions that a search finds; its address is that of the search page with another ending."""
    database = await open_archive(datasette, request, (*feed.TABLES, *search.TABLES))
    if not await search.can_search(database):
        raise NotHere(TOO_OLD)
    catalogue = await once(database, read_catalogue)
    asked = read_question({key: request.args.get(key) for key in request.args}, catalogue)
    question = replace(asked, order="dato", page=1)
    answer = await search.answer_question(database, question, catalogue)
    newest = () if question.is_empty else answer.items[: feed.MOST_ENTRIES]
    items = await search.read_items(database, newest, question.outcome)
    keys = [decision["id"] for item in items for decision in item.decisions]
    rows = await feed.chosen_decisions(database, keys)
    words = (
        question.text, question.year, catalogue.body_names.get(question.body, question.body),
        catalogue.outcome_labels.get(question.outcome, question.outcome), question.party,
    )  # fmt: skip
    title = f"Nye beslutninger: {', '.join(filter(None, words)) or 'ingen søgning'}"
    query = question.address()
    return _answer(datasette, request, title, rows, f"/soeg.atom?{query}", f"/soeg?{query}")


def _answer(
    datasette: Datasette, request: Request, title: str, rows: Sequence[Row], own: str, page: str
) -> Response:  # fmt: skip
    def address(path: str) -> str:
        return str(datasette.absolute_url(request, datasette.urls.path(path)))

    headers = {"Cache-Control": f"max-age={datasette.setting('default_cache_ttl')}"}
    return Response(feed.write_feed(title, rows, address, own, page), content_type=KIND, headers=headers)


ROUTES = [(r"^/beslutninger\.atom$", newest_feed), (r"^/soeg\.atom$", search_feed)]
