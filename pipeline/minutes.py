"""The result of parsing one document: the contract's JSON (DESIGN section 4) as frozen structs.

`to_json` in `pipeline.contract` turns it into the dict that `referat parse --json` prints; codes are English and
listed here as enums. A value that is not printed is None or an empty tuple: nothing is guessed.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pipeline.page import Box, Pages, Table


class Kind(StrEnum):
    MINUTES = "minutes"
    AGENDA = "agenda"
    OTHER = "other"


class Status(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    GUEST = "guest"
    SECRETARIAT = "secretariat"
    SUBSTITUTE = "substitute"


class Role(StrEnum):
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    CO_CHAIR = "co_chair"
    MINUTE_TAKER = "minute_taker"
    MODERATOR = "moderator"


class SectionKind(StrEnum):
    SUMMARY = "summary"
    BACKGROUND = "background"
    RECOMMENDATION = "recommendation"
    ECONOMY = "economy"
    LEGAL = "legal"
    HEARING = "hearing"
    PROCESS = "process"
    ATTACHMENTS = "attachments"
    ATTENDANCE = "attendance"
    DECISION = "decision"
    OTHER = "other"


class Outcome(StrEnum):
    APPROVED = "approved"
    APPROVED_AMENDED = "approved_amended"
    RECOMMENDED = "recommended"
    DECIDED = "decided"
    AGREED = "agreed"
    NOTED = "noted"
    DISCUSSED = "discussed"
    POSTPONED = "postponed"
    RETURNED = "returned"
    REFERRED = "referred"
    REJECTED = "rejected"
    ELECTED = "elected"
    DELEGATED = "delegated"
    WITHDRAWN = "withdrawn"
    NO_REMARKS = "no_remarks"


class Scope(StrEnum):
    THIS_MEETING = "this_meeting"
    EARLIER_MEETING = "earlier_meeting"
    OTHER_BODY = "other_body"


class Relation(StrEnum):
    """What became of a point of a recommendation."""

    ADOPTED = "adopted"
    ADOPTED_CHANGED = "adopted_changed"
    PARTLY = "partly"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    NOTED = "noted"
    DISCUSSED = "discussed"
    REFERRED = "referred"
    NOT_ADDRESSED = "not_addressed"


class Choice(StrEnum):
    """How someone voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class StandpointKind(StrEnum):
    STATEMENT = "statement"  # protokoltilførsel
    RESERVATION = "reservation"  # forbehold
    DISSENT = "dissent"  # stemte imod, kan ikke tiltræde
    MINORITY = "minority"  # mindretalsudtalelse
    RECUSAL = "recusal"  # inhabil


class ReferenceKind(StrEnum):
    ITEM = "item"
    MEETING = "meeting"
    CASE = "case"
    ATTACHMENT = "attachment"


class Precision(StrEnum):
    """How exactly a deadline is told; a meeting or event has no date."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    SEASON = "season"
    YEAR = "year"
    MEETING = "meeting"
    EVENT = "event"


class Meeting(Struct, frozen=True):
    organisation: str | None = None
    body: str | None = None
    title: str | None = None
    date: str | None = None  # ISO
    start: str | None = None  # HH:MM
    end: str | None = None
    location: str | None = None


class Participant(Struct, frozen=True):
    name: str
    status: Status
    page: int
    role: Role | None = None
    title: str | None = None
    organisation: str | None = None
    party: str | None = None
    substitute_for: str | None = None
    from_: str | None = None  # "13:00" or "punkt 3"
    to: str | None = None
    rule: str | None = None
    boxes: tuple[Box, ...] = ()
    spellings: tuple[str, ...] = ()  # other ways in which the lists and sentences of the document print the name
    contradicted: bool = False  # in a list of those who took part, and told absent


class Section(Struct, frozen=True):
    kind: SectionKind
    heading: str | None
    text: str  # without the heading; paragraphs separated by newlines
    page: int
    rule: str | None = None
    boxes: tuple[Box, ...] = ()


class Recommendation(Struct, frozen=True):
    """One thing that the meeting is asked to resolve; `by` is who asks it, as printed."""

    label: str | None
    text: str
    page: int
    rule: str | None = None
    boxes: tuple[Box, ...] = ()
    by: str | None = None


class Decision(Struct, frozen=True):
    text: str
    outcome: Outcome
    page: int
    rule: str
    boxes: tuple[Box, ...]
    scope: Scope = Scope.THIS_MEETING
    responsible: str | None = None
    deadline: str | None = None  # as printed
    relation: Relation | None = None
    decided_by: str | None = None  # whose decision is reported, as printed; None for this meeting's own
    decided_on: str | None = None  # the meeting it is reported from, ISO


class Voter(Struct, frozen=True):
    """A named member, with the party printed behind the name."""

    name: str
    party: str | None
    choice: Choice


class Vote(Struct, frozen=True):
    for_: int | None
    against: int | None
    abstain: int | None
    parties_for: tuple[str, ...] = ()
    parties_against: tuple[str, ...] = ()
    parties_abstain: tuple[str, ...] = ()
    unanimous: bool = False
    text: str = ""
    page: int | None = None
    rule: str | None = None
    members: tuple[Voter, ...] = ()
    boxes: tuple[Box, ...] = ()


class Standpoint(Struct, frozen=True):
    """What someone had recorded beside the decision; `who` are parties and people as printed."""

    kind: StandpointKind
    who: tuple[str, ...]
    text: str
    page: int
    boxes: tuple[Box, ...] = ()


class Action(Struct, frozen=True):
    """A task that the record gives; `decision` is the place of the decision it stands in among the item's, from 0."""

    task: str
    responsible: str | None  # as printed
    deadline: str | None  # as printed
    date: str | None  # its last day, ISO
    precision: Precision | None
    page: int
    decision: int | None = None


class Amount(Struct, frozen=True):
    text: str  # as printed
    dkk: float | int
    page: int


class DateMention(Struct, frozen=True):
    text: str  # as printed, with its weekday
    date: str | None  # ISO; None where the year is not printed
    page: int


class CrossReference(Struct, frozen=True):
    """A text that points elsewhere: `target` is a number or a date; `date` that of the meeting an item belongs to."""

    kind: ReferenceKind
    text: str
    target: str
    date: str | None
    page: int


class AgendaItem(Struct, frozen=True):
    number: str | None
    title: str | None
    page: int
    page_end: int
    parent: str | None = None
    start: str | None = None
    end: str | None = None
    presenter: str | None = None
    case_number: str | None = None
    kle: str | None = None
    closed: bool = False
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    votes: tuple[Vote, ...] = ()
    attachments: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    standpoints: tuple[Standpoint, ...] = ()
    actions: tuple[Action, ...] = ()
    dates: tuple[DateMention, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    tables: tuple[Table, ...] = ()
    rule: str | None = None
    boxes: tuple[Box, ...] = ()  # of the heading


class Issue(Struct, frozen=True):
    code: str
    message: str
    page: int | None = None


class Document(Struct, frozen=True):
    sha256: str
    filename: str
    pages: Pages
    family: str | None = None


class Minutes(Struct, frozen=True):
    document: Document
    kind: Kind
    meeting: Meeting
    participants: tuple[Participant, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    issues: tuple[Issue, ...] = ()
    coverage: float | None = None  # share of letters that belong to a section
    more_meetings: tuple[Minutes, ...] = ()
