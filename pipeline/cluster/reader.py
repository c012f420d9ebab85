"""The process beside a dask worker that reads its documents: `python -m pipeline.cluster.reader`, batch after batch.

A dask worker has threads, from which a process cannot safely be forked; this one has none. Batches come on standard
input and answers go to standard output, each with its lengths before it.
"""

from __future__ import annotations

import os
import struct
import sys
from typing import IO

from pipeline.errors import DocumentError
from pipeline.run import load_all, parse_to_bytes
from pipeline.worker import Task, read_isolated
from pipeline.worker.wire import LARGEST_ANSWER, told

COUNT = struct.Struct(">Q")
DOCUMENT = struct.Struct(">QQ")  # lengths of the file name and the data that follow
ANSWER = struct.Struct(">?Q")  # was it read, and the length of the answer that follows

Batch = list[tuple[str, bytes]]  # file names and data
Answers = list[tuple[bool, bytes]]  # was it read, and what the reader said


def serve(batches: IO[bytes], answers: IO[bytes]) -> None:
    """Read batch after batch until there are no more."""
    load_all()  # each batch has a process of its own
    while (batch := take_batch(batches)) is not None:
        tasks = [Task(place, name, data) for place, (name, data) in enumerate(batch)]
        found: dict[int, tuple[bool, bytes]] = {}
        for place, result in read_isolated(parse_to_bytes, tasks):
            found[place] = (False, told(result)) if isinstance(result, DocumentError) else (True, result)
        for place in range(len(batch)):
            was_read, answer = found[place]
            answers.write(ANSWER.pack(was_read, len(answer)) + answer)
        answers.flush()


def give_batch(batches: IO[bytes], batch: Batch) -> None:
    """Hand a batch to the process that reads it."""
    batches.write(COUNT.pack(len(batch)))
    for name, data in batch:
        printed = name.encode("utf-8", "surrogateescape")
        batches.write(DOCUMENT.pack(len(printed), len(data)) + printed + data)
    batches.flush()


def take_batch(batches: IO[bytes]) -> Batch | None:
    """The next batch; None when there are no more."""
    head = batches.read(COUNT.size)
    if len(head) < COUNT.size:
        return None
    found = []
    for _ in range(COUNT.unpack(head)[0]):
        head = batches.read(DOCUMENT.size)
        if len(head) < DOCUMENT.size:
            return None  # the worker is no more
        name, data = DOCUMENT.unpack(head)
        found.append((batches.read(name).decode("utf-8", "surrogateescape"), batches.read(data)))
    return found


def take_answers(answers: IO[bytes], count: int) -> Answers:
    """The answers to a batch. Raises EOFError when the process that gives them has ended."""
    found = []
    for _ in range(count):
        head = answers.read(ANSWER.size)
        was_read, length = ANSWER.unpack(head) if len(head) == ANSWER.size else (False, LARGEST_ANSWER + 1)
        if length > LARGEST_ANSWER or len(answer := answers.read(length)) < length:
            raise EOFError("the reader ended within an answer")
        found.append((was_read, answer))
    return found


if __name__ == "__main__":
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        serve(sys.stdin.buffer, out)
