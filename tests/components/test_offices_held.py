"""Who leads and who writes: by the header, by the signatures, and by the elections of an assembly."""

from __future__ import annotations

import pytest
from attendance import ITEMS, participants, roles

from pipeline.minutes import Status

HEADERS: dict[str, tuple[str, dict[str, str]]] = {
    "who leads the meeting is its chair": (
        "Mødeleder: Karen Holm\nReferent: Per\nDeltagere: Karen Holm (medformand), Per Vang",
        {"Karen Holm": "chair", "Per Vang": "minute_taker"},
    ),
    "a chair beside a mayor": (
        "Medlemmer: Karen Holm (A), formand, Per Vang (V), borgmester",
        {"Karen Holm": "chair", "Per Vang": "None"},
    ),
    "those under one heading lead together": (
        "**Formandskab**\nChef Karen Holm, Nordby Sygehus\nChef Per Vang, Vestby Kommune\nDeltagere: Ole Berg",
        {"Karen Holm": "co_chair", "Per Vang": "co_chair", "Ole Berg": "None"},
    ),
    "a chair who writes": ("Til stede: Karen Holm, formand\nReferent: Karen Holm", {"Karen Holm": "chair"}),
    "the moderator by first name, the writer by initials": (
        "Ordstyrer: Karen  Referent: PV\nTil stede: Karen Holm, Per Vang (PV)",
        {"Karen Holm": "moderator", "Per Vang": "minute_taker"},
    ),
    "a facilitator moderates": ("Deltagere: Karen Holm\nFaciliteret af: Karen Holm", {"Karen Holm": "moderator"}),
    "a facilitator who writes": (
        "Deltagere: Karen Holm\nFaciliteret af: Karen Holm (referent)",
        {"Karen Holm": "minute_taker"},
    ),
    "initials beside the label": (
        "Til stede: Karen (KH), Per (PV)\nReferent:|PV",
        {"Karen": "None", "Per": "minute_taker"},
    ),
    "the writer among the secretariat": (
        "Til stede: Karen Holm\nSekretariat: Bo Lund, Solby Hospital, og Per Vang, Nordby\nKommune (referent)",
        {"Karen Holm": "None", "Bo Lund": "None", "Per Vang": "minute_taker"},
    ),
    "a label for the minutes, with a full stop": (
        "Tilstede: Karen, Per\nReferat: Per.",
        {"Karen": "None", "Per": "minute_taker"},
    ),
}


@pytest.mark.parametrize(("header", "expected"), HEADERS.values(), ids=HEADERS)
def test_offices_in_the_header(header: str, expected: dict[str, str]) -> None:
    assert roles("**Referat**\n" + header + ITEMS) == expected


SIGNATURES: dict[str, tuple[str, str, dict[str, str]]] = {
    "the minute-taker signs": (
        "Karen Holm, Hanne Dam",
        "Referent\nHanne",
        {"Karen Holm": "None", "Hanne Dam": "minute_taker"},
    ),
    "two signatures on one line": (
        "Karen Holm, Per Vang",
        "Som dirigent: Karen Holm Som referent: Per Vang",
        {"Karen Holm": "moderator", "Per Vang": "minute_taker"},
    ),
}


@pytest.mark.parametrize(("present", "signed", "expected"), SIGNATURES.values(), ids=SIGNATURES)
def test_offices_in_the_signatures(present: str, signed: str, expected: dict[str, str]) -> None:
    assert roles(f"**Referat**\nTil stede: {present}{ITEMS}\n\n{signed}") == expected


ASSEMBLIES: dict[str, tuple[str, list[str]]] = {
    "chosen by name": (
        "Karen Holm, nr. 9, blev valgt som dirigent, og Per Vang som referent.",
        ["moderator", "minute_taker"],
    ),
    "a bare name": ("Karen Holm, Skovvej 4", ["moderator"]),
    "the office in the heading only": ("Formanden bød velkommen. Karen Holm blev valgt.", ["moderator"]),
    "proposed and chosen": ("Bestyrelsen foreslog advokat Karen Holm, som blev valgt med applaus.", ["moderator"]),
    "proposed on behalf": ("Formanden foreslog på bestyrelsens vegne Karen Holm. Han blev valgt.", ["moderator"]),
    "proposed, and another writes": (
        "Bestyrelsen foreslog Karen Holm, som blev valgt. Per Vang skriver referat.",
        ["moderator", "minute_taker"],
    ),
    "nobody named": ("Formanden valgte sig selv. Der var 23 deltagere.", []),
}


@pytest.mark.parametrize(("text", "offices"), ASSEMBLIES.values(), ids=ASSEMBLIES)
def test_the_offices_of_an_assembly(text: str, offices: list[str]) -> None:
    items = f"**1. Valg af dirigent**\n{text}\n\n**2. Beretning**\nGodkendt."
    found = participants(f"**Referat af generalforsamling**\n\n{items}")
    assert [str(p.role) for p in found] == offices
    assert [p.name for p in found] == ["Karen Holm", "Per Vang"][: len(offices)]
    assert {p.status for p in found} <= {Status.PRESENT}


def test_a_first_item_that_is_no_heading_still_names_the_moderator() -> None:
    text = "**Referat af generalforsamling**\n\nValg af dirigent\nKaren Holm blev valgt og bød velkommen."
    text += "\n\n**2. Beretning**\nGodkendt."
    text += "\n\n**3. Regnskab**\nGodkendt.\n\n**4. Eventuelt**\nIntet."
    assert [(p.name, str(p.role)) for p in participants(text)] == [("Karen Holm", "moderator")]
