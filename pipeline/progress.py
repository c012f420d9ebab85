"""The bar on the terminal while documents are read: how many, how fast, how many refused, and how long it will take."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from pipeline.report import Report

EACH = 0.1  # seconds between drawings: an archive read before passes at thousands of documents a second
WINDOW = 10.0  # seconds over which the speed is taken


class Speed:
    """Pages a second of late."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.seen = deque([(clock(), 0)])

    def of(self, pages: int) -> float:
        """The speed, now that so many pages are read in all."""
        now = self.clock()
        while len(self.seen) > 1 and self.seen[0][0] < now - WINDOW:
            self.seen.popleft()
        begun, before = self.seen[0]
        self.seen.append((now, pages))
        return (pages - before) / max(now - begun, 1e-9)


@contextmanager
def reading_bar(documents: int, *, hidden: bool) -> Iterator[Callable[[Report], None]]:
    """Gives what is to be told of the run after each document. Nothing is shown where standard error is no terminal."""
    speed, drawn = Speed(), 0.0
    with click.progressbar(
        length=documents,
        label="Reading",
        file=sys.stderr,
        hidden=hidden or not sys.stderr.isatty(),
        show_pos=True,
        item_show_func=lambda said: said,
        width=20,
    ) as bar:

        def show(report: Report) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn >= EACH or report.done == documents:
                drawn = now
                refused = f", {report.in_quarantine} in quarantine" if report.in_quarantine else ""
                bar.update(report.done - bar.pos, f"{speed.of(report.pages):.0f} pages/s{refused}")

        yield show
