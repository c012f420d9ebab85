"""What a decision's page shows: the quote on its page, why it is taken for one, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Row
from typing import TYPE_CHECKING

from pipeline.site import reading, viewer
from pipeline.site.arrange import Item

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

TABLES = (*reading.TABLES, "pages", "rule_scores")

DECISION = """SELECT decisions.*, outcomes.label, outcomes.description AS outcome_text, scopes.label AS scope_label,
    scopes.description AS scope_text, rules.example, rules.pattern, documents.sha256, documents.filename,
    documents.version, documents.source_url, documents.sample,
    (SELECT sum(true_positives) FROM rule_scores WHERE rule_id = decisions.rule) AS hits,
    (SELECT sum(true_positives + false_positives) FROM rule_scores WHERE rule_id = decisions.rule) AS findings
FROM decisions
JOIN documents ON documents.id = decisions.document_id
LEFT JOIN outcomes ON outcomes.code = decisions.outcome
LEFT JOIN scopes ON scopes.code = decisions.scope
LEFT JOIN rules ON rules.id = decisions.rule
WHERE decisions.id = :id"""

AIR = 26.0  # points of the page shown above and below the words


@dataclass(frozen=True, slots=True)
class Clip:
    """The part of a page about a decision; boxes are (x0, top, x1, bottom) in points of the page."""

    page: int
    width: float
    height: float
    top: float
    bottom: float
    boxes: tuple[tuple[float, float, float, float], ...]
    image: str
    """The name of the page's image."""


@dataclass(frozen=True, slots=True)
class DecisionPage:
    decision: Row
    meeting: Row
    item: Item
    clip: Clip | None


async def read_decision(database: Database, key: str) -> DecisionPage | None:
    """A decision with the item it belongs to; None when there is none with this key."""
    decision = (await database.execute(DECISION, {"id": key})).first()
    if decision is None:
        return None
    page = await reading.read_item(database, decision["agenda_item_id"])
    if page is None:
        return None
    return DecisionPage(decision, page.meeting, page.items[0], await read_clip(database, key))


async def read_clip(database: Database, key: str) -> Clip | None:
    """The first page that the row stands on, about its words; None where no image or no place is known."""
    place = await viewer.find_place(database, key)
    if place is None or not place.boxes:
        return None
    page = (await database.execute(viewer.PAGE, {"document": place.document, "page": place.page})).first()
    if page is None or "image" not in page.keys() or not page["image"]:
        return None
    if not viewer.image_path(database, page["image"]).is_file():
        return None
    boxes = tuple((x0, top, x1, bottom) for number, x0, top, x1, bottom in place.boxes if number == place.page)
    top = max(0.0, min(box[1] for box in boxes) - AIR)
    bottom = min(page["height"], max(box[3] for box in boxes) + AIR)
    return Clip(place.page, page["width"], page["height"], top, bottom, boxes, page["image"])
