"""What is painted over on the image of a page: the lines that were masked, and where lines were taken out.

A whole line is painted, as the width of a few letters would tell which they are; where lines are missing, the whole
width of the page is, from the line before to the line behind, since whatever else stands there belongs to them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.page import Box
from pipeline.policy import Policy
from pipeline.privacy import MASK
from pipeline.store.checks import Finding

Place = tuple[str, int]  # document key, page


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page and its box in points from the page's top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


LinesOf = Callable[[Mapping[str, tuple[str, str]], Iterable[Place], bool], Mapping[Place, Sequence[PrintedLine]]]
"""The lines of pages, as `Eyes.lines` gives them."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the documents by their keys, and which were read again without what their pages hide."""

    findings: Mapping[str, Sequence[Finding]]
    reread: frozenset[str]


def cover_page(
    page: int, size: tuple[float, float], lines: Sequence[PrintedLine], before: str, after: str
) -> list[Box] | None:
    """The boxes to paint over on a page of `size` points whose text was `before` and is published as `after`.

    None when the page cannot be shown at all: nothing of its text is left, or `lines` are not those of the text.
    """
    if before == after:
        return []
    if not after.strip() or [line.text for line in lines] != before.split("\n"):
        return None
    published = after.split("\n")
    boxes: list[Box] = []
    next_one = 0
    gone: list[int] = []
    for number, line in enumerate(lines):
        if next_one < len(published) and is_masked(line.text, published[next_one]):
            boxes += _band(page, size, lines, gone)
            gone = []
            if published[next_one] != line.text:
                boxes.append((page, line.x0, line.top, line.x1, line.bottom))
            next_one += 1
        else:
            gone.append(number)
    if next_one < len(published):
        return None
    return boxes + _band(page, size, lines, gone)


def is_masked(line: str, published: str) -> bool:
    """Whether `published` is `line`, masked or as it is."""
    return len(line) == len(published) and all(new in (MASK, old) for old, new in zip(line, published, strict=True))


def _band(page: int, size: tuple[float, float], lines: Sequence[PrintedLine], gone: Sequence[int]) -> list[Box]:
    if not gone:
        return []
    top, bottom = min(lines[n].top for n in gone), max(lines[n].bottom for n in gone)
    above = lines[gone[0] - 1].bottom if gone[0] else 0.0
    below = lines[gone[-1] + 1].top if gone[-1] + 1 < len(lines) else size[1]
    return [(page, 0.0, min(top, above), size[0], max(bottom, below))]


def keep_printed(db: sqlite3.Connection) -> None:
    """Keep what the pages say, to be compared with what is left of it."""
    db.execute("CREATE TEMP TABLE printed AS SELECT document_id, number, text FROM pages")


def cover_images(
    db: sqlite3.Connection,
    files: Mapping[str, tuple[str, str]],
    looked: Looked,
    policy: Policy,
    lines: LinesOf | None,
) -> dict[Place, Sequence[Box] | None]:
    """What is painted over on each page, None for a page without an image; pages that are shown as they are have none.

    `files` gives sha256 and path of each document. Annotations are painted over: nobody has read what they print.
    """
    covers: dict[Place, list[Box] | None] = {}
    if policy.images == "none":
        return dict.fromkeys((key, page) for key, page in db.execute("SELECT document_id, number FROM pages"))
    changed = {
        (key, page): texts
        for key, page, *texts in db.execute(
            """SELECT document_id, number, printed.text, pages.text, width, height
            FROM pages JOIN printed USING (document_id, number) WHERE printed.text != pages.text"""
        )
    }
    found: dict[Place, Sequence[PrintedLine]] = {}
    for again in (False, True) if lines else ():
        places = [place for place in changed if (place[0] in looked.reread) is again]
        found |= lines(files, places, again) if places and lines else {}
    for place, (before, after, width, height) in changed.items():
        covers[place] = cover_page(place[1], (width, height), found.get(place, ()), before, after)
    for key, pages in looked.findings.items():
        for page in pages:
            boxes = covers.setdefault((key, page.page), [])
            if boxes is not None:
                boxes += [(page.page, *note) for note in page.notes]
    bare = (
        "SELECT document_id, number FROM pages WHERE has_text AND text = ''"  # an item that was forgotten stood there
    )
    covers |= dict.fromkeys((key, page) for key, page in db.execute(bare))
    if policy.images == "text":
        unread = """SELECT document_id, number FROM pages JOIN documents ON documents.id = document_id
            WHERE NOT has_text OR text_layer IN ('none', 'garbled', 'ocr')"""
        covers |= dict.fromkeys((key, page) for key, page in db.execute(unread))
    return dict(covers)
