"""Tasks that boards and assemblies write without a formula: who does what."""

from __future__ import annotations

import re

from pipeline.components.context import Context
from pipeline.components.elections import ELECTION_TITLE, chosen, group_named
from pipeline.components.errands import errand
from pipeline.components.office_tasks import member_task, office_task
from pipeline.components.outcomes import Verdict, is_history
from pipeline.components.owners import is_owned, listed_owner, owner_reason
from pipeline.components.persons import is_given_name
from pipeline.components.replies import answered
from pipeline.components.sentences import behind_topic
from pipeline.components.subjects import BODY, INITIALS, is_known, subject_end
from pipeline.components.turns import turned
from pipeline.components.verbs import ACTIVE, DONE_ERRAND, ERRANDS, IDLE, PASSIVE_ERRAND, REPORTS, TELLS
from pipeline.gated import Gated
from pipeline.minutes import Outcome
from pipeline.reasons import Reason
from pipeline.votes import find_votes

MARKER = re.compile(r"(?:\d{1,2}|[a-zæøå])[.)]\s+")  # of a list: its letters and numbers are part of the text
ARROW = re.compile(r"(?:[➔→►▶➢⇒]|=>|->)\s*")  # what comes of a talk stands behind it
PASSIVE = re.compile(r"[^.:;?!]{2,60}\s[a-zæøå]{4,}es\b(?!\saf\b)")
MARKED = re.compile(
    r"""
    (?: aktion(?:er)? | action | to\ do | todo | handling | aktionspunkt | opfølgning
      | opgaver?(?=\s*:[^.]*(?:=|\b[a-zæøå]{3,}(?:er|es)\b|\([A-ZÆØÅ])) ) \s*[:–-]\s*\S
    | aktion(?:er)?\s+[A-ZÆØÅ]\w+\s+\w+r\b
    """,
    re.I | re.X,
)
# whose it is, said last: "Prisen undersøges (aktion: Karen og Bo)", "… Action Karen."
MARKED_LAST = Gated(
    r"[.(\s](?:aktion|action|ansvarlig)\s*:?\s+[A-ZÆØÅ][\wæøå.]*(?:\s*(?:,|og|&|\+|/)\s*[A-ZÆØÅ][\wæøå.]*)*\)?\.?$",
    re.I,
)
KEEPER = Gated(
    r"""
    \b(?: er | bliver | blev | blevet
       | (?:udpeges|udpeget|valgt|indtræder|fortsætter|står|vil\s+gerne\s+være)(?:\s+som)? )
      \s+ (?:(?:indtil\s+videre|\w+)\s+)? (?:tovholdere?|ankermand)\b
    | ^tovholdere?\s+(?:er|bliver)\b
    | ^tovholdere?\s*:
    """,
    re.I | re.X,
)
CHAIRS = re.compile(r"dirigent|ordstyrer|mødeleder|referent", re.I)  # to which one person is elected
ELSEWHERE = re.compile(r"\b(?:byrådet|folketinget|regionsrådet)\b", re.I)  # whose vote it was not
COUNT = Gated(r"\b(?:stemte|stemmer|stemmetal|imod|nej)\b", re.I)
WILL = re.compile(
    r"""
    \s+vil\s+
    (?: gerne\s+ (?=(?:stå\s+for|sørge|arrangere|undersøge|kontakte|tage\s+en\s+snak)\b) )?
    (?! (?: gerne | meget | måske | helst | ud | overveje | varetage | have | være | ikke | dog\s+(?:ikke|gerne)
          | gøre\ opmærksom | komme | blive | så | nok )\b )
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
# the actor behind the passive: "Forslaget skrives af Karen"
BY_WHOM = re.compile(
    rf"""
    ^[^,;:]{{3,90}}? \s
    (?: {PASSIVE_ERRAND} | (?:bliver|vil\s+blive)\s+{DONE_ERRAND} ) \s+
    (?: (?:også|derefter|herefter|op|ind|ud|ned|over|snarest) \s+ ){{0,2}} af \s+
    (?P<who>[A-ZÆØÅ][\w-]+ | (?:næst)?formanden | kassereren | sekretæren | viceværten | varmemesteren | kirkeværgen
      | graveren | administrator )\b
    """,
    re.X,
)
# a clause of its own: "Naboen har ikke svaret, Karen ringer til ham", "… og Per undersøger prisen"
CLAUSE = re.compile(
    rf"(?:[,;]\s+|\s[–-]\s*)(?:(?:og|så|men)\s+)?(?=[A-ZÆØÅ])|\sog\s(?=[A-ZÆØÅ]\w+\s(?:vil\s+sørge|{ERRANDS})\b)"
)
SAYS_SO = re.compile(
    r"\b(?:at|om|hvis|når|som|der)\s*$|\b(?:sagde|siger|mente|mener|oplyste|fortalte|foreslog|foreslår|spurgte)\b"
)
# one of several, of which one is to be chosen: "Tilbud 2: Karen laver dem selv"
OPTION = re.compile(r"(?:Tilbud|Mulighed|Model|Alternativ|Løsning|Scenarie|Variant|Option)\s(?:\d|[A-H])\s?:")
# what is done as ever is no new task
ROUTINE = Gated(
    r"\bhver(?:t)?\s+(?:anden\s+)?(?:uge|måned|år|gang|\w*dag)\b|\bi\s+hver\b|jævne\s+mellemrum|\bsom\s+(?:(?:han|hun|de|vi)\s+)?(?:plejer|altid|sædvanlig\w*|vanligt?)\b"
)
# who is asked, sent or entered: "Karen og Per tilmeldes"
SENT = re.compile(
    r"\s+(?:spørges|tilmeldes|inviteres|kontaktes|sendes|rykkes|indkaldes|opfordres\s+til\s+at|mødes\s+(?:den|d\.|med|og|kl|inden))(?!\w)"
)
TWO_LETTERS = re.compile(r"[A-ZÆØÅ]{2}")  # a person's initials; three may be an organisation's
LED_BY = re.compile(r"(?:Men|Og|Så|Dog)\s+(?=[A-ZÆØÅ])")
PROMISED = re.compile(r"\s+(?:lovede|har\s+(?:lovet|tilbudt)|påtog\s+sig|tilbød|meldte\s+sig\s+til),?\s+at\b")
# what the writers of minutes say that they themselves will do; most other verbs with "vi" tell of the past year
WE = re.compile(
    r"""
    Vi\s+(?:derfor\s+|så\s+|nu\s+)?
    (?: spørger | kontakter | indhenter | undersøger | bestiller | inviterer | sender | beder | skriver\s+til | prøver
      | indkalder\s+til | udarbejder | skriver\s+ind
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
    (?!\s+(?:ikke|gerne|have|frem|glad|ondt|selv)\b)
    """,
    re.X,
)
# the actor behind the verb: "Hvis låsen binder, ringer Karen til smeden"
BEHIND = re.compile(
    r"""
    (?:Hvis|Når|Såfremt|Inden|Efter|Til|Som|I|På|Foreløbig|Herefter|Derefter|Derudover|Desuden|Samtidig|Endelig|Snarest
      |Dette|Det)
    \b [^.;?!]{0,90}? \s (?:(?P<verb>[a-zæøå]{3,}r)|(?P<will>vil)) \s (?=[A-ZÆØÅ])
    """,
    re.X,
)
# "Når planen er klar, skal Karen sende den", "Ellers må Per hjælpe"
BEHIND_SHALL = re.compile(r"(?:Hvis|Når|Inden|Ellers|Herefter|Derefter)\b[^.;?!]{0,90}?\s(?:skal|må)\s(?=[A-ZÆØÅ])")
NOT_TO = re.compile(r"\s+(?:ikke|gerne|have|betale)\b")
# the object before the verb: "Gaven køber Karen og Per"
FRONTED = re.compile(r"(?P<what>[A-ZÆØÅ][a-zæøå]{2,}(?:en|et|ne))\s(?P<verb>[a-zæøå]{3,}r)\s(?=[A-ZÆØÅ])")
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
CONTACTED = Gated(  # "Kommunen kontaktes."
    r"(?!Der\b)[A-ZÆØÅ][\w/ .&-]{2,40}?\s(?<!bør\s)(?<!kan\s)(?<!må\s)(?:skal\s+)?"
    r"(?:kontaktes|tilkaldes|rykkes(?=\s+for\b(?!\s+at\b)))"
    r"(?=\s*[.!]?$|\s+(?:igen|snarest|straks|for|vedr|ang|om|inden|så)\b(?!\s+(?:at|ofte)\b))"
)
VERB = re.compile(
    r"\s+(?:(?:derefter|herefter|så|også|selv|desuden|begge|i stedet|efterfølgende)\s+)?(?P<verb>[a-zæøå]{2,}r)\b"
    r"(?!\s+(?:var|er|har|havde|blev|kan|kunne|vil|skal)\b)"  # "Kaarups datter var med"
)
NOT = re.compile(r"\s+(?:(?!om\b)\w+\s+)?ikke\b|\s+måske\b")
THEN = re.compile(r",\s+men\s+(?:han|hun|de)\s+(?P<verb>[a-zæøå]{3,}r)\b")
# "Karen mangler et bilag og rykker naboen"
AND_DOES = re.compile(rf"\s(?:mangler|venter|afventer)\s(?:(?!\bat\b)[^.,;]){{1,60}}\sog\s+{ERRANDS}\b")
# "Karen (formand): skriver til kommunen", "Karen + Per – overdrager nøglerne"
DOES = re.compile(
    r"(?P<who>[A-ZÆØÅ][\wé.-]*(?:(?:\s|\s?[+/&,]\s?|\sog\s)[A-ZÆØÅ][\wé.-]*){0,5})(?:\s\([^()]{1,40}\))?\s?[:–-]\s+(?=[a-zæøå]{2,}(?:er|år|ør)\b)"
)
JOINT = re.compile(r"\s?[+/&,]\s?|\sog\s")
# leads into a list of somebody's tasks
TASKS_LEAD = re.compile(r"\s(?:skal|vil|tager\s+sig\s+af|sørger\s+for|arbejder\s+(?:videre\s+)?med)\s*:\s*$")


def judge_plain(text: str, context: Context) -> Verdict | None:
    """The verdict on a sentence without a formula: a task, or a person who was chosen."""
    text = text.strip()
    if marker := MARKER.match(text):
        text = text[marker.end() :]
    if arrow := ARROW.match(text):
        text = text[arrow.end() :]
    if not text or text.endswith("?"):
        return None
    if arrow and not context.council and PASSIVE.match(text):
        return Verdict(Outcome.AGREED, Reason.TASK_MARKED)
    if MARKED.match(text) or (MARKED_LAST.search(text) and not context.council):
        return Verdict(Outcome.AGREED, Reason.TASK_MARKED)
    if KEEPER.search(text) and not text.startswith("Hvis"):
        return Verdict(Outcome.AGREED, Reason.TASK_KEEPER)
    elects = ELECTION_TITLE.search(context.title) is not None
    alone = text.rstrip(" .").lower() in context.names and (context.alone or CHAIRS.search(context.title))
    if elects and (alone or chosen(text, context.date)):
        return Verdict(Outcome.ELECTED, Reason.ELECTED_IN_LIST)
    if not context.council and group_named(text):
        return Verdict(Outcome.ELECTED, Reason.ELECTED_IN_LIST)
    if not context.council and is_owned(text, context.names):
        given = (Outcome.ELECTED, Reason.ELECTED_IN_LIST) if elects else (Outcome.AGREED, Reason.TASK_PERSON)
        return Verdict(*given)
    if not context.council and (listed := listed_owner(text, context.names)):
        return Verdict(Outcome.AGREED, listed)
    if context.council or (context.labelled and context.cases and not context.body):
        if office_task(text):
            return Verdict(Outcome.AGREED, Reason.TASK_OFFICE)
        return Verdict(Outcome.AGREED, Reason.TASK_PERSON) if member_task(text) else None
    if counted := by_count(text, context):
        return counted
    if answer := answered(text, context):
        return answer
    if ROUTINE.search(text):
        return None
    if ERRAND.match(text) or CONTACTED.match(text):
        return Verdict(Outcome.AGREED, Reason.TASK_PASSIVE)
    if WE.match(text) and "forsamling" not in (context.body or "").lower():
        return Verdict(Outcome.AGREED, Reason.TASK_WILL)
    reason = owner_reason(text, context) or task(text, context) or task_in_clause(text, context)
    if reason:
        return Verdict(Outcome.AGREED, reason)
    board = "forsamling" not in (context.body or "").lower()
    return errand(text, context) or (turned(text) if board else None)


def by_count(text: str, context: Context) -> Verdict | None:
    """What the votes for and against a motion say of it; kept only where nothing else in the item tells."""
    if not COUNT.search(text) or is_history(text, context) or ELSEWHERE.search(text):
        return None
    for vote in find_votes(text):
        if vote.for_ is not None and vote.against is not None and vote.for_ != vote.against:
            adopted = vote.for_ > vote.against
            return Verdict(Outcome.APPROVED if adopted else Outcome.REJECTED, Reason.VOTE_COUNT)
    return None


def task_in_clause(text: str, context: Context) -> Reason | None:
    """A participant's task in a later clause of the sentence, where the clauses before it only tell of something."""
    for joint in CLAUSE.finditer(text):
        clause = text[joint.end() :]
        who = clause.split()[0].rstrip(".,")
        told = SAYS_SO.search(text[: joint.start()])
        dashed = joint.group().strip()[0] in "-–"
        known = who.lower() in context.names or (dashed and TWO_LETTERS.fullmatch(who))
        if known and not told and task(clause, context):
            return Reason.TASK_PERSON
    return None


def is_actor(who: str, names: frozenset[str]) -> bool:
    return is_known(who, names) or INITIALS.fullmatch(who) is not None


def task(text: str, context: Context) -> Reason | None:
    """Why the sentence gives somebody a task: "Karen kontakter skolen", "Bestyrelsen vil undersøge …".

    A topic may stand before it: "Nøgler: Søren bestiller ti nye."
    """
    bare = behind_topic(text)
    if OPTION.match(text):
        return None
    return (told(bare, context) if bare else None) or told(with_subject(text, context.names), context)


def with_subject(text: str, names: frozenset[str]) -> str:
    """The text with those before its colon as subject: "Karen og Per bestiller grus" for "Karen + Per: bestiller …"."""
    found = DOES.match(text)
    people = JOINT.split(found["who"]) if found else []
    if found is None or not all(is_known(name.split()[0], names) for name in people):
        return text
    return f"{' og '.join(people)} {text[found.end() :]}"


def told(text: str, context: Context) -> Reason | None:
    """Why the clause gives a task to whom it begins with, or names behind its verb."""
    text = LED_BY.sub("", text, count=1)
    end = subject_end(text, context.names)
    if end:
        return given_to(text, end, context)
    if behind := BEHIND.match(text):
        active = behind["will"] or behind["verb"] not in IDLE or ACTIVE.match(text, behind.start("verb"))
        if active and not TOLD.search(behind.group()) and subject_end(text[behind.end() :], context.names):
            return Reason.TASK_WILL
    fronted = FRONTED.match(text)
    if fronted and not is_given_name(fronted["what"]) and subject_end(text[fronted.end() :], context.names):
        does = text[fronted.start("verb") :]
        if fronted["verb"] not in IDLE and not REPORTS.match(does) and not TELLS.search(does) or ACTIVE.match(does):
            return Reason.TASK_WILL
    if shall := BEHIND_SHALL.match(text):
        who_end = subject_end(text[shall.end() :], context.names)
        if who_end and not NOT_TO.match(text, shall.end() + who_end):
            return Reason.TASK_WILL
    who = THAT.match(text)
    board = "forsamling" not in (context.body or "").lower()
    if (
        who is None
        and board
        and " af " in text
        and (by := BY_WHOM.match(text))
        and (by["who"][0].islower() or is_actor(by["who"], context.names))
    ):
        return Reason.TASK_PERSON
    named = who is not None and (who["who"][0].islower() or is_given_name(who["who"]))
    return Reason.TASK_WILL if named else None


def given_to(text: str, end: int, context: Context) -> Reason | None:
    """Why the clause gives a task to its subject, which ends at offset `end`."""
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
    if AND_DOES.match(rest):
        return Reason.TASK_PERSON
    if then and (then["verb"] not in IDLE or ACTIVE.match(rest, then.start("verb"))):
        return Reason.TASK_PERSON
    return None
