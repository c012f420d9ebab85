"""What `referat ingest` costs as a whole when one file is new in a folder of thousands.

    python -m benchmarks.linking --keep FOLDER
    python benchmarks/one_file.py FOLDER

Runs the command on the folder that `linking.py --keep` made: with nothing new, with one more PDF (of the samples in
data/raw), and once that is gone again. Times are those of the processor, of the command and all its children.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from pathlib import Path
from time import time_ns

SAMPLES = Path("data/raw")


def run(what: str, folder: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pipeline", "ingest", str(folder / "files"), "--db", str(folder / "working.db")]
    done = subprocess.run([*command, "--workers", "1"], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    print(f"{what}: {user + system:.2f} s ({system:.2f} s of it in the system)", flush=True)
    print("\n".join(f"    {line}" for line in done.stdout.splitlines()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    new = folder / "files" / "new.pdf"
    run("nothing new", folder)
    new.write_bytes(min(SAMPLES.rglob("*.pdf")).read_bytes() + f"\n% {time_ns()}\n".encode())  # never seen before
    try:
        run("one file new", folder)
        run("nothing new", folder)
    finally:
        new.unlink()


if __name__ == "__main__":
    main()
