"""What one sentence says of a vote: so many for, these parties against, the vote was unanimous.

Parties are kept as printed. The sentences are put together to votes in `pipeline.votes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.gated import Gated
from pipeline.numerals import parse_number
from pipeline.parties import Side, parse_side

FOR, AGAINST, ABSTAIN, UNANIMOUS, OTHERWISE = "for", "against", "abstain", "unanimous", "otherwise"


@dataclass(frozen=True, slots=True)
class Said:
    """What one clause says of one side. `opens` is "tally" or "list" where the clause can begin a new vote.

    The side OTHERWISE tells of votes cast between candidates or alternatives.
    """

    at: int
    side: str
    what: Side = Side()
    opens: str = ""
    sentence: tuple[int, int] = (0, 0)


# Written-out numbers as far as votes need them; one alternation of all of them would be slow.
_COUNT = (
    r"(?:(?<![\d.])\d{1,3}(?:\.\d{3})+(?!\d)|(?<!\d\.)\d{1,4}(?!\.\d)|ingen|nul|en|én|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten"
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
    "forslaget:",
    "indstillingen:",
    "medlemmer (",
    "blank",
    "ja:",
    "nej:",
    "følger ind",
)

# "A. Holm (løsgænger)" is an initial, "O og V. Lars" the end of a list.
_END = re.compile(  # a set of characters first: the engine then skips from one to the next
    r"[.!?\n](?:(?<=\n)\n*(?=[A-ZÆØÅ•–-])"
    r"|(?<!\n)(?<!\bpkt\.)(?<!\bnr\.)(?<!\bjf\.)(?<!\bkl\.)(?<!\bstk\.)(?<!\bca\.)(?<!\bdvs\.)(?<!\bhhv\.)"
    r"(?!(?<=\b[A-ZÆØÅ]\.)\s[A-ZÆØÅ][\wæøå-]+\s*\()[”»\"]?\s+(?=[A-ZÆØÅ0-9”\"]))"
)
_REJECTED = re.compile(
    r"forkast|\bfald|\bfaldt|\bbortfald|nedstem|stemt ned|\bafvis|kunne(?:\s+\w+)?\s+ikke\b"
    r"|\bikke\s+(?:\w+\s+)?(?:vedtag|godkend|tiltr|imødekom)",
    re.IGNORECASE,
)
_VERSUS = Gated(
    rf"\b(?P<a>{_COUNT})\s+stemmer?(?:\s*(?P<for>{_NESTED}))?\s+i?mod\s+(?P<b>{_COUNT})\b(?!\s*(?:stemmer\s+)?for\b)"
    rf"(?:\s+stemmer?)?(?:\s*(?P<against>{_NESTED}))?"
    rf"|(?:\bet\s+)?\bflertal\s+på\s+(?P<a2>{_COUNT})\s+(?:stemmer\s+)?i?mod\s+(?P<b2>{_COUNT})\b"
    r"|\bstemme(?:rne|tallene|tal)\s+(?P<a3>\d+)\s*(?:[-–]|i?mod)\s*(?P<b3>\d+)\b"
    r"|\b(?:vedtaget|vedtoges|godkendt|tiltrådt|besluttet|forkastet|faldt|nedstemt)\s+\(?(?:med\s+)?"
    r"(?P<a4>\d{1,4})\s*(?:[-–]|i?mod)\s*(?P<b4>\d{1,4})(?=\s*(?:[.,;)]\s|[.)]*$))",
    re.IGNORECASE,
)
_YES_NO = Gated(
    r"(?<!tal: )\b(?P<a>\d+)\s+(?:stemte\s+|stemmer\s+(?:for\s+)?)?ja\b.{1,15}?"
    r"\b(?P<b>\d+)\s+(?:stemte\s+|stemmer\s+(?:for\s+)?)?nej\b"
    r"|\bja\s*[=:]?\s*(?P<a2>\d+)\b.{1,8}?\bnej\s*[=:]?\s*(?P<b2>\d+)\b",
    re.IGNORECASE,
)
_OBJECT = r"(?:\s+(?!og\b)[^\s.:,;()][^.:,;()]{0,60}?)?"
_MOTION = r"\s+(?:\w+\s+){0,2}\w*(?:forslag|indstilling)\w*"
_LIST = r"\s*(?=\d|(?-i:[A-ZÆØÅ](?:\s*[(,.]|\s+og\b)|Liste))"
_LEAD = re.compile(
    rf"""
    (?P<abstain> \b(?:undlod|undlader)(?:\s+at\s+stemme)?\s*(?::|(?=\s\d))
        | (?:^|(?<=[,;]\s)|(?<=\bog\s))undlod\s+at\s+stemme\s
        | \bhverken\s+for\s+eller\s+imod\s*(?:stemte\b\s*:?|:) | \bhverken(?:/|\s+)eller\s*:?\s+(?=\d)
        | \bblank[te]?\s*(?:stemte\b\s*)?(?::|(?=\s\d+\s*(?:stemmer?\b|[.,;)]|$))) )
    | (?P<against> \bi?mod{_OBJECT}\s+stemte\b\s*:? | (?:^|(?<=[,;(]\s))i?mod{_OBJECT}\s+stemmer\b\s*:?{_LIST}
        | ^i?mod{_MOTION}\s*(?::\s*(?=\d)|\s(?=\d+\s+stemme)) | (?:^|(?<=[\s(]))(?:imod|mod|nej-stemmer)\s*[:=]
        | ^nej:(?=\s*\d)
        | \bimod\s+(?=\d+\s*(?:[(.,;:/]|$)) | \bstemmer\s+imod\s*:?\s+(?=\d) )
    | (?P<for> (?:^|(?<=[,;(:]\s)|(?<=\bog\s)|(?<=\bmens\s))\s*for{_OBJECT}\s+stemte\b\s*:?
        | (?:^|(?<=[,;(]\s))for{_OBJECT}\s+stemmer\b\s*:?{_LIST} | ^for{_MOTION}\s*(?::\s*(?=\d)|\s(?=\d+\s+stemme))
        | ^ja:(?=\s*\d) | (?:^|(?<=[\s(]))(?:for|ja-stemmer)\s*: | \bstemmer\s+for\s*:?\s+(?=\d)
        | (?:^|(?<=\s))for\s+(?=\d+\s*[,/;]?\s*(?:og\s+)?imod\s+\d) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# behind those that a lead counts ("imod stemte 3, og 2 undlod at stemme")
_TURN = re.compile(
    rf"(?:,?\s+(?:og|mens)|,)\s+(?={_COUNT}\s+(?:undlod|undlader|stemte|hverken|blank|var\s+blanke?|afholdt|(?:ved|vidste)\s+ikke))",
    re.I,
)
_SIDE_WORD = (
    r"for|i?mod|undlod|undlader|undladt|blankt?|blanke(?:\s+stemmer)?|hverken\s+(?:\w+\s+)?for\s+eller\s+imod"
    r"|(?:der|som)\s+ikke\s+stemte|afholdt\s+sig(?:\s+fra\s+at\s+stemme)?|(?:ved|vidste)\s+ikke|sagde\s+(?:ikke\s+noget|intet)"
)
_COUNTED = re.compile(
    rf"\b(?P<n>{_COUNT})(?P<unit>\s+(?:stemmer|stemme|medlemmer|medlem|ejere|personer|fordelingstal|parter|andele|af\s+[\w\s]{{1,40}}?medlemmer))?"
    rf"(?:\s*(?P<list>{_NESTED}))?\s*,?\s*(?P<verb>(?:(?:der|som)\s+)?(?:stemte|stemmer|har\s+stemt|(?:var|er)(?=\s+(?:blank|for\b|imod\b))|gik\s+ind(?=\s+for\b))\s+)?"
    rf"(?P<side>{_SIDE_WORD})\b(?:\s+at\s+stemme)?(?:\s*(?P<after>{_NESTED}))?",
    re.IGNORECASE,
)
_SILENT = re.compile(r"ved|vidste|sagde", re.I)  # it counts beside other sides only
_WHO_VOTED = re.compile(  # what stands before it, back to the last stop or verb, is the subject
    r"\b(?:(?:stemte|stemmer|har\s+stemt)\s+(?P<side>for|i?mod|blankt|hverken\s+for\s+eller\s+imod)"
    r"|(?P<for>følger|fulgte)\s+indstillingen|(?P<abstain>undlod|undlader)\s+at\s+stemme"
    r"|stemte\s+(?P<n>\d+)\s+(?:(?:ud\s+)?af\s+[\w\s]{1,60}?\s)?(?P<counted>for|imod))\b"
    r"(?:\s*\((?P<after>\d+)(?:\s+stemmer?)?\))?",
    re.IGNORECASE,
)
_HEADS = re.compile(
    rf"\(\s*(?P<n>{_COUNT})(?:\s+medlem(?:mer)?)?\s*(?::\s*|\)$)", re.I
)  # "(5 medlemmer: A, V og F)", "(5)"
# who got more votes is elected: no vote for or against
_BETWEEN_PERSONS = re.compile(
    r"\b(?:valgtes|blev\s+(?:\w+\s+){0,4}?valgt)\b[^.,]{0,60}\bstemmer\s+mod\s+\d", re.IGNORECASE
)
_ADOPTED_AGAINST = re.compile(
    rf"(?<!ikke\s)\b(?:vedtaget|godkendt|tiltrådt|taget\s+til\s+følge)\s+mod\s+(?P<n>{_COUNT})\s+stemmer?\b"
    rf"|\balle\s+stemmer\s+(?:på\s+nær|undtagen|bortset\s+fra|minus)\s+(?P<but>{_COUNT})\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\s*(?:de\s+)?(?:øvrige|resten|resterende)\b[^()\d]*\((?P<n>\d+)", re.IGNORECASE)
_PART_VOTED = Gated(
    rf"\b(?:(?P<n>{_COUNT})\s+medlem(?:mer)?|et\s+(?:flertal|mindretal)(?:\s+i\s+\w+)?)\s*(?:(?:bestående\s+af|på|:)\s+)?(?P<list>{_NESTED}|(?<=af\s)[^.;()]{{3,200}}?)\s*"
    r"\b(?:(?P<against>stemte\s+i?mod|kan\s+ikke|kunne\s+ikke)|stemte\s+for|anbefale(?:r|de)|indstille(?:r|de)"
    r"|tiltræder|tiltrådte|følger|godkendte|vedtog)",
    re.IGNORECASE,
)
_UNANIMOUS = Gated(
    r"(?<!ikke )\b(?:e|é)+nstemmigt?\b|\bet\s+enigt\s+(?:\w*råd|\w*udvalg)\b|\balle(?:\s+\w+)?\s+stemte\s+for\b",
    re.IGNORECASE,
)
_CAST_FOR = re.compile(r"\bstem(?:te|mer)\s+for\b", re.IGNORECASE)
_AGAINST_WORD = re.compile(r"\bimod\b|\bmod\b", re.IGNORECASE)
_ALTERNATIVE = Gated(rf"\bfik\s+{_COUNT}\s+stemmer?\b(?!\s*(?:for|i?mod)\b)", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:idet|med følgende|med den begrundelse|fordi|svarende til|hvilket|hvorefter|hvorved|hvormed)\b|[”\"]", re.I
)


def may_vote(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _VOTE_WORDS)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; a list of party letters may end one ("imod stemte V. Lars Holm ...")."""
    at = 0
    for stop in _END.finditer(text):
        yield at, stop.start() + len(stop.group().rstrip())
        at = stop.end()
    if text[at:].strip():
        yield at, len(text)


def clauses(sentence: str) -> Iterator[Said]:
    """What the clauses of one sentence say; each stretch is read once."""
    if _BETWEEN_PERSONS.search(sentence):
        yield Said(0, OTHERWISE)
        return
    if against := _ADOPTED_AGAINST.search(sentence):
        yield Said(against.start(), AGAINST, Side(parse_number(against["n"] or against["but"])), "tally")
        sentence = _blank(sentence, *against.span())
    if _ALTERNATIVE.search(sentence) and not _AGAINST_WORD.search(sentence):
        yield Said(0, OTHERWISE)
        return
    if unanimous := _UNANIMOUS.search(sentence):
        yield Said(unanimous.start(), UNANIMOUS)
    rest = sentence
    for tally in [*_VERSUS.finditer(sentence), *[m for m in [_YES_NO.search(sentence)] if m]]:
        yield from _tally(tally, sentence)
        rest = _blank(rest, *tally.span())
    leads = list(_LEAD.finditer(rest))
    for lead, after in zip(leads, [*leads[1:], None], strict=False):
        stop = after.start() if after else len(rest)
        side = lead.lastgroup or FOR
        if turn := _TURN.search(rest, lead.end(), stop):
            stop = turn.start()
        yield Said(lead.start(), side, _listed(rest[lead.end() : stop]), "list" if side == FOR else "")
        rest = _blank(rest, lead.start(), stop)
    for part in list(_PART_VOTED.finditer(rest)):
        heads = _HEADS.match(part["list"])
        listed = _listed(part["list"][heads.end() : -1] if heads else part["list"])
        if count := part["n"] or (heads and heads["n"]):
            listed = replace(listed, count=parse_number(count), derived=False)
        yield Said(part.start(), AGAINST if part["against"] else FOR, listed)
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
        told = Side(int(who["n"])) if who["n"] else parse_side(subject, subject=True)
        if who["after"]:
            told = replace(told, count=int(who["after"]), derived=False)
        yield Said(who.start(), side, told)
        at = who.end()


def _tally(tally: re.Match[str], sentence: str) -> Iterator[Said]:
    """Both sides of "18 stemmer mod 5 (Ø og F)"; of a motion that fell, the winning number is the one against."""
    groups = tally.groupdict()
    first, second = (
        parse_number(value) or 0 for name, value in groups.items() if value and name[0] in "ab" and name != AGAINST
    )
    sides = [replace(_listed(groups.get(side) or ""), derived=False) for side in (FOR, AGAINST)]
    if tally.re is _VERSUS.expression and _REJECTED.search(sentence) and first > second:
        first, second, sides = second, first, sides[::-1]
    yield Said(tally.start(), FOR, replace(sides[0], count=first), "tally")
    yield Said(tally.start(), AGAINST, replace(sides[1], count=second), "rest")


def _counted(rest: str) -> Iterator[tuple[re.Match[str], Said]]:
    """Numbers with their side: "22 for, 6 imod, 4 undlader", "2 stemmer for (SF) og 7 imod (A og V)"."""
    matches = list(_COUNTED.finditer(rest))
    sides = [_side_of(match["side"]) for match in matches]
    if sides.count(FOR) > 1 or _between_alternatives(rest):
        return
    for match, side in zip(matches, sides, strict=True):
        voted = "stem" in (match["unit"] or "") + (match["verb"] or "")
        company = len(set(sides)) > 1 or match["n"].isdigit() and re.search(r"\bmed\s*$", rest[: match.start()])
        if not (voted or company or (side == ABSTAIN and not _SILENT.match(match["side"]))):
            continue
        count = 0 if match["n"].lower() == "ingen" else parse_number(match["n"])
        told = replace(_listed(match["list"] or match["after"] or ""), count=count, derived=False)
        yield match, Said(match.start(), side, told, "tally" if side == FOR else "")


def _between_alternatives(sentence: str) -> bool:
    """Whether the votes were cast for this or that: "37 stemmer for løsning A, 14 stemmer for løsning B"."""
    return len(_CAST_FOR.findall(sentence)) > 1 and not _AGAINST_WORD.search(sentence)


def _listed(payload: str) -> Side:
    if others := _OTHERS.match(payload):
        return Side(int(others["n"]))
    return parse_side(_REASON.split(payload)[0].rstrip(" /"))


def _side_of(word: str) -> str:
    word = word.lower()
    return FOR if word == "for" else AGAINST if word in ("imod", "mod") else ABSTAIN


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
