"""As what a person counts whom the header names: present, absent, substitute, guest, or of the secretariat."""

from __future__ import annotations

import pytest
from attendance import ITEMS, participants, statuses

from pipeline.minutes import Status

ABSENT: dict[str, tuple[str, dict[str, str]]] = {
    "nobody is absent": (
        "**Referat**\nTil stede: Karen Holm\nAfbud: Ingen\nFraværende: - -",
        {"Karen Holm": "present"},
    ),
    "substitutes, there and not there": (
        "**Referat**\nTil stede: Karen Holm, Per Vang (suppleant)\nAfbud: Suppleant Inga Dam",
        {"Karen Holm": "present", "Per Vang": "substitute", "Inga Dam": "absent"},
    ),
    "one who came among those who did not": (
        "**Referat**\nTil stede: Karen Holm\nAfbud: Per Vang, suppleant Ole Berg deltog",
        {"Karen Holm": "present", "Per Vang": "absent", "Ole Berg": "substitute"},
    ),
    "the groups of those present again under those absent": (
        "**Referat**\nTil stede:\nForældrevalgte: Karen Holm\nElevrepræsentanter: Bo Vang\n"
        "Fraværende:\nForældrevalgte: Per Vang\nElevrepræsentanter: Inga Dam",
        {"Karen Holm": "present", "Bo Vang": "present", "Per Vang": "absent", "Inga Dam": "absent"},
    ),
    "what the next column says of the absent": (
        "**Referat**\nDeltagere:\nKaren Holm (formand) Ikke til stede\nPer Vang (kasserer) Meldt afbud\nBo Lund syg",
        {"Karen Holm": "absent", "Per Vang": "absent", "Bo Lund": "absent"},
    ),
    "who the board did not send": (
        "**Referat**\nTil stede: Karen Holm\nFra bestyrelsen var Inga Dam og Bo Lund fraværende.",
        {"Karen Holm": "present", "Inga Dam": "absent", "Bo Lund": "absent"},
    ),
    "who the board sent, and who stayed away": (
        "**Referat**\nTil stede: Karen Holm\nFra bestyrelsen var Inga Dam til stede og Bo Lund fraværende.",
        {"Karen Holm": "present", "Inga Dam": "present", "Bo Lund": "absent"},
    ),
    "who could not come, below a list without a full stop": (
        "**Referat**\nTil stede: Karen Holm, Per Vang og Bo Lund\nInga Dam kunne ikke komme.",
        {"Karen Holm": "present", "Per Vang": "present", "Bo Lund": "present", "Inga Dam": "absent"},
    ),
    "whom the meeting was called for, and who came": (
        "**Referat**\nIndkaldte: Karen Holm, Per Vang, Inga Dam\nFremmødte: Karen Holm, Per Vang",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "who left the room for a while": (
        "**Referat**\nTil stede: Karen Holm, Per Vang. Karen Holm deltog ikke i mødet under drøftelsen af hegnet.",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "who the board sent to the meeting": (
        "**Referat**\nFra bestyrelsen deltog Karen Holm og Per Vang i mødet.",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "a stand-in behind and": (
        "**Referat**\nTil stede: Karen Holm\nDer var afbud fra Per Vang, og suppleant Ole Berg mødte i stedet.",
        {"Karen Holm": "present", "Per Vang": "absent", "Ole Berg": "substitute"},
    ),
    "a list printed twice around nobody absent": (
        "**Referat**\nMedlemmer: Karen Holm, Per Vang\nAfbud:\nMedlemmer: Karen Holm, Per Vang",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "not there today": (
        "**Referat**\nTil stede: Karen Holm\nPer Vang deltog ikke i mødet i dag.",
        {"Karen Holm": "present", "Per Vang": "absent"},
    ),
    "absent for one item only": (
        "**Referat**\nTil stede: Karen Holm, Per Vang\nBemærkninger: Karen Holm deltog ikke i mødet ved punkt 3.",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "a stand-in for a given name, and the next person": (
        "**Referat**\nTil stede:\nKaren Holm\nBo Lund, suppleant for Inga\nPer Vang\nOle Berg",
        {"Karen Holm": "present", "Bo Lund": "substitute", "Inga": "absent", "Per Vang": "present"}
        | {"Ole Berg": "present"},
    ),
    "nobody absent before another group": (
        "**Referat**\nForældrevalgte: Karen Holm\nAfbud:\nElevrepræsentanter: Bo Vang",
        {"Karen Holm": "present", "Bo Vang": "present"},
    ),
    "what is said after the list": (
        "**Referat**\nTil stede: Karen, Per og Ole. Vores konsulent\n"
        "Arne var med til og med punkt 2. Inga var forhindret.",
        {"Karen": "present", "Per": "present", "Ole": "present", "Arne": "guest", "Inga": "absent"},
    ),
    "a member reported absent in another spelling": (
        "**Referat**\nMedlemmer: Karen Holm, Torben Krogh Lyngsø, Alice Aagaard Dam, Per Vang\n"
        "Afbud: Torben Krog Lyngsø og Alice Aagaard",
        {"Karen Holm": "present", "Torben Krogh Lyngsø": "absent", "Alice Aagaard Dam": "absent"}
        | {"Per Vang": "present"},
    ),
    "party and status on the member's line": (
        "**Referat**\nMedlemmer\nKaren Holm (formand) A Deltog\nPer Vang V Afbud\nBo Lund Ø Deltog",
        {"Karen Holm": "present", "Per Vang": "absent", "Bo Lund": "present"},
    ),
    "a table of marks with subheadings": (
        "**Referat**\nMedlemmer:|Til stede|Med afbud|Uden afbud\nKaren Holm|X\nLærere:\nPer Vang||X\n"
        "Bo Lund|||X\nObservatører:\nInga Dam||X",
        {"Karen Holm": "present", "Per Vang": "absent", "Bo Lund": "absent", "Inga Dam": "absent"},
    ),
    "two people with one given name": (
        "**Referat**\nTil stede: Sigurd Skov, Sigurd Tornby, Vagn\nAfbud: Sigurd Skov",
        {"Sigurd Skov": "absent", "Sigurd Tornby": "present", "Vagn": "present"},
    ),
}


@pytest.mark.parametrize(("header", "expected"), ABSENT.values(), ids=ABSENT)
def test_absent_and_substitutes(header: str, expected: dict[str, str]) -> None:
    assert statuses(header + ITEMS) == expected


def test_partly_absent_is_present_with_the_time() -> None:
    karen, per = participants(
        "**Referat**\nDeltagere: Karen Holm, Per Vang\nFraværende: Per Vang til kl. 17.20" + ITEMS
    )
    assert (karen.status, karen.from_) == (Status.PRESENT, None)
    assert (per.status, per.from_, per.to) == (Status.PRESENT, "17:20", None)


OTHERS: dict[str, tuple[str, dict[str, str]]] = {
    "officials among the others": (
        "**Byrådet**\nMedlemmer: Karen Holm (A), Per Vang (V)\nØvrige deltagere: Direktør Ole Berg, borger Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "secretariat", "Inga Dam": "guest"},
    ),
    "officials of the house among the others": (
        "**Referat**\nDeltagere: Karen Holm, Per Vang\n"
        "Øvrige deltagere: Direktør Ole Berg, chef Inga Dam, Vestby Kommune",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "secretariat", "Inga Dam": "guest"},
    ),
    "others beside the members": (
        "**Referat**\nFormand: Karen Holm\nMedlemmer: Per Vang, Inga Dam\nØvrige deltagere: Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "guest"},
    ),
    "others beside those who lead": (
        "**Referat**\n**Formandskab**\nDirektør Karen Holm, Nordby Sygehus\nChef Per Vang, Vestby Kommune\n"
        "**Øvrige deltagere**\nChef Ole Berg, Sydby Kommune",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"},
    ),
    "an official for one item": (
        "**Referat**\nTil stede: Karen Holm\nFra administrationen: Direktør Per Vang (deltog i pkt. 2)",
        {"Karen Holm": "present", "Per Vang": "guest"},
    ),
    "a guest for one item": (
        "**Referat**\nTil stede: Karen Holm\nGæst under pkt. 3: Centerleder Ole Berg",
        {"Karen Holm": "present", "Ole Berg": "guest"},
    ),
    "a sentence of one who came for an item": (
        "**Referat**\nTil stede: Karen Holm (formand), Per Vang og sognepræst Inga Dam.\n"
        "Graver Ole Berg deltog under pkt. 7.",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "guest"},
    ),
    "a sentence of one who is no member": (
        "**Referat**\nTil stede: Karen Holm (formand), Inga Dam, Tove Lund og Per\nVang\n"
        "Driftsleder Ole Berg deltog uden stemmeret og skrev referat.",
        {"Karen Holm": "present", "Inga Dam": "present", "Tove Lund": "present", "Per Vang": "present"}
        | {"Ole Berg": "present"},
    ),
}


@pytest.mark.parametrize(("header", "expected"), OTHERS.values(), ids=OTHERS)
def test_guests_and_officials(header: str, expected: dict[str, str]) -> None:
    assert statuses(header + ITEMS) == expected


WRITING: dict[str, tuple[str, dict[str, str]]] = {
    "a member who writes": (
        "**Referat**\nDeltagere: Karen Holm, Per Vang, Ole Berg\nReferent: Sekretær Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"},
    ),
    "a minute-taker with a title, in a field of their own": (
        "**Referat**\nDeltagere: Karen Holm, Per Vang, Inga Dam\nReferent: Fuldmægtig Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "secretariat"},
    ),
    "a minute-taker from an office of the house": (
        "**Referat**\nDeltagere: Karen Holm, Per Vang, Inga Dam\nReferent: Ole Berg, HR",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "secretariat"},
    ),
    "a minute-taker of one of those who take part": (
        "**Referat**\nDeltagere: Karen Holm, Per Vang, Inga Dam\nReferent: Konsulent Ole Berg, Nordby Kommune",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "present"},
    ),
}


@pytest.mark.parametrize(("header", "expected"), WRITING.values(), ids=WRITING)
def test_the_minute_taker(header: str, expected: dict[str, str]) -> None:
    assert statuses(header + ITEMS) == expected
