"""What a change of the rules can reach: a document in which no changed rule finds its letters reads as it did before.

Rows, names and families are found by their letters, so a row that was added, removed or changed is felt only where the
letters that its pattern needs stand. Rows that stay keep their order among each other. Whatever else changes in the
package of rules is felt everywhere.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.errors import RuleError
from pipeline.needed import Need, phrase_needs, regex_needs
from pipeline.rules import FIGURES, data_files, data_folder, read_row

NAMES = "given_names.txt"
LINKING = frozenset({"organisations.tsv"})  # what only linking reads
ONE_READER = {
    "item_headings.jsonl": "referat_items",
    "attendance.jsonl": "referat_participants",
    "outcomes.jsonl": "referat_decisions",
}
"""Files that one component alone reads, of those that config.cfg of da_referat names."""
PROOFS = ("examples", "counter_examples")  # of a row: they change nothing that is read


@dataclass(frozen=True, slots=True)
class Change:
    """The needs of each rule that changed, or that `everything` may read differently."""

    everything: bool = False
    rules: tuple[tuple[Need, ...], ...] = ()

    def reaches(self, letters: str) -> bool:
        """Whether a document may read differently; `letters` are those of all its text (`pipeline.needed`)."""
        return self.everything or any(
            all(any(run in letters for run in need) for need in needs) for needs in self.rules
        )


def rule_files() -> dict[str, str]:
    """Every file of da_referat that documents are read with, by name: what `rules_fingerprint` is made of."""
    return {path.name: path.read_text("utf-8") for path in data_files(data_folder()) if path.name not in FIGURES}


def change_between(old: Mapping[str, str], new: Mapping[str, str]) -> Change:
    """What differs between two states of `rule_files`."""
    changed = sorted(changed_files(old, new))
    try:
        return Change(rules=tuple(n for name in changed for n in needs_of(name, old.get(name, ""), new.get(name, ""))))
    except (ValueError, KeyError, RuleError):  # nothing that letters tell, or a file that cannot be understood
        return Change(everything=True)


def changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> frozenset[str]:
    """The names of the files that differ between two states of `rule_files`, and that documents are read with."""
    return frozenset(name for name in (old.keys() | new.keys()) - LINKING if old.get(name) != new.get(name))


def needs_of(name: str, old: str, new: str) -> Iterator[tuple[Need, ...]]:
    """The needs of each rule that differs between two states of a file. Raises ValueError for other kinds of files."""
    if name.endswith(".jsonl"):
        for row in differing(rows_of(old), rows_of(new)):
            pattern = read_row(row, name, 0).pattern
            yield phrase_needs(pattern) if isinstance(pattern, str) else regex_needs(pattern)
    elif name.endswith(".toml"):
        for family in (old, new):
            if family:
                yield tuple(need for words in tomllib.loads(family)["match"] for need in phrase_needs(words))
    elif name == NAMES:
        for word in sorted(set(old.split()) ^ set(new.split())):
            yield phrase_needs(word)
    else:
        raise ValueError(f"{name} is neither rows nor names nor a family")


def rows_of(text: str) -> list[str]:
    """The rows of a rule file without their proofs, so that rows which read the same are the same."""
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return [json.dumps({**row, **dict.fromkeys(PROOFS, ["-"])}, sort_keys=True) for row in rows]


def differing(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The rows that are in one list only, and those that have another place among the others."""
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield from old[a:b]
            yield from new[c:d]
