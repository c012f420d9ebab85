"""Are names that may be one found alike, and others not?"""

from __future__ import annotations

import pytest

from pipeline.link.called import body_kind, plain_body, plain_organisation
from pipeline.link.names import Likeness, likeness, words
from pipeline.link.registry import RegistryError, parse_rows, read_registry


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Karen-Margrethe Højgård", "Karen Margrethe Højgaard", Likeness.SPELLING),
        ("Réne Testrup", "René Testrup", Likeness.SPELLING),
        ("Torben Krogh Mark", "Torben Krog Mark", Likeness.SOUND),
        ("Pernille Svendstrup", "Pernille Svenstrup", Likeness.SOUND),
        ("Anette Prøve", "Annette Prøve", Likeness.SOUND),
        ("Jens P. Vestergren", "Jens Peter Vestergren", Likeness.INITIAL),
        ("Camilla Rossing", "Camilla Black Rossing", Likeness.SHORTER),
        ("Lauge Klemmensen", "Lauge Klemmesen", Likeness.SLIP),
        ("Alice Mågård", "Alice Mågård Hageman", Likeness.CUT),
        ("Lone Hvidbak", "Lene Hvidbak", Likeness.SLIP),
        ("Arne Bjarnesen", "Arne Bjamesen", Likeness.SHAPE),
        ("Jørgen Sørensen", "Jorgen Sorensen", Likeness.SHAPE),
        ("Torben K. Mark", "Torben Krogh Markk", Likeness.INITIAL),
        ("Line Bisgård Ravn", "Line Bisgård Toft", Likeness.RENAMED),
        ("Line Ravn", "Line Toft", None),
        ("Bent Hansen", "Bent Jansen", None),
        ("Vagn Lauridsen", "Vagn Iversen", None),
        ("Ib Mathiesen", "Jack Mathiesen", None),
        ("Ole P. Jensen", "Ole B. Jensen", None),
    ],
)
def test_how_two_names_may_be_one(one: str, other: str, expected: Likeness | None) -> None:
    found = likeness(words(one), words(other))
    assert (found and found.likeness) == expected
    turned = likeness(words(other), words(one))
    assert (turned and turned.likeness) == expected


@pytest.mark.parametrize(
    ("one", "other", "twins"),
    [
        ("Hanne Holm", "Hanna Holm", True),
        ("Jens Mark", "Jes Mark", True),
        ("Bo Petersen", "Bo Pedersen", True),
        ("Lone Hvidbak", "Lone Hvidbæk", False),
        ("Hanne Holm", "Hannne Holm", False),
    ],
)
def test_two_names_that_people_have_are_told_from_a_slip(one: str, other: str, twins: bool) -> None:
    found = likeness(words(one), words(other))
    assert found and found.twins is twins


@pytest.mark.parametrize(
    ("names", "one"),
    [
        (("E/F Fjordparken 2", "Ejerforeningen Fjordparken II", "ejerforening Fjordparken 2"), True),
        (("Grundejerforeningen PRØVEMOSEN Februar 2024", "Grundejerforeningen Prøvemosen"), True),
        (("Ejerforeningen Fjordparken", "Grundejerforeningen Fjordparken"), False),
        (("Ejerforeningen Fjordparken", "Ejerforeningen Fjordparken Etape 2"), False),
    ],
)
def test_names_of_organisations(names: tuple[str, ...], one: bool) -> None:
    assert (len({plain_organisation(name) for name in names}) == 1) is one


@pytest.mark.parametrize(
    ("name", "organisation", "plain", "kind"),
    [
        ("Byrådet (2018-2021)", "Nordby Kommune", "byraad", "council"),
        ("Nordby Byråd", "Nordby Kommune", "byraad", "council"),
        ("09-13 Udvalget for Børn & Unge", "Nordby Kommune", "udvalg-for-boern-unge", "committee"),
        ("Udvalget for Børn og Unge", "Nordby Kommune", "udvalg-for-boern-unge", "committee"),
        ("Økonomiudvalget", "Nordby Kommune", "oekonomiudvalg", "finance_committee"),
        ("Ekstraordinær generalforsamling", None, "generalforsamling", "assembly"),
        ("Chefforum Sundhedsklynge Prøve", "Sundhedsklynge Prøve", "chefforum", "group"),
    ],
)
def test_names_of_forums(name: str, organisation: str | None, plain: str, kind: str) -> None:
    assert plain_body(name, organisation) == plain
    assert body_kind(plain) == kind


def test_the_registry_has_every_municipality_and_region_of_today() -> None:
    authorities = {row.name: row for row in read_registry().by_name.values()}
    now = [row for row in authorities.values() if row.valid_to is None]
    towns = [row for row in now if row.kind == "municipality"]
    assert len(towns) == len({row.code for row in towns}) == 98
    regions = {row.name: row for row in authorities.values() if row.kind == "region"}
    assert len(regions) == 6
    assert {row.parent for row in towns} == {name for name, row in regions.items() if row.valid_from == "2007-01-01"}
    assert [regions[name].valid_to for name in ("Region Hovedstaden", "Region Sjælland")] == ["2026-12-31"] * 2
    assert all(row.source for row in authorities.values())
    for row in authorities.values():
        assert all(successor in authorities for successor in row.successors), row
        assert bool(row.successors) == bool(row.valid_to), row
    before_2007 = [row for row in authorities.values() if row.kind == "municipality" and row.valid_from != "2007-01-01"]
    assert sum(row.valid_to in (None, "2006-12-31") for row in before_2007) == 270


def test_a_row_that_does_not_fit_is_refused_with_its_place(tmp_path: object) -> None:
    from pathlib import Path

    head = "kind\tcode\tname\taliases\tparent\tvalid_from\tvalid_to\tsuccessors\tsource\n"
    with pytest.raises(RegistryError, match="mine.tsv:2"):
        parse_rows(head + "town\t1\tA\t\t\t\t\t\t\n", Path("mine.tsv"))
    with pytest.raises(RegistryError, match="first row"):
        parse_rows("name\n", Path("mine.tsv"))
