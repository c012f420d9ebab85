"""Who was there, on invented headers and items drawn as lines of text: one table of cases for each idea."""

from __future__ import annotations

import pytest

from pipeline.components.items import find_headings
from pipeline.components.meeting import find_meeting
from pipeline.components.participants import find_participants
from pipeline.components.presence import read_statements
from pipeline.components.roster import read_entries
from pipeline.components.sections import find_sections
from pipeline.layout import layout_blocks
from pipeline.minutes import Participant, Role, Status
from pipeline.page import Line, Page, Pages, TextLayer

ITEMS = "\n\n*1. Godkendelse af dagsorden\nGodkendt.\n\n*2. Økonomi\nGodkendt."
SIZE, LETTER, LEADING = 10.0, 5.0, 14.0


def pages_of(text: str) -> Pages:
    """One line of print a line of text; "|" parts cells 150 points apart, "*" sets bold, a blank line leaves a gap."""
    lines, top = [], 60.0
    for row in text.split("\n"):
        for place, cell in enumerate(row.split("|")):
            bold, printed = cell.startswith("*"), cell.lstrip("*")
            if printed.strip():
                x0 = 60.0 + 150 * place
                x1 = min(x0 + LETTER * len(printed), 540.0)
                head = len(printed) if bold else 0
                lines.append(Line(printed, 1, x0, top, x1, top + SIZE, SIZE, bold_head=head))
        top += LEADING if row else SIZE
    return Pages((Page(1, 595.0, 842.0, tuple(lines)),), TextLayer.FULL)


def participants(text: str) -> list[Participant]:
    blocks = layout_blocks(pages_of(text))
    headings = find_headings(blocks)
    meeting = find_meeting(blocks, headings)
    return find_participants(blocks, headings, find_sections(blocks, headings, meeting), meeting)


def statuses(text: str) -> dict[str, str]:
    return {person.name: str(person.status) for person in participants(text)}


ENTRIES = {
    "parties": ("Niels Holm (V), borgmester, Anna Lind (A)", ["Niels Holm", "Anna Lind"]),
    "unknown given name with a party": ("Sengül Dam (L), Ole Berg (V)", ["Sengül Dam", "Ole Berg"]),
    "first names": (
        "Torben, Martin, Klavs, Søren og Anne Lise (referent)",
        ["Torben", "Martin", "Klavs", "Søren", "Anne Lise"],
    ),
    "titles before names": (
        "Kommunaldirektør Ole Berg, direktør Bente Rud og konsulent Mie Dam",
        ["Ole Berg", "Bente Rud", "Mie Dam"],
    ),
    "a title with og": ("Per Kall, professor og forskningsleder, Institut for Folkesundhed", ["Per Kall"]),
    "a title with a hyphen": ("Lars Vang, social- og arbejdsmarkedsdirektør", ["Lars Vang"]),
    "an organisation with given names": ("Diane Aa, Driftsforum Børn og Unge Somatik", ["Diane Aa"]),
    "a shortened middle name": ("Peder Chr. Kirk, Anna-Lise Vester", ["Peder Chr. Kirk", "Anna-Lise Vester"]),
    "an initial": ("Steen B. Arn (A), rådmand Jette Skov (C)", ["Steen B. Arn", "Jette Skov"]),
    "sentences as separators": ("Elna Brors (F), sygdom. Henrik Møl (C), arbejde.", ["Elna Brors", "Henrik Møl"]),
    "initials after the name": ("Mads Peter Vang LH, Anna HD", ["Mads Peter Vang", "Anna"]),
    "semicolons": ("Gitte Kirk (A), formand; Evan Lyne (V)", ["Gitte Kirk", "Evan Lyne"]),
    "an address": ("Olav Grue, Tønnesvej 4", ["Olav Grue"]),
    "a firm's man": ("Datea v/ Ole Berg, Karen Holm", ["Ole Berg", "Karen Holm"]),
    "a nickname": ("Jan 'Basse' Holm, Karen Vang", ["Jan 'Basse' Holm", "Karen Vang"]),
    "capitals": ("KAREN HOLM", ["KAREN HOLM"]),
    "an organisation without a comma": ("Bestyrelsesmedlem Mads Holm Nordby Bolig", ["Mads Holm"]),
    "one rare given name among people": (
        "Karen Holm, Per Vang, Ida Lund, Susk og Ane Dam",
        ["Karen Holm", "Per Vang", "Ida Lund", "Susk", "Ane Dam"],
    ),
    "where one of two comes from": ("Karen Holm, Solby, Per Vang", ["Karen Holm", "Per Vang"]),
    "rare given names with brackets among known ones": (
        "Zinka (fmd.), Anne Lise (målmand), Bodil (fløj, ny), Arne (AR)",
        ["Zinka", "Anne Lise", "Bodil", "Arne"],
    ),
    "additions of every kind": (
        "Lise (Oles farmor, kasserer), Erik (lod 40), Zuleika (Idas tante)",
        ["Lise", "Erik", "Zuleika"],
    ),
    "dashes between names": (
        "Arne - Bodil - Zinka - Ole Peter",
        ["Arne", "Bodil", "Zinka", "Ole Peter"],
    ),
    "plus signs between names": ("Karen Holm + Per Vang", ["Karen Holm", "Per Vang"]),
    "a shortened given name": ("Karen Holm, Johs. Vang", ["Karen Holm", "Johs. Vang"]),
    "stewards": ("FTR Karen Holm, AMR Per Vang", ["Karen Holm", "Per Vang"]),
    "a title with a hyphen before og": (
        "Kultur- og fritidschef Karen Holm, juridisk konsulent Per Vang",
        ["Karen Holm", "Per Vang"],
    ),
    "og after a comma": ("Karen Holm (lektor), pkt. 5, og Per Vang (chef), pkt. 3", ["Karen Holm", "Per Vang"]),
    "whoever writes": (
        "Karen Holm, Per Vang, Bo og undertegnede (Ole Peter)",
        ["Karen Holm", "Per Vang", "Bo", "Ole Peter"],
    ),
    "whom one comes from": ("Karen Holm (formand), elevrådet: Per Vang", ["Karen Holm", "Per Vang"]),
    "a capital word that is no name": ("IT Nordby", []),
    "a comma forgotten": (
        "Karen Holm, Per Vang Inga Lindskov, Ole Berg",
        ["Karen Holm", "Per Vang", "Inga Lindskov", "Ole Berg"],
    ),
    "middle names": ("Karen Vang Holm, Per Ole Berg Holm", ["Karen Vang Holm", "Per Ole Berg Holm"]),
    "initials and who sent them": ("Steen (SV) samt Line (LB) fra ungdomsudvalget", ["Steen", "Line"]),
    "one who came instead": ("Karen Holm (A), for hende mødte Per Vang", ["Karen Holm", "Per Vang"]),
    "one who came instead, in brackets": (
        "Karen Holm, Ole Berg (Per Vang deltog som suppleant)",
        ["Karen Holm", "Ole Berg"],
    ),
    "nobody": ("Ingen", []),
    "a vacant seat": ("Karen Holm (A), Vakant", ["Karen Holm"]),
    "an organisation": ("Nordby Kommune", []),
    "a telephone": ("tlf. 12 34 56 78", []),
    "an e-mail address": ("karen.holm@nordby.example", []),
    "a sentence about a person": ("Arne har bedt om orlov fra arbejdet.", []),
    "a sentence after a name with a party": ("Knud Vang (V) ønskede et fortsat punkt", []),
    "a decision": ("Dagsordenen blev godkendt", []),
}


@pytest.mark.parametrize(("text", "names"), ENTRIES.values(), ids=ENTRIES.keys())
def test_the_names_of_a_list(text: str, names: list[str]) -> None:
    entries = read_entries(text)
    assert [entry.name for entry in entries] == names
    assert [text[entry.start : entry.end] for entry in entries] == names


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Karen Holm, økonomi- og planchef", "title", "økonomi- og planchef"),
        ("Redaktør Karen Holm", "title", "Redaktør"),
        ("Karen Holm (referent)", "role", Role.MINUTE_TAKER),
        ("Karen Holm (referent)", "title", None),
        ("Karen Holm, Nordby Kommune (medformand)", "role", Role.CO_CHAIR),
        ("Karen Holm, Nordby Kommune (medformand)", "organisation", "Nordby Kommune"),
        ("Karen Holm (A), 1. viceborgmester", "role", Role.VICE_CHAIR),
        ("Overborgmester Karen Holm (A)", "role", Role.CHAIR),
        ("Karen Holm, formand for elevrådet", "role", None),
        ("Karen Holm – Solgården", "organisation", "Solgården"),
        ("Karen Holm, etape 2", "organisation", "etape 2"),
        ("Karen Holm, A", "party", "A"),
        ("Karen Holm (O)- afbud", "status", Status.ABSENT),
        ("Karen Holm: Deltog", "status", Status.PRESENT),
        ("Karen Holm for Per Vang, Nordby Kommune", "substitute_for", "Per Vang"),
        ("Karen Holm (kun til kl. 20)", "to", "20:00"),
        ("Karen Holm, direktør (fra kl. 10.30)", "from_", "10:30"),
        ("Karen Holm (punkt 4)", "from_", "punkt 4"),
        ("Karen Holm (supp., ref.)", "status", Status.SUBSTITUTE),
        ("Karen Holm (supp., ref.)", "role", Role.MINUTE_TAKER),
        ("Karen Holm (landsformand)", "role", Role.CHAIR),
        ("Karen Holm (næstforperson)", "role", Role.VICE_CHAIR),
        ("Karen Holm, Nordby Kommune (mødeleder)", "role", Role.MODERATOR),
        ("Borgmester Karen Holm (næstformand)", "role", Role.VICE_CHAIR),
        ("Karen (sopran, tastede)", "role", Role.MINUTE_TAKER),
        ("Undertegnede (Karen Holm)", "role", Role.MINUTE_TAKER),
        ("Karen Holm (fmd.)", "role", Role.CHAIR),
        ("Karen Holm, Nordby Kommune (suppleant for Per Vang)", "substitute_for", "Per Vang"),
        ("Karen Holm, Nordby Kommune (suppleant for Per Vang)", "status", Status.SUBSTITUTE),
        ("Karen Holm, projektleder (gæst under punkt 7)", "status", Status.GUEST),
        ("Karen Holm, konsulent (sekretariat, referent)", "status", Status.SECRETARIAT),
    ],
)
def test_what_stands_beside_a_name(text: str, field: str, value: object) -> None:
    (entry,) = read_entries(text)
    assert getattr(entry, field) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Alle medlemmer var mødt undtagen Ole Berg og Per Vang, der havde meldt afbud.",
            {("absent", "Ole Berg"), ("absent", "Per Vang")},
        ),
        ("Bestyrelsen (afbud fra Kim Dam). Tak for fremmødet.", {("absent", "Kim Dam")}),
        (
            "For Ditte Over (V) mødte stedfortræder Svend Borre (V).",
            {("absent", "Ditte Over"), ("substitute", "Svend Borre")},
        ),
        ("Som stedfortræder for Ole Berg deltog Karin Hou.", {("absent", "Ole Berg"), ("substitute", "Karin Hou")}),
        (
            "Ole Berg var fraværende. Karin Hou deltog som stedfortræder for Ole Berg.",
            {("absent", "Ole Berg"), ("substitute", "Karin Hou")},
        ),
        ("Ole Berg, der var substitueret ved Karin Hou", {("absent", "Ole Berg"), ("substitute", "Karin Hou")}),
        ("Karin Hou blev valgt som stedfortræder for Ole Berg.", set()),
        ("Karin Hou erklærede sig inhabil og deltog ikke i behandlingen.", set()),
        (
            "Karin Hou blev valgt som dirigent og Ole Berg som referent.",
            {("moderator", "Karin Hou"), ("minute_taker", "Ole Berg")},
        ),
        ("Som dirigenter valgtes Karin Hou og Ole Berg.", {("moderator", "Karin Hou"), ("moderator", "Ole Berg")}),
        ("Til dirigent valgtes revisor Karin Hou, der takkede.", {("moderator", "Karin Hou")}),
        ("Karin Hou påtog sig at skrive referat.", {("minute_taker", "Karin Hou")}),
        ("Under pkt. 3 deltog Karin Hou fra administrator.", {("guest", "Karin Hou")}),
        ("Organist Karin Hou deltog under punkt 3.", {("guest", "Karin Hou")}),
        ("Desuden deltog administrator Karin Hou.", {("guest", "Karin Hou")}),
        ("Endvidere konsulent Karin Hou under pkt. 2.", {("guest", "Karin Hou")}),
        ("Zinka var forhindret.", {("absent", "Zinka")}),
        ("Ole var på cykeltur i Polen.", {("absent", "Ole")}),
        ("Afbud fra Zinka og Ole.", {("absent", "Zinka"), ("absent", "Ole")}),
        ("Afbud: Ole Berg, suppleant Karin Hou deltog", {("substitute", "Karin Hou")}),
        (
            "Karin Hou samt Ole Berg (suppleant for Per Vang)",
            {("absent", "Per Vang"), ("substitute", "Ole Berg")},
        ),
        ("Som stemmetællere valgtes Karin Hou og Ole Berg.", set()),
        ("Mødet blev ledet af formand Karin Hou.", {("chair", "Karin Hou")}),
        ("Mødet blev ledet af borgmester Karin Hou (V).", {("chair", "Karin Hou")}),
        ("I stedet deltog stedfortræder Karin Hou (V).", {("substitute", "Karin Hou")}),
        (
            "I stedet deltog henholdsvis Karin Hou (V) og Ole Berg (A).",
            {("substitute", "Karin Hou"), ("substitute", "Ole Berg")},
        ),
        ("Fravær: Per Vang, for ham mødte Karin Hou.", {("substitute", "Karin Hou")}),
        ("Afbud: Per Vang, Inga Dam (Karin Hou deltog som suppleant)", {("substitute", "Karin Hou")}),
        ("Til at skrive referat valgtes Karin Hou.", {("minute_taker", "Karin Hou")}),
        ("Ordstyrer: Karin Hou", {("moderator", "Karin Hou")}),
        ("Ref. Karin Hou", {("minute_taker", "Karin Hou")}),
        ("Fra hovedforeningen deltog konsulent Karin Hou.", {("guest", "Karin Hou")}),
        ("Fra den afgående ledelse deltog Karin Hou.", {("guest", "Karin Hou")}),
        ("Karin Hou (organist) med til og med punktet om orglet.", {("guest", "Karin Hou")}),
        ("1. viceborgmester Karin Hou deltog fra sag nr. 4.", {("arrives", "Karin Hou")}),
        ("Med var Karin, Ole og Anne Lise.", {("present", "Karin"), ("present", "Ole"), ("present", "Anne Lise")}),
        ("Karin Hou forlod mødet kl. 16.40 under behandlingen af punkt 7.", {("leaves", "Karin Hou")}),
    ],
)
def test_what_a_sentence_says(text: str, said: set[tuple[str, str]]) -> None:
    assert {(statement.kind, statement.name) for statement in read_statements(text)} == said


def test_a_member_reported_absent_is_absent_whatever_the_spelling() -> None:
    found = statuses(
        "*Referat\nMedlemmer: Karen Holm, Torben Krogh Kjeldgaard, Alice Aagaard Dam, Per Vang\n"
        "Afbud: Torben Krog Kjeldgaard og Alice Aagaard" + ITEMS
    )
    assert found == {
        "Karen Holm": "present",
        "Torben Krogh Kjeldgaard": "absent",
        "Alice Aagaard Dam": "absent",
        "Per Vang": "present",
    }


def test_two_people_with_one_given_name_stay_two() -> None:
    found = statuses("*Referat\nTil stede: Steffen Skov, Steffen Tholstrup, Vagn\nAfbud: Steffen Skov" + ITEMS)
    assert found == {"Steffen Skov": "absent", "Steffen Tholstrup": "present", "Vagn": "present"}


def test_partly_absent_is_present_with_the_time() -> None:
    karen, per = participants("*Referat\nDeltagere: Karen Holm, Per Vang\nFraværende: Per Vang til kl. 17.20" + ITEMS)
    assert (karen.status, karen.from_) == (Status.PRESENT, None)
    assert (per.status, per.from_, per.to) == (Status.PRESENT, "17:20", None)


HEADERS = {
    "names in two columns": (
        "*Byrådet\n*Medlemmer\nKaren Holm (A)|Per Vang (V)\nOle Berg (C)|Inga Dam (F)",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "present"},
    ),
    "labels first, values in a column": (
        "*Byrådet\nDeltagere:|Karen Holm, Per\n|Vang, Ole Berg\nAfbud:|Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "absent"},
    ),
    "name, role and party on lines of their own": (
        "*Regionsrådet\nMedlemmer af udvalget:\nKaren Holm\nFormand\n(A)\nPer Vang\n(V)\nFraværende:\nPer Vang\n(V)",
        {"Karen Holm": "present", "Per Vang": "absent"},
    ),
    "a table with marks": (
        "*Referat\nNavn|Deltog|Afbud\nKaren Holm|x\nPer Vang||x",
        {"Karen Holm": "present", "Per Vang": "absent"},
    ),
    "the status beside each name": (
        "*Referat\n*Forældre:||*Medarbejdere:\nKaren Holm|Afbud|Per Vang|Til stede",
        {"Karen Holm": "absent", "Per Vang": "present"},
    ),
    "bullets with the status": (
        "*Referat\n*Medlemmer\n• Karen Holm: Deltog\n• Per Vang: Afbud (Stedfortræder Inga Dam)",
        {"Karen Holm": "present", "Per Vang": "absent", "Inga Dam": "substitute"},
    ),
    "labels within a line": (
        "*Referat\nTil stede: Arne og Karen. Gæst: Julie Dam. Afbud: Per",
        {"Arne": "present", "Karen": "present", "Julie Dam": "guest", "Per": "absent"},
    ),
    "a label broken over two lines": (
        "*Referat\nTil stede:|Karen Holm\nFra|Per Vang\nadministrationen:",
        {"Karen Holm": "present", "Per Vang": "secretariat"},
    ),
    "a label without a colon broken over two lines": (
        "*Referat\nTil|Karen Holm, Per\nstede|Vang",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "groups as labels within lines": (
        "*Referat\nForældrevalgte: Karen Holm (formand), Per\nVang. Medarbejdere: Ole Berg. Afbud:\n"
        "Inga Dam, Bo Lund. Fra ledelsen: Lise Lund (skoleleder)",
        {
            "Karen Holm": "present",
            "Per Vang": "present",
            "Ole Berg": "present",
            "Inga Dam": "absent",
            "Bo Lund": "absent",
            "Lise Lund": "present",
        },
    ),
    "groups as labels beside names": (
        "*Referat\nVIP|Karen Holm (lektor)\nStuderende|Per Vang\nAfbud|Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "absent"},
    ),
    "a label behind other text": (
        "*Referat\nVejlauget Solbo. Mødte: Karen (nr. 8), Per (nr. 7) Afbud: Ole (nr. 3)",
        {"Karen": "present", "Per": "present", "Ole": "absent"},
    ),
    "what is said after the list": (
        "*Referat\nTil stede: Karen, Per og Ole. Vores konsulent\n"
        "Arne var med til og med punkt 2. Inga var forhindret.",
        {"Karen": "present", "Per": "present", "Ole": "present", "Arne": "guest", "Inga": "absent"},
    ),
    "nothing but names": (
        "*Byrådet\nKaren Holm\nPer Vang\nOle Berg\nInga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "present"},
    ),
    "who sent them, broken over two lines": (
        "*Referat\nNordby|Karen Holm, Per Vang\nKommune\nVestby Kommune|Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"},
    ),
    "one who came among those who did not": (
        "*Referat\nTil stede: Karen Holm\nAfbud: Per Vang, suppleant Ole Berg deltog",
        {"Karen Holm": "present", "Per Vang": "absent", "Ole Berg": "substitute"},
    ),
    "an official for one item": (
        "*Referat\nTil stede: Karen Holm\nFra administrationen: Direktør Per Vang (deltog i pkt. 2)",
        {"Karen Holm": "present", "Per Vang": "guest"},
    ),
    "the head of a table under its label": (
        "*Referat\nDeltagere:\nNavn|Organisation\nKaren Holm|Nordby Kommune\nAfbud:\nNavn|Organisation\n"
        "Per Vang|Vestby Kommune",
        {"Karen Holm": "present", "Per Vang": "absent"},
    ),
    "labels without a colon": (
        "*Referat\nI mødet deltog Karen Holm (formand) og Per Vang\nAfbud fra Inga Dam.",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "members with parties and no label": (
        "*Referat\nKaren Holm (A)\nPer Vang (V)- afbud\nOle Berg (C)",
        {"Karen Holm": "present", "Per Vang": "absent", "Ole Berg": "present"},
    ),
    "substitutes, there and not there": (
        "*Referat\nTil stede: Karen Holm, Per Vang (suppleant)\nAfbud: Suppleant Inga Dam",
        {"Karen Holm": "present", "Per Vang": "substitute", "Inga Dam": "absent"},
    ),
    "officials among the others": (
        "*Byrådet\nMedlemmer: Karen Holm (A), Per Vang (V)\nØvrige deltagere: Direktør Ole Berg, borger Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "secretariat", "Inga Dam": "guest"},
    ),
    "others beside those who lead": (
        "*Referat\n*Formandskab\nDirektør Karen Holm, Nordby Sygehus\nChef Per Vang, Vestby Kommune\n"
        "*Øvrige deltagere\nChef Ole Berg, Sydby Kommune",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"},
    ),
    "others beside the members": (
        "*Referat\nFormand: Karen Holm\nMedlemmer: Per Vang, Inga Dam\nØvrige deltagere: Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "guest"},
    ),
    "a minute-taker with a title, in a field of their own": (
        "*Referat\nDeltagere: Karen Holm, Per Vang, Inga Dam\nReferent: Fuldmægtig Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "secretariat"},
    ),
    "a minute-taker from an office of the house": (
        "*Referat\nDeltagere: Karen Holm, Per Vang, Inga Dam\nReferent: Ole Berg, HR",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "secretariat"},
    ),
    "a minute-taker of one of those who take part": (
        "*Referat\nDeltagere: Karen Holm, Per Vang, Inga Dam\nReferent: Konsulent Ole Berg, Nordby Kommune",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "present"},
    ),
    "a member who writes": (
        "*Referat\nDeltagere: Karen Holm, Per Vang, Ole Berg\nReferent: Sekretær Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"},
    ),
    "a sentence of one who came for an item": (
        "*Referat\nTil stede: Karen Holm (formand), Per Vang og sognepræst Inga Dam.\n"
        "Graver Ole Berg deltog under pkt. 7.",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present", "Ole Berg": "guest"},
    ),
    "a sentence of one who is no member": (
        "*Referat\nTil stede: Karen Holm (formand), Inga Dam, Tove Lund og Per\nVang\n"
        "Driftsleder Ole Berg deltog uden stemmeret og skrev referat.",
        {"Karen Holm": "present", "Inga Dam": "present", "Tove Lund": "present", "Per Vang": "present"}
        | {"Ole Berg": "present"},
    ),
    "a line of its own for one with a title": (
        "*Referat\nVIP: Karen Holm (formand), Inga Dam\nPh.d.-skoleleder Ole Berg\nADM: Per Vang",
        {"Karen Holm": "present", "Inga Dam": "present", "Ole Berg": "present", "Per Vang": "secretariat"},
    ),
    "a guest for one item": (
        "*Referat\nTil stede: Karen Holm\nGæst under pkt. 3: Centerleder Ole Berg",
        {"Karen Holm": "present", "Ole Berg": "guest"},
    ),
    "a label that is not known, and one who leads": (
        "*Referat\nKredsledelsen: Karen Holm (formand), Per Vang og Inga Dam. 11 klubber var mødt.",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present"},
    ),
    "seats beside names": (
        "*Referat\nDeltagere:\nFormand|Karen Holm (KH)\nNordby Kommune|Per Vang (PV) Afbud\n"
        "Landbrug & Skov|Inga Dam (ID)\nVandrådet|Ole Berg (OB)\nSekretariatet|Tove Lund (TL)",
        {"Karen Holm": "present", "Per Vang": "absent", "Inga Dam": "present", "Ole Berg": "present"}
        | {"Tove Lund": "secretariat"},
    ),
    "lists in two columns": (
        "*Referat\nDeltagere||Læge Bo Lund, PLO\nDirektør Karen Holm, Nordby||Afbud\n"
        "Kommune (medformand)||Inga Dam, Vestby\n"
        "Chef Per Vang, Vestby||Gæst\nChef Ole Berg, Sydby||Konsulent Lise Lund",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Bo Lund": "present"}
        | {"Inga Dam": "absent", "Lise Lund": "guest"},
    ),
    "officials of the house among the others": (
        "*Referat\nDeltagere: Karen Holm, Per Vang\nØvrige deltagere: Direktør Ole Berg, chef Inga Dam, Vestby Kommune",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "secretariat", "Inga Dam": "guest"},
    ),
    "prose that ends the list": (
        "*Referat\nTilstede: Karen, Per og Ole\nArne har bedt om orlov.\nFra forvaltningen kom et notat fra Inga Dam.",
        {"Karen": "present", "Per": "present", "Ole": "present"},
    ),
    "nobody is absent": ("*Referat\nTil stede: Karen Holm\nAfbud: Ingen\nFraværende: - -", {"Karen Holm": "present"}),
    "a contact box beside the header": (
        "*Referat\nTidspunkt: 3. maj 2021||*Lise Lund\nMødeleder: Karen Holm||tlf. 12 34 56 78\n"
        "Deltagere: Karen Holm, Per Vang||lise@nordby.example",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
}


@pytest.mark.parametrize(("header", "expected"), HEADERS.values(), ids=HEADERS.keys())
def test_the_header(header: str, expected: dict[str, str]) -> None:
    assert statuses(header + ITEMS) == expected


def test_organisations_head_their_people() -> None:
    found = participants(
        "*Referat\nMødedeltagere:\n*Nordby Kommune\nKaren Holm, direktør\n*Almen praksis\nPer Vang, PLO Midt\n"
        "Gæster:\n*Punkt 3\nInga Dam, konsulent, Dam Consult" + ITEMS
    )
    assert [(p.name, p.organisation, p.title) for p in found] == [
        ("Karen Holm", "Nordby Kommune", "direktør"),
        ("Per Vang", "PLO Midt", None),
        ("Inga Dam", "Dam Consult", "konsulent"),
    ]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (
            "Mødeleder: Karen Holm\nReferent: Per\nDeltagere: Karen Holm (medformand), Per Vang",
            {"Karen Holm": "chair", "Per Vang": "minute_taker"},
        ),
        (
            "Ordstyrer: Karen  Referent: PV\nTil stede: Karen Holm, Per Vang (PV)",
            {"Karen Holm": "moderator", "Per Vang": "minute_taker"},
        ),
        ("Til stede: Karen Holm, formand\nReferent: Karen Holm", {"Karen Holm": "chair"}),
        ("Deltagere: Karen Holm\nFaciliteret af: Karen Holm (referent)", {"Karen Holm": "minute_taker"}),
        ("Deltagere: Karen Holm\nFaciliteret af: Karen Holm", {"Karen Holm": "moderator"}),
        ("Medlemmer: Karen Holm (A), formand, Per Vang (V), borgmester", {"Karen Holm": "chair", "Per Vang": "None"}),
        (
            "*Formandskab\nChef Karen Holm, Nordby Sygehus\nChef Per Vang, Vestby Kommune\nDeltagere: Ole Berg",
            {"Karen Holm": "co_chair", "Per Vang": "co_chair", "Ole Berg": "None"},
        ),
        ("Til stede: Karen (KH), Per (PV)\nReferent:|PV", {"Karen": "None", "Per": "minute_taker"}),
        (
            "Til stede: Karen Holm\nSekretariat: Bo Lund, Solby Hospital, og Per Vang, Nordby\nKommune (referent)",
            {"Karen Holm": "None", "Bo Lund": "None", "Per Vang": "minute_taker"},
        ),
        ("Tilstede: Karen, Per\nReferat: Per.", {"Karen": "None", "Per": "minute_taker"}),
    ],
)
def test_roles(header: str, roles: dict[str, str]) -> None:
    assert {p.name: str(p.role) for p in participants("*Referat\n" + header + ITEMS)} == roles


ASSEMBLIES = {
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


@pytest.mark.parametrize(("text", "roles"), ASSEMBLIES.values(), ids=ASSEMBLIES.keys())
def test_the_offices_of_an_assembly(text: str, roles: list[str]) -> None:
    found = participants(f"*Referat af generalforsamling\n\n*1. Valg af dirigent\n{text}\n\n*2. Beretning\nGodkendt.")
    assert [str(p.role) for p in found] == roles
    assert [p.name for p in found] == ["Karen Holm", "Per Vang"][: len(roles)]
    assert {p.status for p in found} <= {Status.PRESENT}


def test_a_first_item_that_is_no_heading_still_names_the_moderator() -> None:
    text = "*Referat af generalforsamling\n\nValg af dirigent\nKaren Holm blev valgt og bød velkommen."
    text += "\n\n*2. Beretning\nGodkendt."
    text += "\n\n*3. Regnskab\nGodkendt.\n\n*4. Eventuelt\nIntet."
    assert [(p.name, str(p.role)) for p in participants(text)] == [("Karen Holm", "moderator")]


def test_a_title_that_looks_like_an_item_ends_no_header() -> None:
    found = statuses(
        "Solby, d. 5. maj\n\n*Solby Festkomite\n\nMøde mandag den 3. maj kl. 19.30 i Karens stue. Med var Karen,\n"
        "Per og Bo. Ole S. og Ole T. havde meldt fra.\n\n*Festen\n\nDen blev god.\n\n*Turen\n\nDen går til Møn."
    )
    assert found == {"Karen": "present", "Per": "present", "Bo": "present", "Ole S.": "absent", "Ole T.": "absent"}


def test_the_minute_taker_signs() -> None:
    text = "*Referat\nTil stede: Karen Holm, Hanne Dam" + ITEMS + "\n\nReferent\nHanne"
    assert {p.name: str(p.role) for p in participants(text)} == {"Karen Holm": "None", "Hanne Dam": "minute_taker"}


def test_an_attendance_item_lists_people_and_its_decision_absentees() -> None:
    found = statuses(
        "*Referat Chefforum\n\n*1. Deltagere\n*Deltagere\nKaren Holm, Nordby Kommune\n"
        "Per Vang, Vestby Kommune – Inga Dam deltager på vegne af Per Vang\n*Sekretariat\nOle Berg, Nordby Kommune\n"
        "*Beslutning\nAfbud:\nPer Wang\n\n*2. Økonomi\n*Beslutning\nGodkendt.\n\n*3. Eventuelt\n*Beslutning\nIntet."
    )
    assert found == {"Karen Holm": "present", "Per Vang": "absent", "Ole Berg": "secretariat", "Inga Dam": "substitute"}


@pytest.mark.parametrize(("items", "status"), [((2, 3), "absent"), ((3,), "present")])
def test_absence_under_the_items_counts_when_most_repeat_it(items: tuple[int, ...], status: str) -> None:
    text = "*Byrådet\nMedlemmer: Karen Holm (A), Per Vang (V), Ole Berg (C)"
    for number in (1, 2, 3):
        absent = "Per Vang (V)" if number in items else "Ole Berg (C)"
        text += f"\n\n*{number}. Sagen om vejene\n*Beslutning\nGodkendt.\nFraværende: {absent}"
    assert statuses(text)["Per Vang"] == status


def test_every_participant_has_a_rule_and_the_boxes_of_the_name() -> None:
    text = "*Byrådet\nDeltagere:|Karen Holm, Per\n|Vang" + ITEMS
    karen, per = participants(text)
    assert (karen.rule, karen.page, len(karen.boxes)) == ("felt-deltagere", 1, 1)
    assert len(per.boxes) == 2  # the name breaks over two lines


def test_two_signatures_on_one_line() -> None:
    text = "*Referat\nTil stede: Karen Holm, Per Vang" + ITEMS + "\n\nSom dirigent: Karen Holm Som referent: Per Vang"
    assert {p.name: str(p.role) for p in participants(text)} == {"Karen Holm": "moderator", "Per Vang": "minute_taker"}


def test_who_was_away_the_last_time_is_not_away() -> None:
    text = "*Referat\nTil stede: Karen Holm, Per Vang\n\n*1. Godkendelse af dagsorden og referat\n"
    text += "Godkendt med den rettelse, at også Per Vang meldte afbud.\n\n*2. Regnskab\nGodkendt."
    assert statuses(text) == {"Karen Holm": "present", "Per Vang": "present"}
