"""Many documents through a few readers, in the order in which they finish."""

from __future__ import annotations

import selectors
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.errors import Crashed, DocumentError, TimedOut
from pipeline.worker.child import Child
from pipeline.worker.limits import Limits
from pipeline.worker.wire import Read

Key = TypeVar("Key")

DOCUMENTS_A_CHILD = 500  # then a fresh one, so that what a library leaks does not add up


@dataclass(frozen=True, slots=True)
class Task(Generic[Key]):
    """One document to read; `key` is the caller's own name for it."""

    key: Key
    filename: str
    data: bytes


def read_isolated(
    read: Read,
    tasks: Iterable[Task[Key]],
    *,
    workers: int = 1,
    limits: Limits | None = None,
    stopped: Callable[[], bool] = lambda: False,
    again: bool = True,
) -> Iterator[tuple[Key, bytes | DocumentError]]:
    """Each task's key with what `read` gave, or why it gave nothing, in the order in which they finish.

    `read` runs in at most `workers` children. A document that cost a child its life is read once more, alone and with
    twice the limits, as soon as the others in hand are done: the bytes of few documents are held at a time. Once
    `stopped()` is true only the documents in hand are finished. Where this process has threads, `read` must be a
    function that a module names.
    """
    limits = limits or Limits()
    source, failed = iter(tasks), list[Task[Key]]()
    ahead: Task[Key] | None = None
    idle, busy = list[Child](), dict[Child, Task[Key]]()
    finished: list[tuple[Key, bytes | DocumentError]] = []
    with selectors.DefaultSelector() as selector:
        try:
            while True:
                while len(busy) < workers and not (failed or stopped()) and (task := ahead or next(source, None)):
                    ahead = None
                    child = idle.pop() if idle else Child(read, limits)
                    busy[child] = task
                    selector.register(child.answers, selectors.EVENT_READ, child)
                    child.give(task.filename, task.data)
                yield from finished  # the children go on while the caller stores and the next file is opened
                finished.clear()
                if not busy:
                    if not failed:
                        break
                    yield from once_more(read, failed.pop(), limits.doubled())
                    continue
                ahead = ahead or next(source, None)
                for child in ready(selector, busy):
                    result = child.take()
                    if result is None:
                        continue
                    selector.unregister(child.answers)
                    task = busy.pop(child)
                    if isinstance(result, Crashed | TimedOut) and again:
                        failed.append(task)
                    else:
                        finished.append((task.key, result))
                    if child.alive and child.given < DOCUMENTS_A_CHILD:
                        idle.append(child)
                    else:
                        child.end()
        finally:
            for child in [*idle, *busy]:
                child.end()


def once_more(read: Read, task: Task[Key], limits: Limits) -> Iterator[tuple[Key, bytes | DocumentError]]:
    return read_isolated(read, [task], limits=limits, again=False)


def ready(selector: selectors.BaseSelector, busy: Iterable[Child]) -> list[Child]:
    """The children with something to take: an answer or a part of one, their end, or a passed deadline."""
    now = time.monotonic()
    soonest = min(child.deadline for child in busy)
    events = selector.select(timeout=min(1.0, max(0.0, soonest - now)))
    late = [child for child in busy if child.deadline <= time.monotonic()]
    return list(dict.fromkeys([*(key.data for key, _ in events), *late]))
