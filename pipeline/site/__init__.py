"""The Datasette plugin: Danish reading pages, search, and the texts about the tables of a published snapshot."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from datasette import Response, hookimpl
from datasette.utils.asgi import Request
from jinja2 import Environment
from markupsafe import Markup

from pipeline.lemmas import match_query
from pipeline.site import (
    chart_routes,
    csv_routes,
    danish,
    data_routes,
    feed_routes,
    front,
    privacy_routes,
    quality_routes,
    question_routes,
    reading_routes,
    routes,
    search,
    search_routes,
    viewer_routes,
)
from pipeline.site.catalogue import read_catalogue
from pipeline.site.cells import show_cell
from pipeline.site.column_names import column_name
from pipeline.site.columns import LOOKUPS, MACHINE_COLUMNS, shown_cells
from pipeline.site.defuse import defused
from pipeline.site.metadata import find_archive, read_metadata
from pipeline.site.once import once
from pipeline.site.opening import INDEX
from pipeline.site.packing import packed
from pipeline.site.printed import FILTERS
from pipeline.site.queries import named_queries, with_defaults
from pipeline.site.refusals import NOT_OPEN, refusal_page, refuse
from pipeline.site.remembered import Remembered
from pipeline.site.shield import LARGEST, SLOWEST, SLOWEST_OF_OWN, shielded
from pipeline.site.turns import in_turn
from pipeline.site.workbook import write_workbook

if TYPE_CHECKING:  # Datasette loads its plugins before this exists
    from datasette.app import Datasette
    from datasette.database import Database

STATIC = [file for file in files("pipeline.site").joinpath("static").iterdir() if file.name.endswith((".css", ".js"))]
STATIC_HASH = hashlib.sha256(b"".join(sorted(file.read_bytes() for file in STATIC))).hexdigest()[:8]
"""Part of the addresses of style sheet and scripts, so that a browser fetches new ones at once."""

described: WeakKeyDictionary[Datasette, dict[str, Any]] = WeakKeyDictionary()
"""The metadata of each running site that serves an archive."""


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    from datasette.plugins import pm  # importing it loads the plugins, and so this module

    # Datasette asks all plugins about an error, and its own answer prints the local variables where `rich` is
    # installed: what stands in a row would end in the log.
    pm.set_blocked("datasette.handle_exception")

    async def describe() -> None:
        if database := await find_archive(datasette):
            described[datasette] = await read_metadata(database)
            await read_ahead(database)

    return describe


async def read_ahead(database: Database) -> None:
    """What is read once for each snapshot, so that its first reader does not wait."""
    if set(front.TABLES) <= set(await database.table_names()):
        await once(database, front.read_front)
    if await search.can_search(database):
        await once(database, read_catalogue)


@hookimpl
def get_metadata(datasette: Datasette, key: str | None) -> dict[str, Any]:
    # "tables" is asked for permissions and facet sizes, of which we set none, and copied whole for each table.
    return {} if key == "tables" else described.get(datasette, {})


@hookimpl
def canned_queries(datasette: Datasette, database: str) -> dict[str, dict[str, object]]:
    return named_queries() if database in described.get(datasette, {}).get("databases", {}) else {}


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    # Datasette puts what is typed in its own search box through this function, so that box knows Danish too.
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)  # else `randomblob(1e9)` is a gigabyte of answer
    conn.create_function("escape_fts", 1, match_query, deterministic=True)


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    env.filters["dato"] = danish.danish_date
    env.filters["kolonne"] = column_name
    env.filters["viste"] = shown_cells
    env.filters.update(FILTERS)
    env.filters["tal"] = danish.danish_number
    env.globals["klokken"] = danish.danish_times
    env.globals["antal"] = danish.counted


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    archives: dict[str, dict[str, Any]] = described.get(datasette, {}).get("databases", {})
    name = next(iter(archives), None)
    return {
        "archive_name": name,
        "table_texts": archives[name]["tables"] if name else {},
        "machine_columns": MACHINE_COLUMNS,
        "lookup_names": LOOKUPS,
        "static_hash": STATIC_HASH,
    }


PAGES = (
    routes, reading_routes, search_routes, viewer_routes, chart_routes, quality_routes, data_routes, feed_routes,
    privacy_routes, question_routes, csv_routes,
)  # fmt: skip
ROUTES = [route for module in PAGES for route in module.ROUTES]
"""The addresses of the site's own pages."""


@hookimpl
def register_routes(datasette: Datasette) -> Sequence[tuple[str, Callable[..., Any]]]:
    return [*ROUTES, *routes.closed_routes(public=not datasette.setting("default_allow_sql"))]


@hookimpl(tryfirst=True)
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    def is_listed() -> bool:
        return bool(described.get(datasette, {}).get("listed"))

    slowest = SLOWEST_OF_OWN if datasette.setting("default_allow_sql") else SLOWEST

    def wrap(app: Any) -> Any:
        own = in_turn(defused(with_defaults(app)), datasette.setting("num_sql_threads"))
        return packed(shielded(Remembered(own) if may_remember(datasette) else own, is_listed, slowest))

    return wrap


def may_remember(datasette: Datasette) -> bool:
    """Whether an address has one answer for all who bring no cookie and no credentials, for as long as this runs.

    Another plugin may tell readers apart in a dozen ways, and may answer each with something else.
    """
    from datasette.plugins import DEFAULT_PLUGINS, pm

    known = {*DEFAULT_PLUGINS, __name__}
    return getattr(datasette, "is_unchanging", False) and {plugin.__name__ for plugin in pm.get_plugins()} <= known


@hookimpl
def permission_allowed(action: str, resource: Any) -> bool | None:
    # What a full-text index keeps is no table for readers; a search does not ask for this permission.
    return False if action == "view-table" and INDEX.search(resource[1]) else None


@hookimpl
def register_output_renderer(datasette: Datasette) -> dict[str, Any]:
    return {"extension": "xlsx", "render": write_workbook, "can_render": lambda: True}


@hookimpl
def render_cell(datasette: Datasette, row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    return show_cell(datasette, row, value, column, table)


@hookimpl
def forbidden(datasette: Datasette, request: Request) -> Callable[[], Awaitable[Response]]:
    return lambda: refusal_page(datasette, request, 403, NOT_OPEN)


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    return lambda: refuse(datasette, request, exception)
