"""Records that stand below "Ad" and a number alone: their titles are those of the agenda above."""

from __future__ import annotations

import pytest
from printed_items import Numbered, numbered

RECORDS = "\n\nAd 1:\nHegnet males i maj, når der er tid.\n\nAd 2:\nLågen rettes af Karen i juni."

CASES: dict[str, tuple[str, Numbered]] = {
    "an agenda above": ("Dagsorden\n1. Hegn\n2. Lågen v/ Karen", [("1", "Hegn"), ("2", "Lågen")]),
    "letters below its points": ("Dagsorden\n1. Hegn\n    a. Farve\n2. Låge", [("1", "Hegn"), ("2", "Låge")]),
    "people are numbered too": (
        "Deltagere\n1. Karen Holm\n2. Bo Vang\n\nDagsorden\n1. Hegn\n2. Låge",
        [("1", "Hegn"), ("2", "Låge")],
    ),
    "candidates below a point": (
        "Dagsorden\n1. Valg\n    1. Karen Holm\n    2. Bo Vang\n2. Låge",
        [("1", "Valg"), ("2", "Låge")],
    ),
    "a point is missing": ("Dagsorden\n1. Hegn", [("1", None), ("2", None)]),
    "no agenda": ("Bestyrelsen mødtes hos Karen.", [("1", None), ("2", None)]),
}


@pytest.mark.parametrize(("above", "wanted"), CASES.values(), ids=CASES)
def test_titles_from_the_agenda(above: str, wanted: Numbered) -> None:
    assert numbered(above + RECORDS) == wanted


def test_records_on_the_lines_of_their_numbers() -> None:
    above = "Dagsorden\n1. Hegn\n2. Låge\n3. Sti\n4. Eventuelt\n\n"
    records = "Ad. 1 Karen maler det.\n\nAd. 2 Den binder stadig.\n\nAd. 3 Grus købes i maj.\n\nAd. 4 Intet."
    assert numbered(above + records) == [("1", "Hegn"), ("2", "Låge"), ("3", "Sti"), ("4", "Eventuelt")]


def test_titles_in_other_words_but_one_of_the_agendas_stay() -> None:
    above = "Dagsorden\n1. Det nye hegn\n2. Lågen mod syd\n3. Stien til skolen\n\n"
    records = "Ad punkt 1: Hegn\nDet males.\n\nAd punkt 2: Lågen\nDen binder.\n\nAd punkt 3: Stien\nGrus købes."
    assert numbered(above + records) == [("1", "Hegn"), ("2", "Lågen"), ("3", "Stien")]


def test_a_title_of_its_own_stays() -> None:
    own = "\n\nAd 1: Farven\nHegnet males i maj, når der er tid.\n\nAd 2:\nLågen rettes af Karen i juni."
    assert numbered("Dagsorden\n1. Hegn\n2. Låge" + own) == [("1", "Farven"), ("2", "Låge")]
