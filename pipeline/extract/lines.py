"""Printed lines of one page from its characters: split at wide gaps, with boxes, size and bold head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.extract.clean import clean_text, ends_broken
from pipeline.extract.close_columns import seams
from pipeline.extract.glyphs import Glyphs, Range
from pipeline.extract.marks import Rect
from pipeline.page import Line

_PRINTED_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_WORD = re.compile(r"\S+")
_LETTERSPACED = re.compile(r"(?<!\S)(?!(\w)\s+\1(?!\S))[^\W\d_](?:\s+[^\W\d_]){3,}(?![^\s:.,])")
# "1.", "10.2", "3a", "a)", "(iv)", "§", "•": what may lead a line across a wide gap without being cut off.
_MARKER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-zA-Z]|[ivxIVX]{1,4})[.):]{0,2}|[^\w\s]{1,2}|o")
_MARKER_LENGTH = 6

# Measured on real minutes: words of justified text stand 1.2 em apart at most, columns seldom less than 1.5.
_REACH, _LABEL_REACH, _MARKER_REACH = 1.5, 1.25, 8.0
_EVEN = 1.25  # the widest gap to the narrowest in a short line that is pulled out to the full measure
_SPACED = 3.5  # the gap between letterspaced words to that between their letters, at most
_SUSPECT = 0.8  # em a line may be wider than its letters before it is looked at word by word
_SUSPECT_MIXED = 0.3  # the same where it begins and ends in different fonts, and the width is guessed from the last
_CROWDED = -3.0  # em it may be narrower: two printed lines in one are narrower still
SPACE = 0.15  # em between two pieces of a line that stand for a space
_ASCENT, _DESCENT = 0.78, 0.22  # of the size, from the baseline
_SIDEWAYS = 0.8  # share of a page's lines that must run the same way for the page to be turned


def page_lines(glyphs: Glyphs, ranges: list[Range], walls: list[Rect], number: int) -> tuple[list[Line], list[Rect]]:
    """The lines of a page in the order of its content, cut at the vertical rulings `walls`, and seams.

    Seams are where lines were cut besides: between columns that no ruling parts, and that are close on a row.
    """
    parts = [part for start, end in ranges for part in _pieces(glyphs, walls, start, end)]
    lines = [_line(glyphs, number, *part) for part in parts]
    sewn = seams(lines, parts, glyphs)
    if sewn:
        parts = [part for start, end in ranges for part in _pieces(glyphs, walls + sewn, start, end)]
        lines = [_line(glyphs, number, *part) for part in parts]
    return [line for line in lines if line.text], sewn


def printed_ranges(glyphs: Glyphs) -> list[Range]:
    """The ranges of the lines pdfium tells apart. Turns the frame of `glyphs` if the page is set sideways."""
    ranges = list(_printed(glyphs.text))
    _set_upright(glyphs, ranges)
    return ranges


def _printed(text: str) -> Iterator[Range]:
    """Without the white space at their ends."""
    for match in _PRINTED_LINE.finditer(text):
        part = match.group()
        bare = part.strip()
        if bare is part:  # the most
            yield match.span()
        elif bare:
            start = match.start() + part.index(bare[0])
            yield start, start + len(bare)


def _set_upright(glyphs: Glyphs, ranges: list[Range]) -> None:
    if not ranges or glyphs.size(ranges[len(ranges) // 2][0])[1] == 0:
        return
    ways = Counter(glyphs.size(start)[1] for start, _ in ranges)
    turns, count = ways.most_common(1)[0]
    if turns and count >= _SIDEWAYS * len(ranges):
        glyphs.turn(-turns)


def _pieces(glyphs: Glyphs, walls: list[Rect], start: int, end: int) -> Iterable[Range]:
    """A printed line as one range, or cut where it is far wider than its letters or crossed by a ruling."""
    first, last = glyphs.box(start), glyphs.box(end - 1)
    size, turns = glyphs.size(start)
    whole = ((start, end),)
    if turns:
        return whole
    left, right, top, bottom = first[0], last[2], first[1], first[3]
    crossed = [wall[0] for wall in walls if wall[1] < bottom and top < wall[3] and left < wall[0] < right]
    if not crossed:
        source, last_source = glyphs.source(start), glyphs.source(end - 1)
        face = glyphs.face(last_source)
        most = _SUSPECT if source == last_source or glyphs.face(source) is face else _SUSPECT_MIXED
        width = sum(map(face.widths.__getitem__, glyphs.text[start:end]))
        if _CROWDED < ((right - left) / size - width if size else 0.0) < most:
            return whole
    return _parts(glyphs, start, end, size, crossed)


def _parts(glyphs: Glyphs, start: int, end: int, size: float, walls: list[float]) -> Iterator[Range]:
    """The range cut where the gap between two words is wide or ruled, but not behind a leading list marker.

    A gap far below nothing is the end of a printed line that pdfium overlooked.
    """
    words = [match.span() for match in _WORD.finditer(glyphs.text, start, end)]
    cuts = [(left_end, right) for (_, left_end), (right, _) in pairwise(words)]
    sides = [(glyphs.box(left_end - 1)[2], glyphs.box(right)[0]) for left_end, right in cuts]
    if not walls and all(_CROWDED * size < right - left < _LABEL_REACH * size for left, right in sides):
        yield start, end
        return
    stretch = _stretch(glyphs, words, [right - left for left, right in sides])
    for (left_x, right_x), (left_end, right) in zip(sides, cuts, strict=True):
        gap = right_x - left_x
        wide = gap > max(stretch, reach(glyphs.text[start:left_end]) * size)
        if wide or gap < _CROWDED * size or any(left_x <= wall <= right_x for wall in walls):
            yield start, left_end
            start = right
    yield start, end


def _stretch(glyphs: Glyphs, words: list[Range], gaps: list[float]) -> float:
    """The gap up to which words belong together in a line that is pulled out: justified by force or letterspaced."""
    text = glyphs.text[words[0][0] : words[-1][1]]
    if len(gaps) > 2 and max(gaps) < _EVEN * min(gaps) and 2 * sum(map(str.isalpha, text)) > len(text):
        return max(gaps)
    if _LETTERSPACED.search(text):
        return _SPACED * sorted(gaps)[len(gaps) // 2]
    start, end = max(words, key=lambda word: word[1] - word[0])
    if end - start < 2:
        return 0.0
    return _SPACED * (glyphs.box(start + 1)[0] - glyphs.box(start)[2])


def reach(text: str) -> float:
    """How far behind a text, in em, the next word still belongs to its line: a list marker reaches farther."""
    if len(text) <= _MARKER_LENGTH and _MARKER.fullmatch(text):
        return _MARKER_REACH
    return _LABEL_REACH if text.endswith(":") else _REACH


# a word processor may set the numbers of a bold list in regular weight
LIST_NUMBER = re.compile(r"\d{1,3}\s?[.)]?\s+")


def _line(glyphs: Glyphs, number: int, start: int, end: int) -> Line:
    first, last = glyphs.box(start), glyphs.box(end - 1)
    size, turns = glyphs.size(start)
    source = glyphs.source(start)
    x0, x1 = min(first[0], last[0]), max(first[2], last[2])
    if turns == 0:
        baseline = glyphs.baseline(start)
        top, bottom = baseline - _ASCENT * size, baseline + _DESCENT * size
    else:
        top, bottom = min(first[1], last[1]), max(first[3], last[3])
    text = _text(glyphs, start, end)
    bold_head = 0
    if (begin := _bold_begin(glyphs, start, end)) is not None:
        edge = _bold_end(glyphs, begin, end)
        bold_head = len(text) if edge == end else len(_text(glyphs, start, edge))
    italic, hyphen = glyphs.face(source).italic, ends_broken(glyphs.text[start:end])
    return Line(text, number, x0, top, x1, bottom, size, bold_head, italic, hyphen)


def _bold_begin(glyphs: Glyphs, start: int, end: int) -> int | None:
    """Where the bold run begins that opens the line, a list number of regular weight aside; None where none does."""
    if glyphs.bold(glyphs.source(start)):
        return start
    number = LIST_NUMBER.match(glyphs.text, start, end)
    bold = number is not None and number.end() < end and glyphs.bold(glyphs.source(number.end()))
    return number.end() if number and bold else None


def _bold_end(glyphs: Glyphs, start: int, end: int) -> int:
    """Where the bold run that begins at `start` ends, to the word."""
    source = glyphs.source(start)
    if glyphs.source(end - 1) == source:
        return end
    for match in _WORD.finditer(glyphs.text, start, end):
        word_source = glyphs.source(match.start())
        if word_source != source and not glyphs.bold(word_source):
            return match.start()
    return end


def _text(glyphs: Glyphs, start: int, end: int) -> str:
    raw = glyphs.text[start:end]
    if raw.count(" ") * 4 > len(raw) and _LETTERSPACED.search(raw):
        raw = _LETTERSPACED.sub(lambda match: _tightened(glyphs, start + match.start(), start + match.end()), raw)
    return clean_text(raw)


def _tightened(glyphs: Glyphs, start: int, end: int) -> str:
    """Letterspaced words written normally ("R E F E R A T"): the gap between words is wider than that of letters."""
    letters = [match.start() for match in _WORD.finditer(glyphs.text, start, end)]
    boxes = [glyphs.box(letter) for letter in letters]
    gaps = [right[0] - left[2] for left, right in pairwise(boxes)]
    usual = sorted(gaps)[len(gaps) // 2]
    text = glyphs.text[start]
    for letter, gap in zip(letters[1:], gaps, strict=True):
        text += " " * (gap > 1.7 * usual) + glyphs.text[letter]
    return text
