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
ROOM_LINE = re.compile(
    r"[A-ZÆØÅ][^.:,;]{0,50}(?:sal|salen|lokalet?|rådhuset?|kantinen?|rummet|huset|stuen|værelset|kontoret|biblioteket)(?:\s\S{1,8})?$"
)
# a label in the middle of a line ("Dato: 3. maj Tid: 16-18 Sted: Biblioteket")
INNER_LABEL = re.compile(r"\s(?:[Mm]øde)?(?:[Ss]ted|lokale):\s+(?P<place>[^:]{2,80}?)(?=$|[.,]?\s+[A-ZÆØÅ]\w+\s*:)")
NEXT_LABEL = re.compile(r"\s+[A-ZÆØÅ]\w+:\s")
# set apart by a sign, or led by a preposition
BEHIND_HOUR = re.compile(
    r"""
    (?: \s*[,|·•;/–-]\s*(?:(?:i|på)\s+)? | \s+(?:i|på)\s+ )
    (?P<place> [A-ZÆØÅa-zæøå] (?: [^.;|·:()] | (?<=\b\d)\.(?=\s?(?:sal|tv|th|mf)\b) | \([^()]{1,30}\) ){2,70} )
    (?: $ | \.(?:\s|$) | \s*[|·(] )
    """,
    re.X,
)
PEOPLE = re.compile(
    r"(?i)\b(?:til\s?stede|deltag\w*|mødt\w*|fremmødt\w*|afbud|referent|der\s+var|blev|formand\w*|mødet)\b"
)
ADDRESS_LINE = re.compile(
    r"[A-ZÆØÅ][^.:;]{2,50},\s(?:[A-ZÆØÅa-zæøå][^.:;,]{1,30}\s\d{1,3}\w?|[A-ZÆØÅ]?\w*(?:lokale|hotel|sal)\b[^.:;,]{0,30})(?:,\s[^.:;]{2,30})?"
)
CONTACT = re.compile(r"@|\btlf\b|\btelefon\b|\b\d{4}\s?\d{4}\b|\b\d{2}(?:\s\d{2}){3}\b", re.I)
ROOM = re.compile(r"(?:møde)?lokale", re.I)
NOT_A_PLACE = re.compile(r"\d{4}|:$")


def location(rows: Sequence[Row], fields: Sequence[Field]) -> str | None:
    """The labelled place, else what the line of the meeting's day says behind "i", "på" or "hos", or beside it."""
    for field in fields:
        if field.label == "location" and field.text:
            return place_of(field)
    texts = [row.text for row in rows[:20]]
    if inner := next(filter(None, map(INNER_LABEL.search, texts)), None):
        return inner["place"].strip(" .,")
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
    for text in texts[:8]:
        if (place := behind_the_hour(text)) is not None:
            return place
    for before, text in pairwise(texts[:8]):
        if behind_an_hour(before) and ADDRESS_LINE.fullmatch(text) and not HELD.search(text):
            return text
    return None


def behind_an_hour(text: str) -> bool:
    """Does the line end in the meeting's hour or day?"""
    last = max([*(found.end for found in find_times(text)), *(found.end for found in find_dates(text))], default=0)
    return last > 0 and len(text) - last < 2


def behind_the_hour(text: str) -> str | None:
    """What stands last in the line of the meeting's hour: "… kl. 16-18, lokale 3", "kl. 8.30-11 · Lokale 2"."""
    times = find_times(text)
    if not times:
        return None
    last = max([times[-1].end, *(found.end for found in find_dates(text))])
    behind = BEHIND_HOUR.match(text, last)
    if behind is None or HELD.search(behind["place"]) or PEOPLE.search(behind["place"]):
        return None
    return behind["place"].strip(" .")


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
    text = NEXT_LABEL.split(text)[0]
    if text[:1].isdigit() and ":" not in field.printed and ROOM.match(field.printed):
        text = f"{field.printed} {text}"  # "Mødelokale 5" is the place, not its label
    return text.strip().rstrip(" .")
