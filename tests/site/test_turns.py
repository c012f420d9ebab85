"""Are so many answers made at a time and no more, and is nobody kept from his turn by one who reads slowly or left?"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pipeline.site.answering import nobody_waits
from pipeline.site.turns import in_turn

SCOPE = {"type": "http", "path": "/soeg"}


async def nothing(*_: object) -> None:
    return None


def test_no_more_are_made_at_a_time() -> None:
    at_work: list[int] = [0, 0]  # now, and at most

    async def page(scope: Any, receive: Any, send: Any) -> None:
        at_work[0] += 1
        at_work[1] = max(at_work)
        await asyncio.sleep(0.01)
        at_work[0] -= 1
        await send({"type": "http.response.body", "body": b"x"})

    async def many() -> None:
        app = in_turn(page, 3)
        await asyncio.gather(*(app(SCOPE, nothing, nothing) for _ in range(10)))

    asyncio.run(many())
    assert at_work == [0, 3]


@pytest.mark.parametrize("way", ["streams", "leaves", "fails", "is static", "is waited for by nobody"])
def test_who_needs_no_place_keeps_none(way: str) -> None:
    async def one_then_another() -> None:
        never, working = asyncio.Event(), asyncio.Event()

        async def first(scope: Any, receive: Any, send: Any) -> None:
            working.set()
            if way == "fails":
                raise ValueError
            if way == "streams":
                await send({"type": "http.response.body", "body": b"x", "more_body": True})
            await never.wait()

        pages = [first]
        app = in_turn(lambda *given: pages.pop(0)(*given), 1)
        nobody_waits.set(way == "is waited for by nobody")
        task = asyncio.create_task(
            app(SCOPE | ({"path": "/-/static/x"} if way == "is static" else {}), nothing, nothing)
        )
        nobody_waits.set(False)
        await working.wait()
        if way in ("leaves", "fails"):
            task.cancel()
            with pytest.raises(ValueError if way == "fails" else asyncio.CancelledError):
                await task
        pages.append(nothing)  # type: ignore[arg-type]
        await asyncio.wait_for(app(SCOPE, nothing, nothing), 5)
        task.cancel()

    asyncio.run(one_then_another())
