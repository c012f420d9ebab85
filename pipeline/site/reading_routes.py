"""The addresses of what is read: meetings, items, decisions, organs, persons and cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site import body, decision, linked, person, reading
from pipeline.site.cite import cite
from pipeline.site.opening import lasting_address, open_archive, render
from pipeline.site.refusals import NotHere

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette
    from datasette.database import Database

CASE = "SELECT cases.*, organisations.name AS organisation FROM cases LEFT JOIN organisations ON " \
    "organisations.id = cases.organisation_id WHERE cases.id = ?"  # fmt: skip
CASE_TABLES = (
    "cases",
    "case_items",
    "link_methods",
    "agenda_items",
    "decisions",
    "outcomes",
    "bodies",
    "organisations",
)
NOT_LINKED = "Arkivet er udgivet uden {what}."


async def meeting_page(datasette: Datasette, request: Request) -> Response:
    database = await open_linked(datasette, request, reading.TABLES)
    page = await reading.read_meeting(database, request.url_vars["id"])
    if page is None:
        raise NotHere("Mødet findes ikke i arkivet.")
    meeting = page.meeting
    return await render(
        datasette, request, "moede.html", page=page, archive=database.name,
        links=await linked.read_links(database, [item.row["id"] for item in page.items]),
        persons=await linked.read_persons(database, meeting["id"]),
        citation=cite(lasting_address(datasette, request), meeting, sha256=meeting["sha256"]),
    )  # fmt: skip


async def item_page(datasette: Datasette, request: Request) -> Response:
    database = await open_linked(datasette, request, reading.TABLES)
    page = await reading.read_item(database, request.url_vars["id"])
    if page is None:
        raise NotHere("Punktet findes ikke i arkivet.")
    row = page.items[0].row
    return await render(
        datasette, request, "punkt.html", page=page, archive=database.name,
        links=await linked.read_links(database, [item.row["id"] for item in page.items]),
        citation=cite(
            lasting_address(datasette, request), page.meeting, item=row, page=row["page"], sha256=row["sha256"]
        ),
    )  # fmt: skip


async def decision_page(datasette: Datasette, request: Request) -> Response:
    database = await open_linked(datasette, request, decision.TABLES)
    page = await decision.read_decision(database, request.url_vars["id"])
    if page is None:
        raise NotHere("Beslutningen findes ikke i arkivet.")
    return await render(
        datasette, request, "beslutning.html", page=page, archive=database.name,
        links=await linked.read_links(database, [page.item.row["id"]]),
        citation=cite(
            lasting_address(datasette, request), page.meeting, item=page.item.row, page=page.decision["page"],
            sha256=page.decision["sha256"],
        ),
    )  # fmt: skip


async def body_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, body.TABLES)
    page = await body.read_body(database, request.url_vars["id"])
    if page is None:
        raise NotHere("Organet findes ikke i arkivet.")
    title = ", ".join(filter(None, (page.body["organisation"], page.body["name"])))
    return await render(
        datasette, request, "organ.html", page=page, archive=database.name,
        citation=cite(lasting_address(datasette, request), None, title=f"{title}: møder og beslutninger"),
    )  # fmt: skip


async def person_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, ())
    if not set(person.TABLES) <= set(await database.table_names()):
        raise NotHere(NOT_LINKED.format(what="personer"))
    await open_archive(datasette, request, person.TABLES)
    page = await person.read_person(database, request.url_vars["id"])
    if page is None:
        raise NotHere("Personen findes ikke i arkivet.")
    title = ", ".join(filter(None, (page.person["organisation"], page.person["name"])))
    return await render(
        datasette, request, "person.html", page=page, archive=database.name,
        citation=cite(lasting_address(datasette, request), None, title=f"{title}: deltagelse i møder"),
    )  # fmt: skip


async def case_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, ())
    if "cases" not in await linked.present_parts(database):
        raise NotHere(NOT_LINKED.format(what="sager"))
    await open_archive(datasette, request, CASE_TABLES)
    case = (await database.execute(CASE, (request.url_vars["id"],))).first()
    if case is None:
        raise NotHere("Sagen findes ikke i arkivet.")
    number = f" (sag {case['case_number']})" if case["case_number"] else ""
    return await render(
        datasette, request, "sag.html", archive=database.name, case=case,
        steps=await linked.read_steps(database, case["id"]),
        citation=cite(lasting_address(datasette, request), None, title=f"{case['title'] or 'Sag'}{number}"),
    )  # fmt: skip


async def open_linked(datasette: Datasette, request: Request, tables: tuple[str, ...]) -> Database:
    """The archive, if the reader may see these tables and all of the links that it has."""
    database = await open_archive(datasette, request, tables)
    there = set(await database.table_names())
    return await open_archive(datasette, request, [table for table in linked.TABLES if table in there])


ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/moede/(?P<id>[a-z0-9-]+)$", meeting_page),
    (r"^/punkt/(?P<id>[a-z0-9-]+)$", item_page),
    (r"^/beslutning/(?P<id>[a-z0-9-]+)$", decision_page),
    (r"^/organ/(?P<id>[a-z0-9-]+)$", body_page),
    (r"^/person/(?P<id>[a-z0-9-]+)$", person_page),
    (r"^/sag/(?P<id>[a-z0-9-]+)$", case_page),
]
