"""People printed in columns below bold heads that say where they come from, without any label."""

from __future__ import annotations

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


def test_fewer_than_three_below_a_head_are_no_list() -> None:
    two = "\n".join(PEOPLE.splitlines()[:3]) + "\n"
    assert statuses(f"# Referat af møde i styregruppen\n\n{HEADS}{two}{ITEMS}") == {}
