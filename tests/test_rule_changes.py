"""Is a change of the rules felt by every document that may read differently, and by few others?"""

from __future__ import annotations

import json

import pytest

from pipeline.needed import letters_of
from pipeline.rule_changes import Change, change_between, rule_files


def row(pattern: object, **more: object) -> str:
    proof = {"examples": ["x"], "counter_examples": ["y"]}
    return json.dumps({"label": "approved", "id": "a", "pattern": pattern, **proof, **more})


def rows(*patterns: object) -> dict[str, str]:
    return {"outcomes.jsonl": "\n".join(map(row, patterns))}


def reached(change: Change, text: str) -> bool:
    return change.reaches(letters_of(text))


@pytest.mark.parametrize(
    ("old", "new", "felt", "not_felt"),
    [
        (rows("godkendt"), rows("godkendt", "tog … til efterretning"), "Man tog det til efter-\nretning.", "Godkendt."),
        (rows("godkendt", "tages op igen"), rows("godkendt"), "Sagen tages op igen.", "Tages igen op. Godkendt."),
        (rows("godkendt"), rows("vedtaget"), "Godkendt.", "Drøftet."),
        (rows("godkendt"), rows("vedtaget"), "Vedtaget.", "Drøftet."),
        (rows("a1", "b2"), rows("b2", "a1"), "a1 b2", "c3"),  # the first that fits wins
        (rows({"regex": "^(?:Afbud|Forfald):"}), rows(), "Forfald: ingen", "Til stede"),
        ({"given_names.txt": "Ole\nPer"}, {"given_names.txt": "Ole\nHolm-Per\nPer"}, "Holm-Per", "Per, Ole"),
        ({"a.toml": 'match = ["Vejle", "Udvalg"]'}, {}, "Udvalget i Vejle", "Udvalget i Ribe"),
    ],
)
def test_a_change_is_felt_where_its_letters_stand(
    old: dict[str, str], new: dict[str, str], felt: str, not_felt: str
) -> None:
    for change in (change_between(old, new), change_between(new, old)):
        assert reached(change, felt)
        assert not reached(change, not_felt)


def test_nothing_changes_with_proofs_and_blank_lines() -> None:
    new = {"outcomes.jsonl": "\n" + row("godkendt", examples=["z"])}
    assert change_between(rows("godkendt"), new) == Change()
    assert change_between({"organisations.tsv": "a"}, {"organisations.tsv": "b"}) == Change()
    assert not reached(Change(), "Godkendt.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"config.cfg": "a"}, {"config.cfg": "b"}),
        ({"a.toml": "match = ["}, {}),
        ({"outcomes.jsonl": "{"}, rows()),
        (rows(), rows(7)),
        (rows({"regex": r"^\d+\."}), rows()),  # numbers alone
    ],
)
def test_what_cannot_be_told_is_felt_everywhere(old: dict[str, str], new: dict[str, str]) -> None:
    assert reached(change_between(old, new), "")


def test_the_installed_rules_are_known_whole() -> None:
    files = rule_files()
    assert {"outcomes.jsonl", "given_names.txt", "config.cfg"} <= files.keys()
    assert "rule_scores.json" not in files
    changed = {**files, "outcomes.jsonl": files["outcomes.jsonl"].replace('"tages op igen"', '"tages op på ny"', 1)}
    change = change_between(files, changed)
    assert reached(change, "Sagen tages op på ny.")
    assert not reached(change, "Godkendt.")
