"""Whatever is printed: dates, amounts and names are read back as written, and no input breaks what reads it."""

from __future__ import annotations

import datetime
import json
import os

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pipeline.amounts import find_amounts
from pipeline.components.persons import names_in, same_name, short_for
from pipeline.contract import from_bytes, to_bytes
from pipeline.dates import find_dates, parse_date
from pipeline.errors import Unexpected
from pipeline.minutes import Document, Kind, Meeting, Minutes
from pipeline.page import Line, Page, Pages, TextLayer

settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("steady")

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
GIVEN = st.sampled_from(["Dorthe", "Bo", "Karen-Margrethe", "Søren", "Åse", "Ulrik"])
SURNAMES = st.sampled_from(["Vinderslev", "Højer", "Ravnkilde", "Stoubæk", "Ægidius", "Hyldgaard"])
TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
MINUTES_LIKE = st.text("0123456789.,-–/ krKmioa.den()æøåÅ\n\u00a0januarmj", max_size=80)
DAYS = st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31))


@given(DAYS)
def test_a_written_date_is_read_back(day: datetime.date) -> None:
    written = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    for text in (
        written,
        f"den {written}",
        f"Mødet holdes {written} i byrådssalen.",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
    ):
        assert parse_date(text) == day.isoformat(), text


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1990, 2060))
def test_a_day_that_is_not_in_the_calendar_is_never_given(day: int, month: int, year: int) -> None:
    for found in find_dates(f"den {day}. {MONTHS[month - 1]} {year}"):
        if found.iso:
            assert datetime.date.fromisoformat(found.iso) == datetime.date(year, month, day)


@given(st.one_of(TEXT, MINUTES_LIKE))
def test_dates_lie_in_the_text_in_order_whatever_it_is(text: str) -> None:
    found = find_dates(text)
    for date in found:
        assert 0 <= date.start < date.end <= len(text)
        assert date.iso is None or datetime.date.fromisoformat(date.iso)
    assert [date.start for date in found] == sorted(date.start for date in found)


def test_dates_do_not_depend_on_the_time_zone() -> None:
    def read() -> list[str | None]:
        return [parse_date(text) for text in ("den 29. februar 2024", "30.03.2025", "den 26. oktober 2025 kl. 02:30")]

    import time

    before, found = os.environ.get("TZ"), []
    try:
        for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Europe/Copenhagen"):
            os.environ["TZ"] = zone
            time.tzset()
            found.append(read())
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
    assert found == [["2024-02-29", "2025-03-30", "2025-10-26"]] * 4


def danish(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@given(st.integers(1, 9_999_999_999), st.integers(0, 99))
def test_a_sum_is_read_back(kroner: int, oere: int) -> None:
    for text in (f"{danish(kroner)} kr.", f"kr. {danish(kroner)}", f"Der bevilges {danish(kroner)} kr. til formålet."):
        assert [one.dkk for one in find_amounts(text)] == [kroner], text
    assert [one.dkk for one in find_amounts(f"{danish(kroner)},{oere:02} kr.")] == [float(f"{kroner}.{oere:02}")]


@given(st.one_of(TEXT, MINUTES_LIKE))
def test_sums_lie_in_the_text_as_printed_whatever_it_is(text: str) -> None:
    for one in find_amounts(text):
        assert text[one.start : one.end] == one.text


@given(GIVEN, SURNAMES, SURNAMES)
def test_a_name_is_found_in_prose_and_known_again(given_name: str, middle: str, last: str) -> None:
    assume(middle != last)
    full = f"{given_name} {middle} {last}"
    assert list(names_in(f"Afbud fra {full} (A).")) == [full]
    assert same_name(full, full)
    assert short_for(f"{given_name} {last}", full) and short_for(f"{given_name} {middle[0]}. {last}", full)


@given(TEXT)
def test_names_break_on_no_text(text: str) -> None:
    for name in names_in(text):
        assert name and all(word in text for word in name.rstrip(".").split())
    assert same_name(text, text)
    short_for(text, text[::-1])


def small(filename: str = "a.pdf", text: str = "Godkendt") -> Minutes:
    pages = Pages((Page(1, 595.0, 842.0, (Line(text, 1, 70.0, 80.0, 200.0, 91.0, 11.0),)),), TextLayer.FULL)
    return Minutes(document=Document("0" * 64, filename, pages), kind=Kind.MINUTES, meeting=Meeting(title=text))


@given(TEXT, TEXT)
def test_a_result_is_read_as_it_was_written(filename: str, text: str) -> None:
    assert from_bytes(to_bytes(small(filename, text))) == small(filename, text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.one_of(st.binary(max_size=200), JSON.map(lambda value: json.dumps(value).encode())))
def test_what_is_no_result_is_refused(data: bytes) -> None:
    try:
        from_bytes(data)
    except Unexpected:
        return
    raise AssertionError("it was taken for a result")


@given(st.data())
def test_a_result_with_one_value_changed_is_refused_or_sound(data: st.DataObject) -> None:
    """Any value of a right result replaced by any other: the reader refuses it, or what it gives can be written."""
    whole = json.loads(to_bytes(small()))
    place = whole
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = data.draw(JSON)
            break
        place = place[key]
    try:
        minutes = from_bytes(json.dumps(whole).encode())
    except Unexpected:
        return
    assert from_bytes(to_bytes(minutes)) == minutes


@given(st.binary(min_size=1, max_size=60).filter(lambda name: b"/" not in name and b"\0" not in name))
def test_any_file_name_becomes_text(name: bytes) -> None:
    from pipeline.store.database import printable

    text = printable(os.fsdecode(name))
    assert text.encode().decode() == text and "\0" not in text
