"""The decisions of each item: sentences and bullets of this meeting's own record that resolve something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from pipeline.components.amended import changed_before
from pipeline.components.asides import ATTENDANCE, is_aside, is_reported
from pipeline.components.context import Context
from pipeline.components.elections import ELECTION_TITLE, LISTS_ELECTED, chosen
from pipeline.components.leads import SUBJECT_ALONE, is_empty_lead, leads
from pipeline.components.outcomes import Verdict, judge
from pipeline.components.phrases import PhraseRules
from pipeline.components.sentences import behind_topic
from pipeline.components.stated import HEAD, stated
from pipeline.components.statements import (
    RESULT_LAST,
    Statement,
    bullets_under,
    quote_open,
    section_statements,
    with_results,
)
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.components.tasks import judge_plain
from pipeline.minutes import Meeting, Outcome, SectionKind
from pipeline.page import Block
from pipeline.reasons import TASKS, Reason
from pipeline.wording import is_said_again

COUNCIL = re.compile(r"byråd|kommunalbestyrelse|udvalg|regionsråd|borgerrepræsentation|magistrat", re.I)
# no public authority's; a joint committee of staff and management writes tasks like a board
NO_COUNCIL = re.compile(
    r"""
    landsbyråd | (?:d\.-|phd-|studie|provsti|kirkegårds|præstegårds)udvalg
    | (?<!\w) (?: hoved | med | samarbejds | fest | teater | sponsor | turnerings | legeplads | gård | hytte
                | redaktions )-?udvalg
    """,
    re.I | re.X,
)
GOES_BACK = re.compile(r"\bgår\s+tilbage\s+til\b")  # a person does, with a question
SEEN_LATER = re.compile(r",\s+(?:som|hvorefter|så)\b")
REMARKS = re.compile(r"bemærkning|synspunkt|input|kommentar|pointe|perspektiv|tilbagemelding|betragtning", re.I)
OUTSIDE_THE_BOARD = re.compile(r"(?:(?:[12]\.|første|anden)\s)?(?:revisor|\w*suppl)", re.I)
ALL_OF_THEM = re.compile(r"\b(?:begge|alle|ovenstående|samtlige|kandidater(?:ne)?)\b", re.I)
# what leads into the board as it now stands, which elects nobody
RESULTING = re.compile(
    r"\b(?:består|ser|sammensætning(?:en)?)\b.{0,40}\b(?:herefter|nu|således|af|er)\b.{0,20}:?$|\bbestyrelsen\s*:?$|oversigt\s*:?$"
    r"|\bkonstitu\w+\s+sig\s+(?:efterfølgende|efter\s+(?:general)?forsamlingen|på\s+(?:sit|et)\s)",  # another meeting's
    re.I,
)
ARROWS = ("→", "⇒", "=>", "->", "==>", "-->")
OWNER_HEAD = re.compile(r"ansv|hvem|tovholder|udføres", re.I)
# a task without an actor; the past tense ("udarbejdedes") tells what was done
TASK_PASSIVE = re.compile(
    r"""
    (?!Der\s+udestår)
    (?: (?: (?!\b(?:som|at|hvilke|der|har)\b) . ){0,80} \bskal\s+(?:\w+\s+){0,3}?\w+(?:es|as)\b
      | (?:Der\s+skal\s+ | Der\s+ | Først\s+ | Herefter\s+) (?:\w+\s+)? (?!\w*(?:edes|tes)\b)\w{3,}es\b
      | [A-ZÆØÅ]\w+\s+(?!\w*(?:edes|tes)\b)\w{3,}es\b )
    """,
    re.X,
)
# heads what a board still has to do: the tasks below are given at this meeting, all else is told
LEFT_OVER = re.compile(r"(?:udeståender?|næste\s+skridt|opfølgning)\s*:?", re.I)
# what stands below these is told for itself
NO_LEADS = frozenset(
    {Reason.FROM_NOW, Reason.PUT_FORWARD, Reason.PAID_BY, Reason.GRANTED, Reason.PASSED_ON, Reason.STATED}
)
SHORT_REPORT = 12  # statements; a report written out in full tells of tasks that nobody gave at the meeting
VOTE_COUNT = "stemte-for"  # beginning of the ids of rows that find a count of votes
GENERAL = frozenset({Outcome.DECIDED, Outcome.AGREED, Outcome.APPROVED})  # a bullet's own outcome is told over these


class DecisionSpan(Struct, frozen=True):
    """One decision of item number `item` (index into the headings): its pieces of blocks, text, outcome and reason."""

    item: int
    pieces: tuple[Piece, ...]
    text: str
    outcome: Outcome
    rule: str

    @classmethod
    def of(cls, item: int, one: Statement, verdict: Verdict) -> DecisionSpan:
        return cls(item, one.pieces, one.text, verdict.outcome, verdict.rule)


def find_decisions(
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    sections: Sequence[SectionSpan],
    meeting: Meeting,
    rules: PhraseRules,
    labelled: bool,
    names: frozenset[str],
) -> list[DecisionSpan]:
    """Every decision of the meeting's own record, in printed order.

    `labelled` tells whether the document labels its sections; `names` are the participants' given names in lower case.
    """
    found: list[DecisionSpan] = []
    owners = [b for b in blocks if b.column is not None and OWNER_HEAD.match(b.column)]
    council = COUNCIL.search(NO_COUNCIL.sub("", meeting.body or "")) is not None
    asked: dict[int, list[str]] = defaultdict(list)
    for section in sections:
        if section.kind is SectionKind.RECOMMENDATION:
            asked[section.item] += [blocks[p.block].text[p.start : p.end] for p in section.pieces]
    cases = labelled and (council or bool(asked))
    for section in sections:
        left_over = not council and not asked and LEFT_OVER.fullmatch(section.heading or "") is not None
        if section.kind is not SectionKind.DECISION and not left_over:
            continue
        statements = list(section_statements(blocks, section))
        if ELECTION_TITLE.search(title_of(headings, section.item)):
            statements = with_results(statements)
        context = Context(
            body=meeting.body,
            date=meeting.date,
            title=title_of(headings, section.item),
            alone=len(list(islice((one for one in statements if not ATTENDANCE.match(one.text)), 2))) == 1,
            labelled=labelled,
            council=council,
            cases=cases,
            resolving=section.heading is not None and HEAD.match(section.heading) is not None,
            names=names,
        )
        resolved = resolve(blocks, section.item, statements, context, rules, owners, asked.get(section.item, ()))
        found.extend(one for one in one_election(list(resolved)) if not left_over or one.rule in TASKS)
    return without_bare_votes(found)


def standing_in(block: Block, text: str, context: Context) -> Context:
    """The context of a statement: it may stand in a column headed "Beslutning", or behind that word or an arrow."""
    headed = block.column is not None and HEAD.match(block.column) is not None
    told = (head := HEAD.match(text)) is not None and text[head.end() : head.end() + 1] == ":"
    return replace(context, resolving=True) if headed or told or block.marker in ARROWS else context


def title_of(headings: Sequence[Heading], item: int) -> str:
    """The item's title, with that of the item above it."""
    own = headings[item]
    above = [h.title for h in headings if own.parent and h.number == own.parent and h.parent is None]
    return " ".join(filter(None, [own.title, *above[:1]]))


def one_election(found: Sequence[DecisionSpan]) -> list[DecisionSpan]:
    """Names listed beside "alle blev genvalgt" are the resulting board, but for offices outside it; a lead-in before
    names elects nobody itself."""
    found = [one for one in found if not (one.outcome is Outcome.ELECTED and one.text.endswith(":"))]
    sentences = (one.text for one in found if one.outcome is Outcome.ELECTED and one.rule != Reason.ELECTED_IN_LIST)
    if any(ALL_OF_THEM.search(text) for text in sentences):
        return [one for one in found if one.rule != Reason.ELECTED_IN_LIST or OUTSIDE_THE_BOARD.match(one.text)]
    return found


def without_bare_votes(found: Sequence[DecisionSpan]) -> list[DecisionSpan]:
    """A count of votes is the decision only where no sentence of the item says what became of it."""
    said = {one.item for one in found if not one.rule.startswith(VOTE_COUNT)}
    return [one for one in found if not one.rule.startswith(VOTE_COUNT) or one.item not in said]


def resolve(
    blocks: Sequence[Block],
    item: int,
    statements: Sequence[Statement],
    context: Context,
    rules: PhraseRules,
    owners: Sequence[Block],
    asked: Sequence[str] = (),
) -> Iterator[DecisionSpan]:
    """The decisions among the statements of one section.

    `owners` are the blocks in a margin column of owners, `asked` the paragraphs of the item's recommendations.
    """
    at, quoted, resulting, elected, section = 0, False, False, False, context
    while at < len(statements):
        one = statements[at]
        context = standing_in(blocks[one.pieces[0].block], one.text, section)
        at += 1
        was_quoted, quoted = quoted, quote_open(one.text, quoted)
        if was_quoted or is_aside(one.text, context):
            continue
        if stands_beside(blocks, one, owners) and TASK_PASSIVE.match(one.text):
            yield DecisionSpan.of(item, one, Verdict(Outcome.AGREED, Reason.TASK_OWNED))
            continue
        resulting = resulting or bool(one.text.endswith(":") and RESULTING.search(one.text))
        if SUBJECT_ALONE.fullmatch(one.text):
            bullets, at = bullets_under(statements, at, one)
            for bullet in bullets:
                said = (f"{one.text.rstrip(' :')} {bullet.text}", bullet.text)
                told = (verdict_of(text, replace(context, alone=False), rules) for text in said)
                if verdict := next(filter(None, told), None):
                    yield DecisionSpan.of(item, bullet, verdict)
            continue
        verdict = verdict_of(one.text, context, rules) or said_again(one.text, asked)
        if verdict is None and (result := RESULT_LAST.search(one.text)):  # "Karen stopper. Per foreslås. Valgt."
            verdict = verdict_of(result.group(), context, rules)
        if is_reported(one.text, context) and (
            verdict is None or verdict.rule not in TASKS or len(statements) > SHORT_REPORT
        ):
            continue
        lists = one.text.endswith(":") and LISTS_ELECTED.search(one.text) is not None
        elected = lists or (elected and chosen(one.text, context.date))
        if elected and verdict is None and not one.text.endswith(":"):
            verdict = Verdict(Outcome.ELECTED, Reason.ELECTED_IN_LIST)
        if verdict is None or (resulting and verdict.rule == Reason.ELECTED_IN_LIST):
            continue
        if verdict.outcome is Outcome.APPROVED and changed_before(one.text, [o.text for o in statements[: at - 1]]):
            verdict = Verdict(Outcome.APPROVED_AMENDED, Reason.CHANGED_BEFORE)
        bullets, after = bullets_under(statements, at, one)
        if bullets and leads(one.text) and verdict.rule not in NO_LEADS:
            at = after
            remarks = verdict.outcome is Outcome.DISCUSSED and REMARKS.search(one.text)
            if remarks or not (is_empty_lead(one.text) or verdict.outcome is Outcome.DISCUSSED):
                yield DecisionSpan.of(item, one, verdict)
            if remarks:
                continue  # the bullets tell what was said
            for bullet in bullets:
                own = verdict_of(bullet.text, replace(context, alone=False), rules)
                yield DecisionSpan.of(item, bullet, own if own and own.outcome not in GENERAL else verdict)
        else:
            yield DecisionSpan.of(item, one, verdict)


def stands_beside(blocks: Sequence[Block], one: Statement, owners: Sequence[Block]) -> bool:
    """Does someone responsible stand in the margin on a row of the statement?"""
    if not owners:
        return False
    rows = (box for piece in one.pieces for box in blocks[piece.block].boxes(piece.start, piece.end))
    return any(
        owner.page == page and top - 2 < (owner.lines[0].top + owner.lines[0].bottom) / 2 < bottom + 2
        for page, _, top, _, bottom in rows
        for owner in owners
    )


def said_again(text: str, asked: Sequence[str]) -> Verdict | None:
    """A record that says a point of the recommendation again has adopted it ("Arealet sælges for 2,1 mio. kr.")."""
    again = not text.endswith("?") and any(is_said_again(point, text) for point in asked)
    return Verdict(Outcome.DECIDED, Reason.RESTATED) if again else None


def verdict_of(text: str, context: Context, rules: PhraseRules) -> Verdict | None:
    verdict = judge_words(text, context, rules)
    if verdict is None:
        return judge_plain(text, context) or (
            stated(text, context) if context.resolving and not context.council else None
        )
    goes_back = verdict.outcome is Outcome.RETURNED and GOES_BACK.search(text)
    if goes_back or (verdict.outcome is Outcome.POSTPONED and SEEN_LATER.search(text)):
        plain = judge_plain(text, context)  # "Karen laver et udkast, som vi ser på næste gang"
        return plain if plain is not None and plain.rule == Reason.TASK_PERSON else verdict
    return verdict


def judge_words(text: str, context: Context, rules: PhraseRules) -> Verdict | None:
    """What the rows of outcomes.jsonl say of a sentence, or of what stands in it behind a topic and a colon."""
    if not rules.may_match(text):
        return None
    verdict = judge(text, rules, context)
    if verdict is None and (bare := behind_topic(text)) and rules.may_match(bare):
        return judge(bare, rules, replace(context, alone=False))
    return verdict
