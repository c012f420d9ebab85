"""A whole table as CSV: the same bytes as Datasette's, in time with its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import AsgiStream, Request

from pipeline.site.streaming import Asked, lend, stream_rows, understand

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

ROUTE = r"^/(?P<database>[^/.]+)/(?P<table>[^/.]+)\.(?P<format>csv)$"
DATASETTES_OWN = ("_next", "_trace")
"""Parameters that only make sense page by page."""


async def table_csv(datasette: Datasette, request: Request) -> Any:
    """All rows of a table or of what is filtered of it, with `_stream`; anything else is left to Datasette."""
    from datasette.views.table import TableView

    if request.method != "GET" or not request.args.get("_stream"):
        return await TableView(datasette).dispatch_request(request)
    if any(name in request.args for name in DATASETTES_OWN):
        return await TableView(datasette).dispatch_request(request)
    asked = await understand(datasette, _without_counts(request))
    if asked is None:
        return await TableView(datasette).dispatch_request(request)
    async with AsyncExitStack() as lent:
        connection = await lent.enter_async_context(lend(datasette, asked.database))
        rows = await lent.enter_async_context(aclosing(stream_rows(datasette, asked, connection)))
        first: list[list[Any]] = await anext(rows, [])  # what cannot be answered is told before anything is sent
        kept = lent.pop_all()

    async def write(stream: Any) -> None:
        async with kept:
            await _write(stream, asked, first, rows, head=request.args.get("_header") != "off")

    answer = AsgiStream(write, content_type="text/plain; charset=utf-8")
    if request.args.get("_dl"):
        answer.content_type = "text/csv; charset=utf-8"
        answer.headers["content-disposition"] = f'attachment; filename="{asked.table}.csv"'
    return answer


async def _write(
    stream: Any, asked: Asked, first: list[list[Any]], rows: AsyncGenerator[list[list[Any]], None], *, head: bool
) -> None:
    lines = io.StringIO()
    out = csv.writer(lines)
    labelled = [column in asked.labelled for column in asked.columns]
    if head:
        out.writerow(_flat(((column, f"{column}_label") for column in asked.columns), labelled, names=True))
    some = first
    while some:
        out.writerows((_flat(row, labelled) for row in some) if any(labelled) else some)
        await stream.write(lines.getvalue())
        lines.seek(0)
        lines.truncate()
        some = await anext(rows, [])
    await stream.write(lines.getvalue())


def _flat(row: Any, labelled: list[bool], *, names: bool = False) -> list[Any]:
    """The cells with each label behind its value; of what is no label the first of a pair of `names`."""
    flat: list[Any] = []
    for cell, is_pair in zip(row, labelled, strict=True):
        if is_pair:
            flat += cell
        else:
            flat.append(cell[0] if names else cell)
    return flat


def _without_counts(request: Request) -> Request:
    query = f"{request.query_string}&_nofacet=1&_nocount=1"
    return Request({**request.scope, "query_string": query.encode("latin-1")}, request.receive)


ROUTES = [(ROUTE, table_csv)]
