"""Records that point back to the agenda by number alone ("Ad 3:"): their titles stand in the list of its points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.components.headings import AD
from pipeline.components.structure import Heading
from pipeline.components.titles import clean_title
from pipeline.page import Block

POINT = re.compile(r"(?P<number>\d{1,2})\s?[.)]\s*(?P<title>[^\W\d].*)")
STEP = 4.0  # points by which the entries of a list within the list stand further in


def with_agenda_titles(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """The headings with the agenda's titles for those that are no more than "Ad" and a number.

    Each of them must have its point in the list, which stands before them all and counts from 1.
    """
    bare = [one for one in headings if one.number and not one.title and AD.match(blocks[one.block].text)]
    if not bare:
        return list(headings)
    titles = agenda(blocks[: headings[0].block])
    if any(one.number not in titles for one in bare):
        return list(headings)
    return [titled(one, titles[one.number or ""]) if one in bare else one for one in headings]


def agenda(blocks: Iterable[Block]) -> dict[str, str]:
    """The titles of the points 1, 2, 3 … by number: of the last list that begins no further in than the one before.

    A list of participants may be numbered too, and candidates below a point.
    """
    titles: dict[str, str] = {}
    edge = 0.0  # left edge of the list, points
    for block in blocks:
        point = POINT.fullmatch(block.text)
        if point is None:
            continue
        if point["number"] == "1" and (not titles or block.x0 < edge + STEP):
            titles, edge = {}, block.x0
        if int(point["number"]) == len(titles) + 1 and abs(block.x0 - edge) < STEP:
            titles[point["number"]] = point["title"]
    return titles


def titled(heading: Heading, printed: str) -> Heading:
    parts = clean_title(printed)
    return replace(
        heading,
        title=parts.title,
        presenter=heading.presenter or parts.presenter,
        closed=heading.closed or parts.closed,
        start=heading.start or parts.start,
        end=heading.end or parts.end,
    )
