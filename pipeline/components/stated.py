"""What a section headed "Beslutning" states in the present tense: there it needs no formula to be what was resolved."""

from __future__ import annotations

import re

from pipeline.components.bodies import is_own
from pipeline.components.context import Context
from pipeline.components.outcomes import Verdict
from pipeline.components.sentences import behind_topic
from pipeline.components.verbs import IDLE, PASSIVE_ERRAND, REPORTS
from pipeline.minutes import Outcome
from pipeline.reasons import Reason

HEAD = re.compile(
    r"(?:[a-zæøå]+s\s+|endelige?\s+|politiske?\s+)?(?:beslutning(?:er|en)?|konklusion(?:er|en)?|aftaler?|afgørelser?|udfald|resultat)\b",
    re.I,
)
# verbs in -s that describe, think or report, and words that only look like one
IDLE_PASSIVE = frozenset(
    """
    ønskes forventes foreslås bemærkes refereres overrækkes findes skyldes anses vurderes opleves synes lykkes mangles
    nævnes oplyses påpeges drøftes kendes menes roses trives mødes fælles samtlige deres hendes vores jeres alles ellers
    tværtimod gengives henvises anbefales opfordres indstilles håbes afventes fremgås kræves haves ventes stilles vises
    vedlægges udestår takkes bydes serveres arbejdes orienteres konstateres gøres klages omtales erindres understreges
    fremhæves noteres mærkes bruges
    """.split()
)
# what may follow the verb: a noun there makes it a genitive ("husets tages tilstand")
PASSIVE = re.compile(
    r"""
    \b(?P<verb>[a-zæøå]{2,}(?:es|ås)) (?!\s+som\s+de\s+foregående)
    (?= \s*[.,;:(]|$|\s(?: i | på | til | af | med | ved | for(?!\s+lukkede) | fra | om | efter | inden | under | hos
      | over | mod | uden | ikke | nu | så | også | derfor | først | igen | op | ned | ud | ind | videre | fortsat
      | dog | endeligt | \w+vist | \w+mæssigt | en | et | den | det | de | der | pr\. | årligt | \d
      | [A-ZÆØÅ]\w+ | \w{2,}(?:er|e) )(?![a-zæøå]) )
    """,
    re.X,
)
GENITIVE = re.compile(r"(?:er|e)nes$")  # "kommunernes", "sidernes"
# another verb, a clause of its own, or somebody's words before the passive
BEFORE = re.compile(
    r"\b(?:er|var|blev|bliver|har|havde|vil|ville|kan|kunne|bør|burde|må|måtte|som|at|hvis|om|når|mens|fordi"
    r"|skal(?!\s+der\b)|foreslog|fandt|bad|sagde|\w{2,}ede|\w{2,}te)\b|[,:;]"
)
BECOMES = re.compile(
    r"""
    (?: Emnet | Temaet | Datoen | Tidspunktet | Stedet | Farven | Ordningen | Aftalen | Arbejdsgruppen | Projektet
      | Forsøget
      | (?:Det\s+|Den\s+|\w+e\s+)*\w{0,30}(?:bidrag|pris|kontingent|takst|betaling|gebyr|leje)(?:et|en|n)? )
    (?:\s(?!der\b|som\b)[\wæøå]+){0,4}? \s+ (?:bliver|fortsætter|er\s+uændret|forbliver|ophører)\b
    """,
    re.X | re.I,
)
# an office: "Sygehuset leverer data", "Formand og direktør kan indgå aftalen"
OFFICE = re.compile(
    r"""
    (?: [A-ZÆØÅ][\wæøå-]{2,}eren | [A-ZÆØÅ][\wæøå-]*(?:ledelsen|afdelingen|kontoret|selskabet|gruppen|forvaltningen)
      | Sygehuset | Hospitalet | Firmaet | Kommunerne | Advokaten | Arkitekten | Viceværten | Pedellen | Konsulenten
      | Revisor | Formand | Direktør | Administrator | Rektor )
    (?: \s+og\s+ (?:[a-zæøå]{4,}(?:en|et|ne)? | [A-ZÆØÅ][\wæøå-]+(?:\s+[A-ZÆØÅ][\wæøå-]+)?) )?
    \s+ (?: (?P<may>kan|må)\s+(?!ikke\b|lide\b|ses\b|høre\b|forvente\b) | (?P<verb>[a-zæøå]{3,}r)\b )
    """,
    re.X,
)
# what is put off, and what somebody is to do
LATER = re.compile(
    r"^(?>.*?\b(?:afgøres|træffes|afklares|besluttes|behandles)\b).*?\b(?:først|næste\s+møde|på\s+mødet|på\s+møde)\b"
)
BY_WHOM = re.compile(rf"^(?>.*?\b{PASSIVE_ERRAND}\s)(?:.*?\s)?af\s+\w")
# formal turns of a record that resolve nothing
LAW = re.compile(
    r"\b(?:for\s+lukkede\s+døre|lovligt\s+(?:indvarslet|indkaldt)|hæves\s+kl|hver\s+(?:uge|måned|dag)|af\s+byrådet)\b",
    re.I,
)
HAPPENS = frozenset(
    """
    ligger løber koster lyder falder stiger dækker gælder kører begynder starter slutter klager beskriver udløber følger
    rummer stemmer begrunder lejer betaler spiller
    """.split()
)


def stated(text: str, context: Context) -> Verdict | None:
    """The verdict on a sentence of such a section that no formula judges."""
    text = behind_topic(text) or text
    if text.endswith("?") or not text[:1].isupper() or LAW.search(text):
        return None
    passive = next((one for one in PASSIVE.finditer(text) if is_passive(one["verb"])), None)
    if passive and not BEFORE.search(text, 0, passive.start()):
        what = Outcome.POSTPONED if LATER.search(text) else Outcome.AGREED if BY_WHOM.search(text) else Outcome.DECIDED
        return Verdict(what, Reason.STATED)
    if BECOMES.match(text):
        return Verdict(Outcome.DECIDED, Reason.STATED)
    office = OFFICE.match(text)
    if office and is_own(text.split()[0].lower(), context.body):
        return None  # what the body itself does, it tells by formula
    if office and office["may"]:
        return Verdict(Outcome.DELEGATED, Reason.STATED)
    if office and acts(office["verb"]) and not REPORTS.match(text[office.start("verb") :]):
        return Verdict(Outcome.AGREED, Reason.STATED)
    return None


def is_passive(word: str) -> bool:
    return word not in IDLE_PASSIVE and not GENITIVE.search(word)


def acts(verb: str) -> bool:
    return verb not in IDLE and verb not in HAPPENS
