"""When somebody sits in a forum, as far as short names need to know: runs of days with no gap of more than a year.

A short name means who sits in its forum within half an election period; of several, who sits there both before and
after. Of the days on which somebody is listed only those before and after a gap can tell, so that a few numbers hold
years of lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SPAN = 730
"""Days between a short name and a full one in the same body for both to be of one time: half an election period."""
TERM = 400
"""Days within which somebody is listed before and after a short name to be a sitting member at that time."""

Run = tuple[int, int]  # first and last day
Seats = dict[str, tuple[Run, ...]]  # by forum


def runs_of(days: Iterable[int]) -> tuple[Run, ...]:
    """The days in as few runs as tell the same of `is_near` and `surround`."""
    runs: list[Run] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][1] <= TERM:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return tuple(runs)


def is_near(runs: Iterable[Run], day: int) -> bool:
    """Whether one of the days that the runs were made of is within `SPAN` of a day."""
    return any(first - SPAN <= day <= last + SPAN for first, last in runs)


def surround(runs: Iterable[Run], day: int) -> bool:
    """Whether of the days that the runs were made of one is before a day and one after, each within `TERM`."""
    runs = list(runs)
    before = any(first <= day <= last + TERM for first, last in runs)
    return before and any(first - TERM <= day <= last for first, last in runs)


def changed_days(before: Seats, after: Seats) -> Iterator[tuple[str, int, int]]:
    """(forum, first, last) of spans that hold all days of which the two tell otherwise."""
    for body in sorted(before.keys() | after.keys()):
        was, now = before.get(body, ()), after.get(body, ())
        edges = sorted({edge for run in (*was, *now) for edge in _edges(run)})
        for first, last in zip(edges, edges[1:], strict=False):
            if (is_near(was, first), surround(was, first)) != (is_near(now, first), surround(now, first)):
                yield body, first, last - 1


def _edges(run: Run) -> tuple[int, ...]:
    """The days from which on a run tells otherwise."""
    first, last = run
    return first - SPAN, first - TERM, first, last + 1, last + TERM + 1, last + SPAN + 1
