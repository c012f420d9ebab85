"""Where the meeting was held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.components.clock import HELD, WEEKDAY
from pipeline.components.fields import Field, Row
from pipeline.components.roster import sure_start
from pipeline.dates import find_dates, find_times
from pipeline.gated import Gated

PLACE = re.compile(
    r"""
    (?: kl\.?\s*[\d.:]+(?:\s*[-–]\s*[\d.:]+)?\s*,?\s* | \d{4},?\s* | \b[Aa]fholdt\b[^.\d]{0,30} )
    \s*(?:(?:i|på|ved)\s+(?:adressen\s+)?|(?=hos\s)|(?<=\d,\s)(?=[A-ZÆØÅ]))
    (?P<place>[A-ZÆØÅa-zæøå](?:[^.;:]|(?<=\bnr)\.|(?<=,\sst)\.|(?<=\b\d)\.(?=\s?(?:sal|tv|th|mf)\b)){2,90}?)
    (?: (?<!\bnr)(?<!,\s\d)(?<!,\sst)\.\s | \.$ | $ | ; | ,?\s+kl\b | ,?\s+(?:den|d\.)\s+\d )
    """,
    re.X,
)
PLACE_LINE = re.compile(r"(?:(?:[Ii]|[Pp]å)\s+|(?=[Hh]os\s))(?P<place>(?:[Hh]os\s+)?[A-ZÆØÅ].{2,80})$")
ROOM_LINE = re.compile(
    r"[A-ZÆØÅ][^.:,;]{0,50}(?:sal|salen|lokalet?|rådhuset?|kantinen?|rummet|huset|stuen|værelset|kontoret|biblioteket)(?:\s\S{1,8})?(?:\s[/+]\s(?:Teams|Zoom|online))?$"
    r"|(?:[Ll]okale|[Mm]ødelokale)\s\S{1,12}(?:,?\s[A-ZÆØÅ][\w -]{2,30})?(?:\s[/+]\s(?:Teams|Zoom|online))?$"
)
# a label in the middle of a line ("Dato: 3. maj Tid: 16-18 Sted: Biblioteket")
INNER_LABEL = re.compile(r"\s(?:[Mm]øde)?(?:[Ss]ted|lokale):\s+(?P<place>[^:]{2,80}?)(?=$|[.,]?\s+[A-ZÆØÅ]\w+\s*:)")
NEXT_LABEL = re.compile(r"\s+[A-ZÆØÅ]\w+:\s")
# set apart by a sign, or led by a preposition
BEHIND_HOUR = re.compile(
    r"""
    (?: \s*[,|·•;/–-]\s*(?:(?:i|på)\s+)? | \s+(?:i|på)\s+ )
    (?P<place> [A-ZÆØÅa-zæøå]
      (?: [^.;|·:()] | (?<=\b\d)\.(?=\s?(?:sal|tv|th|mf)\b) | (?<=\d)\.(?=\d) | \([^()]{1,30}\) ){2,70} )
    (?: $ | \.(?:\s|$) | \s*[|·(] )
    """,
    re.X,
)
PEOPLE = re.compile(
    r"(?i)\b(?:til\s?stede|deltag\w*|mødt\w*|fremmødt\w*|afbud|referent|der\s+var|blev|formand\w*|mødet|udkast|godkendt|revideret|referat)\b"
)
ADDRESS_LINE = re.compile(
    r"[A-ZÆØÅ][^.:;]{2,50},\s(?:[A-ZÆØÅa-zæøå][^.:;,]{1,30}\s\d{1,3}\w?|[A-ZÆØÅ]?\w*(?:[Ll]okale|[Hh]otel|[Ss]al(?:en)?)\b[^.:;,]{0,30})(?:,\s[^.:;]{2,30})?"
)
IN_PROSE = Gated(  # where an assembly "afholdtes" or a meeting "fandt sted", told in a sentence
    r"""
    (?: \bafholdtes?\b [^.]{0,40}? \bgeneralforsamling
          (?:\s+i\s+(?=[A-ZÆØÅ])[^.,]{0,40}?(?:forening|selskab|laug|klub|vandværk|A/B|E/F)[^.,]{0,40}?)?
      | \b[Mm]ødet\s+(?:afholdtes|holdtes|blev\s+(?:af)?holdt|fandt\s+sted) )
    \s+(?:i|på)\s+(?:adressen\s+)? (?!god\b|grund\b|\w{0,30}(?:forening|selskab|laug|klub)|A/B|E/F)
    (?P<place>[A-ZÆØÅa-zæøå](?:[^.;:]|(?<=\bnr)\.|(?<=\b\d)\.(?=\s?sal\b)){3,60}?)
    (?= \.\s | \.?$ | ; | \s+med\s+(?:følgende\s+)?dagsorden )
    """,
    re.X,
)
HOSTED = re.compile(
    r"møde\s+(?P<place>hos\s+[A-ZÆØÅ][\w.]{1,30}(?:\sog\s[A-ZÆØÅ]\w{1,30})?),?\s+"
    r"(?=den\s|d\.\s|(?:man|tirs|ons|tors|fre|lør|søn)dag|kl)"
)
VIRTUAL = re.compile(r"(?i)(?:virtuelt|digitalt|online)(?:\s+møde)?(?:\s+(?:via|på|over)\s+\w{3,12})?")
A_BODY = re.compile(r"(?i)(?<!\w)\w{3,40}(?:udvalg|bestyrelse|nævn)(?:et|en)?\b")
SOCIETY = re.compile(r"(?i)(?:forening|laug)(?:en|et)?\b")
UNFINISHED = re.compile(r"(?:,|\b(?:under|ved|bag|over|og))$")  # a place that goes on in the next line
HOUSE = re.compile(  # a house that a village's name on the line above belongs to
    r"(?:Forsamlingshus|Kulturhus|Medborgerhus|Beboerhus|Sognehus|Sognegård|Skole|Kro|Hotel|Bibliotek|Idrætscenter)\b"
    r"[^.:;]{0,30}"
)
LONGEST_REST = 40  # letters
CLOCKED = re.compile(r"\s*\([^()]*\d{1,2}[.:]\d\d[^()]*\)$")  # "(kaffe fra 18.30)" behind a place
SENTENCE = re.compile(r"[A-ZÆØÅ][^.]*\s(?:fandt|blev|var|er|sluttede|begyndte)\b")
ROOM_WORD = re.compile(r"(?i)(?:sal|salen|lokale|lokalet|rum|rummet|stue|stuen|huset?)\b")
CONTACT = re.compile(r"@|\btlf\b|\btelefon\b|\b\d{4}\s?\d{4}\b|\b\d{2}(?:\s\d{2}){3}\b", re.I)
HOUR_BEHIND = re.compile(r"[.,;]?\s+[Kk]l\.?\s*\d.*$")
ROOM = re.compile(r"(?:møde)?lokale", re.I)
NOT_A_PLACE = re.compile(r"\d{4}|:$")


def location(rows: Sequence[Row], fields: Sequence[Field]) -> str | None:
    """The labelled place, else what the line of the meeting's day says behind "i", "på" or "hos", or beside it."""
    for field in fields:
        if field.label == "location" and field.text:
            return place_of(field)
    texts = [row.text for row in rows[:20]]
    if inner := next(filter(None, map(INNER_LABEL.search, texts)), None):
        return inner["place"][last_moment(inner["place"]) :].strip(" .,–-")
    for text in (" ".join(texts[at : at + 3]) for at in range(min(8, len(texts)))):
        if match := IN_PROSE.search(text):
            return match["place"].strip(" ,")
    for at, text in enumerate([*texts, *(f"{a} {b}" for a, b in pairwise(texts))]):
        if (HELD.search(text) or find_dates(text)) and (place := behind_the_day(text)):
            return whole(place, texts[at + 1] if at + 1 < len(texts) else "")
    for text in texts[:8]:
        if find_dates(text) and (hosted := HOSTED.search(text)):
            return hosted["place"]
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


def behind_the_day(text: str) -> str | None:
    """What the line of the meeting's day says behind "i", "på" or "hos", a title in capitals too."""
    match = PLACE.search(text.lower() if text.isupper() else text)
    if match is None:
        return None
    place = text[match.start("place") : match.end("place")].strip()
    return None if A_BODY.search(place) or SOCIETY.search(place) or WEEKDAY.search(place) else CLOCKED.sub("", place)


def whole(place: str, below: str) -> str:
    """The place with the rest of it in the line below: behind a comma, or a house behind its village."""
    rest = re.split(r"(?<!\bafd)\.\s", below)[0].strip()
    if UNFINISHED.search(place) or HOUSE.fullmatch(rest) or place.isupper() and rest.isupper():
        if rest and len(rest) <= LONGEST_REST and ":" not in rest and not PEOPLE.search(rest):
            place = f"{place} {rest}"
    return place.rstrip(" ,.")


def last_moment(text: str) -> int:
    """Where the last day or hour of the text ends, 0 where it tells none."""
    return max([0, *(found.end for found in find_times(text)), *(found.end for found in find_dates(text))])


def behind_an_hour(text: str) -> bool:
    """Does the line end in the meeting's hour or day?"""
    last = last_moment(text)
    return last > 0 and len(text) - last < 2


def behind_the_hour(text: str) -> str | None:
    """What stands last in the line of the meeting's hour: "… kl. 16-18, lokale 3", "kl. 8.30-11 · Lokale 2"."""
    if not find_times(text):
        return None
    behind = BEHIND_HOUR.match(text, last_moment(text))
    if behind is not None and VIRTUAL.fullmatch(behind["place"].strip(" .")):
        return behind["place"].strip(" .")
    if behind is None or any(p.search(behind["place"]) for p in (HELD, PEOPLE, A_BODY)):
        return None
    return CLOCKED.sub("", behind["place"].strip(" ."))


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
        if abs(line.x0 - field.lines[0].x0) > 4 or CONTACT.search(more) or SENTENCE.match(more) or sure_start(more):
            break
        text = f"{text} {more}"
    text = NEXT_LABEL.split(text)[0]
    named = field.lines[0].text.startswith(field.printed) and ROOM_WORD.search(text) is None
    if (text[:1].isdigit() or named) and ":" not in field.printed + field.lines[0].text and ROOM.match(field.printed):
        text = f"{field.printed} {text}"  # "Mødelokale 5" is the place, not its label
    return HOUR_BEHIND.sub("", text.strip()).rstrip(" .")
