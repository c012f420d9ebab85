"""Tasks that boards and assemblies write without a formula: who does what."""

from __future__ import annotations

import re

from pipeline.components.clause import Context
from pipeline.components.elections import ELECTION_TITLE, chosen, group_named
from pipeline.components.outcomes import Verdict
from pipeline.components.persons import is_given_name
from pipeline.components.sentences import behind_topic
from pipeline.components.subjects import BODY, is_known, subject_end
from pipeline.deadlines import find_deadlines
from pipeline.gated import Gated
from pipeline.minutes import Outcome
from pipeline.reasons import Reason

# what a board answers to what it is asked ("Tilskud til koret: Ja, hvis de søger"); "not yet" and a date are no answers
ANSWER = re.compile(
    r"""
    (?: (?P<yes> Ja | OK | Ok | Okay | Selvfølgelig ) | (?P<no> Nej ) ) (?: \s+tak )?
    (?: \s*[,.!–-] | \s+(?=som\b) | $ )
    (?! \s*(?:d\.|den|det\ (?:er|har|var))\b ) (?! .*\b(?:endnu|påvist)\b )
    """,
    re.X,
)
BUT = re.compile(r"(?:Ja|Nej),\s+men\b")
CONDITION = re.compile(r",\s+(?:hvis|når|såfremt|under\s+forudsætning|men|dog)\b")
MARKED = re.compile(
    r"""
    (?: aktion(?:er)? | action | to\ do | todo | handling | aktionspunkt | opfølgning
      | opgaver?(?=\s*:[^.]*(?:=|\b[a-zæøå]{3,}(?:er|es)\b|\([A-ZÆØÅ])) ) \s*[:–-]\s*\S
    | aktion(?:er)?\s+[A-ZÆØÅ]\w+\s+\w+r\b
    """,
    re.I | re.X,
)
KEEPER = Gated(
    r"""
    \b(?:er|bliver|blev|blevet|(?:udpeges|udpeget|valgt|indtræder|fortsætter|står|vil\s+gerne\s+være)(?:\s+som)?)\s+(?:\w+\s+)?tovholdere?\b
    | ^tovholdere?\s+(?:er|bliver)\b
    | ^tovholdere?\s*:
    """,
    re.I | re.X,
)
OFFICE = re.compile(
    r"""
    (?: Forvaltningen | Administrationen | Sekretariatet | Direktionen | Kommunaldirektøren | Formanden | Borgmesteren
      | Regionen | Centret | Center\s+for\s+[A-ZÆØÅ]\w+(?:\s+og\s+[A-ZÆØÅ]\w+)? | Teknik\s+og\s+Miljø
      | [A-ZÆØÅ]\w*(?:forvaltningen|afdelingen|direktøren) )
    (?:\s+og\s+(?:formanden|næstformanden|borgmesteren|\w*direktøren|forvaltningen|administrationen))?
    (?=\s)
    """,
    re.X,
)
# present-tense verbs that describe, think or report: they give nobody a task
IDLE = frozenset(
    """
    er har kan vil skal bør må mener synes tror ønsker foreslår oplyser fortæller siger nævner efterlyser gør takker
    beklager håber anbefaler opfordrer kommer bor står hedder får bliver viser forventer modtager genopstiller udtræder
    fratræder indstiller beretter aflægger konstaterer finder savner undrer roser glæder refererer redegør præsenterer
    byder fremhæver understreger supplerer svarer kommenterer forklarer udtrykker deltager repræsenterer ved hører ser
    føler kender ejer koster ligger sidder bruger arbejder går vurderer betyder består indeholder omfatter fungerer
    giver holder støtter fremlægger orienterer fortsætter ligner trænger mangler kræver påpeger bemærker hilser minder
    oplever overvejer stopper forslår tilbyder plejer vælger besidder udgør overrækker stiller opstiller ophører afgår
    undskylder hilste lukker henviser henstiller træder afholder anser formoder bekræfter yder indbyder afslutter
    forsætter frygter tilhører husker var når forstår tør peger for over under efter eller der her hvor hver især
    afventer hælder tvivler
    """.split()
)
OFFICE_IDLE = IDLE | {"orienterer", "foreslår", "gennemgår"}
FINDS = re.compile(r"\s+finder\s+(?:en|et|nye?)\s")
OFFICE_TELLS = frozenset(
    {"orienterer", "fremlægger", "præsenterer", "giver", "afholder", "redegør"}
)  # by a day: a task
# what makes an idle verb a task all the same
ACTIVE = re.compile(
    r"""
    \b(?: tager\s+(?:kontakt|sig\ af|spørgsmålet|initiativ|fat|hånd|det\ (?:op|med)|den|forslaget|referat|sagen
                    |opgaven|over
                    |en\ snak|med\ til)
        | holder\s+(?:\w+\s+(?:orienteret|opdateret)|(?:\w+\s+)?øje\b)
        | gør\s+(?:krav|rent|klar)
        | får\s+(?:fat\s+i | tilbudt | lavet | \w+\s+til\s+at
                |\w+\s+(?:forbi|[a-zæøå]{3,}(?<!det)(?<!noget)(?:et|dt|gt)\b))
        | orienterer\s+(?:ejerne|beboerne|medlemmerne|naboerne|lejerne|forældrene|ejeren|grundejerne)
        | svarer(?=\s*\.?$)
        | svarer\s+(?:dem|ham|hende|\w{3,40}(?:en|et|ne))
        | stiller\s+\w+\s+op
        | går\s+(?:videre\s+med|sammen\s+om|(?:op|ned|ind|ud|over|hen|forbi)\s+og)
        | arbejder\s+(?:videre|på|med)
        | giver\s+(?:\w+\s+){0,3}?(?:besked|tilbagemelding|lyd)
        | finder\s+(?!(?:det|den|de|ikke|at|sig|sted|også)\b|,)
        | er\s+(?:tovholder|ansvarlig)
        | står\s+for
        | stopper\s+(?!i\b|som\b|med\b|efter\b|til\b|ved\b)
        | deltager(?=(?:\s+(?:i|på)\s+\w{4,40}(?:et|en))?\s*[.!]?$)
        | fremlægger\s+(?:på|til|et|en)
        | ser\s+(?:på|nærmere|til)
        | minder\s+(?:dem|ham|hende|\w{3,40}(?:en|et|ne))\s+om
        | hører(?=\s+[A-ZÆØÅ]\w+\s*\.?$)
        | hører\s+(?:om|efter|ad|[A-ZÆØÅ]\w+(?:\s+\w+)?\s+om|\w+(?:en|et|ne),?\s+om)
        | kommer\s+med\s+(?:et|en|forslag|oplæg|udkast)
        | afholder\s+(?:et|en) )\b
    """,
    re.X,
)
REPORTS = re.compile(
    r"""
    spørger,?\s+(?:om|til|hvor\w*|hvad|hvilke\w*|ind)
    | tager\s+(?:imod|forbehold|afstand|ordet|del|hensyn|tid|lang)
    | lægger\s+(?:vægt|op\s+til)
    | trækker\s+sig\b
    | ser\s+(?:\w+\s+){0,3}ud\b
    | .*\bunder\s+mødet\b
    | svarer?\b(?!\s*\.?$)(?!\s+(?:dem|ham|hende|\w{3,40}(?:en|et|ne))\b)
    """,
    re.I | re.X,
)
TELLS = re.compile(r"\b(?:informerer|orienterer)\s+om\b")
WILL = re.compile(
    r"""
    \s+vil\s+ (?! (?:gerne|have|være|ikke|dog\s+(?:ikke|gerne)|gøre\ opmærksom|komme|blive|så|nok)\b )
    (?:\w+\s+){0,3}?\w+
    """,
    re.I | re.X,
)
# what a person, or the board to come, is told to do; a body "skal" by its statutes
SHALL = re.compile(
    r"\s+skal\s+(?:(?:derfor|så|også|nu|selv|dog)\s+)?+"
    r"(?!(?:have|være|ikke|betale|gerne|på|i|til|vi|der|nok|bare|af|flere|ses)\b)[a-zæøå]{2,}(?<!s)\b"
)
COMING = re.compile(r"[Dd]en\s+(?:kommende|nye)\s+bestyrelse\b")
# the actor behind the passive: "Forslaget skrives af Karen"; who runs, owns or supports something has no task
BY_WHOM = re.compile(
    r"""
    ^[^,;:]{3,90}? \s (?!(?:ledes|ejes|bruges|støttes|ønskes|foreslås|anbefales|fremlægges|gennemgås|aflægges
                         |bebos|drives|vælges|takkes|roses|efterlyses|synes|findes|mødes)\b)
    [a-zæøå]{3,}es\s+(?:(?:også|derefter|herefter|op|ind|ud|ned|over)\s+)?af\s+(?P<who>[A-ZÆØÅ][\w-]+)
    """,
    re.X,
)
# what is done as ever is no new task
# a clause of its own: "Naboen har ikke svaret, Karen ringer til ham", "… og Per undersøger prisen"
CLAUSE = re.compile(r"(?:,|;|\s[–-])\s+(?:(?:og|så|men)\s+)?(?=[A-ZÆØÅ])")
SAYS_SO = re.compile(
    r"\b(?:at|om|hvis|når|som|der)\s*$|\b(?:sagde|siger|mente|mener|oplyste|fortalte|foreslog|foreslår|spurgte)\b"
)
# the owner behind a dash: "Annonce i avisen – Karen"
DASHED = Gated(r"^[^–]{5,90}\s[–-]\s(?P<who>[A-ZÆØÅ][a-zæøå-]+)(?:\s[A-ZÆØÅ]\.)?\.?$")
ROUTINE = re.compile(r"\bsom\s+(?:(?:han|hun|de|vi)\s+)?(?:plejer|altid|sædvanlig\w*|vanligt?)\b")
# "Det lovede Karen", "nye skilte; det lovede formanden at sørge for"
LOVED = re.compile(r"\b[Dd]et\s+lovede\s+(?P<who>formanden|kassereren|bestyrelsen|[A-ZÆØÅ][\w-]+)\b")
# who is asked, sent or entered: "Karen og Per tilmeldes"
SENT = re.compile(r"\s+(?:spørges|tilmeldes|inviteres|kontaktes|sendes|rykkes|indkaldes|opfordres\s+til\s+at)\b")
# the owner in brackets at the end: "Vi søger fonden (Karen)."
IN_BRACKETS = re.compile(r"\((?P<who>[A-ZÆØÅ][\w-]+(?:\s*(?:,|\bog\b|\+|&)\s*[A-ZÆØÅ][\w-]+)*)\)\s*\.?$")
DONE = re.compile(r"\b(?:er|har|blev|var|havde|som)\b")
LED_BY = re.compile(r"(?:Men|Og|Så|Dog)\s+(?=[A-ZÆØÅ])")
PROMISED = re.compile(r"\s+(?:lovede|har\s+lovet|påtog\s+sig|tilbød|meldte\s+sig\s+til),?\s+at\b")
# "Teltet henter vi hos spejderne - det gør Karen", "Bilagene mangler, dem finder Karen"
DOES_IT = re.compile(
    r"(?:^|[-–,.]\s)(?:[Dd]et|[Dd]em|[Dd]en)\s+(?:gør|tager|klarer|ordner|henter|finder|køber|sørger)\s+(?P<who>[A-ZÆØÅ][\w-]+)"
    r"(?:\s+(?:for|sig\s+af))?[.!]?$"
)
# what the writers of minutes say that they themselves will do; most other verbs with "vi" tell of the past year
WE = re.compile(
    r"""
    Vi\s+(?:derfor\s+|så\s+|nu\s+)?
    (?: spørger | kontakter | indhenter | undersøger | bestiller | inviterer | sender | beder | skriver\s+til | prøver
      | tager\s+(?:fat|kontakt|imod|det) | går\s+videre\s+med | følger\s+op | finder\s+(?:en|et|ud)\b
      | laver\s+(?!ikke\b|altid\b|selv\b|det\b) | holder\s+(?:en|et|\w*(?:møde|fest|dag))\b
      | kigger\s+på | ser\s+på | aftaler | rykker | melder | evaluerer | afprøver | starter\s+(?:i|op)\b )
    (?=\s) (?![^.]*\b(?:hvert|altid|normalt|typisk|plejer|løbende)\b)
    """,
    re.X,
)
THAT = re.compile(
    r"""
    (?:Det|Dette)\s+(?:vil|må|skal|gør|ser|kigger|undersøger|sørger|tager)\s+
    (?P<who> bestyrelsen | den\ (?:kommende|nye)\ bestyrelse | formanden | kassereren | rektor | skolelederen
           | udvalget | \w+udvalget | sekretariatet | administrationen | [A-ZÆØÅ][\wæøå-]+ )\b
    (?!\s+(?:ikke|gerne))
    """,
    re.X,
)
# the actor behind the verb: "Hvis låsen binder, ringer Karen til smeden"
BEHIND = re.compile(
    r"""
    (?:Hvis|Når|Såfremt|Inden|Efter|Til|Som|I|På|Herefter|Derefter|Derudover|Desuden|Samtidig|Endelig|Snarest|Dette|Det)
    \b [^.;?!]{0,90}? \s (?:(?P<verb>[a-zæøå]{3,}r)|(?P<will>vil)) \s (?=[A-ZÆØÅ])
    """,
    re.X,
)
TOLD = re.compile(r"\b(?:blev|var|har|hvilke|hvad)\b")  # another verb before, so that the word is a noun ("emner")
# an errand that can only be the board's own: what is merely built, sent or published may be routine or told
ERRAND = re.compile(
    r"""
    (?: (?:Der|Først|Herefter|Derefter|Derfor|Desuden|Ligeledes|Samtidig) \s+ | Da\b[^.:;]*,\s+ )
    (?:der\s+)? (?:skal\s+)? (?:\w+\s+){0,2}?
    (?: indhentes | bestilles | indkaldes | kontaktes | rettes\s+henvendelse | rykkes | gøres\s+status
      | tages\s+kontakt ) \b
    (?! [^.]*\b(?:hvert|altid|normalt|mindst|varsel|efter\s+behov)\b )
    """,
    re.X,
)
VERB = re.compile(
    r"\s+(?:(?:derefter|herefter|så|også|selv|desuden|begge|i stedet|efterfølgende)\s+)?(?P<verb>[a-zæøå]{2,}r)\b"
)
NOT = re.compile(r"\s+(?:(?!om\b)\w+\s+)?ikke\b")
THEN = re.compile(r",\s+men\s+(?:han|hun|de)\s+(?P<verb>[a-zæøå]{3,}r)\b")
OWNER_LAST = Gated(
    r"^(?>.*?\b(?:skal|[a-zæøå]{3,60}es)\b).*\s[-–]\s+(?P<who>[A-ZÆØÅ][a-zæøå-]+)(?:\s*(?:og|\+|&)\s*[A-ZÆØÅ][a-zæøå-]+)?\.?$"
)
# "Musik: Mogens", "Kaffe og kage: Inger og Ruth (Inger bager)"
OWNED = re.compile(
    r"""
    (?! \w*formand | \w*kasserer | sekretær | referent | dirigent | ordstyrer | mødeleder | afbud | fravær | til\s?stede
      | deltag | gæst | \w*suppleant | \w*revisor | medlem | underskr | bestyrelse | kontakt | telefon | mail | valgt
      | på\ valg | tlf )
    [A-ZÆØÅa-zæøå][^:.;?!]{2,50} : \s+
    (?P<who> [A-ZÆØÅ][\w-]+(?:\s[A-ZÆØÅ]\.)? (?: \s*(?:,|og|\+|&)\s* [A-ZÆØÅ][\w-]+(?:\s[A-ZÆØÅ]\.)? )* ) \s*
    (?:\([^()]{3,60}\) | ,\s[a-zæøå0-9][^.;?!]{3,40})? \.?
    """,
    re.I | re.X,
)
PARTED = re.compile(r"\s*(?:,|\bog\b|\+|&)\s*")
# leads into a list of somebody's tasks
TASKS_LEAD = re.compile(r"\s(?:skal|vil|tager\s+sig\s+af|sørger\s+for|arbejder\s+(?:videre\s+)?med)\s*:\s*$")
# "I stedet laver forvaltningen en kampagne"
OFFICE_BEHIND = re.compile(
    r"""
    (?: I\ stedet | Herefter | Derefter | Samtidig | Desuden | Derudover | Inden\s+\w+\s+møde ) \s
    (?: laver | udarbejder | undersøger | indhenter | sender | inviterer | tager\ kontakt | kontakter | sørger | retter
      | fremlægger | igangsætter | afholder ) \s
    (?: \w+forvaltningen | forvaltningen | administrationen | sekretariatet | direktionen | formanden | borgmesteren )\b
    """,
    re.X,
)
# what, who and when between dashes: "Rykke skiltemanden – SB – nu"
WHAT_WHO_WHEN = Gated(
    r"^[^–]{5,80}\s[-–]\s(?P<who>[A-ZÆØÅ]{2,4}(?:\s?[/,+]\s?[A-ZÆØÅ]{2,4})*|[A-ZÆØÅ][a-zæøå]+)\s[-–]\s\S[^–]{0,20}$"
)
OFFICE_VERB = re.compile(r"\s+(?P<verb>[a-zæøå]{3,}r|mødes)\b")


def judge_plain(text: str, context: Context) -> Verdict | None:
    """The verdict on a sentence without a formula: a task, or a person who was chosen."""
    text = text.strip()
    if not text or text.endswith("?"):
        return None
    if MARKED.match(text):
        return Verdict(Outcome.AGREED, Reason.TASK_MARKED)
    if KEEPER.search(text) and not text.startswith("Hvis"):
        return Verdict(Outcome.AGREED, Reason.TASK_KEEPER)
    elects = ELECTION_TITLE.search(context.title) is not None
    if elects and chosen(text, context.date):
        return Verdict(Outcome.ELECTED, Reason.ELECTED_IN_LIST)
    if not context.council and group_named(text):
        return Verdict(Outcome.ELECTED, Reason.ELECTED_IN_LIST)
    if not context.council and (owner := OWNER_LAST.search(text)) and is_known(owner["who"], context.names):
        return Verdict(Outcome.AGREED, Reason.TASK_MARKED)
    if not context.council and is_owned(text, context.names):
        given = (Outcome.ELECTED, Reason.ELECTED_IN_LIST) if elects else (Outcome.AGREED, Reason.TASK_PERSON)
        return Verdict(*given)
    if not context.council and (row := WHAT_WHO_WHEN.search(text)):
        if row["who"].isupper() or is_known(row["who"], context.names):
            return Verdict(Outcome.AGREED, Reason.TASK_PERSON)
    if context.council or (context.labelled and context.cases and not context.body):
        return Verdict(Outcome.AGREED, Reason.TASK_OFFICE) if office_task(text) else None
    if answer := answered(behind_topic(text) or text, context):
        return answer
    if ROUTINE.search(text):
        return None
    if (loved := LOVED.search(text)) and (loved["who"][0].islower() or is_known(loved["who"], context.names)):
        return Verdict(Outcome.AGREED, Reason.TASK_WILL)
    if (owner := IN_BRACKETS.search(text)) and not DONE.search(text):
        if " " in text[: owner.start()].strip() and all(n.lower() in context.names for n in PARTED.split(owner["who"])):
            return Verdict(Outcome.AGREED, Reason.TASK_PERSON)
    if ERRAND.match(text):
        return Verdict(Outcome.AGREED, Reason.TASK_PASSIVE)
    if (does := DOES_IT.search(text)) and is_known(does["who"], context.names):
        return Verdict(Outcome.AGREED, Reason.TASK_WILL)
    if WE.match(text) and "forsamling" not in (context.body or "").lower():
        return Verdict(Outcome.AGREED, Reason.TASK_WILL)
    if (dashed := DASHED.search(text)) and dashed["who"].lower() in context.names and not DONE.search(text):
        return Verdict(Outcome.AGREED, Reason.TASK_PERSON)
    reason = task(text, context) or task_in_clause(text, context)
    return Verdict(Outcome.AGREED, reason) if reason else None


def task_in_clause(text: str, context: Context) -> Reason | None:
    """A participant's task in a later clause of the sentence, where the clauses before it only tell of something."""
    for joint in CLAUSE.finditer(text):
        clause = text[joint.end() :]
        who = clause.split()[0].rstrip(".,")
        told = SAYS_SO.search(text[: joint.start()])
        if who.lower() in context.names and not told and task(clause, context) is Reason.TASK_PERSON:
            return Reason.TASK_PERSON
    return None


def answered(text: str, context: Context) -> Verdict | None:
    """The board's yes or no; in an assembly such words answer those who ask."""
    answer = ANSWER.match(text)
    if answer is None or BUT.match(text) or "forsamling" in (context.body or "").lower():
        return None
    if answer["no"]:
        return Verdict(Outcome.REJECTED, Reason.ANSWER)
    limited = CONDITION.search(text, answer.end() - 1)
    return Verdict(Outcome.APPROVED_AMENDED if limited else Outcome.APPROVED, Reason.ANSWER)


def is_owned(text: str, names: frozenset[str]) -> bool:
    """A line that names participants of the meeting behind a colon, and nothing else: what stands before is theirs."""
    owned = OWNED.fullmatch(text)
    return owned is not None and all(name.split()[0].lower() in names for name in PARTED.split(owned["who"]))


def office_task(text: str) -> bool:
    """In a council only its office is given tasks without a formula: "Forvaltningen udarbejder et notat"."""
    if OFFICE_BEHIND.match(text):
        return True
    office = OFFICE.match(text)
    if not office or REPORTS.match(text[office.end() :].strip()):
        return False
    verb = OFFICE_VERB.match(text, office.end())
    if verb is None:
        return False
    if verb["verb"] not in OFFICE_IDLE or FINDS.match(text, office.end()):
        return True
    return verb["verb"] in OFFICE_TELLS and bool(find_deadlines(text))


def task(text: str, context: Context) -> Reason | None:
    """Why the sentence gives somebody a task: "Karen kontakter skolen", "Bestyrelsen vil undersøge …".

    A topic may stand before it: "Nøgler: Søren bestiller ti nye."
    """
    text = LED_BY.sub("", behind_topic(text) or text, count=1)
    end = subject_end(text, context.names)
    if not end and (behind := BEHIND.match(text)):
        active = behind["will"] or behind["verb"] not in IDLE
        if active and not TOLD.search(behind.group()) and subject_end(text[behind.end() :], context.names):
            return Reason.TASK_WILL
    if not end:
        who = THAT.match(text)
        if who is None and (by := BY_WHOM.match(text)) and is_known(by["who"], context.names):
            return Reason.TASK_PERSON
        named = who is not None and (who["who"][0].islower() or is_given_name(who["who"]))
        return Reason.TASK_WILL if named else None
    rest = text[end:]
    if SENT.match(rest) and not BODY.match(text):
        return Reason.TASK_PERSON
    if SHALL.match(rest) and (COMING.match(text) or is_known(text.split()[0].rstrip("."), context.names)):
        return Reason.TASK_WILL
    if WILL.match(rest) or PROMISED.match(rest) or TASKS_LEAD.fullmatch(rest):
        return Reason.TASK_WILL
    verb = VERB.match(rest)
    if verb and not REPORTS.match(rest.strip()) and not TELLS.search(rest) and not NOT.match(rest, verb.end()):
        if verb["verb"] not in IDLE or ACTIVE.match(rest.strip()):
            return Reason.TASK_PERSON
    then = THEN.search(rest)  # "Karen ved det ikke, men hun undersøger sagen"
    if then and (then["verb"] not in IDLE or ACTIVE.match(rest, then.start("verb"))):
        return Reason.TASK_PERSON
    return None
