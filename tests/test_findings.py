"""Is a document read anew where, and only where, the component whose rules changed finds something else in it?"""

from __future__ import annotations

import ast
import hashlib
import re
import zlib
from functools import cache
from pathlib import Path

import pytest
from spacy.tokens import Doc

import pipeline
from pipeline.answers import SAME, Check, kept_task, unpack_answer
from pipeline.errors import Unexpected
from pipeline.findings import finds_the_same, pack_findings
from pipeline.rule_changes import ONE_READER
from pipeline.run import language, parse_pages, parse_to_bytes, read_pages

ROOT = Path(pipeline.__file__).parents[1]
SAMPLE = ROOT / "data" / "raw" / "vesterlund-byraad-2019-05-21.pdf"
STEPS = {  # of each component, the module that it takes its work from
    "referat_items": ("label_lines", "items"),
    "referat_meeting": ("meeting",),
    "referat_sections": ("sections",),
    "referat_participants": ("participants",),
    "referat_decisions": ("decisions", "reports", "phrases"),
}
LOADED = re.compile(r"load_rules\(([^)]*)\)")


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    return parse_pages(read_pages(SAMPLE.read_bytes()), "0" * 64, SAMPLE.name)[2]


def test_the_same_is_found_again(docs: list[Doc]) -> None:
    assert docs[0]._.participants
    assert docs[0]._.decisions
    assert finds_the_same(language(), pack_findings(docs), ONE_READER)


@pytest.mark.parametrize(
    ("extension", "file"),
    [("headings", "item_headings.jsonl"), ("participants", "attendance.jsonl"), ("decisions", "outcomes.jsonl")],
)
def test_what_is_found_otherwise_shows_where_its_rules_are_read(docs: list[Doc], extension: str, file: str) -> None:
    whole = getattr(docs[0]._, extension)
    setattr(docs[0]._, extension, whole[:-1])
    findings = pack_findings(docs)
    setattr(docs[0]._, extension, whole)
    assert not finds_the_same(language(), findings, {file})


def test_findings_of_another_make_are_refused() -> None:
    with pytest.raises(Unexpected):
        finds_the_same(language(), b"\x92\x01\x02", {"outcomes.jsonl"})


def test_a_reader_that_finds_the_same_reads_no_further() -> None:
    data = SAMPLE.read_bytes()
    answer, told = unpack_answer(parse_to_bytes(data, SAMPLE.name))
    assert told is not None
    check = Check({"attendance.jsonl", "outcomes.jsonl"}, zlib.compress(told.findings))
    task = kept_task(zlib.compress(answer), hashlib.sha256(data).hexdigest(), compare=True, check=check)
    assert parse_to_bytes(task, SAMPLE.name) == SAME
    plain = kept_task(zlib.compress(answer), hashlib.sha256(data).hexdigest(), compare=True)
    assert unpack_answer(parse_to_bytes(plain, SAMPLE.name)) == (SAME, told)


@cache
def rules_of(module: str) -> frozenset[str]:
    """The files of rules that a module or one that it imports loads."""
    seen, waiting, found = {"pipeline.components"}, [module], set()
    while waiting:
        name = waiting.pop()
        path = ROOT / (name.replace(".", "/") + ".py")
        path = path if path.exists() else path.with_suffix("") / "__init__.py"
        if name in seen or not path.exists():
            continue
        seen.add(name)
        source = path.read_text(encoding="utf-8")
        if name != "pipeline.rules":
            found |= {loaded.strip('"') for loaded in LOADED.findall(source)}
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline"):
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return frozenset(found)


def test_files_with_one_reader_are_read_by_that_one() -> None:
    for file, reader in ONE_READER.items():
        rules = file.removesuffix(".jsonl")
        elsewhere = [f"components.{module}" for step, modules in STEPS.items() if step != reader for module in modules]
        for module in (*elsewhere, "layout", "families", "assemble"):
            assert rules not in rules_of(f"pipeline.{module}"), module
    assert "attendance" in rules_of("pipeline.components.participants")
    assert "item_headings" in rules_of("pipeline.components.items")
    own = LOADED.findall((ROOT / "pipeline" / "components" / "__init__.py").read_text(encoding="utf-8"))
    assert own == ['"outcomes"']  # of the decisions
