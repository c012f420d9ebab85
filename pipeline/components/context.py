"""What the judgement of a sentence knows of the meeting and of the record around the sentence."""

from __future__ import annotations

from msgspec import Struct


class Context(Struct, frozen=True):
    """What the judgement needs to know about the meeting and the record around the sentence.

    `council` is a council or committee of a public authority: it resolves by formula, and tasks are no decisions.
    """

    body: str | None = None
    date: str | None = None  # ISO
    title: str = ""  # of the item
    alone: bool = False  # the sentence is the item's whole record
    labelled: bool = True  # the document labels its sections
    council: bool = False
    cases: bool = True  # the document sets cases with recommendations apart from the record
    resolving: bool = False  # the section is headed "Beslutning" or the like
    names: frozenset[str] = frozenset()  # given names of participants, lower case
