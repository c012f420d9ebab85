"""The child's side: leave the parent behind, take the limits on, and answer document after document."""

from __future__ import annotations

import ctypes
import gc
import math
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from pipeline.errors import DocumentError, Unexpected
from pipeline.worker.limits import Limits
from pipeline.worker.wire import ANSWER, OUT_OF_MEMORY, TASK, Read, told, write_all

PR_SET_PDEATHSIG = 1
COLLECT_AFTER = 50_000  # objects more than were let go
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the system counts `ru_maxrss`


def live_as_child(read: Read, limits: Limits, task_end: int, answer_end: int, folder: str) -> NoReturn:
    """Read what the parent hands over until it closes the pipe. Never returns into the parent's code."""
    code = 1
    try:
        settle(limits, {task_end, answer_end}, folder)
        gc.set_threshold(COLLECT_AFTER)  # a document makes many objects and few rings of them
        with os.fdopen(task_end, "rb") as tasks:
            while head := tasks.read(TASK.size):
                name_length, data_length = TASK.unpack(head)
                name = tasks.read(name_length).decode("utf-8", "surrogateescape")
                data = tasks.read(data_length)
                allow_cpu(limits.for_size(data_length).cpu)
                was_read, answer = answer_to(read, data, name)
                tidy(folder)
                write_all(answer_end, ANSWER.pack(was_read, len(answer), *used()) + answer)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def settle(limits: Limits, keep: set[int], folder: str) -> None:
    """Leave the parent's terminal, files, folder, environment and signals behind, and take the limits on."""
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
    lower(resource.RLIMIT_NOFILE, limits.files)
    lower(resource.RLIMIT_FSIZE, limits.written)
    os.umask(0o077)
    os.chdir(folder)
    os.environ.clear()  # a variable such as CMAP_PATH would lead a library to files of another's choosing
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def tidy(folder: str) -> None:
    """Remove what a document left in the reader's folder, so that the next one finds it empty."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry)
        else:
            os.unlink(entry)


def used() -> tuple[float, int]:
    """CPU seconds and peak bytes of memory of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MEMORY_UNIT


def allow_cpu(seconds: float) -> None:
    """SIGXCPU ends this process when it has used so many CPU seconds more."""
    lower(resource.RLIMIT_CPU, math.ceil(used()[0] + seconds))


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


def live_anew(module: str, name: str, limits: dict[str, int], tasks: int, answers: int, folder: str) -> NoReturn:
    """A reader in a process that was started anew: `module` and `name` say which function reads."""
    read = getattr(import_module(module), name)
    live_as_child(read, Limits(**limits), tasks, answers, folder)
