"""Sentences that are printed in the record but resolve nothing: who was there, motions, notes, what a report tells."""

from __future__ import annotations

import re

from pipeline.components.context import Context
from pipeline.gated import Gated

ATTENDANCE = Gated(
    r"""
    (?: fraværende | afbud | ikke\ til\ stede | ej\ til\ stede | forfald | inhabil | for\s+.{2,60}\bmødte
      | stedfortræder )\b
    | (?:(?!,\s(?:da|fordi|idet|eftersom)\b|\b(?:godkend|rettelse)).){2,120}
      \b(?: var\ fraværende | deltog\ ikke | havde\ meldt\ (?:afbud|forfald) | var\ inhabil
                  | forlod\ (?:mødet|lokalet|salen) | mødte\ som\ stedfortræder | deltog\ som\ stedfortræder
                  | var\ ikke\ til\ stede | erklærede\ sig\ inhabil | var\ forhindre[td]e? )\b
    """,
    re.I | re.X,
)
MOTION = Gated(
    r"""
    .{0,160}\b(?:stillede|stiller|fremsatte|fremsætter)\s+(?:følgende\s+|et\s+|sålydende\s+|nedenstående\s+)?
        (?:ændrings|underændrings|mellem|)\s*forslag\w*\b
    | .{0,120}\b(?:begærede|begærer)\s+afstemning\b
    | .{0,120}\b(?:ønskede|ønsker)\s+(?:følgende\s+)?(?:tilført|ført\s+til)\s+(?:protokol|referat)
    | .{0,100}\bprotokoltilførsel\b
    | (?:for|imod|mod)\s+stemte\b
    | undlod\s+at\s+stemme\b
    | stemte\s+(?:for|imod)\s*:
    """,
    re.I | re.X,
)
# what a board will put to the assembly, it resolved; an assembly's record tells it of the board
OWN_MOTION = re.compile(r"(?:Bestyrelsen|Vi)\s+(?:stiller|vil\s+stille)\s+(?:et\s+)?forslag\b")
ASSEMBLY = re.compile(r"forsamling|årsmøde|afdelingsmøde|beboermøde|repræsentantskab|kongres|landsmøde", re.I)
NEXT_MEETING = re.compile(  # its date is no decision, however it was found
    r"""
    (?: (?:det\s+blev\s+)? (?:aftalt|besluttet|aftaltes|vedtaget) ,? \s+ at\s+ | dato(?:en)?\s+for\s+ )?
    (?:det\s+)? næste\s+(?:ordinære\s+|fælles\s+)?\w*møde\b [^.]{0,25}?
    \b(?:afholdes|holdes|er|bliver|finder\s+sted|fastsat|fastsættes|fastlagt|fastlægges|aftalt|planlagt|berammes|sættes)\b
    \s+ (?:til\s+)? (?:\w+dag,?\s+)? (?: d\.|den\b|\w+dag\b|\d|kl\b|uge\b ) [^,;]* $
    """,
    re.I | re.X,
)
NOTE = re.compile(r"note\b\s*:", re.I)
REPORT_TITLE = Gated(r"\bberetning", re.I)
ON_THE_REPORT = Gated(
    r"""
    beretning | regnskab | efterretning | orientering
    | ^\(?(?:(?:blev|er|herefter|derefter|enstemmigt)\s+)*(?:godkendt|vedtaget|tiltrådt)\b
    """,
    re.I | re.X,
)


def is_aside(text: str, context: Context) -> bool:
    """Who was there, motions and notes: printed in the record, but resolving nothing."""
    if OWN_MOTION.match(text) and not ASSEMBLY.search(context.body or ""):
        return False
    aside = ATTENDANCE.match(text) or MOTION.match(text) or NOTE.match(text) or NEXT_MEETING.match(text)
    return aside is not None


def is_reported(text: str, context: Context) -> bool:
    """Does a report tell it ("Formandens beretning"), in which only a task can be new?"""
    return bool(REPORT_TITLE.search(context.title)) and not ON_THE_REPORT.search(text)
