"""The run's side: batches of documents to the scheduler, answers back as they come."""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from typing import Any, TypeVar

from pipeline.cluster.batch import OtherVersion, read_batch, version_here
from pipeline.cluster.reader import Answers
from pipeline.errors import DocumentError, ReferatError
from pipeline.run import parse_to_bytes
from pipeline.worker import Task, read_isolated
from pipeline.worker.wire import refusal

Key = TypeVar("Key")
Result = tuple[Key, bytes | DocumentError]

DOCUMENTS, BYTES = 8, 4 << 20  # of a batch: dask takes 1.6 ms for a task, and warns of arguments of 10 MB
AHEAD = 2  # batches in flight for each thread of the workers
SECONDS = 15  # to reach the scheduler


class ClusterError(ReferatError):
    """The scheduler cannot be reached, has no workers, or its workers have another version."""

    exit_code = 74


def read_on_cluster(
    address: str, tasks: Iterable[Task[Key]], *, read_here: Counter[str], stopped: Callable[[], bool] = lambda: False
) -> Iterator[Result[Key]]:
    """Each task's key with its answer or why there is none, in the order in which they come back.

    What no worker could read is read on this machine and counted in `read_here`, by the error it was given up with.
    Once `stopped()` is true only the batches in flight are awaited. Raises ClusterError.
    """
    with connected(address) as client:
        limit = AHEAD * max(1, sum(client.nthreads().values()))
        executor = client.get_executor(pure=False)
        version, source, flying = version_here(), batches_of(tasks), dict[Any, Sequence[Task[Key]]]()
        try:
            while True:
                while len(flying) < limit and not stopped() and (batch := next(source, None)):
                    documents = [(task.filename, task.data) for task in batch]
                    flying[executor.submit(read_batch, documents, version)] = batch
                if not flying:
                    return
                done, _ = wait(flying, timeout=1, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from results_of(future, flying.pop(future), read_here)
        finally:
            executor.shutdown(wait=False)


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A client of the scheduler, which has a worker. Raises ClusterError."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("--cluster needs the extra: pip install 'referat[cluster]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what fails is told as an error of ours
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at {address}: start one with `dask scheduler`") from error
    with client, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sending large graph", UserWarning)  # a large PDF is a large argument
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError as error:
            raise ClusterError(f"{address} has no workers: start some with `dask worker {address}`") from error
        yield client


def batches_of(tasks: Iterable[Task[Key]]) -> Iterator[Sequence[Task[Key]]]:
    """The tasks in lots that are worth sending and not too large to be sent again."""
    batch: list[Task[Key]] = []
    for task in tasks:
        batch.append(task)
        if len(batch) >= DOCUMENTS or sum(len(one.data) for one in batch) >= BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


def results_of(future: Future[Answers], batch: Sequence[Task[Key]], read_here: Counter[str]) -> Iterator[Result[Key]]:
    """The answers to a batch; a batch that no worker could read is read on this machine, in children that may die."""
    try:
        answers = future.result()
    except OtherVersion as error:
        raise ClusterError(f"{error}: install the same version of referat on all") from error
    except CancelledError as error:
        raise ClusterError("the scheduler is gone: what was stored stays, run again to go on") from error
    except (
        Exception
    ) as error:  # workers were lost again and again, or their readers: of whatever class dask makes of it
        read_here[type(error).__name__] += len(batch)
        yield from read_isolated(parse_to_bytes, batch)
        return
    for task, (was_read, answer) in zip(batch, answers, strict=True):
        yield task.key, answer if was_read else refusal(answer)
