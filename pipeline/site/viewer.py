"""Where a row stands on the printed page: the page's image, the boxes to mark on it and the other findings beside them.

Boxes are points from the page's top left, as the page's own size is, so a drawing over the image needs no scale.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Row
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

TABLES = (
    "documents", "pages", "boxes", "meetings", "bodies", "organisations", "outcomes", "decisions", "agenda_items",
    "sections", "recommendations", "votes", "standpoints", "data_tables", "attendances", "actions", "amounts", "dates",
    "cross_references", "attachments",
)  # fmt: skip
"""The tables that the viewer shows something of."""

OWN = "JOIN agenda_items AS item ON item.id = row.id"
UNDER = "JOIN agenda_items AS item ON item.id = row.agenda_item_id"
NO_ITEM = "LEFT JOIN agenda_items AS item ON 0"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row that has a place: its Danish names, what is shown of it and how it hangs on an item."""

    table: str
    one: str
    following: str
    """What leads to the next of its kind, after "Næste"."""
    text: str = "row.text"
    page: str = "row.page"
    item: str = UNDER
    boxes: str = "row.id"
    """The key of the row whose boxes show the place."""


KINDS = (
    Kind("decisions", "Beslutning", "beslutning"),
    Kind(
        "agenda_items", "Punkt", "punkt", "trim(coalesce(row.number, '') || ' ' || coalesce(row.title, ''))", item=OWN
    ),
    Kind("sections", "Afsnit", "afsnit", "coalesce(row.heading, '') || ' ' || row.text"),
    Kind("recommendations", "Indstilling", "indstilling", "coalesce(row.label || '. ', '') || row.text"),
    Kind("votes", "Afstemning", "afstemning"),
    Kind("standpoints", "Særstandpunkt", "særstandpunkt"),
    Kind("data_tables", "Tabel", "tabel", "coalesce(row.caption, '')"),
    Kind("attendances", "Deltager", "deltager", "row.name", item=NO_ITEM),
    Kind("actions", "Opgave", "opgave", "row.task", boxes="row.decision_id"),
    Kind("amounts", "Beløb", "beløb", boxes="NULL"),
    Kind("dates", "Dato", "dato", boxes="NULL"),
    Kind("cross_references", "Henvisning", "henvisning", boxes="NULL"),
    Kind("attachments", "Bilag", "bilag", "row.name", page="item.page", boxes="NULL"),
)
BY_TABLE = {kind.table: kind for kind in KINDS}
SHOWN = ("agenda_items", "decisions", "recommendations", "votes", "standpoints", "data_tables")
"""The kinds that are listed beside a page and can be clicked on it, in the order in which ties are broken."""

FIND = """SELECT row.id, {text} AS text, {page} AS page, {document} AS document_id, {item_id} AS item_id,
    {boxes} AS boxes_of FROM {table} AS row {item} WHERE row.id = :key"""

ON_PAGE = """SELECT row.id, {text} AS text, {item_id} AS item_id, {outcome} AS outcome, boxes.top, boxes.x0
FROM boxes JOIN {table} AS row ON row.id = boxes.row_id {item}
WHERE boxes.document_id = :document AND boxes.page = :page
GROUP BY row.id HAVING boxes.line = min(boxes.line) ORDER BY boxes.top, boxes.x0"""

SAME_KIND = """SELECT row.id FROM boxes JOIN {table} AS row ON row.id = boxes.row_id
WHERE boxes.document_id = :document AND boxes.line = 1 ORDER BY boxes.page, boxes.top, boxes.x0, row.id"""

BOXES = """SELECT page, x0, top, x1, bottom FROM boxes WHERE document_id = :document AND row_id = :key ORDER BY line"""
PAGE_BOXES = """SELECT row_id, x0, top, x1, bottom FROM boxes
WHERE document_id = :document AND page = :page ORDER BY row_id, line"""

PAGE = """SELECT pages.*, documents.filename, documents.pages, documents.source_url, documents.sample,
    documents.text_layer
FROM pages JOIN documents ON documents.id = pages.document_id
WHERE pages.document_id = :document AND pages.number = :page"""

MEETING = """SELECT meetings.id, meetings.date, meetings.title, bodies.name AS body, organisations.name AS organisation
FROM meetings
LEFT JOIN bodies ON bodies.id = meetings.body_id
LEFT JOIN organisations ON organisations.id = meetings.organisation_id
WHERE meetings.id = coalesce(
    (SELECT meeting_id FROM agenda_items WHERE document_id = :document AND page <= :page
        ORDER BY page DESC, position DESC LIMIT 1),
    (SELECT meeting_id FROM agenda_items WHERE document_id = :document ORDER BY position LIMIT 1),
    (SELECT id FROM meetings WHERE document_id = :document LIMIT 1))"""


@dataclass(frozen=True, slots=True)
class Place:
    """A row and where it stands; `boxes` are (page, x0, top, x1, bottom) in points, () where only its page is known."""

    kind: Kind
    id: str
    text: str
    document: str
    item: str | None
    page: int
    boxes: tuple[tuple[int, float, float, float, float], ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that the row stands on, in order."""
        return tuple(sorted({box[0] for box in self.boxes})) or (self.page,)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found on the page; `boxes` are (x0, top, x1, bottom), those on this page only."""

    id: str
    kind: Kind
    text: str
    item: str | None
    outcome: str | None
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the viewer shows it."""

    page: Row
    image: str | None
    """The name of its image."""
    meeting: Row | None
    findings: tuple[Finding, ...]
    place: Place | None = None
    previous: str | None = None
    next: str | None = None
    """The keys of the rows of the same kind before and after it in the document."""

    @property
    def marked(self) -> tuple[tuple[float, float, float, float], ...]:
        """The boxes of the row on this page."""
        here = self.page["number"]
        return tuple((x0, top, x1, bottom) for page, x0, top, x1, bottom in self.place.boxes if page == here) \
            if self.place else ()  # fmt: skip


async def find_place(database: Database, key: str) -> Place | None:
    """Where the row with this key stands; None when no table has it or its document is not there."""
    for kind in KINDS:
        under = kind.item != NO_ITEM
        sql = FIND.format(
            text=kind.text, page=kind.page, table=kind.table, item=kind.item, boxes=kind.boxes,
            document="item.document_id" if under else "row.document_id", item_id="item.id" if under else "NULL",
        )  # fmt: skip
        row = (await database.execute(sql, {"key": key})).first()
        if row is None:
            continue
        boxes: Sequence[Row] = ()
        if row["boxes_of"]:
            asked = {"document": row["document_id"], "key": row["boxes_of"]}
            boxes = (await database.execute(BOXES, asked)).rows
        return Place(
            kind, row["id"], row["text"], row["document_id"], row["item_id"],
            boxes[0]["page"] if boxes else row["page"], tuple(tuple(box) for box in boxes),
        )  # fmt: skip
    return None


async def read_sheet(database: Database, document: str, page: int, place: Place | None = None) -> Sheet | None:
    """A page of a document, with a row marked on it; None when there is no such page."""
    asked = {"document": document, "page": page}
    row = (await database.execute(PAGE, asked)).first()
    if row is None:
        return None
    previous = following = None
    if place:
        keys = await _same_kind(database, place)
        if place.id in keys:
            index = keys.index(place.id)
            previous = keys[index - 1] if index else None
            following = keys[index + 1] if index + 1 < len(keys) else None
    return Sheet(
        row,
        row["image"] if "image" in row.keys() else None,  # an older snapshot has no images
        (await database.execute(MEETING, asked)).first(),
        await _findings(database, document, page),
        place,
        previous,
        following,
    )


async def _same_kind(database: Database, place: Place) -> list[str]:
    rows = await database.execute(SAME_KIND.format(table=place.kind.table), {"document": place.document})
    return [key for (key,) in rows]


async def _findings(database: Database, document: str, page: int) -> tuple[Finding, ...]:
    asked = {"document": document, "page": page}
    boxes: dict[str, list[tuple[float, float, float, float]]] = {}
    for key, *box in await database.execute(PAGE_BOXES, asked):
        boxes.setdefault(key, []).append(tuple(box))
    found = []
    for rank, table in enumerate(SHOWN):
        kind = BY_TABLE[table]
        sql = ON_PAGE.format(
            text=kind.text, table=table, item=kind.item, item_id="item.id",
            outcome="row.outcome" if table == "decisions" else "NULL",
        )  # fmt: skip
        for row in await database.execute(sql, asked):
            finding = Finding(row["id"], kind, row["text"], row["item_id"], row["outcome"], tuple(boxes[row["id"]]))
            found.append(((row["top"], rank, row["x0"]), finding))
    return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))


async def image_name(database: Database, document: str, page: int) -> str | None:
    """The name of a page's image."""
    sheet = (await database.execute(PAGE, {"document": document, "page": page})).first()
    return sheet["image"] if sheet and "image" in sheet.keys() else None


def image_path(database: Database, name: str) -> Path:
    """Where the image called `name` lies: in a folder beside the snapshot, `referater.pages` for `referater.db`."""
    return Path(database.path).with_suffix(".pages") / name[:2] / f"{name}.png"


def read_regular(path: Path) -> bytes:
    """The file's bytes; a link in its place is refused. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read()
