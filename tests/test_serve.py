"""Does the site take up a new snapshot, and close what only this machine may use?"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.serve import is_loopback
from pipeline.site.app import check_snapshot
from pipeline.site.app import make_datasette as make_site


@contextmanager
def running(*arguments: str) -> Iterator[str]:
    """The address that `referat ARGUMENTS` serves, until Ctrl-C."""
    command = [sys.executable, "-m", "pipeline", *arguments, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield next(line.split()[0] for line in process.stdout if line.startswith("http"))
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def wait_for(condition: Callable[[], object], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def number_of_documents(address: str) -> int:
    with urllib.request.urlopen(f"{address}referater/documents.json?_shape=array", timeout=30) as answer:
        return len(json.load(answer))


def test_a_running_site_takes_up_a_new_snapshot(tmp_path: Path, databases: tuple[Path, Path]) -> None:
    snapshot, fresh = tmp_path / "referater.db", tmp_path / "fresh.db"
    snapshot.write_bytes(databases[1].read_bytes())
    with running("serve", "--db", str(snapshot)) as address:
        assert number_of_documents(address) > 0
        assert run(["publish", "--db", str(databases[0]), "--out", str(fresh), "--no-samples"]) == 0
        os.replace(fresh, snapshot)
        wait_for(lambda: number_of_documents(address) == 0)


def test_up_takes_a_folder_to_a_site(tmp_path: Path, one_page_pdf: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(one_page_pdf)
    (tmp_path / "b.pdf").write_bytes(b"")
    databases = ("--db", str(tmp_path / "working.db"), "--out", str(tmp_path / "referater.db"))
    with running("up", str(tmp_path), *databases) as address:
        assert number_of_documents(address) == 1


@pytest.mark.parametrize(("public", "status"), [(False, 200), (True, 403)])
def test_sql_is_open_on_this_machine_only(public: bool, status: int, databases: tuple[Path, Path]) -> None:
    site = make_site(databases[1], public=public)
    answer = asyncio.run(site.client.get("/referater.json?sql=select+1"))
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("host", "loopback"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("a.dk", False)]
)
def test_only_loopback_is_this_machine(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_a_taken_port_is_told(databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--db", str(databases[1]), "--port", str(port)]) == 74
    assert "choose another with --port" in capsys.readouterr().err


@pytest.mark.parametrize("public", [[], ["--public"]])
def test_a_working_database_is_never_served(
    public: list[str],
    databases: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def listen(*_: object) -> None:
        raise AssertionError("it listens")

    monkeypatch.setattr("pipeline.serve.listen", listen)
    assert run(["serve", "--db", str(databases[0]), *public]) == 74
    assert "is a working database, which is never served" in capsys.readouterr().err


def test_a_working_database_in_place_of_the_snapshot_is_not_taken_up(databases: tuple[Path, Path]) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="never served"):
        check_snapshot(databases[0])
