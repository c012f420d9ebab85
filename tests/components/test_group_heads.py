"""People printed in columns below bold heads that say where they come from, without any label."""

from __future__ import annotations

import pytest
from attendance import ITEMS, statuses

HEADS = "**Hospital og praksis** | **Kommunerne**"
PEOPLE = """
Karen Holm, direktør | Per Vang, Nordby
Bo Dam, overlæge | Ida Lund, Sydby
Ane Berg, læge | Ole Kirk, Østby
"""
BOTH = {"Karen Holm", "Bo Dam", "Ane Berg", "Per Vang", "Ida Lund", "Ole Kirk"}


def test_both_columns_are_listed() -> None:
    found = statuses(f"# Referat af møde i styregruppen\n\n{HEADS}{PEOPLE}{ITEMS}")
    assert set(found) == BOTH
    assert set(found.values()) == {"present"}


def test_plain_heads_list_nobody() -> None:
    plain = HEADS.replace("**", "")
    assert statuses(f"# Referat af møde i styregruppen\n\n{plain}{PEOPLE}{ITEMS}") == {}


def test_small_groups_are_listed_together() -> None:
    groups = "**Nordby Sygehus**\nKaren Holm, direktør\nBo Dam, overlæge\n**Almen praksis**\nAne Berg"
    found = statuses(f"# Referat af møde i styregruppen\n\n{groups}{ITEMS}")
    assert set(found) == {"Karen Holm", "Bo Dam", "Ane Berg"}


@pytest.mark.parametrize("head", ["Udsendes til", "Valgte suppleanter", "Kopi"])
def test_who_was_not_there_is_not_listed(head: str) -> None:
    people = f"**{head}**\nKaren Holm, direktør\nBo Dam, overlæge\nAne Berg, læge"
    assert statuses(f"# Referat af møde i styregruppen\n\n{people}{ITEMS}") == {}


def test_two_people_are_no_list() -> None:
    two = "**Nordby Sygehus**\nKaren Holm, direktør\nBo Dam, overlæge"
    assert statuses(f"# Referat af møde i styregruppen\n\n{two}{ITEMS}") == {}


def test_one_person_below_each_head_is_no_list() -> None:
    ones = "**Nordby**\nKaren Holm\n**Sydby**\nBo Dam\n**Østby**\nAne Berg"
    assert statuses(f"# Referat af møde i styregruppen\n\n{ones}{ITEMS}") == {}
