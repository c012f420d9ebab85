"""Are Danish dates and clock times read in every form that minutes print, and nothing else taken for one?"""

from __future__ import annotations

import dateparser
import pytest

from pipeline.dates import find_dates, find_time_slot, find_times, parse_date, without_time_slot

FORMS = [
    "7. oktober 2022", "den 7. oktober 2022", "d. 7. oktober 2022", "Fredag d. 7. oktober 2022",
    "fredag den 7. oktober 2022", "fredag, den 7. oktober 2022", "Fredag 7 okt 2022", "7.oktober 2022",
    "7. Oktober 2022", "7 oktober 2022", "7. okt. 2022", "7. okt 2022", "7-okt-2022", "7.okt.2022",
    "7. oktober, 2022", "7. oktober. 2022", "7.\noktober 2022", "7. oktober\n2022", "7.\u00a0oktober\u00a02022",
    "07-10-2022", "7-10-2022", "d. 07-10-2022", "07.10.2022", "7.10.2022", "07. 10. 2022", "7/10/2022", "7/10 2022",
    "7/10-2022", "7/10 - 2022", "7/10 -2022", "7/10–2022", "07-10 2022", "2022-10-07", "2022.10.07", "2022/10/07",
    "7/10-22", "d. 7/10-22", "d. 7.10.22", "07.10.22", "den 7. okt. 22", "den 7. oktober ’22",
    "October 7, 2022", "Friday, October 7, 2022 - 18:00", "7. October 2022", "7th October 2022", "den 7-10-22",
    "fre. d. 7. oktober 2022", "07-10-2022 13:30:00", "7-10-2022 21:10", "den syvende oktober 2022", "7.10.2022kl. 19",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMS)
def test_forms(text: str) -> None:
    found = find_dates(text)
    assert [date.iso for date in found] == ["2022-10-07"]
    assert text[found[0].start : found[0].end] == found[0].text
    assert not found[0].weekday_wrong


def test_oracle() -> None:
    """Another reader of dates agrees on every form that it reads at all, and it reads most of them."""
    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    printed = [find_dates(text)[0].text for text in FORMS]
    read = {text: dateparser.parse(text, languages=["da", "en"], settings=settings) for text in printed}
    read = {text: other.date().isoformat() for text, other in read.items() if other}
    assert {text: iso for text, iso in read.items() if iso != "2022-10-07"} == {}
    assert len(read) > len(set(printed)) / 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Punkt 4.2.10 i vedtægten",
        "§ 4.2.10",
        "pkt. 10.10.12",
        "J.nr.: 09.08.20",
        "J.nr.: 01.02.03",
        "09.08.20-P19-1-11",
        "01.02.03P19",
        "Sagsnr. 17/20456",
        "sag 13/2208",
        "Sagnr.: 1-02-34-56-12",
        "Sagsnr.: 411-2012-43001",
        "010203-1234",
        "3/4 af de afgivne stemmer",
        "sæson 2010/11",
        "perioden 2016-2019",
        "budget 2017-20",
        "17/9",
        "1. Jan Holm",
        "3. Maj-Britt Dam",
        "2. April Lund",
        "5 jan Holm",
        "32. maj 2022",
        "13.13.2022",
        "tlf. 20 30 40 50",
        "1.250.000 kr.",
        "kl. 10.12",
        "3 marter og 4 majskolber",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.-3. maj 2022", ["2022-05-01", "2022-05-03"]),
        ("1. - 3. maj 2022", ["2022-05-01", "2022-05-03"]),
        ("den 5. og 6. maj 2022", ["2022-05-05", "2022-05-06"]),
        ("2., 3. og 4. maj 2022", ["2022-05-02", "2022-05-03", "2022-05-04"]),
        ("29. april - 2. maj 2022", ["2022-04-29", "2022-05-02"]),
        ("28. december - 3. januar 2022", ["2021-12-28", "2022-01-03"]),
        ("30.06.–02.07.2022", ["2022-06-30", "2022-07-02"]),
        ("01.05.2022-03.05.2022", ["2022-05-01", "2022-05-03"]),
        ("den 4. maj, 8. juni og 14. september 2022", ["2022-05-04", "2022-06-08", "2022-09-14"]),
        ("fra mandag den 4. juli til fredag den 8. juli 2022", ["2022-07-04", "2022-07-08"]),
        ("Vi mødes 3. maj 2022 og 4. juni 2023.", ["2022-05-03", "2023-06-04"]),
        ("31. april 2022", [None]),
        ("29. februar 2023", [None]),
        ("den 12. marts", [None]),
        ("senest 17/9", [None]),
        ("torsdag den 19.2.", [None]),
        ("per 15/1", [None]),
        ("Frist for tilmelding er 5/3.", [None]),
        ("betalt 12. marts 2000 kr.", [None]),
        ("den 12. marts 19 personer", [None]),
    ],
)
def test_several_and_missing_years(text: str, expected: list[str | None]) -> None:
    assert [date.iso for date in find_dates(text)] == expected


def test_default_year() -> None:
    assert [date.iso for date in find_dates("den 12. marts og senest 17/9", 2022)] == ["2022-03-12", "2022-09-17"]
    assert find_dates("den 12. marts 2019", 2022)[0].iso == "2019-03-12"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Fredag den 7. oktober 2022", False),
        ("Torsdag den 7. oktober 2022", True),
        ("tors. d. 7/10-2022", True),
        ("lørdag d. 7.10.2022", True),
        ("torsdag den 7. oktober", False),
        ("mandag er fri. Vi mødes 7. oktober 2022", False),
    ],
)
def test_weekday(text: str, wrong: bool) -> None:
    assert [date.weekday_wrong for date in find_dates(text)] == [wrong]


def test_text_holds_the_weekday_but_not_the_full_stop() -> None:
    assert [date.text for date in find_dates("Vi mødes tirsdag den 3. maj. Husk kaffe.")] == ["tirsdag den 3. maj"]
    assert [date.text for date in find_dates("Vi mødes 3. maj 2022.")] == ["3. maj 2022"]


@pytest.mark.parametrize(
    ("field", "iso"),
    [
        ("7. oktober 2022 kl. 19.00", "2022-10-07"),
        ("7.10.22", "2022-10-07"),
        ("4.2.10", "2010-02-04"),
        (" Fredag d. 07-10-2022 ", "2022-10-07"),
        ("7. oktober", None),
        ("Rådhuset", None),
        ("", None),
    ],
)
def test_parse_date(field: str, iso: str | None) -> None:
    assert parse_date(field) == iso


def test_parse_date_takes_a_year() -> None:
    assert parse_date("7/10", 2022) == "2022-10-07"


@pytest.mark.parametrize(
    ("short", "iso"), [("1/2-69", "2069-02-01"), ("1/2-70", "1970-02-01"), ("1/2-99", "1999-02-01")]
)
def test_century(short: str, iso: str) -> None:
    assert parse_date(short) == iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kl. 13:00", ["13:00"]),
        ("kl. 13.00", ["13:00"]),
        ("kl.18.30-21.00", ["18:30", "21:00"]),
        ("Kl 20:00", ["20:00"]),
        ("KL. 20.00", ["20:00"]),
        ("kl. 17. 42", ["17:42"]),
        ("kl. 17. 12 medlemmer mødte.", ["17:00"]),
        ("klokken 19", ["19:00"]),
        ("klokken 19.00", ["19:00"]),
        ("kl. 19", ["19:00"]),
        ("kl. 7.05", ["07:05"]),
        ("kl. 1930", ["19:30"]),
        ("kl. 19,30", ["19:30"]),
        ("kl. ca. 19.30", ["19:30"]),
        ("kl. 10-12", ["10:00", "12:00"]),
        ("kl. 18.00 – 20.30", ["18:00", "20:30"]),
        ("kl. 19.00 til kl. 21.00", ["19:00", "21:00"]),
        ("kl. 23.00 - 07.00", ["23:00", "07:00"]),
        ("08:30-12:00", ["08:30", "12:00"]),
        ("15:00 - 18:00", ["15:00", "18:00"]),
        ("18.30 - 20.30", ["18:30", "20:30"]),
        ("17:00:00", ["17:00"]),
        ("17.30", ["17:30"]),
        ("Mødetid: 17.30", ["17:30"]),
        ("Mødet hævet 21.15", ["21:15"]),
        ("07-10-2022 13:30:00", ["13:30"]),
        ("kl. 19 og 12.50 kr.", ["19:00"]),
        ("kl. 19 - 5 personer", ["19:00"]),
        ("kl. 12. maj", []),
        ("koster 1.90 – 2.50 kr.", []),
        ("Afsnit 2.10", []),
        ("Kort 1:5000", []),
        ("Tegning 1:50", []),
        ("stemmetallet 12:65", []),
        ("kl. 25", []),
        ("5. klasse 10", []),
        ("7.10.2022", []),
        ("12.05-13.05.2022", []),
        ("", []),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    found = find_times(text)
    assert [time.time for time in found] == expected
    assert all(text[time.start : time.end] == time.text for time in found)


@pytest.mark.parametrize(
    ("heading", "slot", "rest"),
    [
        ("Ny skole (kl. 9.20-9.50)", ("09:20", "09:50"), "Ny skole"),
        ("Ny skole (kl. 09:20-09:50) v/ Bo Dam", ("09:20", "09:50"), "Ny skole v/ Bo Dam"),
        ("9:20 - 9:50 Ny skole", ("09:20", "09:50"), "Ny skole"),
        ("Ny skole kl. 9-10", ("09:00", "10:00"), "Ny skole"),
        ("Ny skole (kl. 13.00)", ("13:00", None), "Ny skole"),
        ("Ny skole fra kl. 13.00-14.00", ("13:00", "14:00"), "Ny skole"),
        ("Kl. 13.00: Ny skole", ("13:00", None), "Ny skole"),
        ("Ny skole (10 min.)", None, "Ny skole (10 min.)"),
        ("Lukketid kl. 22", None, "Lukketid kl. 22"),
        ("Næste møde: tirsdag den 3. maj kl. 19-21", None, "Næste møde: tirsdag den 3. maj kl. 19-21"),
        ("Lokalplan 145", None, "Lokalplan 145"),
    ],
)
def test_time_slot(heading: str, slot: tuple[str, str | None] | None, rest: str) -> None:
    assert find_time_slot(heading) == slot
    assert without_time_slot(heading) == rest
