"""Minutes, an agenda, or something else?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.structure import Heading, SectionSpan
from pipeline.minutes import Kind, Meeting, SectionKind
from pipeline.page import Block, BlockKind

MINUTES = re.compile(
    r"\b(?:referat|mødereferat|beslutningsprotokol|beslutningsreferat|konklusionsreferat|protokol|protokollat|beslutninger fra|forhandlingsprotokol|møderesumé)\b|referat\b",
    re.I,
)
AGENDA = re.compile(r"\b(?:dagsorden|indkaldelse|indkaldes|mødeindkaldelse|indbydelse)\b", re.I)
MEETING = re.compile(r"møde\b|generalforsamling\b", re.I)
RULES = re.compile(
    r"\b(?:vedtægt(?:er)?|husorden|ordensreglement|budget\s+\d{4}|regnskab\s+\d{4}|årsrapport|årsregnskab|forretningsorden|kommissorium|lokalplan|betænkning|leveregler|parkeringsregler|formandsberetning)\b",
    re.I,
)
SPELT = re.compile(r"\bR\s*E\s*F\s*E\s*R\s*A\s*T\b")


def find_kind(
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    sections: Sequence[SectionSpan],
    meeting: Meeting,
    decisions: int,
    participants: int,
) -> Kind:
    """The kind of document, from its title lines first, then from what it records."""
    front = [b for b in blocks if b.kind is not BlockKind.CONTENTS and b.page <= 1][:14]
    titles = [b.text[:160] for b in front if len(b.text) < 160]
    running = [b.text for b in blocks if b.kind is BlockKind.RUNNING][:4]
    record = sum(s.kind is SectionKind.DECISION for s in sections)
    for text in titles[:10]:
        if MINUTES.search(text) and not re.search(r"\bgodkendelse af\b", text, re.I) or SPELT.search(text):
            return Kind.MINUTES
        if RULES.search(text) and not AGENDA.search(text) and not re.match(r"\d", text):
            return Kind.OTHER
        if AGENDA.search(text) and not re.fullmatch(r"(?i)dagsorden\s*:?", text.strip()):
            return Kind.MINUTES if decisions >= 3 and record >= 3 else Kind.AGENDA
    if any(MINUTES.search(text) for text in running):
        return Kind.MINUTES
    if decisions >= 2 and headings or (meeting.date and decisions):
        return Kind.MINUTES
    if any(AGENDA.search(text) for text in titles):
        return Kind.AGENDA
    if (
        meeting.date
        and headings
        and any(MEETING.search(text) for text in titles[:6])
        and (participants >= 2 or decisions)
    ):
        return Kind.MINUTES
    if meeting.date and participants >= 2 and headings:
        return Kind.MINUTES
    return Kind.OTHER
