"""The piece of a page that a decision stands on, cut from the page's image.

It is cut when somebody asks for it, from the image in which the masks are painted, so nothing new can be seen; a
decision's page then weighs a fifth of what it would with the whole image.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from pipeline.site import viewer
from pipeline.site.answering import may_change

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

AIR = 40.0  # points of the page shown above and below the words, some three lines
MARGIN = 16.0  # points shown beside them
NARROWEST = 0.6  # of the page's width
TALLEST = 300.0  # points; a longer decision is read on its page
KEPT = 200  # pieces, of some 20 kB


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of a page about a decision; all measures are points of the page, boxes (x0, top, x1, bottom)."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    boxes: tuple[tuple[float, float, float, float], ...]
    image: str
    """The name of the page's image."""
    page_width: float
    page_height: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


async def read_clip(database: Database, key: str) -> Clip | None:
    """The first page that the row stands on, about its words; None where no image or no place is known."""
    place = await viewer.find_place(database, key)
    if place is None or not place.boxes:
        return None
    page = (await database.execute(viewer.PAGE, {"document": place.document, "page": place.page})).first()
    if page is None or "image" not in page.keys() or not page["image"]:
        return None
    if not viewer.image_path(database, page["image"]).is_file():
        may_change()  # it may be being made
        return None
    boxes = tuple((x0, top, x1, bottom) for number, x0, top, x1, bottom in place.boxes if number == place.page)
    left, right = sides(boxes, page["width"])
    top = max(0.0, min(box[1] for box in boxes) - AIR)
    bottom = min(page["height"], max(box[3] for box in boxes) + AIR, top + TALLEST)
    if not (left < right and top < bottom):  # boxes that lie off the page
        return None
    return Clip(place.page, left, top, right, bottom, boxes, page["image"], page["width"], page["height"])


def sides(boxes: tuple[tuple[float, float, float, float], ...], width: float) -> tuple[float, float]:
    """Where the piece begins and ends across the page: at the words, and no narrower than a column of text."""
    left = min(box[0] for box in boxes) - MARGIN
    right = max(max(box[2] for box in boxes) + MARGIN, left + NARROWEST * width)
    return max(0.0, min(left, width - NARROWEST * width)), min(width, right)


@lru_cache(maxsize=KEPT)
def cut_clip(path: Path, clip: Clip) -> bytes:
    """The PNG of a piece of the page whose image lies at `path`. Raises OSError where there is none.

    A name stands for one image, so a piece that was cut once is right as long as its page is shown.
    """
    with Image.open(io.BytesIO(viewer.read_regular(path)), formats=("PNG",)) as image:
        across, down = image.width / clip.page_width, image.height / clip.page_height
        left, right = round(clip.left * across), round(clip.right * across)
        top, bottom = round(clip.top * down), round(clip.bottom * down)
        file = io.BytesIO()
        image.crop((left, top, right, bottom)).save(file, "PNG")
    return file.getvalue()
