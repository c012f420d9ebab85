"""Where people are listed: the labelled lists of a stretch of printed rows, with the lines that belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.components.additions import NOBODY, REASON, Entry, is_contact
from pipeline.components.cells import STATUS_CELL, cell_rows, status_columns
from pipeline.components.chunks import Chunk, attribute
from pipeline.components.fields import Row, label_at
from pipeline.components.persons import LOWER, PARTY, UPPER, is_organisation, starts_with_person
from pipeline.components.roster import INITIALS, MARKED_PARTY, STEWARD, is_first_name, read_entries, sure_start
from pipeline.components.seats import label_of_seat, seat_table
from pipeline.components.sentences import sentence_spans
from pipeline.minutes import Role
from pipeline.page import Line

BROAD = frozenset({"present", "absent", "guest", "secretariat", "substitute"})
CHAIRS = "felt-formandskab"  # the label of several who lead together
LISTS = BROAD | {"minute_taker", "moderator", "chair"}
BULLETS = " •▪◦●○■□–—-*\t"
HOW_MANY = re.compile(r"\d+\s[a-zæøå]{3,}[^.:]{0,40}\.\s")  # "31 lejemål = 62 stemmer. Fra administrationen deltog …"
MARK = re.compile(r"(?i)x|✓|✔|√|ja|•")
GROUP_SKIPPED = re.compile(r"(?i)(?:punkt|pkt\.?|dagsordenspunkt)\s*[\d,. og-]+:?|\(?deltog under .{0,30}")
RUN_IN = re.compile(  # a label that runs into its first name without a colon
    r"(?P<label>[Aa]fbud fra|Afbud|Fraværende|Mødedeltagere|Deltagere|Til ?stede(?: var)?|Mødt var|Fremmødte?|Mødte|"
    r"Sekretariat|Administrationen|Forvaltningen|Studerende|VIP|TAP|Ledelsen|(?:Ledelses|Leder|Medarbejder|Arbejdsgiver|Arbejdstager)siden|"
    r"Medarbejdere(?:ne)?|Elevråd(?:et)?|Elever|Forældre|Med til mødet|"
    r"Bestyrelsen (?:er|var) repræsenteret ved|I mødet deltog(?: fra bestyrelsen)?|"
    r"I mødet deltager|Endvidere deltog|Endvidere deltager|"
    r"Referent(?:er)?|Dirigent|Ordstyrer|Mødeleder|Gæst(?:er)?|Medlemmer),?"
    rf"\s+(?:(?:næst)?formanden,\s)?(?=[{UPPER}{LOWER}])"
)
REPORT = re.compile(rf"(?:Referat|Ref\.?|Referat(?:et)? (?:ved|v/|af|er skrevet af))\s*[:,]?\s*(?=[{UPPER}])")
TOLD = re.compile(rf"[{UPPER}][^,;(]*\s(?:er|var|har|havde|blev|bliver|vil|orienterede|ønskede)\s")
# who fills an office, a line each below "Til stede"
OFFICE_LINE = re.compile(
    r"(?P<office>(?i:(?:næst)?formand|kasserer|sekretær|referent|webmaster|(?:menigt\s+|bestyrelses)?medlem)"
    rf"(?:\s+og\s+[a-zæøå]+)?):\s*(?P<who>[{UPPER}][^,;:]+)"
)
FEWEST_NAMED = 3  # people behind a label that is not known, one of whom leads
OF_GROUP = re.compile(
    rf"(?P<origin>(?:Fra|For)\s+)?(?P<group>(?:[{UPPER}][^:,]|\d[{UPPER}]|samtlige\s|alle\s)[^:,]{{0,59}}):\s*(?P<rest>\S.*)"
)


@dataclass(slots=True)
class Roster:
    """A labelled list; `label` is one of LISTS, `rule` the row that knew it."""

    label: str
    rule: str
    chunks: list[Chunk] = field(default_factory=list)

    @property
    def broad(self) -> bool:
        """May it hold several people, one a line?"""
        return self.label in BROAD or self.rule == CHAIRS

    def entries(self, initials: Mapping[str, str]) -> Iterator[tuple[Entry, Chunk]]:
        """Each person with the chunk that holds the name; initials that stand alone in an office are looked up."""
        alone = sum(is_first_name(chunk.text.strip()) for chunk in self.chunks) >= 2
        for chunk in self.chunks:
            bare = chunk.text.strip(" .")
            if bare in initials and not self.broad:
                yield Entry(initials[bare], 0, len(chunk.text)), chunk
                continue
            for entry in read_entries(chunk.text, alone=alone):
                yield replace(entry, organisation=chunk.group) if entry.organisation is None else entry, chunk

    def holds_offices(self) -> bool:
        """Has the list no names yet, or none but those behind their offices ("Kasserer: Per Dam")?"""
        printed = (chunk.lines[0].text.strip(BULLETS) for chunk in self.chunks)
        return self.label == "present" and all(map(OFFICE_LINE.fullmatch, printed))

    def over(self, line: Line) -> Chunk | None:
        """The entry that stands right above the line in its column."""
        above = next((chunk for chunk in reversed(self.chunks) if chunk.in_column(line)), None)
        return above if above is not None and above.stands_over(line) else None

    def wraps(self, text: str, line: Line) -> bool:
        """Is the cell the rest of the entry above it in its column?"""
        above = self.over(line)
        return above is not None and above.is_unfinished() and above.goes_on(text, line)

    def take(self, text: str, line: Line, group: str | None) -> bool:
        """Adds the cell when it is a person, the rest of one, or what is said of one."""
        under = self.over(line)
        if under is not None and under.goes_on(text, line):
            under.add(text, line)
        elif not self.chunks and not self.broad and INITIALS.fullmatch(text):
            self.chunks.append(Chunk.of(text, line, group))
        elif self.chunks and not self.broad:
            return False
        elif read_entries(text):
            if TOLD.match(text):
                return False
            self.chunks.append(Chunk.of(text, line, group))
        elif self.chunks and (PARTY.fullmatch(text) or attribute(text) or REASON.fullmatch(text.strip("()"))):
            self.chunks[-1].add(text, line, " " if text[0] == "(" else ", ")
        elif line.bold or " " in text or not text[0].isupper() or not self.chunks:
            return False
        elif under is not None and line.x1 - line.x0 < 0.3 * (under.lines[-1].x1 - under.lines[-1].x0):
            under.add(text, line)  # the last word of a full line
        elif text.isalpha() and all(" " not in chunk.text for chunk in self.chunks):
            self.chunks.append(Chunk.of(text, line, group))  # first names one a line
        else:
            return False
        return True


def find_rosters(rows: Sequence[Row], label: tuple[str, str] | None = None) -> list[Roster]:
    """The lists of people among the rows, in printed order; with `label` (label, rule) one is open from the start."""
    reading = Reading()
    if label is not None and label[0] in LISTS:
        reading.begin(*label)
        reading.kept = reading.roster
    printed = cell_rows(rows)
    read = 0
    for at, cells in enumerate(printed):
        if at < read:
            continue
        reading.read(cells, printed[at + 1] if at + 1 < len(printed) else ())
        if reading.roster is not None and reading.roster.broad and not reading.roster.chunks:
            seats = seat_table(printed[at + 1 :])
            for row in seats:
                reading.read_seat(row)
            read = at + 1 + len(seats)
    return reading.found


@dataclass(slots=True)
class Reading:
    """How far the reading of the rows has come: the open list, and the organisation or table its people stand under."""

    found: list[Roster] = field(default_factory=list)
    roster: Roster | None = None  # the open list
    kept: Roster | None = None  # stays open until it has a name
    group: str | None = None
    columns: list[tuple[float, str]] = field(default_factory=list)  # a table's status columns: left edge, label
    away: bool = False  # under a head of its own that says who was absent

    def begin(self, label: str, rule: str) -> Roster:
        self.roster, self.group, self.columns = Roster(label, rule), None, []
        self.found.append(self.roster)
        return self.roster

    def close(self) -> None:
        if self.roster is not self.kept or self.roster is not None and self.roster.chunks:
            self.roster = None

    def read(self, cells: Sequence[Line], following: Sequence[Line]) -> None:
        """Takes in one row; `following` are the cells of the next."""
        if columns := status_columns(cells):
            self.begin("present", "tabel-fremmøde")
            self.columns = columns
            return
        if self.roster is None and len(cells) == 2 and came(cells[0].text, cells[1].text):
            self.begin("present", "tabel-fremmøde").chunks.append(Chunk.of(cells[0].text.strip(BULLETS), cells[0]))
        for place, line in enumerate(cells):
            text = line.text.strip(BULLETS)
            if text and not (is_contact(text) and not starts_with_person(text)):
                self.read_cell(text, line, cells, place, following)

    def read_seat(self, cells: Sequence[Line]) -> None:
        """Takes in a seat with the person who fills it, and what further cells say of the person."""
        seat, person, *others = cells
        chunk = Chunk.of(person.text, person)
        if attribute(seat.text):
            chunk.text += f", {seat.text}"
        elif label := label_of_seat(seat.text):
            self.found.append(Roster(*label, [chunk]))
            return
        else:
            chunk.group = seat.text
        for line in others:
            chunk.add(line.text, line, " - ")
        if self.roster is not None:
            self.roster.chunks.append(chunk)

    def read_cell(self, text: str, line: Line, cells: Sequence[Line], place: int, following: Sequence[Line]) -> None:
        last = self.roster.chunks[-1] if self.roster is not None and self.roster.chunks else None
        if last is not None and place > 0 and (status := self.status_of(text, line)):
            last.add(f"- {status}", line)
            return
        beside = cells[place + 1].text if place + 1 < len(cells) else None
        office = OFFICE_LINE.fullmatch(text) if place == 0 else None
        if office is not None and self.roster is not None and self.roster.holds_offices():
            self.roster.chunks.append(Chunk.of(f"{office['who']}, {office['office'].lower()}", line))
            return
        hit = list_label(text, beside)
        wraps = self.roster is not None and self.roster.wraps(text, line)
        if hit is not None and last is not None and attribute(text) and (place > 0 or beside is None):
            last.add(text, line, ", ")
        elif hit is not None:
            self.open_label(hit, text, line, place, following)
        elif self.of_group(text, line, following) or self.roster is None:
            return
        elif last is not None and place > 0 and last.lines[0] in cells and no_person(text) and not wraps:
            last.add(text, line, ", ")  # a table's further columns
        elif not self.roster.take(text, line, self.group):
            self.pass_over(text, line, place, following)

    def status_of(self, text: str, line: Line) -> str | None:
        """The status that a cell to the right of a name prints, in words or as a mark in a column."""
        if STATUS_CELL.fullmatch(text):
            return text
        if self.columns and MARK.fullmatch(text):
            label = min(self.columns, key=lambda column: abs(column[0] - line.x0))[1]
            return "afbud" if "afbud" in label.lower() else label
        return None

    def open_label(
        self, hit: tuple[str, str, int], text: str, line: Line, place: int, following: Sequence[Line]
    ) -> None:
        label, rule, offset = hit
        if rule == "felt-navn" and self.roster is not None and self.roster.broad and not self.roster.chunks:
            return  # the head of the table that the list is printed in
        if label not in LISTS:
            if label == "ignore" or place == 0:
                self.roster = None
            return
        if place > 0 and self.roster is not None and self.roster.broad and ":" not in text:
            return  # the head of a column
        columns = self.columns
        rest = text[offset:].strip(BULLETS)
        if self.away and label == "present" and rest and self.is_repeated(rule, rest):
            label = "absent"  # the same group as above under "Til stede", with others in it
        elif label in BROAD:
            self.away = label == "absent" and not rest and self.groups() > 0
        roster = self.begin(label, rule)
        if roster.broad:
            self.columns = columns  # those of a table go on below a subheading in it
        if not rest or NOBODY.fullmatch(rest):
            return
        if roster.broad and HOW_MANY.match(rest) and not read_entries(rest):
            self.found.remove(roster)
            self.roster = None  # the sentences behind the count are read as such
            return
        if roster.broad and not read_entries(rest) and is_group(rest, line, following):
            self.group = rest
        else:
            roster.chunks.append(Chunk.of(rest, line))

    def groups(self) -> int:
        """How many labels of people who were there have been read."""
        return len({roster.rule for roster in self.found if roster.label == "present" and roster.chunks})

    def is_repeated(self, rule: str, names: str) -> bool:
        """Has a list with this label been read, of other people?"""
        return any(
            roster.rule == rule and roster.chunks[:1] and roster.chunks[0].text != names for roster in self.found
        )

    def of_group(self, text: str, line: Line, following: Sequence[Line]) -> bool:
        """ "Nordby Kommune: Karen Holm, Per Vang" within a list, or "Fra Nordby Kommune: …" on its own; so is any label
        before three people one of whom leads ("Kredsledelsen: Karen Holm (formand), Per Vang, Inga Dam")."""
        if ":" not in text:
            return False
        match = OF_GROUP.fullmatch(text, last_sentence(text) if self.roster is None else 0)
        within = self.roster is not None and self.roster.broad
        if match is None or not read_entries(match["rest"]):
            return False
        if sure_start(match["group"]) and not sure_start(match["rest"]):
            return False  # "Karen Holm: Café Solen" names her organisation
        below = following[0].text if len(following) == 1 else ""
        if not (within or match["origin"] or self.roster is None and leads(read_entries(f"{match['rest']} {below}"))):
            return False
        roster = self.roster if self.roster is not None and within else self.begin("present", "fra-organisation")
        self.group = match["group"] if is_organisation(match["group"]) else None
        roster.chunks.append(Chunk.of(match["rest"], line, self.group))
        return True

    def pass_over(self, text: str, line: Line, place: int, following: Sequence[Line]) -> None:
        """A cell that is no person: the head of a group, a filler, or the end of the list."""
        broad = self.roster is not None and self.roster.broad
        if GROUP_SKIPPED.fullmatch(text) or NOBODY.fullmatch(text):
            self.away = False
            return
        if broad and text.endswith(":") and len(text) < 40 and text[0].isupper():
            self.group = None  # a subheading such as "Medarbejdere:"
        elif broad and is_group(text, line, following):
            self.group = text
        elif place == 0:
            self.close()


def list_label(text: str, beside: str | None) -> tuple[str, str, int] | None:
    """(label, rule, offset of the value) when a header label begins the text; `beside` is the next cell of its row."""
    if hit := label_at(text):
        if hit[0] == "body" and leads(read_entries(text[hit[3] :].strip())):
            return "present", "fra-organisation", hit[3]  # "Bestyrelse: Karen Holm (formand), Per Vang, Bo Lund"
        return hit[0], hit[1], hit[3]
    if (match := RUN_IN.match(text)) and (
        sure_start(STEWARD.sub("", text[match.end() :]))
        or starts_with_person(text[match.end() :])
        or MARKED_PARTY.search(text)
    ):
        if found := label_at(match["label"]):
            return found[0], found[1], match.end()
    if (match := REPORT.match(text)) and names_reporter(text[match.end() :]):
        return "minute_taker", "referat-navn", match.end()
    if text.rstrip(":") in ("Referat", "Ref.") and names_reporter(beside or ""):
        return "minute_taker", "referat-navn", len(text)
    return None


def last_sentence(text: str) -> int:
    """Where the sentence begins that holds the last colon of the text."""
    colon = text.rfind(":")
    return next((start for start, end in sentence_spans(text) if start <= colon < end), 0)


def came(name: str, status: str) -> bool:
    """Does a status stand beside a person ("Karen Holm, formand   til stede")?"""
    return STATUS_CELL.fullmatch(status) is not None and sure_start(name) and bool(read_entries(name))


def leads(entries: Sequence[Entry]) -> bool:
    """Are they so many, and is one of them the chair, that whoever they are they held the meeting?"""
    chairs = (Role.CHAIR, Role.CO_CHAIR, Role.VICE_CHAIR)
    return len(entries) >= FEWEST_NAMED and any(entry.role in chairs for entry in entries)


def names_reporter(text: str) -> bool:
    return len(text) < 60 and starts_with_person(text) is not None and bool(read_entries(text))


def no_person(text: str) -> bool:
    return is_organisation(text) or not read_entries(text)


def is_group(text: str, line: Line, following: Sequence[Line]) -> bool:
    """An organisation over the people who come from it: no person itself, and a person in the next row."""
    if len(text) > 60 or text.endswith(".") or ":" in text or not (line.bold or is_organisation(text)):
        return False
    return any(read_entries(below.text.strip(BULLETS)) for below in following)
