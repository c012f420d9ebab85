"""Items inside an item: decimals, letters and proposals below it, and lists that are part of its record."""

from __future__ import annotations

import pytest
from printed_items import find

SUB_ITEMS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a number and a letter before the record, below a bare title": (
        "5a Hegnet mod syd. Karen viste et hegn. Det males.\n\n5b Den nye låge. Karen viste en låge. Den males.",
        [("5a", "5"), ("5b", "5")],
    ),
    "decimals from nought": ("**5.0 Hegn**\nHegnet males.\n**5.1 Låge**\nLågen males.", [("5.0", "5"), ("5.1", "5")]),
    "decimals": ("**5.1 Hegn**\nHegnet males.\n**5.2 Låge**\nLågen males.", [("5.1", "5"), ("5.2", "5")]),
    "decimals of which one was taken up elsewhere": (
        "**5.1 Hegn**\nHegnet males.\n**5.3 Låge**\nLågen males.",
        [("5.1", "5"), ("5.3", "5")],
    ),
    "decimals behind a word": ("Ad 5.1. Hegn\nHegnet males.\nAd 5.2. Låge\nLågen males.", [("5.1", "5"), ("5.2", "5")]),
    "number and letter": ("**5a Hegn**\nHegnet males.\n**5b Låge**\nLågen males.", [("5a", "5"), ("5b", "5")]),
    "number, full stop and letter": (
        "2.a Hegn\nHegnet males.\n5.a Sti\nStien fejes.\n5.b Låge\nLågen males.",
        [("5.a", "5"), ("5.b", "5")],
    ),
    "numbers in bold inside a decimal": (
        "**5.1**\nKaren viste, hvad der kan gøres.\n**1) Hegn**\nHegnet males.\n**2) Låge**\nLågen males.",
        [("5.1", "5"), ("1", "5.1"), ("2", "5.1")],
    ),
    "letters that say when something holds": (
        "a. Ved frost: Der lukkes for vandet i alle haver og i det store skur.\nb. Ved blæst: Teltet tages ned.",
        [],
    ),
    "number and letter of another item": ("**7a Hegn**\nHegnet males.\n**7b Låge**\nLågen males.", []),
    "letters": ("**a) Hegn**\nHegnet males.\n**b) Låge**\nLågen males.", [("a", "5"), ("b", "5")]),
    "proposals": ("**Forslag 1: Hegn**\nHegnet males.\n**Forslag 2: Låge**\nLågen males.", [("1", "5"), ("2", "5")]),
    "a proposal taken up before its turn": (
        "**Forslag C: Sti**\nGrus.\n**Forslag A: Hegn**\nHegnet males.\n**Forslag B: Låge**\nLågen males.",
        [("C", "5"), ("A", "5"), ("B", "5")],
    ),
    "numbers in bold": ("**1. Hegn**\nHegnet males.\n**2. Låge**\nLågen males.", [("1", "5"), ("2", "5")]),
    "letters in plain type over records": (
        "a) Hegn mod syd\nHegnet males.\nb.Låge mod nord\nLågen males.",
        [("a", "5"), ("b", "5")],
    ),
    "motions whose names are sentences": (
        "a. ”Skoven skal ikke fældes”\nVedtaget.\nb. ”Alle er med”\nSendt tilbage.",
        [("a", "5"), ("b", "5")],
    ),
    "reports behind their reporters": (
        "a) formanden: Hegnet males.\nb) kassereren: Intet nyt.",
        [("a", "5"), ("b", "5")],
    ),
    "letters without a sign, one of them left out": (
        "a Hegn:\nHegnet males.\nb Låge:\nLågen males.\nd Sti:\nStien fejes.",
        [("a", "5"), ("b", "5"), ("d", "5")],
    ),
    "letters with labelled records": (
        "a. Hegn ved skuret: Det er gammelt.\nBeslutning: Karen maler det.\nb. Lågen\nBeslutning: Udsat.",
        [("a", "5"), ("b", "5")],
    ),
    "a letter that stands alone, in bold": ("**A. Hegn mod syd**\nHegnet males.", [("A", "5")]),
    "a letter that stands alone, in running type": ("A. Hegnet mod syd\nHegnet males.", []),
    "an initial": ("**A. Jensen**\nHegnet males.", []),
    "enclosures": ("Bilag\n5.1 Tegning af hegnet\n5.2 Pris\nBeslutning\nGodkendt.", []),
    "who does what": ("a) hegnet: Karen\nb) lågen: Per", []),
    "a list in running type": ("a) et hegn\nb) en låge", []),
    "decimals of another item": ("**7.1 Hegn**\nHegnet males.\n**7.2 Låge**\nLågen males.", []),
}


@pytest.mark.parametrize(("inside", "wanted"), SUB_ITEMS.values(), ids=SUB_ITEMS)
def test_sub_items(inside: str, wanted: list[tuple[str, str]]) -> None:
    inside = inside.replace("males.", "males i maj, når vejret er blevet til det og der er penge i kassen.")
    text = f"# Punkt 5: Vejen\n{inside}\n\n# Punkt 6: Stien\nStien fejes.\n\n# Punkt 7: Eventuelt\nIntet."
    found = find(text)
    assert [(one.number, one.parent) for one in found if one.parent] == wanted
    assert [one.number for one in found if not one.parent] == ["5", "6", "7"]


def test_letters_run_into_their_records_where_the_items_do() -> None:
    text = "4. Økonomi. Karen viste tallene.\n4a Kontingent. Forslaget blev vedtaget.\n"
    text += "4b Lån til taget. Det blev udsat til maj.\n5. Evt. Der var intet nyt."
    assert [(one.number, one.title, one.parent) for one in find(text)] == [
        ("4", "Økonomi.", None),
        ("4a", "Kontingent.", "4"),
        ("4b", "Lån til taget.", "4"),
        ("5", "Evt.", None),
    ]


def test_a_decimal_may_be_taken_up_before_its_item() -> None:
    text = "# 1. Regnskab\nGodkendt.\n**3.2 Låge**\nLågen males.\n# 2. Budget\nGodkendt.\n# 3. Forslag\n"
    text += "**3.1 Hegn**\nHegnet males.\n# 4. Evt.\nIntet."
    found = [(one.number, one.parent) for one in find(text)]
    assert found == [("1", None), ("3.2", "3"), ("2", None), ("3", None), ("3.1", "3"), ("4", None)]
