"""Holds the links of a working database against the truth of the archive it was made of."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from .merges import Merges, measure_merges


@dataclass
class Score:
    """What was found rightly, wrongly, and not at all."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        return self.right + len(self.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong)) if self.right + len(self.wrong) else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + len(self.wrong) + len(self.missed)
        return 2 * self.right / total if total else 1.0


def compare(found: Iterable[Hashable], wanted: Iterable[Hashable]) -> Score:
    got, want = set(found), set(wanted)
    return Score(len(got & want), sorted(map(str, got - want)), sorted(map(str, want - got)))


def bare(text: str) -> str:
    return " ".join(text.split()).lstrip("0123456789.) ").strip(" .,;").lower()


class Measure:
    """`scores` gives every measure by name; an item is named "<body> <date> <number>" as in the truth."""

    def __init__(self, db: sqlite3.Connection, truth: dict[str, Any]) -> None:
        self.db = db
        self.truth = truth
        self.names = {
            key: f"{body} {date} {number}"
            for key, body, date, number in db.execute(
                "SELECT agenda_items.id, bodies.name, agenda_items.date, number FROM agenda_items"
                " JOIN bodies ON bodies.id = agenda_items.body_id"
            )
        }
        self.items = {
            f"{meeting['body']} {meeting['date']} {item['number']}": item
            for meeting in truth["meetings"]
            for item in meeting["items"]
        }

    def scores(self) -> dict[str, Score | Merges]:
        measures: dict[str, Callable[[], Score | Merges]] = {
            "relations": self.relations,
            "case links": self.cases,
            "postponed items found again": self.postponed,
            "actions": self.actions,
            "closed actions": self.closings,
            "reported decisions": self.reported,
            "contradictions": self.contradictions,
            "missing meetings": self.gaps,
            "person merges": self.merges,
        }
        return {name: measure() for name, measure in measures.items()}

    def relations(self) -> Score:
        """(item, point, relation, decision) for each point of each recommendation."""
        found = {
            (self.names[item], bare(asked), relation, bare(said or ""))
            for item, asked, relation, said in self.db.execute(
                "SELECT met.agenda_item_id, recommendations.text, met.relation, decisions.text"
                " FROM recommendation_outcomes AS met JOIN recommendations ON recommendations.id = recommendation_id"
                " LEFT JOIN decisions ON decisions.id = met.decision_id"
            )
        }
        wanted = {
            (name, bare(item["recommendations"][asked]), relation,
             bare(item["decisions"][said]) if said is not None else "")
            for name, item in self.items.items()
            for asked, relation, said in item["relations"]
        }  # fmt: skip
        return compare(found, wanted)

    def cases(self) -> Score:
        """Pairs of items of one matter."""
        found = defaultdict(list)
        for item, case in self.db.execute("SELECT agenda_item_id, case_id FROM case_items"):
            found[case].append(self.names[item])
        wanted = defaultdict(list)
        for name, item in self.items.items():
            if item["matter"]:
                wanted[item["matter"]].append(name)
        return compare(pairs(found.values()), pairs(wanted.values()))

    def postponed(self) -> Score:
        found = {
            (self.names[item], self.names[following])
            for item, following in self.db.execute(
                "SELECT agenda_item_id, next_item_id FROM postponements WHERE next_item_id IS NOT NULL"
                " AND outcome = 'postponed'"
            )
        }
        wanted = {(name, item["postponed_to"]) for name, item in self.items.items() if item["postponed_to"]}
        return compare({pair for pair in found if "postponed" in self.fates(pair[0])}, wanted)

    def fates(self, name: str) -> set[str]:
        """What became of all the points of an item, if it is the same for each."""
        relations = {relation for _, relation, _ in self.items[name]["relations"]}
        return relations if len(relations) == 1 else set()

    def actions(self) -> Score:
        """(item, task, responsible, last day of the deadline)."""
        found = {
            (self.names[item], bare(task), responsible, due)
            for item, task, responsible, due in self.db.execute(
                "SELECT agenda_item_id, task, responsible, deadline_date FROM actions"
            )
        }
        wanted = {
            (name, bare(task["text"]), task["responsible"], task["due"])
            for name, item in self.items.items()
            for task in item["tasks"]
        }
        return compare(found, wanted)

    def closings(self) -> Score:
        found = {
            (self.names[item], bare(task), self.names[closing])
            for item, task, closing in self.db.execute(
                "SELECT agenda_item_id, task, closing_item_id FROM action_status WHERE closing_item_id IS NOT NULL"
            )
        }
        wanted = {
            (name, bare(task["text"]), task["closed"])
            for name, item in self.items.items()
            for task in item["tasks"]
            if task["closed"]
        }
        return compare(found, wanted)

    def reported(self) -> Score:
        """(item that reports, original item) for each reported decision whose original the archive has."""
        found = {
            (self.names[item], self.names[original])
            for item, original in self.db.execute(
                "SELECT decisions.agenda_item_id, original_item_id FROM reported_decisions"
                " JOIN decisions ON decisions.id = decision_id WHERE original_item_id IS NOT NULL"
            )
        }
        wanted = {
            (name, told["original"]) for name, item in self.items.items() for told in item["told"] if told["original"]
        }
        return compare(found, wanted)

    def contradictions(self) -> Score:
        found = {
            (self.names[item], self.names[original])
            for item, original in self.db.execute(
                "SELECT decisions.agenda_item_id, original_item_id FROM reported_decisions"
                " JOIN decisions ON decisions.id = decision_id WHERE status = 'contradicted'"
            )
        }
        wanted = {
            (name, told["original"])
            for name, item in self.items.items()
            for told in item["told"]
            if told["contradicts"]
        }
        return compare(found, wanted)

    def gaps(self) -> Score:
        """Meetings that others speak of and the archive lacks."""
        spoken_of = {(told["body"], told["date"]) for item in self.items.values() for told in item["told"]}
        wanted = {(gap["body"], gap["date"]) for gap in self.truth["gaps"]} & spoken_of
        return compare(self.db.execute("SELECT body, date FROM missing_meetings").fetchall(), wanted)

    def merges(self) -> Merges:
        """Pairs of differently printed names of one person; an entry that the reader missed goes with none."""
        linked = {
            (body, date, name, party or title or ""): person
            for body, date, name, party, title, person in self.db.execute(
                "SELECT bodies.name, meetings.date, attendances.name, party, attendances.title, person_id"
                " FROM attendances JOIN meetings ON meetings.id = meeting_id JOIN bodies ON bodies.id = body_id"
                " LEFT JOIN attendance_persons ON attendance_id = attendances.id"
            )
        }
        organisation = self.truth["organisation"]
        return measure_merges(
            ((organisation, who, name), linked.get((meeting["body"], meeting["date"], name, mark)))
            for meeting in self.truth["meetings"]
            for name, mark, who in meeting["people"]
        )


def pairs(groups: Iterable[list[str]]) -> set[tuple[str, ...]]:
    return {tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)}


def measure(database: Path, truth: Path) -> dict[str, Score | Merges]:
    """The scores of a working database on the archive that `truth` (truth.json) tells of."""
    db = sqlite3.connect(database)
    try:
        return Measure(db, json.loads(truth.read_text(encoding="utf-8"))).scores()
    finally:
        db.close()
