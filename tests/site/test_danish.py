from __future__ import annotations

import pytest

from pipeline.site.danish import counted, danish_date, danish_number, danish_times


@pytest.mark.parametrize(
    ("iso", "text"), [("2019-05-21", "21. maj 2019"), ("2024-02-01", "1. februar 2024"), (None, "uden dato")]
)
def test_dates(iso: str | None, text: str) -> None:
    assert danish_date(iso) == text


def test_a_date_with_its_weekday() -> None:
    assert danish_date("2019-05-21", weekday=True) == "tirsdag den 21. maj 2019"


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (1234567, "1.234.567"), (1500000.0, "1.500.000"), (2.5, "2,50"), (-1234, "-1.234")]
)
def test_numbers(number: float, text: str) -> None:
    assert danish_number(number) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [("17:00", "18:55", "kl. 17.00–18.55"), ("17:00", None, "kl. 17.00"), (None, None, "")],
)
def test_times(start: str | None, end: str | None, text: str) -> None:
    assert danish_times(start, end) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 møder"), (1, "1 møde"), (1000, "1.000 møder")])
def test_counts(number: int, text: str) -> None:
    assert counted(number, "møde", "møder") == text
