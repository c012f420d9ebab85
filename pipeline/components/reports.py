"""Decisions that the minutes report: what another body or an earlier meeting resolved, quoted in a case.

They stand under dated headings ("Beslutning Økonomiudvalget den 12-02-2019"), in a list of the case's course ("Sagens
forløb"), and in sentences of the case text ("Byrådet vedtog på møde den 24. februar 2009 at ..."). What they resolved
is never taken for a decision of this meeting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pipeline.components.bodies import is_own, same_body
from pipeline.components.outcomes import Verdict
from pipeline.components.sentences import sentence_spans
from pipeline.components.structure import Piece, SectionSpan
from pipeline.dates import FoundDate, find_dates
from pipeline.gated import Gated
from pipeline.minutes import Meeting, Outcome, Scope, SectionKind
from pipeline.page import Block, BlockKind
from pipeline.reasons import Reason

CASE_KINDS = frozenset(
    {SectionKind.BACKGROUND, SectionKind.OTHER, SectionKind.SUMMARY, SectionKind.ECONOMY, SectionKind.PROCESS}
)
COURSE = Gated(
    r"sagens\s+(?:forløb|gang|historik)|sagsforløb|tidligere\s+(?:behandling|beslutning)|historik|sagshistorik", re.I
)
_BODY_WORD = (
    r"(?:[A-ZÆØÅ][\wæøåÆØÅ-]{0,60}(?:udvalget|rådet|bestyrelsen|gruppen|forum|magistraten|direktionen|forsamlingen|udvalg"
    r"|repræsentationen|nævnet|kommissionen)|Byrådet|Regionsrådet|Direktionen|Magistraten|Bestyrelsen|Udvalget"
    r"|Direktørkredsen)"
)
BODY = re.compile(
    rf"""
    (?: Udvalget\ for\ [A-ZÆØÅ][\wæøå-]*(?:(?:,\ |\ og\ |\ &\ )[A-ZÆØÅ][\wæøå-]*)*
      | (?: [A-ZÆØÅ][\wæøå]{{0,60}}-?,?\s(?:og|&)\s
          | [A-ZÆØÅ][\wæøå]{{0,60}}-,\s[A-ZÆØÅ][\wæøå]{{0,60}}-?\s(?:og|&)\s )?{_BODY_WORD} )
    """,
    re.X,
)
VERBS: tuple[tuple[str, Outcome], ...] = (
    (r"udsatte|udskød|(?:blev|er|var)\s+(?:\w+\s+)?udsat|udsat\s+fra", Outcome.POSTPONED),
    (r"afviste|forkastede|(?:blev|er)\s+(?:\w+\s+)?(?:forkastet|afvist)", Outcome.REJECTED),
    (r"oversendte|henviste|sendte\s+(?:sagen|forslaget)\s+(?:videre|til|tilbage)", Outcome.REFERRED),
    (r"anbefalede|indstillede", Outcome.RECOMMENDED),
    (r"godkendte|vedtog|tiltrådte|bevilgede|bevilligede|(?:blev|er)\s+(?:\w+\s+)?(?:godkendt|vedtaget|tiltrådt)",
     Outcome.APPROVED),
    (r"besluttede|(?:har|blev|er|havde)\s+(?:det\s+)?(?:\w+\s+){0,2}?besluttet", Outcome.DECIDED),
    (r"aftalte|(?:blev|er)\s+det\s+(?:\w+\s+)?aftalt|(?:blev|er)\s+(?:\w+\s+)?aftalt", Outcome.AGREED),
    (r"tog\b.{0,80}?\btil\s+efterretning|blev\s+(?:\w+\s+)?orienteret\s+om", Outcome.NOTED),
    (r"drøftede|(?:blev|er|var)\s+(?:\w+\s+)?drøftet|behandlede", Outcome.DISCUSSED),
)  # fmt: skip
VERB = Gated(r"\b(?:" + "|".join(f"(?P<v{n}>{pattern})" for n, (pattern, _) in enumerate(VERBS)) + r")\b", re.I)
IMPERSONAL = Gated(
    r"\b(?:er|blev)\s+det\s+(?:\w+\s+)?(?:besluttet|aftalt|vedtaget)\b"
    r"|\bDet\s+(?:er|blev)\s+(?:\w+\s+)?(?:besluttet|aftalt|vedtaget)\b"
)
SINCE = re.compile(r"\bsiden\s+(?:sidste|seneste|forrige)\s+\w*møde", re.I)
MEETING_DATE = re.compile(r"\b(?:møde\w*|fra\s+mødet|dagsordenen)\b", re.I)
ITEM_WORDS = re.compile(r"\b(?:sag(?:en)?|punktet|forslaget|indstillingen)\b", re.I)
LAW = Gated(r"\b(?:Folketinget|regeringen|EU|ministeriet|lov(?:en)?|bekendtgørelse)\b")
QUICK = Gated(
    r"beslut|godkend|vedt|tiltråd|bevil|anbefaled|indstilled|udsat|udsk|afvist|forkast|drøft|aftal|efterretning"
    r"|orienteret|oversend|henvist|behandled",
    re.I,
)
DIGIT = re.compile(r"[0-9]")
FRAME = re.compile(r"^(?:Behandling|Beslutning|Møde|Behandlet)\s+(?:i|af)\s+")
REST_OF_LEAD = re.compile(r"\s*(?:,?\s*(?:pkt|punkt|sag)\.?\s*(?:nr\.?\s*)?\d+)?\s*[:.,–-]?\s*")
LONGEST_LEAD = 90  # letters of the line that names body and day before a decision

Judge = Callable[[str], Verdict | None]


class ReportedSpan(Struct, frozen=True):
    """A decision reported in item number `item`: who resolved it (as printed) and on which day (ISO), where told."""

    item: int
    pieces: tuple[Piece, ...]
    text: str
    outcome: Outcome
    rule: str
    scope: Scope
    body: str | None
    date: str | None


def find_reports(
    blocks: Sequence[Block],
    sections: Sequence[SectionSpan],
    meeting: Meeting,
    judge: Judge,
) -> list[ReportedSpan]:
    """The decisions that each item reports, in printed order; `judge` gives the outcome of a sentence of a record."""
    found: list[ReportedSpan] = []
    for section in sections:
        if section.kind not in CASE_KINDS:
            continue
        if section.date or section.body:
            found += under_heading(blocks, section, meeting, judge)
        elif section.heading and COURSE.search(section.heading):
            found += in_course(blocks, section, meeting, judge)
        else:
            found += in_text(blocks, section, meeting)
    return found


def under_heading(
    blocks: Sequence[Block], section: SectionSpan, meeting: Meeting, judge: Judge
) -> Iterator[ReportedSpan]:
    """A record of an earlier body under a heading that tells its name and day."""
    body = FRAME.sub("", section.body) if section.body else None
    for piece in section.pieces:
        yield from records(blocks, section.item, piece, body, section.date, meeting, judge)


def in_course(blocks: Sequence[Block], section: SectionSpan, meeting: Meeting, judge: Judge) -> Iterator[ReportedSpan]:
    """Entries that begin with a body and its day, in either order; the decision follows on the line or below."""
    body, date = None, None
    for piece in section.pieces:
        block = blocks[piece.block]
        text = block.text[piece.start : piece.end]
        head = lead_of(text)
        if head:
            body, date, rest = head
            piece = Piece(piece.block, piece.start + rest, piece.end)
        if body and piece.start < piece.end:
            told = list(records(blocks, section.item, piece, body, date, meeting, judge))
            yield from told
    if body is None:
        yield from in_text(blocks, section, meeting)


def lead_of(text: str) -> tuple[str, str, int] | None:
    """(body, day, where the rest begins) of a text that opens with a body and its day."""
    head = text[:LONGEST_LEAD]
    if not DIGIT.search(head) or not (body := BODY.search(head)):
        return None
    days = [day for day in find_dates(head) if day.iso]
    if not days or not days[0].iso:
        return None
    begin, end = min(body.start(), days[0].start), max(body.end(), days[0].end)
    if begin > 12 or end - begin > LONGEST_LEAD or VERB.search(text[body.end() : end]):
        return None
    rest = REST_OF_LEAD.match(text, end)
    return body.group(), days[0].iso, rest.end() if rest else end


def records(
    blocks: Sequence[Block], item: int, piece: Piece, body: str | None, date: str | None, meeting: Meeting, judge: Judge
) -> Iterator[ReportedSpan]:
    block = blocks[piece.block]
    if block.kind is BlockKind.TABLE:
        return
    text = block.text[piece.start : piece.end]
    for start, end in sentence_spans(text):
        if head := lead_of(text[start:end]):  # another body's entry in the same paragraph
            body, date = head[:2]
        verdict = judge(text[start:end])
        if verdict is None or verdict.outcome is Outcome.NO_REMARKS:
            continue
        span = Piece(piece.block, piece.start + start, piece.start + end)
        scope = scope_of(body, meeting)
        yield ReportedSpan(item, (span,), text[start:end], verdict.outcome, verdict.rule, scope, body, date)


def scope_of(body: str | None, meeting: Meeting) -> Scope:
    own = body is None or is_own(body.lower(), meeting.body) or (meeting.body and same_body(body, meeting.body))
    return Scope.EARLIER_MEETING if own else Scope.OTHER_BODY


def in_text(blocks: Sequence[Block], section: SectionSpan, meeting: Meeting) -> Iterator[ReportedSpan]:
    """Sentences that tell what a body resolved on a day, or what was resolved without saying by whom."""
    for piece in section.pieces:
        block = blocks[piece.block]
        text = block.text[piece.start : piece.end]
        if block.kind is BlockKind.TABLE or not QUICK.may_match(text):
            continue
        spans = sentence_spans(text)
        days = find_dates(text)
        last: tuple[str | None, str] | None = None  # the body and day of a meeting told of earlier in the paragraph
        for start, end in spans:
            sentence = text[start:end]
            within = [replace(day, start=day.start - start, end=day.end - start) for day in days
                      if start <= day.start < end and day.iso]  # fmt: skip
            told = resolved_in(sentence, within, last, meeting)
            if told:
                span = Piece(piece.block, piece.start + start, piece.start + end)
                yield replace(told, item=section.item, pieces=(span,))
            if within and MEETING_DATE.search(sentence):
                named = BODY.search(sentence)
                last = (named.group() if named else None, within[0].iso or "")


def resolved_in(
    sentence: str, days: Sequence[FoundDate], last: tuple[str | None, str] | None, meeting: Meeting
) -> ReportedSpan | None:
    """What one sentence of a case reports; the day must be told, or follow from the sentence before."""
    if sentence.endswith("?") or LAW.search(sentence):
        return None
    past = past_meetings(sentence, days, meeting)
    if told := IMPERSONAL.search(sentence):
        scope = Scope.OTHER_BODY if SINCE.search(sentence) else Scope.EARLIER_MEETING
        verb = VERB.search(told.group())
        outcome = outcome_of(verb) if verb else Outcome.DECIDED
        return ReportedSpan(-1, (), sentence, outcome, Reason.REPORTED, scope, None, past[0] if past else None)
    for verb in VERB.finditer(sentence):
        body = subject_of(sentence, verb)
        whole = verb.start() == 0 or ITEM_WORDS.search(sentence[: verb.end() + 30])
        if body is None and not (past and whole and verb.lastgroup in PASSIVE):
            continue
        if past:
            date = past[0]
        elif body and last and same(body, last[0], meeting):
            date = last[1]
        else:
            continue
        return ReportedSpan(-1, (), sentence, outcome_of(verb), Reason.REPORTED, scope_of(body, meeting), body, date)
    return None


def past_meetings(sentence: str, days: Sequence[FoundDate], meeting: Meeting) -> list[str]:
    """The days (ISO) before this meeting that are told of as days of meetings."""
    return [
        day.iso
        for day in days
        if day.iso and (meeting.date is None or day.iso < meeting.date) and near_meeting(sentence, day)
    ]


PASSIVE = frozenset(f"v{n}" for n, (pattern, _) in enumerate(VERBS) if "blev" in pattern or "udsat" in pattern)


def outcome_of(verb: re.Match[str]) -> Outcome:
    return VERBS[int((verb.lastgroup or "v5")[1:])][1]


def subject_of(sentence: str, verb: re.Match[str]) -> str | None:
    """The body that does what the verb says: before it, or right behind it where another part comes first."""
    behind = BODY.match(sentence, verb.end() + 1)
    if behind:
        return behind.group()
    ahead = [body for body in BODY.finditer(sentence, 0, verb.start()) if not sentence[body.end() :].startswith("s ")]
    return ahead[-1].group() if ahead else None


def near_meeting(sentence: str, day: FoundDate) -> bool:
    """Is it the day of a meeting: behind a word for one, or behind a body and "den"?"""
    lead = sentence[max(0, day.start - 60) : day.start]
    return bool(MEETING_DATE.search(lead) or BODY.search(lead) or VERB.search(lead))


def same(body: str, other: str | None, meeting: Meeting) -> bool:
    return same_body(body, other) if other else scope_of(body, meeting) is Scope.EARLIER_MEETING
