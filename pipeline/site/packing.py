"""Pages go to the browser compressed: of a page of text three quarters need not be sent.

What programs take home does not: images, workbooks and packages are compressed already, and CSV and JSON are streamed
as they are read.
"""

from __future__ import annotations

import re
from typing import Any

from asgi_gzip import GZipMiddleware

from pipeline.site.shield import App, Message, Scope, Send

LEFT_ALONE = re.compile(r"\.(?:csv|db|json|png|xlsx|zip)$")
SMALLEST = 1000  # bytes
EFFORT = 5  # of 9


def packed(app: App) -> App:
    """The application, its pages compressed for browsers that can read that."""
    packing = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=EFFORT)

    async def answer(scope: Scope, receive: Any, send: Send) -> None:
        as_it_is = scope["type"] != "http" or LEFT_ALONE.search(scope["path"])
        await (app(scope, receive, send) if as_it_is else packing(scope, receive, _varying(send)))

    return answer


def _varying(send: Send) -> Send:
    """Sends what says that it may come compressed, also where it is too short for that or a 304 (RFC 9110, 15.4.5)."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message["headers"]]
            varies = [value for name, value in headers if name == b"vary"]
            if not any(b"accept-encoding" in value.lower() for value in varies):
                others = [header for header in headers if header[0] != b"vary"]
                message = {**message, "headers": [*others, (b"vary", b", ".join([*varies, b"Accept-Encoding"]))]}
        await send(message)

    return answer
