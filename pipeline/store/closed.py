"""What a page says apart from the items treated behind closed doors."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.minutes import AgendaItem
from pipeline.page import Page

Place = tuple[int, int]  # page number, index into its lines


def closed_items(items: Sequence[AgendaItem]) -> list[bool]:
    """Whether each item is closed, by its own mark or by that of an item it stands under."""
    found: list[bool] = []
    by_number: dict[str | None, bool] = {}
    for item in items:
        closed = item.closed or (item.parent is not None and by_number.get(item.parent, False))
        by_number[item.number] = closed
        found.append(closed)
    return found


def open_texts(pages: Sequence[Page], items: Sequence[AgendaItem]) -> dict[int, str]:
    """The text of each page that a closed item touches, without it; items are in printed order.

    A closed item reaches from its heading to the heading of the next open item. A heading that is not found on its
    page takes the whole page with it: too much is held back rather than too little.
    """
    by_number = {page.number: page for page in pages}
    held: set[Place] = set()
    flags = closed_items(items)
    for index, item in enumerate(items):
        if not flags[index]:
            continue
        after = next((items[i] for i in range(index + 1, len(items)) if not flags[i]), None)
        start = _heading(by_number, item)
        start = _numbered(by_number, item, start) if start else (item.page, 0)
        end = (len(pages) + 1, 0) if after is None else _heading(by_number, after) or (after.page + 1, 0)
        if end <= start:  # the item found next does not stand after this one: trust the pages only
            start, end = (item.page, 0), (max(item.page_end, item.page) + 1, 0)
        held |= {
            (page.number, line)
            for page in pages
            if start[0] <= page.number <= end[0]
            for line in range(len(page.lines))
            if start <= (page.number, line) < end
        }
    return {
        number: "\n".join(line.text for i, line in enumerate(by_number[number].lines) if (number, i) not in held)
        for number in sorted({number for number, _ in held})
    }


def _numbered(pages: dict[int, Page], item: AgendaItem, heading: Place) -> Place:
    """Where an item begins whose case number or subject number is printed above its heading."""
    page, line = heading
    numbers = {item.case_number, item.kle} - {None}
    while line and pages[page].lines[line - 1].text.split(":")[-1].strip() in numbers:
        line -= 1
    return (page, line)


def _heading(pages: dict[int, Page], item: AgendaItem) -> Place | None:
    """Where the first line of an item's heading stands among the lines of its page."""
    for number, x0, top, x1, bottom in item.boxes[:1]:
        for index, line in enumerate(pages[number].lines if number in pages else ()):
            middle = (line.top + line.bottom) / 2
            if top - 1 <= middle <= bottom + 1 and line.x0 < x1 + 1 and line.x1 > x0 - 1:
                return (number, index)
    return None
