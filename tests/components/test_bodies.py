"""Names of forums: the meeting's own among other words, and two spellings of one."""

from __future__ import annotations

import pytest

from pipeline.components.bodies import is_own, same_body

OWN = [
    ("vi", None, True),
    ("bestyrelsen", None, True),
    ("udvalget", "Teknisk Udvalg", True),
    ("byrådet", "Byrådet", True),
    ("styregruppen", "Klyngestyregruppen", True),
    ("ob", "Organisationsbestyrelsen", True),
    ("sundhedsklyngen", "Chefforum Sundhedsklyngen", True),
    ("bestyrelsen", "Generalforsamling", False),
    ("skoleudvalget", "Teknisk Udvalg", False),
    ("naboerne", "Byrådet", False),
    ("hegnet", None, False),
    ("hmu", "HMU Handicap", True),
    ("lmu", "HMU Handicap", False),
    ("hovedmed", "Hoved-MED", True),
    ("med-udvalget", "LMU Plejen", True),
    ("udvalget", "LMU Plejen", True),
    ("med-udvalget", "Bestyrelsen", False),
    ("sr", "Seniorrådet", True),
    ("sr", "Handicaprådet", False),
    ("menighedsrådet", "Rådsmøde", True),
    ("bestyrelsen", "Rådsmøde", False),
    ("bestyrelsen", "OS2 Varme", True),
    ("menighedsrådet", "Grundejerforeningen Nordby", False),
    ("udvalget", "Fællesmøde med bestyrelsen", False),
    ("byrådet", "Rådsmøde", False),
    ("er", "Elevrådet", False),
]


@pytest.mark.parametrize(("word", "body", "own"), OWN)
def test_is_own(word: str, body: str | None, own: bool) -> None:
    assert is_own(word, body) is own


SAME = [
    ("Byrådet", "Byråd", True),
    ("Byrådets", "Byrådet", True),
    ("Teknisk Udvalg 2018-2021", "Teknisk Udvalg", True),
    ("Mødet i Teknisk Udvalg", "Teknisk Udvalg", True),
    ("Økonomiudvalget", "Byrådet", False),
    ("Kulturudvalget", "Teknisk Udvalg", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_same_body(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same
    assert same_body(other, one) is same
