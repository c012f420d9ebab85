"""Time slots that stand beside a heading: in plain type behind a bold title, below it, in a cell before or after it."""

from __future__ import annotations

import pytest
from factories import blocks, line

from pipeline.components.items import find_headings
from pipeline.components.slots import with_slots
from pipeline.components.structure import Heading
from pipeline.page import Block, BlockKind


def times(text: str) -> list[tuple[str | None, str | None]]:
    return [(one.start, one.end) for one in find_headings(blocks(text))]


@pytest.mark.parametrize(
    ("slot", "wanted"),
    [
        ("(16.30-16.35)", ("16:30", "16:35")),
        ("(kl. 16.30 - 16.35)", ("16:30", "16:35")),
        ("kl. 16.30", ("16:30", None)),
        ("(41.10-41.20)", (None, None)),  # no time
        ("(2 bilag)", (None, None)),
    ],
)
def test_slot_behind_a_bold_title(slot: str, wanted: tuple[str | None, str | None]) -> None:
    printed = f"**1. Hegn** {slot}\nHegnet males.\n\n**2. Låge**\nLågen males."
    assert times(printed)[0] == wanted


def test_slot_is_no_part_of_the_record() -> None:
    printed = blocks("**1. Hegn** (16.30-16.35)\nHegnet males.\n\n**2. Låge**\nKl. 16.35-17.00\nLågen males.")
    first, second = find_headings(printed)
    assert (first.rest, second.last) == (len(printed[0].text), 3)
    assert printed[second.last].text[second.rest :] == ""


def row(number: int, *cells: str) -> list[Block]:
    """The blocks of one row of a table, left to right."""
    top = 100.0 + 20 * number
    lines = [line(cell, top=top, x0=60.0 + 150 * place) for place, cell in enumerate(cells)]
    return [Block(BlockKind.TEXT, one.text, 1, (one,), starts=(0,)) for one in lines]


def headed(printed: list[Block], at: int) -> Heading:
    return Heading(at, at, len(printed[at].text), "1", printed[at].text, "r")


@pytest.mark.parametrize("column", [0, 1])
def test_bare_times_in_a_column_count_where_there_are_several(column: int) -> None:
    cells = [("17.00", "Hegn"), ("17.20", "Låge"), ("17.40", "Sti")]
    printed = [
        block for at, (time, title) in enumerate(cells) for block in row(at, *([time, title][:: 1 - 2 * column]))
    ]
    headings = [headed(printed, 2 * at + 1 - column) for at in range(3)]
    assert [one.start for one in with_slots(headings, printed)] == ["17:00", "17:20", "17:40"]
    assert with_slots(headings[:2], printed[:4]) == headings[:2]


def test_span_in_the_cell_before_needs_no_others() -> None:
    printed = row(0, "17.00-17.20", "Hegn")
    (one,) = with_slots([headed(printed, 1)], printed)
    assert (one.block, one.start, one.end) == (0, "17:00", "17:20")


def test_time_on_the_line_above_is_another_matter() -> None:
    printed = [*row(0, "17.00-17.20"), *row(1, "Hegn")]
    (one,) = with_slots([headed(printed, 1)], printed)
    assert one.start is None
