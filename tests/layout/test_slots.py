"""Time slots at the right edge: each goes behind the heading on its row, whenever it was drawn."""

from __future__ import annotations

from factories import line

from pipeline.layout.slots import with_slots_beside
from pipeline.page import Page

TEXT = (
    line("1. Hegn", top=100),
    line("Hegnet males.", top=114),
    line("2. Låge", top=140),
    line("Lågen rettes.", top=154),
)
SLOTS = (line("kl. 18.00-18.10", top=100, x0=450), line("kl. 18.10-18.20", top=140, x0=450))


def ordered(*lines: object) -> list[str]:
    return [one.text for one in with_slots_beside(Page(1, 595.0, 842.0, lines)).lines]  # type: ignore[arg-type]


def test_slots_drawn_last_stand_behind_their_headings() -> None:
    wanted = ["1. Hegn", "kl. 18.00-18.10", "Hegnet males.", "2. Låge", "kl. 18.10-18.20", "Lågen rettes."]
    assert ordered(*TEXT, *SLOTS) == wanted
    assert ordered(*SLOTS, *TEXT) == wanted


def test_a_time_without_a_row_of_its_own_stays() -> None:
    alone = (line("kl. 19.00", top=300), line("kl. 20.00", top=320))
    assert ordered(*TEXT, *alone) == [one.text for one in (*TEXT, *alone)]


def test_one_time_is_no_habit() -> None:
    assert ordered(*TEXT, SLOTS[0]) == [one.text for one in (*TEXT, SLOTS[0])]
