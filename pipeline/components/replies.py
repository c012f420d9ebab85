"""What a board answers to what it is asked: yes, no, or yes on a condition."""

from __future__ import annotations

import re

from pipeline.components.context import Context
from pipeline.components.outcomes import Verdict
from pipeline.components.sentences import behind_topic
from pipeline.components.subjects import INITIALS, is_known
from pipeline.minutes import Outcome
from pipeline.reasons import Reason

# "Tilskud til koret: Ja, hvis de søger"; "not yet" and a date are no answers
ANSWER = re.compile(
    r"""
    (?: (?P<yes> Ja | OK | Ok | Okay | Selvfølgelig ) | (?P<no> Nej ) ) (?: \s+tak )?
    (?: \s*[.!]?$
      | \s*[,–-]? \s*(?:hvis|når|såfremt|dog|under|som|maks|max|højst|op\s+til|men|ikke\s+i|der\s+skal)\b )
    """,
    re.X,
)
# behind a topic the answer is short and may begin small: "Mørkt tema: nej, ingen gevinst"
SHORT = re.compile(
    r"(?:(?P<yes>ja|ok)|(?P<no>nej|afslag|afslås))\b(?:\s+tak)?(?:\s*,\s*(?!men\b)[^.?!]{2,60})?[.!]?$", re.I
)
BUT = re.compile(r"(?:Ja|Nej),\s+men\b")
CONDITION = re.compile(r",\s+(?:hvis|når|såfremt|under\s+forudsætning|men|dog)\b")
SAID_BY = re.compile(r",\s(?:sagde|svarede|mente|lød\sdet\sfra)\s[A-ZÆØÅ]")


def is_somebody(topic: str, context: Context) -> bool:
    return is_known(topic, context.names) or INITIALS.fullmatch(topic) is not None


def answered(text: str, context: Context) -> Verdict | None:
    """The board's yes or no; in an assembly such words answer those who ask."""
    bare = behind_topic(text)
    answer = ANSWER.match(bare or text) or (SHORT.match(bare) if bare else None)
    if answer is None or BUT.match(text) or "forsamling" in (context.body or "").lower():
        return None
    if SAID_BY.search(text) or (bare and is_somebody(text[: -len(bare)].rstrip(" :"), context)):
        return None  # one of those who talk it over
    text = bare or text
    if answer["no"]:
        return Verdict(Outcome.REJECTED, Reason.ANSWER)
    limited = CONDITION.search(text)
    return Verdict(Outcome.APPROVED_AMENDED if limited else Outcome.APPROVED, Reason.ANSWER)
