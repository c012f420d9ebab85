"""CSV that leaves the site cannot bite: a cell that a spreadsheet would run as a formula gets an apostrophe in front.

Datasette writes CSV itself, row by row, so the answer is read as it streams by and sent on with nothing else changed.
JSON has the exact text, and so have the canonical files of the research package.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from pipeline.spreadsheet import RUNS, neutralise

Message = MutableMapping[str, Any]

END = r"(?:,|\r\n|\n|\r)"
HARMLESS = rf'(?:(?:"(?!{RUNS.pattern})(?:[^"]|"")*+"|(?!{RUNS.pattern})[^",\r\n]*+){END})++'
CELLS = re.compile(rf'(?P<harmless>{HARMLESS})|(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<bare>[^",\r\n]*+))(?P<end>{END})')
"""Whole cells, with the comma or line break behind each; as many harmless ones at a time as there are."""


class Defuser:
    """Takes CSV in pieces that may end anywhere, and gives back what is complete of it."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""

    def feed(self, piece: bytes) -> bytes:
        self._rest += self._decode(piece)
        return self._complete().encode()

    def finish(self, piece: bytes) -> bytes:
        """The last piece; the last cell may have no line break behind it."""
        self._rest += self._decode(piece, True) + "\n"
        return (self._complete() + self._rest).removesuffix("\n").encode()

    def _complete(self) -> str:
        done, place = [], 0
        while found := CELLS.match(self._rest, place):
            done.append(found["harmless"] or _cell(found["quoted"], found["bare"]) + found["end"])
            place = found.end()
        self._rest = self._rest[place:]
        return "".join(done)


def _cell(quoted: str | None, bare: str | None) -> str:
    return neutralise(bare or "") if quoted is None else f'"{neutralise(quoted)}"'


def defused(app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The application with its CSV made harmless on the way out."""

    async def answer(scope: MutableMapping[str, Any], receive: Any, send: Callable[[Message], Awaitable[None]]) -> None:
        defuser: Defuser | None = None

        async def pass_on(message: Message) -> None:
            nonlocal defuser
            if message["type"] == "http.response.start":
                defuser = Defuser() if _is_csv(scope, message) else None
                if defuser:
                    headers = [header for header in message["headers"] if header[0].lower() != b"content-length"]
                    message = {**message, "headers": headers}
            elif message["type"] == "http.response.body" and defuser:
                take = defuser.feed if message.get("more_body") else defuser.finish
                message = {**message, "body": take(message.get("body", b""))}
            await send(message)

        await app(scope, receive, pass_on if scope["type"] == "http" else send)

    return answer


def _is_csv(scope: MutableMapping[str, Any], start: Message) -> bool:
    """Datasette calls its CSV plain text unless it is asked for as a download."""
    kinds = [value for name, value in start["headers"] if name.lower() == b"content-type"]
    kind = kinds[0].partition(b";")[0].strip() if kinds else b""
    return kind == b"text/csv" or (kind == b"text/plain" and scope["path"].endswith(".csv"))
