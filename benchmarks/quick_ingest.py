"""`quick_ingest.py FOLDER DATABASE [editions]`: an ingest whose reader takes no time; what is left is storing.

With `editions` several files are of the same meeting.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import date, timedelta
from pathlib import Path

from pipeline.contract import to_bytes
from pipeline.ingest import ingest
from pipeline.minutes import AgendaItem, Decision, Document, Kind, Meeting, Minutes, Outcome
from pipeline.page import Line, Page, Pages, TextLayer

EDITIONS = sys.argv[3:] == ["editions"]


def read(data: bytes, filename: str) -> bytes:
    """A file's number makes a meeting of twenty items on a day of its own, or, with editions, on one of 84."""
    number = int(data)
    day = date(1950, 1, 1) + timedelta(days=number % 84 if EDITIONS else number)
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
                date=day.isoformat(),
                body="Byrådet",
                organisation="Nørby Kommune",
            ),
            items=items,
        )
    )


if __name__ == "__main__":
    folder, database = map(Path, sys.argv[1:3])
    report = ingest(sorted(folder.glob("*.pdf")), database, workers=2, read=read, prepare=lambda: None)
    sys.exit(bool(report.refusals))
