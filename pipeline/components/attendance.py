"""Where people are listed: the labelled lists of a stretch of printed rows, with the lines that belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.components.fields import Row, label_at
from pipeline.components.persons import LOWER, PARTY, TITLE, UPPER, is_given_name, is_organisation, starts_with_person
from pipeline.components.roster import CONTACT, NOBODY, REASON, ROLES, UNIT, Entry, read_entries, sure_start
from pipeline.page import Box, Line

LISTS = frozenset({"present", "absent", "guest", "secretariat", "substitute", "minute_taker", "moderator", "chair"})
BROAD = frozenset({"present", "absent", "guest", "secretariat", "substitute"})
BULLETS = " •▪◦●○■□–—-*\t"
STATUS_CELL = re.compile(
    r"(?i)(?:\(?(?:afbud|fraværende|til\s?stede|deltog|mødt|deltaget|ikke mødt)\)?\.?|til\s?stede\s+(?:fra|til)\s.{1,20})"
)
MARK = re.compile(r"(?i)x|✓|✔|√|ja|•")
GROUP_SKIPPED = re.compile(r"(?i)(?:punkt|pkt\.?|dagsordenspunkt)\s*[\d,. og-]+:?|\(?deltog under .{0,30}")
RUN_ON = re.compile(
    r"(?i)(?:[,;–—-]|\b(?:og|samt|for|af|med|ved|v/|i|på|til|fra|(?<![:–-] )(?:deltager|deltog|mødte)))$"
)
LOWER_START = re.compile(r"[a-zæøåé(]")
# a label that runs into its first name without a colon
RUN_IN = re.compile(
    rf"(?P<label>[Aa]fbud fra|Afbud|Fraværende|Mødedeltagere|Deltagere|Til ?stede(?: var)?|Mødt var|Fremmødte?|Mødte|I mødet deltog|I mødet deltager|Referent(?:er)?|Dirigent|Ordstyrer|Mødeleder|Gæst(?:er)?|Medlemmer),?\s+(?=[{UPPER}])"
)
REPORT = re.compile(rf"(?:Referat|Ref\.?|Referat(?:et)? (?:ved|v/|af|er skrevet af))\s*[:,]?\s*(?=[{UPPER}])")
INNER_LABEL = re.compile(
    r"\s+(?=(?:Gæst(?:er)?|Afbud(?: fra)?|Fraværende|Ordstyrer|Dirigent|Referent(?:er)?|Referat|Ref\.?|Til ?stede|Stedfortræder(?:e)?|Suppleant(?:er)?|Mødeleder|Mødt|Ikke mødt)\s?:)"
)
SENTENCE = re.compile(
    rf"[{UPPER}][^\s,;()]*\s+(?!(?:og|samt|von|van|de|af|du|la|der)\s)[{LOWER}]"
)  # "Fra forvaltningen …": no rest of a list
OF_GROUP = re.compile(rf"(?P<from>(?:Fra|For)\s+)?(?P<group>[{UPPER}][^:,]{{2,60}}):\s*(?P<rest>\S.*)")
CONTACT_REACH = 40.0  # points between a name and the telephone or e-mail below it


@dataclass(slots=True)
class Chunk:
    """One entry or one run of text of a list: its lines, and the organisation it stands under."""

    text: str
    lines: list[Line]
    starts: list[int]
    group: str | None = None

    @classmethod
    def of(cls, text: str, line: Line, group: str | None) -> Chunk:
        return cls(text, [line], [0], group)

    def add(self, text: str, line: Line, glue: str = " ") -> None:
        if self.text.endswith("-") and text[:1].islower():
            self.text, glue = self.text[:-1], ""
        self.starts.append(len(self.text) + len(glue))
        self.text += glue + text
        self.lines.append(line)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        stops = (*self.starts[1:], len(self.text) + 1)
        return tuple(n.box for n, a, b in zip(self.lines, self.starts, stops, strict=True) if a < end and b > start)


@dataclass(slots=True)
class Roster:
    """A labelled list. `label` is one of LISTS; `below` is true when its names stand under the label."""

    label: str
    rule: str
    left: float
    chunks: list[Chunk] = field(default_factory=list)

    def entries(self, initials: Mapping[str, str]) -> Iterator[tuple[Entry, Chunk]]:
        """Each person with the chunk that holds the name; initials that stand alone in an office are looked up."""
        alone = sum(" " not in chunk.text.strip() and is_given_name(chunk.text.strip()) for chunk in self.chunks) >= 2
        for chunk in self.chunks:
            bare = chunk.text.strip(" .")
            if bare in initials and self.label not in BROAD:
                yield Entry(initials[bare], 0, len(chunk.text)), chunk
                continue
            for entry in read_entries(chunk.text, alone=alone):
                if entry.organisation is None and chunk.group is not None:
                    entry = replace(entry, organisation=chunk.group)
                yield entry, chunk


def list_label(text: str, beside: str | None) -> tuple[str, str, int] | None:
    """(label, rule, offset of the value) when the text begins with a header label; `beside` is the next cell of its row."""
    if hit := label_at(text):
        return hit[0], hit[1], hit[3]
    if (match := RUN_IN.match(text)) and (sure_start(text[match.end() :]) or re.search(r"\([A-ZÆØÅ]\)", text)):
        if found := label_at(match["label"]):
            return found[0], found[1], match.end()
    if (
        (match := REPORT.match(text))
        and len(text) < 70
        and starts_with_person(text[match.end() :])
        and read_entries(text[match.end() :])
    ):
        return "minute_taker", "referat-navn", match.end()
    if (
        text.rstrip(":") in ("Referat", "Ref.")
        and beside
        and len(beside) < 60
        and starts_with_person(beside)
        and read_entries(beside)
    ):
        return "minute_taker", "referat-navn", len(text)
    return None


def find_rosters(rows: Sequence[Row], label: tuple[str, str] | None = None) -> list[Roster]:
    """The lists of people among the rows, in printed order. With `label` (label, rule) a list is open from the first row."""
    rows = [parted(row) for row in joined_labels(rows)]
    found: list[Roster] = []
    current: Roster | None = None
    group: str | None = None
    columns: list[tuple[float, str]] = []  # a table's status columns: left edge, label
    boxed = contact_columns(rows)
    if label is not None and label[0] in LISTS:
        current = Roster(label[0], label[1], 0.0)
        found.append(current)
    for at, row in enumerate(rows):
        cells = [line for line in row.lines if not in_contact_box(line, boxed)]
        if header := status_columns(cells):
            columns = header
            current, group = Roster("present", "tabel-fremmøde", cells[0].x0), None
            found.append(current)
            continue
        for place, line in enumerate(cells):
            text = line.text.strip(BULLETS)
            if not text or CONTACT.search(text) and not starts_with_person(text):
                continue
            if (
                current is not None
                and current.chunks
                and place > 0
                and (STATUS_CELL.fullmatch(text) or columns and MARK.fullmatch(text))
            ):
                status = text if not MARK.fullmatch(text) else min(columns, key=lambda one: abs(one[0] - line.x0))[1]
                last = current.chunks[-1]
                last.add(f"- {status}", line)
                continue
            beside = cells[place + 1].text if place + 1 < len(cells) else None
            hit = list_label(text, beside)
            if hit and current is not None and current.chunks and attribute(text) and (place > 0 or beside is None):
                current.chunks[-1].add(text, line, ", ")
                continue
            if hit:
                kind, rule, offset = hit
                if kind not in LISTS:
                    if kind == "ignore" or place == 0:
                        current = None
                    continue
                if place > 0 and current is not None and ":" not in text and current.label in BROAD:
                    continue
                current, group, columns = Roster(kind, rule, line.x0), None, []
                found.append(current)
                text = text[offset:].strip(BULLETS)
                if not text or NOBODY.fullmatch(text):
                    continue
                if current.label in BROAD and not read_entries(text) and is_group(text, line, rows[at + 1 : at + 2]):
                    group = text
                    continue
                current.chunks.append(Chunk.of(text, line, None))
                continue
            of_group = OF_GROUP.fullmatch(text)
            if (
                of_group
                and (current is not None and current.label in BROAD or of_group["from"])
                and read_entries(of_group["rest"])
            ):
                group = of_group["group"] if is_organisation(of_group["group"]) else None
                if current is None or current.label not in BROAD:
                    current = Roster("present", "fra-organisation", line.x0)
                    found.append(current)
                current.chunks.append(Chunk.of(of_group["rest"], line, group))
                continue
            if current is None:
                continue
            if (
                place > 0
                and current.chunks
                and current.chunks[-1].lines[0] in row.lines
                and (not read_entries(text) or is_organisation(text))
            ):
                current.chunks[-1].add(text, line, ", ")  # a table's further columns
                continue
            if not take(current, text, line, place, group):
                if GROUP_SKIPPED.fullmatch(text) or NOBODY.fullmatch(text):
                    continue
                if (
                    current.label in BROAD
                    and text.endswith(":")
                    and len(text) < 40
                    and text[0].isupper()
                    and (not columns or place == 0)
                ):
                    group = None  # a subheading such as "Medarbejdere:"
                elif current.label in BROAD and is_group(text, line, rows[at + 1 : at + 2]):
                    group = text
                elif place == 0 and (current.chunks or current is not found[0] or label is None):
                    current = None
    return found


def unlabelled_roster(rows: Sequence[Row]) -> list[Roster]:
    """A list of members with their parties that stands in the header without a label."""
    marked = sum(bool(re.search(r"\([A-ZÆØÅ]\)", line.text)) for row in rows for line in row.lines)
    if marked < 3:
        return []
    return [roster for roster in find_rosters(rows, ("present", "navneliste")) if len(roster.chunks) >= 3]


def joined_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows with a label that breaks over two of them ("Fra", "administrationen:") put together on the first."""
    out: list[Row] = []
    for row in rows:
        first = row.lines[0]
        above = out[-1].lines[0] if out else None
        if (
            above is not None
            and first.text.endswith(":")
            and first.page == above.page
            and abs(first.x0 - above.x0) < 3
            and 0 <= first.top - above.bottom < above.size
            and label_at(above.text) is None
            and ":" not in above.text
            and label_at(f"{above.text} {first.text}")
        ):
            out[-1] = Row((replace(above, text=f"{above.text} {first.text}"), *out[-1].lines[1:]))
            row = Row(row.lines[1:])
        if row.lines:
            out.append(row)
    return out


def parted(row: Row) -> Row:
    """The row with a cell for each label that stands inside a line ("Arne og Karen. Gæst: Julie. Referent: Karen")."""
    if not any(INNER_LABEL.search(line.text) for line in row.lines):
        return row
    return Row(tuple(replace(line, text=text) for line in row.lines for text in INNER_LABEL.split(line.text)))


def take(roster: Roster, text: str, line: Line, place: int, group: str | None) -> bool:
    """Adds the cell to the list when it is a person, the rest of one, or what is said of one."""
    above = next((c for c in reversed(roster.chunks) if abs(c.lines[-1].x0 - line.x0) < 14 or same_run(c, line)), None)
    if above is not None and (below(above.lines[-1], line) and goes_on(above, text, line)):
        above.add(text, line)
        return True
    if roster.label not in BROAD and roster.chunks:
        return False
    if read_entries(text):
        if re.match(rf"[{UPPER}][^,;(]*\s(?:er|var|har|havde|blev|bliver|vil|orienterede|ønskede)\s", text):
            return False
        roster.chunks.append(Chunk.of(text, line, group))
        return True
    if roster.chunks and (PARTY.fullmatch(text) or attribute(text) or REASON.fullmatch(text.strip("()"))):
        roster.chunks[-1].add(text, line, " " if text[0] == "(" else ", ")
        return True
    if (
        above is not None
        and below(above.lines[-1], line)
        and " " not in text
        and text[0].isupper()
        and not line.bold
        and line.x1 - line.x0 < 0.3 * (above.lines[-1].x1 - above.lines[-1].x0)
    ):
        above.add(text, line)  # the last word of a full line
        return True
    # single first names set one a line, where the list has begun with such
    if (
        " " not in text
        and text.isalpha()
        and roster.chunks
        and all(" " not in c.text for c in roster.chunks)
        and text[0].isupper()
        and not line.bold
    ):
        roster.chunks.append(Chunk.of(text, line, group))
        return True
    return False


def below(last: Line, line: Line) -> bool:
    return (
        line.page == last.page
        and -2 < line.top - last.bottom < 0.9 * max(last.size, 6)
        and line.bold == last.bold
        or line.page == last.page + 1
    )


def same_run(chunk: Chunk, line: Line) -> bool:
    """A line under a list that began after its label: further left than the first line, yet under it."""
    return (
        len(chunk.lines) == 1
        and line.x0 < chunk.lines[0].x1
        and line.x0 <= chunk.lines[0].x0 + 150
        and chunk.lines[0].x0 - line.x0 < 14
        or abs(chunk.lines[0].x0 - line.x0) < 120
        and several(chunk.text)
    )


def several(text: str) -> bool:
    """More than one person in the text: a list set as running text."""
    return len(read_entries(text)) >= 2


def goes_on(chunk: Chunk, text: str, line: Line) -> bool:
    """Does the line continue the one above it, rather than begin an entry of its own?"""
    if (
        chunk.text.count("(") > chunk.text.count(")")
        or RUN_ON.search(chunk.text)
        or LOWER_START.match(text)
        and not attribute(text)
    ):
        return True
    if PARTY.fullmatch(text) or attribute(text):
        return False
    if chunk.text.endswith(".") or not several(chunk.text) or SENTENCE.match(text):
        return False
    if sure_start(text) and (chunk.text.endswith(")") or UNIT.fullmatch(re.split(r"[,;]\s*", chunk.text)[-1])):
        return False  # the one above is complete
    return not line.bold


def attribute(text: str) -> bool:
    """A line that is said of the person above it: an office, a title."""
    bare = text.strip(" :")
    return (
        ":" not in text.strip()
        and len(bare) < 40
        and (bool(TITLE.fullmatch(bare)) or any(pattern.fullmatch(bare) for _, pattern in ROLES))
    )


def is_group(text: str, line: Line, following: Sequence[Row]) -> bool:
    """An organisation over the people who come from it: no person itself, and a person in the next row."""
    if len(text) > 60 or text.endswith(".") or not following or ":" in text:
        return False
    if not (line.bold or is_organisation(text)):
        return False
    return any(read_entries(n.text.strip(BULLETS)) for n in following[0].lines)


def status_columns(cells: Sequence[Line]) -> list[tuple[float, str]]:
    """The status columns of a table's head ("Navn | Deltog | Afbud"), else nothing."""
    named = [line for line in cells if STATUS_CELL.fullmatch(line.text.strip())]
    if len(named) < 2 or len(cells) - len(named) > 3 or any(read_entries(n.text) for n in cells):
        return []
    return [(line.x0, line.text.strip()) for line in named]


def contact_columns(rows: Sequence[Row]) -> list[Line]:
    """The telephone and e-mail lines that stand in a column of their own beside the header."""
    lines = [line for row in rows for line in row.lines]
    left = min((line.x0 for line in lines), default=0.0)
    return [
        line
        for line in lines
        if line.x0 > left + 60 and CONTACT.search(line.text) and not re.search(r"\bv/|\bhos\b", line.text)
    ]


def in_contact_box(line: Line, boxed: Sequence[Line]) -> bool:
    return any(
        one.page == line.page and abs(one.x0 - line.x0) < 4 and -1 <= one.top - line.top < CONTACT_REACH
        for one in boxed
    )
