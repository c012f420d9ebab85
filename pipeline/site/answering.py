"""What is known of the request that is being answered: when its answer must have come, and how long it will hold."""

from __future__ import annotations

import time
from contextvars import ContextVar


class Answering:
    """One request. `may_change` is set where the next answer may be another: a count was given up for lack of time, or
    it tells of files beside the snapshot."""

    __slots__ = ("_begun", "_seconds", "has_begun", "may_change")

    def __init__(self, seconds: float) -> None:
        self._begun = time.monotonic()
        self._seconds = seconds
        self.has_begun = False
        self.may_change = False

    def left(self, share: float = 1.0) -> float:
        """Seconds until this share of the time has passed; 0 when it has."""
        return max(0.0, self._begun + share * self._seconds - time.monotonic())

    def begin(self) -> None:
        """The first bytes of a long answer are on their way: the others may take their time."""
        self.has_begun = True


UNHURRIED = 60.0
"""Seconds that an answer may take when nobody waits for it."""
nobody_waits: ContextVar[bool] = ContextVar("nobody_waits", default=False)
"""Set while counts are made ahead of those who will ask for them."""
answering: ContextVar[Answering | None] = ContextVar("answering", default=None)


def may_change() -> None:
    """Let the answer to this request not be kept for the next."""
    if request := answering.get():
        request.may_change = True
