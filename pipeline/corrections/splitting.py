"""One item made two where the reader saw only one, and two made one."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pipeline.corrections.places import letters_of
from pipeline.minutes import AgendaItem, Section
from pipeline.page import Line

LISTS = ("sections", "recommendations", "decisions", "votes", "attachments", "amounts", "standpoints", "dates",
         "cross_references", "tables")  # fmt: skip


def parted_item(
    item: AgendaItem, quote: str, line: Line, number: str | None, title: str
) -> tuple[AgendaItem, AgendaItem] | None:
    """The item up to the quote, and a new one from it on, `line` being where the quote stands; None if no section has
    the quote. What has a text goes with the text it is from, tables with their place on the page."""
    for place, section in enumerate(item.sections):
        cut = _find(section.text, quote)
        if cut is None:
            continue
        head, tail = section.text[:cut].rstrip(), section.text[cut:].lstrip()
        sections = (*item.sections[:place], *([_cut(section, head, line, before=True)] if head else []))
        moved = (_cut(section, tail, line, before=False), *item.sections[place + 1 :])
        text = letters_of(" ".join(one.text for one in moved))
        kept_text = letters_of(" ".join(one.text for one in sections))

        def goes(said: str, text: str = text, kept_text: str = kept_text) -> bool:
            return letters_of(said) in text and letters_of(said) not in kept_text

        gone = [goes(one.text) for one in item.decisions]
        new = AgendaItem(
            number, title, line.page, item.page_end, parent=item.parent, closed=item.closed, sections=moved,
            recommendations=tuple(one for one in item.recommendations if goes(one.text)),
            decisions=tuple(one for one, moves in zip(item.decisions, gone, strict=True) if moves),
            votes=tuple(one for one in item.votes if one.text and goes(one.text)),
            attachments=tuple(one for one in item.attachments if goes(one)),
            amounts=tuple(one for one in item.amounts if goes(one.text)),
            standpoints=tuple(one for one in item.standpoints if goes(one.text)),
            dates=tuple(one for one in item.dates if goes(one.text)),
            cross_references=tuple(one for one in item.cross_references if goes(one.text)),
            tables=tuple(one for one in item.tables if (one.page, one.top) >= (line.page, line.top)),
            actions=tuple(
                replace(one, decision=sum(gone[: one.decision]))
                for one in item.actions
                if one.decision is not None and gone[one.decision]
            ),
            rule="rettelse", boxes=(line.box,),
        )  # fmt: skip
        rest: dict[str, Any] = {
            name: tuple(x for x in getattr(item, name) if x not in getattr(new, name)) for name in LISTS[1:]
        }
        actions = tuple(
            one if one.decision is None else replace(one, decision=one.decision - sum(gone[: one.decision]))
            for one in item.actions
            if one.decision is None or not gone[one.decision]
        )
        return replace(item, sections=sections, page_end=line.page, actions=actions, **rest), new
    return None


def joined_items(first: AgendaItem, second: AgendaItem) -> AgendaItem:
    """Two items as one, with the first one's number and title."""
    lists: dict[str, Any] = {name: (*getattr(first, name), *getattr(second, name)) for name in LISTS}
    shift = len(first.decisions)
    actions = tuple(
        one if one.decision is None else replace(one, decision=one.decision + shift) for one in second.actions
    )
    return replace(
        first, page=min(first.page, second.page), page_end=max(first.page_end, second.page_end),
        closed=first.closed or second.closed, actions=(*first.actions, *actions), **lists,
    )  # fmt: skip


def _find(text: str, quote: str) -> int | None:
    """Where in a text a quote begins, whatever the white space and hyphens between its letters."""
    wanted = letters_of(quote)
    places = [place for place, letter in enumerate(text) for _ in letters_of(letter)]
    begin = letters_of(text).find(wanted) if wanted else -1
    return None if begin < 0 else places[begin]


def _cut(section: Section, text: str, line: Line, *, before: bool) -> Section:
    boxes = tuple(box for box in section.boxes if ((box[0], box[2]) < (line.page, line.top)) is before)
    page = section.page if before else line.page
    return replace(section, text=text, boxes=boxes, page=page, heading=section.heading if before else None)
