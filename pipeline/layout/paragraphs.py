"""Lines into paragraphs and list items: does a line go on with the paragraph above it, and what marks a list item?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layout.rows import beside
from pipeline.page import Block, BlockKind, Line

TOP = 99.0  # the gap above a block at the top of a page or column, in points
MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*\b"
BULLET = re.compile(
    r"""
    ( [•▪◦●○■□►➢➤✓☑☐☒·*§→⇒] | [-=]{1,2}>
    | [-–—](?=\s|[A-ZÆØÅ])
    | o(?=\s+[A-ZÆØÅa-zæøå])          # the bullet of a nested list that lost its symbol font
    ) \s* (?=\S)
    """,
    re.X,
)
NUMBER = re.compile(
    rf"""
    ( (?: [Pp]unkt | PUNKT | [Pp]kt\.? | Sag\s+nr\.? | SAG\s+NR\.? | Nr\. | [Åå]bent | [Ll]ukket | § )
      \s? \d{{1,4}}\b[.:]?
    | \d{{1,3}} (?:\.\d{{1,2}}){{0,3}} [.)]         # 3.  3)  3.1.
    | \d{{1,2}}\.\d{{1,2}} (?![.\d-])               # 3.1, but not 3.1.2021
    | [a-zA-Z][.)]
    | \(?[ivx]{{1,4}}\)
    | \(\d{{1,2}}\)
    | [Aa]d\.?\s*\d{{1,2}}[.:)]?
    | [Aa]t\s+\d{{1,2}}[.)]
    ) \s* (?=\S) (?!\s*{MONTH}) (?!\d)
    """,
    re.X,
)
LETTER = re.compile(r"[b-z][.)]")
BRACKET_ENDS = re.compile(r"\w{1,2}\)")
ENDS_SENTENCE = re.compile(r"[.!?:;][”\"’»)\]]*$")
# a label or a speaker's name, which begins a paragraph after a finished sentence
OPENS = re.compile(
    r"[A-ZÆØÅ][\w ./&-]{1,30}:(?:\s|$)|[A-ZÆØÅ]\w{3,}\s[–-]\s|Det\s+indstilles\b|[A-ZÆØÅ]\w+(?:\s+\w+)?\s+indstiller\b"
)
LOWER_START = re.compile(r"[”\"“»«]?[a-zæøåéü]|[(,]")
GOES_ON = re.compile(r"(?:dog|som|der|og|men|idet|så|således|hvor\w*|hvis|da|fordi|mens|samt|eller)\b")  # after a comma
HANGING_HYPHEN = re.compile(r"(?:og|eller|samt|til)\b")  # "vej- og stiplan" keeps its hyphen over the line end


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    lines: list[Line]
    marker: str
    bullet: bool
    gap: float  # points
    soft: bool = False
    row: bool = False  # the last line stands in a column beside the one before it


@dataclass(slots=True)
class Column:
    """A column of text: takes its lines in reading order and gives back each paragraph once it is complete.

    `margin` is its right edge in points, `leading` the usual white space between lines as a share of the font size.
    """

    margin: float
    leading: float
    draft: Draft | None = None
    previous: Line | None = None

    def add(self, line: Line) -> list[Block]:
        """Take the next line; the paragraph that it ends, if any."""
        gap = line.top - self.previous.bottom if self.previous and line.top > self.previous.top else TOP
        ended: list[Block] = []
        if self.draft is not None and same_paragraph(self.draft, line, gap, self.margin, self.leading):
            last = self.draft.lines[-1]
            self.draft.row = line.top < last.bottom - 0.5 * line.size and line.x0 > last.x1
            self.draft.lines.append(line)
        else:
            ended = self.end()
            self.draft = begin(line, gap)
        self.draft.soft = fills(line, self.margin)
        self.previous = line
        return ended

    def end(self) -> list[Block]:
        """The paragraph in the making, if any: the next line begins another."""
        ended = [finish(self.draft)] if self.draft else []
        self.draft = None
        return ended

    def interrupt(self, line: Line) -> list[Block]:
        """A line that is no running text (of a table, of the contents list) ends the paragraph above it."""
        ended = self.end()
        self.previous = line
        return ended


def begin(line: Line, gap: float) -> Draft:
    if match := BULLET.match(line.text):
        return Draft([line], match.group(1), True, gap)
    match = NUMBER.match(line.text)
    return Draft([line], match.group(1) if match else "", False, gap)


def same_paragraph(draft: Draft, line: Line, gap: float, margin: float, leading: float) -> bool:
    """Does `line` go on with the draft? `gap` is the white space between them, in points."""
    last = draft.lines[-1]
    size = max(last.size, 4.0)
    if line.page != last.page:
        return False
    if beside(last, line):
        return min(last.x1 - last.x0, line.x1 - line.x0) < 0.6 * (margin - draft.lines[0].x0)
    if line.top <= last.top or line.x0 >= last.x1 or line.x1 <= draft.lines[0].x0 - 1:  # another column
        return False
    if draft.row and abs(line.x0 - last.x0) > 0.5 * size:
        return False
    marked = draft.bullet and len(draft.lines) == 1  # its size is that of the bullet
    if gap > (leading + 0.55) * size or abs(line.size - last.size) > (0.2 if marked else 0.05) * size + 0.25:
        return False
    full = fills(last, margin, first_word(line))
    if line.bold != last.bold and not (last.hyphen or (mixed(last) and full)):
        return False
    if ENDS_SENTENCE.search(last.text) and OPENS.match(line.text):
        return False
    counted = NUMBER.match(line.text) and not (full and number_in_sentence(draft, line))
    if BULLET.match(line.text) or (counted and not letter_in_sentence(draft, line)):
        return False
    lower = bool(LOWER_START.match(line.text))
    if last.hyphen and lower:
        return True
    if not full:
        # room was left for the next word: the author ended the line, unless the sentence plainly goes on
        return (
            lower
            and not line.text.startswith("at ")
            and not ENDS_SENTENCE.search(last.text)
            and (not last.text.endswith(",") or GOES_ON.match(line.text) is not None)
        )
    return keeps_edge(draft, line, size)


def keeps_edge(draft: Draft, line: Line, size: float) -> bool:
    """Does the line begin where the paragraph's lines do? The second line may hang, or undo a first line's indent."""
    indent = line.x0 - draft.lines[-1].x0
    if abs(indent) < 0.8 * size:
        return True
    if len(draft.lines) > 1:
        return False
    return -4 * size < indent < 0 or bool(draft.marker and 0 < indent < 6 * size)


def fills(line: Line, margin: float, word: str = "mmmm") -> bool:
    """Would `word` not have fitted after the line? Then its break is the typesetter's, not the author's."""
    letter = (line.x1 - line.x0) / max(len(line.text), 1)
    return line.x1 + letter * (len(word) + 1) > margin - 1


def mixed(line: Line) -> bool:
    return 0 < line.bold_head < len(line.text)


def first_word(line: Line) -> str:
    return line.text.split(" ", 1)[0]


def number_in_sentence(draft: Draft, line: Line) -> bool:
    """Is the number at the start of the line part of the sentence above it ("… frem til\\n12. marts")?"""
    last = draft.lines[-1]
    return not ENDS_SENTENCE.search(last.text) and abs(line.x0 - last.x0) < 1.5 and not draft.marker


def letter_in_sentence(draft: Draft, line: Line) -> bool:
    """Is the letter at the start of the line short for a word ("… et hus,\\nm. glasdør"), or the last in brackets?"""
    letter = LETTER.match(line.text)
    written = draft.lines[-1].text
    if BRACKET_ENDS.match(line.text) and written.rfind("(") > written.rfind(")"):
        return True  # "… stemte imod (A, B og\nC)."
    return letter is not None and draft.lines[-1].text.endswith(",") and not LETTER.match(draft.marker)


def finish(draft: Draft) -> Block:
    text, starts = joined(draft.lines, len(draft.marker) if draft.bullet else 0)
    return Block(
        kind=BlockKind.BULLET if draft.marker else BlockKind.TEXT,
        text=text,
        page=draft.lines[0].page,
        lines=tuple(draft.lines),
        marker=draft.marker,
        gap=draft.gap,
        starts=starts,
        soft=draft.soft,
    )


def joined(lines: Sequence[Line], cut: int = 0) -> tuple[str, tuple[int, ...]]:
    """The lines' text as one string, words broken at a line end joined, with the offset at which each line begins.

    `cut` letters of the first line are left out.
    """
    text, starts = "", []
    for at, line in enumerate(lines):
        piece = line.text[cut:].lstrip() if at == 0 else line.text
        if at and text:
            if lines[at - 1].hyphen and text.endswith(("-", "\xad")):
                if LOWER_START.match(piece) and not HANGING_HYPHEN.match(piece):
                    text = text[:-1]
                elif not piece[:1].isupper() and not piece[:1].isdigit():
                    text += " "
            else:
                text += " "
        starts.append(len(text))
        text += piece
    return text, tuple(starts)
