"""Do rule rows prove themselves, and does a row that does not say where and why?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.proofs import check_rules
from pipeline.reasons import Reason

GOOD: dict[str, Any] = {
    "label": "approved",
    "id": "godkendt",
    "pattern": "godkendt",
    "form": "participle",
    "examples": ["Budgettet blev GODKENDT."],
    "counter_examples": ["Budgettet blev gennemgået."],
}
HEADING = {"label": "recommendation", "id": "indstilling", "pattern": "Indstilling", "counter_examples": ["Nej"]}


def row(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


def write(folder: Path, *rows: dict[str, Any], name: str = "outcomes") -> Path:
    (folder / "rules").mkdir(exist_ok=True)
    text = "\n".join(json.dumps(one, ensure_ascii=False) for one in rows)
    (folder / "rules" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_the_installed_rules_prove_themselves() -> None:
    count, problems = check_rules()
    assert problems == []
    assert count > 100


def test_a_proven_row_passes(tmp_path: Path) -> None:
    assert check_rules(write(tmp_path, GOOD)) == (1, [])


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (row(examples=["Budgettet blev udsat."]), "does not match its example 'Budgettet blev udsat.'"),
        (row(examples=["Blev budgettet godkendt?"]), "does not match its example 'Blev budgettet godkendt?'"),
        (row(counter_examples=["Det blev godkendt."]), "matches its counter-example 'Det blev godkendt.'"),
        (row(label="adopted"), "label 'adopted' is not one of"),
        (row(pattern=[]), "pattern must be a phrase"),
    ],
)
def test_a_row_without_proof_is_told_with_file_line_and_id(tmp_path: Path, bad: dict[str, Any], message: str) -> None:
    first = row(id="vedtaget", pattern="vedtaget", examples=["Det blev vedtaget."])
    _, problems = check_rules(write(tmp_path, first, bad))
    told = [problem for problem in problems if message in problem]
    assert len(told) == 1
    assert told[0].startswith("outcomes.jsonl:2 godkendt: ")


def test_an_id_may_stand_once_in_all_files(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, {**HEADING, "id": "godkendt", "examples": ["Indstilling"]}, name="section_headings")
    _, problems = check_rules(tmp_path)
    assert problems == ["section_headings.jsonl:1 godkendt: the id is taken by outcomes.jsonl:1"]


def test_an_id_is_no_reason_of_the_program(tmp_path: Path) -> None:
    _, problems = check_rules(write(tmp_path, {**GOOD, "id": Reason.TASK_WILL.value}))
    assert len(problems) == 1 and "the id is taken by a reason" in problems[0]


def test_a_file_without_declared_labels_is_told(tmp_path: Path) -> None:
    _, problems = check_rules(write(tmp_path, {**HEADING, "examples": ["Indstilling"]}, name="weather"))
    assert problems == ["weather.jsonl: not a known rule file; its labels belong in LABELS of pipeline/rules.py"]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("Indstilling", "INDSTILLING", True),
        ("Indstilling", "Indstilling:", True),
        ("Indstilling", "Indstilling: At vejen lukkes", True),
        ("Indstilling", "Indstilling fra", False),
        ({"regex": "^Ind"}, "Indstilling fra", True),
        ({"regex": "^Ind"}, "En indstilling", False),
    ],
)
def test_a_heading_phrase_is_a_whole_line(tmp_path: Path, pattern: Any, text: str, matches: bool) -> None:
    write(tmp_path, {**HEADING, "pattern": pattern, "examples": [text]}, name="section_headings")
    assert (check_rules(tmp_path)[1] == []) is matches


def test_a_family_file_must_be_toml(tmp_path: Path) -> None:
    (tmp_path / "families").mkdir()
    (tmp_path / "families" / "bad.toml").write_text("name = ", encoding="utf-8")
    _, problems = check_rules(tmp_path)
    assert len(problems) == 1
    assert problems[0].startswith("bad.toml: not valid TOML")
