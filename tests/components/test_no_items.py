"""What is numbered, or stands under a label, and is no item."""

from __future__ import annotations

import pytest
from printed_items import Numbered, find, numbered

NO_ITEMS: dict[str, tuple[str, Numbered]] = {
    "numbered sentences under a lead-in": (
        """
        Til stede: Karen, Per
        Vi gennemgik aftalerne om hegnet og talte længe om, hvad der skal ske. Følgende aftaltes:
        1. Karen skriver til naboen om det gamle hegn.
        2. Per undersøger prisen på maling til hegnet.
        3. Karen ringer til kommunen og spørger om lågen.
        """,
        [(None, None)],
    ),
    "a list inside an item begins anew": (
        """
        **1. Hegn**
        Hegnet skal males:
        1. den ene side
        2. den anden side

        **2. Låge**
        Lågen males.
        """,
        [("1", "Hegn"), ("2", "Låge")],
    ),
    "amounts and dates are no items": (
        "**1. Hegn**\nPrisen er\n300 kr. for maling\n12. maj males der.\n\n**2. Låge**\nLågen males.",
        [("1", "Hegn"), ("2", "Låge")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), NO_ITEMS.values(), ids=NO_ITEMS)
def test_numbers_that_are_no_items(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted


def test_names_under_a_label_of_the_header_are_no_record() -> None:
    printed = (
        "Til stede:\nKaren Holm, Per Dam og Bo Lind.\n\nVi talte længe om hegnet, som skal males i maj, når der er tid."
    )
    assert [one.block for one in find(printed)] == [2]
