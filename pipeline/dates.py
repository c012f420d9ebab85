"""Dates and clock times in Danish text, by strict grammars.

A date without a printed year has no ISO form unless the caller gives a year to read it in: nothing is guessed.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from pipeline.gated import Gated
from pipeline.numerals import DAY_WORD, parse_day_word


class FoundDate(Struct, frozen=True):
    """`text[start:end]` is a date as printed, with its weekday if one stands before it.

    `iso` is YYYY-MM-DD, or None when the year is not printed or the day does not exist. `weekday_wrong` says that the
    printed weekday is not that of the date.
    """

    start: int
    end: int
    text: str
    iso: str | None
    weekday_wrong: bool = False


@dataclass(frozen=True, slots=True)
class FoundTime:
    """`text[start:end]` is a clock time as printed, "kl." included; `time` is HH:MM."""

    start: int
    end: int
    text: str
    time: str


_MONTHS = (
    ("januar", "january", "jan"), ("februar", "february", "febr", "feb"), ("marts", "march", "mar"),
    ("april", "apr"), ("maj", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("august", "aug"),
    ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
"""1 to 12 by a month's name or abbreviation, Danish or English, in lower case."""
_ABBREVIATED = frozenset(name for names in _MONTHS for name in names if len(name) <= 4) - {"juni", "juli", "maj", "may"}
_MONTH = "|".join(sorted(MONTH_NUMBER, key=lambda name: (-len(name), name)))
_WEEKDAYS = {"man": 1, "tir": 2, "ons": 3, "tor": 4, "fre": 5, "lør": 6, "søn": 7}

_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""
    # 2022-10-07, 2022.10.07
    (?<![\w.-])(?P<y1>{_YEAR})(?P<sep>[-./])(?P<m1>\d\d?)(?P=sep)(?P<d1>\d\d?)(?!\d|[-./]\d)
    # 7. oktober 2022, 7.oktober 2022, 7-okt-2022, 7. okt. 22
    | (?<![\d])(?P<d2>\d\d?)(?:\.|th|st|nd|rd)?[\s-]*(?P<m2>{_MONTH})(?![^\W\d_])(?P<dot>\.)?
      (?: \s*[.,-]?\s*(?P<y2>{_YEAR})(?!\d|[.,]\d|,-|\s*kr)
        | \s*[’'](?P<s2>\d\d)(?!\d)
        | \s+(?P<t2>\d\d)(?=\s*(?:$|[\n).,;:]|kl\b))(?![.:,]\d) )?
    # 07.10.2022, 7-10-2022, 7/10/2022
    | (?<![\w/])(?<!\d[.,])(?:(?<!\d-)|(?<=\d{{4}}-))
      (?P<d3>\d\d?)(?:\.\s?(?P<m3>\d\d?)\.\s?|-(?P<m4>\d\d?)-|/(?P<m5>\d\d?)/)
      (?:(?P<y3>{_YEAR})(?!\d|[./]\d)|(?P<s3>\d\d)(?![\w]|[-./:]\w))
    # 7/10 2022, 7/10-2022, 7/10 -2022, 7/10-22, 07-10 2022
    | (?<![\w/.,-])(?P<d6>\d\d?)(?:/|(?<=\d\d)-(?=\d\d\s))(?P<m6>\d\d?)
      (?:(?:\s*[-–.,]\s*|\s+)(?P<y6>{_YEAR})(?!\d|[./]\d)|[-–.](?P<s6>\d\d)(?!\w|[-./:]\w))
    # 29/5, 12.5.: only after a word that asks for a date, or before the rest of a span
    | (?<![\w/])(?<!\d[.,])(?:(?<!\d-))(?P<d7>\d\d?)[./](?P<m7>\d\d?)(?!\w|[./:]\d)\.?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"[0-9]")
# where a date may begin: a day or year with what stands behind it in one
_PLACES = re.compile(
    r"[0-9](?<![0-9]{2})(?:[0-9]?(?=\.\s?[0-9]|[-/][0-9]|(?:\.|th|st|nd|rd)?[\s-]*"
    r"(?:jan|feb|ma[rjy]|apr|ju[nl]|aug|sep|o[kc]t|nov|dec))|[0-9]{3}(?=[-./][0-9]))",
    re.IGNORECASE,
)
_ENGLISH = re.compile(rf"\b(?P<m>{_MONTH})\.?\s+(?P<d>\d\d?)(?:th|st|nd|rd)?,\s+(?P<y>{_YEAR})\b", re.IGNORECASE)
# "den tredje maj": the letter that every such ordinal but "anden" ends in makes the search cheap
_MONTH_IN_WORDS = re.compile(rf"e (?P<m>{'|'.join(names[0] for names in _MONTHS)})\b(?: (?P<y>{_YEAR})\b)?")
_DAY_IN_WORDS = re.compile(rf"\b(?P<d>{DAY_WORD})\s$", re.IGNORECASE)

_WEEKDAY = Gated(r"(?:man|tirs|ons|tors|fre|lør|søn)dag|\b(?:man|tirs?|ons|tors?|fre|lør|søn)\.", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(
    r"\b(?P<day>mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|(?:man|tirs?|ons|tors?|fre|lør|søn)\.)"
    r"(?:en)?,?\s*(?:den\s|d\.)?\s*$",
    re.IGNORECASE,
)
_ASKS_FOR_DATE = re.compile(
    r"\b(?:den|d\.|pr\.|senest|inden|deadline(?:\s+er)?:?|frist(?:en)?(?:\s+(?:for\s[^.:\d]{1,30}\s)?er)?:?|dato:?|per"
    r"|(?:man|tirs|ons|tors|fre|lør|søn)dag,?|\w*møde|\w*forsamling)\s*$",
    re.IGNORECASE,
)
_ASKS_FOR_NUMBER = re.compile(
    r"(?:§|\b(?:pkt|punkt|stk|afsnit|kap|kapitel|nr|version|vers|v|tlf|bilag|tabel|figur|kl)\b)[.:]{0,2}\s*$",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\.?\s*(?:-|–|—|til|og|eller|samt|,)\s*(?:med\s+)?(?:den\s+|d\.\s*)?(?:\w+dag\s+(?:den\s+|d\.\s*)?)?"
)
_DAY_BEFORE = re.compile(
    r"(?<![\w.,/-])(?P<day>\d\d?)(?:\.\s*(?:og|eller|til|samt|,)|\.?\s*[-–—])\s*(?:den\s+|d\.\s*)?$"
)
_NAME_AFTER = re.compile(r"\s?-?[A-ZÆØÅ]")


@dataclass(slots=True)
class _Reading:
    start: int
    end: int
    day: int
    month: int
    year: int | None
    loose: bool = False  # two bare numbers: a date only in company


def find_dates(text: str, default_year: int | None = None) -> list[FoundDate]:
    """Every date in `text`, in order; each end of a span ("1.-3. maj 2021") and each day of a list is one."""
    readings = _readings(text)
    _share_years(text, readings)
    dates = []
    for reading in readings:
        if reading.loose and not _asks(text, reading.start):
            continue
        dates.append(_finish(text, reading, default_year))
    return dates


def names_weekday(text: str) -> bool:
    """Does the text print a weekday that a date with its year could be checked against?"""
    return _DIGIT.search(text) is not None and _WEEKDAY.search(text) is not None


@lru_cache(maxsize=1024)
def parse_date(text: str, default_year: int | None = None) -> str | None:
    """The first complete date of `text`, a date field or sentence, as YYYY-MM-DD; None if there is none."""
    # The word "den" lets a bare field ("8/6", "5.1.12") be read as the date it must be.
    return next((date.iso for date in find_dates("den " + text.strip(), default_year) if date.iso), None)


def _readings(text: str) -> list[_Reading]:
    found: list[_Reading] = []
    end = 0
    for place in _PLACES.finditer(text):  # to try only there is several times faster
        if place.start() < end or not (match := _DATE.match(text, place.start())):
            continue
        if reading := _read(text, match):
            found += [*_days_before(text, reading, match), reading]
            end = match.end()
    if ", 20" in text or ", 19" in text:
        found += [
            _Reading(m.start(), m.end(), int(m["d"]), MONTH_NUMBER[m["m"].lower()], int(m["y"]))
            for m in _ENGLISH.finditer(text)
        ]
    for m in _MONTH_IN_WORDS.finditer(text.lower()):
        if word := _DAY_IN_WORDS.search(text, max(0, m.start() - 20), m.start("m")):
            day, month = parse_day_word(word["d"]) or 0, MONTH_NUMBER[m["m"]]
            found.append(_Reading(word.start(), m.end(), day, month, int(m["y"]) if m["y"] else None))
    if len(found) < 2:
        return found
    found.sort(key=lambda reading: (reading.start, -reading.end))
    return [r for i, r in enumerate(found) if i == 0 or r.start >= max(before.end for before in found[:i])]


def _read(text: str, match: re.Match[str]) -> _Reading | None:
    """The numbers of one match, or None where the context says that it is no date."""
    start, group = match.start(), match.groupdict()
    day = int(next(group[k] for k in ("d1", "d2", "d3", "d6", "d7") if group[k]))
    if name := group["m2"]:
        month = MONTH_NUMBER[name.lower()]
    else:
        month = int(next(group[k] for k in ("m1", "m3", "m4", "m5", "m6", "m7") if group[k]))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    long = next((group[k] for k in ("y1", "y2", "y3", "y6") if group[k]), None)
    short = next((group[k] for k in ("s2", "t2", "s3", "s6") if group[k]), None)
    year = int(long) if long else _century(int(short)) if short else None
    if name and year is None and not _asks(text, start):
        if name.lower() in _ABBREVIATED and not group["dot"] and "." not in match.group():
            return None
        if name[0].isupper() and _NAME_AFTER.match(text, match.end()):  # "1. Maj Hansen" in a list of names
            return None
    if group["s3"]:
        before = text[max(0, start - 12) : start]
        printed = match.group()
        if _ASKS_FOR_NUMBER.search(before):
            return None
        padded = re.search(r"(?<!\d)0\d", printed) or len(re.findall(r"\d\d", printed)) == 3
        if not padded and not _asks(text, start):  # "4.2.10" is a section number as often as a date
            return None
    loose = group["d7"] is not None
    if loose and _ASKS_FOR_NUMBER.search(text[max(0, start - 12) : start]):
        return None
    end = match.end()
    ends_sentence = name and year is None and name.lower() not in _ABBREVIATED
    if (loose or ends_sentence) and text[end - 1] == ".":
        end -= 1
    return _Reading(start, end, day, month, year, loose)


def _century(short: int) -> int:
    return 1900 + short if short >= 70 else 2000 + short


def _asks(text: str, start: int) -> bool:
    return bool(_ASKS_FOR_DATE.search(text[max(0, start - 24) : start]))


def _days_before(text: str, reading: _Reading, match: re.Match[str]) -> list[_Reading]:
    """The days that share the month of a written date: "1.-3. maj", "2., 3. og 4. maj"."""
    days: list[_Reading] = []
    end = reading.start
    while match["d2"] and (before := _DAY_BEFORE.search(text[max(0, end - 16) : end])):
        start = max(0, end - 16) + before.start()
        if not 1 <= int(before["day"]) <= 31:
            break
        shown = start + len(before["day"])
        days.insert(0, _Reading(start, shown, int(before["day"]), reading.month, reading.year))
        end = start
    return days


def _share_years(text: str, readings: list[_Reading]) -> None:
    """A date without a year that is joined to a later one with a year ("29. april - 2. maj 2021") has that year."""
    if len(readings) < 2:
        return
    for here, after in zip(reversed(readings[:-1]), reversed(readings[1:]), strict=True):
        if here.year is None and after.year and _SPAN.fullmatch(text, here.end, after.start):
            here.year = after.year - (here.month > after.month)
            here.loose = False


def _finish(text: str, reading: _Reading, default_year: int | None) -> FoundDate:
    year = reading.year or default_year
    try:
        date = datetime.date(year, reading.month, reading.day) if year else None
    except ValueError:  # 31. april
        date = None
    start = reading.start
    weekday = _WEEKDAY_BEFORE.search(text, max(0, start - 24), start)
    wrong = bool(weekday and date and _WEEKDAYS[weekday["day"][:3].lower()] != date.isoweekday())
    if weekday:
        start = weekday.start()
    return FoundDate(start, reading.end, text[start : reading.end], date.isoformat() if date else None, wrong)


_HOUR, _MINUTE = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
_CLOCK = re.compile(
    rf"""(?<![^\W\d_])(?:kl|klokken)\b[.:]{{0,2}}\s*(?:ca\.?\s*)?
    (?P<h>{_HOUR})(?:[.:,](?P<m>{_MINUTE})(?::{_MINUTE})?|[.:]\s(?P<far>{_MINUTE})(?=\s*(?:$|[.,;)\n–-]|(?-i:[A-ZÆØÅ])))
      |(?P<tight>{_MINUTE}))?(?!\d)(?![.,:]\d|\.?\s*(?:{_MONTH})\b)
    (?:(?P<dash>\s*(?:-|–|—|\btil\b)\s*)(?:kl\.?\s*)?(?:ca\.?\s*)?
      (?P<h2>{_HOUR})(?:[.:,](?P<m2>{_MINUTE})(?::{_MINUTE})?)?(?!\d|[.:/]\d|\.?\s*(?:kr|%|pct|{_MONTH})\b))?""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_SPAN = re.compile(
    rf"(?<![\w.,:/-])(?P<h>{_HOUR})[.:](?P<m>{_MINUTE})(?::{_MINUTE})?(?P<dash>\s*(?:-|–|—|til)\s*)"
    rf"(?P<h2>{_HOUR})[.:](?P<m2>{_MINUTE})(?::{_MINUTE})?(?!\w|[.,:/-]\d|\s*(?:kr|mio|mia|mill|pct|km|ha|m²|m2|%))"
)
_COLON = re.compile(rf"(?<![\w.,:/-])(?P<h>{_HOUR}):(?P<m>{_MINUTE})(?::{_MINUTE})?(?!\w|:\d|-\d)")
_FIELD = re.compile(rf"(?P<h>{_HOUR})[.:](?P<m>{_MINUTE})(?::{_MINUTE})?")
_DASH = re.compile(r"\s*(?:-|–|—|til)\s*")
_LABEL = re.compile(
    rf"\b(?:mødetid|mødetidspunkt|starttidspunkt|sluttidspunkt|tidspunkt|tid|start|slut|mødet hævet|hævet)\s*:?\s*"
    rf"(?P<h>{_HOUR})\.(?P<m>{_MINUTE})(?!\w|[.,/-]\d)",
    re.IGNORECASE,
)


def find_times(text: str) -> list[FoundTime]:
    """Every clock time in `text`, in order; a span ("kl. 9.20-9.50") gives two.

    A number with a dot is a time only after "kl." or a label, in a span of times, or when it is the whole text.
    """
    if not _DIGIT.search(text):
        return []
    times: list[FoundTime] = []
    if field := _FIELD.fullmatch(text.strip()):
        start = text.index(field.group())
        return [FoundTime(start, start + len(field.group()), field.group(), _clock(field["h"], field["m"]))]
    taken: list[tuple[int, int]] = []
    lower = text.lower()
    patterns = [_CLOCK] if "kl" in lower else []
    patterns += [_BARE_SPAN]
    patterns += [_COLON] if ":" in text else []
    patterns += [_LABEL] if any(word in lower for word in ("tid", "start", "slut", "hævet")) else []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if found := _times_of(text, match):
                times += found
                taken.append((found[0].start, found[-1].end))
    return sorted(times, key=lambda time: time.start)


def find_time_slot(text: str) -> tuple[str, str | None] | None:
    """The time slot of an agenda heading ("(kl. 9.20-9.50)", "9:20 - 9:50"): begin and end as HH:MM.

    The end is None where only a beginning is printed. A time that stands alone counts in parentheses or in front; a
    heading with a date ("Næste møde den 3. maj kl. 19") tells of another day, so there only parentheses count.
    """
    slot = _slot(text)
    return (slot[0].time, slot[1].time if len(slot) > 1 else None) if slot else None


def without_time_slot(text: str) -> str:
    """The heading without its time slot and the parentheses around it."""
    slot = _slot(text)
    if not slot:
        return text
    before, after = text[: slot[0].start].rstrip(), text[slot[-1].end :].lstrip()
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    if not after:
        before = before.removesuffix(" fra")
    return f"{before} {after.lstrip('-–: ') if not before else after}".strip()


def _slot(text: str) -> list[FoundTime]:
    times = find_times(text)
    only_enclosed = bool(times) and bool(find_dates(text))
    spans = [
        [first, second] if first.time < second.time and _DASH.fullmatch(text, first.end, second.start) else [first]
        for first, second in zip(times, [*times[1:], *times[-1:]], strict=True)
    ]
    for slot in sorted(spans, key=len, reverse=True):
        before, after = text[: slot[0].start].rstrip(), text[slot[-1].end :].lstrip()
        enclosed = before.endswith("(") and after.startswith(")")
        if enclosed or not only_enclosed and (len(slot) == 2 or not before):
            return slot
    return []


def _times_of(text: str, match: re.Match[str]) -> list[FoundTime]:
    group = match.groupdict()
    minute = group.get("m") or group.get("far") or group.get("tight")
    if match.re is _COLON and len(group["h"]) == 1 and int(group["h"]) < 6:  # a scale or score, 1:50
        return []
    first, start, end = _clock(group["h"], minute), match.start(), match.end()
    if not group.get("h2"):
        start = match.start("h") if match.re is _LABEL else start
        return [FoundTime(start, end, text[start:end], first)]
    second = _clock(group["h2"], group["m2"])
    edge, again = match.span("dash")
    one = FoundTime(start, edge, text[start:edge], first)
    if second > first or (match.re is _CLOCK and group["m2"]):
        return [one, FoundTime(again, end, text[again:end], second)]
    # "kl. 19 - 5 personer": what follows the dash is no time, and two bare numbers that fall are none at all
    return [one] if match.re is _CLOCK else []


def _clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02}:{minute or '00'}"
