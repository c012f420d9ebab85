"""What the search page prints of an item: its title, decisions and the text about the sought words, these marked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Row
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.site.marking import Sought, is_found, mark, mark_excerpt, sought_words
from pipeline.site.search import FoundItem

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

MOST_DECISIONS = 3

SECTIONS = """SELECT agenda_item_id, text FROM sections
WHERE agenda_item_id IN (SELECT value FROM json_each(?)) AND kind != 'decision' ORDER BY position"""


@dataclass(frozen=True, slots=True)
class HitDecision:
    id: str
    text: Markup
    outcome: str
    label: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One agenda item among the answers, ready to print."""

    row: Row
    title: Markup
    decisions: tuple[HitDecision, ...]
    more: int
    """Decisions that are not shown."""
    excerpt: Markup | None
    """Of a section, when no decision has the words."""


async def print_hits(database: Database, found: Sequence[FoundItem], text: str) -> list[Hit]:
    """The items with the words of `text` marked."""
    sought = sought_words(text)
    marked = {
        item.row["id"]: [row for row in item.decisions if is_found(row["text"], sought)] if text else []
        for item in found
    }
    unmarked = json.dumps([key for key, decisions in marked.items() if not decisions]) if text else "[]"
    sections: dict[str, list[str]] = {}
    for item_id, words in await database.execute(SECTIONS, (unmarked,)):
        sections.setdefault(item_id, []).append(words)
    return [_hit(item, marked[item.row["id"]], sections.get(item.row["id"], ()), sought) for item in found]


def _hit(item: FoundItem, marked: Sequence[Row], sections: Sequence[str], sought: Sought) -> Hit:
    shown = (*marked, *(row for row in item.decisions if row not in marked))[:MOST_DECISIONS]
    excerpt = next((mark_excerpt(text, sought) for text in sections if is_found(text, sought)), None)
    return Hit(
        row=item.row,
        title=mark(item.row["title"] or "Punkt uden overskrift", sought),
        decisions=tuple(
            HitDecision(row["id"], mark_excerpt(row["text"], sought), row["outcome"], row["label"]) for row in shown
        ),
        more=len(item.decisions) - len(shown),
        excerpt=excerpt,
    )
