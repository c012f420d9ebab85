"""/spoergsmaal: the questions that the archive answers, each with the fields that narrow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site.charts import chart_questions
from pipeline.site.opening import open_archive, render
from pipeline.site.queries import written_questions

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette


async def questions_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, ())
    await datasette.ensure_permissions(request.actor, [("view-database", database.name), "view-instance"])
    return await render(
        datasette, request, "spoergsmaal.html", questions=written_questions(), charts=list(chart_questions().values()),
        archive=database.name, here="spoergsmaal",
    )  # fmt: skip


ROUTES = [(r"^/spoergsmaal$", questions_page)]
