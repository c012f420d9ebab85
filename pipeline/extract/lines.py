"""Printed lines of one page from its characters: split at wide gaps, with boxes, size and bold head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.clean import clean_text, end_hyphen, join_letterspaced
from pipeline.extract.geometry import Frame
from pipeline.extract.glyphs import Glyphs
from pipeline.page import Line

_PRINTED_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_WORD = re.compile(r"\S+")
# "1.", "10.2", "3a", "a)", "(iv)", "§", "•": what may lead a line across a wide gap without being cut off.
_MARKER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-zA-Z]|[ivxIVX]{1,4})[.):]{0,2}|[^\w\s]{1,2}|o")

WIDE_GAP = 1.8  # em; justified text stays below
_SUSPECT = 1.0  # em a line may be wider than its letters before it is looked at word by word
_ASCENT, _DESCENT = 0.78, 0.22  # of the size, from the baseline

_WIDTHS = {
    **dict.fromkeys("iljI.,:;'|!", 0.25), **dict.fromkeys("frt()[]/- ", 0.31),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÆØÅ&", 0.68),
    **dict.fromkeys("mwMW@%æ", 0.84),
}  # fmt: skip


def page_lines(glyphs: Glyphs, frame: Frame, number: int) -> list[Line]:
    """The lines of a page in the order of its content."""
    return [line for start, end in _printed(glyphs.text) for line in _read(glyphs, frame, number, start, end)]


def _printed(text: str) -> Iterator[tuple[int, int]]:
    """Index ranges of the lines pdfium tells apart, without the white space at their ends."""
    for match in _PRINTED_LINE.finditer(text):
        part = match.group()
        bare = part.strip()
        if bare:
            start = match.start() + part.index(bare[0])
            yield start, start + len(bare)


def _read(glyphs: Glyphs, frame: Frame, number: int, start: int, end: int) -> Iterator[Line]:
    first, last = glyphs.box(start), glyphs.box(end - 1)
    size = glyphs.style(start).size
    natural = sum(_WIDTHS.get(char, 0.55) for char in glyphs.text[start:end]) * size
    if last[1] - first[0] - 0.85 * natural > _SUSPECT * size:
        for part_start, part_end in _parts(glyphs, start, end, size):
            yield _line(glyphs, frame, number, part_start, part_end)
    else:
        yield _line(glyphs, frame, number, start, end)


def _parts(glyphs: Glyphs, start: int, end: int, size: float) -> Iterator[tuple[int, int]]:
    """The range cut where the gap between two words is wide, but not behind a leading list marker."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(glyphs.text, start, end)]
    cuts = [(left_end, right) for (_, left_end), (right, _) in pairwise(words)]
    gaps = [glyphs.box(right)[0] - glyphs.box(left_end - 1)[1] for left_end, right in cuts]
    wide = WIDE_GAP * size
    if len(gaps) > 2:
        wide = max(wide, 2.2 * sorted(gaps)[len(gaps) // 2])
    part_start = start
    for gap, (left_end, right) in zip(gaps, cuts, strict=True):
        if gap > wide and not _is_marker(glyphs.text[part_start:left_end]):
            yield part_start, left_end
            part_start = right
    yield part_start, end


def _is_marker(text: str) -> bool:
    return len(text) <= 6 and bool(_MARKER.fullmatch(text))


def _line(glyphs: Glyphs, frame: Frame, number: int, start: int, end: int) -> Line:
    first, last = glyphs.box(start), glyphs.box(end - 1)
    style = glyphs.style(start)
    _, baseline = glyphs.baseline(start)
    if style.upright and not frame.turns:
        x0, top = frame.point(first[0], baseline + _ASCENT * style.size)
        x1, bottom = frame.point(last[1], baseline - _DESCENT * style.size)
    else:
        x0, top, x1, bottom = frame.box(
            min(first[0], last[0]), min(first[2], last[2]), max(first[1], last[1]), max(first[3], last[3])
        )
    raw, hyphen = end_hyphen(glyphs.text[start:end])
    text = join_letterspaced(clean_text(raw))
    bold_head = 0
    if style.bold:
        edge = _bold_end(glyphs, start, end)
        head = text if edge == end else join_letterspaced(clean_text(raw[: edge - start]))
        bold_head = min(len(text), len(head))
    return Line(text, number, x0, top, x1, bottom, style.size, bold_head, style.italic, hyphen)


def _bold_end(glyphs: Glyphs, start: int, end: int) -> int:
    """Where the bold run that begins at `start` ends, to the word."""
    for match in _WORD.finditer(glyphs.text, start, end):
        if not glyphs.bold(match.start()):
            return match.start()
    return end
