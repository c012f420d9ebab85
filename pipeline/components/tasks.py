"""Tasks and elections that boards and assemblies write without a formula: who does what, who was chosen."""

from __future__ import annotations

import re

from pipeline.components.outcomes import Context, Verdict
from pipeline.components.persons import NAME, NOT_A_NAME, is_given_name
from pipeline.minutes import Outcome

ACTION = re.compile(
    r"(?:(?:aktion(?:er)?|action|opgaver?|to do|todo|handling|aktionspunkt|opfølgning)\s*[:–-]\s*\S|aktion(?:er)?\s+[A-ZÆØÅ]\w+\s+\w+r\b)",
    re.I,
)
KEEPER = re.compile(
    r"\b(?:er|bliver|blev|blevet|som)\s+(?:\w+\s+)?tovholdere?\b|^tovholdere?\s+(?:er|bliver)\b|^tovholdere?\s*:", re.I
)
ELECTION_TITLE = re.compile(r"\b(?:valg|genvalg|konstituering|udpegning|nyvalg|på valg)\b", re.I)
ON_BALLOT = re.compile(
    r"\b(?:på valg(?!\s+i\s+\d)|ønsker|ønskede|modtager|modtog ikke|genopstiller|opstiller|stiller op|villig|foresl\w+|kandidat\w*|afgår|udtræder|ikke)\b",
    re.I,
)
BODY = (
    r"(?:[Bb]estyrelsen|[Uu]dvalget|[Ff]ormanden|[Nn]æstformanden|[Kk]assereren|[Ss]ekretæren|[Ff]ormandskabet|[Ff]orretningsudvalget|[Aa]dministrationen|"
    r"[Pp]ersonalet|[Dd]irektionen|[Dd]irektøren|[Ff]orældrene|[Aa]fdelingsbestyrelsen|[Ff]orretningsføreren|[Ff]orvaltningen|[Ss]ekretariatet|[Ll]edelsen|[Aa]dministrator|[Vv]iceværten|[Ss]kolelederen|[Kk]ontoret|[Ee]n arbejdsgruppe|[Aa]rbejdsgruppen|"
    r"[A-ZÆØÅ][a-zæøå]+(?:gruppen|udvalget|foreningen|kontoret|rådet))"
)
# present-tense verbs that describe, think or report: they give nobody a task
IDLE = frozenset(
    "er har kan vil skal bør må mener synes tror ønsker foreslår oplyser fortæller siger nævner efterlyser gør takker beklager håber anbefaler opfordrer kommer "
    "bor står hedder får bliver viser forventer modtager genopstiller udtræder fratræder indstiller beretter aflægger konstaterer finder savner undrer roser glæder "
    "refererer redegør præsenterer byder fremhæver understreger supplerer svarer kommenterer forklarer udtrykker deltager repræsenterer ved hører ser føler kender ejer "
    "koster ligger sidder bruger arbejder går vurderer betyder består indeholder omfatter fungerer giver holder støtter fremlægger orienterer fortsætter ligner "
    "trænger mangler kræver påpeger bemærker hilser minder oplever overvejer stopper forslår tilbyder plejer vælger besidder udgør overrækker stiller opstiller ophører afgår undskylder hilste lukker henviser træder afholder".split()
)
# what makes an idle verb a task all the same
ACTIVE = re.compile(
    r"\b(?:tager\s+(?:kontakt|sig af|initiativ|fat|hånd|det op|den|forslaget|referat|sagen|opgaven|over|en snak|med til)|holder\s+\w+\s+(?:orienteret|opdateret|øje)|gør\s+krav|"
    r"går\s+videre\s+med|arbejder\s+(?:videre|på|med)|giver\s+(?:besked|tilbagemelding|lyd)|finder\s+(?:ud af|en|et|datoer|dato|tilbud|frem|nogle|nyt|ny)|er\s+tovholder|er\s+ansvarlig|"
    r"står\s+for|fremlægger\s+(?:på|til|et|en)|gør\s+(?:rent|klar)|ser\s+(?:på|nærmere)|hører\s+(?:om|efter|ad)|kommer\s+med\s+(?:et|en|forslag|oplæg|udkast)|afholder\s+(?:et|en))\b"
)
THAT = re.compile(
    r"(?:Det|Dette)\s+(?:vil|gør|undersøger|sørger|tager)\s+(?P<who>bestyrelsen|formanden|kassereren|rektor|skolelederen|udvalget|\w+udvalget|sekretariatet|administrationen|[A-ZÆØÅ][\wæøå-]+)\b(?!\s+(?:ikke|gerne))"
)
REPORTS = re.compile(
    r"(?:spørger\s+(?:om|til|hvor\w*|hvad|hvilke\w*|ind)|tager\s+(?:imod|forbehold|afstand|ordet|del|hensyn|tid|lang)|svarer?\b)",
    re.I,
)
WILL = re.compile(
    r"^\s+vil\s+(?!gerne\b|have\b|være\b|ikke\b|dog\b|gøre opmærksom|komme\b|blive\b|så\b|nok\b)(?:\w+\s+){0,3}?\w+",
    re.I,
)
ROLE_LINE = re.compile(
    r"^(?P<role>(?:ny\s+)?(?:formand|næstformand|kasserer|sekretær|referent|dirigent|suppleant(?:er)?|revisor(?:er)?|revisorsuppleant(?:er)?|bestyrelsesmedlem(?:mer)?|medlem(?:mer)?|"
    r"stemmetællere?|revisor\s+suppl\.?|ordstyrer|kontaktperson|webmaster|menigt medlem|1\. suppleant|2\. suppleant|bilagskontrollant|repræsentant(?:er)?)[^:]{0,40}?)\s*(?:[:–-]|\bblev\b|\ber\b|(?<=r)\s|(?<=nt)\s)\s*(?P<name>[A-ZÆØÅ].*)$",
    re.I,
)


def judge_plain(text: str, context: Context) -> Verdict | None:
    """The verdict on a sentence without a formula: a task, or a person who was chosen. Only for records without labels."""
    text = text.strip()
    if not text or text.endswith("?"):
        return None
    if ACTION.match(text):
        return Verdict(Outcome.AGREED, "opgave-mærket")
    if KEEPER.search(text) and not text.startswith("Hvis"):
        return Verdict(Outcome.AGREED, "opgave-tovholder")
    if ELECTION_TITLE.search(context.title) and chosen(text, context):
        return Verdict(Outcome.ELECTED, "valgt-liste")
    if context.council or (context.labelled and not context.body):
        return office_task(text)
    return task(text, context)


OFFICE = re.compile(
    r"(?:Forvaltningen|Administrationen|Sekretariatet|Direktionen|Kommunaldirektøren|Formanden|Borgmesteren|Regionen|Centret|Center\s+for\s+[A-ZÆØÅ]\w+(?:\s+og\s+[A-ZÆØÅ]\w+)?|"
    r"Teknik\s+og\s+Miljø|[A-ZÆØÅ]\w*(?:forvaltningen|afdelingen|direktøren))(?=\s)"
)


def office_task(text: str) -> Verdict | None:
    """In a council only its office is given tasks without a formula: "Forvaltningen udarbejder et notat"."""
    match = OFFICE.match(text)
    if not match or REPORTS.match(text[match.end() :].strip()):
        return None
    verb = re.match(r"\s+([a-zæøå]{3,}r)\b", text[match.end() :])
    if verb and verb.group(1) not in IDLE | {"orienterer", "foreslår", "gennemgår"}:
        return Verdict(Outcome.AGREED, "opgave-forvaltning")
    return None


def chosen(text: str, context: Context) -> bool:
    """A line of an election list: a person's name, with an address or office at most, or "Formand: NN"."""
    if len(text) > 110 or ON_BALLOT.search(text):
        return False
    if match := ROLE_LINE.match(text):
        return person(match["name"]) and not NOT_A_NAME.search(match["name"])
    match = NAME.match(text)
    if not match or NOT_A_NAME.search(text) or not person(text):
        return False
    words = match.group().split()
    rest = text[match.end() :].strip(" .")
    year = context.date[:4] if context.date else "0"
    if re.search(r"\bvalgt\s+(?:i\s+)?\d{4}", rest) and f"valgt {year}" not in rest and f"valgt i {year}" not in rest:
        return False
    return (
        len(words) >= 2
        and (
            not rest
            or bool(re.match(r"(?:,|\(|–|-)\s*\S+", rest))
            and not re.search(r"\b(?:har|er|blev|var|vil|som)\b", rest)
        )
        and len(rest) < 60
    )


def person(text: str) -> bool:
    match = NAME.match(text.strip())
    return bool(match) and is_given_name(match.group().split()[0].rstrip("."))  # type: ignore[union-attr]


def task(text: str, context: Context) -> Verdict | None:
    """ "Karen kontakter skolen", "Bestyrelsen vil undersøge …", "Der indhentes tilbud"."""
    if match := subject(text, context):
        rest = text[match:]
        if WILL.match(rest):
            return Verdict(Outcome.AGREED, "opgave-vil")
        if REPORTS.match(rest.strip()):
            return None
        verb = re.match(
            r"\s+(?:(?:derefter|herefter|så|også|selv|desuden|begge|i stedet|efterfølgende)\s+)?([a-zæøå]{3,}r)\b", rest
        )
        if (
            verb
            and (verb.group(1) not in IDLE or ACTIVE.match(rest.strip()))
            and not re.search(r"\b(?:informerer|orienterer)\s+om\b", rest)
        ):
            return Verdict(Outcome.AGREED, "opgave-person")
        return None
    if (match := THAT.match(text)) and (match["who"][0].islower() or is_given_name(match["who"])):
        return Verdict(Outcome.AGREED, "opgave-vil")
    return None


def subject(text: str, context: Context) -> int:
    """End of the subject at the start of the sentence: one or more persons, or a body; 0 when there is none."""
    match = re.match(BODY + r"(?=\s)", text)
    if match:
        return match.end()
    at = 0
    while True:
        name = NAME.match(text, at)
        if not name:
            return 0
        first = name.group().split()[0].rstrip(".")
        if not (
            is_given_name(first) or first.lower() in context.names or re.fullmatch(r"[A-ZÆØÅ]{2,4}", first)
        ) or NOT_A_NAME.search(name.group()):
            return 0
        at = name.end()
        joint = re.match(r"\s*(?:,|og|samt|&|\+|/)\s*(?=[A-ZÆØÅ])", text[at:])
        if not joint:
            return at
        at += joint.end()
