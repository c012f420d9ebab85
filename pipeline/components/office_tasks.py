"""Tasks of a public authority's office or of a member, which a council gives without a formula."""

from __future__ import annotations

import re

from pipeline.components.subjects import BODY, subject_end
from pipeline.components.verbs import ERRANDS, IDLE, PASSIVE_ERRAND, REPORTS
from pipeline.deadlines import find_deadlines

WHICH = (
    r"(?:\w*forvaltningen|administrationen|\w*sekretariatet|direktionen|formanden|borgmesteren|rådmanden"
    r"|overborgmesteren|medarbejdersiden|ledelsessiden)\b"
)
OFFICE = re.compile(
    rf"""
    (?: (?=[A-ZÆØÅ]) (?i:{WHICH})
      | (?:Udvalget|[A-ZÆØÅ][\w-]*udvalget)(?=\s+skal\s) | Regionen | Centret
      | Center\s+for\s+[A-ZÆØÅ]\w+(?:\s+og\s+[A-ZÆØÅ]\w+)?
      | [A-ZÆØÅ]\w+\s+(?:og|&)\s+[A-ZÆØÅ]\w+(?=\s+(?:undersøger|udarbejder|vender|sender|indhenter|kontakter)\b)
      | [A-ZÆØÅ]\w*(?:afdelingen|direktøren|chefen|konsulenten|koordinatoren|lederen)
      | (?:Teknisk|Social|Økonomisk)\s+forvaltning )
    (?:\s+og\s+(?:formanden|næstformanden|borgmesteren|\w*direktøren|forvaltningen|administrationen))?
    (?=\s)
    """,
    re.X,
)
OFFICE_IDLE = IDLE | {"orienterer", "foreslår", "gennemgår"}
FINDS = re.compile(r"\s+finder\s+(?:en|et|nye?)\s|\s+holder\s+(?:et\s+)?møde\s+med\s")
OFFICE_TELLS = frozenset(
    {"orienterer", "fremlægger", "præsenterer", "giver", "afholder", "redegør"}
)  # by a day: a task
# "I stedet laver forvaltningen en kampagne", "Til det møde bestiller forvaltningen nye tal"
OFFICE_BEHIND = re.compile(
    rf"""
    (?: I\ stedet | Herefter | Derefter | Samtidig | Desuden | Derudover | Inden\s+\w+\s+møde
      | Til\s[^.,;:]{{0,20}}\bmøde\w* | På\s+(?:den|det)\s+(?:baggrund|grundlag) ) \s
    (?: laver | udarbejder | undersøger | indhenter | sender | inviterer | tager\ kontakt | kontakter | sørger | retter
      | fremlægger | igangsætter | afholder | bestiller | forbereder ) \s
    {WHICH}
    """,
    re.X,
)
# "Det undersøger administrationen og vender tilbage."; what goes on already is no new task
GOES_ON = r"(?!.*\b(?:allerede|i\s+forvejen|løbende|ikke|ingen|hvert?|altid)\b)"
IS_NEW = re.compile(GOES_ON)
OFFICE_FRONTED = re.compile(rf"Det(?:te)?\s+(?:undersøger|afklarer|ordner|følger)\s+{WHICH}{GOES_ON}")
# "Tallene fremsendes af administrationen til næste møde."
BY_OFFICE = re.compile(rf"{GOES_ON}[^,;:]{{3,90}}?\s{PASSIVE_ERRAND}\s+(?:\w+\s+)?af\s+{WHICH}(?!\s+i\s+høring)")
# "Forvaltningen skal til mødet i maj undersøge …", "Udvalget skal vende tilbage til byrådet"
OFFICE_SHALL = re.compile(
    r"\s+skal\s+(?:(?:til|på|inden|senest)\s[^.,;:]{2,40}?\s)?"
    r"(?:undersøge|udarbejde|vende\s+tilbage(?!\s+til\s+(?:normal|hverdag))|indhente|fremlægge|redegøre"
    r"|kontakte|tage\s+kontakt|rette\s+henvendelse|forelægge|komme\s+med)\b"
)
# "… kommer på mødet i juni med et katalog"
BRINGS = re.compile(r"\s+kommer\s+(?:på|til)\s(?:[^.;:]{0,20}\s)?\w*møde(?:t|r)?\b[^.;:]{0,40}?\s(?:med|tilbage)\s")
AT_A_MEETING = re.compile(
    r"\s(?:på|til|ved)\s+(?:(?:det|et|næste|førstkommende)\s+(?:\w+\s+)?\w*møde\b|\w*mødet\s+(?:i|den)\s)"
)
# "orienterer ansøgerne om muligheden for at klage"
TELLS_THEM = re.compile(
    r"\s+orienterer\s+(?!om\b|\w*(?:udvalget|rådet|nævnet|bestyrelsen)\b)\w{3,40}(?:ne|en|et)\b(?!\s+(?:på|i)\s)"
)
OFFICE_VERB = re.compile(r"\s+(?P<verb>[a-zæøå]{3,}r|mødes)\b")


# "Karen sender materialet til sekretariatet"; who "holder", "taler" or "finder" mostly just does
MEMBER_ERRAND = re.compile(
    rf"\s(?!(?:beder|henter|holder|kører|prøver|taler|snakker|finder|tager|følger|sætter|retter)\b)"
    rf"(?:{ERRANDS}|planlægger|arrangerer)\s"
    r"(?!(?:sig|ofte|normalt|altid|løbende|jævnligt|tit|tak|pt|i)\b|en\s+hilsen|p\.t\.)"
)


def office_task(text: str) -> bool:
    """In a council only its office is given tasks without a formula: "Forvaltningen udarbejder et notat"."""
    if (OFFICE_BEHIND.match(text) and IS_NEW.match(text)) or OFFICE_FRONTED.match(text) or BY_OFFICE.match(text):
        return True
    office = OFFICE.match(text)
    if not office or REPORTS.match(text[office.end() :].strip()):
        return False
    if IS_NEW.match(text) and (OFFICE_SHALL.match(text, office.end()) or BRINGS.match(text, office.end())):
        return True
    verb = OFFICE_VERB.match(text, office.end())
    if verb is None:
        return False
    if verb["verb"] not in OFFICE_IDLE or FINDS.match(text, office.end()):
        return True
    if TELLS_THEM.match(text, office.end()) and IS_NEW.match(text):
        return True
    return verb["verb"] in OFFICE_TELLS and bool(find_deadlines(text) or AT_A_MEETING.search(text))


def member_task(text: str) -> bool:
    """ "Karen og Per indkalder til første møde": a member, by name, with a verb that can only be an errand."""
    first = text.split(" ", 1)[0]  # capitals alone are a party
    end = 0 if first.isupper() or BODY.match(text) else subject_end(text, frozenset())
    errand = MEMBER_ERRAND.match(text, end) if end else None
    return errand is not None and bool(IS_NEW.match(text)) and not REPORTS.match(text[end:].strip())
