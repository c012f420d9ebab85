"""Deadlines set in Danish text: "senest den 1. maj", "inden udgangen af juni", "ultimo maj", "på næste møde"."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from pipeline.dates import find_dates
from pipeline.numerals import NUMBER_WORD, parse_number


@dataclass(frozen=True, slots=True)
class Deadline:
    """`text[start:end]` is a deadline as printed, with the word that sets it.

    `iso` is its last day (YYYY-MM-DD), or None where it hangs on an event or on a year that is not known. `precision`
    is day, week, month, quarter, half_year, season, year, meeting ("på næste møde") or event ("14 dage før mødet").
    """

    start: int
    end: int
    text: str
    iso: str | None
    precision: str


_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_SEASON_ENDS = {"forår": (5, 31), "sommer": (8, 31), "efterår": (11, 30), "jul": (12, 24)}

_PERIOD = re.compile(
    rf"""(?:
      (?P<part>primo|medio|ultimo|(?:starten|begyndelsen|midten|slutningen|udgangen)\s+af)\s+
        (?:(?P<month>{_MONTH})(?:\s+måned)?(?:\s*(?:/|-|–|og)\s*(?P<month2>{_MONTH}))?|uge\s+(?P<week>\d\d?)|året|(?P<only>{_YEAR})\b)
    | (?P<newyear>årets\s+udgang|udgangen\s+af\s+året|nytår)
    | uge\s+(?P<week2>\d\d?)(?:\s*[-–]\s*(?P<week3>\d\d?))?
    | (?P<half>[1-4])\.\s*(?P<halfkind>kvartal|halvår)
    | (?P<count>\d{{1,3}}|{NUMBER_WORD})\s+(?P<unit>hverdage|arbejdsdage|dage?|uger?|måned(?:er)?|timer?)\b
        (?P<event>\s+(?:før|efter|forud\s+for|inden)\s+[\wæøåÆØÅ-]+(?:\s+(?:afholdelse|start|mødet))?)?
    | (?P<meeting>(?:det\s+)?(?:næste|næstkommende|førstkommende|følgende|et\s+kommende|et\s+senere)\s+
        (?:ordinære\s+)?\w*mød(?:et|e)\b|(?:næste\s+)?generalforsamling(?:en)?\b)
    | (?P<bare>{_MONTH})(?:\s+måned)?
    | (?P<season>forår(?:et)?|sommer(?:en|ferien)?|efterår(?:et|sferien)?|jul(?:en|eferien)?)\b
    | (?P<year>{_YEAR})(?![\d/-])
    )(?:[\s,]+(?P<printed>{_YEAR})(?!\d))?""",
    re.VERBOSE | re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:senest|inden(?:\s+for)?|\w*(?:frist|deadline)(?:en)?"
    r"(?:(?:\s+(?:for|til)\s+[^.:,]{1,60}?)?(?:\s+(?:er|fastsættes\s+til|sættes\s+til|udløber)|(?=:)))?|(?:forventes\s+)?klar(?:\s+til)?|frem\s+til)\s*:?\s+"
    r"(?:d\.\s*|den\s+|i\s+)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\bsom\s+(?:ny\s+|endelig\s+)?(?:svar|høringss?)?(?:deadline|frist)\b", re.IGNORECASE
)  # behind its day
_REACH = 80  # letters between a day and the words that make it a deadline
_DURATION = re.compile(r"frist\w{0,30}\s+(?:for|til)\s", re.IGNORECASE)  # "fristen for afmelding er tre dage": a rule
_WORDS = (
    "senest",
    "inden",
    "frist",
    "deadline",
    "klar",
    "frem til",
    "næst",
    "førstkom",
    "kommende",
    "senere",
    "imo ",
    "edio ",
)
_LOOSE = re.compile(
    r"\b(?:(?:på|til)\s+(?=(?:det\s+)?(?:næste|næstkommende|førstkommende|et\s+kommende|et\s+senere)\s)"
    r"|(?=(?:primo|medio|ultimo)\s))",
    re.IGNORECASE,
)
_MOST_RECENTLY = re.compile(
    r"\b(?:det|den|de|drøfte(?:t|de)|behandle(?:t|de)|godkend(?:t|te)|vedtag(?:et)|vedtog|ændre(?:t|de)|revidere(?:t|de)"
    r"|orientere(?:t|de)|opdatere(?:t|de)|mødtes|afholdt|besøg(?:t|te))\s+$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:blev|er\s+blevet|havde|var|har|henvendte|drøftede|behandlede|afholdt|orienterede|fandt)\b", re.IGNORECASE
)
_TO_COME = re.compile(
    r"\b(?:skal|vil|bedes|forvente[srt]*|forventer|klar|planen|kan|udsæt\w*|udsat|udskyd\w*|tages|genoptag\w*|kommer)\b",
    re.I,
)


def find_deadlines(text: str, meeting_date: str | None = None) -> list[Deadline]:
    """The deadlines set in `text`, in order; `meeting_date` (YYYY-MM-DD) gives the year that is not printed.

    "senest" in the sense of most recently sets none, nor does a period in a clause about the past.
    """
    lower = text.lower()
    if not any(word in lower for word in _WORDS):
        return []
    met = datetime.date.fromisoformat(meeting_date) if meeting_date else None
    found: list[Deadline] = []
    for pattern in (_CUE, _LOOSE):
        for cue in pattern.finditer(text):
            if any(one.start <= cue.start() < one.end for one in found):
                continue
            if pattern is _LOOSE and not _looks_ahead(text, cue.start()):
                continue
            if _MOST_RECENTLY.search(text, max(0, cue.start() - 16), cue.start()):
                continue
            if deadline := _read(text, cue, met):
                found.append(deadline)
    for named in _NAMED.finditer(text):
        begin = max(0, named.start() - _REACH)
        days = [day for day in find_dates(text[begin : named.start()]) if day.iso]
        if days and ". " not in text[begin + days[-1].end : named.start()]:
            start = begin + days[-1].start
            found.append(Deadline(start, named.end(), text[start : named.end()], days[-1].iso, "day"))
    return sorted(found, key=lambda one: one.start)


def _looks_ahead(text: str, at: int) -> bool:
    """Whether the clause around a bare period speaks of what is to come."""
    begin = max(text.rfind(stop, 0, at) for stop in (". ", "\n", ": "))
    end = min((stop for stop in (text.find(mark, at) for mark in (". ", "\n")) if stop >= 0), default=len(text))
    clause = text[begin + 1 : end]
    return bool(_TO_COME.search(clause)) or not _PAST.search(clause)


def _read(text: str, cue: re.Match[str], met: datetime.date | None) -> Deadline | None:
    begin, at = cue.start(), cue.end()
    ahead = text[at : at + 60]
    dates = find_dates("den " + ahead)
    if dates and dates[0].start <= 4:
        date = dates[0]
        iso = date.iso or (_in_coming_year(ahead[: date.end - 4], met) if met else None)
        return Deadline(begin, at + date.end - 4, text[begin : at + date.end - 4], iso, "day")
    if not (period := _PERIOD.match(text, at)):
        return None
    group = period.groupdict()
    if group["count"] and _DURATION.search(cue.group()):
        return None
    first_word = cue.group().split()[0].lower() if cue.group().strip() else ""
    if (group["year"] or group["bare"] or group["season"]) and first_word not in (
        "senest",
        "inden",
        "klar",
        "frem",
        "forventes",
    ):
        return None
    day, precision = _resolve(group, met)
    end = period.end()
    return Deadline(begin, end, text[begin:end], day.isoformat() if day else None, precision)


def _in_coming_year(printed: str, met: datetime.date) -> str | None:
    """The first such day on or after the meeting."""
    for year in (met.year, met.year + 1):
        dates = find_dates("den " + printed, year)
        if dates and dates[0].iso and dates[0].iso >= met.isoformat():
            return dates[0].iso
    return None


def _resolve(group: dict[str, str | None], met: datetime.date | None) -> tuple[datetime.date | None, str]:
    """The last day of a period, and its precision."""
    printed = group["printed"] or group["only"] or group["year"]
    year = int(printed) if printed else met.year if met else None
    if group["meeting"]:
        return None, "meeting"
    if count := group["count"]:
        return _after(parse_number(count) or 0, group["unit"] or "", met) if not group["event"] else None, (
            "event" if group["event"] else "day"
        )
    if week := group["week"] or group["week3"] or group["week2"]:
        return (_end_of_week(year, int(week)) if year else None), "week"
    if name := group["month2"] or group["month"] or group["bare"]:
        month = next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(name[:3].lower()))
        if year and not printed and met and month < met.month:
            year += 1
        part = (group["part"] or "").lower()
        last = calendar.monthrange(year, month)[1] if year else 0
        day = (
            10
            if part.startswith(("primo", "start", "begyndelse"))
            else 20
            if part.startswith(("medio", "midt"))
            else last
        )
        return (datetime.date(year, month, day) if year else None), "month"
    if group["half"]:
        months = int(group["half"]) * (3 if group["halfkind"] == "kvartal" else 6)
        precision = "quarter" if group["halfkind"] == "kvartal" else "half_year"
        if not year or months > 12:
            return None, precision
        return datetime.date(year, months, calendar.monthrange(year, months)[1]), precision
    if season := group["season"]:
        ends = next(end for name, end in _SEASON_ENDS.items() if season.lower().startswith(name))
        return (datetime.date(year, *ends) if year else None), "season"
    return (datetime.date(year, 12, 31) if year else None), "year"


def _after(count: int, unit: str, met: datetime.date | None) -> datetime.date | None:
    unit = unit.lower()
    if not met or unit.startswith(("time", "hverdag", "arbejdsdag")):
        return None
    if unit.startswith("måned"):
        month = met.month - 1 + count
        year, month = met.year + month // 12, month % 12 + 1
        return datetime.date(year, month, min(met.day, calendar.monthrange(year, month)[1]))
    return met + datetime.timedelta(days=count * (7 if unit.startswith("uge") else 1))


def _end_of_week(year: int, week: int) -> datetime.date | None:
    try:
        return datetime.date.fromisocalendar(year, week, 7)
    except ValueError:  # a year without a week 53
        return None
