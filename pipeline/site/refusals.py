"""Pages for what went wrong: Danish, without a trace of the program, and one line in the log."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import Base400, Request

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

log = logging.getLogger("referat.site")

HEADINGS = {
    400: "Forespørgslen kan ikke besvares",
    403: "Ingen adgang",
    404: "Siden findes ikke",
    500: "Noget gik galt",
    503: "Det tog for lang tid",
}
TOO_SLOW = "Der er for meget at lede i. Prøv med flere eller længere ord, eller vælg et år eller et organ."
UNEXPECTED = "Der skete en fejl hos os. Prøv igen, eller søg efter det, du leder efter."


async def refuse(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """The answer to a request that raised `exception`; an unexpected one is told in one line of the log."""
    from datasette.database import QueryInterrupted  # these are not there yet when plugins are loaded
    from datasette.views.base import DatasetteError

    status, message = 500, UNEXPECTED
    if isinstance(exception, Base400):
        status, message = exception.status, str(exception.args[0]) if exception.args else ""
    elif isinstance(exception, DatasetteError):
        status, message = exception.status, str(exception.message or exception)
    elif isinstance(exception, QueryInterrupted):
        status, message = 503, TOO_SLOW
    else:
        place = traceback.extract_tb(exception.__traceback__)[-1]
        log.error("%s in %s:%s for %s", type(exception).__name__, place.filename, place.lineno, request.path)
    if request.path.split("?")[0].endswith(".json"):
        title = exception.title if isinstance(exception, DatasetteError) else None
        return Response.json({"ok": False, "error": message, "status": status, "title": title}, status=status)
    return await refusal_page(datasette, request, status, "" if status == 404 and message == "404" else message)


async def refusal_page(datasette: Datasette, request: Request, status: int, message: str) -> Response:
    context = {"status": status, "heading": HEADINGS.get(status, HEADINGS[500]), "message": message}
    return Response.html(await datasette.render_template("fejl.html", context, request=request), status=status)
