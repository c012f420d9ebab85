"""Does docs/rules.md hold: the way from an unknown sentence to a proven row, its tables, its other examples?"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pytest

from pipeline.components.outcomes import PRECEDENCE, Verdict, judge
from pipeline.components.phrases import REACH, PhraseRules
from pipeline.families import KEYS, read_family
from pipeline.minutes import Outcome, SectionKind
from pipeline.proofs import RECORDS, check_rules
from pipeline.rules import LABELS, REQUIRED, Rule, data_folder, load_rules, read_row, read_rules

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    """The code block after the comment of this name."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", PAGE, re.S)
    assert found, name
    return found[1].strip()


def row_of(name: str) -> dict[str, Any]:
    return json.loads(block(name))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of da_referat that can be changed."""
    with as_file(data_folder()) as folder:
        return Path(shutil.copytree(folder, tmp_path / "da_referat"))


def add(model: Path, file: str, row: dict[str, Any]) -> None:
    with (model / "rules" / file).open("a", encoding="utf-8") as rows:
        rows.write(json.dumps(row, ensure_ascii=False) + "\n")


def judged(text: str, rules: Sequence[Rule]) -> list[Verdict | None]:
    """The verdict in each kind of record."""
    phrases = PhraseRules(rules)
    return [judge(text, phrases, context) for context in RECORDS]


def test_the_worked_example_leads_from_an_unknown_sentence_to_a_proven_row(model: Path) -> None:
    sentence, row = block("sentence"), row_of("row")
    assert judged(sentence, load_rules("outcomes")) == [None] * len(RECORDS)
    before, problems = check_rules(model)
    assert problems == []
    add(model, "outcomes.jsonl", row)
    rules = tuple(read_rules(model / "rules" / "outcomes.jsonl"))
    assert judged(sentence, rules) == [Verdict(Outcome.POSTPONED, row["id"])] * len(RECORDS)
    assert check_rules(model) == (before + 1, [])
    assert sentence in row["examples"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"form": "past"}, "does not match its example"),
        ({"counter_examples": ["Huset blev lagt på hylden."]}, "matches its counter-example"),
    ],
)
def test_a_row_with_the_wrong_form_or_proof_is_refused(model: Path, change: dict[str, Any], told: str) -> None:
    add(model, "outcomes.jsonl", row_of("row") | change)
    _, problems = check_rules(model)
    assert problems
    assert all(told in problem for problem in problems)


def test_the_heading_of_the_page_is_proven_and_new(model: Path) -> None:
    row = row_of("heading")
    assert row["pattern"] not in {rule.pattern for rule in load_rules("section_headings")}
    before, _ = check_rules(model)
    add(model, "section_headings.jsonl", row)
    assert check_rules(model) == (before + 1, [])


def test_the_family_of_the_page_has_the_shape_and_shows_every_key(tmp_path: Path) -> None:
    path = tmp_path / "region-hovedsund.toml"
    path.write_text(block("family"), encoding="utf-8")
    family = read_family(path)
    assert family.kind_of("BAGGRUND") is SectionKind.OTHER
    assert all(re.search(rf"^\[?{key}\b", block("family"), re.M) for key in KEYS)


FORMS = {
    form: (found, unfound)
    for forms, found, unfound in re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| .*? \| (.*?) \| (.*?) ?\|$", PAGE, re.M)
    for form in re.findall(r"`(\w+)`", forms)
    if "“" in found or '"' in found
}


def quoted(cell: str) -> list[str]:
    return re.findall(r'"([^"]+)"', cell)


def test_every_form_is_described() -> None:
    used = {str(rule.extra["form"]) for rule in load_rules("outcomes")}
    assert used <= set(FORMS)
    assert len(FORMS) == len(used)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_each_form_finds_what_the_page_says_and_nothing_else(form: str) -> None:
    rules = load_rules("outcomes")
    for sentence in quoted(FORMS[form][0]):
        assert any(judged(sentence, rules)), sentence
    for sentence in quoted(FORMS[form][1]):
        assert judged(sentence, rules)[0] is None, sentence


def test_labels_keys_and_order_are_those_of_the_program() -> None:
    assert all(f"`{outcome}`" in PAGE for outcome in Outcome)
    assert all(f"`{kind}`" in PAGE.split("## Add a heading")[1].split("<!--")[0] for kind in SectionKind)
    assert all(f"| `{name}.jsonl` |" in PAGE for name in LABELS)
    assert all(f"| `{key}` |" in PAGE for key in (*REQUIRED, "form"))
    assert ", ".join(PRECEDENCE) in " ".join(PAGE.split())
    assert f"up to {REACH} words" in PAGE
    extra = {key for rule in load_rules("outcomes") for key in rule.extra}
    assert all(f"`{key}`" in PAGE or f'"{key}"' in PAGE for key in extra)


def test_rows_on_the_page_are_rows() -> None:
    for name in ("row", "heading"):
        read_row(json.dumps(row_of(name)), "rules.md", 1)
