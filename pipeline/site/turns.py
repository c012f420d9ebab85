"""Pages are made some at a time: of ten that one core makes together each is as late as the last would be in turn."""

from __future__ import annotations

import asyncio
from typing import Any

from pipeline.site.answering import nobody_waits
from pipeline.site.shield import App, Message, Scope, Send

STATIC = "/-/"


def in_turn(app: App, most: int) -> App:
    """The application, making `most` answers at a time. An answer has been made when its first piece is: what is
    streamed or read slowly is no longer in the way, and what nobody waits for never is."""
    places = asyncio.Semaphore(most)

    async def answer(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(STATIC) or nobody_waits.get():
            return await app(scope, receive, send)
        await places.acquire()
        holds = True

        def leave() -> None:
            nonlocal holds
            if holds:
                holds = False
                places.release()

        async def pass_on(message: Message) -> None:
            if message["type"] == "http.response.body":
                leave()
            await send(message)

        try:
            await app(scope, receive, pass_on)
        finally:
            leave()

    return answer
