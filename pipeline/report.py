"""What a run did, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import DocumentError
from pipeline.link import Linked

LISTED = 20  # refusals told at the end of a run; `referat quarantine` has all


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that went into quarantine; `error` has the reason and the advice."""

    path: Path
    error: DocumentError


@dataclass(slots=True)
class Report:
    """What a run did, in files; `pages` and `seconds` for what it stored."""

    database: Path
    stored: int = 0
    skipped: int = 0  # read before by this version
    unchanged: int = 0  # read before under other rules, which these do not change
    duplicates: int = 0  # the same bytes as another file of this run
    refused_before: int = 0  # quarantined before by this version
    forgotten: int = 0  # left alone: `referat forget` removed them for good
    refusals: list[Refusal] = field(default_factory=list)
    left_alone: int = 0  # files in the folders that are no PDF
    vanished: list[Path] = field(default_factory=list)  # files of stored documents that are nowhere now
    read_here: Counter[str] = field(default_factory=Counter)  # the cluster could not: documents by the error
    pages: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    stale_corrections: int = 0  # of all, those whose row or quoted text is not there
    linked: Linked | None = None  # None when the run was interrupted: the next one links

    @property
    def done(self) -> int:
        return self.stored + self.skipped + self.unchanged + self.duplicates + self.forgotten + self.in_quarantine

    @property
    def in_quarantine(self) -> int:
        return self.refused_before + len(self.refusals)

    def to_json(self) -> dict[str, Any]:
        return {
            "files": self.done,
            "stored": self.stored,
            "skipped": self.skipped,
            "unchanged": self.unchanged,
            "duplicates": self.duplicates,
            "quarantined": len(self.refusals),
            "quarantined_before": self.refused_before,
            "forgotten": self.forgotten,
            "left_alone": self.left_alone,
            "vanished": [str(path) for path in self.vanished],
            "read_here": dict(self.read_here),
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
            "interrupted": self.interrupted,
            "stale_corrections": self.stale_corrections,
            "linked": self.linked.to_json() if self.linked else None,
            "refusals": [
                {
                    "file": str(one.path),
                    "reason": one.error.reason,
                    "message": str(one.error),
                    "advice": one.error.advice,
                }
                for one in self.refusals
            ],
        }

    def lines(self) -> Iterator[str]:
        """The report as lines of text."""
        counts = {
            "read before": self.skipped,
            "read the same by other rules": self.unchanged,
            "the same bytes as another": self.duplicates,
            "forgotten for good": self.forgotten,
            "put in quarantine": len(self.refusals),
            "in quarantine before": self.refused_before,
        }
        stored = f"{self.stored} stored ({self.pages} pages, {self.seconds:.1f} s)"
        others = [f"{number} {what}" for what, number in counts.items() if number]
        yield f"{self.database}: {self.done} files: {', '.join([stored, *others])}"
        if self.linked and self.linked.meetings:
            yield self.linked.line()
        if self.stale_corrections:
            yield f"{self.stale_corrections} corrections no longer fit: `referat correct --list` tells which"
        if self.read_here:
            errors = ", ".join(sorted(self.read_here))
            yield f"{self.read_here.total()} files that no worker of the cluster could read were read here: {errors}"
        if self.left_alone:
            yield f"{self.left_alone} files that are no PDF were left alone"
        yield from self.gone()
        for refusal in self.refusals[:LISTED]:
            yield f"  {refusal.path}: {refusal.error.reason}: {refusal.error}"
        if len(self.refusals) > LISTED:
            yield f"  and {len(self.refusals) - LISTED} more"
        if self.in_quarantine:
            yield f"`referat quarantine --db {self.database}` lists what was refused and what to do"

    def gone(self) -> Iterator[str]:
        if self.vanished:
            noun = "document is" if len(self.vanished) == 1 else "documents are"
            yield (
                f"{len(self.vanished)} {noun} no longer in the folder and stay in the database;"
                " `referat forget SHA256` removes one for good:"
            )
            yield from (f"  {path}" for path in self.vanished[:LISTED])
            if len(self.vanished) > LISTED:
                yield f"  and {len(self.vanished) - LISTED} more"
