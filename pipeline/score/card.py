"""The scorecard: counts by field, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MAIN = ("participants", "items", "sections", "decisions")


@dataclass(slots=True)
class Scores:
    """Counts by field (`hits`, `gold`, `parsed`) and, in words, what was missed or invented."""

    hits: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    parsed: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, hits: int, gold: int, parsed: int) -> None:
        self.hits[name] += hits
        self.gold[name] += gold
        self.parsed[name] += parsed

    def add(self, other: Scores) -> None:
        for name in other.gold:
            self.count(name, other.hits[name], other.gold[name], other.parsed[name])
        self.misses += other.misses

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
    failed: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        files = {name: scores.figures() for name, scores in self.files.items()}
        return {"total": self.total.figures(), "files": files, "failed": self.failed}

    def table(self) -> list[str]:
        """The figures as lines of text: by field, then the main fields by file."""
        lines = [f"{'field':24}{'precision':>10}{'recall':>8}{'f1':>8}{'gold':>7}{'parsed':>8}"]
        for name, row in self.total.figures().items():
            if row["gold"] or row["parsed"]:
                shares = f"{row['precision']:>10.3f}{row['recall']:>8.3f}{row['f1']:>8.3f}"
                lines.append(f"{name:24}{shares}{row['gold']:>7}{row['parsed']:>8}")
        lines += ["", f"{'file':52}" + "".join(f"{name:>14}" for name in MAIN)]
        for file, scores in self.files.items():
            reached = scores.figures()
            lines.append(f"{file[:50]:52}" + "".join(f"{reached[name]['f1']:>14.3f}" for name in MAIN))
        return lines + [f"not parsed: {line}" for line in self.failed]

    def below(self, floors: dict[str, float]) -> list[str]:
        """The fields whose F1 lies under its floor, in words."""
        reached = self.total.figures()
        return [
            f"{name}: F1 {reached[name]['f1'] if name in reached else 'not scored'}, floor {floor}"
            for name, floor in floors.items()
            if name not in reached or reached[name]["f1"] < floor
        ]
