"""For researchers: the whole archive as a package, what its columns mean, and how to cite it.

`referat publish` lays the package beside the snapshot and gives it the same time of change. A package that differs from
the snapshot in that is of another one, which may tell what this one holds back: it is never given out.
"""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Row
from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import AsgiFileDownload, Request

from pipeline.site.answering import may_change
from pipeline.site.once import once
from pipeline.site.opening import INDEX, open_archive, render
from pipeline.site.quality import COMPLETENESS, is_counted
from pipeline.site.refusals import NotHere

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette
    from datasette.database import Database

NAME = "referater.zip"
NO_PACKAGE = "Der er ingen samlet pakke af dette arkiv. Tabellerne kan hentes hver for sig."

COUNTS = """SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM meetings) AS meetings,
    (SELECT min(year) FROM meetings) AS first, (SELECT max(year) FROM meetings) AS last,
    (SELECT substr(max(started), 1, 10) FROM runs) AS read,
    (SELECT version FROM documents ORDER BY version DESC LIMIT 1) AS version"""


async def data_page(datasette: Datasette, request: Request) -> Response:
    database = await open_everything(datasette, request)
    package = find_package(database)
    about, completeness = await once(database, _count)  # the page itself is made anew: the package may come or go
    version = str(about["version"] or "").partition(".sources.")[0]
    return await render(
        datasette, request, "data.html", package=package and package.stat().st_size / 1e6, about=about,
        version=version, completeness=completeness, archive=database.name, here="data",
    )  # fmt: skip


async def _count(database: Database) -> tuple[Row, list[Row]]:
    rows = await database.execute(COMPLETENESS) if await is_counted(database) else ()
    return (await database.execute(COUNTS)).first(), list(rows)


async def package_file(datasette: Datasette, request: Request) -> AsgiFileDownload:
    package = find_package(await open_everything(datasette, request))
    if package is None:
        raise NotHere(NO_PACKAGE)
    return AsgiFileDownload(str(package), filename=NAME, content_type="application/zip")


async def open_everything(datasette: Datasette, request: Request) -> Database:
    """The archive, for a reader who may see every table of it; raises NotHere or Forbidden."""
    database = await open_archive(datasette, request, ())
    tables = [name for name in await database.table_names() if not INDEX.search(name)]
    return await open_archive(datasette, request, [*tables, *await database.view_names()])


def find_package(database: Database) -> Path | None:
    """The package of this very snapshot."""
    may_change()  # it is packed after the snapshot is published
    if not database.path:
        return None
    snapshot = Path(database.path)
    package = snapshot.with_suffix(".package.zip")
    try:
        return package if package.stat().st_mtime_ns == snapshot.stat().st_mtime_ns else None
    except FileNotFoundError:
        return None


ROUTES = [(r"^/data$", data_page), (r"^/data/referater\.zip$", package_file)]
