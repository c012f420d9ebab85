"""The parent's side of a reader: start it, hand it a document, take its answer, tell how it ended."""

from __future__ import annotations

import gc
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import asdict

from pipeline.errors import Crashed, DocumentError, Spent, TimedOut
from pipeline.worker.limits import Limits
from pipeline.worker.reader import MEMORY_UNIT, live_as_child
from pipeline.worker.wire import (
    ANSWER,
    LARGEST_ANSWER,
    OUT_OF_MEMORY,
    TASK,
    Read,
    refusal,
    room_in,
    wide_pipe,
    write_all,
)

MARGIN = 1 << 10  # bytes for the name of a document


def can_fork() -> bool:
    """Whether this process may be copied: a copy of one with threads may hold their locks for ever."""
    return hasattr(os, "fork") and threading.active_count() == 1


class Child:
    """A reader, as the parent sees it: a copy of the parent where that is safe, else a new process."""

    def __init__(self, read: Read, limits: Limits) -> None:
        self.limits = limits
        self.allowed = limits
        self.given = 0
        self.in_hand = deque[int]()  # sizes of the documents that are not answered: the first is being read
        self.alive = True
        self.deadline = math.inf
        self.buffer = bytearray()
        self.used = 0.0  # CPU seconds up to the last answer
        self.folder = tempfile.mkdtemp(prefix="referat-")
        task_end, self.tasks = wide_pipe()
        self.answers, answer_end = wide_pipe()
        self.room = room_in(self.tasks)
        start = forked if can_fork() else spawned
        self.pid = start(read, limits, task_end, answer_end, self.folder)
        os.close(task_end)
        os.close(answer_end)

    def give(self, name: str, data: bytes) -> None:
        """Hand over a document. A child that died meanwhile shows in `take`."""
        self.given += 1
        self.in_hand.append(len(data))
        if len(self.in_hand) == 1:
            self.begin()
        head = name.encode("utf-8", "surrogateescape")
        with suppress(BrokenPipeError):
            write_all(self.tasks, TASK.pack(len(head), len(data)) + head + data)

    def has_room(self, data: bytes) -> bool:
        """Whether a document can be laid ready behind the one in hand: we would not wait until the child takes it."""
        return len(self.in_hand) == 1 and len(data) + MARGIN <= self.room

    def begin(self) -> None:
        """The clock of the document in hand starts."""
        self.allowed = self.limits.for_size(self.in_hand[0])
        self.deadline = time.monotonic() + self.allowed.wall

    def take(self) -> bytes | DocumentError | None:
        """The answer to the document in hand, or None when it is not whole yet."""
        if time.monotonic() >= self.deadline:
            error: DocumentError = TimedOut(f"Reading took more than {self.allowed.wall:.0f} s.", stage="read")
            return self.died(error)
        part = os.read(self.answers, 1 << 20)
        if not part:
            return self.died()
        self.buffer += part
        return self.answer()

    def answer(self) -> bytes | DocumentError | None:
        """The answer to the document in hand if it has come whole; the next one may have come with it."""
        if len(self.buffer) < ANSWER.size:
            return None
        was_read, length, used, peak = ANSWER.unpack_from(self.buffer)
        if length > LARGEST_ANSWER:
            return self.died(Crashed("The reader's answer was too large.", stage="read"))
        end = ANSWER.size + length
        if len(self.buffer) < end:
            return None
        answer = bytes(memoryview(self.buffer)[ANSWER.size : end])
        self.in_hand.popleft()
        if self.in_hand:
            self.buffer = self.buffer[end:]
            self.begin()
        else:
            self.buffer = bytearray()
            self.deadline = math.inf
        spent, self.used = Spent(used - self.used, peak), used
        if was_read:
            return answer
        error = refusal(answer)
        error.spent = spent
        return error

    def died(self, cause: DocumentError | None = None) -> DocumentError:
        """End the child, and tell why: for `cause`, or by itself."""
        ended = self.end()
        code, cpu, peak = ended
        error = cause or self.cause(code)
        error.spent = Spent(max(0.0, cpu - self.used), peak, signal.Signals(-code).name if code < 0 else None)
        return error

    def cause(self, code: int) -> DocumentError:
        if code == -signal.SIGXCPU:
            return TimedOut(f"Reading took more than {self.allowed.cpu:.0f} s of processor time.", stage="read")
        if code == OUT_OF_MEMORY:
            return Crashed("The reader ran out of memory.", stage="read")
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        return Crashed(f"The reader {how}.", stage="read")

    def end(self) -> tuple[int, float, int]:
        """Kill the child, if it lives, with all it started: its exit code (of a signal, negative), CPU seconds, bytes.

        Zeros when it was ended before.
        """
        if not self.alive:
            return 0, 0.0, 0
        self.alive = False
        for kill in (os.killpg, os.kill):  # the second in case it had not left our group yet
            with suppress(ProcessLookupError, PermissionError):  # it is dead: macOS says the latter
                kill(self.pid, signal.SIGKILL)
        os.close(self.tasks)
        os.close(self.answers)
        _, status, usage = os.wait4(self.pid, 0)  # of a child that died before, still its own
        shutil.rmtree(self.folder, ignore_errors=True)  # what it left behind is no longer anybody's
        cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MEMORY_UNIT
        return os.waitstatus_to_exitcode(status), cpu, peak


def forked(read: Read, limits: Limits, task_end: int, answer_end: int, folder: str) -> int:
    """The process id of a reader that has all that this process has loaded."""
    gc.freeze()  # what the parent has loaded stays shared, and neither of the two looks through it again
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        live_as_child(read, limits, task_end, answer_end, folder)
    return pid


def spawned(read: Read, limits: Limits, task_end: int, answer_end: int, folder: str) -> int:
    """The process id of a reader that loads everything anew. `read` must be a function that a module names."""
    order = {
        "module": read.__module__,
        "name": read.__qualname__,
        "limits": asdict(limits),
        "tasks": task_end,
        "answers": answer_end,
        "folder": folder,
        "path": sys.path,
    }
    begin = "import json, sys; order = json.loads(sys.argv[1]); sys.path[:] = order.pop('path'); "
    begin += "from pipeline.worker.reader import live_anew; live_anew(**order)"
    command = [sys.executable, "-c", begin, json.dumps(order)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=(task_end, answer_end))
    process.returncode = 0  # it is this module that waits for it
    return process.pid
