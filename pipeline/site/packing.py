"""Pages go to the browser compressed: of a page of text three quarters need not be sent.

What programs take home does not: images, workbooks and packages are compressed already, and CSV and JSON are streamed
as they are read.
"""

from __future__ import annotations

import re
from typing import Any

from asgi_gzip import GZipMiddleware

from pipeline.site.shield import App, Scope, Send

LEFT_ALONE = re.compile(r"\.(?:csv|db|json|png|xlsx|zip)$")
SMALLEST = 1000  # bytes
EFFORT = 5  # of 9


def packed(app: App) -> App:
    """The application, its pages compressed for browsers that can read that."""
    packing = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=EFFORT)

    async def answer(scope: Scope, receive: Any, send: Send) -> None:
        as_it_is = scope["type"] != "http" or LEFT_ALONE.search(scope["path"])
        await (app if as_it_is else packing)(scope, receive, send)

    return answer
