"""The decisions of each item: sentences and bullets of this meeting's own record that resolve something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.components.outcomes import Context, Verdict, judge
from pipeline.components.phrases import PhraseRules
from pipeline.components.sentences import sentence_spans
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.components.tasks import judge_plain
from pipeline.minutes import Meeting, Outcome, SectionKind
from pipeline.page import Block, BlockKind

LEAD = re.compile(r"(?:[:,;]|\bat|\bfølgende|\bherunder)\s*$")
EMPTY_LEAD = re.compile(
    r"(?:(?:det|der|man|vi|bestyrelsen|udvalget|\w+gruppen|\w+rådet)\s+)?(?:blev|var|er|besluttede|aftalte|vedtog)?\s*(?:det\s+|der\s+)?(?:følgende\s+)?(?:blev\s+)?(?:besluttet|aftalt|enighed|enige|"
    r"vedtaget|godkendt|beslutninger?|besluttede|aftalte|drøftet)?\s*(?:om)?\s*,?\s*(?:at)?\s*(?:følgende)?\s*[:;,]?\s*$",
    re.I,
)
ATTENDANCE = re.compile(
    r"(?:fraværende|afbud|ikke til stede|ej til stede|forfald|inhabil|for\s+.{2,60}\bmødte|stedfortræder)\b|.{2,120}\b(?:var fraværende|deltog ikke|havde meldt (?:afbud|forfald)|"
    r"var inhabil|forlod (?:mødet|lokalet|salen)|mødte som stedfortræder|deltog som stedfortræder|var ikke til stede|erklærede sig inhabil|var forhindre[td]e?)\b",
    re.I,
)
MOTION = re.compile(
    r".{0,160}\b(?:stillede|stiller|fremsatte|fremsætter)\s+(?:følgende\s+|et\s+|sålydende\s+|nedenstående\s+)?(?:ændrings|underændrings|mellem|)\s*forslag\w*\b|.{0,120}\b(?:begærede|begærer)\s+afstemning\b|"
    r".{0,120}\b(?:ønskede|ønsker)\s+(?:følgende\s+)?(?:tilført|ført\s+til)\s+(?:protokol|referat)|.{0,100}\bprotokoltilførsel\b|(?:for|imod|mod)\s+stemte\b|undlod\s+at\s+stemme\b|stemte\s+(?:for|imod)\s*:",
    re.I,
)
ALL_OF_THEM = re.compile(r"\b(?:begge|alle|ovenstående|samtlige|kandidater(?:ne)?)\b", re.I)
OWNER_HEAD = re.compile(r"ansv|hvem|tovholder|udføres", re.I)
TASK_PASSIVE = re.compile(
    r"^(?!Der\s+udestår)(?:(?:(?!\b(?:som|at|hvilke|der|har)\b).){0,80}\bskal\s+(?:\w+\s+){0,3}?\w+(?:es|as)\b"
    r"|(?:Der\s+skal\s+|Der\s+|Først\s+|Herefter\s+)(?:\w+\s+)?(?!\w*(?:edes|tes)\b)\w{3,}es\b|[A-ZÆØÅ]\w+\s+(?!\w*(?:edes|tes)\b)\w{3,}es\b)"
)
RESULTING = re.compile(
    r"\b(?:består|ser|sammensætning(?:en)?)\b.{0,40}\b(?:herefter|nu|således|af|er)\b.{0,20}:?$|\bbestyrelsen\s*:?$",
    re.I,
)
INDENT = 6.0  # points that make a step in a list
NOTE = re.compile(r"note\b\s*:", re.I)
COUNCIL = re.compile(r"byråd|kommunalbestyrelse|udvalg|regionsråd|borgerrepræsentation|magistrat", re.I)
REPORT_TITLE = re.compile(r"\bberetning", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or bullet of a record: its pieces of blocks, its text, and its list level (None outside lists)."""

    pieces: tuple[Piece, ...]
    text: str
    level: int | None
    opens: bool  # first in its block
    x0: float  # left edge of its block, in points


@dataclass(frozen=True, slots=True)
class DecisionSpan:
    item: int
    pieces: tuple[Piece, ...]
    text: str
    outcome: Outcome
    rule: str


def find_decisions(
    blocks: Sequence[Block], headings: Sequence[Heading], sections: Sequence[SectionSpan], meeting: Meeting, rules: PhraseRules, labelled: bool,
    names: frozenset[str],
) -> list[DecisionSpan]:  # fmt: skip
    """Every decision of the meeting's own record, in printed order."""
    found: list[DecisionSpan] = []
    owners = [b for b in blocks if b.column is not None and OWNER_HEAD.match(b.column) and not b.text.isspace()]
    for section in sections:
        if section.kind is not SectionKind.DECISION:
            continue
        title = (headings[section.item].title if section.item < len(headings) else None) or ""
        parent = headings[section.item].parent if headings else None
        if parent:
            title += " " + next((h.title or "" for h in headings if h.number == parent and h.parent is None), "")
        context = Context(
            meeting.body, meeting.date, title, False, labelled, bool(COUNCIL.search(meeting.body or "")), names
        )
        statements = list(section_statements(blocks, section))
        found.extend(one_election(list(resolve(blocks, section.item, statements, context, rules, owners))))
    return without_bare_votes(found)


def one_election(found: list[DecisionSpan]) -> list[DecisionSpan]:
    """Names listed beside a sentence that elects are the resulting board; a lead-in before names elects nobody itself."""
    sentences = [
        one
        for one in found
        if one.outcome is Outcome.ELECTED and one.rule != "valgt-liste" and not one.text.endswith(":")
    ]
    if any(ALL_OF_THEM.search(one.text) for one in sentences):
        found = [one for one in found if one.rule != "valgt-liste"]
    return [one for one in found if not (one.outcome is Outcome.ELECTED and one.text.endswith(":"))]


def without_bare_votes(found: Sequence[DecisionSpan]) -> list[DecisionSpan]:
    """A count of votes is the decision only where no sentence of the item says what became of it."""
    said = {one.item for one in found if not one.rule.startswith("stemte-for")}
    return [one for one in found if not one.rule.startswith("stemte-for") or one.item not in said]


def section_statements(blocks: Sequence[Block], section: SectionSpan) -> Iterator[Statement]:
    for piece in section.pieces:
        block = blocks[piece.block]
        if block.kind is BlockKind.TABLE:
            continue
        text = block.text[piece.start : piece.end]
        level = block.level if block.kind is BlockKind.BULLET and piece.start == 0 else None
        for at, (start, end) in enumerate(sentence_spans(text)):
            span = Piece(piece.block, piece.start + start, piece.start + end)
            yield Statement((span,), text[start:end], level, at == 0, block.x0)


def resolve(blocks: Sequence[Block], item: int, statements: Sequence[Statement], context: Context, rules: PhraseRules, owners: Sequence[Block]) -> Iterator[DecisionSpan]:  # fmt: skip
    alone = len([s for s in statements if not ATTENDANCE.match(s.text)]) == 1
    context = replace(context, alone=alone)
    at, quoted, resulting = 0, False, False
    while at < len(statements):
        one = statements[at]
        at += 1
        was_quoted, quoted = quoted, inside_quote(one.text, quoted)
        if was_quoted or ATTENDANCE.match(one.text) or MOTION.match(one.text) or NOTE.match(one.text):
            continue
        if REPORT_TITLE.search(context.title) and not re.search(
            r"beretning|regnskab|efterretning|orientering", one.text, re.I
        ):
            continue
        if verdict_beside := owned(blocks, one, owners):
            yield DecisionSpan(item, one.pieces, one.text, verdict_beside.outcome, verdict_beside.rule)
            continue
        resulting = resulting or bool(RESULTING.search(one.text) and one.text.endswith(":"))
        verdict = verdict_of(one, context, rules)
        if verdict is not None and verdict.rule == "valgt-liste" and resulting:
            continue  # the board as it now stands
        bullets, after = bullets_under(statements, at, one)
        if bullets and verdict is not None and (LEAD.search(one.text) or not re.search(r"[.!?]$", one.text)):
            if not EMPTY_LEAD.fullmatch(strip_adverbs(one.text)) and verdict.outcome is not Outcome.DISCUSSED:
                yield DecisionSpan(item, one.pieces, one.text, verdict.outcome, verdict.rule)
            for bullet in bullets:
                own = verdict_of(bullet, replace(context, alone=False), rules)
                use = (
                    own
                    if own is not None and own.outcome not in (Outcome.DECIDED, Outcome.AGREED, Outcome.APPROVED)
                    else verdict
                )
                yield DecisionSpan(item, bullet.pieces, bullet.text, use.outcome, use.rule)
            at = after
            continue
        if verdict is not None:
            if verdict.rule == "valgt-liste" and one.pieces[0].start > 0:
                one = with_title(blocks, one)
            yield DecisionSpan(item, one.pieces, one.text, verdict.outcome, verdict.rule)


def with_title(blocks: Sequence[Block], one: Statement) -> Statement:
    """A name run in after the title ("Valg af dirigent: NN") says what the person was chosen for only with the title."""
    piece = one.pieces[0]
    text = blocks[piece.block].text
    start = re.match(r"(?:(?:punkt|pkt\.?|ad\.?)\s*)?\d{0,3}[a-z]?[.):]?\s*", text, re.I)
    begin = start.end() if start else 0
    if piece.start > 130 or re.search(r"[.!?]\s", text[begin : piece.start]):
        return one
    whole = Piece(piece.block, begin, piece.end)
    return Statement((whole,), text[begin : piece.end], one.level, one.opens, one.x0)


def owned(blocks: Sequence[Block], one: Statement, owners: Sequence[Block]) -> Verdict | None:
    """A task without an actor in the sentence ("Der skal udarbejdes …") whose owner stands in the margin on the same row."""
    if not owners or not TASK_PASSIVE.search(one.text):
        return None
    for page, _, top, _, bottom in (box for p in one.pieces for box in blocks[p.block].boxes(p.start, p.end)):
        if any(o.page == page and top - 2 < (o.lines[0].top + o.lines[0].bottom) / 2 < bottom + 2 for o in owners):
            return Verdict(Outcome.AGREED, "opgave-ansvarlig")
    return None


def strip_adverbs(text: str) -> str:
    return re.sub(
        r"\b(?:herefter|desuden|endvidere|derfor|dermed|yderligere|også|så|på den baggrund|efterfølgende|i forlængelse heraf)\b\s*",
        "",
        text,
        flags=re.I,
    ).strip()


def verdict_of(one: Statement, context: Context, rules: PhraseRules) -> Verdict | None:
    verdict = judge(rules.tokens(one.text), rules, context)
    return verdict or judge_plain(one.text, context)


def bullets_under(statements: Sequence[Statement], at: int, lead: Statement) -> tuple[list[Statement], int]:
    """The list right under a lead-in: one statement a top-level bullet, nested bullets and following sentences included."""
    found: list[Statement] = []
    top: float | None = None
    while at < len(statements):
        one = statements[at]
        listed = one.level is not None or bool(re.match(r"[Aa]t\b", one.text)) or one.x0 > lead.x0 + INDENT
        if found and not one.opens and one.pieces[0].block == found[-1].pieces[-1].block:
            found[-1] = merge(found[-1], one)
            at += 1
            continue
        if not listed or not one.opens:
            break
        top = one.x0 if top is None else top
        if one.x0 < top - INDENT:
            break
        if found and one.x0 > top + INDENT:
            found[-1] = merge(found[-1], one)
        else:
            found.append(one)
        at += 1
    return found, at


def merge(a: Statement, b: Statement) -> Statement:
    return Statement((*a.pieces, *b.pieces), f"{a.text} {b.text}", a.level, a.opens, a.x0)


def inside_quote(text: str, open_before: bool) -> bool:
    """Is a quotation open after this sentence?"""
    opened = open_before
    for sign in text:
        if sign in "„»" or (sign in '”“"' and not opened):
            opened = True
        elif sign in "«" or (sign in '”“"' and opened):
            opened = False
    return opened
