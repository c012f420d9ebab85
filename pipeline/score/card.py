"""The scorecard: counts by field, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MAIN = ("participants", "items", "sections", "decisions")
FEW = 30
"""Annotated facts under which a figure says little; such fields are named."""


@dataclass(slots=True)
class Scores:
    """Counts by field (`hits`, `gold`, `parsed`), by rule (`right`, `wrong`), and in words what was missed or invented.

    A fact of the parse counts for the rule that found it: right where it counts as a hit of its field, else wrong.
    """

    hits: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    parsed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, hits: int, gold: int, parsed: int) -> None:
        self.hits[name] += hits
        self.gold[name] += gold
        self.parsed[name] += parsed

    def add(self, other: Scores) -> None:
        for name in other.gold:
            self.count(name, other.hits[name], other.gold[name], other.parsed[name])
        self.right += other.right
        self.wrong += other.wrong
        self.misses += other.misses

    def judge(self, facts: Sequence[dict[str, Any]], right: Collection[int]) -> None:
        """Count each fact that names its rule: right for those at the places `right`."""
        for place, fact in enumerate(facts):
            if fact.get("rule"):
                (self.right if place in right else self.wrong)[fact["rule"]] += 1

    def rules(self) -> dict[str, dict[str, int]]:
        """By rule, for those that found anything: true and false positives."""
        names = sorted({*self.right, *self.wrong})
        return {name: {"true_positives": self.right[name], "false_positives": self.wrong[name]} for name in names}

    def few(self) -> list[str]:
        """The fields of which fewer than `FEW` facts are annotated."""
        return [name for name in sorted(self.gold) if 0 < self.gold[name] < FEW]

    def figures(self) -> dict[str, dict[str, float | int]]:
        """By field: precision, recall, f1 (0 to 1, four decimals), gold and parsed (counts)."""
        return {name: figures(self.hits[name], self.gold[name], self.parsed[name]) for name in sorted(self.gold)}


def figures(hits: int, gold: int, parsed: int) -> dict[str, float | int]:
    precision = hits / parsed if parsed else 1.0
    recall = hits / gold if gold else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    shares = {"precision": precision, "recall": recall, "f1": f1}
    return {**{name: round(share, 4) for name, share in shares.items()}, "gold": gold, "parsed": parsed}


@dataclass(slots=True)
class Scorecard:
    total: Scores = field(default_factory=Scores)
    files: dict[str, Scores] = field(default_factory=dict)
    publishers: dict[str, Scores] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        files = {name: scores.figures() for name, scores in self.files.items()}
        publishers = {name: scores.figures() for name, scores in sorted(self.publishers.items())}
        return {
            "total": self.total.figures(),
            "few": self.total.few(),
            "files": files,
            "publishers": publishers,
            "rules": self.total.rules(),
            "failed": self.failed,
        }

    def table(self, by: str = "file") -> list[str]:
        """The figures as lines of text: by field, then the main fields by file or by publisher."""
        lines = [f"{'field':24}{'precision':>10}{'recall':>8}{'f1':>8}{'gold':>7}{'parsed':>8}"]
        for name, row in self.total.figures().items():
            if row["gold"] or row["parsed"]:
                shares = f"{row['precision']:>10.3f}{row['recall']:>8.3f}{row['f1']:>8.3f}"
                lines.append(f"{name:24}{shares}{row['gold']:>7}{row['parsed']:>8}")
        if few := self.total.few():
            lines.append(f"fewer than {FEW} cases, read with care: {', '.join(few)}")
        parts = self.publishers if by == "publisher" else self.files
        return [*lines, "", *table_of(parts, by), *(f"not parsed: {line}" for line in self.failed)]

    def rules_table(self) -> list[str]:
        """The rules as lines of text, those with most false positives first."""
        scores = self.total.rules()
        worst = sorted(scores, key=lambda name: (-self.total.wrong[name], -self.total.right[name], name))
        rows = (f"{name[:50]:52}{self.total.right[name]:>8}{self.total.wrong[name]:>8}" for name in worst)
        return [f"{'rule':52}{'right':>8}{'wrong':>8}", *rows]

    def below(self, floors: dict[str, float]) -> list[str]:
        """The fields whose F1 lies under its floor, in words."""
        reached = self.total.figures()
        return [
            f"{name}: F1 {reached[name]['f1'] if name in reached else 'not scored'}, floor {floor}"
            for name, floor in floors.items()
            if name not in reached or reached[name]["f1"] < floor
        ]


def table_of(parts: Mapping[str, Scores], name: str) -> list[str]:
    """F1 of the main fields, a part a line, with the number of annotated decisions it rests on."""
    lines = [f"{name:52}" + "".join(f"{field:>14}" for field in MAIN) + f"{'(n)':>7}"]
    for part, scores in sorted(parts.items()):
        reached = scores.figures()
        shares = "".join(f"{reached[field]['f1']:>14.3f}" for field in MAIN)
        lines.append(f"{part[:50]:52}{shares}{scores.gold['decisions']:>7}")
    return lines
