"""CPR numbers in a text: in any spelling, and broken by a line end or a page.

The texts have plain digits, dashes and spaces (`privacy.plain`). A CPR number without a right modulus 11 is as good as
one with: such numbers have been issued since 2007. So is a replacement number, which adds 60 to the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date
from itertools import product

Span = tuple[int, int]

CPR = re.compile(
    r"""(?<!\d)(?<!\d[.,/])(?:
      [0-36-9]\d[01]\d(?:18|19|20)?\d\d [\s._:/-]{0,3} (?:\d{4}|\d\d\ \d\d)
    | [0-36-9]\d(?P<s2>[./_-])\ ?[01]\d(?P=s2)\ ?\d\d (?:\s?-\s?|[._:/]) \d{4}
    | [0-36-9]\d(?P<s3>[./-])[01]\d(?P=s3)\d\d \s \d{4}(?P<time>)
    | (?<!\d\d\s)[0-36-9]\d\ [01]\d\ \d\d (?:\s|\s?-\s?) (?:\d{4}|\d\d\ \d\d)(?!\s\d)
    | [0-36-9]\s\d\s[01]\s\d\s\d\s\d \s?[-/.]?\s? \d\s\d\s\d\s\d(?!\s\d)
    )(?!\d)(?![.,]\d{3}(?!\d))""",
    re.VERBOSE,
)
CPR_WORD = re.compile(r"\b(?:cpr|person(?:nummer|nr)|født|f\.)[^\n]{0,40}$", re.IGNORECASE)
CASE_LABEL = re.compile(
    r"\b(?:(?:sags?|j|jour|journal|dok|dokument|brev|konto|faktura|ordre|ean)[\s._-]*(?:nr|nummer|id)|sag|ean)[\s.:#]*$",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
APART = re.compile(r"[\s._:/-]{0,3}")
"""What may stand between two digits of a number that is known."""
LINE_END = re.compile(r"(?<=[\d._:/-])[ ]{0,9}\n\s{0,9}(?=[._:/-]?[ ]?\d)")
TEN_DIGITS = re.compile(r"\d(?:[\s._:/-]{0,24}\d){9,}")
"""What every number is, in whatever way it is spelled and broken, and few pages have."""
BEFORE, BEHIND = re.compile(r"\d[ ._:/-]{0,3}$"), re.compile(r"[._:/-]?[ ]?\d")
LONGEST, LABEL = 20, 60
"""Characters of a spelled number, and of what may stand before it to say what it is."""
EDGE = 5
"""Lines at the foot and the head of a page that may be the last and the first of its text; the others are running
heads and feet."""


def cprs_in(text: str) -> Iterator[Span]:
    """The numbers that no line end breaks in the middle of their date or serial."""
    for found in CPR.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[-6:-4])
        before = text[max(0, found.start() - LABEL) : found.start()]
        near = CPR_WORD.search(before)
        if found["time"] is not None and not near:
            continue  # "12.03.21 1330" is a date and a time unless someone says CPR
        if _is_date(day, month, year) and (near or not CASE_LABEL.search(before)):
            yield found.span()


def broken_cprs(text: str) -> Iterator[Span]:
    """The numbers that a line end breaks anywhere."""
    last = 0
    for gap in LINE_END.finditer(text):
        start, end = gap.span()
        if joined := _joined(text[max(last, start - LABEL) : start], text[end : end + LONGEST]):
            left, right = joined
            last = end + right
            yield start - left, last


def cprs_over_lines(text: str) -> Iterator[Span]:
    """The numbers with a line end in them, found either way; quick where there are no ten digits in a row."""
    if any("\n" in found[0] for found in TEN_DIGITS.finditer(text)):
        for start, end in (*cprs_in(text), *broken_cprs(text)):
            if "\n" in text[start:end]:
                yield start, end


def cprs_over_pages(page: str, following: str) -> Iterator[tuple[Span, Span]]:
    """The numbers that begin at the foot of a page and end at the head of the following: where in each of them.

    Running feet and heads stand between, so each of the last lines is tried with each of the first.
    """
    feet = [(start, line.rstrip()) for start, line in _lines(page, -EDGE) if BEFORE.search(line.rstrip())]
    heads = [(at, line) for at, line in _lines(following, EDGE) if BEHIND.match(line.lstrip())] if feet else []
    for (start, before), (at, head) in product(feet, heads):
        behind = head.lstrip()
        if joined := _joined(before[-LABEL:], behind[:LONGEST]):
            left, right = joined
            if len(DIGIT.findall(before[-left:])) > 1:  # one digit is the number of the page
                end, begin = start + len(before), at + len(head) - len(behind)
                yield (end - left, end), (begin, begin + right)


def known_cprs(text: str, numbers: Set[str]) -> Iterator[Span]:
    """Where one of these numbers, ten digits each, is written, whatever stands between its digits."""
    last = 0
    places = [found.start() for found in DIGIT.finditer(text)]
    for first in range(len(places) - 9):
        span = places[first : first + 10]
        if span[0] < last or "".join(text[place] for place in span) not in numbers:
            continue
        if all(APART.fullmatch(text, a + 1, b) for a, b in zip(span, span[1:], strict=False)):
            yield span[0], span[-1] + 1
            last = span[-1] + 1


def digits_of(number: str) -> str:
    """The ten digits of a number as it is spelled; a century written out is left out."""
    digits = "".join(DIGIT.findall(number))
    return digits[:4] + digits[-6:]


def _joined(before: str, behind: str) -> tuple[int, int] | None:
    """How much of the end of `before` and of the beginning of `behind` make one number, put together.

    They are put together as they are, with the space that the line end stands for, and without a hyphen that it made.
    """
    for left, dropped, glue in ((before, 0, ""), (before, 0, " "), (before.removesuffix("-"), 1, "")):
        cut = len(left)
        for start, end in cprs_in(left + glue + behind):
            if start < cut and end > cut + len(glue):
                return cut - start + dropped, end - cut - len(glue)
    return None


def _lines(text: str, edge: int) -> Iterator[tuple[int, str]]:
    """The last (`edge` below 0) or first lines of a text, and where each begins."""
    place, lines = 0, []
    for line in text.split("\n"):
        lines.append((place, line))
        place += len(line) + 1
    yield from lines[edge:] if edge < 0 else lines[:edge]


def _is_date(day: int, month: int, year: int) -> bool:
    """Whether a CPR number can begin with these; replacement numbers add 60 to the day."""
    try:
        date(2000 + year, month, day - 60 if day > 60 else day)  # 2000 is a leap year as 1900 was not: in doubt, a date
    except ValueError:
        return False
    return True
