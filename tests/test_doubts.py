"""What the parser is not sure of is a row, and a document in order has none."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.components.structure import Piece, SectionSpan
from pipeline.doubts import find_doubts
from pipeline.minutes import AgendaItem, Document, Kind, Meeting, Minutes, Participant, Section, SectionKind, Status
from pipeline.page import Block, BlockKind, Line, Page, Pages, TextLayer


def block(text: str, kind: BlockKind = BlockKind.TEXT) -> Block:
    return Block(kind, text, 1, (Line(text, 1, 50, 50, 300, 62, 11.0),), starts=(0,))


def item(number: str, title: str, *, heading: str | None = None) -> AgendaItem:
    section = Section(SectionKind.DECISION, heading, "Karen fortalte om turen.", 1)
    return AgendaItem(number, title, 1, 1, sections=(section,))


def codes(
    items: tuple[AgendaItem, ...] = (),
    blocks: tuple[Block, ...] = (),
    *,
    date: str | None = "2021-05-03",
    people: tuple[Participant, ...] = (),
    layer: TextLayer = TextLayer.FULL,
    sections: tuple[SectionSpan, ...] = (),
) -> set[str]:
    document = Document("0" * 64, "a.pdf", Pages((Page(1, 595, 842, ()),), layer))
    minutes = Minutes(document, Kind.MINUTES, Meeting(date=date), people, items)
    return {issue.code for issue in find_doubts(minutes, blocks, sections).issues}


def test_a_document_in_order_has_no_doubts() -> None:
    assert codes((item("1", "Valg af dirigent"), item("2", "Regnskab"))) == set()


def test_numbers_that_jump() -> None:
    assert codes((item("1", "Valg af dirigent"), item("4", "Regnskab"))) == {"number_gap"}


def test_a_decision_section_without_a_known_phrase() -> None:
    assert codes((item("1", "Orientering", heading="Beslutning"),)) == {"no_known_phrase"}


def test_a_date_that_was_not_found() -> None:
    assert codes((item("1", "Orientering"),), date=None) == {"no_date"}


def test_someone_listed_and_absent() -> None:
    people = (Participant("Karen Holm", Status.PRESENT, 1), Participant("Karen Holm", Status.ABSENT, 1))
    assert codes((item("1", "Orientering"),), people=people) == {"listed_and_absent"}


def test_a_name_that_is_spelled_in_two_ways() -> None:
    people = (Participant("Karen Klemmensen", Status.PRESENT, 1, spellings=("Karen Clemmensen",)),)
    assert codes((item("1", "Orientering"),), people=people) == {"name_variant"}
    listed = (Participant("Karen Klemmensen", Status.PRESENT, 1),)
    assert codes((replace(item("1", "Vej"), presenter="Karen Klemmesen og Bo Mark"),), people=listed) == {
        "name_variant"
    }
    assert not codes((replace(item("1", "Vej"), presenter="Karen Klemmensen"),), people=listed)


def test_who_is_listed_and_told_absent_contradicts_unless_somebody_stands_in() -> None:
    absent = Participant("Karen Holm Lind", Status.ABSENT, 1, contradicted=True)
    stand_in = Participant("Bo Mark", Status.SUBSTITUTE, 1, substitute_for="Karen Holm")
    assert codes((item("1", "Orientering"),), people=(absent,)) == {"listed_and_absent"}
    assert not codes((item("1", "Orientering"),), people=(absent, stand_in))


def test_a_contents_list_that_names_what_is_no_item() -> None:
    listed = tuple(
        block(text, BlockKind.CONTENTS)
        for text in (
            "Indholdsfortegnelse",
            "1. Valg af dirigent ..... 2",
            "2. Regnskab ..... 2",
            "3. Ny havneplan ..... 3",
        )
    )
    known = (item("1", "Valg af dirigent"), item("2", "Regnskab"))
    assert codes(known, listed) == {"contents_disagree"}
    assert codes((*known, item("3", "Ny havneplan")), listed) == set()


def test_a_weekday_that_is_not_the_days() -> None:
    assert "wrong_weekday" in codes((item("1", "Orientering"),), (block("Mødedato: tirsdag den 3. maj 2021"),))
    assert "wrong_weekday" not in codes((item("1", "Orientering"),), (block("Mødedato: mandag den 3. maj 2021"),))


def test_text_that_belongs_to_no_section() -> None:
    blocks = (block("Kort."), block("En lang tale, som ikke står under noget punkt. " * 5))
    placed = (SectionSpan(0, SectionKind.DECISION, None, (Piece(0, 0, 5),), "uden-rubrik"),)
    assert codes((item("1", "Orientering"),), blocks, sections=placed) == {"low_coverage"}


def test_a_scan_without_text() -> None:
    assert codes(layer=TextLayer.NONE) == {"no_text"}
