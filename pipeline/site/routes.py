"""The site's own pages. Datasette does not check who may see a plugin's pages: each asks for its tables first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette import Forbidden, Response
from datasette.utils.asgi import Request

from pipeline.site import front
from pipeline.site.metadata import find_archive
from pipeline.site.once import once
from pipeline.site.opening import open_archive, render
from pipeline.site.refusals import NOT_OPEN

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette


async def front_page(datasette: Datasette, request: Request) -> Response:
    if await find_archive(datasette) is None:
        from datasette.views.index import IndexView  # not there yet when plugins are loaded

        return await IndexView(datasette).get(request)
    database = await open_archive(datasette, request, front.TABLES)
    shown = await once(database, front.read_front)
    return await render(datasette, request, "forside.html", front=shown, archive=database.name, here="forside")


async def about_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, ())
    await datasette.ensure_permissions(request.actor, [("view-database", database.name), "view-instance"])
    return await render(datasette, request, "om.html", archive=database.name, here="om")


async def closed_page() -> Response:
    raise Forbidden(NOT_OPEN)


def closed_routes(public: bool) -> list[tuple[str, Callable[..., Any]]]:
    """Datasette's pages about itself: forms to try things out are for nobody, the others not for the public."""
    closed = "(?!static/|static-plugins/)" if public else "(allow-debug|messages|patterns)$"
    return [(f"^/-/{closed}", closed_page)]


ROUTES = [
    (r"^/(?P<format>$)", front_page),  # Datasette's own front page, where there is no archive, asks for a format
    (r"^/om$", about_page),
]
