"""Does a document that kills, hangs or swells its reader cost only itself?"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from pipeline.errors import Crashed, DocumentError, Encrypted, TimedOut, Unexpected
from pipeline.worker import Limits, Task, read_isolated
from pipeline.worker.wire import refusal

LIMITS = Limits(cpu=1.0, wall=30.0, memory=512 << 20)
SHORT = Limits(cpu=30.0, wall=0.5, memory=512 << 20)


def good(data: bytes, name: str) -> bytes:
    return name.encode() + b"=" + data


def refuse(data: bytes, name: str) -> NoReturn:
    raise Encrypted("The file asks for a password.", stage="extract")


def fail(data: bytes, name: str) -> NoReturn:
    raise TypeError("MediaBox is None")


def recurse(data: bytes, name: str) -> bytes:
    return recurse(data, name)


def crash(data: bytes, name: str) -> bytes:
    return ctypes.string_at(0)


def leave(data: bytes, name: str) -> NoReturn:
    os._exit(5)


def quit_politely(data: bytes, name: str) -> NoReturn:
    raise SystemExit(0)


def kill_itself(data: bytes, name: str) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def spin(data: bytes, name: str) -> NoReturn:
    while True:
        pass


def sleep(data: bytes, name: str) -> bytes:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)
    return b""


def swell(data: bytes, name: str) -> bytes:
    return bytes(8 << 30)


READERS: dict[str, Callable[[bytes, str], bytes]] = {
    read.__name__: read
    for read in (good, refuse, fail, recurse, crash, leave, quit_politely, kill_itself, spin, sleep, swell)
}


def read_any(data: bytes, name: str) -> bytes:
    return READERS[name.partition("-")[0]](data, name)


def results(names: list[str], limits: Limits = LIMITS) -> dict[str, bytes | DocumentError]:
    tasks = [Task(name, name, b"pdf") for name in names]
    found = list(read_isolated(read_any, tasks, workers=2, limits=limits))
    assert len(found) == len(names)
    return dict(found)


@pytest.mark.parametrize(
    ("bad", "kind", "message"),
    [
        ("refuse", Encrypted, r"The file asks for a password\."),
        ("fail", Unexpected, r"TypeError in test_worker\.py:\d+: MediaBox is None"),
        ("recurse", Unexpected, r"RecursionError in test_worker\.py:\d+: .*"),
        ("crash", Crashed, r"The reader was ended by SIGSEGV\."),
        ("leave", Crashed, r"The reader ended with code 5\."),
        ("quit_politely", Crashed, r"The reader ended with code 1\."),
        ("kill_itself", Crashed, r"The reader was ended by SIGKILL\."),
        ("spin", TimedOut, r"Reading took more than 2 s of processor time\."),
        ("sleep", TimedOut, r"Reading took more than 1 s\."),
        ("swell", Crashed, r"The reader ran out of memory\."),
    ],
)
def test_only_the_bad_document_is_lost(bad: str, kind: type[DocumentError], message: str) -> None:
    names = ["good-1", "good-2", bad, "good-3", "good-4"]
    found = results(names, SHORT if bad == "sleep" else LIMITS)
    lost = found.pop(bad)
    assert type(lost) is kind
    assert re.fullmatch(message, str(lost))
    assert found == {name: name.encode() + b"=pdf" for name in names if name != bad}


@pytest.mark.parametrize(
    ("bad", "ended_by"), [("crash", "SIGSEGV"), ("kill_itself", "SIGKILL"), ("spin", "SIGXCPU"), ("leave", None)]
)
def test_a_refusal_tells_what_the_document_cost(bad: str, ended_by: str | None) -> None:
    lost = results([bad])[bad]
    assert isinstance(lost, DocumentError) and lost.spent
    assert lost.spent.signal == ended_by
    assert (1.5 if bad == "spin" else 0.0) < lost.spent.cpu < 3.5
    assert 1 << 20 < lost.spent.memory < LIMITS.memory


def test_a_refusal_does_not_bear_the_cost_of_the_documents_before_it() -> None:
    def read(data: bytes, name: str) -> bytes:
        begun = time.process_time()
        while name == "dear" and time.process_time() < begun + 0.3:
            pass
        return refuse(data, name) if name == "refused" else b""

    found = dict(read_isolated(read, [Task(name, name, b"") for name in ("dear", "refused")]))
    lost = found["refused"]
    assert isinstance(lost, Encrypted) and lost.spent
    assert lost.spent.cpu < 0.2
    assert lost.spent.signal is None


def inside(look: Callable[[], Any], **options: Any) -> Any:
    """What a function sees in a reader."""
    [(_, seen)] = read_isolated(lambda data, name: json.dumps(look()).encode(), [Task(1, "", b"")], **options)
    assert isinstance(seen, bytes), seen
    return json.loads(seen)


def test_a_reader_has_limits_on_files_and_memory_and_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMAP_PATH", "/tmp/evil")

    def look() -> Any:
        names = ("RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_CPU")
        soft = {name: resource.getrlimit(getattr(resource, name))[0] for name in names}
        return {**soft, "environment": sorted(os.environ), "mask": os.umask(0)}

    seen = inside(look, limits=Limits(cpu=7.0, written=1 << 20, files=40))
    assert seen.pop("RLIMIT_CPU") <= 9
    assert seen == {
        "RLIMIT_FSIZE": 1 << 20, "RLIMIT_NOFILE": 40, "RLIMIT_CORE": 0, "environment": ["TMPDIR"], "mask": 0o077,
    }  # fmt: skip


def test_too_large_a_file_and_too_many_open_files_end_in_an_error() -> None:
    def fill() -> str:
        try:
            Path("large").write_bytes(bytes(2 << 20))
        except OSError as error:
            return str(error.strerror)
        return "written"

    def open_many() -> str:
        try:
            return f"{len([open(os.devnull) for _ in range(100)])} opened"
        except OSError as error:
            return str(error.strerror)

    assert inside(fill, limits=Limits(written=1 << 20)) == "File too large"
    assert inside(open_many, limits=Limits(files=40)) == "Too many open files"


def test_a_reader_has_a_folder_of_its_own_that_the_next_document_finds_empty() -> None:
    def leave_files(data: bytes, name: str) -> bytes:
        seen = [os.getcwd(), tempfile.gettempdir(), oct(os.stat(".").st_mode), *os.listdir(".")]
        Path("left").mkdir()
        Path("left", "behind").write_text(name)
        tempfile.mkstemp()
        return json.dumps(seen).encode()

    found = [json.loads(seen) for _, seen in read_isolated(leave_files, [Task(n, "", b"") for n in range(2)])]  # type: ignore[arg-type]
    assert found[0] == found[1]
    folder, temporary, mode = found[0]
    assert folder == temporary
    assert mode.endswith("700")
    assert not Path(folder).exists()


def test_a_process_with_threads_starts_its_readers_anew() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        found = dict(read_isolated(read_any, [Task(n, n, b"pdf") for n in ("good", "crash", "refuse")], limits=LIMITS))
    finally:
        stop.set()
        thread.join()
    assert found["good"] == b"good=pdf"
    assert isinstance(found["crash"], Crashed) and isinstance(found["refuse"], Encrypted)
    assert found["crash"].spent and found["crash"].spent.signal == "SIGSEGV"


def test_the_second_try_is_alone_and_has_twice_the_limits(tmp_path: Path) -> None:
    def alone(data: bytes, name: str) -> bytes:
        mark = tmp_path / f"{name}-{os.getpid()}"
        mark.touch()
        try:
            if name == "bad" and not (tmp_path / "tried").exists():
                (tmp_path / "tried").touch()
                time.sleep(0.2)  # the other is in hand meanwhile
                os.abort()
            return json.dumps(
                [p.name for p in tmp_path.glob("*-*")] + [resource.getrlimit(resource.RLIMIT_CPU)[0]]
            ).encode()
        finally:
            mark.unlink()

    tasks = [Task(name, name, b"") for name in ("bad", "slow", "next", "last")]
    found = dict(read_isolated(alone, tasks, workers=2, limits=Limits(cpu=10.0)))
    *beside, cpu = json.loads(found["bad"])  # type: ignore[arg-type]
    assert [name for name in beside if not name.startswith("bad")] == []
    assert 20 <= cpu <= 22
    assert set(found) == {"bad", "slow", "next", "last"}


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b'{"reason": 1}', b"\xff", b'{"reason": [], "stage": "", "message": ""}']
)
def test_a_refusal_that_is_no_refusal_is_an_error_of_ours(answer: bytes) -> None:
    assert isinstance(refusal(answer), Unexpected)


def test_many_bad_documents_in_a_row() -> None:
    bad = ["crash", "refuse", "leave", "fail"] * 3
    names = [f"{name}-{n}" for n, name in enumerate(bad)] + [f"good-{n}" for n in range(20)]
    found = results(names)
    assert sum(isinstance(result, bytes) for result in found.values()) == 20


def test_a_large_document_and_a_large_answer_pass_the_pipe() -> None:
    data = os.urandom(1 << 16) * 64
    [(key, result)] = read_isolated(good, [Task(7, "møde\udcff.pdf", data)], limits=LIMITS)
    assert key == 7
    assert isinstance(result, bytes) is False  # a name that is no text is the reader's to refuse
    [(_, result)] = read_isolated(good, [Task(7, "møde.pdf", data)], limits=LIMITS)
    assert result == "møde.pdf=".encode() + data


def test_one_child_reads_many_documents() -> None:
    pids = [
        pid for _, pid in read_isolated(lambda data, name: b"%d" % os.getpid(), [Task(n, "", b"") for n in range(9)])
    ]
    assert len(set(pids)) == 1
    assert pids[0] != b"%d" % os.getpid()


def test_answers_that_come_together_are_told_apart() -> None:
    done = []
    for key, result in read_isolated(good, [Task(n, "", bytes([n])) for n in range(7)]):
        done.append((key, result))
        time.sleep(0.05)  # the child goes on meanwhile
    assert done == [(n, good(bytes([n]), "")) for n in range(7)]


def test_what_lies_ready_behind_a_crash_is_read_once() -> None:
    def read(data: bytes, name: str) -> bytes:
        if data == b"bad":
            time.sleep(0.05)  # the next document has come
            os._exit(3)
        return data

    texts = [b"one", b"bad", b"two", b"bad", b"three", b"four"]
    answers = list(read_isolated(read, [Task(n, "", text) for n, text in enumerate(texts)], workers=2))
    assert sorted(key for key, _ in answers) == list(range(len(texts)))
    assert {key: result for key, result in answers if texts[key] != b"bad"} == {
        0: b"one",
        2: b"two",
        4: b"three",
        5: b"four",
    }
    assert all(isinstance(result, Crashed) for key, result in answers if texts[key] == b"bad")


def test_a_crash_under_load_gets_a_second_chance_alone(tmp_path: Path) -> None:
    def fails_once(data: bytes, name: str) -> bytes:
        if not (tmp_path / "tried").exists():
            (tmp_path / "tried").touch()
            os.abort()
        return b"read"

    assert list(read_isolated(fails_once, [Task(1, "", b"")], limits=LIMITS)) == [(1, b"read")]


def test_a_killed_child_takes_what_it_started_along() -> None:
    def spawn(data: bytes, name: str) -> bytes:
        process = subprocess.Popen(["sleep", "600"])
        Path(name).write_text(str(process.pid))
        time.sleep(60)
        return b""

    name = f"/tmp/referat-test-{os.getpid()}"
    try:
        [(_, result)] = read_isolated(spawn, [Task(1, name, b"")], limits=SHORT, again=False)
        assert isinstance(result, TimedOut)
        left = Path(f"/proc/{Path(name).read_text()}/stat")
        deadline = time.monotonic() + 5
        while left.exists() and " Z " not in left.read_text() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not left.exists() or " Z " in left.read_text()
    finally:
        Path(name).unlink(missing_ok=True)


def test_a_stop_finishes_the_documents_in_hand_and_begins_no_other() -> None:
    done: list[int] = []
    for key, _ in read_isolated(good, [Task(n, "", b"") for n in range(50)], workers=2, stopped=lambda: len(done) >= 3):
        done.append(key)
    assert 3 <= len(done) <= 7  # the three, and two in the hand of either child


def test_children_end_when_the_caller_walks_away() -> None:
    def tell(data: bytes, name: str) -> bytes:
        return b"%d" % os.getpid()

    walk = read_isolated(tell, [Task(n, "", b"") for n in range(50)])
    _, pid = next(walk)
    assert isinstance(pid, bytes)
    walk.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


def test_a_large_file_has_more_time_up_to_four_times() -> None:
    limits = Limits(cpu=10.0, wall=40.0, memory=100)
    assert limits.for_size(0) == limits
    assert limits.for_size(5 << 20) == Limits(20.0, 80.0, 100)
    assert limits.for_size(1 << 30) == Limits(40.0, 160.0, 100)
