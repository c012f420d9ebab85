"""The search's addresses: the page, and the whole answer as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import AsgiStream, Request

from pipeline.site import search
from pipeline.site.catalogue import read_catalogue
from pipeline.site.hits import print_hits
from pipeline.site.once import once
from pipeline.site.opening import open_archive, render
from pipeline.site.question import FILTERS, ORDERS, Question, read_question
from pipeline.site.refusals import NotHere

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette
    from datasette.database import Database

ITEMS_AT_ONCE = 500
ITEMS_A_PAGE = 1000
"""Of the JSON; CSV has them all."""
COLUMNS = (
    "item_id", "date", "organisation", "body", "item_number", "item_title", "case_number", "closed", "decision_id",
    "decision", "outcome", "outcome_label", "page", "rule", "link",
)  # fmt: skip
TOO_OLD = "Arkivet er udgivet med en ældre udgave af programmet. Det skal udgives igen, før der kan søges i det."


async def ask(
    datasette: Datasette, request: Request, page_size: int | None = None
) -> tuple[Database, Question, search.Answer]:
    """The archive, the question in the address and the answer to it, in order as far as its page goes."""
    database = await open_archive(datasette, request, search.TABLES)
    if not await search.can_search(database):
        raise NotHere(TOO_OLD)
    catalogue = await once(database, read_catalogue)
    question = read_question({key: request.args.get(key) for key in request.args}, catalogue)
    shown = page_size and page_size * question.page
    return database, question, await search.answer_question(database, question, catalogue, shown)


async def search_page(datasette: Datasette, request: Request) -> Response:
    database, question, answer = await ask(datasette, request, search.PAGE_SIZE)
    catalogue = await once(database, read_catalogue)
    found = [] if question.is_empty else await search.read_items(
        database, answer.page(question.page), question.outcome
    )  # fmt: skip
    labels = {
        "aar": question.year,
        "organ": catalogue.body_names.get(question.body, question.body),
        "udfald": catalogue.outcome_labels.get(question.outcome, question.outcome),
        "parti": question.party,
    }
    return await render(
        datasette, request, "soeg.html",
        archive=database.name, here="soeg", question=question, answer=answer, total=len(answer.items),
        page=min(question.page, max(answer.pages, 1)), hits=await print_hits(database, found, question.text),
        chosen=[(name, labels[name]) for name in FILTERS if labels[name]], orders=ORDERS,
    )  # fmt: skip


async def search_csv(datasette: Datasette, request: Request) -> AsgiStream:
    """One row for each decision, and one for each item without: UTF-8, commas; formulas are defused on the way out."""
    database, question, answer = await ask(datasette, request)
    items = datasette.absolute_url(request, datasette.urls.path("/punkt/"))

    async def write(stream: Any) -> None:
        lines = io.StringIO()
        rows = csv.writer(lines)
        rows.writerow(COLUMNS)
        async for item in every_item(database, question, answer):
            rows.writerows(flat_rows(item, f"{items}{item.row['id']}"))
            if lines.tell() > 1 << 16:
                await stream.write(lines.getvalue())
                lines.seek(0)
                lines.truncate()
        await stream.write(lines.getvalue())

    return AsgiStream(
        write,
        headers={"Content-Disposition": 'attachment; filename="soegning.csv"'},
        content_type="text/csv; charset=utf-8",
    )


async def search_json(datasette: Datasette, request: Request) -> AsgiStream:
    """The question as it was understood, how many items, the counts, a thousand items with their decisions, and where
    the next ones are."""
    database, question, answer = await ask(datasette, request, ITEMS_A_PAGE)
    asked = {
        "q": question.text, "aar": question.year, "organ": question.body, "udfald": question.outcome,
        "parti": question.party, "sorter": question.order,
    }  # fmt: skip
    first = ITEMS_A_PAGE * (question.page - 1)
    shown = replace(answer, items=answer.items[first : first + ITEMS_A_PAGE])
    more = not question.is_empty and len(answer.items) > first + ITEMS_A_PAGE
    items = datasette.absolute_url(request, datasette.urls.path("/punkt/"))
    following = datasette.urls.path(f"/soeg.json?{question.address(side=str(question.page + 1))}")
    head = {
        "question": {key: value for key, value in asked.items() if value},
        "total": len(answer.items),
        "whole": answer.is_whole,
        "facets": {
            facet.name: [{"value": value.value, "label": value.label, "items": value.items} for value in facet.values]
            for facet in answer.facets
        },
        "next": datasette.absolute_url(request, following) if more else None,
    }

    async def write(stream: Any) -> None:
        await stream.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [')
        between = "\n"
        async for item in every_item(database, question, shown):
            row = item_json(item, f"{items}{item.row['id']}")
            await stream.write(between + json.dumps(row, ensure_ascii=False))
            between = ",\n"
        await stream.write("\n]}\n")

    return AsgiStream(write, content_type="application/json; charset=utf-8")


async def every_item(
    database: Database, question: Question, answer: search.Answer
) -> AsyncIterator[search.FoundItem]:  # fmt: skip
    """All items of an answer in its order; none for an empty question, which asks nothing."""
    items = () if question.is_empty else answer.items
    for start in range(0, len(items), ITEMS_AT_ONCE):
        for item in await search.read_items(database, items[start : start + ITEMS_AT_ONCE], question.outcome):
            yield item


def flat_rows(item: search.FoundItem, link: str) -> list[tuple[object, ...]]:
    row = item.row
    head = (
        row["id"], row["date"], row["organisation"], row["body"], row["number"], row["title"], row["case_number"],
        row["closed"],
    )  # fmt: skip
    if not item.decisions:
        return [(*head, None, None, None, None, row["page"], None, link)]
    return [
        (*head, one["id"], one["text"], one["outcome"], one["label"], one["page"], one["rule"], f"{link}#{one['id']}")
        for one in item.decisions
    ]


def item_json(item: search.FoundItem, link: str) -> dict[str, object]:
    names = ("id", "date", "organisation", "body", "number", "title", "case_number", "closed", "page")
    decisions = [
        {"id": one["id"], "text": one["text"], "outcome": one["outcome"], "outcome_label": one["label"],
         "page": one["page"], "rule": one["rule"]}
        for one in item.decisions
    ]  # fmt: skip
    return {name: item.row[name] for name in names} | {"link": link, "decisions": decisions}


ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/soeg$", search_page),
    (r"^/soeg\.csv$", search_csv),
    (r"^/soeg\.json$", search_json),
]
