"""Is the same PDF always read the same way? Parses a folder twice, in order and shuffled under load: the same bytes?

    python benchmarks/repeat.py [FOLDER] [--seed N]

Two processes read the folder (default data/raw): one file by file in order, one in shuffled order while another keeps a
core busy. Prints the number of files and exits 1 if any JSON differs by a byte.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import sys
from pathlib import Path


def digests(paths: list[Path]) -> dict[str, str]:
    """sha256 of what `referat` hands over for each file, by name."""
    from pipeline.errors import DocumentError
    from pipeline.run import parse_to_bytes

    found = {}
    for path in paths:
        try:
            read = parse_to_bytes(path.read_bytes(), path.name)
        except DocumentError as error:
            read = f"{error.reason}: {error}".encode()
        found[path.name] = hashlib.sha256(read).hexdigest()
    return found


def burn() -> None:
    while True:
        sum(range(10_000))


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent.parent / "data" / "raw")
    cli.add_argument("--seed", type=int, default=2026)
    options = cli.parse_args()
    ordered = sorted(options.folder.glob("*.pdf"))
    shuffled = random.Random(options.seed).sample(ordered, len(ordered))
    context = multiprocessing.get_context("spawn")
    load = context.Process(target=burn, daemon=True)
    with context.Pool(1) as first, context.Pool(1) as second:
        one = first.apply(digests, (ordered,))
        load.start()
        two = second.apply(digests, (shuffled,))
        load.terminate()
    different = sorted(name for name in one if one[name] != two[name])
    print(f"{len(one)} files, {len(different)} read differently in shuffled order under load")
    for name in different:
        print(name)
    return 1 if different or not one else 0


if __name__ == "__main__":
    sys.exit(main())
