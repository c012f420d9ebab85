"""How a family of documents looks: one frozen value, written in the head of each source text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from .blocks import Face


@dataclass(frozen=True)
class Style:
    engine: str = "reportlab"  # reportlab or fpdf
    font: str = "Helvetica"  # Helvetica, Times, Courier or Vera (embedded)
    size: float = 10.0
    leading: float = 1.22
    width: float = 595.28
    height: float = 841.89
    left: float = 60.0
    right: float = 60.0
    top: float = 70.0
    bottom: float = 66.0
    align: str = "left"
    hyphens: bool = False  # cut long words at line ends
    mode: str = "line"  # what one show-text operator holds: line, words (no spaces), wordspaces
    gap: float = 5.0  # after a paragraph
    head: str = ""  # "left|centre|right" with {page} and {pages}
    foot: str = ""
    head_first: bool = True
    page_offset: int = 0  # added to the printed page numbers
    item: str = "b12 {n}. {t}"  # printed lines of an item heading, separated by " // "
    item_before: float = 12.0
    item_page: bool = False  # every item on a new page
    section: str = "b10"
    colon: str = ""  # printed after a section heading
    bullet: str = "•"
    indent: float = 18.0
    toc: str = "dots"  # dots, gap, none
    toc_item: str = "{n}. {t}"
    label: str = "b10"  # left column of a field list
    fields: float = 120.0  # its width
    h1: str = "b16"
    h2: str = "b12"
    h3: str = "b10"
    small: str = "n8"
    running: str = "n8"

    def face(self, spec: str) -> Face:
        """`b12` is bold 12 points, `bi10` bold italic, `n9` plain; a bare letter keeps the body's size."""
        found = re.fullmatch(r"([nbi]+)([\d.]*)", spec)
        if not found:
            raise ValueError(f"not a face: {spec!r}")
        letters, size = found.groups()
        variant = ("b" if "b" in letters else "") + ("i" if "i" in letters else "")
        return Face(self.font, variant, float(size) if size else self.size)

    @property
    def body(self) -> Face:
        return Face(self.font, "", self.size)


CAST: dict[str, Callable[[str], object]] = {"float": float, "int": int, "bool": "true".__eq__, "str": str}


def styled(settings: dict[str, str]) -> Style:
    """The style with `settings` (field name, value as text) in place of the defaults."""
    kinds = {field.name: str(field.type) for field in fields(Style)}
    values = {name: CAST[kinds[name]](text) for name, text in settings.items()}
    return replace(Style(), **values)  # type: ignore[arg-type]
