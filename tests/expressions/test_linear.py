"""No expression of the package or its rules takes more than linear time on lines made to make it backtrack.

Each is applied to lines of LENGTH letters and of a quarter of that: linear work takes four times as long, quadratic
sixteen times. Only what takes long enough to matter is judged, and it is measured again before it is told, so that the
clock's noise is not. What is only given short texts need not be linear, but quick enough on the longest of them. The
lines are those that extraction can give, with no two spaces in a row.
"""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from .attacks import attacks
from .collect import Expression, expressions

LENGTH = 1200  # letters
FEW = 20  # letters that take no time but where the work doubles with each
USUAL = 0.001  # CPU seconds for a line that are passed over, on a machine of usual speed
ENDLESS = 5  # seconds on the clock after which a line is given up
BOUNDED = 0.1  # CPU seconds for the longest text that an expression is given, where that is short
GROWTH = 9.0  # times as long for four times the letters: between linear and quadratic
AGAIN = 5  # times that a suspicious line is measured, in
ROUNDS = 3  # of them, with a
PAUSE = 0.05  # seconds before each: what else the machine does has changed then


class Endless(Exception):
    pass


def stop(number: int, frame: FrameType | None) -> None:
    raise Endless


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises Endless after so many seconds on the clock."""
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def cost(apply: Callable[[str], object], line: str) -> float:
    """CPU seconds."""
    begun = time.thread_time()
    found = apply(line)
    if isinstance(found, Iterator):
        for _ in found:
            pass
    return time.thread_time() - begun


def passed_over() -> float:
    """CPU seconds for a line that are passed over: fewer on a fast machine, by what quadratic work takes on it."""
    quadratic = re.compile(r"\w+@")
    return min(USUAL, 0.1 * min(cost(quadratic.finditer, "a" * LENGTH) for _ in range(AGAIN)))


SHORT = passed_over()


def fault(one: Expression) -> str | None:
    """The line that takes more than linear time, and how much more."""
    length = min(LENGTH, one.longest or LENGTH)
    enough = BOUNDED if one.longest else SHORT
    apply = getattr(one.pattern, one.way)
    for attack in attacks(one.pattern):
        for letters in (FEW, length):
            line = attack.line(letters)
            told = f"{one.place} ({one.way}) on {letters} letters {line[:24]!r}..."
            try:
                with at_most(ENDLESS):
                    if cost(apply, line) <= enough:
                        continue
                    if all(grows(apply, line, attack.line(letters // 4), enough) for _ in range(ROUNDS)):
                        return f"{told}: {1000 * cost(apply, line):.1f} ms"
            except Endless:
                return f"{told}: no end"
    return None


def grows(apply: Callable[[str], object], long: str, short: str, enough: float) -> bool:
    """Whether the long line takes more than `enough` seconds, and more than it may beside the short one."""
    time.sleep(PAUSE)
    each = [(cost(apply, long), cost(apply, short)) for _ in range(AGAIN)]
    slow, quick = (min(costs) for costs in zip(*each, strict=True))
    return slow > enough and slow > GROWTH * max(quick, SHORT / 16)


def test_every_expression_takes_linear_time() -> None:
    every = list(expressions())
    assert len(every) > 500
    assert [found for one in every if (found := fault(one))] == []


@pytest.mark.parametrize(
    "bad",
    [r"(?:a+)+$", r"(?:a|aa)*b", r"a*a*b", r"\w+@", r"den .*? maj", r"(?:\w+ ?)+:", r"[A-Z]\w*en\b", r"\([^)]*\)"],
)
def test_the_measure_finds_what_is_not_linear(bad: str) -> None:
    expression = Expression("bad", re.compile(bad), "finditer")
    assert any(fault(expression) for _ in range(3))  # a machine that is busy for a moment hides one


@pytest.mark.parametrize(
    ("good", "way"),
    [
        (r"(?>a+)b", "match"),
        (r"a*b", "match"),
        (r"(?:\w+ )*+:", "match"),
        (r"(?<!\w)\w+@", "finditer"),
        (r"den .{0,30}? maj", "finditer"),
        (r"\([^()]*\)", "finditer"),
    ],
)
def test_the_measure_passes_what_is_linear(good: str, way: str) -> None:
    assert fault(Expression("good", re.compile(good), way)) is None
