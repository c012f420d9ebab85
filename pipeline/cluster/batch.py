"""What runs on a worker: a batch of documents through the reader that stands beside it."""

from __future__ import annotations

import atexit
import subprocess
import sys
from contextlib import suppress
from queue import Empty, LifoQueue

from pipeline.cluster.reader import Answers, Batch, give_batch, take_answers
from pipeline.fingerprints import parser_fingerprint
from pipeline.run import program_version

TRIES = 2

Reader = subprocess.Popen[bytes]

IDLE: LifoQueue[Reader] = LifoQueue()  # one for each thread of the worker that was at work


class OtherVersion(Exception):
    """The worker has another version of the package or its rules than the run."""


def version_here() -> str:
    """What reads the documents on this machine, its code included."""
    return f"{program_version()}.code.{parser_fingerprint()}"


def read_batch(batch: Batch, version: str) -> Answers:
    """What the documents say, in their order. Raises OtherVersion, or EOFError when readers end twice."""
    if version != version_here():
        raise OtherVersion(f"a worker has version {version_here()}, this machine {version}")
    for attempt in range(1, TRIES + 1):
        reader = idle_reader()
        assert reader.stdin and reader.stdout
        try:
            give_batch(reader.stdin, batch)
            answers = take_answers(reader.stdout, len(batch))
        except (EOFError, BrokenPipeError):
            end(reader)
            if attempt == TRIES:
                raise
        else:
            IDLE.put(reader)
            return answers
    raise AssertionError("every attempt returns or raises")


def idle_reader() -> Reader:
    with suppress(Empty):
        return IDLE.get_nowait()
    command = [sys.executable, "-m", "pipeline.cluster.reader"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def end(reader: Reader) -> None:
    reader.kill()
    with suppress(BrokenPipeError), reader:  # closes its pipes and waits for it
        pass


@atexit.register
def end_all() -> None:
    with suppress(Empty):
        while True:
            end(IDLE.get_nowait())
