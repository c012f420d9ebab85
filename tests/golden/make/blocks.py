"""What a page is made of, before it is known where it lands: words, paragraphs, rows of cells, breaks."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Face:
    """A font face: family as the canvases know it, "", "b", "i" or "bi", and the size in points."""

    family: str
    variant: str
    size: float


@dataclass
class Word:
    """One printed word. `¬` in `text` marks a place where it may be hyphenated; `page` is set when it is placed."""

    text: str
    face: Face
    page: int = 0

    @property
    def whole(self) -> str:
        return self.text.replace("¬", "")


@dataclass
class Para:
    """A paragraph. `label` hangs left of it (bullet or list number); `leader` ends it as a line of a contents list."""

    words: list[Word]
    face: Face
    align: str = "left"  # left, justify, center, right
    indent: float = 0.0
    label: Word | None = None
    before: float = 0.0
    after: float = 0.0
    keep: bool = False  # stays on the page of what follows
    leader: str | None = None  # "dots", "gap" or "none"
    target: str = ""  # what the leader leads to


@dataclass
class Row:
    """Cells side by side, never cut by a page break."""

    cells: list[list[Block]]
    widths: list[float]
    grid: bool = False
    after: float = 0.0


@dataclass
class Break:
    """A new page begins here."""


@dataclass
class Space:
    height: float


@dataclass
class Rule:
    after: float = 4.0


@dataclass
class Box:
    """Blocks at a fixed place, beside the flow."""

    x: float
    y: float
    width: float
    blocks: list[Block] = field(default_factory=list)


Block = Para | Row | Break | Space | Rule | Box
