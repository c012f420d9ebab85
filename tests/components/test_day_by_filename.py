"""A day printed without its year takes the year of the file's name only where the two fit."""

import pytest

from pipeline.components.clock import day_by_filename


@pytest.mark.parametrize(
    ("printed", "filename", "day"),
    [
        ("Bestyrelsesmøde d. 7/4 kl. 19", "moede_2009-04-07.pdf", "2009-04-07"),
        ("Bestyrelsesmøde d. 7/4 kl. 19", "moede_20090407.pdf", "2009-04-07"),
        ("Bestyrelsesmøde d. 8/4 kl. 19", "moede_2009-04-07.pdf", None),
        ("Møde torsdag den 28. februar kl. 19.30", "referat_2019.pdf", "2019-02-28"),
        ("Møde tirsdag den 28. februar kl. 19.30", "referat_2019.pdf", None),  # a Thursday in 2019
        ("Møde den 28. februar kl. 19.30", "referat_2019.pdf", None),  # a year alone needs a weekday
        ("Møde den 28. februar 2018", "referat_2019-02-28.pdf", None),  # the year is printed
        ("Møde d. 7/4", "referat.pdf", None),
    ],
)
def test_day_by_filename(printed: str, filename: str, day: str | None) -> None:
    assert day_by_filename([printed], filename) == day
