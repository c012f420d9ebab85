"""`quick_ingest.py FOLDER DATABASE`: an ingest whose reader takes no time, so that what is left is storing."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from pipeline.contract import to_bytes
from pipeline.ingest import ingest
from pipeline.minutes import AgendaItem, Decision, Document, Kind, Meeting, Minutes, Outcome
from pipeline.page import Line, Page, Pages, TextLayer


def read(data: bytes, filename: str) -> bytes:
    """A file's number makes a meeting of twenty items; every tenth file is a corrected edition of the one before."""
    number = int(data) - (int(data) % 10 == 9)
    lines = tuple(
        Line(f"Linje {row} i {filename}", 1, 70.0, 20.0 * row, 300.0, 20.0 * row + 11, 11.0) for row in range(40)
    )
    items = tuple(
        AgendaItem(
            str(at),
            f"Sag {at}",
            1,
            1,
            decisions=(
                Decision(
                    f"Sag {at} i møde {number} blev godkendt.",
                    Outcome.APPROVED,
                    1,
                    "godkendt",
                    ((1, 70.0, 20.0, 300.0, 31.0),),
                ),
            ),
        )
        for at in range(1, 21)
    )
    return to_bytes(
        Minutes(
            document=Document(
                hashlib.sha256(data).hexdigest(), filename, Pages((Page(1, 595.0, 842.0, lines),), TextLayer.FULL)
            ),
            kind=Kind.MINUTES,
            meeting=Meeting(
                date=f"{1900 + number // 300}-{1 + number % 12:02}-{1 + number % 28:02}",
                body="Byrådet",
                organisation="Nørby Kommune",
            ),
            items=items,
        )
    )


if __name__ == "__main__":
    folder, database = map(Path, sys.argv[1:])
    report = ingest(sorted(folder.glob("*.pdf")), database, workers=2, read=read, prepare=lambda: None)
    sys.exit(bool(report.refusals))
