"""Minutes made to order, with lines on pages and boxes, as the stages before the store hand them over."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from pipeline.minutes import (
    Action,
    AgendaItem,
    Amount,
    Choice,
    CrossReference,
    DateMention,
    Decision,
    Document,
    Issue,
    Kind,
    Meeting,
    Minutes,
    Outcome,
    Participant,
    Precision,
    Recommendation,
    ReferenceKind,
    Role,
    Section,
    SectionKind,
    Standpoint,
    StandpointKind,
    Status,
    Vote,
    Voter,
)
from pipeline.page import Line, Page, Pages, Table, TextLayer

MEETING = Meeting("Prøveby Kommune", "Teknik- og Miljøudvalget", "Møde", "2023-08-30", "13:00", "15:00", "Salen")
KEY = "proeveby-kommune-teknik-og-miljoeudvalget-2023-08-30"


def line(text: str, page: int, row: int) -> Line:
    return Line(text, page, 70.0, 40.0 + 14 * row, 500.0, 52.0 + 14 * row, 11.0)


def page(number: int, *texts: str) -> Page:
    """A page of lines."""
    return Page(number, 595, 842, tuple(line(text, number, row) for row, text in enumerate(texts)))


def item(number: str | None, title: str | None, *decisions: str, page: int = 1, **more: object) -> AgendaItem:
    """An agenda item with a decision section."""
    text = " ".join(decisions)
    box = (page, 70.0, 40.0, 500.0, 52.0)
    made = AgendaItem(
        number,
        title,
        page,
        page,
        sections=(Section(SectionKind.DECISION, "Beslutning", text, page),) if text else (),
        decisions=tuple(Decision(d, Outcome.APPROVED, page, "r", (box,)) for d in decisions),
        boxes=(box,),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def full_item(number: str = "3", page: int = 1) -> AgendaItem:
    """An item that has something in every table."""
    box = (page, 70.0, 60.0, 500.0, 72.0)
    return item(
        number,
        "Lokalplan for havnen",
        "Godkendt.",
        page=page,
        presenter="NN",
        case_number="14/123",
        kle="01.02.05",
        recommendations=(Recommendation("1", "at planen godkendes", page),),
        votes=(
            Vote(
                *(12, 3, None, ("A", "B"), ("V",)),
                text="12 stemte for",
                page=page,
                members=(Voter("Test Testesen", "O", Choice.AGAINST),),
                boxes=(box,),
            ),
        ),
        standpoints=(Standpoint(StandpointKind.DISSENT, ("V", "Test Testesen"), "V kan ikke tiltræde.", page, (box,)),),
        actions=(Action("NN laver en plan", "NN", "inden juni", "2023-06-30", Precision.MONTH, page, decision=0),),
        dates=(DateMention("den 7. juni 2023", "2023-06-07", page),),
        cross_references=(CrossReference(ReferenceKind.ITEM, "punkt 4", "4", "2023-06-07", page),),
        attachments=("Kort",),
        amounts=(Amount("1,5 mio. kr.", 1500000, page),),
        tables=(Table(page, 70, 100, 500, 200, (("År", "Beløb"), ("2023", "1.234,5"), (None, "i alt")), header=True),),
    )


def minutes(
    name: str = "a.pdf",
    items: tuple[AgendaItem, ...] = (),
    meeting: Meeting = MEETING,
    kind: Kind = Kind.MINUTES,
    pages: tuple[Page, ...] | None = None,
    content: str | None = None,
    **more: object,
) -> Minutes:
    """Minutes of `name`, whose sha256 follows from `content` or the name."""
    sha256 = hashlib.sha256((content or name).encode()).hexdigest()
    pages = pages or (page(1, "Referat"),)
    made = Minutes(
        Document(sha256, name, Pages(pages, TextLayer.FULL)),
        kind,
        meeting,
        participants=(Participant("Test Testesen", Status.PRESENT, 1, Role.CHAIR, "borgmester", party="A"),),
        items=items,
        issues=(Issue("number_gap", "Punkt 2 mangler", 1),),
        coverage=0.9,
    )
    return replace(made, **more)  # type: ignore[arg-type]
