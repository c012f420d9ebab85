"""An agenda item in reading order: sections as printed, each decision and table at its place among them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Row

Place = tuple[int, float]  # page and distance from its top

WORD = re.compile(r"\w+")
NUMBERED = re.compile(r"(?:\d{1,2}|[a-zæøå])[.)]\s")
LISTED = re.compile(r"[-–—*·]\s+|[•▪◦]\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    listed: bool
    """Whether it stands as an entry of a list; its mark is left out of `text`."""

    @property
    def numbered(self) -> bool:
        return bool(NUMBERED.match(self.text))


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: the header's cells, () without one, and the rows."""

    caption: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Paragraph | Grid | Row  # a row is a decision


@dataclass(frozen=True, slots=True)
class Passage:
    """A section: its paragraphs in order, each decision and each table in place of its words."""

    section: Row
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    row: Row
    counts: tuple[tuple[str, int | None, tuple[str, ...]], ...]
    """(side in Danish, number of votes, parties), without the sides that nothing is known of."""

    @property
    def shares(self) -> tuple[tuple[str, float, float], ...]:
        """For a bar: (side, where it begins, its width), in percent of all votes; () where a number is missing."""
        known = [(side, number) for side, number, _ in self.counts if number]
        whole = sum(number for _, number in known)
        if len(known) < 2 or {"for", "imod"} - {side for side, number, _ in self.counts if number is not None}:
            return ()
        begins = [100 * sum(number for _, number in known[:place]) / whole for place in range(len(known))]
        return tuple((side, begin, 100 * number / whole) for (side, number), begin in zip(known, begins, strict=True))


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Something recorded beside the decision, and in whose name."""

    row: Row
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    row: Row
    level: int
    """1, or 2 for an item under another."""
    passages: tuple[Passage, ...]
    decisions: tuple[Row, ...]
    """All that the meeting itself decided, also those that stand in a passage."""
    loose: tuple[Row, ...]
    """Decisions whose words are in no passage."""
    recommendations: tuple[Row, ...]
    are_printed: bool
    """Whether the recommendations stand in a passage."""
    votes: tuple[Vote, ...]
    attachments: tuple[str, ...]
    amounts: tuple[Row, ...]
    standpoints: tuple[Standpoint, ...]
    actions: tuple[Row, ...]
    tables: tuple[Grid, ...]
    """Those that are printed under no section."""

    @property
    def outcomes(self) -> tuple[tuple[str, str], ...]:
        """The outcomes of its decisions, each once: (code, Danish label)."""
        return tuple(dict.fromkeys((row["outcome"], row["label"]) for row in self.decisions))


def arrange_item(
    row: Row,
    facts: Mapping[str, Sequence[Row]],
    cells: Mapping[str, Sequence[Row]],
    places: Mapping[str, Place],
    *,
    level: int,
) -> Item:
    """An item from its rows by table, the cells by table's key, and where sections and tables begin."""
    sections = facts["sections"]
    unplaced = list(facts["decisions"])
    # Decision sections first: the words of a decision may stand in the recommendation too.
    parts = {
        section["id"]: place_decisions(section["text"], unplaced)
        for section in sorted(sections, key=lambda section: section["kind"] != "decision")
    }
    owners = {table["id"]: _section_above(table["id"], sections, places) for table in facts["data_tables"]}

    def tables_of(section: str | None) -> tuple[Grid, ...]:
        own = (table for table in facts["data_tables"] if owners[table["id"]] == section)
        return tuple(_grid(table, cells.get(table["id"], ())) for table in own)

    return Item(
        row=row,
        level=level,
        passages=tuple(
            Passage(section, place_tables(parts[section["id"]], tables_of(section["id"]))) for section in sections
        ),
        decisions=tuple(decision for decision in facts["decisions"] if decision["scope"] == "this_meeting"),
        loose=tuple(unplaced),
        recommendations=tuple(facts["recommendations"]),
        are_printed=_has(sections, "recommendation"),
        votes=tuple(_vote(vote) for vote in facts["votes"]),
        attachments=() if _has(sections, "attachments") else tuple(row["name"] for row in facts["attachments"]),
        amounts=tuple(facts["amounts"]),
        standpoints=tuple(Standpoint(row, tuple(json.loads(row["who"]))) for row in facts["standpoints"]),
        actions=tuple(facts["actions"]),
        tables=tables_of(None),
    )


def _section_above(table: str, sections: Sequence[Row], places: Mapping[str, Place]) -> str | None:
    """The section that a table stands under: the last one that begins above it."""
    if table not in places:
        return None
    begins = {section["id"]: places[section["id"]] for section in sections if section["id"] in places}
    return max((key for key in begins if begins[key] < places[table]), key=begins.__getitem__, default=None)


def place_decisions(text: str, unplaced: list[Row]) -> tuple[Part, ...]:
    """The paragraphs of a section's text with each decision in place of its words; takes them from `unplaced`."""
    parts: list[Part] = []
    rest = text
    for decision in list(unplaced):
        words = r"\s+".join(map(re.escape, decision["text"].split()))
        if words and (found := re.search(words, rest)):
            parts += [*_paragraphs(rest[: found.start()]), decision]
            rest = rest[found.end() :]
            unplaced.remove(decision)
    return (*parts, *_paragraphs(rest))


def place_tables(parts: Sequence[Part], tables: Sequence[Grid]) -> tuple[Part, ...]:
    """Put each table in place of the paragraphs that say the same words; at the end when there are none."""
    found = list(parts)
    for table in tables:
        wanted = Counter(WORD.findall(" ".join(cell for line in (table.header, *table.rows) for cell in line)))
        start, end = next(_spans_of(found, wanted), (len(found), len(found)))
        found[start:end] = [table]
    return tuple(found)


def _spans_of(parts: Sequence[Part], wanted: Counter[str]) -> Iterator[tuple[int, int]]:
    """Where paragraphs that follow each other have just the wanted words, in whatever order they were read."""
    words = [Counter(WORD.findall(part.text)) if isinstance(part, Paragraph) else None for part in parts]
    for start in range(len(parts)):
        missing = wanted.copy()
        for end, held in enumerate(words[start:], start + 1):
            if held is None or not held <= missing:
                break
            missing -= held
            if not missing:
                yield start, end


def _paragraphs(text: str) -> list[Paragraph]:
    found = []
    for line in text.split("\n"):
        if WORD.search(line):
            mark = LISTED.match(line.strip())
            found.append(Paragraph(line.strip()[mark.end() if mark else 0 :], mark is not None))
    return found


def _vote(row: Row) -> Vote:
    sides = (("for", "for"), ("imod", "against"), ("hverken for eller imod", "abstain"))
    counts = ((side, row[f"votes_{code}"], tuple(json.loads(row[f"parties_{code}"]))) for side, code in sides)
    return Vote(row, tuple(count for count in counts if count[1] is not None or count[2]))


def _grid(table: Row, cells: Sequence[Row]) -> Grid:
    lines = [["" for _ in range(table["columns"])] for _ in range(table["rows"])]
    for cell in cells:
        lines[cell["row"] - 1][cell["col"] - 1] = cell["text"]
    rows = tuple(map(tuple, lines))
    return Grid(table["caption"], rows[0], rows[1:]) if table["header"] and rows else Grid(table["caption"], (), rows)


def _has(sections: Sequence[Row], kind: str) -> bool:
    return any(section["kind"] == kind for section in sections)
