"""How the header of minutes prints who was there: labels, columns, tables, or nothing but names."""

from __future__ import annotations

import pytest
from attendance import ITEMS, participants, statuses

LABELS: dict[str, tuple[str, dict[str, str]]] = {
    "labels within a line": (
        "**Referat**\nTil stede: Arne og Karen. Gæst: Julie Dam. Afbud: Per",
        {"Arne": "present", "Karen": "present", "Julie Dam": "guest", "Per": "absent"},
    ),
    "labels without a colon": (
        "**Referat**\nI mødet deltog Karen Holm (formand) og Per Vang\nAfbud fra Inga Dam.",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "labels that only formal minutes have": (
        "**Referat**\nPræsens: Karen Holm, Per Vang\nAbsens: Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "labels that ask": (
        "**Referat**\nHvem var med? Karen Holm og Per Vang\nHvem kunne ikke? Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "houses before the names": (
        "**Referat**\nDeltagere: nr. 12 Karen (fmd.), hus 43: Jytte, nr. 8 Søren K. Afbud: nr. 16 Birthe",
        {"Karen": "present", "Jytte": "present", "Søren K.": "present", "Birthe": "absent"},
    ),
    "addresses behind the names": (
        "**Referat**\nDe fremmødte: Svend Aage Toft, Enghavevej 4; Henny Toft, smst.; Jens »Bøsse« Lund, Ll. Søby",
        {"Svend Aage Toft": "present", "Henny Toft": "present", "Jens »Bøsse« Lund": "present"},
    ),
    "offices before a dash": (
        "**Referat**\nDeltagere: Formand – Per Vang, Kasserer – Bo Lund, Sekretær – Inga Dam",
        {"Per Vang": "present", "Bo Lund": "present", "Inga Dam": "present"},
    ),
    "all but one, and the members by name": (
        "**Referat**\nMødt: hele bestyrelsen undt. Bo Lund (syg) samt 31 andelshavere.\n"
        "Bestyrelse: Formand Karen Holm, kasserer Per Vang, Bo Lund og Inga Dam (skr.)",
        {"Karen Holm": "present", "Per Vang": "present", "Bo Lund": "absent", "Inga Dam": "present"},
    ),
    "all but one, before their names": (
        "**Referat**\nMødet var lovligt. Fra bestyrelsen deltog samtlige undtagen Bo Lund: Karen Holm (formand), "
        "Per Vang og suppleant Eva Dam. Endvidere deltog administrator, advokat Inga Dam.",
        {
            "Karen Holm": "present",
            "Per Vang": "present",
            "Eva Dam": "substitute",
            "Inga Dam": "guest",
            "Bo Lund": "absent",
        },
    ),
    "who is said not to have come, behind the list": (
        "**Referat**\nDeltagere: Per, Bo (til kl. 20), Inga. Karen kom ikke.",
        {"Per": "present", "Bo": "present", "Inga": "present", "Karen": "absent"},
    ),
    "two labels that are sentences": (
        "**Referat**\nFølgende var mødt: fmd. Per Vang, næstfmd. Bo Lund. Følgende var ikke mødt: Karen Holm",
        {"Per Vang": "present", "Bo Lund": "present", "Karen Holm": "absent"},
    ),
    "representatives whose office is cut short": (
        "**Referat**\nMed: Karen Holm (KH, formand), Per Vang (PV, ref.) og ungdomsrep. Bo Lund (BL)",
        {"Karen Holm": "present", "Per Vang": "present", "Bo Lund": "present"},
    ),
    "ticks and crosses": (
        "**Referat**\nForældre: Karen Holm (formand) ✓, Per Vang ✓, Bo Lund – afbud\n"
        "Medarbejdere: Inga Dam ✓, Tove Lind ✗\nElever: Silas 9.a ✓",
        {
            "Karen Holm": "present",
            "Per Vang": "present",
            "Bo Lund": "absent",
            "Inga Dam": "present",
            "Tove Lind": "absent",
            "Silas": "present",
        },
    ),
    "a count or a group before the names": (
        "**Referat**\nTil stede: 3 medlemmer: Karen Holm, Per Vang og Bo Lund\nAfbud: Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Bo Lund": "present", "Inga Dam": "absent"},
    ),
    "who was there, and who was not, in one sentence": (
        "**Referat**\nBestyrelsen er repræsenteret ved Karen Holm og Per Vang, mens Bo Lund har meldt afbud.",
        {"Karen Holm": "present", "Per Vang": "present", "Bo Lund": "absent"},
    ),
    "a label that says that all came": (
        "**Referat**\nBestyrelsen var fuldtallig: Formanden, Per Vang og Eva Dam (1. supp.)",
        {"Per Vang": "present", "Eva Dam": "substitute"},
    ),
    "a count, and in a sentence who came besides": (
        "**Referat**\nFremmødt: 31 lejemål = 62 stemmer. Fra administrationen deltog inspektør Karen\n"
        "Holm og økonomimedarbejder Inga Dam.",
        {"Karen Holm": "secretariat", "Inga Dam": "secretariat"},
    ),
    "marks in square brackets": (
        "**Referat**\nTil stede: Karen Holm, Per Vang, Inga Dam [afbud]",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "labels as people write them": (
        "**Referat**\nVi var: Karen Holm og Per Vang\nDer var afbud fra: Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "those called in": (
        "**Referat**\nIndkaldte: Karen Holm, Per Vang, Inga Dam\nAfbud: Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "members that were there": (
        "**Referat**\nTilstedeværende bestyrelsesmedlemmer: Karen Holm og Per Vang. Afbud fra Inga Dam.",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "offices below a label": (
        "**Referat**\nTil stede\nFormand: Karen Holm\nKasserer: Per Vang\nMenigt medlem: Ole Berg\nAfbud\nInga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "absent"},
    ),
    "others below who led and wrote": (
        "**Referat**\nMødeleder: Karen Holm\nReferent: Per Vang\nØvrige deltagere: Ole Berg og Bo Lund",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Bo Lund": "present"},
    ),
    "labels beside each other over their lists": (
        "**Referat**\nTil stede|Afbud\nKaren Holm|Inga Dam\nPer Vang\nOle Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "absent"},
    ),
    "no label, the status beside each": (
        "**Referat**\nKaren Holm, formand|til stede\nPer Vang|til stede\nInga Dam|afbud",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "absent"},
    ),
    "three lists under their labels": (
        "**Referat**\nTil stede, lærere|Til stede, elever|Med afbud\nKaren Holm|Ole Berg|Inga Dam\nPer Vang\n"
        "Observatører|Fra sekretariatet\nBo Lund|Anne Krog",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "absent"}
        | {"Bo Lund": "guest", "Anne Krog": "secretariat"},
    ),
    "a label beside the middle of its list": (
        "**Referat**\nSted:|Kantinen\n|Karen Holm (A)\n|Per Vang (V)\nDeltagere|Ole Berg (A)\n|Bo Lund (B)\n"
        "Fraværende|Inga Dam (V)",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Bo Lund": "present"}
        | {"Inga Dam": "absent"},
    ),
    "name, office and party below each other, without a label": (
        "**Referat**\nKaren Holm\nFormand\n(A)\nPer Vang\n1. næstformand\n(V)\nOle Berg\nMedlem\n(A)\nBo Lund\nMedlem\n"
        "(B)\nFraværende:\nOle Berg (A)",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "absent", "Bo Lund": "present"},
    ),
    "an observer, and officials from the office": (
        "**Referat**\nTil stede: Karen Holm, formand\nPer Vang\nBo Lund, observatør\n\n"
        "Derudover deltog chef Inga Dam fra forvaltningen.",
        {"Karen Holm": "present", "Per Vang": "present", "Bo Lund": "guest", "Inga Dam": "secretariat"},
    ),
    "boxes to tick": (
        "**Referat**\n☒ Karen Holm (formand) ☒ Per Vang\n☒ Ole Berg (referent)|☐ Bo Lund\n☐ Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"}
        | {"Bo Lund": "absent", "Inga Dam": "absent"},
    ),
    "a label behind other text": (
        "**Referat**\nVejlauget Solbo. Mødte: Karen (nr. 8), Per (nr. 7) Afbud: Ole (nr. 3)",
        {"Karen": "present", "Per": "present", "Ole": "absent"},
    ),
    "dots between the names": (
        "**Referat**\nDeltagere: Karen Holm (A), formand · Per Vang (B) · Ole Berg (C)",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"},
    ),
    "organisations behind colons": (
        "**Referat**\nDeltagere:\n- Karen Holm: Café Solen (forperson)\n- Per Vang: Områdeleder",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "groups of two letters": (
        "**Referat**\nDeltagere:\nQK: Karen Holm\n3Q: Per Vang",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "the body as label": (
        "**Referat**\nHovedbestyrelsen: Karen Holm (formanden), Per Vang (næstformanden), Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"},
    ),
    "there for all but some of the cases": (
        "**Byrådet**\nMedlemmer\nKaren Holm (A) - Deltog (fraværende ved sag 7-9)\nPer Vang (B) - Afbud",
        {"Karen Holm": "present", "Per Vang": "absent"},
    ),
    "a label broken over two lines": (
        "**Referat**\nTil stede:|Karen Holm\nFra|Per Vang\nadministrationen:",
        {"Karen Holm": "present", "Per Vang": "secretariat"},
    ),
    "a label without a colon broken over two lines": (
        "**Referat**\nTil|Karen Holm, Per\nstede|Vang",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "a label that is not known, and one who leads": (
        "**Referat**\nKredsledelsen: Karen Holm (formand), Per Vang og Inga Dam. 11 klubber var mødt.",
        {"Karen Holm": "present", "Per Vang": "present", "Inga Dam": "present"},
    ),
    "labels first, values in a column": (
        "**Byrådet**\nDeltagere:|Karen Holm, Per\n|Vang, Ole Berg\nAfbud:|Inga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "absent"},
    ),
    "groups as labels within lines": (
        "**Referat**\nForældrevalgte: Karen Holm (formand), Per\nVang. Medarbejdere: Ole Berg. Afbud:\n"
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
        "**Referat**\nVIP|Karen Holm (lektor)\nStuderende|Per Vang\nAfbud|Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "absent"},
    ),
    "seats beside names": (
        "**Referat**\nDeltagere:\nFormand|Karen Holm (KH)\nNordby Kommune|Per Vang (PV) Afbud\n"
        "Landbrug & Skov|Inga Dam (ID)\nVandrådet|Ole Berg (OB)\nSekretariatet|Tove Lund (TL)",
        {"Karen Holm": "present", "Per Vang": "absent", "Inga Dam": "present", "Ole Berg": "present"}
        | {"Tove Lund": "secretariat"},
    ),
    "who sent them, broken over two lines": (
        "**Referat**\nNordby|Karen Holm, Per Vang\nKommune\nVestby Kommune|Ole Berg",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present"},
    ),
}


@pytest.mark.parametrize(("header", "expected"), LABELS.values(), ids=LABELS)
def test_labels(header: str, expected: dict[str, str]) -> None:
    assert statuses(header + ITEMS) == expected


ARRANGEMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "names in two columns": (
        "**Byrådet**\n**Medlemmer**\nKaren Holm (A)|Per Vang (V)\nOle Berg (C)|Inga Dam (F)",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "present"},
    ),
    "lists in two columns": (
        "**Referat**\nDeltagere||Læge Bo Lund, PLO\nDirektør Karen Holm, Nordby||Afbud\n"
        "Kommune (medformand)||Inga Dam, Vestby\n"
        "Chef Per Vang, Vestby||Gæst\nChef Ole Berg, Sydby||Konsulent Lise Lund",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Bo Lund": "present"}
        | {"Inga Dam": "absent", "Lise Lund": "guest"},
    ),
    "a contact box beside the header": (
        "**Referat**\nTidspunkt: 3. maj 2021||**Lise Lund**\nMødeleder: Karen Holm||tlf. 12 34 56 78\n"
        "Deltagere: Karen Holm, Per Vang||lise@nordby.example",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "a table with marks": (
        "**Referat**\nNavn|Deltog|Afbud\nKaren Holm|x\nPer Vang||x",
        {"Karen Holm": "present", "Per Vang": "absent"},
    ),
    "the head of a table under its label": (
        "**Referat**\nDeltagere:\nNavn|Organisation\nKaren Holm|Nordby Kommune\nAfbud:\nNavn|Organisation\n"
        "Per Vang|Vestby Kommune",
        {"Karen Holm": "present", "Per Vang": "absent"},
    ),
    "the status beside each name": (
        "**Referat**\n**Forældre:**||**Medarbejdere:**\nKaren Holm|Afbud|Per Vang|Til stede",
        {"Karen Holm": "absent", "Per Vang": "present"},
    ),
    "bullets with the status": (
        "**Referat**\n**Medlemmer**\n• Karen Holm: Deltog\n• Per Vang: Afbud (Stedfortræder Inga Dam)",
        {"Karen Holm": "present", "Per Vang": "absent", "Inga Dam": "substitute"},
    ),
    "name, role and party on lines of their own": (
        "**Regionsrådet**\nMedlemmer af udvalget:\nKaren Holm\nFormand\n(A)\nPer Vang\n(V)\nFraværende:\nPer Vang\n(V)",
        {"Karen Holm": "present", "Per Vang": "absent"},
    ),
    "a line of its own for one with a title": (
        "**Referat**\nVIP: Karen Holm (formand), Inga Dam\nPh.d.-skoleleder Ole Berg\nADM: Per Vang",
        {"Karen Holm": "present", "Inga Dam": "present", "Ole Berg": "present", "Per Vang": "secretariat"},
    ),
    "members with parties and no label": (
        "**Referat**\nKaren Holm (A)\nPer Vang (V)- afbud\nOle Berg (C)",
        {"Karen Holm": "present", "Per Vang": "absent", "Ole Berg": "present"},
    ),
    "nothing but names": (
        "**Byrådet**\nKaren Holm\nPer Vang\nOle Berg\nInga Dam",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "present", "Inga Dam": "present"},
    ),
    "a stand-in in a column of its own": (
        "**Byrådet**\n**Medlemmer**\nKaren Holm (A)|Ole Berg (V),|Lise Lund (O)\n"
        "Per Vang (B)|stedfortræder for Inga|Bo Lund (C)\nArne Vang (F)|Dam (V)|Anna Holm (Ø)\nAfbud\nInga Dam (V)",
        {"Karen Holm": "present", "Ole Berg": "substitute", "Lise Lund": "present", "Per Vang": "present"}
        | {"Bo Lund": "present", "Arne Vang": "present", "Anna Holm": "present", "Inga Dam": "absent"},
    ),
    "who sent them, behind their brackets": (
        "**Referat**\nPå mødet deltog:\nKaren Holm (formand) Udpeget af ministeren\nPer Vang|Landbrugets Råd",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
    "officials below members with parties": (
        "**Økonomiudvalget - referat**\nMødedeltagere:\nKaren Holm (A)\nPer Vang (V)\n"
        "Ole Berg (F) som stedfortræder for Inga Dam (F)\nKommunaldirektør Lise Lund og økonomichef Bo Lund",
        {"Karen Holm": "present", "Per Vang": "present", "Ole Berg": "substitute"}
        | {"Lise Lund": "secretariat", "Bo Lund": "secretariat"},
    ),
    "with or not with them": (
        "**Bestyrelsesmøde**\nMed: Karen, Bo og dirigent Per (til og med punkt 4)\nIkke med: Inga",
        {"Karen": "present", "Bo": "present", "Per": "present", "Inga": "absent"},
    ),
    "a reason behind the name": (
        "**Referat**\nMødt: Karen Holm, Bo Vang.\nAfbud fra Inga Dam pga. sygdom.",
        {"Karen Holm": "present", "Bo Vang": "present", "Inga Dam": "absent"},
    ),
    "members parted by raised points": (
        "**Byrådet**\nMedlemmer: Karen Holm (A), formand · Özgür Dam (A) · Per Vang (C)",
        {"Karen Holm": "present", "Özgür Dam": "present", "Per Vang": "present"},
    ),
    "prose that ends the list": (
        "**Referat**\nTilstede: Karen, Per og Ole\nArne har bedt om orlov.\n"
        "Fra forvaltningen kom et notat fra Inga Dam.",
        {"Karen": "present", "Per": "present", "Ole": "present"},
    ),
}


@pytest.mark.parametrize(("header", "expected"), ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_columns_tables_and_lines(header: str, expected: dict[str, str]) -> None:
    assert statuses(header + ITEMS) == expected


def test_organisations_head_their_people() -> None:
    found = participants(
        "**Referat**\nMødedeltagere:\n**Nordby Kommune**\nKaren Holm, direktør\n**Almen praksis**\nPer Vang, PLO Midt\n"
        "Gæster:\n**Punkt 3**\nInga Dam, konsulent, Dam Consult" + ITEMS
    )
    assert [(p.name, p.organisation, p.title) for p in found] == [
        ("Karen Holm", "Nordby Kommune", "direktør"),
        ("Per Vang", "PLO Midt", None),
        ("Inga Dam", "Dam Consult", "konsulent"),
    ]


def test_every_participant_has_a_rule_and_the_boxes_of_the_name() -> None:
    text = "**Byrådet**\nDeltagere:|Karen Holm, Per\n|Vang" + ITEMS
    karen, per = participants(text)
    assert (karen.rule, karen.page, len(karen.boxes)) == ("felt-deltagere", 1, 1)
    assert len(per.boxes) == 2  # the name breaks over two lines
