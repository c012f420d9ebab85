"""Header tables in which a name stands beside the seat it fills ("Nordby Kommune   Karen Holm (KH)   Afbud")."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.components.fields import label_at
from pipeline.components.roster import sure_start
from pipeline.page import Line

FEWEST = 4  # rows of such a table
MOST_UNKNOWN = 0.3  # of its names, that begin with no known given name
COLUMN = 6.0  # points by which the cells of one column may differ
LABELS = frozenset({"secretariat", "guest", "absent", "substitute"})  # seats that tell how somebody was there

Cells = Sequence[Line]


def seat_table(rows: Sequence[Cells]) -> Sequence[Cells]:
    """The first rows, where they have a seat on the left and a person on the right; nothing where they have not."""
    if not rows or len(rows[0]) < 2:
        return ()
    left, right = rows[0][0].x0, rows[0][1].x0
    stop = next((at for at, cells in enumerate(rows) if not in_columns(cells, left, right)), len(rows))
    table = rows[:stop]
    known = sum(sure_start(cells[1].text) for cells in table)
    named = [cells[0].text for cells in table if label_at(cells[0].text) is None]
    if len(table) < FEWEST or known < (1 - MOST_UNKNOWN) * len(table) or len(set(named)) < 2:
        return ()
    return table


def in_columns(cells: Cells, left: float, right: float) -> bool:
    """Do a seat and a name stand at the two edges?"""
    return (
        len(cells) >= 2
        and abs(cells[0].x0 - left) < COLUMN
        and abs(cells[1].x0 - right) < COLUMN
        and ":" not in cells[0].text
        and not sure_start(cells[0].text)
    )


def label_of_seat(text: str) -> tuple[str, str] | None:
    """(label, rule) of a seat that is no member's ("Sekretariatet")."""
    hit = label_at(text)
    return (hit[0], hit[1]) if hit is not None and hit[0] in LABELS else None
