"""Records that point back to the agenda by number ("Ad 3:"): their titles stand in the list of its points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.components.candidates import TELLS, VALUES, value_of
from pipeline.components.structure import Heading
from pipeline.components.titles import clean_title
from pipeline.page import Block

# "Ad 3.", "Til punkt 3:", "Pkt. 3 -", "Dagsordenens punkt 3"
POINTS_BACK = re.compile(
    r"""
    (?: ad\.?\s?(?:(?:dagsordenens\s+)?(?:pkt\.?|punkt)\s?)?
      | (?:(?:til|vedr\.?|vedrørende)\s+)?(?:dagsordenens\s+)?(?:pkt\.?|punkt)\s? )
    (?:\d{1,2}|(?:[a-h]|[ivx]{1,4})(?=[.:)]))\s?[.:)–-]*(?:\s+|$)
    """,
    re.I | re.X,
)
NUMBER = re.compile(r"\(?\d{1,2}\s?[.:)/]?\s+")  # of a record in a list that treats the points of another
ALONE = re.compile(r"\d{1,2}\s?[.:)]?")  # a number and no more
FEWEST = 3  # records on the lines of their numbers, before they are a habit
POINT = re.compile(r"(?P<number>\d{1,2}|[a-hA-H])\s?[.)]\s*(?P<title>[^\W\d].*)")
STEP = 4.0  # points by which the entries of a list within the list stand further in


def with_agenda_titles(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """The headings with the agenda's titles for those that are no more than "Ad" and a number.

    Each of them must have its point in the list, which stands before them all and counts from 1. Where most go on with
    the record on their line ("Ad 1 Karen blev valgt."), all are such; so may bare numbers be, where each goes on with a
    statement.
    """
    point = {one.block: points_back(one, blocks[one.block]) for one in headings if one.number}
    pointing = [one for one in headings if point.get(one.block)]
    if not pointing:
        return list(headings)
    titles = agenda(blocks[: headings[0].block])
    listed = {one.block: title_of(one, titles) for one in pointing}
    if any(listed[one.block] is None for one in pointing if not one.title):
        return list(headings)
    if all(listed.values()) and run_on(pointing, listed):
        return [
            titled(replace(one, rest=end), listed[one.block] or "") if (end := point.get(one.block)) else one
            for one in headings
        ]
    return [titled(one, listed[one.block] or "") if one in pointing and not one.title else one for one in headings]


def title_of(heading: Heading, titles: dict[str, str]) -> str | None:
    """The agenda's title of the point: by its number as printed, else by the place that a Roman number stands for."""
    number = heading.number or ""
    place = VALUES["ad-nummer"](number)
    return titles.get(number) or (titles.get(str(place)) if place and not number.isdigit() else None)


def points_back(heading: Heading, block: Block) -> int:
    """Where the number that points back to the agenda ends in the block's text, 0 where none opens it."""
    if heading.title is None and ALONE.fullmatch(block.text):
        return len(block.text)
    match = POINTS_BACK.match(block.text)
    if match is None and (match := NUMBER.match(block.text)):
        told = heading.title is not None and (heading.title.endswith(".") or TELLS.search(heading.title) is not None)
        match = match if told and block.lines[0].bold_head <= match.end() else None
    return match.end() if match else 0


def run_on(pointing: Sequence[Heading], listed: dict[int, str | None]) -> bool:
    """Do most of the titles differ from the agenda's, so that they are the beginnings of records?"""
    unlike = [one for one in pointing if one.title and not is_alike(one.title, listed[one.block] or "")]
    return len(unlike) >= FEWEST and 2 * len(unlike) > len(pointing)


def is_alike(one: str, other: str) -> bool:
    """Do the titles begin with the same word, or share one of the longer ones?"""
    a, b = ([word.lower() for word in re.findall(r"\w{4,}", title)] for title in (one, other))
    return not (a and b) or bool(set(a) & set(b))


def agenda(blocks: Iterable[Block]) -> dict[str, str]:
    """The titles of the points 1, 2, 3 … by number: of the last list that begins no further in than the one before.

    A list of participants may be numbered too, and candidates below a point.
    """
    titles: dict[str, str] = {}
    edge = 0.0  # left edge of the list, points
    for block in blocks:
        point = POINT.fullmatch(block.text)
        if point is None or (titles and point["number"].isdigit() != next(iter(titles)).isdigit()):
            continue  # letters below a number, or the reverse, are a list within the list
        place = value_of(point["number"])
        if place == 1 and (not titles or block.x0 < edge + STEP):
            titles, edge = {}, block.x0
        if place == len(titles) + 1 and abs(block.x0 - edge) < STEP:
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
