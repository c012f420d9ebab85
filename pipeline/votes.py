"""Votes as minutes print them: counts, parties, named members.

Parties are kept as printed (letter, short form or name; `pipeline.parties` turns names into letters). A group that
split is not a party for or against: its named members are members. Nothing that is not printed is filled in, except
that counts per party and named members are added up where no total stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.numerals import parse_number
from pipeline.parties import Side, parse_side


@dataclass(frozen=True, slots=True)
class FoundVote:
    """`text[start:end]` tells of one vote. Counts are None where none is printed; members are as printed."""

    start: int
    end: int
    text: str
    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    parties_for: tuple[str, ...] = ()
    parties_against: tuple[str, ...] = ()
    parties_abstain: tuple[str, ...] = ()
    members_for: tuple[str, ...] = ()
    members_against: tuple[str, ...] = ()
    members_abstain: tuple[str, ...] = ()
    unanimous: bool = False


FOR, AGAINST, ABSTAIN, UNANIMOUS = "for", "against", "abstain", "unanimous"


@dataclass(frozen=True, slots=True)
class _Said:
    """What one clause says of one side. `opens` is "tally" or "list" where the clause can begin a new vote."""

    at: int
    side: str
    what: Side = Side()
    opens: str = ""
    sentence: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _Vote:
    start: int
    end: int
    sides: dict[str, Side] = field(default_factory=dict)
    unanimous: bool = False


# Written-out numbers as far as votes need them; one alternation of all of them would be slow.
_COUNT = (
    r"(?:\d{1,4}|ingen|nul|en|én|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten"
    r"|sytten|atten|nitten|tyve|(?:en|to|tre|fire|fem|seks|syv|otte|ni)og(?:tyve|tredive|fyrre|halvtreds))"
)
_NESTED = r"\((?:[^()]|\([^()]*\))*\)"
# One of these stands in every sentence that tells of a vote (lower case).
_VOTE_WORDS = (
    "stem",
    "flertal",
    "mindretal",
    "imod",
    " mod ",
    "undl",
    " nej",
    "enigt",
    "for:",
    "medlemmer (",
    "blank",
    "følger ind",
)

# "A. Holm (løsgænger)" is an initial, "O og V. Lars" the end of a list.
_END = re.compile(
    r"(?<!\bpkt)(?<!\bnr)(?<!\bjf)(?<!\bkl)(?<!\bstk)(?<!\bca)(?<!\bdvs)(?<!\bhhv)"
    r"(?!(?<=\b[A-ZÆØÅ])\.\s[A-ZÆØÅ][\wæøå-]+\s*\()[.!?]\s+(?=[A-ZÆØÅ0-9”\"])|\n+(?=[A-ZÆØÅ•–-])"
)
_REJECTED = re.compile(
    r"forkast|\bfald|\bfaldt|\bbortfald|nedstem|stemt ned|\bafvis|kunne(?:\s+\w+)?\s+ikke\b"
    r"|\bikke\s+(?:\w+\s+)?(?:vedtag|godkend|tiltr|imødekom)",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    rf"\b(?P<a>{_COUNT})\s+stemmer?\s+i?mod\s+(?P<b>{_COUNT})\b(?!\s*(?:stemmer\s+)?for\b)"
    rf"|\bflertal\s+på\s+(?P<a2>{_COUNT})\s+(?:stemmer\s+)?i?mod\s+(?P<b2>{_COUNT})\b"
    r"|\bstemme(?:rne|tallene|tal)\s+(?P<a3>\d+)\s*[-–]\s*(?P<b3>\d+)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"(?<!tal: )\b(?P<a>\d+)\s+(?:stemmer\s+(?:for\s+)?)?ja\b.{1,15}?\b(?P<b>\d+)\s+(?:stemmer\s+(?:for\s+)?)?nej\b"
    r"|\bja\s*[=:]\s*(?P<a2>\d+)\b.{1,8}?\bnej\s*[=:]\s*(?P<b2>\d+)\b",
    re.IGNORECASE,
)
_OBJECT = r"(?:\s+[^\s.:,;()][^.:,;()]{0,60}?)?"
_LEAD = re.compile(
    rf"""
    (?P<abstain> \b(?:undlod|undlader)(?:\s+at\s+stemme)?\s*: | (?:^|(?<=[,;]\s)|(?<=\bog\s))undlod\s+at\s+stemme\s
        | \bhverken\s+for\s+eller\s+imod\s+stemte\b\s*:? | \bblankt?\s*(?:stemte\b\s*)?: )
    | (?P<against> \bi?mod{_OBJECT}\s+stemte\b\s*:? | (?:^|(?<=[\s(]))(?:imod|mod|nej-stemmer)\s*[:=]
        | \bimod\s+(?=\d+\s*(?:[(.,;:]|$)) | \bstemmer\s+imod\s*:?\s+(?=\d) )
    | (?P<for> (?:^|(?<=[,;(:]\s)|(?<=\bog\s)|(?<=\bmens\s))\s*for{_OBJECT}\s+stemte\b\s*:?
        | (?:^|(?<=[\s(]))(?:for|ja-stemmer)\s*: | \bstemmer\s+for\s*:?\s+(?=\d)
        | (?:^|(?<=\s))for\s+(?=\d+\s*,?\s*(?:og\s+)?imod\s+\d) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIDE_WORD = r"for|i?mod|undlod|undlader|undladt|blankt?|blanke(?:\s+stemmer)?|hverken\s+(?:\w+\s+)?for\s+eller\s+imod"
_COUNTED = re.compile(
    rf"\b(?P<n>{_COUNT})(?P<unit>\s+(?:stemmer|stemme|medlemmer|medlem|ejere|personer|af\s+[\w\s]{{1,40}}?medlemmer))?"
    rf"(?:\s*(?P<list>{_NESTED}))?\s*,?\s*(?P<verb>(?:(?:der|som)\s+)?(?:stemte|stemmer|har\s+stemt)\s+)?"
    rf"(?P<side>{_SIDE_WORD})\b(?:\s+at\s+stemme)?(?:\s*(?P<after>{_NESTED}))?",
    re.IGNORECASE,
)
_WHO_VOTED = re.compile(  # what stands before it, back to the last stop or verb, is the subject
    r"\b(?:(?:stemte|stemmer|har\s+stemt)\s+(?P<side>for|i?mod|blankt|hverken\s+for\s+eller\s+imod)"
    r"|(?P<for>følger|fulgte)\s+indstillingen|(?P<abstain>undlod|undlader)\s+at\s+stemme"
    r"|stemte\s+(?P<n>\d+)\s+(?:af\s+[\w\s]+?\s)?(?P<counted>for|imod))\b",
    re.IGNORECASE,
)
_PART_VOTED = re.compile(
    rf"\b(?:(?P<n>{_COUNT})\s+medlem(?:mer)?|et\s+(?:flertal|mindretal))\s*(?:bestående\s+af\s+)?(?P<list>{_NESTED}|(?<=af\s)[^.;()]{{3,200}}?)\s*"
    r"\b(?:(?P<against>stemte\s+i?mod|kan\s+ikke|kunne\s+ikke)|stemte\s+for|anbefale(?:r|de)|indstille(?:r|de)"
    r"|tiltræder|tiltrådte|følger|godkendte|vedtog)",
    re.IGNORECASE,
)
_UNANIMOUS = re.compile(
    r"(?<!ikke )\b(?:e|é)+nstemmigt?\b|\bet\s+enigt\s+(?:\w*råd|\w*udvalg)\b|\balle(?:\s+\w+)?\s+stemte\s+for\b",
    re.IGNORECASE,
)
_CAST_FOR = re.compile(r"\bstem(?:te|mer)\s+for\b", re.IGNORECASE)
_AGAINST_WORD = re.compile(r"\bimod\b|\bmod\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:idet|med følgende|med den begrundelse|fordi|svarende til|hvilket|hvorefter|hvorved|hvormed)\b|[”\"]", re.I
)


def find_votes(text: str) -> list[FoundVote]:
    """The votes told in the text of one decision section, in order: an amendment's before the main vote.

    "uden afstemning", "med stort flertal" and an abstention that stands alone are no votes; neither are the numbers
    that candidates or alternatives got.
    """
    if not _may_vote(text):
        return []
    said: list[_Said] = []
    for start, end in sentences(text):
        if not _may_vote(text[start:end]):
            continue
        in_one = sorted(_clauses(text[start:end]), key=lambda one: one.at)
        said += [replace(one, sentence=(start, end)) for one in in_one]
    found = (_finish(text, vote) for vote in _gather(said))
    return [vote for vote in found if vote]


def _may_vote(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _VOTE_WORDS)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; a list of party letters may end one ("imod stemte V. Lars Holm ...")."""
    at = 0
    for stop in _END.finditer(text):
        yield at, stop.start() + (text[stop.start()] != "\n")
        at = stop.end()
    if text[at:].strip():
        yield at, len(text)


def _clauses(sentence: str) -> Iterator[_Said]:
    """What the clauses of one sentence say; each stretch is read once."""
    if unanimous := _UNANIMOUS.search(sentence):
        yield _Said(unanimous.start(), UNANIMOUS)
    rest = sentence
    for tally in [*_VERSUS.finditer(sentence), *[m for m in [_YES_NO.search(sentence)] if m]]:
        numbers = [parse_number(value) for value in tally.groups() if value]
        first, second = numbers[0] or 0, numbers[1] or 0
        if tally.re is _VERSUS and _REJECTED.search(sentence):  # the winning number is the one against
            first, second = min(first, second), max(first, second)
        yield _Said(tally.start(), FOR, Side(first), "tally")
        yield _Said(tally.start(), AGAINST, Side(second), "rest")
        rest = _blank(rest, *tally.span())
    leads = list(_LEAD.finditer(rest))
    for lead, after in zip(leads, [*leads[1:], None], strict=False):
        stop = after.start() if after else len(rest)
        side = lead.lastgroup or FOR
        yield _Said(lead.start(), side, _listed(rest[lead.end() : stop]), "list" if side == FOR else "")
        rest = _blank(rest, lead.start(), stop)
    for part in list(_PART_VOTED.finditer(rest)):
        listed = _listed(part["list"])
        count = parse_number(part["n"]) if part["n"] else listed.count
        yield _Said(part.start(), AGAINST if part["against"] else FOR, replace(listed, count=count))
        rest = _blank(rest, *part.span())
    counted = list(_counted(rest))
    for match, one in counted:
        yield one
        rest = _blank(rest, *match.span())
    if _between_alternatives(sentence):
        return
    at = 0
    for who in _WHO_VOTED.finditer(rest):
        side = FOR if who["for"] else ABSTAIN if who["abstain"] else _side_of(who["side"] or who["counted"])
        subject = re.split(r"[.;:]", rest[at : who.start()])[-1]
        yield _Said(who.start(), side, Side(int(who["n"])) if who["n"] else parse_side(subject, subject=True))
        at = who.end()


def _counted(rest: str) -> Iterator[tuple[re.Match[str], _Said]]:
    """Numbers with their side: "22 for, 6 imod, 4 undlader", "2 stemmer for (SF) og 7 imod (A og V)"."""
    matches = list(_COUNTED.finditer(rest))
    sides = [_side_of(match["side"]) for match in matches]
    if sides.count(FOR) > 1 or _between_alternatives(rest):
        return
    for match, side in zip(matches, sides, strict=True):
        voted = match["unit"] and "stemme" in match["unit"] or match["verb"]
        company = len(set(sides)) > 1 or match["n"].isdigit() and re.search(r"\bmed\s*$", rest[: match.start()])
        if not (voted or company or side == ABSTAIN):
            continue
        count = 0 if match["n"].lower() == "ingen" else parse_number(match["n"])
        listed = _listed(match["list"] or match["after"] or "")
        yield match, _Said(match.start(), side, replace(listed, count=count), "tally" if side == FOR else "")


def _between_alternatives(sentence: str) -> bool:
    """Whether the votes were cast for this or that: "37 stemmer for løsning A, 14 stemmer for løsning B"."""
    return len(_CAST_FOR.findall(sentence)) > 1 and not _AGAINST_WORD.search(sentence)


def _listed(payload: str) -> Side:
    return parse_side(_REASON.split(payload)[0])


def _side_of(word: str) -> str:
    word = word.lower()
    return FOR if word == "for" else AGAINST if word in ("imod", "mod") else ABSTAIN


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _gather(said: Iterable[_Said]) -> list[_Vote]:
    """Clauses that speak of the same vote, together. A side told twice is a new vote unless it only adds names."""
    votes: list[_Vote] = []
    last: tuple[int, int] | None = None
    for one in said:
        start, end = one.sentence
        now = votes[-1] if votes else None
        if one.side == UNANIMOUS:
            if now is None or last != one.sentence or now.unanimous or now.sides.get(AGAINST, Side()).said:
                votes.append(_Vote(start, end, unanimous=True))
            else:
                now.unanimous = True
        elif one.what.said:
            if now is None or (now.unanimous and last != one.sentence) or _clashes(now, one):
                now = _Vote(start, end)
                votes.append(now)
            before = now.sides.get(one.side, Side())
            now.sides[one.side] = Side(
                one.what.count if before.count is None else before.count,
                before.parties or (() if before.members else one.what.parties),
                before.members or (() if before.parties else one.what.members),
            )
            now.end = end
        last = one.sentence
    return votes


def _clashes(vote: _Vote, one: _Said) -> bool:
    before = vote.sides.get(one.side)
    if before is None:
        return False
    differs = before.count is not None and one.what.count is not None and before.count != one.what.count
    if one.opens == "tally":
        return before.count is not None and (differs or not before.named)
    if one.opens == "list":
        return differs or before.named
    return differs


def _finish(text: str, vote: _Vote) -> FoundVote | None:
    sides = {side: vote.sides.get(side, Side()) for side in (FOR, AGAINST, ABSTAIN)}
    if not (vote.unanimous or sides[FOR].said or sides[AGAINST].said):
        return None
    listed = {side: what.parties or what.members_parties for side, what in sides.items()}
    parties = {}
    for side, what in sides.items():  # the letter behind a name stands for the group only if the group did not split
        others = {party for other in sides if other != side for party in listed[other]}
        parties[side] = what.parties or tuple(party for party in listed[side] if party not in others)
    return FoundVote(
        vote.start, vote.end, text[vote.start : vote.end].strip(),
        sides[FOR].count, sides[AGAINST].count, sides[ABSTAIN].count,
        parties[FOR], parties[AGAINST], parties[ABSTAIN],
        sides[FOR].names, sides[AGAINST].names, sides[ABSTAIN].names,
        vote.unanimous,
    )  # fmt: skip
