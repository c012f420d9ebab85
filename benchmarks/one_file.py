"""What `referat ingest` costs as a whole when one file is new in a folder of thousands.

    python -m benchmarks.linking --keep FOLDER
    python benchmarks/one_file.py FOLDER

Runs the command on the folder that `linking.py --keep` made: with nothing new, with one more PDF (of the samples in
data/raw), and once that is gone again. Times are those of the processor, of the command and all its children.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from time import time_ns

from process import ingest

from pipeline.link import Linked

SAMPLES = Path("data/raw")


def tell(what: str, folder: Path) -> None:
    """Run the command once, and print what it took and said."""
    timed, report = ingest(folder / "files", folder / "working.db")
    print(f"{what}: {timed.cpu:.2f} s, {timed.own_cpu:.2f} s of it the parent's", flush=True)
    linked = Linked(**report["linked"])
    print(f"    {report['stored']} stored, {report['skipped']} skipped, {linked.line()}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    new = folder / "files" / "new.pdf"
    tell("nothing new", folder)
    new.write_bytes(min(SAMPLES.rglob("*.pdf")).read_bytes() + f"\n% {time_ns()}\n".encode())  # never seen before
    try:
        tell("one file new", folder)
        tell("nothing new", folder)
    finally:
        new.unlink()


if __name__ == "__main__":
    main()
