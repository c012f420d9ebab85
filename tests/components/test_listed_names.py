"""The names in a list of people: what parts them, what they are made of, what stands beside them, what is no name."""

from __future__ import annotations

import pytest

from pipeline.components.roster import read_entries

Cases = dict[str, tuple[str, list[str]]]

BETWEEN_NAMES: Cases = {
    "house numbers": ("Karen Holm #17 formand, Per Dam #4 og Bo Vang #5", ["Karen Holm", "Per Dam", "Bo Vang"]),
    "first names": (
        "Torben, Martin, Klavs, Søren og Else Marie (referent)",
        ["Torben", "Martin", "Klavs", "Søren", "Else Marie"],
    ),
    "sentences as separators": ("Elna Brors (F), sygdom. Henrik Møl (C), arbejde.", ["Elna Brors", "Henrik Møl"]),
    "semicolons": ("Gitte Kirk (A), formand; Evan Lyne (V)", ["Gitte Kirk", "Evan Lyne"]),
    "dashes between names": (
        "Arne - Bodil - Zinka - Ole Peter",
        ["Arne", "Bodil", "Zinka", "Ole Peter"],
    ),
    "plus signs between names": ("Karen Holm + Per Vang", ["Karen Holm", "Per Vang"]),
    "og after a comma": ("Karen Holm (lektor), pkt. 5, og Per Vang (chef), pkt. 3", ["Karen Holm", "Per Vang"]),
    "a comma forgotten": (
        "Karen Holm, Per Vang Inga Lindskov, Ole Berg",
        ["Karen Holm", "Per Vang", "Inga Lindskov", "Ole Berg"],
    ),
}

NAMES: Cases = {
    "unknown given name with a party": ("Sengül Dam (L), Ole Berg (V)", ["Sengül Dam", "Ole Berg"]),
    "one rare given name among people": (
        "Karen Holm, Per Vang, Ida Lund, Susk og Ane Dam",
        ["Karen Holm", "Per Vang", "Ida Lund", "Susk", "Ane Dam"],
    ),
    "rare given names with brackets among known ones": (
        "Zinka (fmd.), Else Marie (målmand), Bodil (fløj, ny), Arne (AR)",
        ["Zinka", "Else Marie", "Bodil", "Arne"],
    ),
    "middle names": ("Karen Vang Holm, Per Ole Berg Holm", ["Karen Vang Holm", "Per Ole Berg Holm"]),
    "a shortened middle name": ("Peder Chr. Kirk, Anna-Lise Vester", ["Peder Chr. Kirk", "Anna-Lise Vester"]),
    "a shortened given name": ("Karen Holm, Johs. Vang", ["Karen Holm", "Johs. Vang"]),
    "an initial": ("Steen B. Arn (A), rådmand Jette Skov (C)", ["Steen B. Arn", "Jette Skov"]),
    "a nickname": ("Jan 'Basse' Holm, Karen Vang", ["Jan 'Basse' Holm", "Karen Vang"]),
    "capitals": ("KAREN HOLM", ["KAREN HOLM"]),
    "whoever writes": (
        "Karen Holm, Per Vang, Bo og undertegnede (Ole Peter)",
        ["Karen Holm", "Per Vang", "Bo", "Ole Peter"],
    ),
}

BESIDE_NAMES: Cases = {
    "parties": ("Niels Holm (V), borgmester, Anna Lind (A)", ["Niels Holm", "Anna Lind"]),
    "titles before names": (
        "Kommunaldirektør Ole Berg, direktør Bente Rud og konsulent Mie Dam",
        ["Ole Berg", "Bente Rud", "Mie Dam"],
    ),
    "a title with og": ("Per Kall, professor og forskningsleder, Institut for Folkesundhed", ["Per Kall"]),
    "a title with a hyphen": ("Lars Vang, social- og arbejdsmarkedsdirektør", ["Lars Vang"]),
    "a title with a hyphen before og": (
        "Kultur- og fritidschef Karen Holm, juridisk konsulent Per Vang",
        ["Karen Holm", "Per Vang"],
    ),
    "stewards": ("FTR Karen Holm, AMR Per Vang", ["Karen Holm", "Per Vang"]),
    "initials after the name": ("Mads Peter Vang LH, Anna HD", ["Mads Peter Vang", "Anna"]),
    "initials and who sent them": ("Steen (SV) samt Line (LB) fra ungdomsudvalget", ["Steen", "Line"]),
    "additions of every kind": (
        "Lise (Oles farmor, kasserer), Erik (lod 40), Zuleika (Idas tante)",
        ["Lise", "Erik", "Zuleika"],
    ),
    "an address": ("Olav Vinde, Tønnesvej 4", ["Olav Vinde"]),
    "an organisation with given names": ("Diane Aa, Driftsforum Børn og Unge Somatik", ["Diane Aa"]),
    "an organisation without a comma": ("Bestyrelsesmedlem Mads Holm Nordby Bolig", ["Mads Holm"]),
    "a firm's man": ("Datea v/ Ole Berg, Karen Holm", ["Ole Berg", "Karen Holm"]),
    "where one of two comes from": ("Karen Holm, Solby, Per Vang", ["Karen Holm", "Per Vang"]),
    "whom one comes from": ("Karen Holm (formand), elevrådet: Per Vang", ["Karen Holm", "Per Vang"]),
    "one who came instead": ("Karen Holm (A), for hende mødte Per Vang", ["Karen Holm", "Per Vang"]),
    "one who came instead, in brackets": (
        "Karen Holm, Ole Berg (Per Vang deltog som suppleant)",
        ["Karen Holm", "Ole Berg"],
    ),
    "a vacant seat": ("Karen Holm (A), Vakant", ["Karen Holm"]),
    "a sentence after a name with a party": ("Knud Vang (V) ønskede et fortsat punkt", []),
}

NO_NAMES: Cases = {
    "nobody": ("Ingen", []),
    "an organisation": ("Nordby Kommune", []),
    "a capital word that is no name": ("IT Nordby", []),
    "a telephone": ("tlf. 12 34 56 78", []),
    "an e-mail address": ("karen.holm@nordby.example", []),
    "a sentence about a person": ("Arne har bedt om orlov fra arbejdet.", []),
    "a decision": ("Dagsordenen blev godkendt", []),
}

TABLES = (BETWEEN_NAMES, NAMES, BESIDE_NAMES, NO_NAMES)
CASES = [pytest.param(*case, id=name) for table in TABLES for name, case in table.items()]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_the_names_of_a_list(text: str, names: list[str]) -> None:
    entries = read_entries(text)
    assert [entry.name for entry in entries] == names
    assert [text[entry.start : entry.end] for entry in entries] == names
