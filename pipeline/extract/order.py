"""Lines of a page from the order of its content to the order in which a person reads them.

Content order is kept where it is sane: it alone tells which cell or column goes on. It is mended where a line was drawn
after one that stands below it in the same column (a footer drawn first, a heading drawn last), and pieces of one
printed line that stand side by side are joined.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from pipeline.extract.lines import LIST_NUMBER, SPACE, reach
from pipeline.extract.marks import Marks
from pipeline.page import Line

_MAX_LINES = 1_000  # of a page; beyond, it is a drawing, and comparing them pairwise would not end
_LEAP = 100.0  # points down the page after which a new run begins: a head and a foot drawn one after the other
_HIDDEN = 0.5  # of a gap that dark boxes fill
_SLACK = 3.0  # points such a box may reach over the letters beside it


def in_reading_order(lines: list[Line], marks: Marks) -> list[Line]:
    ordered: list[list[Line]] = []
    if len(lines) > _MAX_LINES:
        return lines
    for run in _runs(lines):
        _place(run, ordered)
    return _joined([line for run in ordered for line in run], marks)


def _runs(lines: list[Line]) -> list[list[Line]]:
    """The content cut where it goes back up the page or leaps far down."""
    runs: list[list[Line]] = [lines[:1]] if lines else []
    for above, line in pairwise(lines):
        if line.top < above.top - line.size / 2 or line.top - above.bottom > _LEAP:
            runs.append([])
        runs[-1].append(line)
    return runs


def _place(run: list[Line], ordered: list[list[Line]]) -> None:
    """Add a run behind those before it, or before the first that it stands above, or into one it is tangled with."""
    head, bottom = min([line.top for line in run]), max([line.bottom for line in run])
    foot = bottom - run[0].size / 2
    for index, other in enumerate(ordered):
        if foot <= min([line.top for line in other]):
            ordered.insert(index, run)
            return
        if head >= max([line.bottom for line in other]):
            continue  # as a rule; nothing of the run stands beside or above anything of the other
        if any(_precedes(line, below) for line in run for below in other):
            _weave(run, other)
            return
        if _answers(run, other):
            _pair(run, other)
            return
    ordered.append(run)


def _weave(run: list[Line], other: list[Line]) -> None:
    """Put each line of a run before the first line of another that should follow it."""
    at = 0
    for line in run:
        at = next((index for index in range(at, len(other)) if _precedes(line, other[index])), len(other))
        other.insert(at, line)
        at += 1


def _answers(run: list[Line], other: list[Line]) -> bool:
    """Whether a run begins with a column of values whose labels, each with a colon, are a column of another run."""
    mates = [mate for mate in (_mate(line, other) for line in run) if mate is not None]
    return len(mates) > 1 and mates[0] == _mate(run[0], other) and all(other[at].text.endswith(":") for at in mates)


def _mate(line: Line, other: list[Line]) -> int | None:
    """The place in another run of what stands left of a line in its row."""
    return next((at for at, left in enumerate(other) if left.x1 < line.x0 and same_row(left, line)), None)


def _pair(run: list[Line], other: list[Line]) -> None:
    """Put each value behind its label, and what has no label behind the value before it."""
    at = 0
    for line in run:
        mate = _mate(line, other)
        at = (at if mate is None else mate) + 1
        other.insert(at, line)


def _precedes(line: Line, other: Line) -> bool:
    """Whether a line stands above another in the same column, or left of it in the same row."""
    if same_row(line, other):
        return line.x1 <= other.x0 + 1
    return line.top < other.top and line.x0 < other.x1 and other.x0 < line.x1


def same_row(line: Line, other: Line) -> bool:
    overlap = min(line.bottom, other.bottom) - max(line.top, other.top)
    return overlap > 0.5 * min(line.bottom - line.top, other.bottom - other.top)


def _joined(lines: list[Line], marks: Marks) -> list[Line]:
    """Neighbours that are pieces of one printed line (a list number and its text, a raised figure) made one line."""
    joined: list[Line] = []
    for line in lines:
        if joined and _continues(joined[-1], line, marks):
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _continues(line: Line, right: Line, marks: Marks) -> bool:
    if line.bottom <= right.top or not same_row(line, right):
        return False
    size = max(line.size, right.size)
    gap = right.x0 - line.x1
    middle = (line.top + line.bottom) / 2
    boxes = [(x0, x1) for x0, top, x1, bottom in marks.dark if top < middle < bottom]
    hidden = sum(x1 - x0 for x0, x1 in boxes if _within(x0, x1, line, right))
    if hidden > _HIDDEN * max(gap, size):
        return True  # words blacked out
    if not -0.3 * size < gap < reach(line.text) * size:
        return False
    return not any(line.x1 <= x <= right.x0 and top < middle < bottom for x, top, _, bottom in marks.down)


def _within(x0: float, x1: float, line: Line, right: Line) -> bool:
    return line.x1 - _SLACK < x0 and x1 < right.x0 + _SLACK


def _join(line: Line, right: Line) -> Line:
    text = line.text + " " * (right.x0 - line.x1 > SPACE * max(line.size, right.size))
    opens = line.bold or LIST_NUMBER.fullmatch(f"{line.text} ") is not None
    bold_head = len(text) + right.bold_head if opens and right.bold_head else line.bold_head
    main = max(line, right, key=lambda part: len(part.text))
    return replace(
        line,
        text=text + right.text,
        x1=max(line.x1, right.x1),
        top=main.top,
        bottom=main.bottom,
        size=main.size,
        bold_head=bold_head,
        hyphen=right.hyphen,
    )
