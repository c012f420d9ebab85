"""Lines into paragraphs and list items: soft and hard line ends, hyphens, hanging markers, columns, page breaks."""

from __future__ import annotations

import pytest
from factories import RIGHT, laid, line

from pipeline.layout.paragraphs import Column, joined
from pipeline.page import BlockKind

FULL = "Hegnet mod vejen trænger til maling, og bestyrelsen har fået tre tilbud på arbejdet i foråret"  # fills a line
MARGIN = f"{FULL}\n" * 6  # six full lines, so that the text column's edge is known

JOINED: dict[str, tuple[str, list[str]]] = {
    "a full line goes on": (f"{FULL}\nog igen til sommer.", [f"{FULL} og igen til sommer."]),
    "a full line goes on with a capital": (f"{FULL}\nPer Dam er med.", [f"{FULL} Per Dam er med."]),
    "a short line ends": ("Hegnet males.\nLågen rettes.", ["Hegnet males.", "Lågen rettes."]),
    "a short line in mid-sentence goes on": ("Hegnet males\nog lakeres.", ["Hegnet males og lakeres."]),
    "a comma and what goes on": (
        "Hegnet males,\ndog ikke lågen.\nLågen ses,\nhængsler skiftes.",
        ["Hegnet males, dog ikke lågen.", "Lågen ses,", "hængsler skiftes."],
    ),
    "a list of at": (
        "Det indstilles\nat hegnet males\nat lågen rettes",
        ["Det indstilles", "at hegnet males", "at lågen rettes"],
    ),
    "white space": ("Hegnet males\n\nog lakeres.", ["Hegnet males", "og lakeres."]),
    "a label after a sentence": (f"{FULL[:-1]}.\nBeslutning: Godkendt.", [f"{FULL[:-1]}.", "Beslutning: Godkendt."]),
    "bold ends": ("**Hegn**\nog låge", ["Hegn", "og låge"]),
    "bullets": ("- et hegn\n- en låge", ["et hegn", "en låge"]),
    "boxes": ("☑ et hegn\n☐ en låge", ["et hegn", "en låge"]),
    "numbers stay": ("1. et hegn\n2. en låge", ["1. et hegn", "2. en låge"]),
    "a date at the start of a line is no list": (f"{FULL}\n12. maj 2022.", [f"{FULL} 12. maj 2022."]),
    "a number inside a sentence": (f"{FULL}\n300. gang.", [f"{FULL} 300. gang."]),
    "a bracket that ends in the next line": (
        f"{FULL} (A, B og\nC), og 1 undlod.",
        [f"{FULL} (A, B og C), og 1 undlod."],
    ),
    "a letter short for a word": (f"1. {FULL},\nm. glasdør og el.", [f"1. {FULL}, m. glasdør og el."]),
    "larger type": ("# Hegn\nog låge", ["Hegn", "og låge"]),
}


@pytest.mark.parametrize(("text", "wanted"), JOINED.values(), ids=JOINED)
def test_paragraphs(text: str, wanted: list[str]) -> None:
    found = laid(f"{MARGIN}\n\n\n{text}")
    assert [block.text for block in found][-len(wanted) :] == wanted


HYPHENS: dict[str, tuple[list[str], str]] = {
    "a broken word": (["Hegnet skal ma-", "les i maj."], "Hegnet skal males i maj."),
    "a hanging hyphen before og": (["Vej-", "og stiplan"], "Vej- og stiplan"),
    "a compound with a name": (["En Birkely-", "Nordby bus"], "En Birkely-Nordby bus"),
    "a compound with a number": (["I perioden 2021-A-", "2022"], "I perioden 2021-A-2022"),
    "soft hyphen": (["Hegnet skal ma\xad", "les."], "Hegnet skal males."),
}


@pytest.mark.parametrize(("texts", "wanted"), HYPHENS.values(), ids=HYPHENS)
def test_words_broken_at_a_line_end(texts: list[str], wanted: str) -> None:
    lines = [line(text) for text in texts]
    if texts[0].endswith("\xad"):
        lines[0] = lines[0].__class__(texts[0], 1, 60.0, 100.0, 200.0, 110.0, 10.0, hyphen=True)
    text, starts = joined(lines)
    assert text == wanted
    assert starts[0] == 0 and text[starts[1] :] == texts[1]


def test_boxes_are_those_of_the_lines_touched() -> None:
    *_, last = laid(f"{MARGIN}\n\n\n{FULL}\nog igen til sommer.")
    begin = last.text.index("og igen")
    assert last.boxes(begin) == (last.lines[1].box,)
    assert len(last.boxes()) == 2


def test_bullet_is_left_out_and_number_kept() -> None:
    bullet, number, proposal = laid("- et hegn\n\n2. en låge\n\nPunkt 3: en vej")
    assert (bullet.kind, bullet.marker, bullet.text) == (BlockKind.BULLET, "-", "et hegn")
    assert (number.marker, number.text) == ("2.", "2. en låge")
    assert (proposal.marker, proposal.text) == ("Punkt 3:", "Punkt 3: en vej")


def test_levels_of_a_list() -> None:
    found = laid("- et hegn\n    - rødt\n    - grønt\n- en låge\n\nTekst.\n\n    - et græs")
    assert [(b.text, b.level) for b in found if b.kind is BlockKind.BULLET] == [
        ("et hegn", 0), ("rødt", 1), ("grønt", 1), ("en låge", 0), ("et græs", 0),
    ]  # fmt: skip


def test_second_line_of_a_list_item_hangs() -> None:
    column = Column(margin=RIGHT, leading=0.4)
    lines = [line(f"- {FULL}", x1=RIGHT), line("og lågen", top=114.0, x0=72.0)]
    assert not [block for one in lines for block in column.add(one)]
    (block,) = column.end()
    assert block.text == f"{FULL} og lågen"
    assert column.end() == []


PAGE_BREAKS: dict[str, tuple[str, str, list[str]]] = {
    "mid-sentence": ("Hegnet skal males", "og lakeres.", ["Hegnet skal males og lakeres."]),
    "a broken word": ("Hegnet skal ma-", "les.", ["Hegnet skal males."]),
    "a full line and a capital": (FULL, "Per Dam er med.", [f"{FULL} Per Dam er med."]),
    "a finished sentence": ("Hegnet males.", "og lakeres.", ["Hegnet males.", "og lakeres."]),
    "a short line and a capital": ("Hegnet males", "Lågen rettes.", ["Hegnet males", "Lågen rettes."]),
    "bold type": ("**Hegnet**", "og lågen", ["Hegnet", "og lågen"]),
    "a list item": ("- et hegn mod", "vejen", ["et hegn mod vejen"]),
    "a new list item": ("- et hegn", "- en låge", ["et hegn", "en låge"]),
}


@pytest.mark.parametrize(("last", "first", "wanted"), PAGE_BREAKS.values(), ids=PAGE_BREAKS)
def test_page_breaks(last: str, first: str, wanted: list[str]) -> None:
    found = laid(f"{MARGIN}\n\n\n{last}", f"{first}\n\n\n{MARGIN}")
    texts = [block.text for block in found]
    at = texts.index(wanted[0])
    assert texts[at : at + len(wanted)] == wanted
    assert texts[at + len(wanted)].startswith(FULL)


def test_columns_beside_each_other_on_a_row_are_one_paragraph_where_one_is_short() -> None:
    found = laid("Dato:|3. maj 2022")
    assert [block.text for block in found] == ["Dato: 3. maj 2022"]


def test_a_short_document_tells_its_edge_by_its_longest_line() -> None:
    shorter = "Vi besluttede at hæve rammen for småanskaffelser til 5.000 kr. i alt."
    text = f"{FULL} og\nto mere.\n{shorter}\nVedligehold af stier\nDe får grus."
    assert [block.text for block in laid(text)][1:3] == [shorter, "Vedligehold af stier"]
