"""Doubts as rows: what the parser was not sure of, and how much of the document it could place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from rapidfuzz import fuzz

from pipeline.components.persons import plain, same_name, short_for
from pipeline.components.structure import SectionSpan
from pipeline.dates import find_dates, names_weekday
from pipeline.minutes import Issue, Kind, Minutes, Scope, SectionKind, Status
from pipeline.page import Block, BlockKind, TextLayer

HEADER = 25  # blocks in which the meeting's own day stands
LEAST_COVERAGE = 0.5
NUMBER = re.compile(r"(?:(?:punkt|pkt\.?|sag nr\.?)\s*)?(?:\d{1,4}[a-z]?[.:)]?\s*)?(?=[^\d\W].{4})", re.I)
LEADERS = re.compile(r"\s*\d{0,4}[\s.…_]*")  # with the page; from the end, as a line of dots is long
SHORTEST_ENTRY = 5  # letters
CONTENTS_HEAD = re.compile(r"indhold|oversigt|\bdøre\b|dagsorden|punkter|sager|^(?:pkt|sag|nr|side|tekst|emne)\b", re.I)
SAME_ENTRY = 88  # how alike, of 100, an entry of the contents list and a title must be


def find_doubts(minutes: Minutes, blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> Minutes:
    """The minutes with their issues and their coverage."""
    placed = coverage(minutes, blocks, sections)
    issues = [
        *minutes.issues,
        *numbers(minutes),
        *silent_records(minutes),
        *people(minutes),
        *presenters(minutes),
        *contents(minutes, blocks),
        *days(minutes, blocks),
        *extraction(minutes),
    ]
    if minutes.kind is Kind.MINUTES and minutes.meeting.date is None:
        issues.append(Issue("no_date", "Mødets dato blev ikke fundet.", 1))
    if placed is not None and placed < LEAST_COVERAGE:
        issues.append(
            Issue("low_coverage", f"Kun {placed:.0%} af teksten efter det første punkt hører til et afsnit.", None)
        )
    if minutes.document.pages.text_layer is TextLayer.NONE:
        issues.append(Issue("no_text", "Siderne har ingen tekst, der kan læses: de er formentlig scannet.", 1))
    return replace(minutes, issues=tuple(issues), coverage=placed)


def contents(minutes: Minutes, blocks: Sequence[Block]) -> Iterator[Issue]:
    """Entries of the contents list that became no item."""
    if minutes.kind is Kind.OTHER:
        return
    printed = [block for block in blocks if block.kind is BlockKind.CONTENTS]
    titles = " | ".join((item.title or "").lower() for item in minutes.items)
    entries = ((block, title) for block in printed if (title := title_of(block.text)))
    missing = [title for block, title in entries if not is_item(title, titles) and not is_head(block)]
    if not missing:
        return
    listed = [block for block in printed if not is_head(block)]
    number = sum(title_of(block.text) is not None for block in listed)
    if number >= 3:
        yield Issue(
            "contents_disagree",
            f"Indholdsfortegnelsen: {len(missing)} af {number} linjer er ikke blevet punkter, fx »{missing[0]}«.",
            listed[0].page,
        )


def title_of(entry: str) -> str | None:
    """ "Punkt 3. Budget ..... 12" -> "Budget"; None where no title is."""
    number = NUMBER.match(entry)
    if number is None:
        return None
    title = entry[number.end() :]
    leaders = LEADERS.match(title[::-1])
    return title[: max(SHORTEST_ENTRY, len(title) - (leaders.end() if leaders else 0))]


def is_item(entry: str, titles: str) -> bool:
    """Does an item's title say what the entry says?"""
    return fuzz.partial_ratio(entry.lower(), titles) >= SAME_ENTRY


def is_head(block: Block) -> bool:
    return CONTENTS_HEAD.search(block.text) is not None


def days(minutes: Minutes, blocks: Sequence[Block]) -> Iterator[Issue]:
    """A day of the header whose weekday is another than printed."""
    if minutes.meeting.date is None:
        return
    for block in blocks[:HEADER]:
        for found in find_dates(block.text) if names_weekday(block.text) else ():
            if found.weekday_wrong and found.iso == minutes.meeting.date:
                yield Issue("wrong_weekday", f"Ugedagen passer ikke til datoen: »{found.text}«.", block.page)
                return


def numbers(minutes: Minutes) -> Iterator[Issue]:
    top = [item for item in minutes.items if item.parent is None and item.number and item.number.isdigit()]
    for before, item in zip(top, top[1:], strict=False):
        step = int(item.number or 0) - int(before.number or 0)
        if step > 1:
            yield Issue("number_gap", f"Punkterne springer fra {before.number} til {item.number}.", item.page)


def silent_records(minutes: Minutes) -> Iterator[Issue]:
    for item in minutes.items:
        if item.closed or any(one.scope is Scope.THIS_MEETING for one in item.decisions):
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
        if person.spellings:
            others = ", ".join(person.spellings)
            yield Issue("name_variant", f"{person.name} er også skrevet {others}.", person.page)
        replaced = any(p.substitute_for and short_for(p.substitute_for, person.name) for p in minutes.participants)
        if person.contradicted and not replaced or person.status is Status.ABSENT and person.name in present:
            yield Issue(
                "listed_and_absent", f"{person.name} er både anført som deltager og som fraværende.", person.page
            )


def presenters(minutes: Minutes) -> Iterator[Issue]:
    """Who presents an item and is listed with another spelling of the name."""
    for item in minutes.items:
        if item.closed:
            continue
        for name in re.split(r"\s*,\s*|\s+og\s+", item.presenter or ""):
            near = [p.name for p in minutes.participants if same_name(name, p.name)]
            if len(near) == 1 and plain(near[0]) != plain(name):
                yield Issue("name_variant", f"{near[0]} er også skrevet {name}.", item.page)


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
