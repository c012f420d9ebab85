"""Doubts as rows: what the parser was not sure of, and how much of the document it could place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.components.structure import SectionSpan
from pipeline.minutes import Issue, Kind, Minutes, SectionKind, Status
from pipeline.page import Block, BlockKind


def find_doubts(minutes: Minutes, blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> Minutes:
    """The minutes with their issues and their coverage."""
    issues = (*minutes.issues, *numbers(minutes), *silent_records(minutes), *people(minutes), *extraction(minutes))
    if minutes.kind is Kind.MINUTES and minutes.meeting.date is None:
        issues = (*issues, Issue("no_date", "Mødets dato blev ikke fundet.", 1))
    return replace(minutes, issues=issues, coverage=coverage(minutes, blocks, sections))


def numbers(minutes: Minutes) -> Iterator[Issue]:
    top = [item for item in minutes.items if item.parent is None and item.number and item.number.isdigit()]
    for before, item in zip(top, top[1:], strict=False):
        step = int(item.number or 0) - int(before.number or 0)
        if step > 1:
            yield Issue("number_gap", f"Punkterne springer fra {before.number} til {item.number}.", item.page)


def silent_records(minutes: Minutes) -> Iterator[Issue]:
    for item in minutes.items:
        if item.closed or item.decisions:
            continue
        if any(s.kind is SectionKind.DECISION and s.heading for s in item.sections):
            yield Issue(
                "no_known_phrase",
                f"Punkt {item.number or item.title}: beslutningsafsnittet har ingen kendt vending.",
                item.page,
            )


def people(minutes: Minutes) -> Iterator[Issue]:
    present = {p.name for p in minutes.participants if p.status is not Status.ABSENT}
    for person in minutes.participants:
        if person.status is Status.ABSENT and person.name in present:
            yield Issue(
                "listed_and_absent", f"{person.name} er både anført som deltager og som fraværende.", person.page
            )


def extraction(minutes: Minutes) -> Iterator[Issue]:
    for code, message, page in minutes.document.pages.doubts:
        yield Issue(code, message, page)


def coverage(minutes: Minutes, blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> float | None:
    """Share of the letters after the first heading, running lines and contents left out, that belong to a section."""
    placed = sum(p.end - p.start for s in sections for p in s.pieces)
    if not minutes.items:
        return None
    first = min((p.block for s in sections for p in s.pieces), default=0)
    total = sum(len(b.text) for b in blocks[first:] if b.kind not in (BlockKind.RUNNING, BlockKind.CONTENTS))
    return round(min(placed / total, 1.0), 4) if total else None
