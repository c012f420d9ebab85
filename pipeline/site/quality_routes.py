"""The page about doubt. Names of refused files are not on it: a file that nobody could read may be called anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site import quality
from pipeline.site.opening import open_archive, render

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette


async def quality_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, (*quality.TABLES, *quality.SUMMARIES))
    page = await quality.read_quality(database)
    return await render(datasette, request, "kvalitet.html", page=page, archive=database.name, here="kvalitet")


ROUTES = [(r"^/kvalitet$", quality_page)]
