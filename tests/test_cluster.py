"""Do workers on other machines read what this one would, also when one of them is lost?"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pipeline.cluster import ClusterError, read_on_cluster
from pipeline.cluster.batch import IDLE, OtherVersion, end_all, idle_reader, read_batch, version_here
from pipeline.cluster.send import batches_of, results_of
from pipeline.ingest import ingest
from pipeline.report import Report
from pipeline.worker import Task

RAW = Path(__file__).parents[1] / "data" / "raw"
TIMED = ("runs", "quarantine", "_events", "_files", "_sqlite_migrations")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on this machine, each a process: the scheduler's address, and the workers."""
    folder = tmp_path_factory.mktemp("dask")
    log = folder / "scheduler.log"
    started = []

    def start(name: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (folder / f"{name}.log").open("wb") as out:
            command = [sys.executable, "-m", "dask", *arguments]
            started.append(subprocess.Popen(command, stdout=out, stderr=out, cwd=folder, start_new_session=True))
        return started[-1]

    try:
        start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        found = wait_for(lambda: re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text()))
        where = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
        workers = [start(f"worker-{number}", "worker", found[1], *where) for number in (1, 2)]
        wait_for(lambda: all("Registered to" in path.read_text() for path in folder.glob("worker-*.log")))
        yield found[1], workers
    finally:
        for process in started:
            with suppress(ProcessLookupError):  # it was killed, and its reader found that out
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(condition: Callable[[], object], seconds: float = 120.0):  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.1)
    return found


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    sample = min(RAW.glob("*.pdf"), key=lambda path: path.stat().st_size).read_bytes()
    for number in range(9):
        (tmp_path / f"{number}.pdf").write_bytes(sample + b"\n%%%d\n" % number)
    (tmp_path / "bad.pdf").write_bytes(b"no PDF")
    return sorted(tmp_path.glob("*.pdf"))


def content(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        db.execute("UPDATE documents SET run_id = NULL")
        found = {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in tables if name not in TIMED}
        refused = db.execute("SELECT id, reason, stage, message FROM quarantine").fetchall()
        events = db.execute("SELECT event, sha256 FROM _events").fetchall()
        return {**found, "quarantine": sorted(map(repr, refused)), "_events": sorted(map(repr, events))}


def test_a_cluster_reads_the_same_though_a_worker_is_killed(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    tmp_path: Path,
    files: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, workers = cluster
    monkeypatch.setattr("pipeline.cluster.send.DOCUMENTS", 2)
    ingest(files, tmp_path / "here.db", workers=2)
    report = ingest(files, tmp_path / "there.db", cluster=address)
    assert (report.stored, len(report.refusals)) == (9, 1)
    here = content(tmp_path / "here.db")
    assert content(tmp_path / "there.db") == here

    def kill_first(report: Report) -> None:
        if workers[0].poll() is None:
            workers[0].kill()
            workers[0].wait()

    report = ingest(files, tmp_path / "left.db", cluster=address, progress=kill_first)
    assert (report.stored, len(report.refusals)) == (9, 1)
    assert content(tmp_path / "left.db") == here
    assert ingest(files, tmp_path / "left.db", cluster=address).skipped == 9


def test_without_a_scheduler_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cluster.send.SECONDS", 1)
    with pytest.raises(ClusterError, match="no scheduler answers"):
        list(read_on_cluster("tcp://127.0.0.1:9", [], read_here=Counter()))


def test_a_worker_of_another_version_is_told() -> None:
    with pytest.raises(OtherVersion, match="a worker has version"):
        read_batch([], "0.0.1")

    class Refused:
        def result(self) -> None:
            raise OtherVersion("a worker has version 2")

    with pytest.raises(ClusterError, match="install the same version"):
        list(results_of(Refused(), [], Counter()))  # type: ignore[arg-type]


def test_what_no_worker_could_read_is_read_here(files: list[Path]) -> None:
    class Lost:
        def result(self) -> None:
            raise RuntimeError("KilledWorker")

    tasks = [Task(path.name, path.name, path.read_bytes()) for path in files[-2:]]
    report = Report(Path("working.db"))
    found = dict(results_of(Lost(), tasks, report.read_here))  # type: ignore[arg-type]
    assert isinstance(found["8.pdf"], bytes)
    assert getattr(found["bad.pdf"], "reason", None) == "not_a_pdf"
    assert report.to_json()["read_here"] == {"RuntimeError": 2}
    assert "2 files that no worker of the cluster could read were read here: RuntimeError" in report.lines()


def test_a_reader_that_ended_is_started_anew(files: list[Path]) -> None:
    try:
        reader = idle_reader()
        reader.kill()
        reader.wait()
        IDLE.put(reader)
        ((was_read, answer),) = read_batch([("bad.pdf", b"no PDF")], version_here())
        assert not was_read
        assert b"not_a_pdf" in answer
    finally:
        end_all()


def test_the_readers_of_batches_have_nothing_left_to_load() -> None:
    program = """if True:
        import pathlib, sys
        from pipeline.run import load_all, parse_to_bytes
        load_all()
        loaded = set(sys.modules)
        for path in pathlib.Path(sys.argv[1]).glob("*.pdf"):
            parse_to_bytes(path.read_bytes(), path.name)
        print(sorted(name for name in set(sys.modules) - loaded if not name.startswith("encodings.")))
    """
    done = subprocess.run([sys.executable, "-c", program, str(RAW)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def sizes(batches: Iterator[Sequence[Task[int]]]) -> list[int]:
    return [len(batch) for batch in batches]


def test_batches_hold_few_documents_and_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cluster.send.BYTES", 100)
    tasks = [Task(number, "a.pdf", bytes(size)) for number, size in enumerate((60, 60, 1, 500, *[1] * 9))]
    assert sizes(batches_of(tasks)) == [2, 2, 8, 1]
