"""The items of invented documents: numbers, letters, topics, sub-items, and lists that only look like items."""

from __future__ import annotations

import pytest
from factories import blocks, line

from pipeline.components.items import find_headings
from pipeline.components.structure import Heading
from pipeline.page import Block, BlockKind

Wanted = list[tuple[str | None, str | None]]

CASES: dict[str, tuple[str, Wanted]] = {
    "running numbers": (
        """
        **1. Godkendelse af dagsorden**
        Godkendt.

        **2. Hegn**
        Hegnet males.

        **3. Eventuelt**
        Intet.
        """,
        [("1", "Godkendelse af dagsorden"), ("2", "Hegn"), ("3", "Eventuelt")],
    ),
    "topics before a colon": (
        "1. HEGN: Holdes åbent i maj. Det males i juni.\n2. LÅGE: Ny i år. Den er rød.\n3. Sti : Stien er fejet. Tak.",
        [("1", "HEGN"), ("2", "LÅGE"), ("3", "Sti")],
    ),
    "the record right below a bold Ad": (
        "**Ad 1.**\nKaren kontakter skolen\n\n**AD 2:**\nPer maler lågen i maj\n\n**Ad 3**\nIntet nyt om stien",
        [("1", None), ("2", None), ("3", None)],
    ),
    "plain numbers with text under them": (
        "1. Hegn\nHegnet blev malet i maj.\n\n2. Låge\nLågen blev sat op i juni.\n\n3. Græs\nGræsset slås hver uge.",
        [("1", "Hegn"), ("2", "Låge"), ("3", "Græs")],
    ),
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
    "a protocol of one sentence an item": (
        """
        Referat af bestyrelsesmøde 3. maj 2022

        1. Referatet fra sidste møde blev godkendt uden bemærkninger.
        2. Formanden orienterede om hegnet, og bestyrelsen vil følge sagen.
        3. Regnskabet blev gennemgået af kassereren og underskrevet.
        4. Det blev besluttet at male skuret til sommer.
        """,
        [
            ("1", "Referatet fra sidste møde blev godkendt uden bemærkninger."),
            ("2", "Formanden orienterede om hegnet, og bestyrelsen vil følge sagen."),
            ("3", "Regnskabet blev gennemgået af kassereren og underskrevet."),
            ("4", "Det blev besluttet at male skuret til sommer."),
        ],
    ),
    "numbers that go on from the last meeting": (
        "**Sag nr. 128 Hegn**\nHegnet males.\n\n**Sag nr. 129 Låge**\nLågen males.",
        [("128", "Hegn"), ("129", "Låge")],
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
    "points of the agenda told again in prose": (
        """
        Ad dagsordenens punkt 1. Valg af dirigent.
        Karen Holm blev valgt.

        Ad dagsordenens punkt 2. Beretning.
        Beretningen blev godkendt.
        """,
        [("1", "Valg af dirigent."), ("2", "Beretning.")],
    ),
    "case numbers behind the titles": (
        "**1. Hegn (2022-0204411)**\nHegnet males.\n\n**2. Låge (2022-0204412)**\nLågen males.",
        [("1", "Hegn"), ("2", "Låge")],
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
    "the agenda is printed first": (
        """
        Dagsorden
        1. Hegn
        2. Låge
        3. Græs

        **1. Hegn**
        Hegnet males i maj.

        **2. Låge**
        Lågen males i juni.

        **3. Græs**
        Græsset slås.
        """,
        [("1", "Hegn"), ("2", "Låge"), ("3", "Græs")],
    ),
    "a second pass": (
        """
        Dagsorden
        1. Hegn
        2. Låge

        Ad 1. Hegn
        Hegnet males i maj.

        Ad 2. Låge
        Lågen males i juni.
        """,
        [("1", "Hegn"), ("2", "Låge")],
    ),
    "a number printed twice by mistake": (
        "**1. Hegn**\nHegnet males.\n\n**2. Låge**\nLågen males.\n\n**2. Græs**\nGræsset slås.\n\n**3. Vej**\nFejes.",
        [("1", "Hegn"), ("2", "Låge"), ("2", "Græs"), ("3", "Vej")],
    ),
    "a point taken up before its turn": (
        """
        **1. Hegn**
        Hegnet males i maj.

        **4. Vej**
        Vejen fejes i april.

        **2. Låge**
        Lågen males i juni.

        **3. Græs**
        Græsset slås i juli.

        **5. Sti**
        Stien får grus.
        """,
        [("1", "Hegn"), ("4", "Vej"), ("2", "Låge"), ("3", "Græs"), ("5", "Sti")],
    ),
    "every item numbered 1": (
        "**1. Hegn**\nHegnet males.\n\n**1. Låge**\nLågen males.\n\n**1. Græs**\nGræsset slås.",
        [("1", "Hegn"), ("1", "Låge"), ("1", "Græs")],
    ),
    "glued numbers": (
        "**83Godkendelse af dagsorden**\nGodkendt.\n\n**84Hegn**\nHegnet males.",
        [("83", "Godkendelse af dagsorden"), ("84", "Hegn")],
    ),
    "the record on the title's line": (
        "1. Valg af dirigent: Karen Holm\n2. Valg af referent: Bo Dam\n3. Eventuelt: Intet",
        [("1", "Valg af dirigent"), ("2", "Valg af referent"), ("3", "Eventuelt")],
    ),
    "a title over two lines": (
        "**1. Hegn mod vejen og mod**\n**stien**\nHegnet males.\n\n**2. Låge**\nLågen males.",
        [("1", "Hegn mod vejen og mod stien"), ("2", "Låge")],
    ),
    "lettered groups": (
        """
        # A. Sager til beslutning
        1. Hegn
        Hegnet males.

        2. Låge
        Lågen males.

        # B. Sager til orientering
        3. Græs
        Græsset slås.
        """,
        [("A", "Sager til beslutning"), ("1", "Hegn"), ("2", "Låge"), ("B", "Sager til orientering"), ("3", "Græs")],
    ),
    "lettered items with a numbered list in one": (
        """
        **a) Valg af dirigent**
        Karen Holm blev valgt.

        **b) Valg af suppleanter**
        1. suppleant: Per Vang
        2. suppleant: Ida Lund

        **c) Eventuelt**
        Intet.
        """,
        [("a", "Valg af dirigent"), ("b", "Valg af suppleanter"), ("c", "Eventuelt")],
    ),
    "a title that begins with a number": (
        "**1. Hegn**\nHegnet males.\n\n**2. 72-timers reglen**\nDen gælder.\n\n**3. Græs**\nGræsset slås.",
        [("1", "Hegn"), ("2", "72-timers reglen"), ("3", "Græs")],
    ),
    "bold topics": (
        "**Hegn**\nHegnet males i maj.\n\n**Låge**\nLågen males i juni.\n\n**Græs**\nGræsset slås.",
        [(None, "Hegn"), (None, "Låge"), (None, "Græs")],
    ),
    "topics set apart by white space": (
        "Hegn:\nHegnet males i maj.\n\nLåge:\nLågen males i juni.\n\nGræs:\nGræsset slås.",
        [(None, "Hegn"), (None, "Låge"), (None, "Græs")],
    ),
    "no headings at all": (
        "Dato: 3. maj 2022\nHegnet males i maj, og lågen males i juni, når det er blevet varmere i vejret.",
        [(None, None)],
    ),
    "amounts and dates are no items": (
        "**1. Hegn**\nPrisen er\n300 kr. for maling\n12. maj males der.\n\n**2. Låge**\nLågen males.",
        [("1", "Hegn"), ("2", "Låge")],
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

        2. Drøftelse: Hegn og have
        Hegnet blev malet i maj.

        3. Beslutning: Nyt tag
        Taget skal lægges om.
        """,
        [("1", "Orientering: Den nye låge"), ("2", "Drøftelse: Hegn og have"), ("3", "Beslutning: Nyt tag")],
    ),
    "a title that agendas share before a colon": (
        "1. Hegn\nMalet.\n\n2. Regnskab: Karen lagde det frem. Tallene stemte.\n\n3. Låge\nSat op.",
        [("1", "Hegn"), ("2", "Regnskab"), ("3", "Låge")],
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
    "bold that ends before the title does": (
        "**1. Hegn** for næste år\nHegnet males.\n\n**2. Låge**\nLågen males.",
        [("1", "Hegn for næste år"), ("2", "Låge")],
    ),
    "the last number before the last but one": (
        """
        **1. Hegn**
        Hegnet males.

        **2. Låge**
        Lågen males.

        **4. Salg af grund**
        Solgt.

        **3. Græs**
        Græsset slås.
        """,
        [("1", "Hegn"), ("2", "Låge"), ("4", "Salg af grund"), ("3", "Græs")],
    ),
    "a sentence under a bold number is no title": (
        "**1.**\nIngen bemærkninger.\n\n**2.**\nDer laves en plan for hegnet i to trin:\n\n**3.**\nNyt tag",
        [("1", None), ("2", None), ("3", "Nyt tag")],
    ),
    "lines over bullets": (
        """
        Referat 3. maj 2022

        Hegnet
        - Det blev malet i maj.
        - Farven er grøn.

        Lågen
        - Den blev sat op.

        Evt.
        - Intet.
        """,
        [(None, "Hegnet"), (None, "Lågen"), (None, "Evt.")],
    ),
    "lines over bullets below prose": (
        """
        Referat 3. maj 2022
        Vi talte længe om, hvem der skal gøre hvad, og blev enige om listen herunder.
        Listen sendes til alle, når den er skrevet rent.
        Den gælder til foråret.

        Formanden
        - Det blev malet i maj.

        Kassereren
        - Den blev sat op.

        Sekretæren
        - Intet.
        """,
        [(None, None)],
    ),
    "groups in bold over their duties, below the record": (
        """
        Referat 3. maj 2022

        Koret synger i juni, og der skal pyntes op i salen inden.
        Det kan måske gøres aftenen før.
        Per har nøglen, og den skal hentes hos ham.

        **Sopraner**
        - Blomster
        **Alter**
        - Duge til bordene
        **Basser**
        - Stole og scene
        """,
        [(None, None)],
    ),
    "following up is a topic, the next meeting too": (
        """
        Til stede: Karen, Per

        **Referat og opfølgning**
        Lågen er sat op.

        **Økonomi**
        Der er penge i kassen.

        **Næste møde**
        Mandag den 3. juni.
        """,
        [(None, "Referat og opfølgning"), (None, "Økonomi"), (None, "Næste møde")],
    ),
    "a table of who does what is no item": (
        """
        Til stede: Karen, Per

        **Hegnet**
        Det males.

        **Lågen**
        Den males.

        **Opgaveliste**
        =Karen Maling uge 36
        """,
        [(None, "Hegnet"), (None, "Lågen")],
    ),
    "topics further out than the record below them": (
        """
        Hegnet:
            Det er gammelt.
            Karen maler det.
        Lågen:
            Den binder.
        Økonomi:
            Der er 500 kr.
        Kommende møde:
            Mandag i maj.
        """,
        [(None, "Hegnet"), (None, "Lågen"), (None, "Økonomi"), (None, "Kommende møde")],
    ),
}


def find(text: str) -> list[Heading]:
    return find_headings(blocks("\n".join(row.removeprefix("        ") for row in text.split("\n"))))


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_items(text: str, wanted: Wanted) -> None:
    assert [(one.number, one.title) for one in find(text)] == wanted


SUB_ITEMS: dict[str, tuple[str, Wanted]] = {
    "decimals": ("**5.1 Hegn**\nHegnet males.\n**5.2 Låge**\nLågen males.", [("5.1", "5"), ("5.2", "5")]),
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
    "reports behind their reporters": (
        "a) formanden: Hegnet males.\nb) kassereren: Intet nyt.",
        [("a", "5"), ("b", "5")],
    ),
    "who does what": ("a) hegnet: Karen\nb) lågen: Per", []),
    "a list in running type": ("a) et hegn\nb) en låge", []),
    "decimals of another item": ("**7.1 Hegn**\nHegnet males.\n**7.2 Låge**\nLågen males.", []),
}


@pytest.mark.parametrize(("inside", "wanted"), SUB_ITEMS.values(), ids=SUB_ITEMS)
def test_sub_items(inside: str, wanted: Wanted) -> None:
    inside = inside.replace("males.", "males i maj, når vejret er blevet til det og der er penge i kassen.")
    text = f"# Punkt 5: Vejen\n{inside}\n\n# Punkt 6: Stien\nStien fejes.\n\n# Punkt 7: Eventuelt\nIntet."
    found = find(text)
    assert [(one.number, one.parent) for one in found if one.parent] == wanted
    assert [one.number for one in found if not one.parent] == ["5", "6", "7"]


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
    "party mark stays": ("**1. Salg af grund (B)**", {"title": "Salg af grund (B)"}),
}


@pytest.mark.parametrize(("printed", "wanted"), PARTS.values(), ids=PARTS)
def test_parts_of_a_title(printed: str, wanted: dict[str, object]) -> None:
    first, *_ = find(f"{printed}\nGodkendt.\n\n**2. Låge**\nLågen males.")
    assert {name: getattr(first, name) for name in wanted} == wanted


def test_record_begins_behind_the_title() -> None:
    text = "1. Valg af dirigent: Karen Holm\n2. Eventuelt: Intet"
    printed = blocks(text)
    assert [printed[one.last].text[one.rest :] for one in find(text)] == ["Karen Holm", "Intet"]


def test_cell_beside_a_bold_heading_is_its_record() -> None:
    row = line("**3. Evt.**", top=100.0), line("Stigen er lånt ud.", top=100.0, x0=200.0)
    cell = Block(BlockKind.TEXT, "3. Evt. Stigen er lånt ud.", 1, row, starts=(0, 8))
    printed = [*blocks("**1. Hegn**\nHegnet males.\n\n**2. Låge**\nLågen males."), cell]
    last = find_headings(printed)[-1]
    assert (last.number, last.title, cell.text[last.rest :]) == ("3", "Evt.", "Stigen er lånt ud.")


def test_number_alone_takes_the_title_above_it() -> None:
    found = find("**Meddelelser**\nSag nr. 129\nIntet nyt.\n\n**Hegn**\nSag nr. 130\nHegnet males.")
    assert [(one.number, one.title) for one in found] == [("129", "Meddelelser"), ("130", "Hegn")]


def test_names_under_a_label_of_the_header_are_no_record() -> None:
    printed = (
        "Til stede:\nKaren Holm, Per Dam og Bo Lind.\n\nVi talte længe om hegnet, som skal males i maj, når der er tid."
    )
    assert [one.block for one in find(printed)] == [2]
