"""Pages for what went wrong: Danish, without a trace of the program, and one line in the log."""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import Base400, NotFound, Request

from pipeline.privacy import mask

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
BUSY = "Der hentes allerede så mange tabeller, som siden kan nå. Prøv igen om et øjeblik."
NOT_OPEN = "Du har ikke adgang til denne side."
NOT_KNOWN = "Adressen beder om noget, som siden ikke kender."
NOT_SELECT = "Her kan kun læses: en forespørgsel i SQL skal begynde med SELECT eller WITH."
SQL_FAILED = "Forespørgslen i SQL kan ikke udføres. Databasen svarer:"
ASKED_WRONG = (
    ("_size must be <=", "Så mange rækker kan ikke vises på én gang. Sæt _size lavere."),
    ("_size", "Antallet af rækker, _size, skal være et helt tal."),
    ("Cannot sort", "Tabellen kan ikke sorteres efter den kolonne."),
    ("Cannot use _sort", "Tabellen kan ikke sorteres både stigende og faldende. Brug enten _sort eller _sort_desc."),
    ("Cannot search", "Der kan ikke søges i den kolonne."),
    ("_col", "Tabellen har ikke den kolonne."),
    ("_nocol", "Tabellen har ikke den kolonne."),
    ("no such column", "Tabellen har ikke den kolonne."),
    ("Statement must be", NOT_SELECT),
)
"""How Datasette's message begins, and what the reader is told instead."""
TAKEN_AS_IT_IS = re.compile(r"_through|_timelimit|.+__(?:not)?in")
"""Parameters that Datasette reads as JSON or as a number without asking whether they are."""
UNEXPECTED = "Der skete en fejl hos os. Prøv igen, eller søg efter det, du leder efter."


class NotHere(NotFound):
    """One of the site's own pages has nothing to show; the message is in Danish."""


async def refuse(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """The answer to a request that raised `exception`; an unexpected one is told in one line of the log."""
    from datasette.database import QueryInterrupted  # these are not there yet when plugins are loaded
    from datasette.utils import ValueAsBooleanError
    from datasette.views.base import DatasetteError

    from pipeline.site.unchanging import Busy

    status, message, detail = 500, UNEXPECTED, ""
    if isinstance(exception, NotHere):
        status, message = exception.status, str(exception)
    elif isinstance(exception, DatasetteError) and exception.title == "SQL Interrupted":
        status, message = 503, TOO_SLOW
    elif isinstance(exception, Base400 | DatasetteError):
        said = str(getattr(exception, "message", None) or exception)
        status = 400 if exception.status >= 500 else exception.status  # Datasette's 500 is for an address it refuses
        message = in_danish(status, said)
        if message == NOT_KNOWN or said.startswith("no such column"):
            own_sql = getattr(exception, "title", None) == "Invalid SQL" and {"sql", "_where"} & set(request.args)
            message, detail = (SQL_FAILED, said) if own_sql else (message, "")
    elif isinstance(exception, ValueAsBooleanError):
        status, message = 400, NOT_KNOWN
    elif _is_misread(exception, request):
        status, message = 400, NOT_KNOWN
        _tell(logging.WARNING, exception, request)  # an error of our own behind such an address must not go unseen
    elif isinstance(exception, QueryInterrupted) or exception.args == ("interrupted",):
        status, message = 503, TOO_SLOW
    elif isinstance(exception, Busy):
        status, message = 503, BUSY
    else:
        _tell(logging.ERROR, exception, request)
    if request.path.split("?")[0].endswith(".json"):
        heading = HEADINGS.get(status, HEADINGS[500])
        error = f"{message or heading} {detail}".strip()
        return Response.json({"ok": False, "error": error, "status": status, "title": heading}, status=status)
    return await refusal_page(datasette, request, status, message, detail)


def _tell(level: int, exception: Exception, request: Request) -> None:
    """One line of the log: the error's class and place and the address asked for, nothing that a reader typed."""
    place = traceback.extract_tb(exception.__traceback__)[-1]
    module, path = Path(place.filename).name, mask(request.path)[0]
    log.log(level, "%s in %s:%s for %s", type(exception).__name__, module, place.lineno, path)


def _is_misread(exception: Exception, request: Request) -> bool:
    """Whether Datasette took for JSON or for a number what is neither."""
    asked = any(TAKEN_AS_IT_IS.fullmatch(name) for name in request.args)
    return asked and isinstance(exception, ValueError | KeyError | TypeError)


def in_danish(status: int, said: str) -> str:
    """What the reader is told where Datasette `said` something in English; a 404 explains itself."""
    if status in (403, 404):
        return NOT_OPEN if status == 403 else ""
    return next((danish for begins, danish in ASKED_WRONG if said.startswith(begins)), NOT_KNOWN)


async def refusal_page(datasette: Datasette, request: Request, status: int, message: str, detail: str = "") -> Response:
    """`detail` is quoted as it is: what the database said about the reader's own SQL."""
    heading = HEADINGS.get(status, HEADINGS[500])
    context = {"status": status, "heading": heading, "message": message, "detail": detail}
    return Response.html(await datasette.render_template("fejl.html", context, request=request), status=status)
