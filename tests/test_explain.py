"""Does a person see what was found, on which page, and by which rule?"""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.explain import explain_minutes, quote
from pipeline.minutes import (
    AgendaItem,
    Amount,
    Decision,
    Document,
    Issue,
    Kind,
    Meeting,
    Minutes,
    Outcome,
    Participant,
    Recommendation,
    Role,
    Scope,
    Section,
    SectionKind,
    Status,
    Vote,
)
from pipeline.page import Page, Pages, TextLayer

ITEM = AgendaItem(
    "3",
    "Vejbump på Kirkevej",
    5,
    6,
    parent="2",
    closed=True,
    rule="nummer-punktum",
    sections=(Section(SectionKind.BACKGROUND, "Sagsfremstilling", "Borgerne\nhar spurgt.", 5, "sag"),),
    recommendations=(Recommendation("a", "at der anlægges bump", 5),),
    decisions=(
        Decision("Godkendt.", Outcome.APPROVED, 6, "godkendt", (), responsible="Vejudvalget"),
        Decision("Udsat.", Outcome.POSTPONED, 6, "udsat", (), scope=Scope.EARLIER_MEETING),
    ),
    votes=(Vote(None, 3, None, ("A", "B"), page=6),),
    amounts=(Amount("1,5 mio. kr.", 1500000, 5),),
)
MINUTES = Minutes(
    document=Document("ab", "møde.pdf", Pages((Page(1, 595.0, 842.0, ()),) * 6, TextLayer.FULL)),
    kind=Kind.MINUTES,
    meeting=Meeting(body="Byrådet", date="2023-08-30", start="13:00", end="15:00"),
    participants=(Participant("Åse Ørsted", Status.PRESENT, 1, Role.CHAIR, party="A", rule="til-stede"),),
    items=(ITEM, AgendaItem(None, None, 6, 6)),
    issues=(Issue("number_gap", "Punkt 4 mangler.", 6),),
    coverage=0.876,
)
TREE = """\
møde.pdf: minutes, 6 pages, text layer full, 88% of the text in sections
├─ meeting: Byrådet, 2023-08-30, 13:00–15:00
├─ participants (1)
│  └─ Åse Ørsted: present, chair, A, p. 1 [til-stede]
├─ items (2)
│  ├─ 3 Vejbump på Kirkevej under 2, closed, p. 5–6 [nummer-punktum]
│  │  ├─ amounts: 1,5 mio. kr. = 1,500,000 DKK
│  │  ├─ background 'Sagsfremstilling', p. 5 [sag]: “Borgerne har spurgt.”
│  │  ├─ recommendation a, p. 5: “at der anlægges bump”
│  │  ├─ DECISION approved, p. 6 [godkendt] (responsible Vejudvalget): “Godkendt.”
│  │  ├─ DECISION postponed of earlier meeting, p. 6 [udsat]: “Udsat.”
│  │  └─ vote, p. 6: ? for (A, B), 3 against
│  └─ (no number, no title), p. 6
└─ doubts (1)
   └─ number_gap, p. 6: Punkt 4 mangler."""


def test_the_tree_of_a_document() -> None:
    assert explain_minutes(MINUTES) == TREE


def test_another_meeting_hangs_below() -> None:
    other = replace(MINUTES, participants=(), items=(), issues=())
    tree = explain_minutes(replace(other, more_meetings=(other,)))
    assert tree.splitlines()[4:] == [
        "└─ another meeting",
        "   ├─ meeting: Byrådet, 2023-08-30, 13:00–15:00",
        "   ├─ participants (0)",
        "   └─ items (0)",
    ]


def test_a_long_quote_is_cut() -> None:
    assert quote("ord " * 50) == f"“{('ord ' * 50)[:99].rstrip()}…”"
