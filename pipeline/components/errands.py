"""Errands told indirectly: promised, with what is done in front, behind a condition, or in a later clause."""

from __future__ import annotations

import re

from pipeline.components.context import Context
from pipeline.components.outcomes import Verdict
from pipeline.components.subjects import is_known
from pipeline.components.verbs import ERRANDS, IDLE
from pipeline.gated import Gated
from pipeline.minutes import Outcome
from pipeline.reasons import Reason

OFFICES = frozenset("bestyrelsen formanden kassereren direktøren revisor sekretariatet administrator ledelsen".split())
# "det ordner direktøren med naboen", "Den maler Karen"
FRONTED = re.compile(
    r"""
    (?: ^ | [,;]\s | \s[–-]\s ) (?:[Dd]et|[Dd]en|[Dd]em|[Dd]ette)\s (?P<verb>[a-zæøå]{3,}r)\s
    (?P<who> bestyrelsen | formanden | kassereren | direktøren | revisor | sekretariatet | administrator | ledelsen
           | [A-ZÆØÅ][\w-]+ ) \b (?!\s+(?:ikke|aldrig)\b)
    """,
    re.X,
)
FRONTS = ("De", ", d", "; d", "- d", "– d")  # one of them stands before what is fronted
MADE = Gated(r"\bDen\s+får\s+(?P<who>[A-ZÆØÅ][\w-]+)\b[^.,]{0,40}\b(?:lavet|ordnet|repareret|hentet)\b")
DENIES = IDLE | {"afviser", "benægter", "modsiger", "skylder"}
PROMISED = Gated(
    r"(?:^|[,;]\s+|\bog\s+)(?:så\s+)?(?P<who>[Bb]estyrelsen|[Ff]ormanden|[Kk]assereren|[A-ZÆØÅ][\w-]+)"
    r"\s+lovede(?:\s+til\s+gengæld)?,?\s+at\b"
)
# "Viser det sig, at …, vil Karen tage sagen op", "Når aftalen er færdig, udsender vi besked"
WOULD = Gated(
    r"(?!Hvad|Hvor|Hvornår)[A-ZÆØÅ][^?!]*?\bvil\s+(?P<who>vi|bestyrelsen|rådet|[A-ZÆØÅ][\w-]+)\s+(?!gerne|helst|have|ikke|dog\b|være|miste|tabe|mangle|få|stoppe|trække|fratræde|foreslå|gøre\s+opmærksom)\w"
)
PUT_OFF = Gated(r"\b(?:afvente|tiden\s+an)\b")
INVERTED = re.compile(
    rf"""
    (?:Såfremt|Hvis|Når|Samtidig|På\ trods|Sker|Viser|Da|Inden|Efter|Fra)\b [^;?!]{{0,110}}? \s
    (?<!hvor\s)(?<!hvorfor\s)(?<!som\s) {ERRANDS} \s (?:vi|bestyrelsen|rådet) \s (?!gerne|ikke)
    """,
    re.X,
)
CONDITIONS = ("Så", "Hvis", "Når", "Sam", "På", "Ske", "Vis", "Da ", "Ind", "Eft", "Fra")
BY_INITIALS = re.compile(
    r"(?:[,;–]|\bog|\bmen)\s+(?:og\s+|så\s+|men\s+)?(?!GF|EF|HB|FU|SU|MR|DH)[A-ZÆØÅ]{2}\s+" + ERRANDS + r"\b"
)
# "Lågen binder, formanden ringer til smeden", "…, hun ringer til naboen"
BY_OFFICE = re.compile(
    r"[,;–]\s+(?:og\s+|så\s+|men\s+)?"
    r"(?:(?:formanden|kassereren|næstformanden|sekretæren|direktøren|administrator|sekretariatet)\s+" + ERRANDS + r"\b"
    r"|(?:han|hun)\s+(?:ringer|skriver|undersøger|kontakter|spørger|køber|bestiller|sender)\b)"
)
# somebody named before; which errand it is tells that it is one: "Han køber en ny sæk."
PRONOUN = re.compile(
    r"(?:Han|Hun)\s+(?:også\s+|derefter\s+)?(?:ringer|bestiller|køber|indkøber|indhenter|kontakter|undersøger|spørger)\b"
    r"(?!\s+(?:om|sig|ikke|det)\b)"
)
EVERY = re.compile(r"\b(?:hver|hvert|altid)\b")


def errand(text: str, context: Context) -> Verdict | None:
    """The verdict on such a sentence; in an assembly only what is promised to those who ask counts."""
    if promise := PROMISED.search(text):
        known = promise["who"].lower() in OFFICES or is_known(promise["who"], context.names)
        return Verdict(Outcome.AGREED, Reason.TASK_WILL) if known else None
    fronted = (FRONTED.search(text) if any(sign in text for sign in FRONTS) else None) or MADE.search(text)
    if fronted and (fronted["who"] in OFFICES or is_known(fronted["who"], context.names)):
        verb = fronted.groupdict().get("verb")
        if verb is None or verb not in DENIES:
            return Verdict(Outcome.AGREED, Reason.TASK_PERSON)
    return told_behind(text, context) if "forsamling" not in (context.body or "").lower() else None


def told_behind(text: str, context: Context) -> Verdict | None:
    """A task told behind its condition or its time, or in a later clause by somebody's initials."""
    would = WOULD.match(text)
    if would and (would["who"].islower() or is_known(would["who"], context.names)):
        if PUT_OFF.search(text):
            return Verdict(Outcome.POSTPONED, Reason.WAITS)
        return Verdict(Outcome.AGREED, Reason.TASK_WILL)
    if text.startswith(CONDITIONS) and INVERTED.match(text):
        return Verdict(Outcome.AGREED, Reason.TASK_WILL)
    later = PRONOUN.match(text) or BY_INITIALS.search(text) or BY_OFFICE.search(text)
    return Verdict(Outcome.AGREED, Reason.TASK_PERSON) if later and not EVERY.search(text) else None
