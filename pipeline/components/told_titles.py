"""Points of an agenda of which the minutes print the number alone: "ad 2. Formanden aflagde beretning. Der er …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.components.candidates import DASH, FINITE_VERB
from pipeline.components.structure import Heading
from pipeline.page import Block

PAST = re.compile(
    r"\b(?:[a-zæøå]{3,}ede|(?:af|frem|fore)lagde|bød|fik|gav|tog|gik|sagde|foreslog|konstaterede|efterlyste|valgtes"
    r"|vedtoges|godkendtes|spurgte|fandt|bad)\b"
)
FEWEST = 3
MOST = 0.6  # of the numbered headings that are sentences, where the numbers stand for titles
SHORTEST = 20  # letters of a sentence


def without_told_titles(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """The headings, those without title that a sentence of the record was taken for, where most of them are so."""
    top = [heading for heading in headings if heading.parent is None and heading.title is not None]
    told = [heading for heading in top if is_told(heading, blocks)]
    if len(told) < FEWEST or len(told) < MOST * len(top):
        return list(headings)
    return [untitled(heading, blocks) if heading in told else heading for heading in headings]


def is_told(heading: Heading, blocks: Sequence[Block]) -> bool:
    title, block = heading.title or "", blocks[heading.block]
    if heading.last != heading.block or block.lines[0].bold_head > 0 or title not in block.text:
        return False
    return len(title) > SHORTEST and title[-1] in ".!" and tells(title)


def tells(text: str) -> bool:
    return bool(FINITE_VERB.search(text) or PAST.search(text))


def untitled(heading: Heading, blocks: Sequence[Block]) -> Heading:
    """The heading without title, or with what stands before the dash: "Valg af dirigent – Formanden bød velkommen."."""
    title = heading.title or ""
    begin = blocks[heading.block].text.index(title)
    if (dash := DASH.search(title)) and not tells(title[: dash.start()]):
        return replace(heading, title=title[: dash.start()], rest=begin + dash.end())
    return replace(heading, title=None, rest=begin)
