"""Are rule rows read as written, and is a row of the wrong shape told with its place?"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RuleError
from pipeline.rules import load_rules, read_row, read_rules, rules_fingerprint

GOOD: dict[str, Any] = {
    "label": "approved",
    "id": "godkendt",
    "pattern": "godkendt",
    "examples": ["Budgettet blev GODKENDT."],
    "counter_examples": ["Budgettet blev gennemgået."],
}


def row(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (row(pattern={"regex": "godkendt("}), "regex does not compile"),
        (row(pattern={"regex": "godkendt", "flags": 2}), "pattern must be"),
        (row(pattern=" "), "pattern must be"),
        (row(pattern=["godkendt"]), "pattern must be"),
        (row(examples=[]), "examples must be a list with at least one text"),
        (row(counter_examples="nej"), "counter_examples must be a list with at least one text"),
        (row(id="Godkendt!"), "id must be lower-case words joined by hyphens"),
        (row(label=None), "label must be a text"),
        ({"id": "tom"}, "lacks label, pattern, examples, counter_examples"),
    ],
)
def test_a_row_of_the_wrong_shape_is_told_with_its_place(bad: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_row(json.dumps(bad), "outcomes.jsonl", 7)
    assert str(caught.value).startswith(f"outcomes.jsonl:7 {bad['id']}: ")
    assert message in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(("line", "message"), [("{", "not valid JSON"), ("[]", "a row must be a JSON object")])
def test_a_line_that_is_no_row_is_told(line: str, message: str) -> None:
    with pytest.raises(RuleError, match=rf"^f\.jsonl:7 \(row without id\): {message}"):
        read_row(line, "f.jsonl", 7)


def test_rows_are_read_in_order_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.jsonl"
    path.write_text("\n\n".join(json.dumps(one) for one in (row(form="passive"), row(id="b", pattern={"regex": "x"}))))
    first, second = read_rules(path)
    assert (first.place, second.place) == ("outcomes.jsonl:1 godkendt", "outcomes.jsonl:3 b")
    assert (first.pattern, first.extra, first.examples) == ("godkendt", {"form": "passive"}, tuple(GOOD["examples"]))
    assert second.pattern == re.compile("x")


def test_a_missing_rule_file_is_told() -> None:
    with pytest.raises(RuleError, match=r"^weather\.jsonl: no such rule file"):
        load_rules("weather")


def test_the_fingerprint_changes_with_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    rules = tmp_path / "rules" / "outcomes.jsonl"
    monkeypatch.setattr("pipeline.rules.data_folder", lambda: tmp_path)
    prints = set()
    for text in ("", json.dumps(GOOD), json.dumps(row(label="noted"))):
        rules.write_text(text)
        prints.add(rules_fingerprint.__wrapped__())
    assert len(prints) == 3
    (tmp_path / "rule_scores.json").write_text("{}")  # figures measured afterwards: nothing is read anew
    assert rules_fingerprint.__wrapped__() in prints
