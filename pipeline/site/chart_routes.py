"""The page of charts. A chart is drawn once for each snapshot and body that is asked for, and kept."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site.charts import Chart, chart_questions, read_charts
from pipeline.site.opening import open_archive, render

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette
    from datasette.database import Database

LONGEST_NAME = 100
KEPT = 50
MOST_BODIES = 200
"""More names than these are no help to who types one."""

COUNTED = ("decisions", "meetings", "agenda_items", "attendances", "amounts", "recommendations")
"""What the counts are of: who may not see these may not see how many there are."""
TABLES = tuple(
    dict.fromkeys((*COUNTED, *(table for question in chart_questions().values() for table in question["tables"])))
)

drawn: WeakKeyDictionary[Datasette, OrderedDict[str, list[Chart]]] = WeakKeyDictionary()
"""The charts of each running site by what was asked for, the last ones asked for."""


async def charts_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, TABLES)
    body = (request.args.get("organ") or "").strip()[:LONGEST_NAME]
    charts = await kept_charts(datasette, database, body)
    bodies = await database.execute("SELECT DISTINCT name FROM bodies ORDER BY name LIMIT ?", (MOST_BODIES + 1,))
    names = [name for (name,) in bodies]
    return await render(
        datasette, request, "diagrammer.html", charts=charts, body=body, asked=urlencode({"organ": body}),
        names=names if len(names) <= MOST_BODIES else (), archive=database.name, here="diagrammer",
    )  # fmt: skip


async def kept_charts(datasette: Datasette, database: Database, body: str = "") -> list[Chart]:
    """All charts, of the bodies whose name or organisation holds `body`."""
    known = drawn.setdefault(datasette, OrderedDict())
    if body not in known:
        known[body] = await read_charts(database, body)
        while len(known) > KEPT:
            known.popitem(last=False)
    known.move_to_end(body)
    return known[body]


ROUTES = [(r"^/diagrammer$", charts_page)]
