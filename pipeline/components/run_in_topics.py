"""Items without numbers whose titles open their paragraphs: "Valg af revisor: Karen blev valgt.".

The title ends in a colon or a dash; in a full stop where it is set in bold or in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.candidates import TELLS, is_known_title
from pipeline.components.structure import Heading
from pipeline.components.titles import clean_title
from pipeline.page import Block, BlockKind
from pipeline.reasons import Reason

OPENING = re.compile(r"(?P<title>[A-ZÆØÅ](?:vt\.(?=:)|[^.:;?!–]{2,60}?))(?:\s*:|\s+[–-]|(?P<stop>\.))\s+(?=\S)")
# who led an assembly stands among its items; the other fields of a header do not
FIELD = re.compile(
    r"(?:(?:for\s+)?referat\w*|referent|ordstyrer|afbud|fravær\w*|til\s?stede|deltag\w*|mødt\w*|dato|tid|sted|næste\s+møde)\b",
    re.I,
)
FEWEST = 4  # paragraphs that make a habit
KNOWN = 0.6  # share of them whose titles agendas share


def run_in_topics(blocks: Sequence[Block], begin: int) -> list[Heading]:
    """The headings of such a record, whose header ends before block `begin`.

    None where most titles are neither such as agendas share nor set apart.
    """
    found = [(at, opens) for at in range(begin, len(blocks)) if (opens := opening(blocks[at])) is not None]
    known = sum(is_known_title(opens["title"]) or is_set_apart(blocks[at], opens) for at, opens in found)
    if len(found) < FEWEST or known < KNOWN * len(found):
        return []
    return [heading(at, opens) for at, opens in found]


def opening(block: Block) -> re.Match[str] | None:
    """The title that opens the paragraph, with its colon or dash."""
    if block.kind is not BlockKind.TEXT:
        return None
    opens = OPENING.match(block.text)
    if opens is None or TELLS.search(opens["title"]) or FIELD.match(opens["title"]):
        return None
    return opens if opens["stop"] is None or is_set_apart(block, opens) else None


def is_set_apart(block: Block, opens: re.Match[str]) -> bool:
    """Is the title, and no more than the title, set in bold or in capitals?"""
    return opens["title"].isupper() or opens.end("title") <= block.lines[0].bold_head <= opens.end()


def heading(at: int, opens: re.Match[str]) -> Heading:
    parts = clean_title(opens["title"])
    return Heading(
        block=at,
        last=at,
        rest=opens.end(),
        number=None,
        title=parts.title,
        rule=Reason.TOPIC_RUN_IN,
        presenter=parts.presenter,
        closed=parts.closed,
    )
