"""Standpoints beside the decision: statements for the protocol, reservations, dissent, minority opinions, recusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ballots import sentences
from pipeline.gated import Gated
from pipeline.parties import is_party, parse_side
from pipeline.votes import FoundVote


@dataclass(frozen=True, slots=True)
class FoundStandpoint:
    """`text[start:end]` records a standpoint of `who` (parties and people as printed, empty if nobody is named).

    `kind` is statement (protokoltilførsel), reservation (forbehold), dissent (kan ikke tiltræde, stemte imod), minority
    (mindretalsudtalelse) or recusal (inhabil).
    """

    start: int
    end: int
    text: str
    kind: str
    who: tuple[str, ...]


_WORDS = ("protokol", "forbehold", "mindretal", "afvigende", "særstandpunkt", "inhabil", "imod")
_CANNOT = Gated(r"\bk(?:an|unne)\s+(?:derfor\s+|dog\s+)?ikke\b")
# What stands before the match is the subject; "fra A og F" behind it names the speaker as well.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("minority", r"\b(?:afgav\s+(?:følgende\s+)?)?(?:mindretalsudtalelse|mindretalsindstilling|særstandpunkt)\w*"
                     r"|\b(?:afgav|har|havde)\s+(?:en\s+)?afvigende\s+mening"),
        ("statement", r"\b(?:(?:afgav|afgiver|ønskede|ønsker|fremsatte|havde|bad\s+om|begærede)\s+(?:\w+\s+){0,4})?"
                      r"(?:protokol(?:tilførsel|bemærkning|lat)\w*|tilført\s+(?:beslutnings)?protokollen"
                      r"|til\s+(?:beslutnings)?protokol(?:len)?\b|bemærkning\s+tilført)"),
        ("reservation", r"\b(?:tog|tager|har\s+taget|tog\s+samtidig)\s+forbehold|\bforbeholdt?(?:er)?\s+sig"
                        r"|^\s*forbehold(?=\s*:)"),
        ("dissent", r"\b(?:kan|kunne)\s+(?:derfor\s+|dog\s+)?ikke\s+(?:tiltræde|støtte|anbefale|godkende|gå\s+ind\s+for"
                    r"|tilslutte\s+sig|stemme\s+for)|\bstem(?:te|mer)\s+imod\b"
                    r"|^(?P<against>imod\b[^.:;]{0,60}?\bstem(?:te|mer)\b\s*:?)"),
        ("recusal", r"\b(?:erklærede|erklærer)\s+sig\s+(?:for\s+)?inhabile?|\b(?:var|er|blev\s+erklæret)\s+inhabile?\b"
                    r"|\b(?:deltog\s+ikke|undlod\s+at\s+deltage|forlod\s+(?:mødet|lokalet))[^.]{0,300}\binhabilitet\b"),
    )
)  # fmt: skip
_VOTED = re.compile(r"\bimod\b", re.IGNORECASE)
_REASON = re.compile(r"\b(?:idet|fordi|da|med\s+(?:følgende\s+|den\s+)?begrundelse)\b", re.IGNORECASE)
_NOT_RECUSED = re.compile(r"\bikke\s+(?:\w+\s+){0,3}inhabil|\bhverken\b[^.]{0,300}\binhabil", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:fra|af|v/)\s+(?P<who>[^:.\n]+)")
_AFTER_COLON = re.compile(r"\s*:\s*(?P<who>[^.:\n]{1,80})\.?\s*$")
_PARTY_SAYS = re.compile(r"\s*:\s*[”\"“»]?(?P<who>[A-ZÆØÅ]\S*(?:\s+[A-ZÆØÅ]\S*)*)\s+[a-zæøå]+r\b")
_GROUP_OF = re.compile(r"\b(?:medlem(?:mer)?|flertal|mindretal)\s*\((?P<who>[^()]+)\)\s*$")
_OPENING = re.compile(r":\s*\n?\s*[”\"“»„]")
_MARK = re.compile(r"[”\"“„«»]")
_CLOSING = re.compile(r"[”\"“«]")


def find_standpoints(text: str, votes: Sequence[FoundVote] = ()) -> list[FoundStandpoint]:
    """The standpoints recorded in the text of one decision section, in order; a quoted statement belongs to its row.

    `votes` are those found in the same text: who stood against is told there, unless a reason is given here.
    """
    if not _may_tell(text):
        return []
    found: list[FoundStandpoint] = []
    for start, end in sentences(text):
        if found and start < found[-1].end:  # inside the quotation of the one before
            continue
        sentence = text[start:end]
        if not _may_tell(sentence):
            continue
        for kind, pattern in _KINDS:
            match = pattern.search(sentence)
            if not match or (kind == "recusal" and _NOT_RECUSED.search(sentence)):
                continue
            if _in_quotation(sentence, match.start()):
                break
            who = _who(sentence, match)
            if kind == "dissent" and not who:  # the body itself declines: a decision
                break
            if _VOTED.search(match.group()) and not _REASON.search(sentence, match.end()):
                if any(vote.start <= start < vote.end for vote in votes):
                    break
            stop = _quotation_end(text, start + match.end()) if kind in ("statement", "minority") else end
            stop = max(stop, end)
            found.append(FoundStandpoint(start, stop, text[start:stop].strip(), kind, who))
            break
    return found


def _may_tell(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _WORDS) or bool(_CANNOT.search(lower))


def _who(sentence: str, match: re.Match[str]) -> tuple[str, ...]:
    if match.re.groups and match["against"]:
        side = parse_side(_REASON.split(sentence[match.end() :])[0])
        return (*side.parties, *side.names)
    before = sentence[: match.start()].strip()
    group = _GROUP_OF.search(before)
    side = parse_side(group["who"]) if group else parse_side(before, subject=True)
    if not side.named and (speaker := _FROM.match(sentence, match.end()) or _AFTER_COLON.match(sentence, match.end())):
        side = parse_side(speaker["who"])
    if not side.named and (party := _PARTY_SAYS.match(sentence, match.end())) and is_party(party["who"]):
        return (party["who"],)
    return (*side.parties, *side.names)


def _in_quotation(sentence: str, at: int) -> bool:
    """Whether a mark that opens a quotation before `at` is not yet closed."""
    return len(_MARK.findall(sentence, 0, at)) % 2 == 1


def _quotation_end(text: str, at: int) -> int:
    """The end of the quotation that a colon after `at` opens; `at` where none opens close by."""
    opening = _OPENING.search(text, at, at + 120)
    if not opening:
        return at
    closing = _CLOSING.search(text, opening.end())
    return closing.end() if closing else at
