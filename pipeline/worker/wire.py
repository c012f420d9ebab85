"""What passes between the parent and a reader: documents one way, bytes and JSON the other."""

from __future__ import annotations

import fcntl
import json
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from pipeline.errors import DocumentError, Unexpected

Read = Callable[[bytes, str], bytes]  # a document's bytes and file name to the bytes of what it says
Kind = TypeVar("Kind")

TASK = struct.Struct(">QQ")  # lengths of the file name and the data that follow
ANSWER = struct.Struct(">?QdQ")  # was it read, length of the answer that follows, CPU seconds and peak bytes so far
LARGEST_ANSWER = 1 << 30  # bytes
PIPE = 1 << 20  # bytes: the most that Linux gives to any user
OUT_OF_MEMORY = 77  # a reader's exit code


def wide_pipe() -> tuple[int, int]:
    """A pipe that holds most answers whole, where the system lets it: who writes one need not wait for who reads."""
    reading, writing = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):  # of Linux
        with suppress(OSError):  # the user has too many wide pipes already: it stays narrow
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE)
    return reading, writing


def room_in(pipe: int) -> int:
    """The bytes that a pipe holds, 0 where the system does not tell."""
    return fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ) if hasattr(fcntl, "F_GETPIPE_SZ") else 0


def write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def told(error: DocumentError) -> bytes:
    """An error as a reader tells it."""
    return json.dumps({"reason": error.reason, "stage": error.stage, "message": str(error)}).encode()


def refusal(answer: bytes) -> DocumentError:
    """The error that a reader told of; Unexpected for anything that is no such telling."""
    try:
        said = json.loads(answer)
        reason, stage, message = (said[key] for key in ("reason", "stage", "message"))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        return Unexpected(f"the reader's refusal is not to be read ({type(error).__name__})", stage="contract")
    kinds = {kind.reason: kind for kind in kinds_of(DocumentError)}
    kind = kinds.get(reason, Unexpected) if isinstance(reason, str) else Unexpected
    return kind(str(message), stage=str(stage))


def kinds_of(kind: type[Kind]) -> Iterator[type[Kind]]:
    """A class and all that derive from it."""
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds_of(narrower)
