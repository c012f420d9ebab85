"""What every answer of the site has: headers that bind the browser, and bounds on its size and time."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from pipeline.privacy import mask
from pipeline.site.answering import UNHURRIED, Answering, answering, nobody_waits

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]

log = logging.getLogger("referat.site")

LARGEST = 10_000_000  # bytes of an answer that is not a table's CSV, which is streamed
SLOWEST = 2.0
"""Seconds until the first byte of an answer in public; a query has less."""
SLOWEST_OF_OWN = 10.0
"""The same on one's own machine, where SQL is open and nobody else waits."""
PATIENCE = 30.0
"""Seconds for a reader to take the next piece of an answer: who takes none keeps others from a long one."""
MOST_ASKED, MOST_FACETS = 60, 8
"""Parameters of an address, and facets among them: Datasette takes time with the square of the first and with both of
them together, in which nobody else is answered. Five thousand keep it busy for more than a minute."""
FEW_ENTRIES, MOST_ENTRIES = 30, 1000
"""Entries that a facet shows unless asked for more, and at most."""
MOST_LINKS = 80_000
"""Facets times entries times parameters: each entry is a link with all parameters, 13 microseconds apiece."""
METHODS = ("GET", "HEAD")
ALLOWED = (b"allow", ", ".join(METHODS).encode())
POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For answers that bring no policy of their own: nothing from elsewhere, and no script that stands in a page."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
KEPT, AGE = b"max-age=5", re.compile(rb"max-age=(?!0\b|5\b)")
STATIC = "/-/static"
UNLISTED = (b"x-robots-tag", b"noindex, nofollow, noarchive")
ALIVE = "/-/healthz"

TOO_LARGE = (413, "Svaret er for stort. Bed om færre rækker, eller hent tabellen som CSV.")
TOO_SLOW = (503, "Det tog for lang tid. Prøv med et år eller et organ.")
TOO_MUCH = (400, "Adressen beder om for meget på én gang. Brug færre filtre eller færre facetter.")
NOT_ALLOWED = (405, "Her kan kun læses.")
FAILED = (500, "Noget gik galt.")


class BrokenOff(BaseException):
    """An answer ends here, whole or not: no exception that the application may answer with something else."""


def shielded(app: App, is_listed: Callable[[], bool], slowest: float = SLOWEST) -> App:
    """The application with its answers bound to `slowest` seconds; `is_listed` tells whether search engines may list
    it."""

    async def answer(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            return await app(scope, receive, send)
        guarded = with_headers(send, is_listed(), lasting=scope["path"].startswith(STATIC))
        if scope["path"] == ALIVE:
            return await say(guarded, (200, "ok"))
        if scope["path"] == "/robots.txt":
            return await say(guarded, (200, f"User-agent: *\nDisallow:{'' if is_listed() else ' /'}\n"))
        if scope["method"] not in METHODS:
            return await say(guarded, NOT_ALLOWED, ALLOWED)
        if _asks_too_much(scope["query_string"]):
            return await say(guarded, TOO_MUCH)
        seconds = UNHURRIED if nobody_waits.get() else slowest
        token = answering.set(Answering(seconds))
        try:
            await _bound(app, scope, receive, guarded, seconds)
        finally:
            answering.reset(token)

    return answer


def _asks_too_much(query: bytes) -> bool:
    if query.count(b"&") >= MOST_ASKED:
        return True
    asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    facets = sum(name.startswith("_facet") for name, _ in asked if name != "_facet_size")
    sizes = [int(value) if value.isdecimal() else MOST_ENTRIES for name, value in asked if name == "_facet_size"]
    entries = min(max(sizes, default=FEW_ENTRIES), MOST_ENTRIES)
    return facets > MOST_FACETS or facets * entries * len(asked) > MOST_LINKS


async def _bound(app: App, scope: Scope, receive: Any, send: Send, slowest: float) -> None:
    """Pass an answer on unless it is too large or too slow; the reader is told in its place.

    Work ends when nobody is there any more to read a long answer. An answer that fails midway ends without its last
    piece, by which a server knows to break the connection and the reader that something is missing.
    """
    begun = asyncio.Event()
    refused = False
    held: Message | None = None

    async def pass_on(message: Message) -> None:
        nonlocal held, refused
        if refused:
            return
        if message["type"] == "http.response.start":
            if begun.is_set():  # what went wrong would stand in the midst of a table
                log.warning("broken off: %s", mask(scope["path"])[0])
                raise BrokenOff
            held = message
        elif held is not None:
            if len(message.get("body", b"")) > LARGEST:  # what is streamed comes in small pieces
                refused = True
                begun.set()
                return await say(send, TOO_LARGE)
            begun.set()
            if message.get("more_body") and (request := answering.get()):
                request.begin()
            start, held = held, None
            await send(start)
            await take(message)
        else:
            await take(message)

    async def take(message: Message) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await send(message)
        except TimeoutError:
            log.warning("not read: %s", mask(scope["path"])[0])
            raise BrokenOff from None

    work = asyncio.ensure_future(app(scope, receive, pass_on))
    first = asyncio.ensure_future(begun.wait())
    gone: asyncio.Future[None] | None = None
    try:
        await asyncio.wait({work, first}, timeout=slowest, return_when=asyncio.FIRST_COMPLETED)
        if not work.done() and not begun.is_set():
            refused = True
            log.warning("too slow: %s", mask(scope["path"])[0])
            await say(send, TOO_SLOW)
            return
        if not work.done() and scope["method"] == "GET":  # nothing that the work itself would read
            gone = asyncio.ensure_future(_has_gone(receive))
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                return
        await work
    except BrokenOff:
        return
    except Exception as error:
        log.error("%s for %s", type(error).__name__, mask(scope["path"])[0])
        refused = True
        if not begun.is_set():
            await say(send, FAILED)
    finally:
        for task in (work, first, gone):
            if task and not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError, BrokenOff):
                    await task


async def _has_gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        await asyncio.sleep(0.1)  # a server may say at once, and again, that there is no more to read


def with_headers(send: Send, listed: bool, lasting: bool = False) -> Send:
    """Sends with our headers; unless the answer is `lasting`, it is kept no longer than we say, whatever was asked."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.lower(), value) for name, value in message.get("headers", ())]
            if not lasting:  # `_ttl` of an address would keep in a proxy what is forgotten here
                own = [(name, KEPT if name == b"cache-control" and AGE.search(value) else value) for name, value in own]
            # To a browser "/\elsewhere.dk" is another site's address, and a proxy may make one of "/%5Celsewhere.dk".
            own = [(name, value.replace(b"\\", b"%5C") if name == b"location" else value) for name, value in own]
            names = {name for name, _ in own}
            more = [*HEADERS, (b"content-security-policy", POLICY)] + ([] if listed else [UNLISTED])
            message = {**message, "headers": own + [(name, value) for name, value in more if name not in names]}
        await send(message)

    return answer


async def say(send: Send, said: tuple[int, str], *more: tuple[bytes, bytes]) -> None:
    """A short answer in plain text."""
    status, text = said
    body = text.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
