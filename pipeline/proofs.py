"""`referat check`: every row proves itself, by the same judgement that reads the documents.

An example must be found by its row and get its label; a counter-example must not get this label from this row. A decoy
(label "none") is the other way round: nothing is resolved in its examples, and something in its counter-examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from pipeline.components.context import Context
from pipeline.components.outcomes import Verdict, judge
from pipeline.components.phrases import PhraseRules
from pipeline.errors import RuleError
from pipeline.families import read_family
from pipeline.reasons import Reason
from pipeline.rules import DECOY, LABELS, Rule, data_folder, read_rules

Rules = tuple[Rule, ...]
RECORDS = (Context(), Context(labelled=False), Context(alone=True))  # records in which an example may stand
REASONS = frozenset(Reason)  # they stand in the table `rules` beside the rows


@dataclass(frozen=True, slots=True)
class Proof:
    """How a file's rows are tried: `shown` by an example, `fooled` by a counter-example."""

    shown: Callable[[Rule, str], bool]
    fooled: Callable[[Rule, str], bool]


def check_rules(folder: Traversable | None = None) -> tuple[int, list[str]]:
    """Prove every row and family file under `folder` (default: the installed da_referat).

    Returns the number of rows and what is wrong, one line each: where, and what.
    """
    folder = folder or data_folder()
    problems: list[str] = []
    seen: dict[str, Rule] = {}
    count = 0
    for path in sorted_files(folder / "rules", ".jsonl"):
        try:
            rules = tuple(read_rules(path))
        except RuleError as error:
            problems.append(str(error))
            continue
        count += len(rules)
        problems += check_names(path.name, rules, seen)
        rules = tuple(rule for rule in rules if rule.label in labels_of(path.name))
        problems += check_examples(rules, sentence_proof(rules) if path.name == "outcomes.jsonl" else line_proof())
    for path in sorted_files(folder / "families", ".toml"):
        problems += check_family(path)
    return count, problems


def sorted_files(folder: Traversable, ending: str) -> list[Traversable]:
    found = [path for path in folder.iterdir() if path.name.endswith(ending)] if folder.is_dir() else []
    return sorted(found, key=lambda path: path.name)


def check_names(file: str, rules: Iterable[Rule], seen: dict[str, Rule]) -> Iterator[str]:
    """Labels are those of the file, and no id stands twice in all files; `seen` is filled on the way."""
    labels = labels_of(file)
    if not labels:
        yield f"{file}: not a known rule file; its labels belong in LABELS of pipeline/rules.py"
    for rule in rules:
        if labels and rule.label not in labels:
            yield f"{rule.place}: label {rule.label!r} is not one of {', '.join(sorted(labels))}"
        if (first := seen.setdefault(rule.id, rule)) is not rule:
            yield f"{rule.place}: the id is taken by {first.file}:{first.line}"
        if rule.id in REASONS:
            yield f"{rule.place}: the id is taken by a reason that the program itself gives (pipeline/reasons.py)"


def labels_of(file: str) -> frozenset[str]:
    return LABELS.get(file.removesuffix(".jsonl"), frozenset())


def check_examples(rules: Rules, proof: Proof) -> Iterator[str]:
    for rule in rules:
        for text in rule.examples:
            if not proof.shown(rule, text):
                yield f"{rule.place}: does not match its example {text!r}"
        for text in rule.counter_examples:
            if proof.fooled(rule, text):
                yield f"{rule.place}: matches its counter-example {text!r}"


def line_proof() -> Proof:
    """Rows of headings and fields: a regex is searched, a phrase is a whole line or all of it before a colon."""

    def matches(rule: Rule, text: str) -> bool:
        if isinstance(rule.pattern, re.Pattern):
            return bool(rule.pattern.search(text))
        return same(rule.pattern, text.strip().rstrip(".:")) or same(rule.pattern, text.partition(":")[0])

    return Proof(matches, matches)


def same(phrase: str, text: str) -> bool:
    return phrase.lower().split() == text.lower().split()


def sentence_proof(rules: Rules) -> Proof:
    """Rows of outcomes: the sentence is judged as in a record, all rows together, so that the grammar has its say."""
    phrases = PhraseRules(rules)
    plain = PhraseRules(rule for rule in rules if rule.label != DECOY)

    @cache
    def verdicts(text: str) -> tuple[Verdict | None, ...]:
        return tuple(judge(text, phrases, context) for context in RECORDS)

    def shown(rule: Rule, text: str) -> bool:
        found = any(one.rule is rule for one in phrases.find(phrases.tokens(text)))
        if rule.label == DECOY:  # without it, something would be resolved
            return found and not any(verdicts(text)) and judge(text, plain, RECORDS[0]) is not None
        return found and any(verdict and verdict.outcome == rule.label for verdict in verdicts(text))

    def fooled(rule: Rule, text: str) -> bool:
        if rule.label == DECOY:
            return verdicts(text)[0] is None
        verdict = verdicts(text)[0]
        return verdict is not None and (verdict.rule, verdict.outcome) == (rule.id, rule.label)

    return Proof(shown, fooled)


def check_family(path: Traversable) -> Iterator[str]:
    """A family file has its shape."""
    try:
        read_family(path)
    except RuleError as error:
        yield str(error)
