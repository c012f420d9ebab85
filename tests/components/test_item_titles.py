"""Where the title of an item begins and ends, and what else is printed on its line."""

from __future__ import annotations

import pytest
from factories import blocks, line
from printed_items import Numbered, find, numbered

from pipeline.components.items import find_headings
from pipeline.page import Block, BlockKind

COLONS: dict[str, tuple[str, Numbered]] = {
    "topics before a colon": (
        "1. HEGN: Holdes åbent i maj. Det males i juni.\n2. LÅGE: Ny i år. Den er rød.\n3. Sti : Stien er fejet. Tak.",
        [("1", "HEGN"), ("2", "LÅGE"), ("3", "Sti")],
    ),
    "the record on the title's line": (
        "1. Valg af dirigent: Karen Holm\n2. Valg af referent: Bo Dam\n3. Eventuelt: Intet",
        [("1", "Valg af dirigent"), ("2", "Valg af referent"), ("3", "Eventuelt")],
    ),
    "who was elected, behind a dash": (
        "1. Valg af dirigent – Karen Holm (Birkevej 3)\n2. Bestyrelsens beretning – Per berettede om året.\n"
        "3. Eventuelt\nIntet",
        [("1", "Valg af dirigent"), ("2", "Bestyrelsens beretning"), ("3", "Eventuelt")],
    ),
    "a title with a dash in it": (
        "1. Valg til bestyrelsen – Formand og kasserer\nGenvalg.\n2. Budget – Udkast\nGodkendt.\n3. Eventuelt\nIntet",
        [("1", "Valg til bestyrelsen – Formand og kasserer"), ("2", "Budget – Udkast"), ("3", "Eventuelt")],
    ),
    "titles before a colon, as a habit": (
        """
        1) Valg af dirigent: Karen Holm blev valgt og takkede for tilliden.
        2) Beretning om året: Vandet steg til 3 m under broen. Der kom mange gæster.
        3) Nyt tag: Tømreren så på det.
        4) Evt.: Tak for kaffen.
        """,
        [("1", "Valg af dirigent"), ("2", "Beretning om året"), ("3", "Nyt tag"), ("4", "Evt.")],
    ),
    "a statement without a topic among titles before a colon": (
        """
        1) Hegn: Males i maj.
        2) Karen fortalte levende om sommerens udflugt til Møn. Vejret var fint.
        3) Nyt tag: Tømreren så på det.
        4) Låge: Hænges op.
        """,
        [("1", "Hegn"), ("2", None), ("3", "Nyt tag"), ("4", "Låge")],
    ),
    "titles with a colon over their records": (
        """
        1. Orientering: Den nye låge
        Lågen blev sat op i juni.

        2. Forslag fra bestyrelsen: Hegn og have
        Hegnet blev malet i maj.

        3. Beslutning: Nyt tag
        Taget skal lægges om.
        """,
        [
            ("1", "Orientering: Den nye låge"),
            ("2", "Forslag fra bestyrelsen: Hegn og have"),
            ("3", "Beslutning: Nyt tag"),
        ],
    ),
    "a title with a colon that the agenda prints whole": (
        """
        Dagsorden
        1) Økonomi: Budget og kontingent
        2) Hegn

        **Ad 1) Økonomi: Budget og kontingent**
        Budgettet blev godkendt.

        **Ad 2) Hegn**
        Hegnet males.
        """,
        [("1", "Økonomi: Budget og kontingent"), ("2", "Hegn")],
    ),
    "a title that agendas share before a colon": (
        "1. Hegn\nMalet.\n\n2. Regnskab: Karen lagde det frem. Tallene stemte.\n\n3. Låge\nSat op.",
        [("1", "Hegn"), ("2", "Regnskab"), ("3", "Låge")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), COLONS.values(), ids=COLONS)
def test_a_colon_ends_a_title_or_is_part_of_it(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted


EXTENT: dict[str, tuple[str, Numbered]] = {
    "a title over two lines": (
        "**1. Hegn mod vejen og mod**\n**stien**\nHegnet males.\n\n**2. Låge**\nLågen males.",
        [("1", "Hegn mod vejen og mod stien"), ("2", "Låge")],
    ),
    "bold that ends before the title does": (
        "**1. Hegn** for næste år\nHegnet males.\n\n**2. Låge**\nLågen males.",
        [("1", "Hegn for næste år"), ("2", "Låge")],
    ),
    "any other business with its record on the line": (
        """
        **1. Hegn**
        Hegnet males.

        **2. Låge**
        Lågen males.

        **3.** Evt. Stigen er lånt ud til naboen (Karen ved det). Hvor er saven? Den står i skuret.
        """,
        [("1", "Hegn"), ("2", "Låge"), ("3", "Evt.")],
    ),
    "a title that begins with a number": (
        "**1. Hegn**\nHegnet males.\n\n**2. 72-timers reglen**\nDen gælder.\n\n**3. Græs**\nGræsset slås.",
        [("1", "Hegn"), ("2", "72-timers reglen"), ("3", "Græs")],
    ),
    "case numbers behind the titles": (
        "**1. Hegn (2022-0204411)**\nHegnet males.\n\n**2. Låge (2022-0204412)**\nLågen males.",
        [("1", "Hegn"), ("2", "Låge")],
    ),
    "a sentence under a bold number is no title": (
        "**1.**\nIngen bemærkninger.\n\n**2.**\nDer laves en plan for hegnet i to trin:\n\n**3.**\nNyt tag",
        [("1", None), ("2", None), ("3", "Nyt tag")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), EXTENT.values(), ids=EXTENT)
def test_how_far_a_title_goes(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted


PARTS: dict[str, tuple[str, dict[str, object]]] = {
    "slot and presenter": (
        "**1. Hegn kl. 19.00-19.30 v/ Karen Holm**",
        {"title": "Hegn", "start": "19:00", "end": "19:30", "presenter": "Karen Holm"},
    ),
    "by a person": ("**1. Beretning ved formand Karen Holm**", {"title": "Beretning", "presenter": "Karen Holm"}),
    "closed": ("**1. Lukket punkt: Salg af grund**", {"title": "Lukket punkt: Salg af grund", "closed": True}),
    "closed before the number": ("**Lukket 1 Salg af grund**", {"title": "Salg af grund", "closed": True}),
    "open mark": ("**1. Salg af grund (Åben)**", {"title": "Salg af grund", "closed": False}),
    "closed, said in brackets": ("**1. Salg (lukket punkt)**", {"title": "Salg", "closed": True}),
    "closed mark": ("**1. Salg (lukket)**", {"title": "Salg", "closed": True}),
    "put off, said in brackets": ("1. Budget for maj (Udskydes til Karen er hjemme).", {"title": "Budget for maj"}),
    "brackets that say where": ("1. Huse ved kysten (udsat for blæst)", {"title": "Huse ved kysten (udsat for blæst)"}),
    "brackets that put nothing off": ("1. Budget (foreløbigt)", {"title": "Budget (foreløbigt)"}),
    "a statement behind a title in bold": (
        "**1. Valg til bestyrelsen. Hele bestyrelsen er på valg.**",
        {"title": "Valg til bestyrelsen."},
    ),
    "party mark stays": ("**1. Salg af grund (B)**", {"title": "Salg af grund (B)"}),
}


@pytest.mark.parametrize(("printed", "wanted"), PARTS.values(), ids=PARTS)
def test_parts_of_a_title(printed: str, wanted: dict[str, object]) -> None:
    first, *_ = find(f"{printed}\nGodkendt.\n\n**2. Låge**\nLågen males.")
    assert {name: getattr(first, name) for name in wanted} == wanted


def test_number_alone_takes_the_title_above_it() -> None:
    text = "**Meddelelser**\nSag nr. 129\nIntet nyt.\n\n**Hegn**\nSag nr. 130\nHegnet males."
    assert numbered(text) == [("129", "Meddelelser"), ("130", "Hegn")]
    with_case = text.replace("129", "129 | Sagsnr. 16/100").replace("130", "130 | Sagsnr. 16/200")
    assert numbered(with_case) == [("129", "Meddelelser"), ("130", "Hegn")]


def test_record_begins_behind_the_title() -> None:
    text = "1. Valg af dirigent: Karen Holm\n2. Eventuelt: Intet"
    printed = blocks(text)
    assert [printed[one.last].text[one.rest :] for one in find(text)] == ["Karen Holm", "Intet"]


def test_the_title_stands_below_its_presenter() -> None:
    first, *_ = find("**Pkt. 1 (Karen)**\nFest i skuret\nUdkast er sendt.\n\n**Pkt. 2**\nLåge\nLågen males.")
    assert (first.title, first.presenter) == ("Fest i skuret", "Karen")


def test_nothing_at_all_belongs_to_no_title() -> None:
    text = "1. Hegn\nHegnet males.\n\n2. Eventuelt Intet"
    assert numbered(text) == [("1", "Hegn"), ("2", "Eventuelt")]
    told = text.replace("Intet", "Ingen parkering på vejen")
    assert numbered(told) == [("1", "Hegn"), ("2", "Eventuelt Ingen parkering på vejen")]


def test_cell_beside_a_bold_heading_is_its_record() -> None:
    row = line("**3. Evt.**", top=100.0), line("Stigen er lånt ud.", top=100.0, x0=200.0)
    cell = Block(BlockKind.TEXT, "3. Evt. Stigen er lånt ud.", 1, row, starts=(0, 8))
    printed = [*blocks("**1. Hegn**\nHegnet males.\n\n**2. Låge**\nLågen males."), cell]
    last = find_headings(printed)[-1]
    assert (last.number, last.title, cell.text[last.rest :]) == ("3", "Evt.", "Stigen er lånt ud.")


def test_names_behind_commas_are_presenters_where_it_is_a_habit() -> None:
    text = "**1. Elevråd, Karen**\nIntet.\n\n**2. Budget, Per Vang**\nIntet.\n\n**3. Valg, Bo Lund**\nIntet."
    assert [(one.title, one.presenter) for one in find(text)] == [
        ("Elevråd", "Karen"),
        ("Budget", "Per Vang"),
        ("Valg", "Bo Lund"),
    ]
    assert [one.title for one in find(text.replace(", Bo Lund", ""))][:2] == ["Elevråd, Karen", "Budget, Per Vang"]


def test_names_in_brackets_are_presenters_where_it_is_a_habit() -> None:
    text = "**1. Hegn (Karen)**\nIntet.\n\n**2. Låge – (Per og Bo)**\nIntet.\n\n**3. Valg (Bo Lund)**\nIntet."
    assert [(one.title, one.presenter) for one in find(text)] == [
        ("Hegn", "Karen"),
        ("Låge", "Per og Bo"),
        ("Valg", "Bo Lund"),
    ]
    assert [one.title for one in find(text.replace(" (Bo Lund)", ""))][0] == "Hegn (Karen)"
    before = "**1. (Karen) Hegn**\nIntet.\n\n**2. (Per) Låge**\nIntet.\n\n**3. (Bo) Valg**\nIntet."
    assert [one.title for one in find(before)] == ["Hegn", "Låge", "Valg"]
