"""The page of charts. A chart is drawn once for each snapshot and body that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site.charts import chart_questions, read_charts
from pipeline.site.once import once
from pipeline.site.opening import open_archive, render

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

LONGEST_NAME = 100
MOST_BODIES = 200
"""More names than these are no help to who types one."""

COUNTED = ("decisions", "meetings", "agenda_items", "attendances", "amounts", "recommendations")
"""What the counts are of: who may not see these may not see how many there are."""
TABLES = tuple(
    dict.fromkeys((*COUNTED, *(table for question in chart_questions().values() for table in question["tables"])))
)


async def charts_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, TABLES)
    body = (request.args.get("organ") or "").strip()[:LONGEST_NAME]
    charts = await once(database, read_charts, body)
    bodies = await database.execute("SELECT DISTINCT name FROM bodies ORDER BY name LIMIT ?", (MOST_BODIES + 1,))
    names = [name for (name,) in bodies]
    return await render(
        datasette, request, "diagrammer.html", charts=charts, body=body, asked=urlencode({"organ": body}),
        names=names if len(names) <= MOST_BODIES else (), archive=database.name, here="diagrammer",
    )  # fmt: skip


ROUTES = [(r"^/diagrammer$", charts_page)]
