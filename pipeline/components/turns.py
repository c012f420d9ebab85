"""Turns with which a board's record resolves without a formula: what holds from now on, prices, what is passed on."""

from __future__ import annotations

import re

from pipeline.components.asides import OWN_MOTION
from pipeline.components.outcomes import Verdict
from pipeline.components.persons import is_given_name
from pipeline.components.sentences import behind_topic
from pipeline.gated import Gated
from pipeline.minutes import Outcome
from pipeline.reasons import Reason

# "Fra 1. maj betaler alle 350 kr.", "I stedet får hvert hold en weekend"
FROM_NOW = re.compile(
    r"""
    (?: Fremover | Fremadrettet | Fra\ nu\ af | Fra\ og\ med\ [^,.;]{3,20}? | I\ stedet
      | Fra\ (?:\d[\d./]*|nytår|næste\ \w+)(?:\s[a-zæøå]{3,9})? )
    \s (?P<verb>[a-zæøå]{2,}(?:r|es)) \s (?!vi\s+have\b)
    """,
    re.X,
)
# "Regningerne godkendes fremover af kassereren", "Alle hold tager fremover en vagt"
NOW_ON = Gated(
    r"(?!.*\b(?:bør|kan|skal|må|vil|ville|kunne|skulle|burde|ønsker|ønskes|foreslår|foreslås|håber|forventer|mener|drøfte[dst]\w*|var|blev"
    r"|blive|at|hvordan|om|ikke|fokus)\b)(?:(?:Alle|Bestyrelsen|Udvalget|Rådet)\b[^.:;?]*?\s[a-zæøå]{2,}r|[A-ZÆØÅ][^.:;?]*?\s[a-zæøå]{3,}es)"
    r"\s(?:[^.:;?,]{1,60}\s)?(?:fremover|fremadrettet)\b"
)
WILL_BE = Gated(
    r"Fremover\s+vil\s+(?:det\s+kun\s+være\s+muligt|[^.;?!]{3,60}?\sblive\s+[a-zæøå]{4,}t)\b"
    r"|[A-ZÆØÅ][^.,:;?!]{2,60}\sskal\s+fremover\s+\w+(?:es|ås)\b"
)
NOW = ("Fra ", "Frem", "I s")
NOT_FROM_NOW = frozenset(
    """
    har var bør kan må skal anbefales foreslås ønskes ønsker mener håber træder gælder kommer falder stiger ser
    tror hører
    """.split()
)
FULL = re.compile(r"\b(?:besat|klar|færdig\w*|ansat|oplyste|sagde|meddelte)\b|^Fra\s(?:19|20)\d\d\b")
PRICE = Gated(
    r"""
    (?:Den\s+|Det\s+|[Nn]y\s+)? (?:\w+e\s+)?
    \w{0,30}(?:[Pp]ris|[Kk]ontingent|[Tt]akst|[Hh]usleje|[Bb]idrag|[Gg]ebyr|[Ss]kolepenge|[Rr]abat|[Ee]ntr[eé]|[Ee]genbetaling)
    (?:en|et|n|erne|er|ne)?
    (?:\s(?:for|på)\s[^.,;:]{3,40}?)? \s
    (?: bliver | er\ uændret | forbliver | stiger\ med | sættes | hæves | nedsættes | fastholdes | blev\ sat
      | røres\ ikke
      | holdes\ i\ ro ) \b (?! [^.]*\b(?: af | ifølge | sidste\ år | hvert\ år | fastsat | drøftet )\b )
    """,
    re.X,
)
# "Overskuddet går til nye mål", "Festudvalget får 4.000 kr."
MONEY_TO = re.compile(
    r"(?:Overskuddet|Resten|Pengene|Beløbet|Gaven|Præmien|Udgiften)\b[^.;]{0,50}\b(?:går|gives|bruges|tages|betales)\s+(?:til|af|fra)\b(?!\s+kommunen|[^.]*\bhvert\s+år)"
)
GETS = Gated(
    r"(?!Vi\b|Jeg\b|Klubben|Foreningen|Kommunen|Bestyrelsen)[A-ZÆØÅ][^.;?!:]{0,45}?\sfår\s(?:op\stil\s)?(?:kr\.?\s?)?\d[\d.]{2,}"
    r"(?:,-|\s*kr\b|\smod\sat\b)(?![^.]*\b(?:om\såret|tilskud|renter|fra\skommunen|hvert)\b)"
)
SAID_THAT = re.compile(r"^(?>.*?\bat\b).*?\bfår\b")
ON_CONDITION = re.compile(r"\b(?:mod\s+at|men\s+kun|hvis|såfremt|på\s+betingelse)\b")
# "Bøden betales af klubben"
PAID_BY = Gated(
    r"^(?![^,;]*\b(?:som|der|at|hvis|bør|kan|skal)\b)[A-ZÆØÅ][^.,;:?!]{3,60}\sbetales\saf\s"
    r"(?:klubben|foreningen|selskabet|kassen|grundejerforeningen|skolen|kirkekassen|andelsforeningen|afdelingen)\b"
)
NOT_THIS_YEAR = Gated(r"(?:Nej,\s+)?[Ii]kke\s+i\s+(?:år|denne\s+omgang)\.?$")
PASSED_ON = Gated(
    r"""
    (?: (?: Forslag\w* | Spørgsmål\w* | Sagen | Emnet | Punktet | Henvendelsen | Ansøgningen | Dette | Høringen
          | §\s*\d+ )
        \b (?:\s(?!som\b|der\b|er\b|blev\b|var\b)[^\s.,;:]+){0,6}? \s )?
    (?: [Ss]endes | [Gg]ives\ videre | [Oo]versendes | [Ll]øftes | [Ll]ægges\ over ) \s (?:derfor\s|så\s)? til \s
    (?![A-ZÆØÅ]{2,3}\b|høring\b|[A-ZÆØÅ][a-zæøå]+(?:$|[.,]|\sinden\b))
    """,
    re.X,
)
WAITS = Gated(
    r"(?!\w+eren\b|Kommunen|Naboen|Advokaten|Firmaet|Banken|Regionen|Bestyrelsen|Resten)(?:[A-ZÆØÅ][\wæøå-]{2,}(?:en|et|ne|gen)|Stillingtagen|Valg\w*|Anvendelsen)\b(?:\s(?:af|for|til|om|på)\s[^.,;]{3,60}?)?"
    r"\s(?:afventer|må\s+vente|venter\s+til)\b"
)
THERE_IS = re.compile(
    r"""
    ^Der\s+(?: afsættes | sættes | opkræves | lukkes | søges | ydes | gives | optages | indføres | oprettes
           | købes | indkøbes | udbetales | afgives | opsættes | inviteres | sejles )\b
    (?! \s+(?:hegn|række|orientering|en\s+kort|udtryk|status|efter|kl)\b
      | [^.]*\b(?: hver | altid | kl\. | af\s[A-ZÆØÅ] ) )
    """,
    re.X,
)
OK = Gated(
    r"^(?:(?:Ok|OK)\s+og\b|Det\s+er\s+ok(?:\s+med\s+os)?\.?$"
    r"|(?!.*\b(?:ser|er|var|blev|siger|at|ikke)\b)[A-ZÆØÅ][^.:;?]{4,70}\s(?:ok|OK)\.?$)"
)
WE_DECIDE = re.compile(
    r"""
    Vi\s+(?: går\s+efter | holder\s+(?:op\s+med|fast\s+(?:i|ved)) | dropper | nøjes\s+med | udskifter | beholder
         | kører\s+videre\s+med | sætter\s+(?:\w+\s+)?(?:op|ned)\s+til | siger\s+\d | vælger\s+(?!mellem)
         | går\s+over\s+til
         | skifter\s+til | lader\s+\w+ | tager\s+(?:den|det|de)\s+[a-zæøå]+ste ) \b
    """,
    re.X,
)


def turned(text: str) -> Verdict | None:
    """The verdict on such a turn of a board's own record."""
    if WAITS.match(text) and not is_given_name(text.split()[0]):
        return Verdict(Outcome.POSTPONED, Reason.WAITS)
    if OK.match(text):
        return Verdict(Outcome.APPROVED, Reason.ANSWER)
    bare = behind_topic(text) or text
    bare = bare[:1].upper() + bare[1:]
    if PASSED_ON.match(bare):
        return Verdict(Outcome.REFERRED, Reason.PASSED_ON)
    if GETS.match(bare) and not SAID_THAT.search(bare):
        limited = ON_CONDITION.search(bare)
        return Verdict(Outcome.APPROVED_AMENDED if limited else Outcome.APPROVED, Reason.GRANTED)
    if NOT_THIS_YEAR.match(bare):
        return Verdict(Outcome.REJECTED, Reason.ANSWER)
    ours = WE_DECIDE if bare.startswith("Vi ") else THERE_IS if bare.startswith("Der ") else None
    if OWN_MOTION.match(bare):
        return Verdict(Outcome.DECIDED, Reason.PUT_FORWARD)
    if PAID_BY.match(bare):
        return Verdict(Outcome.DECIDED, Reason.PAID_BY)
    if (ours and ours.match(bare)) or MONEY_TO.match(bare) or PRICE.match(bare):
        return Verdict(Outcome.DECIDED, Reason.FROM_NOW)
    if WILL_BE.match(bare) or NOW_ON.match(bare):
        return Verdict(Outcome.DECIDED, Reason.FROM_NOW)
    now = FROM_NOW.match(bare) if bare.startswith(NOW) else None
    if now and now["verb"] not in NOT_FROM_NOW and not FULL.search(bare):
        return Verdict(Outcome.DECIDED, Reason.FROM_NOW)
    return None
