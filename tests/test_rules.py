"""Do rule rows prove themselves, and does a row that does not say where and why?"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RuleError
from pipeline.rules import check_rules, load_rules, longest, read_row, read_rules

GOOD: dict[str, Any] = {
    "label": "approved",
    "id": "godkendt",
    "pattern": "godkendt",
    "examples": ["Budgettet blev GODKENDT."],
    "counter_examples": ["Budgettet blev gennemgået."],
}


def row(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


def write(folder: Path, *rows: dict[str, Any], name: str = "decision_phrases") -> Path:
    (folder / "rules").mkdir(exist_ok=True)
    text = "\n".join(json.dumps(one, ensure_ascii=False) for one in rows)
    (folder / "rules" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_the_installed_rules_prove_themselves() -> None:
    count, problems = check_rules()
    assert problems == []
    assert count > 100


@pytest.mark.parametrize(
    "good",
    [
        row(),
        row(pattern=[{"LOWER": "blev"}, {"LOWER": "godkendt"}]),
        row(pattern={"regex": r"(?i)\bgodkendt\b"}),
        row(pattern="godkendt", form="passive", weight=2),
    ],
    ids=["phrase", "tokens", "regex", "extra keys"],
)
def test_a_proven_row_passes(tmp_path: Path, good: dict[str, Any]) -> None:
    assert check_rules(write(tmp_path, good)) == (1, [])


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (row(examples=["Budgettet blev udsat."]), "does not match its example 'Budgettet blev udsat.'"),
        (row(counter_examples=["Det er godkendt."]), "matches its counter-example 'Det er godkendt.'"),
        (row(label="adopted"), "label 'adopted' is not one of"),
        (row(pattern=[{"LOWRE": "godkendt"}]), "not a token pattern"),
        (row(pattern={"regex": "godkendt("}), "regex does not compile"),
        (row(pattern={"regex": "godkendt", "flags": 2}), "pattern must be"),
        (row(pattern=" "), "pattern must be"),
        (row(pattern=[]), "pattern must be"),
        (row(examples=[]), "examples must be a list with at least one text"),
        (row(counter_examples="nej"), "counter_examples must be a list with at least one text"),
        (row(id="Godkendt!"), "id must be lower-case words joined by hyphens"),
        (row(label=None), "label must be a text"),
        ({"id": "tom"}, "lacks label, pattern, examples, counter_examples"),
    ],
)
def test_a_row_without_proof_is_told_with_file_line_and_id(tmp_path: Path, bad: dict[str, Any], message: str) -> None:
    first = row(id="vedtaget", pattern="vedtaget", examples=["Det blev vedtaget."])
    _, problems = check_rules(write(tmp_path, first, bad))
    assert len(problems) == 1
    assert problems[0].startswith(f"decision_phrases.jsonl:2 {bad.get('id')}: ")
    assert message in problems[0]


def test_an_id_may_stand_once_in_all_files(tmp_path: Path) -> None:
    write(tmp_path, row())
    write(tmp_path, row(label="chair"), name="attendance_phrases")
    _, problems = check_rules(tmp_path)
    assert problems == ["decision_phrases.jsonl:1 godkendt: the id is taken by attendance_phrases.jsonl:1"]


def test_a_file_without_declared_labels_is_told(tmp_path: Path) -> None:
    _, problems = check_rules(write(tmp_path, row(), name="weather"))
    assert problems == ["weather.jsonl: not a known rule file; its labels belong in LABELS of pipeline/rules.py"]


def test_a_longer_match_outdoes_a_shorter_one() -> None:
    """May a negation stand as a counter-example because another row takes it?"""
    plain = read_row(json.dumps(row()), "decision_phrases.jsonl", 1)
    negation = read_row(json.dumps(row(label="rejected", id="ikke-godkendt")), "decision_phrases.jsonl", 2)
    assert longest([(plain, 5, 13), (negation, 0, 13)]) == [(negation, 0, 13)]
    assert longest([(plain, 0, 4), (negation, 5, 9)]) == [(plain, 0, 4), (negation, 5, 9)]
    assert longest([(plain, 0, 4), (negation, 0, 4)]) == [(plain, 0, 4), (negation, 0, 4)]


def test_a_negation_clears_the_counter_example_of_the_plain_row(tmp_path: Path) -> None:
    negated = "Budgettet blev ikke godkendt."
    plain = row(counter_examples=[negated])
    assert len(check_rules(write(tmp_path, plain))[1]) == 1
    longer = row(label="rejected", id="ikke-godkendt", pattern="ikke godkendt", examples=[negated])
    assert check_rules(write(tmp_path, plain, longer)) == (2, [])


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("INDSTILLING", True),
        ("Indstilling:", True),
        ("Indstilling: At vejen lukkes", True),
        ("Indstilling fra A", False),
    ],
)
def test_a_heading_phrase_is_a_whole_line(tmp_path: Path, text: str, matches: bool) -> None:
    heading = row(label="recommendation", id="indstilling", pattern="Indstilling", examples=[text])
    _, problems = check_rules(write(tmp_path, heading, name="section_headings"))
    assert (problems == []) is matches


def test_a_family_file_must_be_toml(tmp_path: Path) -> None:
    (tmp_path / "families").mkdir()
    (tmp_path / "families" / "bad.toml").write_text("name = ", encoding="utf-8")
    _, problems = check_rules(tmp_path)
    assert len(problems) == 1
    assert problems[0].startswith("bad.toml: not valid TOML")


def test_rows_are_read_in_order_with_their_place(tmp_path: Path) -> None:
    write(tmp_path, row(form="passive"), row(id="b", pattern={"regex": "x"}))
    first, second = read_rules(tmp_path / "rules" / "decision_phrases.jsonl")
    assert (first.place, second.place) == ("decision_phrases.jsonl:1 godkendt", "decision_phrases.jsonl:2 b")
    assert first.extra == {"form": "passive"}
    assert second.pattern == re.compile("x")


def test_a_line_that_is_no_json_is_told() -> None:
    with pytest.raises(RuleError, match=r"^f\.jsonl:7 \(row without id\): not valid JSON"):
        read_row("{", "f.jsonl", 7)


def test_a_missing_rule_file_is_told() -> None:
    with pytest.raises(RuleError, match=r"^weather\.jsonl: no such rule file"):
        load_rules("weather")
