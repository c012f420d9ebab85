"""Does the bar say how many documents are done, how fast, and how many were refused?"""

from __future__ import annotations

import io
import itertools
import re
import sys
from pathlib import Path

import click
import pytest

from pipeline.errors import EmptyFile
from pipeline.progress import Speed, reading_bar
from pipeline.report import Refusal, Report


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_tells_of_documents_speed_refusals_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("pipeline.progress.EACH", 0)
    monkeypatch.setattr("time.time", itertools.count(1_700_000_000, 10).__next__)  # by which click reckons the rest
    report = Report(Path("w.db"))
    with reading_bar(4, hidden=False) as show:
        for _ in range(2):
            report.stored += 1
            report.pages += 6
            show(report)
        report.refusals.append(Refusal(Path("a.pdf"), EmptyFile("The file is empty.")))
        show(report)
        last = click.unstyle(terminal.getvalue()).splitlines()[-1]
        assert "3/4" in last
        assert "pages/s, 1 in quarantine" in last
        assert re.search(r"  \d\d:\d\d:\d\d  ", last)  # the time left


@pytest.mark.parametrize(("hidden", "terminal"), [(True, Terminal()), (False, io.StringIO())])
def test_no_bar_for_programs(hidden: bool, terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal)
    with reading_bar(2, hidden=hidden) as show:
        show(Report(Path("w.db"), stored=1, pages=3))
    assert "pages/s" not in terminal.getvalue()


def test_the_speed_is_that_of_late() -> None:
    now = [0.0]
    speed = Speed(lambda: now[0])
    for now[0], pages, expected in ((1.0, 10, 10.0), (2.0, 40, 20.0), (30.0, 40, 0.0), (31.0, 140, 100.0)):
        assert speed.of(pages) == pytest.approx(expected)
