"""Documents are read in child processes: a file that crashes, hangs or swells its reader costs only itself.

The parent forks children that have all it has loaded, hands each one document after the other through a pipe, and takes
bytes back; it never opens a document and never unpickles. A child that dies or passes a limit is killed with
everything it started, and the document in hand is tried once more, alone and with twice the limits.
"""

from __future__ import annotations

import ctypes
import gc
import json
import math
import os
import resource
import selectors
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NoReturn, TypeVar

from pipeline.errors import Crashed, DocumentError, TimedOut, Unexpected

Read = Callable[[bytes, str], bytes]  # a document's bytes and file name to the bytes of what it says
Key = TypeVar("Key")

TASK = struct.Struct(">QQ")  # lengths of the file name and the data that follow
ANSWER = struct.Struct(">?Q")  # whether the document was read, and the length of the answer that follows
LARGEST_ANSWER = 1 << 30  # bytes
LARGE_FILE = 5 << 20  # bytes: such a file has twice the time of a small one
OUT_OF_MEMORY = 77  # a child's exit code
DOCUMENTS_A_CHILD = 500  # then a fresh one, so that what a library leaks does not add up
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: CPU seconds, seconds on the clock, bytes of memory beyond the parent's."""

    cpu: float = 30.0
    wall: float = 120.0
    memory: int = 3 << 30

    def doubled(self) -> Limits:
        return Limits(self.cpu * 2, self.wall * 2, self.memory * 2)

    def for_size(self, size: int) -> Limits:
        """A file of `size` bytes has more time the larger it is, up to four times."""
        factor = min(4.0, 1.0 + size / LARGE_FILE)
        return Limits(self.cpu * factor, self.wall * factor, self.memory)


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

    `read` runs in at most `workers` children. Once `stopped()` is true only the documents in hand are finished.
    """
    limits = limits or Limits()
    source, failed = iter(tasks), list[Task[Key]]()
    ahead: Task[Key] | None = None
    idle, busy = list[Child](), dict[Child, Task[Key]]()
    finished: list[tuple[Key, bytes | DocumentError]] = []
    with selectors.DefaultSelector() as selector:
        try:
            while True:
                while len(busy) < workers and not stopped() and (task := ahead or next(source, None)):
                    ahead = None
                    child = idle.pop() if idle else Child(read, limits)
                    busy[child] = task
                    selector.register(child.answers, selectors.EVENT_READ, child)
                    child.give(task)
                yield from finished  # the children go on while the caller stores and the next file is opened
                finished.clear()
                if not busy:
                    break
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
    for task in failed:
        if not stopped():
            yield from read_isolated(read, [task], limits=limits.doubled(), again=False)


def ready(selector: selectors.BaseSelector, busy: Iterable[Child]) -> list[Child]:
    """The children with something to take: an answer or a part of one, their end, or a passed deadline."""
    now = time.monotonic()
    soonest = min(child.deadline for child in busy)
    events = selector.select(timeout=min(1.0, max(0.0, soonest - now)))
    late = [child for child in busy if child.deadline <= time.monotonic()]
    return list(dict.fromkeys([*(key.data for key, _ in events), *late]))


class Child:
    """A forked reader, as the parent sees it."""

    def __init__(self, read: Read, limits: Limits) -> None:
        self.limits = limits
        self.allowed = limits
        self.given = 0
        self.alive = True
        self.deadline = math.inf
        self.buffer = bytearray()
        task_end, self.tasks = os.pipe()
        self.answers, answer_end = os.pipe()
        gc.freeze()  # what the parent has loaded stays shared
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            live_as_child(read, limits, task_end, answer_end)
        gc.unfreeze()
        os.close(task_end)
        os.close(answer_end)

    def give(self, task: Task[Key]) -> None:
        """Hand over a document. A child that died meanwhile shows in `take`."""
        self.given += 1
        self.allowed = self.limits.for_size(len(task.data))
        self.deadline = time.monotonic() + self.allowed.wall
        name = task.filename.encode("utf-8", "surrogateescape")
        with suppress(BrokenPipeError):
            write_all(self.tasks, TASK.pack(len(name), len(task.data)) + name + task.data)

    def take(self) -> bytes | DocumentError | None:
        """The answer to the document in hand, or None when it is not whole yet."""
        if time.monotonic() >= self.deadline:
            self.end()
            return TimedOut(f"Reading took more than {self.allowed.wall:.0f} s.", stage="read")
        part = os.read(self.answers, 1 << 20)
        if not part:
            return self.died()
        self.buffer += part
        if len(self.buffer) < ANSWER.size:
            return None
        was_read, length = ANSWER.unpack_from(self.buffer)
        if length > LARGEST_ANSWER:
            self.end()
            return Crashed("The reader's answer was too large.", stage="read")
        if len(self.buffer) < ANSWER.size + length:
            return None
        answer = bytes(self.buffer[ANSWER.size :])
        self.buffer.clear()
        self.deadline = math.inf
        return answer if was_read else refusal(answer)

    def died(self) -> DocumentError:
        """Why the child is no more."""
        status = self.end()
        code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGXCPU:
            return TimedOut(f"Reading took more than {self.allowed.cpu:.0f} s of processor time.", stage="read")
        if code == OUT_OF_MEMORY:
            return Crashed("The reader ran out of memory.", stage="read")
        cause = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        return Crashed(f"The reader {cause}.", stage="read")

    def end(self) -> int:
        """Kill the child, if it lives, with all it started. Gives its wait status, or 0 when it was ended before."""
        if not self.alive:
            return 0
        self.alive = False
        for kill in (os.killpg, os.kill):  # the second in case it had not left our group yet
            with suppress(ProcessLookupError, PermissionError):  # it is dead: macOS says the latter
                kill(self.pid, signal.SIGKILL)
        os.close(self.tasks)
        os.close(self.answers)
        return os.waitpid(self.pid, 0)[1]  # of a child that died before, still its own


def write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


# In the child


def live_as_child(read: Read, limits: Limits, task_end: int, answer_end: int) -> NoReturn:
    """Read what the parent hands over until it closes the pipe. Never returns into the parent's code."""
    code = 1
    try:
        settle(limits, {task_end, answer_end})
        with os.fdopen(task_end, "rb") as tasks:
            while head := tasks.read(TASK.size):
                name_length, data_length = TASK.unpack(head)
                name = tasks.read(name_length).decode("utf-8", "surrogateescape")
                data = tasks.read(data_length)
                allow_cpu(limits.for_size(data_length).cpu)
                was_read, answer = answer_to(read, data, name)
                write_all(answer_end, ANSWER.pack(was_read, len(answer)) + answer)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def settle(limits: Limits, keep: set[int]) -> None:
    """Leave the parent's terminal, files and signals behind, and take the limits on."""
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # die with the parent
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        lower(resource.RLIMIT_AS, held + limits.memory)
    lower(resource.RLIMIT_CORE, 0)
    silence = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(silence, standard)
    first = 3
    for handle in [*sorted(keep), resource.getrlimit(resource.RLIMIT_NOFILE)[0]]:
        os.closerange(first, handle)
        first = handle + 1


def allow_cpu(seconds: float) -> None:
    """SIGXCPU ends this process when it has used so many CPU seconds more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds))


def lower(what: int, soft: int) -> None:
    """Set the soft limit, as far as the hard one allows."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def answer_to(read: Read, data: bytes, name: str) -> tuple[bool, bytes]:
    """(True, what the document says), or (False, why it could not be read)."""
    try:
        return True, read(data, name)
    except MemoryError:
        raise
    except DocumentError as error:
        return False, told(error)
    except Exception as error:  # told with its place; one document never ends a run
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        return False, told(Unexpected(f"{type(error).__name__} in {where}: {error}", stage="read"))


def told(error: DocumentError) -> bytes:
    return json.dumps({"reason": error.reason, "stage": error.stage, "message": str(error)}).encode()


def refusal(answer: bytes) -> DocumentError:
    """The error that a child told of."""
    said = json.loads(answer)
    kinds = {kind.reason: kind for kind in kinds_of(DocumentError)}
    return kinds.get(said["reason"], Unexpected)(str(said["message"]), stage=str(said["stage"]))


def kinds_of(kind: type[DocumentError]) -> Iterator[type[DocumentError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds_of(narrower)
