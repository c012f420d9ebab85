"""Minutes, an agenda, or something else?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.structure import Heading, SectionSpan
from pipeline.gated import Gated
from pipeline.minutes import Kind, Meeting, SectionKind
from pipeline.page import Block, BlockKind

MINUTES = Gated(
    r"""
    \b(?: mødereferat | beslutningsprotokol | konklusionsreferat | protokol | protokollat | beslutninger\ fra
        | forhandlingsprotokol | møderesumé )\b
    | referat\b
    | \b(?:afholdtes|blev\s+(?:der\s+)?(?:af)?holdt)\b    # "… afholdtes generalforsamling med følgende dagsorden"
    """,
    re.I | re.X,
)
SPELT = re.compile(r"\bR\s*E\s*F\s*E\s*R\s*A\s*T\b")  # a title with its letters spaced
APPROVAL_OF = re.compile(r"\bgodkendelse af\b", re.I)  # of the last minutes: an item, no title
AGENDA = re.compile(r"\b(?:dagsorden|indkaldelse|indkaldes|mødeindkaldelse|indbydelse)\b", re.I)
# heads the list of items in minutes too
AGENDA_ALONE = re.compile(
    r"(?:mødets\s+)?dagsorden(?:en)?(?:\s+(?:ifølge|iflg\.?|i\s+henhold\s+til|jf\.?|jævnfør|efter)\s+\D{3,60})?\s*[:.]?",
    re.I,
)
# what was done at the meeting, where nothing says that it was done before or is still to be done
TOLD = re.compile(
    r"\b(?:bød\s+velkommen|fremlagde|gennemgik|berettede|aflagde|konstaterede|spurgte|svarede|takkede|stemte"
    r"|blev\s+(?:gen|ny)?valgt|blev\s+(?:godkendt|vedtaget|forkastet))\b"
)
NOT_NOW = re.compile(r"\b(?:skal|sidste|forrige|i\s+fjor|tidligere|indstilles|foreslås|(?:19|20)\d\d)\b")
NARRATED = 3  # items that tell what was done at the meeting, of an agenda that was written into
RULES = re.compile(
    r"""
    \b(?: vedtægt(?:er)? | husorden | ordensreglement | budget\s+\d{4} | regnskab\s+\d{4} | årsrapport | årsregnskab
        | forretningsorden | kommissorium | lokalplan | betænkning | leveregler | parkeringsregler
        | formandsberetning )\b
    """,
    re.I | re.X,
)
FRONT = 14  # blocks of the first page among which the title stands
TITLES = 10  # short ones among them
LONGEST_TITLE = 160  # letters
MENU = re.compile(r"(?:^|\|)\s*(?:forside|kontakt|log\s+ind|menu|nyheder|søg)\s*(?:\||$)", re.I)  # of a web page


def find_kind(
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    sections: Sequence[SectionSpan],
    meeting: Meeting,
    decisions: int,
    participants: int,
    tasks: int = 0,
) -> Kind:
    """The kind of document, from its title lines first, then from what it records.

    `decisions`, `participants` and `tasks` (of persons, without a formula) are how many were found.
    """
    items = {heading.block for heading in headings if heading.number}
    front = [(at, b.text) for at, b in enumerate(blocks) if b.kind is not BlockKind.CONTENTS and b.page <= 1][:FRONT]
    titles = [text for at, text in front if len(text) < LONGEST_TITLE and at not in items and not MENU.search(text)]
    recorded = decisions >= 3 and sum(s.kind is SectionKind.DECISION for s in sections) >= 3
    for text in titles[:TITLES]:
        if (kind := kind_of_title(text)) is not None:
            written = kind is Kind.AGENDA and (recorded or narrated(blocks, sections) >= NARRATED)
            held = kind is Kind.OTHER and recorded and meeting.date and meeting.body  # "budget 2013" in its first item
            return Kind.MINUTES if written or held else kind
    running = [b.text for b in blocks if b.kind is BlockKind.RUNNING][:4]
    if any(MINUTES.search(text) for text in running):
        return Kind.MINUTES
    told = decisions >= 2 or (decisions and tasks >= 2 and meeting.body)
    if (told and headings) or (decisions and meeting.date):
        return Kind.MINUTES
    if any(AGENDA.search(text) for text in titles):
        return Kind.MINUTES if narrated(blocks, sections) >= NARRATED else Kind.AGENDA
    return Kind.MINUTES if meeting.date and headings and participants >= 2 else Kind.OTHER


def kind_of_title(text: str) -> Kind | None:
    """What one title line says, None where it says nothing."""
    if SPELT.search(text) or (MINUTES.search(text) and not APPROVAL_OF.search(text)):
        return Kind.MINUTES
    if AGENDA.search(text):
        return None if AGENDA_ALONE.fullmatch(text.strip()) else Kind.AGENDA
    told = text[:1].isdigit() or text.rstrip().endswith(".")  # an item, or a sentence
    return Kind.OTHER if RULES.search(text) and not told else None


def narrated(blocks: Sequence[Block], sections: Sequence[SectionSpan]) -> int:
    """How many items have a record, unlabelled or not, that tells what was done at the meeting."""
    return len(
        {
            section.item
            for section in sections
            if section.kind is SectionKind.DECISION
            and any(tells(blocks[piece.block].text[piece.start : piece.end]) for piece in section.pieces)
        }
    )


def tells(text: str) -> bool:
    return TOLD.search(text) is not None and NOT_NOW.search(text) is None
