"""Items known by their numbers: how numbers are printed, and in which order they may run."""

from __future__ import annotations

import pytest
from printed_items import Numbered, numbered

from pipeline.components.candidates import FIRST, NUMBER_LAST, heading_rules
from pipeline.rules import Rule

PRINTED: dict[str, tuple[str, Numbered]] = {
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
    "plain numbers with text under them": (
        "1. Hegn\nHegnet blev malet i maj.\n\n2. Låge\nLågen blev sat op i juni.\n\n3. Græs\nGræsset slås hver uge.",
        [("1", "Hegn"), ("2", "Låge"), ("3", "Græs")],
    ),
    "glued numbers": (
        "**83Godkendelse af dagsorden**\nGodkendt.\n\n**84Hegn**\nHegnet males.",
        [("83", "Godkendelse af dagsorden"), ("84", "Hegn")],
    ),
    "the record right below a bold Ad": (
        "**Ad 1.**\nKaren kontakter skolen\n\n**AD 2:**\nPer maler lågen i maj\n\n**Ad 3**\nIntet nyt om stien",
        [("1", None), ("2", None), ("3", None)],
    ),
    "numbers that go on from the last meeting": (
        "**Sag nr. 128 Hegn**\nHegnet males.\n\n**Sag nr. 129 Låge**\nLågen males.",
        [("128", "Hegn"), ("129", "Låge")],
    ),
    "headings that the agenda announced, and lists in the cases": (
        """
        1. Hegn
        2. Låge
        3. Sti
        Sag 1/20
        1. Hegn
        Resumé
        Hegnet er gammelt.
        2. Låge
        Resumé
        Lågen skal virke på tre måder:
        1. Den skal kunne lukkes.
        2. Den skal kunne låses.
        3. Den skal kunne åbnes.
        Økonomi
        Det koster 900 kr.
        3. Sti
        Resumé
        Stien er ny.
        """,
        [("1", "Hegn"), ("2", "Låge"), ("3", "Sti")],
    ),
    "the meeting's number before that of the item": (
        "23.1 Formalia\nKaren bød velkommen.\n\n23.2 Beretning\nDen blev godkendt.\n\n23.3 Budget\na) Vand\nTiltrådt.\n"
        "b) Affald\nUdsat.\n\n23.4 Eventuelt\nIntet.",
        [
            ("23.1", "Formalia"),
            ("23.2", "Beretning"),
            ("23.3", "Budget"),
            ("a", "Vand"),
            ("b", "Affald"),
            ("23.4", "Eventuelt"),
        ],
    ),
    "sums and days that look like it": (
        "Regnskab\n12.1 mio. kr. er brugt.\n12.2 mio. kr. er givet.\n12.3 mio. kr. er lovet.",
        [],
    ),
    "two points treated as one": (
        "Ad 1. Dagsorden\nGodkendt.\n\nAd 2. Hegn\nMales.\n\nAd 3 + 5. Veje\nFejes.\n\nAd 4. Evt.\nIntet.",
        [("1", "Dagsorden"), ("2", "Hegn"), ("3+5", "Veje"), ("4", "Evt.")],
    ),
    "numbers before a dash, titles begun small": (
        """
        Referat 3. maj 2022

        1 - runde
        Alle fortalte, hvordan det går.

        2 - økonomi
        Vi har 300 kr. tilbage.

        3 - evt
        Intet.
        """,
        [("1", "runde"), ("2", "økonomi"), ("3", "evt")],
    ),
    "numbers within the year": (
        """
        Referat 3. maj 2016

        16/21. Dagsorden
        Godkendt.

        16/22. Hegn
        Det males.

        16/23. Eventuelt
        Intet.
        """,
        [("16/21", "Dagsorden"), ("16/22", "Hegn"), ("16/23", "Eventuelt")],
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
            ("1", None),
            ("2", None),
            ("3", None),
            ("4", None),
        ],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), PRINTED.values(), ids=PRINTED)
def test_printed_numbers(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted


ORDER: dict[str, tuple[str, Numbered]] = {
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
    "a point in running type taken up before its turn": (
        "1. Hegn\nHegnet males.\n\n2. Låge\nLågen males.\n\n5. Vej\nVejen fejes.\n\n3. Græs\nGræsset slås.\n\n"
        "4. Sti\nStien får grus.\n\n6. Evt.\nIntet.",
        [("1", "Hegn"), ("2", "Låge"), ("5", "Vej"), ("3", "Græs"), ("4", "Sti"), ("6", "Evt.")],
    ),
    "a numbered sentence within an item": (
        "1. Hegn\nHegnet males.\n\n2. Låge\nLågen males.\n5. Vejen fejes i maj.\nGodt.\n\n3. Græs\nGræsset slås.\n\n"
        "4. Sti\nStien får grus.\n\n6. Evt.\nIntet.",
        [("1", "Hegn"), ("2", "Låge"), ("3", "Græs"), ("4", "Sti"), ("6", "Evt.")],
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
    "a wrong number where another is missing": (
        "**1. Hegn**\nHegnet males.\n\n**2. Låge**\nMales.\n\n**33. Græs**\nGræsset slås.\n\n**4. Vej**\nFejes.",
        [("1", "Hegn"), ("2", "Låge"), ("33", "Græs"), ("4", "Vej")],
    ),
    "a heading without the number that is missing": (
        "**1. Hegn**\nHegnet males.\n\n**2. Låge**\nMales.\n\n**Græs**\nGræsset slås.\n\n**4. Vej**\nFejes.",
        [("1", "Hegn"), ("2", "Låge"), (None, "Græs"), ("4", "Vej")],
    ),
    "headings within the item before a missing number": (
        "**1. Hegn**\nHegnet males.\n\n**2. Låge**\nMales.\n\n**Farve**\nRød.\n\n**Pris**\n3 kr.\n\n**4. Vej**\nFejes.",
        [("1", "Hegn"), ("2", "Låge"), ("4", "Vej")],
    ),
    "an end without number": (
        "**1. Hegn**\nHegnet males.\n\n**2. Låge**\nMales.\n\n**3. Græs**\nGræsset slås.\n\n**Eventuelt**\nIntet.",
        [("1", "Hegn"), ("2", "Låge"), ("3", "Græs"), (None, "Eventuelt")],
    ),
    "a heading within the last item": (
        "**1. Hegn**\nHegnet males.\n\n**2. Låge**\nMales.\n\n**3. Græs**\nGræsset slås.\n\n**Kanten**\nKlippes.",
        [("1", "Hegn"), ("2", "Låge"), ("3", "Græs")],
    ),
    "each part begins at 1": (
        "**Åben dagsorden**\n**1. Hegn**\nMales.\n\n**2. Låge**\nMales.\n\n**Lukket dagsorden**\n**1. Vej**\nFejes.",
        [("1", "Hegn"), ("2", "Låge"), ("1", "Vej")],
    ),
    "headings before the first part, a gap, and a part of another name": (
        """
        **1. Dagsorden**
        Godkendt.

        **Beslutningssager**
        **1. Hegn**
        Males.

        **3. Låge**
        Males.

        **Orienteringssager**
        **1. Vej**
        Fejes.

        **Diverse**
        **1. Sti**
        Fejes.
        """,
        [("1", "Dagsorden"), ("1", "Hegn"), ("3", "Låge"), ("1", "Vej"), ("1", "Sti")],
    ),
    "points of a list in one of the bold topics": (
        """
        **Hegn**
        1. Karen Holm har set på farven.
        2. Prisen er lav i år.
        3. Per Vang maler hegnet i maj.
        4. Bo Lund køber malingen.
        5. Vi mødes klokken ti.

        **Låge**
        1. Lågen males samme dag.

        **Eventuelt**
        Intet.
        """,
        [(None, "Hegn"), (None, "Låge"), (None, "Eventuelt")],
    ),
    "every item numbered 1": (
        "**1. Hegn**\nHegnet males.\n\n**1. Låge**\nLågen males.\n\n**1. Græs**\nGræsset slås.",
        [("1", "Hegn"), ("1", "Låge"), ("1", "Græs")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), ORDER.values(), ids=ORDER)
def test_numbers_out_of_order(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted


AGENDA: dict[str, tuple[str, Numbered]] = {
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
    "points of the agenda told again in prose": (
        """
        Ad dagsordenens punkt 1. Valg af dirigent.
        Karen Holm blev valgt.

        Ad dagsordenens punkt 2. Beretning.
        Beretningen blev godkendt.
        """,
        [("1", "Valg af dirigent."), ("2", "Beretning.")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), AGENDA.values(), ids=AGENDA)
def test_an_agenda_and_its_record_are_the_same_items(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted


LETTERS: dict[str, tuple[str, Numbered]] = {
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
}


@pytest.mark.parametrize(("text", "wanted"), LETTERS.values(), ids=LETTERS)
def test_letters(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted


@pytest.mark.parametrize("rule", heading_rules(), ids=lambda rule: rule.id)
def test_no_row_is_passed_over_for_the_letter_it_begins_with(rule: Rule) -> None:
    assert all(text[0] in FIRST or NUMBER_LAST.search(text) for text in rule.examples)
