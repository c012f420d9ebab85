"""What is no running text: running heads and feet, contents lists, tables, margin columns; and several meetings."""

from __future__ import annotations

import pytest
from factories import CELL, HEIGHT, LEFT, WIDTH, blocks, laid, line, page, pages, rows

from pipeline.layout import layout_blocks, split_meetings
from pipeline.layout.contents import contents_lines
from pipeline.layout.margins import margin_column, margin_columns, right_margins, usual_leading
from pipeline.layout.rows import rows_of
from pipeline.layout.running import running_lines
from pipeline.page import HEAD_ROW, BlockKind, Page, Pages, Table, TextLayer

TEXT = "Hegnet males i maj.\n\nLågen rettes i juni."
NEXT = "Græsset slås hver uge.\n\nVejen fejes til jul."


def running(*footed: tuple[str, str]) -> list[str]:
    """The running lines of pages with (text, foot)."""
    made = [page(text, number, foot=foot) for number, (text, foot) in enumerate(footed, start=1)]
    found = running_lines(made)
    return [one.text for each in made for one in each.lines if id(one) in found]


RUNNING: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "page numbers": ([(TEXT, "1"), (NEXT, "2")], ["1", "2"]),
    "page number on one page": ([(TEXT, "Side 1 af 1")], ["Side 1 af 1"]),
    "a line that comes back, digits apart": (
        [(TEXT, "Nordby Kommune 1/2"), (NEXT, "Nordby Kommune 2/2")],
        ["Nordby Kommune 1/2", "Nordby Kommune 2/2"],
    ),
    "a label within a line": ([(TEXT, "Birkely, side 1"), (NEXT, "Lågen")], ["Birkely, side 1"]),
    "a last line that does not come back": ([(TEXT, "Hegnet er rødt."), (NEXT, "Lågen er skæv.")], []),
    "a seal of a signing service": (
        [(TEXT, "Penneo dokumentnøgle: ABCDE-FGHIJ-KLMNO")],
        ["Penneo dokumentnøgle: ABCDE-FGHIJ-KLMNO"],
    ),
}


@pytest.mark.parametrize(("footed", "wanted"), RUNNING.values(), ids=RUNNING)
def test_running_lines(footed: list[tuple[str, str]], wanted: list[str]) -> None:
    assert running(*footed) == wanted


def test_running_lines_stay_out_of_a_paragraph_over_the_page_break() -> None:
    made = [page("Hegnet skal males", 1, foot="Side 1"), page("og lakeres.", 2, foot="Side 2")]
    found = layout_blocks(Pages(tuple(made), TextLayer.FULL))
    assert [b.text for b in found if b.kind is BlockKind.TEXT] == ["Hegnet skal males og lakeres."]
    assert [b.text for b in found if b.kind is BlockKind.RUNNING] == ["Side 1", "Side 2"]


def test_section_heading_that_comes_back_under_the_running_head_is_text() -> None:
    made = [page(f"Nordby Kommune\n# Beslutning\n\n{text}", number) for number, text in ((1, TEXT), (2, NEXT))]
    found = running_lines(made)
    assert [one.text for each in made for one in each.lines if id(one) in found] == ["Nordby Kommune"] * 2


def test_section_heading_that_also_stands_within_the_pages_is_no_running_head() -> None:
    within = "**Beslutning**\n\nHegnet males.\n\n" + "\n\n".join(["Lågen rettes."] * 9) + "\n\n**Beslutning**\n\nMales."
    made = [page(within, number, foot=f"Side {number}") for number in (1, 2)]
    found = running_lines(made)
    assert [one.text for each in made for one in each.lines if id(one) in found] == ["Side 1", "Side 2"]


CONTENTS: dict[str, tuple[str, list[str]]] = {
    "leaders": ("1. Hegn ........ 3\n2. Låge ........ 4\nHegnet males.", ["1. Hegn ........ 3", "2. Låge ........ 4"]),
    "under a heading": (
        "Indholdsfortegnelse\nSag|Side\n1. Hegn|3\n2. Låge|4\n\nHegnet males i maj.\nLågen rettes.",
        ["Indholdsfortegnelse", "Sag", "Side", "1. Hegn", "3", "2. Låge", "4"],
    ),
    "a group heading inside": (
        "Indhold\nÅbne sager\n1. Hegn|3\nLukkede sager\n2. Låge|4\nHegnet males i maj.\nLågen rettes.",
        ["Indhold", "Åbne sager", "1. Hegn", "3", "Lukkede sager", "2. Låge", "4"],
    ),
    "a short entry that stands again as a heading": (
        "Indhold\n1. Hegn|3\n2. Låge|4\n1. Hegn\nHegnet males i maj.\n2. Låge\nDen rettes.",
        ["Indhold", "1. Hegn", "3", "2. Låge", "4"],
    ),
    "an entry with its page behind a space that stands again as a heading": (
        "Indhold\n1. Dagsorden 1\n2. Regnskab 2020 1\n3. Regnskab 2021 2\n\n1. Dagsorden\nGodkendt.",
        ["Indhold", "1. Dagsorden 1", "2. Regnskab 2020 1", "3. Regnskab 2021 2"],
    ),
    "numbered rows without pages": (
        "Oversigt\n1. Hegn\n2. Låge\nHegnet males. Det haster.\nLågen.",
        ["Oversigt", "1. Hegn", "2. Låge"],
    ),
    "no list": ("1. Hegn\nHegnet males i 2022", []),
}


@pytest.mark.parametrize(("text", "wanted"), CONTENTS.values(), ids=CONTENTS)
def test_contents(text: str, wanted: list[str]) -> None:
    made = page(text)
    found = contents_lines([made], set())
    assert [one.text for one in made.lines if id(one) in found] == wanted


def test_rows() -> None:
    assert [[one.text for one in row] for row in rows_of(rows("Hegn|300\nLåge|40|5"))] == [
        ["Hegn", "300"],
        ["Låge", "40", "5"],
    ]


def test_table_without_rules() -> None:
    *above, table, below = laid("Hegnet koster:\n\nPost|Før|Nu\nHegn|300|400\nLåge|40|50\n\nDet er billigt.")
    assert table.kind is BlockKind.TABLE
    assert table.text == "Post Før Nu\nHegn 300 400\nLåge 40 50"
    assert [table.text[start:].split()[0] for start in table.starts] == [one.text for one in table.lines]
    assert table.table is not None and table.table.header
    assert table.table.rows == (("Post", "Før", "Nu"), ("Hegn", "300", "400"), ("Låge", "40", "50"))
    assert [above[-1].text, below.text] == ["Hegnet koster:", "Det er billigt."]


def test_columns_of_words_are_no_table() -> None:
    assert not [b for b in laid("Karen Holm|Birkevej|formand\nBo Dam|Elmevej|kasserer") if b.kind is BlockKind.TABLE]


def ruled(
    texts: list[list[str]], *, top: float = 60.0, height: float = 14.0, width: float = CELL
) -> tuple[Page, Table]:
    """A page with one ruled table; the words of a cell are set as lines of 28 letters."""
    lines, cells, edge = [], [], top
    for row in texts:
        printed = [[text[i : i + 28] for i in range(0, len(text), 28)] for text in row]
        bottom = edge + height * max(map(len, printed))
        for place, parts in enumerate(printed):
            x0 = LEFT + width * place
            lines += [line(part, top=edge + height * at, x0=x0 + 2) for at, part in enumerate(parts)]
        cells.append(tuple((LEFT + width * p, edge, LEFT + width * (p + 1), bottom) for p in range(len(row))))
        edge = bottom
    table = Table(1, LEFT, top, LEFT + width * len(texts[0]), edge, tuple(map(tuple, texts)), cells=tuple(cells))
    return Page(1, WIDTH, HEIGHT, tuple(lines), (table,)), table


def test_ruled_table_of_short_cells_is_a_table() -> None:
    made, table = ruled([["Post", "Beløb"], ["Hegn", "300"], ["Låge", "rettes"]])
    (block,) = layout_blocks(Pages((made,), TextLayer.FULL))
    assert (block.kind, block.table) == (BlockKind.TABLE, table)


def test_ruled_table_that_lays_out_the_record_is_prose() -> None:
    made, _ = ruled(
        [
            ["Nr", "Emne", "Referat"],
            ["1", "Hegn", "Hegnet males i maj, når vejret er til det."],
            ["2", "Låge", "Lågen rettes."],
        ]
    )
    found = layout_blocks(Pages((made,), TextLayer.FULL))
    assert not [b for b in found if b.kind is BlockKind.TABLE]
    assert {b.column for b in found if b.text in ("Nr", "Emne", "Referat")} | {HEAD_ROW} == {HEAD_ROW}
    assert [b.text for b in found if b.column == "Emne"] == ["1. Hegn", "2. Låge"]
    assert [b.text for b in found if b.column == "Referat"][-1] == "Lågen rettes."


def test_ruled_table_of_labels_and_their_texts_is_prose() -> None:
    made, _ = ruled([["Baggrund", "Hegnet er råddent."], ["Beslutning", "Males."]])
    assert [b.text for b in layout_blocks(Pages((made,), TextLayer.FULL))] == [
        "Baggrund",
        "Hegnet er råddent.",
        "Beslutning",
        "Males.",
    ]


def test_ruled_table_of_counted_items_is_prose() -> None:
    made, _ = ruled(
        [
            ["1. Hegn", "Hegnet males i maj af os selv.", "Bo"],
            ["2. Låge", "Lågen rettes til efteråret.", ""],
            ["3. Vej", "Fejes.", ""],
        ]
    )
    found = layout_blocks(Pages((made,), TextLayer.FULL))
    assert not [b for b in found if b.kind is BlockKind.TABLE]
    assert [b.text for b in found if b.text[0].isdigit()] == ["1. Hegn", "2. Låge", "3. Vej"]


def test_ruled_table_of_counted_things_is_a_table() -> None:
    made, _ = ruled([["1. Hegn", "300 kr."], ["2. Låge", "200 kr."], ["3. Vej", "100 kr."]])
    assert [b.kind for b in layout_blocks(Pages((made,), TextLayer.FULL))] == [BlockKind.TABLE]


def test_column_of_owners_in_the_margin() -> None:
    made = page("Hegn|||Ansvarlig\nHegnet males i maj.|||Bo\nLågen rettes i juni, og det er en lang linje.|||Karen")
    columns = margin_columns([made])
    assert [margin_column(one, columns) for one in made.lines if one.x0 > 400] == ["Ansvarlig"] * 3
    found = layout_blocks(Pages((made,), TextLayer.FULL))
    assert [b.text for b in found if b.column == "Ansvarlig"] == ["Ansvarlig", "Bo", "Karen"]
    assert [b.text for b in found if b.column is None][-1].startswith("Lågen rettes i juni")


def test_margins_and_leading() -> None:
    full = "Hegnet mod vejen trænger til maling, og bestyrelsen har fået tre tilbud på arbejdet nu"
    made = pages("\n".join([full] * 6), "Hegn").pages
    end = made[0].lines[0].x1
    assert right_margins(made, set()) == {1: end, 2: end}  # a page of short lines takes the document's margin
    assert usual_leading(made) == pytest.approx(0.4)


FILLING = "\n".join(f"Linje nummer {n} om hegnet." for n in range(8))
MEETINGS: dict[str, tuple[str, int]] = {
    "two meetings": (f"# Referat 3. maj 2022\n{FILLING}\n---\n# Referat 7. juni 2022\n{FILLING}", 2),
    "the day below the title": (
        f"# Referat\nDen 3. maj 2022\n{FILLING}\n---\n# Referat\nDen 7. juni 2022\n{FILLING}",
        2,
    ),
    "the same day": (f"# Referat 3. maj 2022\n{FILLING}\n---\n# Referat 3. maj 2022\n{FILLING}", 1),
    "not at the top of a page": (f"# Referat 3. maj 2022\n{FILLING}\n# Referat 7. juni 2022\n{FILLING}", 1),
    "other type": (f"# Referat 3. maj 2022\n{FILLING}\n---\nReferat 7. juni 2022\n{FILLING}", 1),
    "a cover page": (f"# Referat 3. maj 2022\nHegn\n---\n# Referat 7. juni 2022\n{FILLING}", 1),
    "no title": (FILLING, 1),
}


@pytest.mark.parametrize(("text", "count"), MEETINGS.values(), ids=MEETINGS)
def test_meetings_in_one_document(text: str, count: int) -> None:
    printed = blocks(text)
    parts = split_meetings(printed)
    assert len(parts) == count
    assert [block for part in parts for block in part] == printed
