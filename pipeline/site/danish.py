"""Dates, clock times and numbers as Danes write them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
UNDATED = "uden dato"


def danish_date(iso: str | None, *, weekday: bool = False) -> str:
    """ "2019-05-21" is "21. maj 2019", with its weekday "tirsdag den 21. maj 2019"; no date at all is "uden dato"."""
    if not iso:
        return UNDATED
    day = date.fromisoformat(iso)
    plain = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} den {plain}" if weekday else plain


def short_date(iso: str) -> str:
    """ "2019-05-21" is "21. maj 2019" and "2019-11-21" is "21. nov. 2019", for the cell of a table."""
    day = date.fromisoformat(iso)
    month = MONTHS[day.month - 1]
    return f"{day.day}. {month if len(month) <= 5 else month[:3] + '.'} {day.year}"


def danish_number(number: int | float) -> str:
    """1234567 is "1.234.567" and 2.5 is "2,5"."""
    text = f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))


def danish_times(start: str | None, end: str | None) -> str:
    """ "17:00" and "18:55" are "kl. 17.00–18.55"; an unknown end is left out, two unknown ones are ''."""
    times = [time.replace(":", ".") for time in (start, end) if time]
    return f"kl. {'–'.join(times)}" if times else ""


def counted(number: int, one: str, several: str) -> str:
    """1, "møde", "møder" is "1 møde"; 2 is "2 møder"."""
    return f"{danish_number(number)} {one if number == 1 else several}"
