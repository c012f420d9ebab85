"""Pages that were made once are not made again: a snapshot never changes, so neither does the answer to an address.

Answers are kept for those who bring neither a cookie nor credentials, whom nothing tells apart, and only where no other
plugin has a say in who they are. Each has an ETag, so that a browser that has it is told so in no bytes (RFC 9110): a
weak one, as the answer may be compressed on its way.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from pipeline.site.answering import answering
from pipeline.site.shield import App, Message, Scope, Send

MOST_BYTES = 24_000_000
LARGEST = 1_000_000
"""Bytes of one answer that is kept."""
SECONDS = 60
"""How long: images of pages and the researchers' package come a while after their snapshot."""
DATASETTE_ITSELF = "/-/"
TELLING = (b"cookie", b"authorization", b"range")
"""Headers of a request that is answered anew."""
NOT_IN_304 = (b"content-length", b"content-type")


@dataclass(frozen=True, slots=True)
class Kept:
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    tag: bytes
    until: float


class Remembered:
    """An ASGI application that answers for another one what that has answered before."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._kept: OrderedDict[object, Kept] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(DATASETTE_ITSELF):
            return await self._app(scope, receive, send)
        headers = {name.lower(): value for name, value in scope["headers"]}
        if any(name in headers for name in TELLING):
            return await self._app(scope, receive, send)
        key = scope.get("raw_path") or scope["path"], scope["query_string"], headers.get(b"host"), scope.get("scheme")
        if (kept := self._kept.get(key)) and kept.until > time.monotonic():
            self._kept.move_to_end(key)
            return await _say(send, kept, headers.get(b"if-none-match", b""))
        start: Message | None = None
        is_alone = True  # whether the answer comes in one piece

        async def pass_on(message: Message) -> None:
            nonlocal start, is_alone
            if message["type"] == "http.response.start":
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
        kept = Kept(headers, body, tag, time.monotonic() + SECONDS)
        if key in self._kept:  # it was too old, or two asked at once
            self._bytes -= len(self._kept.pop(key).body)
        self._kept[key] = kept
        self._bytes += len(body)
        while self._bytes > MOST_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.body)
        return kept


async def _say(send: Send, kept: Kept, known: bytes) -> None:
    """The answer, or that the reader has it already."""
    if known == b"*" or kept.tag in map(bytes.strip, known.split(b",")):
        headers = [(name, value) for name, value in kept.headers if name not in NOT_IN_304]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        return await send({"type": "http.response.body", "body": b""})
    await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": kept.body})
