"""From the plan to PDFs and truth."""

from __future__ import annotations

import datetime
from collections import defaultdict
from pathlib import Path
from random import Random

from tests.golden.make.__main__ import print_text

from .cast import ORGANISATION
from .compose import Composer, Held
from .plan import ROUNDS, Planner, day_of
from .tasks import Follower
from .truth import Meeting, as_json

LIES = 4  # reports that contradict the minutes they speak of


def make_archive(seed: int) -> tuple[list[tuple[str, str]], list[Meeting]]:
    """The source texts of the meetings that are held, by file name; and the truth of all meetings."""
    planner = Planner(seed)
    entries = planner.plan()
    dice = Random(seed + 1)
    by_meeting: dict[tuple[datetime.date, str], Held] = {}
    for round_ in range(ROUNDS):
        for body in sorted({entry.body for entry in entries}):
            day = day_of(round_, body)
            by_meeting[day, body] = Held(body, day, [e for e in entries if e.body == body and e.round == round_])
    for held in by_meeting.values():
        dice.shuffle(held.entries)
        for number, entry in enumerate(held.entries, 2):
            entry.truth.number = str(number)
    follower = Follower(list(by_meeting.values()), dice)
    follower.give_tasks()
    for task, entry in planner.closings:
        task.closed = entry.key if entry.held else None
    reports = [(entry.key, one.key) for entry in entries for one in entry.before if entry.held and one.held]
    liars = set(dice.sample(sorted(reports), LIES))
    sources, meetings = [], []
    for key in sorted(by_meeting):
        held = by_meeting[key]
        composer = Composer(held, Random(f"{seed} {key}"), liars, follower.closings.get(key, []))
        text = composer.compose()
        composer.meeting.held = all(entry.held for entry in held.entries)
        if composer.meeting.held:
            sources.append((composer.name, text))
        meetings.append(composer.meeting)
    _find_again(by_meeting)
    return sources, meetings


def _find_again(by_meeting: dict[tuple[datetime.date, str], Held]) -> None:
    """Where a postponed item is taken up again: the next treatment that the archive has."""
    by_matter = defaultdict(list)
    for key in sorted(by_meeting):
        for entry in by_meeting[key].entries:
            by_matter[entry.matter].append(entry)
    for entries in by_matter.values():
        for place, one in enumerate(entries):
            following = [later for later in entries[place + 1 :] if later.held and later.date > one.date]
            if one.fate == "postponed" and following:
                one.truth.postponed_to = following[0].key


def draw_archive(folder: Path, seed: int = 1) -> int:
    """Write the PDFs of the archive and its truth.json into `folder`; gives the number of PDFs."""
    folder.mkdir(parents=True, exist_ok=True)
    sources, meetings = make_archive(seed)
    for name, text in sources:
        (folder / f"{name}.pdf").write_bytes(print_text(text, name)[1])
    (folder / "truth.json").write_text(as_json(ORGANISATION, meetings), encoding="utf-8")
    return len(sources)
