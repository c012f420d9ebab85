"""Pages that were made once are not made again: a snapshot never changes, so neither does the answer to an address.

Answers are kept for those who bring neither a cookie nor credentials and whom nobody has let in, whom nothing tells
apart, and only where no other plugin has a say in an answer. Each has an ETag, so that a browser that has it is told so
in no bytes (RFC 9110): a weak one, as the answer may be compressed on its way. They are kept as long as the snapshot is
open; what may be otherwise the next time says so itself (`may_change`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from pipeline.site.answering import answering, nobody_waits
from pipeline.site.bounded import Bounded, weigh
from pipeline.site.shield import METHODS, App, BrokenOff, Message, Scope, Send

MOST_BYTES = 24_000_000
"""Of answers with their headers and addresses."""
LARGEST = 1_000_000
"""Bytes of one answer that is kept."""
DATASETTE_ITSELF = "/-/"
TELLING = (b"cookie", b"authorization", b"range")
"""Headers of a request that is answered anew."""
OWN_SQL = frozenset({"sql", "_where"})
"""Parameters in which a reader may ask for the time of day or for a random number."""
NOT_IN_304 = (b"content-length", b"content-type")


@dataclass(frozen=True, slots=True)
class Kept:
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    tag: bytes


class Remembered:
    """An ASGI application that answers for another one what that has answered before."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._kept: Bounded[Kept] = Bounded(MOST_BYTES)

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        headers = {name.lower(): value for name, value in scope["headers"]} if scope["type"] == "http" else {}
        if not _is_anybodys(scope, headers):
            return await self._app(scope, receive, send)
        key = scope.get("raw_path") or scope["path"], scope["query_string"], headers.get(b"host"), scope.get("scheme")
        if scope["method"] == "HEAD":  # what Datasette answers has no body to make a tag of
            scope = {**scope, "method": "GET"}
            send = _without_body(send)
        if kept := self._kept.get(key):
            return await _say(send, kept, headers.get(b"if-none-match", b""))
        start: Message | None = None
        is_alone = True  # whether the answer comes in one piece

        async def pass_on(message: Message) -> None:
            nonlocal start, is_alone
            if message["type"] == "http.response.start" and is_alone:
                start = message
            elif start is None:
                await send(message)
            elif not is_alone or message.get("more_body") or not self._may_keep(start, message.get("body", b"")):
                if is_alone:
                    is_alone = False
                    await send(start)
                await send(message)
            else:
                is_alone = False
                kept = self._keep(key, start, message.get("body", b""))
                await _say(send, kept, headers.get(b"if-none-match", b""))

        await self._app(scope, receive, pass_on)

    def _may_keep(self, start: Message, body: bytes) -> bool:
        said = {name.lower(): value for name, value in start.get("headers", ())}
        if start["status"] != 200 or len(body) > LARGEST or said.keys() & {b"set-cookie", b"etag"}:
            return False
        request = answering.get()
        is_whole = request is None or not request.may_change
        return is_whole and not said.get(b"content-type", b"").startswith(b"image/")  # files, quick to read

    def _keep(self, key: object, start: Message, body: bytes) -> Kept:
        tag = b'W/"' + hashlib.sha256(body).hexdigest()[:32].encode() + b'"'
        headers = *((name.lower(), value) for name, value in start.get("headers", ())), (b"etag", tag)
        kept = Kept(headers, body, tag)
        self._kept.put(key, kept, weigh(headers) + weigh(body))
        return kept


def _is_anybodys(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Whether whoever asks this is told the same, again and again."""
    if scope["type"] != "http" or scope["method"] not in METHODS or scope["path"].startswith(DATASETTE_ITSELF):
        return False
    if scope.get("actor") or any(name in headers for name in TELLING) or nobody_waits.get():
        return False
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return OWN_SQL.isdisjoint(name for name, _ in asked)


def _without_body(send: Send) -> Send:
    """For a HEAD, of which a server sends no body."""

    async def answer(message: Message) -> None:
        if message["type"] != "http.response.body":
            return await send(message)
        await send({"type": "http.response.body", "body": b""})
        if message.get("more_body"):
            raise BrokenOff

    return answer


async def _say(send: Send, kept: Kept, known: bytes) -> None:
    """The answer, or that the reader has it already."""
    if known == b"*" or kept.tag in map(bytes.strip, known.split(b",")):
        headers = [(name, value) for name, value in kept.headers if name not in NOT_IN_304]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        return await send({"type": "http.response.body", "body": b""})
    await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": kept.body})
