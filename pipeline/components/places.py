"""Where the meeting was held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.components.clock import HELD
from pipeline.components.fields import Field, Row
from pipeline.dates import find_dates, find_times

PLACE = re.compile(
    r"""
    (?: kl\.?\s*[\d.:]+(?:\s*[-–]\s*[\d.:]+)?\s*,?\s* | \d{4},?\s* | \bafholdt\b[^.\d]{0,30} )
    \s*(?:(?:i|på|ved)\s+(?:adressen\s+)?|(?=hos\s)|(?<=\d,\s)(?=[A-ZÆØÅ]))
    (?P<place>[A-ZÆØÅa-zæøå](?:[^.;:]|(?<=\bnr)\.|(?<=\b\d)\.(?=\s?(?:sal|tv|th|mf)\b)){2,90}?)
    (?: (?<!\bnr)(?<!,\s\d)\.\s | \.$ | $ | ; | ,?\s+kl\b )
    """,
    re.X,
)
PLACE_LINE = re.compile(r"(?:[Ii]|[Pp]å|[Hh]os)\s+(?P<place>[A-ZÆØÅ].{3,80})$")
ROOM_LINE = re.compile(r"[A-ZÆØÅ][^.:,;]{0,50}(?:sal|salen|lokalet?|rådhuset?|kantinen?|rummet|huset)(?:\s\S{1,8})?$")
CONTACT = re.compile(r"@|\btlf\b|\btelefon\b|\b\d{4}\s?\d{4}\b|\b\d{2}(?:\s\d{2}){3}\b", re.I)
ROOM = re.compile(r"(?:møde)?lokale", re.I)
NOT_A_PLACE = re.compile(r"\d{4}|:$")


def location(rows: Sequence[Row], fields: Sequence[Field]) -> str | None:
    """The labelled place, else what the line of the meeting's day says behind "i", "på" or "hos", or beside it."""
    for field in fields:
        if field.label == "location" and field.text:
            return place_of(field)
    texts = [row.text for row in rows[:20]]
    for text in [*texts, *(f"{a} {b}" for a, b in pairwise(texts))]:
        if (HELD.search(text) or find_dates(text)) and (match := PLACE.search(text)):
            return match["place"].strip().rstrip(" ,.")
    for before, text in pairwise(texts):
        if find_dates(before) and (match := PLACE_LINE.match(text)):
            return match["place"].strip().rstrip(" .")
    for before, text in pairwise(texts[:8]):
        if find_dates(before) and find_times(before) and ROOM_LINE.match(text):
            return text
    for row in rows[:8]:
        if (beside := beside_the_day(row)) is not None:
            return beside
    return None


def beside_the_day(row: Row) -> str | None:
    """The right half of a row that has day and hour to the left."""
    if len(row.lines) != 2:
        return None
    left, right = (line.text for line in row.lines)
    return right.strip() if find_dates(left) and find_times(left) and not NOT_A_PLACE.search(right) else None


def place_of(field: Field) -> str:
    """The value's first line, and those right below it that are no contact."""
    text = field.texts[0]
    for line, more in zip(field.lines[1:3], field.texts[1:3], strict=True):
        if abs(line.x0 - field.lines[0].x0) > 4 or CONTACT.search(more):
            break
        text = f"{text} {more}"
    if text[:1].isdigit() and ":" not in field.printed and ROOM.match(field.printed):
        text = f"{field.printed} {text}"  # "Mødelokale 5" is the place, not its label
    return text.strip().rstrip(" .")
