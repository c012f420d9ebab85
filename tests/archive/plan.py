"""The five years: which matter comes before which body when, what becomes of it, and who says so later."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from random import Random

from . import matters, records
from .cast import COMMITTEE, COUNCIL, ELECTION, FINANCE
from .matters import TEMPLATES, Point, Step, Template
from .records import Record
from .truth import Task, Told, Treatment

YEARS = range(2019, 2024)
MONTHS = (2, 4, 6, 9, 11)
DAYS = {COMMITTEE: 2, FINANCE: 11, COUNCIL: 23}  # the Tuesday on or after
ROUNDS = len(YEARS) * len(MONTHS)
MONTH_NAMES = "januar februar marts april maj juni juli august september oktober november december".split()
GAPS = ((3, COMMITTEE), (8, FINANCE), (13, COUNCIL), (18, COMMITTEE))  # round and body whose minutes are not held


def day_of(round_: int, body: str) -> datetime.date:
    day = datetime.date(YEARS[round_ // len(MONTHS)], MONTHS[round_ % len(MONTHS)], DAYS[body])
    return day + datetime.timedelta((1 - day.weekday()) % 7)


def spelled(day: datetime.date) -> str:
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def digits(day: datetime.date) -> str:
    return f"{day:%d-%m-%Y}"


@dataclass
class Entry:
    """One treatment as planned: what is printed, and what is true of it. `number` is given when the agenda is made."""

    matter: str
    case: str
    body: str
    round: int
    step: Step
    points: list[Point]
    record: Record
    fate: str
    truth: Treatment
    before: list[Entry] = field(default_factory=list)  # earlier bodies in the same round
    earlier: Entry | None = None  # the treatment that this one goes on from
    text: str = ""
    closed: bool = False

    @property
    def date(self) -> datetime.date:
        return day_of(self.round, self.body)

    @property
    def held(self) -> bool:
        return (self.round, self.body) not in GAPS

    @property
    def key(self) -> str:
        return f"{self.body} {self.date.isoformat()} {self.truth.number}"


class Planner:
    """Lays every matter out over the rounds."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.entries: list[Entry] = []
        self.closings: list[tuple[Task, Entry]] = []  # tasks closed by a later treatment of the same matter
        self.serial = 1000

    def plan(self) -> list[Entry]:
        roads = list(matters.ROADS)
        self.dice.shuffle(roads)
        for template in TEMPLATES:
            if template.yearly:
                for year in range(len(YEARS)):
                    self.matter(template, year * len(MONTHS) + self.dice.randrange(2), roads)
            else:
                for _ in range(template.weight):
                    self.matter(template, self.dice.randrange(ROUNDS - 3), roads)
        return self.entries

    def matter(self, template: Template, start: int, roads: list[str]) -> None:
        dice = self.dice
        road = roads.pop(0).replace("_", " ")
        roads.append(road)
        year = YEARS[start // len(MONTHS)]
        low = dice.randrange(12, 60)
        self.serial += dice.randrange(7, 400)
        facts = {
            "n": str(400 + len(self.entries)), "road": road, "k": str(dice.randrange(3, 12)), "year": str(year),
            "next": str(year + 1), "a": f"{low / 10:.1f}".replace(".", ","), "b": f"{low / 20:.2f}".replace(".", ","),
            "weeks": dice.choice(("4", "8")), "thing": f"cykelsti langs {road}", "letter": dice.choice("AB"),
            "waste": dice.choice(matters.WASTE), "hall": dice.choice(matters.HALLS),
            "address": f"{road} {dice.randrange(2, 90)}", "building": dice.choice(matters.BUILDINGS),
            "club": dice.choice(matters.CLUBS), "t": str(dice.randrange(20, 90)), "u": str(dice.randrange(5, 19)),
            "district": dice.choice(matters.DISTRICTS), "service": dice.choice(matters.SERVICES),
            "party": dice.choice(matters.PARTIES),
        }  # fmt: skip
        if template.name == "svømmehal":
            facts["thing"] = f"renovering af {facts['hall']}"
        matter = f"{template.name}-{self.serial}"
        case = f"{year % 100}/{self.serial}" if year < ELECTION else f"{template.kle}-{self.serial % 97}-{year % 100}"
        round_, last = start, None
        task: tuple[Entry, Task] | None = None
        for place, step in enumerate(template.steps):
            round_ += step.after
            if round_ >= ROUNDS:
                break
            filled = replace(
                step,
                title=step.title.format(**facts),
                text=step.text.format(**facts),
                points=tuple(
                    Point(*(part.format(**facts) for part in (p.asks, p.adopts, p.change, p.altered)))
                    for p in step.points
                ),
            )
            going, end = self.step(matter, case, filled, round_, last)
            if place == 0 and template.task and going and end and end.fate in ("adopted", "amended"):
                task = (end, self.give_task(end, template.task, facts))
            elif place == 1 and task and end and template.name == "trafik" and end.fate == "noted":
                self.closings.append((task[1], end))
            last = end or last
            round_ = last.round if last else round_
            if not going:
                break

    def step(self, matter: str, case: str, step: Step, round_: int, last: Entry | None) -> tuple[bool, Entry | None]:
        """One step through its bodies. Gives whether the matter goes on, and its last treatment."""
        before: list[Entry] = []
        for body in step.route:
            final = body == step.route[-1]
            while True:
                if round_ >= ROUNDS:
                    return False, last
                entry = self.treat(
                    matter, case, body, round_, step, final, postponable=last is None or last.fate != "postponed"
                )
                entry.before = list(before)
                entry.earlier = last if not before or (last and last.fate == "postponed") else None
                self.entries.append(entry)
                last = entry
                if entry.fate == "postponed":
                    round_ += 1
                    continue
                break
            before.append(entry)
            if entry.fate in ("rejected", "referred"):
                return False, entry
        return True, last

    def treat(
        self, matter: str, case: str, body: str, round_: int, step: Step, final: bool, postponable: bool
    ) -> Entry:
        dice = self.dice
        points = list(step.points)
        chance = dice.random()
        changeable = any(point.change for point in points)
        if step.kind == "note":
            fate, record = "noted", records.noted(points, body, dice)
        elif step.kind == "discuss":
            fate, record = "discussed", records.discussed(points, body, dice)
        elif chance < 0.12 and postponable and round_ + 1 < ROUNDS:
            until = spelled(day_of(round_ + 1, body))
            fate, record = "postponed", records.postponed(points, body, dice, until)
        elif not final:
            fate, record = "recommended", records.recommended(points, body, dice)
        elif matter.startswith("medlemsforslag") and chance < 0.5:
            fate, record = "referred", records.referred(points, body, dice)
        elif matter.startswith("medlemsforslag") or chance < 0.19:
            fate, record = "rejected", records.rejected(points, body, dice)
        elif changeable and chance < 0.40:
            fate, record = "amended", records.amended(points, body, dice)
        elif len(points) > 1 and chance < 0.62:
            fates = [dice.choice(["adopted", "adopted", "adopted_changed", "rejected", "postponed", "not_addressed"])
                     for _ in points]  # fmt: skip
            fates = [f if f != "adopted_changed" or p.change else "adopted" for f, p in zip(fates, points, strict=True)]
            fates[0] = "adopted"  # the first one stands, so that the matter goes on
            fate, record = "amended", records.point_by_point(points, fates, dice)
        else:
            fate, record = "adopted", records.adopted(points, body, dice)
        truth = Treatment("", step.title, matter, [point.asks for point in points], record.decisions, record.relations)
        return Entry(matter, case, body, round_, step, points, record, fate, truth, text=step.text)

    def give_task(self, entry: Entry, text: str, facts: dict[str, str]) -> Task:
        due = datetime.date(entry.date.year + 1, self.dice.choice((1, 3, 5)), 1)
        return self.task(entry, text.format(**facts, due=spelled(due)), "Forvaltningen", due.isoformat())

    def task(self, entry: Entry, text: str, responsible: str, due: str | None) -> Task:
        entry.record.lines.append(text)
        entry.record.decisions.append(text)
        task = Task(text, responsible, due)
        entry.truth.tasks.append(task)
        return task


def told_of(entry: Entry, by: Entry, contradicts: bool) -> Told:
    """What the minutes of `by` report of `entry`: its first decision, or another one where they are wrong."""
    quote = entry.record.decisions[0]
    if contradicts:
        quote = "Udsat." if entry.fate != "postponed" else "Godkendt som indstillet."
    return Told(
        entry.body, entry.date.isoformat(), quote, entry.key if entry.held else None, contradicts and entry.held
    )
