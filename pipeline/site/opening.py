"""Opening the archive for a reader, and answering with a page.

Datasette does not check who may see a plugin's pages: each asks for its tables first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site.metadata import find_archive
from pipeline.site.refusals import NotHere

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette
    from datasette.database import Database

INDEX = re.compile(r"_fts(_|$)|^item_(search|parties)$|^sqlite_", re.IGNORECASE)
"""In the names of the tables that serve the search and SQLite itself, and tell readers nothing."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What a browser may load on these pages: nothing from elsewhere, and no scripts."""


async def open_archive(datasette: Datasette, request: Request, tables: Iterable[str]) -> Database:
    """The archive, if the reader may see all of `tables`; raises NotHere or Forbidden."""
    database = await find_archive(datasette)
    if database is None:
        raise NotHere("Her er intet arkiv.")
    for table in tables:
        await datasette.ensure_permissions(
            request.actor,
            [("view-table", (database.name, table)), ("view-database", database.name), "view-instance"],
        )
    return database


def lasting_address(datasette: Datasette, request: Request) -> str:
    """The whole address of the page, without what was asked of it."""
    address: str = datasette.absolute_url(request, request.path.partition("?")[0])
    return address


async def render(
    datasette: Datasette, request: Request, template: str, *, policy: str = POLICY, **context: Any
) -> Response:
    """A page; the template knows the page's lasting address as `address`."""
    context.setdefault("address", lasting_address(datasette, request))
    body = await datasette.render_template(template, context, request=request)
    seconds = datasette.setting("default_cache_ttl")
    headers = {"Content-Security-Policy": policy, "Cache-Control": f"max-age={seconds}"}
    return Response.html(body, headers=headers)
