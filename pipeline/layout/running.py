"""Running heads and feet: lines at the edge of the page that come back at the same height, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter

from pipeline.gated import Gated
from pipeline.page import Line, Page

EDGE = 0.14  # share of the page's height at top and bottom in which a running line may stand
STEP = 4.0  # points within which two lines stand at the same height
BEGIN = 3  # letters that tell most lines apart
LARGER = 1.0  # points of font size

PAGE_NUMBER = re.compile(
    r"""
    (?: (?:side | s\. | page) \s* )? (?:nr\.?\s*)?
    [-–(]* \s* (?:\d{1,4} | [ivxl]{1,6}) \s* [-–)]*
    (?: \s* (?:af | / | of) \s* \d{1,4} )? \.?
    """,
    re.I | re.X,
)
PAGE_LABEL = re.compile(r"\b(?:side|sidenr\.?|page)\s*\d{1,4}(?:\s*(?:af|/|of)\s*\d{1,4})?\b", re.I)
# what a signing service stamps into the margin of every page
SEAL = Gated(
    r"^(?>.*?(?:penneo|visma addo|addo sign|esignatur|dokumentnøgle|transaktion)\b).*(?:[A-Z0-9]{4}-|id)", re.I
)
SAYS_SOMETHING = re.compile(r"\W*[^\W\d_]{2}|#[.)] ")  # words, or the number of an item, but no date or page number
DIGITS = re.compile(r"[0-9]+")
DIGIT = frozenset("0123456789")

Place = tuple[str, int, bool]  # text without its digits and its type, height in steps from the edge, at the top


def running_lines(pages: Sequence[Page]) -> set[int]:
    """`id()` of every line that is a running head or foot.

    A line is one when it stands in the outer part of the page with nothing but other running lines outside it, and
    either reads as a page number or comes back (digits apart) at the same height on at least two pages and on half
    of them. A section heading may do so too, but it is set larger than the running lines above it, or comes back
    further down the pages too.
    """
    seen: Counter[Place] = Counter()
    places: dict[int, Place] = {}  # by `id()` of the line
    for page in pages:
        found_here = {id(line): place for line in page.lines if (place := edge_place(page, line))}
        seen.update(set(found_here.values()))
        places.update(found_here)
    comes_back = further_in(pages, places)
    for place in [place for place in seen if place[0] in comes_back]:
        del seen[place]
    enough = max(2.0, len(pages) / 2)
    found: set[int] = set()
    for page in pages:
        for inwards in (sorted(page.lines, key=attrgetter("top")), sorted(page.lines, key=lambda n: -n.bottom)):
            outside: list[Line] = []
            for line in inwards:
                if outside and abs(line.top - outside[-1].top) > STEP and not all(id(n) in found for n in outside):
                    break
                outside.append(line)
                if (
                    (place := places.get(id(line)))
                    and is_running(page, line, place, seen, enough)
                    and not heads_text(line, outside)
                ):
                    found.add(id(line))
        if SEAL.may_match("\n".join([line.text for line in page.lines])):  # seldom: no need to look at each
            found.update(id(line) for line in page.lines if is_seal(line.text))
    return found


def further_in(pages: Sequence[Page], places: Mapping[int, Place]) -> set[str]:
    """The keys of lines that stand within the pages too: twice, or below the first page with its titles."""
    begins = {place[0][:BEGIN] for place in places.values()}
    found: Counter[str] = Counter()
    for number, page in enumerate(pages):
        for line in page.lines:
            if begin_of(line) in begins and id(line) not in places:
                found[text_key(line)] += 1 if number == 0 else 2
    return {text for text, times in found.items() if times >= 2 and SAYS_SOMETHING.match(text)}


def text_key(line: Line) -> str:
    """The text without its digits, and how it is set: a foot in small type may say what a heading says."""
    return f"{without_digits(line.text.lower())} {line.size:.0f}{'b' if line.bold else ''}"


def begin_of(line: Line) -> str:
    """The first letters of the line, those of its `text_key` where it begins with a number."""
    text = line.text
    if text[:1] not in DIGIT:
        return text[:BEGIN].lower()
    head = "#" + text.lstrip("0123456789")[: BEGIN - 1].lower()
    return head if len(head) == BEGIN and DIGIT.isdisjoint(head) else text_key(line)[:BEGIN]


def without_digits(lower: str) -> str:
    return lower if DIGIT.isdisjoint(lower) else DIGITS.sub("#", lower)


def edge_place(page: Page, line: Line) -> Place | None:
    """Where a line at the page's edge stands; None for a line further in."""
    height = page.height or 1.0
    top = line.bottom < height * EDGE
    if not top and line.top < height * (1 - EDGE):
        return None
    distance = line.top if top else height - line.top
    return text_key(line), round(distance / STEP), top


def heads_text(line: Line, outside: Sequence[Line]) -> bool:
    """Is the line bold and larger than the lines between it and the edge of the page?"""
    sizes = [other.size for other in outside if other is not line]
    return line.bold and bool(sizes) and line.size > max(sizes) + LARGER


def is_seal(text: str) -> bool:
    return len(text) > 20 and bool(SEAL.search(text))


def is_running(page: Page, line: Line, place: Place, seen: Counter[Place], enough: float) -> bool:
    text = line.text.strip()
    if PAGE_NUMBER.fullmatch(text):
        # a bare number is a page number only when it stands alone at its height, or comes back there
        if seen[place] >= 2 or not text.rstrip(".").isdigit():
            return True
        return all(other is line or abs(other.top - line.top) > STEP for other in page.lines)
    if PAGE_LABEL.search(text) and len(text) < 90:
        return True
    key, steps, top = place
    return max(seen[key, steps + step, top] for step in (-1, 0, 1)) >= enough
