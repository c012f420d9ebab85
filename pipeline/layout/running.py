"""Running heads and feet: lines at the edge of the page that come back at the same height, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.page import Line, Page

EDGE = 0.14  # share of the page's height at top and bottom in which a running line may stand
STEP = 4.0  # points within which two lines stand at the same height

PAGE_NUMBER = re.compile(
    r"(?:(?:side|s\.|page)\s*)?(?:nr\.?\s*)?[-–(]*\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–)]*(?:\s*(?:af|/|of)\s*\d{1,4})?\.?",
    re.I,
)
PAGE_LABEL = re.compile(r"\b(?:side|sidenr\.?|page)\s*\d{1,4}(?:\s*(?:af|/|of)\s*\d{1,4})?\b", re.I)
SEAL = re.compile(r"(?:penneo|visma addo|addo sign|esignatur|dokumentnøgle|transaktion)\b.*(?:[A-Z0-9]{4,}-|id)", re.I)
DIGITS = re.compile(r"\d+")


def running_lines(pages: Sequence[Page]) -> set[int]:
    """`id()` of every line that is a running head or foot.

    A line is one when it stands in the outer part of the page with nothing but other running lines outside it, and
    either reads as a page number or comes back (digits apart) at the same height on at least two pages and on half
    of them.
    """
    seen: Counter[tuple[str, int, bool]] = Counter()
    for page in pages:
        for key in {k for line in page.lines if (k := edge_key(page, line))}:
            seen[key] += 1
    enough = max(2.0, len(pages) / 2)
    found: set[int] = set()
    for page in pages:
        for edge in (sorted(page.lines, key=lambda n: n.top), sorted(page.lines, key=lambda n: -n.bottom)):
            band: list[Line] = []
            for line in edge:
                if band and abs(line.top - band[-1].top) > STEP and not all(id(one) in found for one in band):
                    break
                band.append(line)
                if is_running(page, line, seen, enough):
                    found.add(id(line))
        for line in page.lines:
            if SEAL.search(line.text) and len(line.text) > 20:
                found.add(id(line))
    return found


def edge_key(page: Page, line: Line) -> tuple[str, int, bool] | None:
    height = page.height or 1.0
    top = line.bottom < height * EDGE
    if not top and line.top < height * (1 - EDGE):
        return None
    where = line.top if top else height - line.top
    return DIGITS.sub("#", line.text.lower()), round(where / STEP), top


def is_running(page: Page, line: Line, seen: Counter[tuple[str, int, bool]], enough: float) -> bool:
    key = edge_key(page, line)
    if key is None:
        return False
    if PAGE_NUMBER.fullmatch(line.text.strip()):
        # a bare number is a page number only when it stands alone at its height or says so
        alone = all(other is line or abs(other.top - line.top) > STEP or id(other) == id(line) for other in page.lines)
        return alone or not line.text.strip().rstrip(".").isdigit() or seen[key] >= 2
    if PAGE_LABEL.search(line.text) and len(line.text) < 90:
        return True
    text, where, top = key
    times = max(seen[text, where + step, top] for step in (-1, 0, 1))
    return times >= enough and len(seen) > 0
