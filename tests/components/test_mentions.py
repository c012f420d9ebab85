"""Are votes, standpoints, dates and references told with their page and the lines they stand on?"""

from __future__ import annotations

from pipeline.components.mentions import mentions_of
from pipeline.components.structure import Piece, SectionSpan
from pipeline.minutes import Choice, ReferenceKind, SectionKind, StandpointKind, Voter
from pipeline.page import Block, BlockKind, Line


def block(page: int, *lines: str, kind: BlockKind = BlockKind.TEXT) -> Block:
    """A block of lines, 14 points apart from the top of its page."""
    text, starts, printed = "", [], []
    for row, line in enumerate(lines):
        text += " " if text else ""
        starts.append(len(text))
        text += line
        printed.append(Line(line, page, 70, 100 + 14 * row, 500, 112 + 14 * row, 11))
    return Block(kind, text, page, tuple(printed), starts=tuple(starts))


def section(kind: SectionKind, first: int, *blocks: Block) -> SectionSpan:
    return SectionSpan(0, kind, None, tuple(Piece(first + at, 0, len(b.text)) for at, b in enumerate(blocks)), "r")


RECORD = (
    block(1, "Der var debat om sagen.", "Den tog lang tid."),
    block(2, "For stemte 2: Anna Dam (A) og Bo Holm (A).", "Imod stemte 1: Carl Lund (V)."),
    block(2, "Vedtaget.", "Venstre tog forbehold."),
    block(2, "9 12", kind=BlockKind.TABLE),
)


def test_a_vote_stands_where_it_is_printed() -> None:
    found = mentions_of(RECORD, [section(SectionKind.DECISION, 0, *RECORD)])
    (vote,) = found.votes
    assert (vote.for_, vote.against, vote.page) == (2, 1, 2)
    assert vote.text == "For stemte 2: Anna Dam (A) og Bo Holm (A). Imod stemte 1: Carl Lund (V)."
    assert vote.boxes == ((2, 70, 100, 500, 112), (2, 70, 114, 500, 126))
    assert vote.members == (
        Voter("Anna Dam", "A", Choice.FOR),
        Voter("Bo Holm", "A", Choice.FOR),
        Voter("Carl Lund", "V", Choice.AGAINST),
    )
    (standpoint,) = found.standpoints
    assert (standpoint.kind, standpoint.who) == (StandpointKind.RESERVATION, ("Venstre",))
    assert standpoint.boxes == ((2, 70, 114, 500, 126),)


def test_votes_are_those_of_the_record() -> None:
    assert mentions_of(RECORD, [section(SectionKind.OTHER, 0, *RECORD)]).votes == ()


def test_text_is_read_and_lists_of_enclosures_are_not() -> None:
    text = block(3, "Byrådet den 7. oktober 2022, pkt. 112, afsatte 2 mio. kr. Svar ventes 1. maj.")
    read = mentions_of([text], [section(SectionKind.BACKGROUND, 0, text)])
    assert [(one.text, one.date, one.page) for one in read.dates] == [
        ("7. oktober 2022", "2022-10-07", 3),
        ("1. maj", None, 3),
    ]
    assert [(one.kind, one.target, one.date) for one in read.cross_references] == [
        (ReferenceKind.MEETING, "2022-10-07", None),
        (ReferenceKind.ITEM, "112", "2022-10-07"),
    ]
    assert [one.dkk for one in read.amounts] == [2_000_000]
    listed = mentions_of([text], [section(SectionKind.ATTACHMENTS, 0, text)])
    assert listed.dates == listed.amounts == listed.cross_references == ()
