"""Are enclosures named as their list names them, and given to the item they belong to?"""

from __future__ import annotations

import pytest

from pipeline.components.attachments import attachments_in_head, attachments_of, plain_name
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.minutes import SectionKind
from pipeline.page import Block, BlockKind, Table


def named(*parts: tuple[SectionKind, str], listed: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The enclosures of an item with sections of one block each; the section begins after "|" where there is one."""
    blocks, sections = [], []
    for at, (kind, text) in enumerate(parts):
        lead, _, rest = text.rpartition("|")
        blocks.append(Block(BlockKind.TEXT, lead + rest, 1, ()))
        sections.append(SectionSpan(0, kind, None, (Piece(at, len(lead), len(lead + rest)),), "r"))
    return attachments_of(blocks, sections, listed)


LIST, RECORD, TEXT = SectionKind.ATTACHMENTS, SectionKind.DECISION, SectionKind.BACKGROUND


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        (((LIST, "Kort.pdf"), (LIST, "Notat.docx")), ("Kort.pdf", "Notat.docx")),
        (((LIST, "Bilag: |udkast til plan"), (LIST, "Udkast til plan 2023.docx")), ("Udkast til plan 2023.docx",)),
        (((LIST, "Bilag: |Udkast til plan"),), ("Udkast til plan",)),
        (((LIST, "Ingen."),), ()),
        (((TEXT, "Se vedlagte regnskab."),), ()),
        (((RECORD, "NN fremlagde bestyrelsens beretning, som vedlægges referatet."),), ("bestyrelsens beretning",)),
        (((RECORD, "Regnskabet blev gennemgået, og budget for 2018 (vedlagt som bilag) blev godkendt."),),
         ("budget for 2018",)),
        (((RECORD, "Beretningen 2025 af Bo er særskilt vedlagt"),), ("Beretningen 2025",)),
        (((RECORD, "Regnskabet blev godkendt. Forslaget er vedlagt referatet."),), ()),
        (((LIST, "Kort"), (RECORD, "Beretning er vedlagt.")), ("Kort",)),
    ],
)  # fmt: skip
def test_attachments(parts: tuple[tuple[SectionKind, str], ...], names: tuple[str, ...]) -> None:
    assert named(*parts) == names


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Plan for rotter 2019-2021", "Plan for rotter 2019-2021"),
        ("Budgetforslag 2023-2026", "Budgetforslag 2023-2026"),
        ("Årshjul 2023/24", "Årshjul 2023/24"),
        ("Regnskab 2023", "Regnskab 2023"),
        ("Referat 12/2014", "Referat 12/2014"),
        ("Klyngedata 20230830", "Klyngedata 20230830"),
        ("Kort (411-2015-3605)", "Kort"),
        ("Kort 2015-123456", "Kort"),
        ("Kort 12345/15", "Kort"),
        ("Notat dok.nr. 1234", "Notat"),
        ("Notat D15-1234", "Notat"),
        ("1. Takstblad", "Takstblad"),
        ("Bilag 1 - Kort", "Bilag 1 - Kort"),
        ("Åben - Kort", "Kort"),
        ("Kort over området (PDF, 1,2 MB)", "Kort over området"),
    ],
)
def test_plain_name(printed: str, name: str) -> None:
    assert plain_name(printed) == name


def test_a_table_names_one_a_row() -> None:
    rows = (
        ("Nr.", "Adgang", "Titel", "Dok.nr."),
        ("1", "Åben", "Kort over vejen", "12/15"),
        ("2", "Åben", "Notat", "13/15"),
    )
    block = Block(BlockKind.TABLE, "1 Åben Kort over vejen", 1, (), table=Table(1, 0, 0, 99, 99, rows, header=True))
    section = SectionSpan(0, LIST, "Bilag", (Piece(0, 0, len(block.text)),), "r")
    assert attachments_of([block], [section]) == ("Kort over vejen", "Notat")


def test_a_list_in_the_head_gives_each_item_its_own() -> None:
    head = (
        "Referat",
        "Bilag: Dagsorden (punkt 1)",
        "Kort (pkt. 2)",
        "Plan (punkt 2 og 3)",
        "Lokale 4",
        "Regler (punkt 9)",
    )
    blocks = [Block(BlockKind.TEXT, text, 1, ()) for text in (*head, "1. Valg", "Notat (punkt 1)")]
    found = attachments_in_head(blocks, [Heading(6, 6, 7, "1", "Valg", "r")])
    assert found == {"1": ["Dagsorden"], "2": ["Kort", "Plan"], "3": ["Plan"]}
    assert attachments_in_head(blocks, []) == {}
    assert named((LIST, "Andet"), listed=("Kort", "Plan")) == ("Kort", "Plan")
