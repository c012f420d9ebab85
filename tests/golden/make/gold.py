"""The annotation a source text carries, in the words that were printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .blocks import Word

OUTCOMES = frozenset(
    "approved approved_amended recommended decided agreed noted discussed postponed returned referred rejected elected "
    "delegated withdrawn no_remarks".split()
)
SECTION_KINDS = frozenset(
    "summary background recommendation economy legal hearing process attachments attendance decision other".split()
)
ENDS = 6  # words quoted at either end of a text
SHORT = 60  # words of a text that no page break may cut


@dataclass
class Quote:
    """A stretch of printed words: a section or a decision."""

    kind: str
    heading: str | None = None
    words: list[Word] = field(default_factory=list)

    @property
    def page(self) -> int:
        return self.words[0].page

    def ends(self) -> dict[str, str | None]:
        """The quote by its ends. A page break in an end or in a short text is a ValueError."""
        words = [word.whole for word in self.words]
        for end in (self.words[:ENDS], self.words[-ENDS:]) if len(words) > SHORT else (self.words,):
            if len({word.page for word in end}) > 1:
                raise ValueError(f"a page break cuts the quote: {' '.join(word.whole for word in end)}")
        if len(words) <= 2 * ENDS:
            return {"first": " ".join(words), "last": None}
        return {"first": " ".join(words[:ENDS]), "last": " ".join(words[-ENDS:])}


@dataclass
class Item:
    number: str | None
    title: str | None
    facts: dict[str, str]
    heading: list[Word] = field(default_factory=list)
    sections: list[Quote] = field(default_factory=list)
    decisions: list[Quote] = field(default_factory=list)
    votes: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    amounts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def page(self) -> int:
        return self.heading[0].page

    def as_json(self) -> dict[str, Any]:
        facts = self.facts
        return {
            "number": self.number,
            "title": self.title,
            "page": self.page,
            "parent": facts.get("parent"),
            "start": facts.get("start"),
            "end": facts.get("end"),
            "case_number": facts.get("case"),
            "closed": "closed" in facts,
            "sections": [{"kind": s.kind, "heading": s.heading, **s.ends()} for s in self.sections if s.words],
            "decisions": [{**d.ends(), "outcome": d.kind, "page": d.page} for d in self.decisions],
            "votes": self.votes,
            "attachments": self.attachments,
            "amounts": self.amounts,
        }


def vote(text: str) -> dict[str, Any]:
    """`for=12 against=3 pf=A,V pa=O` as the annotation's vote; what is not given is null or empty."""
    given = dict(part.split("=") for part in text.split())
    count = {name: int(given[name]) if name in given else None for name in ("for", "against", "abstain")}
    parties = {
        name: given[key].split(",") if key in given else []
        for name, key in (("parties_for", "pf"), ("parties_against", "pa"))
    }
    return {**count, **parties, "unanimous": given.get("unanimous") == "true"}


@dataclass
class Record:
    """One meeting: what the annotation says of it, who was there, what was treated."""

    facts: dict[str, str]
    people: list[dict[str, str | None]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        names = ("organisation", "body", "date", "start", "end", "location")
        return {
            "meeting": {name: self.facts.get(name) or None for name in names},
            "participants": self.people,
            "items": [item.as_json() for item in self.items],
        }


def annotation(pdf: str, kind: str, records: list[Record]) -> dict[str, Any]:
    """The gold annotation of one document; `more_meetings` only where the PDF holds several."""
    gold = {"pdf": pdf, "kind": kind, **records[0].as_json()}
    return gold | {"more_meetings": [record.as_json() for record in records[1:]]} if records[1:] else gold
