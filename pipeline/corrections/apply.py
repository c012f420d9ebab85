"""Corrections applied to what was parsed of one meeting, before it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from pipeline.corrections.places import plain, quoted_lines
from pipeline.corrections.rows import ON_DECISIONS, ON_PERSONS, Correction
from pipeline.corrections.splitting import joined_items, parted_item
from pipeline.minutes import AgendaItem, Decision, Minutes, Outcome, Scope
from pipeline.page import Page
from pipeline.store.rows import item_keys

RULE = "rettelse"
"""Stands for the rule of a decision that a person added."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction that held: the place of its item among the meeting's, the text of its decision (None where the item
    itself is meant), and what stood there before."""

    correction: str
    item: int
    text: str | None
    before: str


@dataclass(slots=True)
class Held:
    """An item, and the corrections that made it what it is: (correction, decision text or None, before)."""

    item: AgendaItem
    marks: list[tuple[str, str | None, str]] = field(default_factory=list)


def correct_minutes(minutes: Minutes, meeting: str, corrections: Iterable[Correction]) -> tuple[Minutes, list[Applied]]:
    """The minutes of one meeting with the corrections that hold, in their order, and which those are.

    `meeting` begins the keys of the items. Each correction finds its row as the earlier ones left it; one whose row or
    quoted text is not there is left out.
    """
    held = [Held(item) for item in minutes.items]
    for one in corrections:
        if one.action in ON_PERSONS or not one.row.startswith(f"{meeting}-"):
            continue
        keys = item_keys([this.item for this in held], meeting)
        place = next((n for n, key in enumerate(keys) if one.row == key or one.row.startswith(f"{key}-b")), None)
        if place is not None:
            _apply(one, held, place, keys, minutes.document.pages.pages)
    applied = [
        Applied(correction, n, text, before) for n, this in enumerate(held) for correction, text, before in this.marks
    ]
    return (replace(minutes, items=tuple(this.item for this in held)) if applied else minutes), applied


def _apply(one: Correction, held: list[Held], place: int, keys: Sequence[str], pages: Sequence[Page]) -> None:
    this = held[place]
    if one.action in ON_DECISIONS:
        number = _decision(this.item, one.quote)
        if number is not None:
            _on_decision(one, this, number)
    elif one.action == "title" and plain(this.item.title or "") == plain(one.quote):
        this.marks.append((one.id, None, this.item.title or ""))
        this.item = replace(this.item, title=one.value)
    elif one.action == "add" and (lines := quoted_lines(one.quote, pages, this.item.page, this.item.page_end)):
        boxes = tuple(line.box for line in lines)
        made = Decision(one.quote, Outcome(one.value), lines[0].page, RULE, boxes)
        if _decision(this.item, one.quote) is None:
            this.item = replace(this.item, decisions=(*this.item.decisions, made))
            this.marks.append((one.id, one.quote, ""))
    elif one.action == "split":
        lines = quoted_lines(one.quote, pages, this.item.page, this.item.page_end)
        new_number, _, title = (part.strip() for part in one.value.partition("|"))
        if lines and (parts := parted_item(this.item, one.quote, lines[0], new_number or None, title)):
            this.item, new = parts
            held.insert(place + 1, Held(new, [(one.id, None, this.item.title or "")]))
    elif one.action == "merge" and one.value in keys and plain(this.item.title or "") == plain(one.quote):
        target = held[keys.index(one.value)]
        if target is not this:
            target.item = joined_items(target.item, this.item)
            target.marks += [*this.marks, (one.id, None, this.item.title or "")]
            held.remove(this)


def _decision(item: AgendaItem, quote: str) -> int | None:
    """The decision that a correction quotes: its whole text, or its beginning before "…"."""
    wanted = plain(quote)
    if (begun := wanted.removesuffix("…").removesuffix("...")) != wanted:
        return next((n for n, one in enumerate(item.decisions) if plain(one.text).startswith(begun.strip())), None)
    return next((n for n, one in enumerate(item.decisions) if plain(one.text) == wanted), None)


def _on_decision(one: Correction, this: Held, number: int) -> None:
    decision = this.item.decisions[number]
    if one.action == "drop":
        kept = (*this.item.decisions[:number], *this.item.decisions[number + 1 :])
        actions = tuple(
            replace(action, decision=action.decision - 1) if action.decision and action.decision > number else action
            for action in this.item.actions
            if action.decision != number
        )
        this.item = replace(this.item, decisions=kept, actions=actions)
        this.marks.append((one.id, None, decision.text))
        return
    if one.action == "outcome":
        before, changed = str(decision.outcome), replace(decision, outcome=Outcome(one.value))
    else:
        before, changed = str(decision.scope), replace(decision, scope=Scope(one.value))
    this.item = replace(
        this.item, decisions=(*this.item.decisions[:number], changed, *this.item.decisions[number + 1 :])
    )
    this.marks.append((one.id, decision.text, before))
