"""Many documents through a few readers, in the order in which they finish."""

from __future__ import annotations

import selectors
import time
from collections import deque
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
    `stopped()` is true only the documents in hand are finished, the one that lies ready in a single child's pipe among
    them.
    Where this process has threads, `read` must be a function that a module names.
    """
    limits = limits or Limits()
    source, failed = iter(tasks), list[Task[Key]]()
    ahead = deque[Task[Key]]()  # opened, and in no child's hand
    idle, busy = list[Child](), dict[Child, deque[Task[Key]]]()  # what each child reads, and what lies ready behind it
    finished: list[tuple[Key, bytes | DocumentError]] = []

    def following() -> Task[Key] | None:
        if failed or stopped():
            return None
        return ahead.popleft() if ahead else next(source, None)

    with selectors.DefaultSelector() as selector:
        try:
            while True:
                while len(busy) < workers and (task := following()):
                    child = idle.pop() if idle else Child(read, limits)
                    busy[child] = deque([task])
                    selector.register(child.answers, selectors.EVENT_READ, child)
                    child.give(task.filename, task.data)
                yield from finished  # the children go on while the caller stores and the next file is opened
                finished.clear()
                if not busy:
                    if not failed:
                        break
                    yield from once_more(read, failed.pop(), limits.doubled())
                    continue
                # a child that answers need not wait until we are done storing; beside others, a document would wait
                # behind one that is long at work while another child has nothing to do
                for child, in_hand in busy.items() if workers == 1 else ():
                    if child.given < DOCUMENTS_A_CHILD and len(in_hand) == 1 and (task := following()):
                        if child.has_room(task.data):
                            in_hand.append(task)
                            child.give(task.filename, task.data)
                        else:
                            ahead.append(task)
                if not ahead and (task := next(source, None)):
                    ahead.append(task)
                for child in ready(selector, busy):
                    result, in_hand = child.take(), busy[child]
                    while result is not None:
                        task = in_hand.popleft()
                        if isinstance(result, Crashed | TimedOut) and again:
                            failed.append(task)
                        else:
                            finished.append((task.key, result))
                        result = child.answer() if child.alive and in_hand else None
                    if in_hand and child.alive:
                        continue
                    selector.unregister(child.answers)
                    ahead.extend(busy.pop(child))  # what a child that died had not begun
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
