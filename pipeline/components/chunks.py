"""One entry, or one run of text, of a list of people: its printed lines, and which line below goes on with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.components.additions import ROLES, UNIT
from pipeline.components.persons import LOWER, PARTY, TITLE, UPPER
from pipeline.components.roster import read_entries, sure_start
from pipeline.page import Box, Line

RUN_ON = re.compile(
    r"(?i)(?:[,;–—-]|\b(?:og|samt|for|af|med|ved|v/|i|på|til|fra|(?<![:–-] )(?:deltager|deltog|mødte)))$"
)
STANDS_IN = re.compile(r"(?:stedfortræder|suppleant) for [A-ZÆØÅ]\w+$")  # and the family name on the next line
FAMILY_NAME = re.compile(r"[A-ZÆØÅ][\w-]+(?:\s\([A-ZÆØÅ]{1,2}\))?")
LOWER_START = re.compile(r"[a-zæøåé(]")
SENTENCE = re.compile(  # "Fra forvaltningen …": no rest of a list
    rf"[{UPPER}][^\s,;()]{{0,80}}(?:\s[{UPPER}][^\s,;()]{{0,40}}){{1,3}}\s(?:kunne|var|er|har|havde|deltog|mødte|kom|blev|meldte)\b"
    rf"|[{UPPER}][^\s,;()]{{0,80}}\s+(?!(?:og|samt|von|van|de|af|du|la|der)\s)[{LOWER}]"
)
OFFICE_BEHIND = re.compile(  # the rest of an organisation, and the office of the person above it
    r"[^(),;:]{2,40}\s\((?i:\w{0,20}formand|formandskab|referent|mødeleder|tovholder)\)"
)
SAME_SIZE = 1.0  # points by which the print of a list may differ
COLUMN = 14.0  # points by which lines of one column may differ


@dataclass(slots=True)
class Chunk:
    """One entry, or one run of text, of a list: its lines, and the organisation it stands under."""

    text: str
    lines: list[Line]
    starts: list[int]
    group: str | None = None

    @classmethod
    def of(cls, text: str, line: Line, group: str | None = None) -> Chunk:
        return cls(text, [line], [0], group)

    def add(self, text: str, line: Line, glue: str = " ") -> None:
        if self.text.endswith("-") and text[:1].islower():
            self.text, glue = self.text[:-1], ""
        self.starts.append(len(self.text) + len(glue))
        self.text += glue + text
        self.lines.append(line)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Boxes of the lines that the characters `start` to `end` of the text touch."""
        stops = (*self.starts[1:], len(self.text) + 1)
        return tuple(n.box for n, a, b in zip(self.lines, self.starts, stops, strict=True) if a < end and b > start)

    def is_unfinished(self) -> bool:
        """Does the text end in mid-phrase ("stedfortræder for Inga")?"""
        return RUN_ON.search(self.text) is not None or STANDS_IN.search(self.text) is not None

    def goes_on(self, text: str, line: Line) -> bool:
        """Does the line below continue this one, rather than begin an entry of its own?"""
        if self.text.count("(") > self.text.count(")") or RUN_ON.search(self.text):
            return True
        if STANDS_IN.search(self.text):  # a given name; the next cell may be its family name or another person
            return FAMILY_NAME.fullmatch(text) is not None
        if attribute(text) or PARTY.fullmatch(text):
            return False
        if LOWER_START.match(text) or OFFICE_BEHIND.fullmatch(text) and not sure_start(text):
            return True
        if line.bold or self.text.endswith(".") or len(read_entries(self.text)) < 2 or SENTENCE.match(text):
            return False
        last = re.split(r"[,;]\s*", self.text)[-1]
        if (title := TITLE.match(text)) and " " in last:
            return not sure_start(text[title.end() :].lstrip())  # a full name, and under it "Konsulent Per Vang"
        complete = self.text.endswith(")") or UNIT.fullmatch(last)
        return not (complete and sure_start(text))

    def stands_over(self, line: Line) -> bool:
        """Is the line printed right below the last one, or at the top of the next page?"""
        last = self.lines[-1]
        if abs(line.size - last.size) > SAME_SIZE:
            return False
        if line.page != last.page:
            return line.page == last.page + 1
        return -2 < line.top - last.bottom < 0.9 * max(last.size, 6) and line.bold == last.bold

    def in_column(self, line: Line) -> bool:
        """Is the line in the chunk's column, or under running text that began after its label?"""
        if abs(self.lines[-1].x0 - line.x0) < COLUMN:
            return True
        first = self.lines[0]
        if len(self.lines) == 1 and line.x0 < first.x1 and first.x0 - COLUMN < line.x0 <= first.x0 + 150:
            return True
        return abs(first.x0 - line.x0) < 120 and len(read_entries(self.text)) >= 2


def attribute(text: str) -> bool:
    """A line that is said of the person above it: an office, a title."""
    bare = text.strip()
    if ":" in bare or len(bare) > 40:
        return False
    return bool(TITLE.fullmatch(bare)) or any(pattern.fullmatch(bare) for _, pattern in ROLES)
