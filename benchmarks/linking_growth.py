"""Measure how linking grows: a full relink of many documents, and one new document among them.

    python -m benchmarks.linking_growth [--municipalities N ...]

The minutes of the invented archive (`tests.archive`) are read once and stored under so many municipalities, each with
72 documents: 140 of them are 10,080 documents.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path
from time import monotonic

from pipeline.link import link_archive
from pipeline.minutes import Minutes
from pipeline.run import parse_document
from pipeline.store.database import open_database
from pipeline.store.write import store_minutes
from tests.archive.draw import draw_archive


def copy_of(minutes: Minutes, number: int) -> Minutes:
    """The same minutes of another municipality."""
    sha256 = hashlib.sha256(f"{minutes.document.sha256} {number}".encode()).hexdigest()
    meeting = replace(minutes.meeting, organisation=f"Prøvested{number} Kommune")
    return replace(minutes, document=replace(minutes.document, sha256=sha256), meeting=meeting)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--municipalities", type=int, nargs="+", default=[70, 140])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        draw_archive(Path(folder))
        read = [parse_document(path.read_bytes(), path.name) for path in sorted(Path(folder).glob("*.pdf"))]
        for many in chosen.municipalities:
            db = open_database(Path(folder) / f"{many}.db")
            copies = [copy_of(one, number) for number in range(many) for one in read]
            for one in copies[:-1]:
                store_minutes(db, one, version="1")
            begun = monotonic()
            whole = link_archive(db, "1", everything=True)
            full = monotonic() - begun
            store_minutes(db, copies[-1], version="1")
            begun = monotonic()
            link_archive(db, "1")
            one_more = monotonic() - begun
            print(
                f"{len(copies)} documents: full relink {full:.1f} s"
                f" ({1000 * full / len(copies):.1f} ms a document, {sum(whole.changes.values())} rows),"
                f" one new document {one_more:.2f} s",
                flush=True,
            )
            db.close()


if __name__ == "__main__":
    main()
