"""Rule rows: loaded from models/da_referat/rules/*.jsonl, and made to prove themselves (`referat check`).

A row is one line of JSON. `label` is what a match means, `id` names the row wherever it decided something, `pattern` is
one of

- a string: a phrase, matched on tokens whatever their case; in a file of headings it is the whole line, or all of it
  before a colon;
- a list: a spaCy token pattern;
- {"regex": "..."}: a Python regular expression, searched in the text;

and `examples` and `counter_examples` are its proof. Any other key is handed to the component in `extra`.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from pipeline.errors import RuleError
from pipeline.minutes import Outcome, Role, SectionKind, Status

if TYPE_CHECKING:
    from spacy.language import Language

Pattern = str | list[dict[str, Any]] | re.Pattern[str]

# The labels a rule file may use, by its name without the ending.
LABELS: dict[str, frozenset[str]] = {
    "item_headings": frozenset({"item", "sub", "title"}),
    "section_headings": frozenset({*SectionKind, "dated", "lead"}),
    "decision_phrases": frozenset(Outcome),
    "attendance_phrases": frozenset({*Status, *Role}),
}
HEADINGS = frozenset({"section_headings"})  # files whose phrases are whole lines
REQUIRED = ("label", "id", "pattern", "examples", "counter_examples")
ID = re.compile(r"[a-z0-9æøå]+(-[a-z0-9æøå]+)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One proven row. `file` and `line` (from 1) say where it stands."""

    label: str
    id: str
    pattern: Pattern
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    extra: Mapping[str, Any]
    file: str
    line: int

    @property
    def heading(self) -> bool:
        """Whether a phrase is a whole line."""
        return self.file.removesuffix(".jsonl") in HEADINGS

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line} {self.id}"


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rows of rules/<name>.jsonl in their order. Raises RuleError for a row whose shape is wrong."""
    return tuple(read_rules(data_folder() / "rules" / f"{name}.jsonl"))


def data_folder() -> Traversable:
    """The folder of the da_referat package, which holds rules/ and families/."""
    return files("da_referat")


@cache
def rules_fingerprint() -> str:
    """Eight letters that change with any file of da_referat: rules, families, names, order of components."""
    whole = hashlib.sha256()
    for path in data_files(data_folder()):
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


def read_pattern(value: Any, wrong: Any) -> Pattern:
    match value:
        case str() if value.strip():
            return value
        case [_, *_] if all(isinstance(token, dict) for token in value):
            return value
        case {"regex": str(regex), **rest} if not rest:
            try:
                return re.compile(regex)
            except re.error as error:
                raise wrong(f"regex does not compile, {error}") from error
    raise wrong('pattern must be a phrase, a list of token patterns, or {"regex": "..."}')


def check_rules(folder: Traversable | None = None) -> tuple[int, list[str]]:
    """Prove every row and family file under `folder` (default: the installed da_referat).

    Returns the number of rows and what is wrong, one line each: where, and what to do.
    """
    folder = folder or data_folder()
    problems: list[str] = []
    seen: dict[str, Rule] = {}
    count = 0
    nlp = blank_danish()
    for path in sorted_files(folder / "rules", ".jsonl"):
        try:
            rules = tuple(read_rules(path))
            count += len(rules)
            problems += check_names(path.name, rules, seen)
            problems += check_proofs(rules, nlp)
        except RuleError as error:
            problems.append(str(error))
    for path in sorted_files(folder / "families", ".toml"):
        problems += check_family(path)
    return count, problems


def sorted_files(folder: Traversable, ending: str) -> list[Traversable]:
    found = [path for path in folder.iterdir() if path.name.endswith(ending)] if folder.is_dir() else []
    return sorted(found, key=lambda path: path.name)


def check_names(file: str, rules: Iterable[Rule], seen: dict[str, Rule]) -> Iterator[str]:
    """Labels are those of the file, and no id stands twice in all files; `seen` is filled on the way."""
    labels = LABELS.get(file.removesuffix(".jsonl"))
    if labels is None:
        yield f"{file}: not a known rule file; its labels belong in LABELS of pipeline/rules.py"
    for rule in rules:
        if labels is not None and rule.label not in labels:
            yield f"{rule.place}: label {rule.label!r} is not one of {', '.join(sorted(labels))}"
        if (first := seen.setdefault(rule.id, rule)) is not rule:
            yield f"{rule.place}: the id is taken by {first.file}:{first.line}"


def check_proofs(rules: tuple[Rule, ...], nlp: Language) -> Iterator[str]:
    """Each example is matched by its row; no counter-example is, unless a longer match of another row outdoes it."""
    find = finder(rules, nlp)
    for rule in rules:
        for text in rule.examples:
            if not any(found is rule for found, _, _ in find(text)):
                yield f"{rule.place}: does not match its example {text!r}"
        for text in rule.counter_examples:
            if any(found is rule for found, _, _ in longest(find(text))):
                yield f"{rule.place}: matches its counter-example {text!r}"


Match = tuple[Rule, int, int]  # rule, first character, end


def finder(rules: tuple[Rule, ...], nlp: Language) -> Any:
    """A function from a text to every match of the rows in it."""
    from spacy.matcher import Matcher, PhraseMatcher

    phrases, tokens = PhraseMatcher(nlp.vocab, attr="LOWER"), Matcher(nlp.vocab)
    lines: list[tuple[Rule, re.Pattern[str]]] = []
    by_key: dict[int, Rule] = {}
    for place, rule in enumerate(rules):
        key = str(place)  # not the id: a double id is told elsewhere
        if isinstance(rule.pattern, str) and rule.heading:
            lines.append((rule, heading_line(rule.pattern)))
        elif isinstance(rule.pattern, str):
            phrases.add(key, [nlp.make_doc(rule.pattern)])
        elif isinstance(rule.pattern, re.Pattern):
            lines.append((rule, rule.pattern))
        else:
            try:
                tokens.add(key, [rule.pattern])
            except ValueError as error:
                raise RuleError(f"{rule.place}: not a token pattern, {str(error).splitlines()[0]}") from error
        by_key[nlp.vocab.strings[key]] = rule

    @cache
    def find(text: str) -> list[Match]:
        doc = nlp.make_doc(text)
        hits = [hit for matcher in (phrases, tokens) if len(matcher) for hit in matcher(doc)]
        spans = [(by_key[key], doc[start:end]) for key, start, end in hits]
        found = [(rule, span.start_char, span.end_char) for rule, span in spans]
        for rule, regex in lines:
            found += [(rule, *match.span()) for match in regex.finditer(text)]
        return found

    return find


def heading_line(phrase: str) -> re.Pattern[str]:
    """A phrase as a whole line, whatever its case and spacing, or as all of it before a colon."""
    return re.compile(r"^\s*" + r"\s+".join(map(re.escape, phrase.split())) + r"\s*(?::|\.?\s*$)", re.IGNORECASE)


def longest(matches: list[Match]) -> list[Match]:
    """The matches that remain when the longest wins wherever two overlap; rows of the same stretch all remain."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (one[1] - one[2], one[1])):
        _, start, end = match
        if all(end <= other[1] or other[2] <= start or other[1:] == match[1:] for other in kept):
            kept.append(match)
    return kept


def blank_danish() -> Language:
    import spacy

    return spacy.blank("da")


def check_family(path: Traversable) -> Iterator[str]:
    """A family file is valid TOML."""
    try:
        tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        yield f"{path.name}: not valid TOML, {error}"
