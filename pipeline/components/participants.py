"""Who was there: placeholder until the roster grammar lands."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.components.structure import Heading, SectionSpan
from pipeline.minutes import Meeting, Participant
from pipeline.page import Block


def find_participants(blocks: Sequence[Block], headings: Sequence[Heading], sections: Sequence[SectionSpan], meeting: Meeting) -> list[Participant]:
    return []
