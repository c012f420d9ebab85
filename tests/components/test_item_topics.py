"""Items without numbers: topics that bold print, white space or bullets set apart, and lines that only look so."""

from __future__ import annotations

import pytest
from printed_items import Numbered, numbered

TOPICS: dict[str, tuple[str, Numbered]] = {
    "bold topics": (
        "**Hegn**\nHegnet males i maj.\n\n**Låge**\nLågen males i juni.\n\n**Græs**\nGræsset slås.",
        [(None, "Hegn"), (None, "Låge"), (None, "Græs")],
    ),
    "topics set apart by white space": (
        "Hegn:\nHegnet males i maj.\n\nLåge:\nLågen males i juni.\n\nGræs:\nGræsset slås.",
        [(None, "Hegn"), (None, "Låge"), (None, "Græs")],
    ),
    "a title of the document that is larger than the topics": (
        "# Havnelauget, generalforsamling 2022\n3. maj 2022\n\n**Hegn**\nHegnet males.\n\n**Låge**\nLågen males.\n\n"
        "**Græs**\nGræsset slås.",
        [(None, "Hegn"), (None, "Låge"), (None, "Græs")],
    ),
    "lines that repeat an agenda of bullets": (
        "- Hegn\n- Låge\n- Regnskab\n\nHegn\nHegnet males.\nPer har maling.\nLåge\nLågen males.\nRegnskab\nGodkendt.",
        [(None, "Hegn"), (None, "Låge"), (None, "Regnskab")],
    ),
    "an agenda that is treated, over labels": (
        "Til stede: Karen Holm, Per Vang\n\n**Dagsorden med bemærkninger**\nBeslutning\nGodkendt.\n\n"
        "**Hegn**\nBeslutning\nHegnet males.\n\n**Låge**\nBeslutning\nLågen males.",
        [(None, "Dagsorden med bemærkninger"), (None, "Hegn"), (None, "Låge")],
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
    "who was elected, under a topic of its own": (
        """
        # Mødereferat – Solby Lokalråd

        **Deltagere**
        Karen Holm, Per Vang, Bo Lund

        **Godkendelse af referat**
        Referatet er godkendt.

        **Konstituering**
        Formand: Karen Holm
        Kasserer: Per Vang

        **Eventuelt**
        Der var intet til dette punkt.
        """,
        [(None, "Godkendelse af referat"), (None, "Konstituering"), (None, "Eventuelt")],
    ),
    "large type that is not bold, over labels": (
        "^ Hegnet mod syd\n**Beslutning**\nHegnet males i maj.\nPer har en rest maling.\nBo har en stige.\n\n"
        "^ Lågen mod nord\n**Beslutning**\nLågen males i juni.\nKaren hjælper Per.\nDet tager en dag.",
        [(None, "Hegnet mod syd"), (None, "Lågen mod nord")],
    ),
    "smaller subheads right below a topic": (
        "# Nyt fra udvalgene\n**Presse**\nSiden er ny, og den er blevet pæn at se på.\nAlle kan læse den nu.\n\n"
        "# Hegn\nHegnet males i maj, når vejret er til det.\nPer har en rest maling.\n\n# Evt.\nIntet.",
        [(None, "Nyt fra udvalgene"), (None, "Hegn"), (None, "Evt.")],
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
    "who takes it up, behind the bold title": (
        """
        Til stede: Karen, Per

        **Hegnet** (KH)
        Det blev malet i maj, og farven er grøn.

        **Lågen** (PV)
        Den blev sat op af Per i sidste uge.

        **Vejen** (KH)
        Den fejes af os selv hele sommeren.
        """,
        [(None, "Hegnet (KH)"), (None, "Lågen (PV)"), (None, "Vejen (KH)")],
    ),
    "cells of a table's first column": (
        """
        Til stede: Karen, Per

        @Emne@ Hegnet
        @Referat@ Det blev malet i maj.
        @Emne@ Lågen
        @Referat@ Den blev sat op.
        @Emne@ Næste møde
        @Referat@ Mandag den 3. juni.
        """,
        [(None, "Hegnet"), (None, "Lågen"), (None, "Næste møde")],
    ),
    "titles in a column without a head": (
        """
        Til stede: Karen, Per

        @\x01@ Hegnet
        Det blev malet i maj. Karen har resten af malingen i skuret, og den skal bruges på lågen til efteråret.
        @\x01@ Lågen
        Den blev sat op.
        Den binder stadig.
        @\x01@ Næste møde
        Mandag den 3. juni.
        """,
        [(None, "Hegnet"), (None, "Lågen"), (None, "Næste møde")],
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
}


@pytest.mark.parametrize(("text", "wanted"), TOPICS.values(), ids=TOPICS)
def test_topics(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted


NO_TOPICS: dict[str, tuple[str, Numbered]] = {
    "a greeting in large type, alone of its kind": (
        "**Hegnet**\nHegnet males i maj.\nPer har maling.\n\n**Lågen**\nLågen males i juni.\nBo har en stige.\n\n"
        "^ Vi ses igen\nTak til alle, der hjalp med at male.",
        [(None, "Hegnet"), (None, "Lågen")],
    ),
    "no headings at all": (
        "Dato: 3. maj 2022\nHegnet males i maj, og lågen males i juni, når det er blevet varmere i vejret.",
        [(None, None)],
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
}


@pytest.mark.parametrize(("text", "wanted"), NO_TOPICS.values(), ids=NO_TOPICS)
def test_what_only_looks_like_a_topic(text: str, wanted: Numbered) -> None:
    assert numbered(text) == wanted
