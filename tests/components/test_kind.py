"""Minutes, an agenda or something else, by title lines first and by what is recorded then."""

from __future__ import annotations

import pytest
from factories import blocks

from pipeline.components.kind import find_kind
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.minutes import Kind, Meeting, SectionKind

HEADING = Heading(9, 9, 4, "1", "Hegn", "r")
RECORD = SectionSpan(0, SectionKind.DECISION, None, (Piece(0, 0, 4),), "r")

CASES: dict[str, tuple[str, str | None, int, int, Kind]] = {
    # header, meeting's date, decisions, participants, kind
    "minutes": ("Referat af bestyrelsesmøde", None, 0, 0, Kind.MINUTES),
    "spaced letters": ("R E F E R A T", None, 0, 0, Kind.MINUTES),
    "one word": ("Generalforsamlingsreferat", None, 0, 0, Kind.MINUTES),
    "running head": ("Nordby\n~Beslutningsprotokol", None, 0, 0, Kind.MINUTES),
    "agenda": ("Dagsorden til byrådets møde", None, 0, 0, Kind.AGENDA),
    "agenda with a record": ("Dagsorden til byrådets møde", None, 3, 0, Kind.MINUTES),
    "agenda over the items of minutes": ("Nordby\nDagsorden:", "2022-05-03", 1, 0, Kind.MINUTES),
    "approval of the last minutes": ("Indkaldelse til møde\nGodkendelse af referat", None, 0, 0, Kind.AGENDA),
    "the agenda that the by-laws name": ("Dagsorden ifølge foreningens love:", "2022-05-03", 1, 0, Kind.MINUTES),
    "by-laws": ("Vedtægter for Birkely", None, 0, 0, Kind.OTHER),
    "a title in columns": ("Referat | Bestyrelsesmøde | 3. maj 2022", None, 0, 0, Kind.MINUTES),
    "the menu of a web page": ("Forside | Vedtægter | Kontakt\nReferat af møde", "2022-05-03", 0, 0, Kind.MINUTES),
    "by-laws as an item": ("4. Vedtægter for Birkely", "2022-05-03", 2, 0, Kind.MINUTES),
    "decisions and a day": ("Nordby", "2022-05-03", 1, 0, Kind.MINUTES),
    "people and a day": ("Nordby", "2022-05-03", 0, 2, Kind.MINUTES),
    "a letter": ("Kære beboere", "2022-05-03", 0, 0, Kind.OTHER),
}


@pytest.mark.parametrize(("header", "date", "decisions", "people", "kind"), CASES.values(), ids=CASES)
def test_kind(header: str, date: str | None, decisions: int, people: int, kind: Kind) -> None:
    assert find_kind(blocks(header), [HEADING], [RECORD] * 3, Meeting(date=date), decisions, people) is kind


def test_the_title_of_an_item_tells_no_kind() -> None:
    header = blocks("Nordby\nAd 2. Godkendelse af forretningsorden")
    item = Heading(1, 1, 5, "2", "Godkendelse af forretningsorden", "r")
    assert find_kind(header, [item], [RECORD] * 3, Meeting(date="2022-05-03"), 2, 0) is Kind.MINUTES


def test_tasks_of_a_known_body_make_minutes() -> None:
    board = Meeting(body="Bestyrelsen")
    assert find_kind(blocks("Nordby"), [HEADING], [RECORD], board, 1, 0, tasks=2) is Kind.MINUTES
    assert find_kind(blocks("Nordby"), [HEADING], [RECORD], board, 0, 0, tasks=2) is Kind.OTHER


def test_people_without_items_make_no_minutes() -> None:
    assert find_kind(blocks("Nordby"), [], [], Meeting(date="2022-05-03"), 0, 5) is Kind.OTHER


def test_an_agenda_that_was_written_into_is_minutes() -> None:
    told = blocks(
        "Dagsorden til generalforsamling\nFormanden bød velkommen.\nKassereren fremlagde regnskabet.\n"
        "Per spurgte til hegnet."
    )
    records = [SectionSpan(at - 1, SectionKind.DECISION, None, (Piece(at, 0, 99),), "r") for at in (1, 2, 3)]
    assert find_kind(told, [HEADING], records, Meeting(), 0, 0) is Kind.MINUTES
    assert find_kind(told, [HEADING], records[:2], Meeting(), 0, 0) is Kind.AGENDA


def test_an_agenda_that_tells_of_earlier_meetings_stays_one() -> None:
    told = blocks(
        "Dagsorden til møde\nPå sidste møde fremlagde Karen et tilbud.\nKaren spurgte i 2021 til hegnet.\n"
        "Per gennemgik planen, som skal drøftes."
    )
    records = [SectionSpan(at - 1, SectionKind.DECISION, None, (Piece(at, 0, 99),), "r") for at in (1, 2, 3)]
    assert find_kind(told, [HEADING], records, Meeting(), 0, 0) is Kind.AGENDA


def test_a_held_meeting_with_records_is_minutes_whatever_its_first_item_names() -> None:
    header = blocks("Generalforsamling\nDer er penge i kommunens budget 2013")
    held = Meeting(body="Generalforsamling", date="2022-05-03")
    assert find_kind(header, [HEADING], [RECORD] * 3, held, 3, 0) is Kind.MINUTES
    assert find_kind(header, [HEADING], [RECORD] * 3, Meeting(), 3, 0) is Kind.OTHER
