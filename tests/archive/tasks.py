"""Tasks given beside the decisions, and the later records that tell they are done."""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass
from random import Random

from . import matters
from .compose import Held
from .plan import MONTH_NAMES, spelled
from .truth import Task

GIVING = ("adopted", "noted", "discussed", "amended")
SHARE = 0.3  # of the treatments that give a task


@dataclass(frozen=True)
class Kind:
    """A task as it is given and as it is told to be done; `due` is how the deadline is said."""

    given: str
    done: str
    responsible: str
    due: str


KINDS = (
    Kind("Forvaltningen udarbejder et notat om {topic} inden udgangen af {month}.",
         "Forvaltningen fremlagde notatet om {topic}. Opgaven er afsluttet.", "Forvaltningen", "month"),
    Kind("Formanden tager kontakt til {who} senest den {day}.",
         "Formanden har taget kontakt til {who} som aftalt.", "Formanden", "day"),
    Kind("Forvaltningen orienterer nærmere om {topic} på næste møde.",
         "Forvaltningen orienterede om {topic}, som aftalt på sidste møde.", "Forvaltningen", "meeting"),
    Kind("Forvaltningen indhenter tre tilbud på {thing} ultimo {month}.",
         "Forvaltningen har indhentet tre tilbud på {thing}.", "Forvaltningen", "month"),
    Kind("Forvaltningen undersøger {topic}.", "Undersøgelsen af {topic} er gennemført.", "Forvaltningen", ""),
)  # fmt: skip


class Follower:
    """Gives tasks and lets about half of them be done at one of the next meetings of the body."""

    def __init__(self, meetings: list[Held], dice: Random) -> None:
        self.dice = dice
        self.by_body: dict[str, list[Held]] = defaultdict(list)
        for held in sorted(meetings, key=lambda one: one.date):
            self.by_body[held.body].append(held)
        self.closings: dict[tuple[datetime.date, str], list[tuple[Task, str]]] = defaultdict(list)

    def give_tasks(self) -> None:
        for body, meetings in sorted(self.by_body.items()):
            for place, held in enumerate(meetings):
                for entry in held.entries:
                    if entry.fate in GIVING and not entry.truth.tasks and self.dice.random() < SHARE:
                        self.give(entry, body, meetings[place + 1 : place + 3])

    def give(self, entry, body: str, later: list[Held]) -> None:  # type: ignore[no-untyped-def]
        dice, kind = self.dice, self.dice.choice(KINDS)
        road = dice.choice(matters.ROADS).replace("_", " ")
        facts = {
            "topic": dice.choice((f"parkeringsforholdene på {road}", f"driften af {dice.choice(matters.HALLS)}",
                                  f"støjen fra {road}", f"affaldshåndteringen i {dice.choice(matters.DISTRICTS)}")),
            "who": dice.choice((f"grundejerforeningen ved {road}", f"lokalrådet i {dice.choice(matters.DISTRICTS)}")),
            "thing": dice.choice((f"beplantning langs {road}", f"lydmåling i {dice.choice(matters.HALLS)}")),
        }  # fmt: skip
        month = entry.date.month % 12 + 1
        year = entry.date.year + (month == 1)
        last = datetime.date(year, month, calendar.monthrange(year, month)[1])
        day = datetime.date(year, month, 15)
        facts |= {"month": f"{MONTH_NAMES[month - 1]} {year}", "day": spelled(day)}
        due = {"month": last.isoformat(), "day": day.isoformat()}.get(kind.due)
        text = kind.given.format(**facts)
        entry.record.lines.append(text)
        entry.record.decisions.append(text)
        task = Task(text, kind.responsible, due)
        entry.truth.tasks.append(task)
        if later and dice.random() < 0.6:
            held = dice.choice(later) if kind.due != "meeting" else later[0]
            self.closings[held.date, body].append((task, kind.done.format(**facts)))
