"""The headings of items in a document drawn row by row, as `factories.blocks` draws it."""

from __future__ import annotations

from textwrap import dedent

from factories import blocks

from pipeline.components.items import find_headings
from pipeline.components.structure import Heading

Numbered = list[tuple[str | None, str | None]]
"""The number and the title of each item, in printed order."""


def find(text: str) -> list[Heading]:
    return find_headings(blocks(dedent(text)))


def numbered(text: str) -> Numbered:
    return [(one.number, one.title) for one in find(text)]
