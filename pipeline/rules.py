"""Rule rows, loaded from models/da_referat/rules/*.jsonl.

A row is one line of JSON. `label` is what a match means, `id` names the row wherever it decided something, `pattern` is
a string (a phrase, matched whatever its case; in a file of headings or fields the whole line) or {"regex": "..."},
and `examples` and `counter_examples` are its proof (`pipeline.proofs`). Any other key is handed on in `extra`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pipeline.errors import RuleError
from pipeline.minutes import Outcome, Role, SectionKind, Status

Pattern = str | re.Pattern[str]

# The labels a rule file may use, by its name without the ending.
DECOY = "none"  # a phrase that resolves nothing, and hides from the shorter ones within it
LABELS: dict[str, frozenset[str]] = {
    "attendance": frozenset({*Status, *Role, "partial"}),
    "header_fields": frozenset(
        {*Status, *Role, "date", "start", "end", "location", "body", "organisation", "ignore"},
    ),
    "item_headings": frozenset({"item", "sub", "title"}),
    "outcomes": frozenset({*Outcome, DECOY}),
    "section_headings": frozenset({*SectionKind, "dated", "lead", "stem"}),
}
FIGURES = frozenset({"meta.json", "rule_scores.json"})  # how well the rules read, measured afterwards
REQUIRED = ("label", "id", "pattern", "examples", "counter_examples")
ID = re.compile(r"[a-z0-9æøå]+(-[a-z0-9æøå]+)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `file` and `line` (from 1) say where it stands."""

    label: str
    id: str
    pattern: Pattern
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    extra: Mapping[str, Any]
    file: str
    line: int

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line} {self.id}"


@cache
def given_names() -> frozenset[str]:
    """Common given names in Denmark: data, not a closed list; a name that is not among them needs other evidence."""
    return frozenset((files("da_referat") / "given_names.txt").read_text(encoding="utf-8").split())


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rows of rules/<name>.jsonl in their order. Raises RuleError for a row whose shape is wrong."""
    return tuple(read_rules(data_folder() / "rules" / f"{name}.jsonl"))


def data_folder() -> Traversable:
    """The folder of the da_referat package, which holds rules/ and families/."""
    return files("da_referat")


@cache
def rules_fingerprint() -> str:
    """Eight letters that change with any file of da_referat that documents are read with, not with its figures."""
    whole = hashlib.sha256()
    for path in data_files(data_folder()):
        if path.name in FIGURES:
            continue
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:8]


def data_files(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.is_dir() and path.name != "__pycache__":
            yield from data_files(path)
        elif path.is_file():
            yield path


def read_rules(path: Traversable) -> Iterator[Rule]:
    """The rows of one file; blank lines are allowed. Raises RuleError naming file, line and id."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise RuleError(f"{path.name}: no such rule file in models/da_referat/rules") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield read_row(line, path.name, number)


def read_row(line: str, file: str, number: int) -> Rule:
    """One line of JSON as a Rule. Raises RuleError when a key is missing or has the wrong type."""

    def wrong(what: str) -> RuleError:
        return RuleError(f"{file}:{number} {name}: {what}")

    name = "(row without id)"
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise wrong(f"not valid JSON, {error.msg} at column {error.colno}") from error
    if not isinstance(row, dict):
        raise wrong("a row must be a JSON object")
    name = str(row.get("id", name))
    if missing := [key for key in REQUIRED if key not in row]:
        raise wrong(f"lacks {', '.join(missing)}")
    for key in ("label", "id"):
        if not isinstance(row[key], str) or not row[key]:
            raise wrong(f"{key} must be a text")
    if not ID.fullmatch(row["id"]):
        raise wrong("id must be lower-case words joined by hyphens")
    for key in ("examples", "counter_examples"):
        if not is_texts(row[key]):
            raise wrong(f"{key} must be a list with at least one text")
    return Rule(
        label=row["label"],
        id=row["id"],
        pattern=read_pattern(row["pattern"], wrong),
        examples=tuple(row["examples"]),
        counter_examples=tuple(row["counter_examples"]),
        extra={key: value for key, value in row.items() if key not in REQUIRED},
        file=file,
        line=number,
    )


def is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one.strip() for one in value)


def read_pattern(value: Any, wrong: Callable[[str], RuleError]) -> Pattern:
    match value:
        case str() if value.strip():
            return value
        case {"regex": str(regex), **rest} if not rest:
            try:
                return re.compile(regex)
            except re.error as error:
                raise wrong(f"regex does not compile, {error}") from error
    raise wrong('pattern must be a phrase or {"regex": "..."}')
