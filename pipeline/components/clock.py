"""When the meeting was held: its day, its start and its end, from the header's fields, title lines and prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.components.fields import Field, Row
from pipeline.dates import FoundTime, find_dates, find_times, parse_date
from pipeline.gated import Gated
from pipeline.page import Block

HELD = Gated(
    r"""
    \b(?: referat | beslutningsprotokol | protokol | mødet | afholdt | afholdtes | mødedato | indkaldelse
        | dagsorden )\b
    | møde\b | forsamling\b
    """,
    re.I | re.X,
)
ABOUT_OTHERS = re.compile(
    r"""
    \b(?:næste|forrige|sidste)\s+(?:ordinære\s+)?\w*møde
    | godkendelse\s+af
    | \b(?:udsendt|udskrevet|rundsendt|offentliggjort|underskrevet|revideret)\b
    | ^\s*(?:\d{1,3}[.)]|åbent\s+\d)                    # the heading of an item
    """,
    re.I | re.X,
)
WEEKDAY = Gated(r"\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b", re.I)
LETTER_DATE = re.compile(r"(?:referat\s+)?dato(?:\s*:|\s+\d)", re.I)
CASE_OFFICER = re.compile(r"(?:sagsbehandler|sagsbeh\.|ref\.|vores\s+ref|deres\s+ref)\s*:|sagsbehandler\s", re.I)
HELD_IN_TITLE = re.compile(r"(?:referat|protokol|dagsorden)\b.{0,40}\bmøde|(?:af|fra)\s+mødet?\s+i\s", re.I)
OLD_STYLE = re.compile(r"\bår\s+(?P<year>\d{4}),?\s+(?:den|d\.)\s+(?P<day>\d{1,2})\.?\s+(?P<month>[a-zæøå]+)", re.I)
MONTH_YEAR = Gated(
    r"""
    \b(?: januar | februar | marts | april | maj | juni | juli | august | september | oktober | november | december )
    \s+(\d{4})\b
    """,
    re.I | re.X,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NAMED_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-_.]?(?P<month>[01]\d)[-_.]?(?P<day>[0-3]\d))?(?!\d)")
ADJOURNED = Gated(
    r"""
    \b(?: mødet | generalforsamlingen | dirigenten | formanden )\b [^.]{0,60}?
    \b(?: hævet | hævedes | hævede | sluttede | slut | afsluttet | afsluttedes | sluttedes | ophævet )\b [^.\d]{0,40}?
    (?:kl\.?|klokken)\s*(?P<time>\d{1,2}[.:]?\s?\d{0,2})
    | \btakk\w+\b [^.\d]{0,40} \bro\s+og\s+orden\b [^.\d]{0,60}?
      \b(?:kl\.?|klokken)\s*(?P<thanked>\d{1,2}[.:]?\s?\d{0,2})
    | (?:^|[.:]\s) (?:mødet\s+)? (?:slut|sluttede|afsluttet|hævet)\s*:?\s*(?:kl\.?\s*)?
      (?P<alone>\d{1,2}[.:]\d\d)(?!\.?\d)
    """,
    re.I | re.X,
)
PLACE_AND_DAY = re.compile(r"[A-ZÆØÅ][\w -]{1,30},?\s+(?:den\s+|d\.\s*)\d{1,2}[. /-].{3,15}")  # above a letter
BARE_TIME = re.compile(r"\d{1,2}(?:[.:]\d{2})?(?![\d.:/-]|\.?\s*[a-zæøå]{3})")  # and no day


def meeting_date(rows: Sequence[Row], fields: Sequence[Field], running: Sequence[str]) -> str | None:
    """The labelled date, else the date of a line that speaks of the meeting, else the first date of the header; ISO.

    A date without a year takes the one that the header prints elsewhere.
    """
    texts = [row.text for row in rows[:60]]
    year = year_of(texts, running)
    if day := over_the_letterhead(texts, year):
        return day
    labelled = [field.text for field in fields if field.label == "date" and find_dates(field.text)]
    if labelled and not any(parse_date(text, year) for text in labelled):
        return None  # the day is told without a year: any other date is another day
    return next(filter(None, dates_by_trust(texts, fields, running, year)), None)


def over_the_letterhead(texts: Sequence[str], year: int | None) -> str | None:
    """The day that a title line gives, where "Dato:" stands among a letter's fields: there it is the letter's (ISO)."""
    dated = next((at for at, text in enumerate(texts) if LETTER_DATE.match(text)), None)
    if dated is None or not any(map(CASE_OFFICER.match, texts[max(0, dated - 3) : dated + 4])):
        return None
    titles = [*texts, *(" ".join(pair) for pair in pairwise(texts))]
    days = (parse_date(t, year) for t in titles if HELD_IN_TITLE.match(t) and WEEKDAY.search(t))
    return next(filter(None, days), None)


def year_of(texts: Sequence[str], running: Sequence[str]) -> int | None:
    """The year printed with a month ("marts 2021"), else the year of a title line."""
    months = (MONTH_YEAR.search(text) for text in [*texts, *running])
    titles = (YEAR.search(text) for text in texts[:8] if HELD.search(text))
    told = next((int(m.group(1)) for m in months if m), None) or next((int(m.group()) for m in titles if m), None)
    written = (parse_date(text) for text in texts[:3] if PLACE_AND_DAY.fullmatch(text))
    return told or next((int(iso[:4]) for iso in written if iso), None)


def dates_by_trust(
    texts: Sequence[str], fields: Sequence[Field], running: Sequence[str], year: int | None
) -> Iterator[str | None]:
    """Every date that could be the meeting's, the surest first."""
    for label in ("date", "start"):
        yield from (parse_date(field.text, year) for field in fields if field.label == label)
    for text in texts:
        if match := OLD_STYLE.search(text):
            yield parse_date(f"{match['day']}. {match['month']} {match['year']}")
    yield from (parse_date(text) for text in texts if HELD.search(text) and not ABOUT_OTHERS.search(text))
    yield from (parse_date(text, year) for text in texts[:8] if HELD.search(text) and WEEKDAY.search(text))
    yield from (parse_date(text) for before, text in pairwise(texts) if HELD.search(before))
    yield from (parse_date(text) for text in texts[:25] if WEEKDAY.search(text))
    yield from map(parse_date, [*texts[:25], *running])
    joined = [*texts, *(f"{a} {b}" for a, b in pairwise(texts)), *running]
    yield from (parse_date(text, year) for text in joined if HELD.search(text))
    yield from (parse_date(text, year) for text in texts[:25])


def day_by_filename(texts: Sequence[str], filename: str) -> str | None:
    """The day printed without a year, where the file's name gives the year (ISO); None where the two do not fit.

    A name with the whole day must name the printed one; a name with a year alone needs a printed weekday that fits it.
    """
    if (named := NAMED_DAY.search(filename)) is None:
        return None
    whole = "-".join(filter(None, named.groups()))
    for text in texts:
        for found in find_dates(text, int(named["year"])):
            fits = found.iso == whole if named["month"] else bool(WEEKDAY.search(found.text))
            if found.iso and fits and not found.weekday_wrong and not YEAR.search(found.text):
                return found.iso
    return None


def meeting_times(rows: Sequence[Row], fields: Sequence[Field]) -> tuple[str | None, str | None]:
    """Start and end (HH:MM) from the fields, else from a line of the header that speaks of the meeting or its day."""
    begun = sorted(
        (field for field in fields if field.label in ("start", "date")), key=lambda field: field.label != "start"
    )
    found = next((times for field in begun if (times := times_of(field))), [])
    end = next((times_of(field) for field in fields if field.label == "end" and field.text), [])
    if not found:
        spoken = (row.text for row in rows[:30] if HELD.search(row.text) or find_dates(row.text))
        found = next((times for text in spoken if not ADJOURNED.search(text) and (times := find_times(text))), [])
    if not found:  # "Nordby Kommune · kl. 8.30-11 · Lokale 2"
        below = (b.text for a, b in pairwise(rows[:6]) if HELD.search(a.text) or find_dates(a.text))
        found = next((times for text in below if not ADJOURNED.search(text) and (times := find_times(text))), [])
    end = end or found[1:]
    return found[0].time if found else None, end[0].time if end else None


def times_of(field: Field) -> list[FoundTime]:
    """The times of a field; the label of a time stands for the "kl." before it."""
    bare = field.label in ("start", "end") and "kl" not in field.text.lower() and BARE_TIME.match(field.text)
    return find_times(f"kl. {field.text}" if bare else field.text)


def tells_end(text: str) -> bool:
    """Does a piece of each such turn stand in the text: of "kl.", "slut", "hævet"? Asked of every block."""
    return "kl" in text or "lut" in text or "æv" in text


def adjourned(blocks: Sequence[Block]) -> str | None:
    """The end of the meeting (HH:MM) told in prose anywhere: "Mødet blev hævet kl. 17.25"."""
    told = (ADJOURNED.search(block.text) for block in blocks if tells_end(block.text))
    printed = (match["time"] or match["thanked"] or match["alone"] for match in told if match)
    times = (find_times(f"kl. {time.strip()}") for time in printed)
    return next((found[0].time for found in times if found), None)
