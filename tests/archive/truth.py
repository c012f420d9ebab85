"""What is true of the archive, as it is drawn: the measure of everything that links minutes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

RELATIONS = (
    "adopted", "adopted_changed", "partly", "rejected", "postponed", "noted", "discussed", "referred", "not_addressed",
)  # fmt: skip


@dataclass
class Task:
    """A task that a decision gives. `due` is its last day (ISO) or None; `closed` is the item that closes it."""

    text: str
    responsible: str | None
    due: str | None
    closed: str | None = None


@dataclass
class Told:
    """What another body or an earlier meeting is reported to have decided. `original` is the item, if it is there.

    `contradicts` tells that the report and the original say different things.
    """

    body: str
    date: str
    quote: str
    original: str | None
    contradicts: bool = False


@dataclass
class Treatment:
    """An agenda item. `matter` is None for standing items (approval of the agenda, any other business)."""

    number: str
    title: str
    matter: str | None
    recommendations: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    relations: list[tuple[int, str, int | None]] = field(default_factory=list)  # recommendation, relation, decision
    tasks: list[Task] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    postponed_to: str | None = None  # the item that takes it up again


@dataclass
class Meeting:
    file: str
    body: str
    date: str
    items: list[Treatment] = field(default_factory=list)
    people: list[tuple[str, str, str]] = field(default_factory=list)  # name, party or title as printed; person
    held: bool = True  # whether the archive has its minutes

    @property
    def key(self) -> str:
        return f"{self.body} {self.date}"


def as_json(organisation: str, meetings: list[Meeting]) -> str:
    """The truth; an item is named "<body> <date> <number>". Meetings that are not held are the gaps."""
    held = [asdict(meeting) for meeting in meetings if meeting.held]
    gaps = [{"body": meeting.body, "date": meeting.date} for meeting in meetings if not meeting.held]
    return json.dumps({"organisation": organisation, "meetings": held, "gaps": gaps}, ensure_ascii=False, indent=1)
