"""Tables without upright rulings: the columns are told by the row of bold heads, one of which is the record's."""

from __future__ import annotations

import pytest
from factories import HEIGHT, WIDTH, line

from pipeline.layout import layout_blocks
from pipeline.page import HEAD_ROW, Block, BlockKind, Line, Page, Pages, TextLayer

RECORD = 250.0  # left edge of the column, points
HEADS = (line("**Emne**", top=100), line("**Beslutning**", top=100, x0=RECORD))
ROWS = (
    line("**1. Låge**", top=130),
    line("Lågen er skæv.", top=144),
    line("Formanden bestiller en ny.", top=130, x0=RECORD),
    line("Den males grøn.", top=144, x0=RECORD),
    line("**2. Hegn**", top=180),
    line("Udsat.", top=180, x0=RECORD),
)


def found(*on_pages: tuple[Line, ...]) -> list[Block]:
    pages = tuple(Page(number, WIDTH, HEIGHT, lines) for number, lines in enumerate(on_pages, start=1))
    return layout_blocks(Pages(pages, TextLayer.FULL))


def columns(*on_pages: tuple[Line, ...]) -> list[tuple[str | None, str]]:
    return [(block.column, block.text) for block in found(*on_pages) if block.kind is not BlockKind.RUNNING]


def test_cells_keep_together_and_tell_their_column() -> None:
    assert columns((*HEADS, *ROWS)) == [
        (HEAD_ROW, "Emne Beslutning"),
        ("Emne", "1. Låge"),
        ("Emne", "Lågen er skæv."),
        ("Beslutning", "Formanden bestiller en ny. Den males grøn."),
        ("Emne", "2. Hegn"),
        ("Beslutning", "Udsat."),
    ]


def test_plain_heads_that_are_known_head_a_table() -> None:
    plain = (line("Dagsordenspunkt", top=100), line("Beslutning", top=100, x0=RECORD))
    assert columns((*plain, *ROWS))[1:] == [
        (column and column.replace("Emne", "Dagsordenspunkt"), text) for column, text in columns((*HEADS, *ROWS))[1:]
    ]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param((line("Navn", top=100), line("Beslutning", top=100, x0=RECORD)), id="plain words"),
        pytest.param((line("**Navn**", top=100), line("**Telefon**", top=100, x0=RECORD)), id="no record"),
        pytest.param((line("**Beslutning**", top=100), line("**Emne**", top=100, x0=RECORD)), id="record first"),
        pytest.param((line("**Beslutning**", top=100),), id="one head"),
        pytest.param(
            (
                line("**Emne**", top=100),
                line("**Beslutning**", top=100, x0=RECORD),
                line("**Status**", top=100, x0=400),
            ),
            id="a log",
        ),
    ],
)
def test_other_rows_head_no_table(heads: tuple[Line, ...]) -> None:
    assert {column for column, _ in columns((*heads, *ROWS))} == {None}


def test_text_below_a_head_that_no_record_stands_beside_is_no_table() -> None:
    below = (line("Hegnet males.", top=130), line("Lågen rettes.", top=144))
    assert {column for column, _ in columns((*HEADS, *below))} == {None}


def test_the_table_ends_where_a_line_reaches_over_its_columns() -> None:
    after = line("Mødet sluttede, og formanden takkede alle for en god aften.", top=220)
    assert columns((*HEADS, *ROWS, after))[-1] == (None, after.text)


def test_the_table_goes_on_over_the_page_break() -> None:
    more = (
        line("**3. Fest**", top=60, page=2),
        line("Holdes i juni.", top=60, x0=RECORD, page=2),
    )
    assert columns((*HEADS, *ROWS), more)[-2:] == [("Emne", "3. Fest"), ("Beslutning", "Holdes i juni.")]


def test_a_row_goes_on_over_the_page_break_below_the_heads_again() -> None:
    heads = (line("**Emne**", top=60, page=2), line("**Beslutning**", top=60, x0=RECORD, page=2))
    broken = (line("**3. Fest (for**", top=210), line("Vi holder den i juni, og", top=210, x0=RECORD))
    more = (
        line("**alle)**", top=90, page=2),
        line("alle er inviteret.", top=90, x0=RECORD, page=2),
        line("**4. Evt.**", top=120, page=2),
        line("Intet.", top=120, x0=RECORD, page=2),
    )
    assert columns((*HEADS, *ROWS, *broken), (*heads, *more))[-5:] == [
        ("Emne", "3. Fest (for alle)"),
        ("Beslutning", "Vi holder den i juni, og alle er inviteret."),
        (HEAD_ROW, "Emne Beslutning"),
        ("Emne", "4. Evt."),
        ("Beslutning", "Intet."),
    ]


def test_a_table_that_ended_does_not_go_on() -> None:
    after = line("Mødet sluttede, og formanden takkede alle for en god aften.", top=220)
    more = (line("**3. Fest**", top=60, page=2), line("Holdes i juni.", top=60, x0=RECORD, page=2))
    assert {column for column, _ in columns((*HEADS, *ROWS, after), more)[-2:]} == {None}


def test_a_small_table_on_a_page_of_other_text_is_none() -> None:
    text = tuple(
        line(f"Hegnet males igen i uge {week}, og alle må gerne komme.", top=200 + 14 * week) for week in range(9)
    )
    assert {column for column, _ in columns((*HEADS, *ROWS, *text))} == {None}


def test_numbers_within_the_year_below_their_head() -> None:
    heads = (line("**Pkt.**", top=100), line("**Emne**", top=100, x0=110), line("**Beslutning**", top=100, x0=RECORD))
    rows = (
        line("16/21", top=130),
        line("Regnskab og", top=130, x0=110),
        line("budget", top=144, x0=110),
        line("Begge dele er godkendt.", top=130, x0=RECORD),
        line("16/22", top=180),
        line("Hegn", top=180, x0=110),
        line("Udsat til 20/9.", top=180, x0=RECORD),
    )
    assert [text for column, text in columns((*heads, *rows)) if column == "Emne"] == [
        "16/21. Regnskab og budget",
        "16/22. Hegn",
    ]


def test_heads_of_participles() -> None:
    heads = (line("**Emne**", top=100), line("**Drøftet / vedtaget**", top=100, x0=RECORD))
    assert {column for column, _ in columns((*heads, *ROWS))} >= {"Emne", "Drøftet / vedtaget"}


def test_heads_of_two_words() -> None:
    heads = (line("**Dagsorden punkt**", top=100), line("**Beslutning/ kommentarer**", top=100, x0=RECORD))
    assert {column for column, _ in columns((*heads, *ROWS))} >= {"Dagsorden punkt", "Beslutning/ kommentarer"}
