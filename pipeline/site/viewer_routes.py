"""The viewer's addresses: a row on its page, any page of a document, a page's image and a piece of it."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site import viewer
from pipeline.site.answering import may_change
from pipeline.site.clip import cut_clip, read_clip
from pipeline.site.opening import open_archive, render
from pipeline.site.refusals import NotHere

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

NAME = re.compile(r"[0-9a-f]{32}")
ZOOMS = (1, 2, 3)
SCRIPTED = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; " \
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"  # fmt: skip
"""As the other pages, and the script that lets the keyboard turn the pages."""


async def place_page(datasette: Datasette, request: Request) -> Response:
    """A row marked on its page; `side` asks for another page that it stands on."""
    database = await open_archive(datasette, request, viewer.TABLES)
    place = await viewer.find_place(database, request.url_vars["id"])
    if place is None:
        raise NotHere("Rækken findes ikke i arkivet, eller den har ikke noget sted i et dokument.")
    page = read_page(request.args.get("side")) or place.page
    sheet = await viewer.read_sheet(database, place.document, page, place)
    return await show(datasette, request, sheet)


async def sheet_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, viewer.TABLES)
    number = read_page(request.url_vars["page"])
    sheet = await viewer.read_sheet(database, request.url_vars["document"], number or 0)
    return await show(datasette, request, sheet)


async def show(datasette: Datasette, request: Request, sheet: viewer.Sheet | None) -> Response:
    if sheet is None:
        raise NotHere("Siden findes ikke i arkivet.")
    database = await open_archive(datasette, request, ())
    image = sheet.image
    if image and not (NAME.fullmatch(image) and viewer.image_path(database, image).is_file()):
        may_change()  # it may be being made
        image = None
    zoom = request.args.get("zoom")
    return await render(
        datasette, request, "sted.html", policy=SCRIPTED, archive=database.name, sheet=sheet, image=image,
        zoom=int(zoom) if zoom in map(str, ZOOMS) else 1, zooms=ZOOMS,
    )  # fmt: skip


async def sheet_image(datasette: Datasette, request: Request) -> Response:
    """The image of a page, for those who may see the page's text."""
    database = await open_archive(datasette, request, viewer.TABLES)
    name = await viewer.image_name(database, request.url_vars["document"], read_page(request.url_vars["page"]) or 0)
    if not name or not NAME.fullmatch(name):
        raise NotHere("Siden vises ikke som billede.")
    return await send_image(datasette, request, name, partial(viewer.read_regular, viewer.image_path(database, name)))


async def clip_image(datasette: Datasette, request: Request) -> Response:
    """The piece of a page that a decision stands on."""
    database = await open_archive(datasette, request, viewer.TABLES)
    clip = await read_clip(database, request.url_vars["id"])
    if clip is None or not NAME.fullmatch(clip.image):
        raise NotHere("Siden vises ikke som billede.")
    mark = hashlib.sha256(repr(clip).encode()).hexdigest()[:32]
    return await send_image(datasette, request, mark, partial(cut_clip, viewer.image_path(database, clip.image), clip))


async def send_image(datasette: Datasette, request: Request, mark: str, read: Callable[[], bytes]) -> Response:
    """The PNG that `read` gives; `mark` changes when it does."""
    headers = {"Cache-Control": f"max-age={datasette.setting('default_cache_ttl')}", "ETag": f'"{mark}"',
        "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}  # fmt: skip
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(b"", status=304, headers=headers)
    try:
        data = await asyncio.to_thread(read)
    except OSError as error:
        raise NotHere("Billedet af siden er her ikke.") from error
    return Response(data, headers=headers, content_type="image/png")


def read_page(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None


ROUTES = [
    (r"^/vis/(?P<id>[a-z0-9-]+)$", place_page),
    (r"^/side/(?P<document>[0-9a-f]{16})/(?P<page>\d{1,5})$", sheet_page),
    (r"^/side/(?P<document>[0-9a-f]{16})/(?P<page>\d{1,5})\.png$", sheet_image),
    (r"^/udsnit/(?P<id>[a-z0-9-]+)\.png$", clip_image),
]
