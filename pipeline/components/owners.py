"""Tasks told by whose they are: a name behind a colon or a dash, in brackets, at the end of the line."""

from __future__ import annotations

import re

from pipeline.components.context import Context
from pipeline.components.subjects import is_known
from pipeline.gated import Gated
from pipeline.reasons import Reason

OWNER_LAST = Gated(
    r"^(?>.*?\b(?:skal|[a-zæøå]{3,60}es)\b).*\s[-–]\s+(?P<who>[A-ZÆØÅ][a-zæøå-]+)(?:\s*(?:og|\+|&)\s*[A-ZÆØÅ][a-zæøå-]+)?\.?$"
)
# "Musik: Mogens", "Kaffe og kage: Inger og Ruth (Inger bager)"
OWNED = Gated(
    r"""
    (?! ansvarlig
      | \w*formand | \w*kasserer | sekretær | referent | dirigent | ordstyrer | mødeleder | afbud | fravær | til\s?stede
      | deltag | gæst | \w*suppleant | \w*revisor | medlem | underskr | bestyrelse | kontakt | telefon | mail | valgt
      | på\ valg | tlf )
    [A-ZÆØÅa-zæøå][^:.;?!]{2,50} : \s+
    (?P<who> [A-ZÆØÅ][\w-]+(?:\s[A-ZÆØÅ]\.)? (?: \s*(?:,|og|\+|&)\s* [A-ZÆØÅ][\w-]+(?:\s[A-ZÆØÅ]\.)? )* ) \s*
    (?:\([^()]{3,60}\) | ,\s[a-zæøå0-9][^.;?!]{3,40})? \.?
    """,
    re.I | re.X,
)
# "Kim = telt og borde"
EQUALS = Gated(r"(?P<who>[A-ZÆØÅ][a-zæøå]+)(?:\s[A-ZÆØÅ]\.?)?\s=\s\S")
# what somebody does, in brackets: "Regnskab for banen (NH sender)"
BRACKET_DOES = re.compile(
    r"\((?P<who>[A-ZÆØÅ][\w.]{1,20})\s(?:sender|ringer|undersøger|køber|laver|skriver|bestiller|kontakter|spørger|sørger|indhenter|booker)"
    r"(?:\s[^()]{1,30})?\)"
)
INFINITIVE = re.compile(r"[A-ZÆØÅ][a-zæøå]{3,}e\s")  # "Omstille låsen (ST)"
PARTED = re.compile(r"\s*(?:,|\bog\b|\+|&)\s*")
# what, who and when between dashes: "Rykke skiltemanden – SB – nu"
WHAT_WHO_WHEN = Gated(
    r"^[^–]{5,80}\s[-–]\s(?P<who>[A-ZÆØÅ]{2,4}(?:\s?[/,+]\s?[A-ZÆØÅ]{2,4})*|[A-ZÆØÅ][a-zæøå]+)\s[-–]\s\S[^–]{0,20}$"
)
# the owner behind a dash: "Annonce i avisen – Karen"
DASHED = Gated(r"^[^–]{5,90}\s[–-]\s(?P<who>[A-ZÆØÅ][a-zæøå-]+)(?:\s[A-ZÆØÅ]\.)?\.?$")
# the owner in brackets at the end: "Vi søger fonden (Karen).", "Lampen skal skiftes. (Karen og pedellen)"
IN_BRACKETS = re.compile(
    r"\((?P<who>[A-ZÆØÅ][\w-]+(?:\s[A-ZÆØÅ][\w-]+)?"
    r"(?:\s*(?:,|\bog\b|\+|&)\s*(?:[A-ZÆØÅ][\w-]+(?:\s[A-ZÆØÅ][\w-]+)?|[a-zæøå]{3,30}en))*)\)\s*\.?$"
)
TWO_LETTERS = re.compile(r"[A-ZÆØÅ]{2}")  # initials; three may be an organisation's
SHORT_FOR = frozenset("SF DF LA RV KD EU FN DR TV IT GF MU".split())  # parties, unions, stations, meetings
DOES = re.compile(
    r"(?<![-\w])[a-zæøå]{3,}(?:er|es)\b|\b(?:skal|vil)\b"
    r"|^(?:Indkøb|Køb|Bestilling|Indhentning|Udarbejdelse|Planlægning|Udsendelse|Undersøgelse|Opdatering|Oprydning|Maling"
    r"|Reparation|Revision|Opfølgning|Afklaring|Booking)\s+(?:af|på|om)\s"
)  # else it names a topic and who presents it
DONE = re.compile(r"\b(?:er|har|blev|var|havde|som(?!\s+(?:\w+\s+)?(?:sag|punkt|bilag)\b))\b")
# "Det lovede Karen", "en ny lås; det lovede kassereren at købe"
LOVED = Gated(r"\b[Dd]et\s+lovede\s+(?P<who>formanden|kassereren|bestyrelsen|[A-ZÆØÅ][\w-]+)\b")
# "Teltet henter vi hos spejderne - det gør Karen", "Bilagene mangler, dem finder Karen"
DOES_IT = Gated(
    r"(?:^|[-–,.]\s)(?:[Dd]et|[Dd]em|[Dd]en)\s+(?:gør|tager|klarer|ordner|henter|finder|køber|sørger)\s+(?P<who>[A-ZÆØÅ][\w-]+)"
    r"(?:\s+(?:for|sig\s+af))?[.!]?$"
    r"|\bsom\s+(?P<by>[A-ZÆØÅ][\w-]+)(?:\s+og\s+[A-ZÆØÅ][\w-]+)?\s+(?:tager\s+sig\s+af|ser\s+på|følger\s+op\s+på|undersøger)[.!]?$"
)


def is_owned(text: str, names: frozenset[str]) -> bool:
    """A line that names participants of the meeting behind a colon, and nothing else: what stands before is theirs."""
    owned = OWNED.fullmatch(text)
    return owned is not None and all(name.split()[0].lower() in names for name in PARTED.split(owned["who"]))


def owner_reason(text: str, context: Context) -> Reason | None:
    """Why something is a participant's, told without what they do: by a promise, brackets or a dash."""
    if (loved := LOVED.search(text)) and (loved["who"][0].islower() or is_known(loved["who"], context.names)):
        return Reason.TASK_WILL
    if (does := DOES_IT.search(text)) and is_known(does["who"] or does["by"], context.names):
        return Reason.TASK_WILL
    if DONE.search(text):
        return None
    does_it = BRACKET_DOES.search(text) if "(" in text else None
    if does_it and is_known(does_it["who"], context.names):
        return Reason.TASK_PERSON
    if (owner := IN_BRACKETS.search(text)) and (DOES.search(text, 0, owner.start()) or INFINITIVE.match(text)):
        stopped = text[: owner.start()].rstrip().endswith((".", "!"))
        if all(is_owner(name, context.names, stopped) for name in PARTED.split(owner["who"])):
            return Reason.TASK_PERSON
    dashed = DASHED.search(text)
    return Reason.TASK_PERSON if dashed and dashed["who"].lower() in context.names else None


def is_owner(name: str, names: frozenset[str], stopped: bool) -> bool:
    """Is it a participant, an office ("pedellen"), or initials behind a full stop, where they are short for nothing?"""
    initials = stopped and TWO_LETTERS.fullmatch(name) is not None and name not in SHORT_FOR
    return initials or name[0].islower() or name.split()[0].lower() in names


def listed_owner(text: str, names: frozenset[str]) -> Reason | None:
    """Why an entry of a list is somebody's: the name stands last ("… skal males - Bo"), or between what and when."""
    if (owner := OWNER_LAST.search(text)) and is_known(owner["who"], names):
        return Reason.TASK_MARKED
    if (equals := EQUALS.match(text)) and is_known(equals["who"], names):
        return Reason.TASK_MARKED
    row = WHAT_WHO_WHEN.search(text)
    if row and (row["who"].isupper() or is_known(row["who"], names)):
        return Reason.TASK_PERSON
    return None
