"""A whole process, measured: what it and all that it started used, and what it used itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EACH = 0.05  # seconds between looks at the memory
LARGEST_PARENT = 300  # MB that the process which stores may take at the most
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Timed:
    """A finished process: seconds on the clock, CPU seconds and peak MB.

    `cpu` is of the process and all that it waited for, `own_cpu` of itself; `mb` is the largest of them all, `own_mb`
    itself. `own_cpu` and `own_mb` are 0 where the system has no /proc.
    """

    wall: float
    cpu: float
    own_cpu: float
    mb: float
    own_mb: float
    code: int
    out: str


def run(command: Sequence[str], allowed: tuple[int, ...] = (0,), environment: Mapping[str, str] | None = None) -> Timed:
    """Run a command to its end, with these variables in its environment too. Exits if its code is not `allowed`."""
    given = {**os.environ, **(environment or {})}
    given.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # an installed program has its bytecode: without, it starts in 8 s, not 2
    with tempfile.TemporaryFile("w+") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=given)
        ended = threading.Event()
        peak = [0.0]
        watch = threading.Thread(target=note_peak, args=(process.pid, peak, ended))
        watch.start()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it stays in /proc until it is waited for
        wall = time.perf_counter() - begun
        ended.set()
        watch.join()
        own = own_cpu(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            raise SystemExit(f"{' '.join(command[:4])} ended with code {process.returncode}")
        out.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        mb = used.ru_maxrss * unit / 1e6
        return Timed(wall, used.ru_utime + used.ru_stime, own, mb, peak[0], process.returncode, out.read())


def ingest(
    folder: Path, database: Path, workers: int = 1, environment: Mapping[str, str] | None = None
) -> tuple[Timed, dict[str, Any]]:
    """A whole `referat ingest`, and its report. Exits if it ends otherwise than well or with files in quarantine."""
    timed = run(ingest_command(folder, database, workers), allowed=(0, 3), environment=environment)
    return timed, json.loads(timed.out)


def ingest_command(folder: Path, database: Path, workers: int) -> list[str]:
    command = [sys.executable, "-m", "pipeline", "ingest", str(folder), "--db", str(database)]
    return [*command, "--workers", str(workers), "--json"]


def note_peak(pid: int, peak: list[float], ended: threading.Event) -> None:
    """Keep the largest resident memory of a process, in MB, until it has ended."""
    while not ended.wait(EACH):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            return
        if found := re.search(r"VmHWM:\s+(\d+) kB", status):
            peak[0] = int(found[1]) * 1024 / 1e6


def own_cpu(pid: int) -> float:
    """CPU seconds of a process that has ended and was not waited for yet, without its children's."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK
