"""What stands beside a name in a list: party, title, organisation, office, absence, times, and what is passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.components.persons import NAME, PARTY, TITLE, UPPER, is_given_name, is_organisation, trimmed_name
from pipeline.gated import Gated
from pipeline.minutes import Role, Status

NOBODY = re.compile(
    r"(?i)\W*(?:ingen(?:\s+\w+)?|vakant|ubesat|intet|alle(?:\s+\w+)?|ej|-+|–+|n\.?n\.?|(?:hele\s+)?bestyrelsen|"
    r"alle\s+medlemmer(?:\s+var)?(?:\s+mødt)?)\W*"
)
CONTACT = Gated(r"(?i)@|\bwww\.|\b(?:tlf|telefon|mobil|mob|e-?mail|mail|direkte|cvr|ean)\b[.:\s]")
TELEPHONE = re.compile(r"[0-9](?<!\w[0-9])[0-9]\s?[0-9]{2}\s?[0-9]{2}\s?[0-9]{2}\b")
ADDRESS = re.compile(
    r"(?i)\d{1,2}\.?\s?[a-zæøå]\.?(?:\s*kl\.?)?|(?:nr\.?|hus|lejl\.?|parcel|matr\.?|#)\s*\d+\w?|"
    r"[A-ZÆØÅ]{0,2}\d{1,4}\s?[A-ZÆØÅ]?|\d{4}\s+\w+.*|"
    r".*(?:vej|vejen|gade|gaden|allé|alle|stræde|plads|pladsen|vænget?|parken?|bakken?|gård|torvet?|toften?|stien|"
    r"krogen|haven|marken|engen|kaj|kajen)\s*\d+.*|"
    r"[\w.]{1,3},?\s*(?:st|\d{1,2})\.?\s*(?:tv|th|mf)\.?|(?:st|\d{1,2}\.?\s*sal|\d{1,2})\.?\s*(?:tv|th|mf)?\.?|"
    r"tv\.?|th\.?|\w\b|smst\.?"
)
OBSERVER = re.compile(r"(?i)(?:som\s+)?(?:observatør|tilforordnet)")
UNIT = re.compile(r"(?i)(?:etape|afd\.?|afdeling|blok|hus|distrikt|område|kreds|region)\s+\w{1,3}")
REASON = re.compile(
    r"(?i)(?:på grund af\s+|pga\.?\s+)?(?:\w*sygdom|syg|arbejde|ferie|personlige årsager|familiære årsager|"
    r"tjenesterejse|orlov|kursus|andet møde|barsel\w*|inhabil\w*|rejse|bortrejst|privat\w*|online|virtuelt?|digitalt|"
    r"delvis\w*|kun|(?:via|på|over|pr\.?)\s+(?:teams|zoom|skype|video|telefon|link))\b.*"
)
AWAY = re.compile(  # the reasons that keep somebody away altogether
    r"(?i)(?:på grund af\s+|pga\.?\s+)?(?:\w*sygdom|syg|ferie|orlov|barsel\w*|\w*rejse|bortrejst|forhindret)\b"
)
NOT_ALL_OF_IT = re.compile(r"(?i)\bdeltog ikke\b.{0,20}\b(?:under|ved|i\s(?:behandlingen|drøftelsen|punkt|pkt|sag))\b")
CROSSES = ("✗", "✘", "☒", "÷")
ABSENT = re.compile(
    r"(?i)\b(?:meldt\s+)?(?:afbud|fraværende|forfald|ikke mødt|udeblevet|udeblev|ikke til stede|ej mødt|deltog ikke|"
    r"fravær|syg)\b(?!\s+fra)"
)
PRESENT = re.compile(r"(?i)\b(?:til\s?stede|deltog|deltager|mødt|mødte|fremmødt)\b")
POINT = r"(?:(?:dagsordens)?punkt(?:erne)?|pkt\.?|pk\.?|sag(?:\s+nr\.?)?)\s*(\d+)"
CLOCK = r"(?:kl\.?|klokken)\s*(\d{1,2}(?:[.:]\s?\d{2})?)"
FROM = re.compile(rf"(?i)\b(?:fra|ankom|kom|efter)\b\s*(?:{CLOCK}|{POINT})")
TO = re.compile(rf"(?i)\b(?:til|indtil|gik|forlod\s+mødet|forlod)\b\s*(?:og med\s*)?(?:{CLOCK}|{POINT})")
LEFT = re.compile(r"(?i)(?:forlod|gik\s+fra)\b")
PARTLY = re.compile(
    r"(?i)\(?(?:var\s+)?(?:fraværende|ikke\s+til\s+stede|deltog\s+ikke)\s+(?:ved|under|i)\s+(?:behandlingen\s+af\s+)?(?:sag|pkt|punkt)\w{0,6}\.?\s*\d"
)
DURING = re.compile(rf"(?i)\(?(?:under\s+|ved\s+|i\s+|deltog\s+(?:under|i)\s+)?{POINT}(?:\s*[-–]\s*(\d+))?\)?")
HERE_ABOUT = re.compile(
    r"(?i)afbud|fraværende|til\s?stede|deltog|mødt|fra kl|til kl|kun\s|fra p|stedfortræder\b|suppleant\b|ankom|ej\b"
)
STANDS_IN = re.compile(r"(?i)(?:deltog|mødte|deltager|møder)\b.*\b(?:stedfortræder|suppleant|på vegne af)\b")
CAME_INSTEAD = re.compile(
    r"(?:deltog|mødte|deltager|møder)\s(?:i\s(?:mødet|stedet)\s?)?(?:som\s(?:stedfortræder|suppleant)|$)"
)
OF_STAND_IN = re.compile(r"(?i)\bstedfortræder|\bsuppleant for|på vegne af")
INSTEAD_OF = re.compile(rf"(?:[Ss]tedfortræder|[Ss]uppleant)\s+for\s+(?P<name>{NAME.pattern})(?:\s*\(\w+\))?")
CAME_FOR = re.compile(rf"(?i)(?:deltog|deltager|var\s+med|kom)\s+(?:kun\s+)?(?:under|ved|til)\s+{POINT}")
SENDER = re.compile(r"(?:fra|repr\w*\.?)\s+(?=[a-zæøå])")
COMES_FROM = re.compile(rf"(?:fra|v/|ved|repr\w*\.?)\s+(?=[{UPPER}])")
OWN_INITIALS = re.compile(r"(?:[A-ZÆØÅ]{2,4}|#\d+)\b\s*(?!\w)")
VERB = re.compile(r"[a-zæøå]\s+(?:er|var|blev|har|havde|vil|skal|kan)\s|^(?:som|der|har|er|var|blev|de|det|han|hun)\b")
DASH = re.compile(r"\s+[–—-]+\s*|(?<=\))\s*[–—-]+\s*|(?<=\w)[–—-]\s+(?!(?:og|eller|samt)\b)")
ROLES = (
    (Role.CO_CHAIR, re.compile(r"(?i)\bmed-?formand\b")),
    (
        Role.VICE_CHAIR,
        re.compile(
            r"(?i)\b(?:\d\.\s*)?(?:næstformand(?:en)?|næstfmd|næstforperson|næstforkvinde|viceformand|viceborgmester)\b"
        ),
    ),
    (Role.MODERATOR, re.compile(r"(?i)\b(?:dirigent|ordstyrer|mødeleder)\b")),
    (
        Role.CHAIR,
        re.compile(
            r"(?i)\b(?:(?:bestyrelses|udvalgs|regionsråds|regions|menighedsråds|råds|skolebestyrelses|lands|over)?"
            r"(?:formand(?:en)?|fmd|forkvinde|forperson|borgmester(?:en)?))\b(?!\s+(?:for|i)\b)"
        ),
    ),
    (
        Role.MINUTE_TAKER,
        re.compile(
            r"(?i)\b(?:referent|ref|protokolfører|mødesekretær|pennefører|tastede|skrev(?! sig)|tog referat"
            r"|førte pennen)\b"
        ),
    ),
)
# as what somebody came, in brackets behind the name
CAME_AS = (
    (Status.SUBSTITUTE, re.compile(r"(?i)(?:(?:[1-4]\.\s?)?(?:suppleant|suppl?\.?)|stedfortræder)")),
    (Status.GUEST, re.compile(r"(?i)(?:indbudt\s+)?gæst(?:\s+under\s.*)?")),
    (Status.SECRETARIAT, re.compile(r"(?i)sekretariat(?:et)?")),
)
ROLE_ONLY = re.compile(r"(?i)medformand|referent|ref\.?|dirigent|ordstyrer|mødeleder|medlem|løsgænger|protokolfører")
LONGEST_CELL = 60  # letters
DEFINITE = re.compile(r"\w{5,}(?:en|et|erne)")  # "Landsforeningen", not "Godkendt"
OTHERWISE = re.compile(r"[\d():.]")  # a time, a label, another's brackets: no name of an organisation
MAYOR = re.compile(r"(?i)borgmester")
RANK: Sequence[Role] = (Role.CHAIR, Role.MODERATOR, Role.VICE_CHAIR, Role.CO_CHAIR, Role.MINUTE_TAKER)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list; `start` and `end` are offsets of the name in the text that was read."""

    name: str
    start: int
    end: int
    title: str | None = None
    organisation: str | None = None
    party: str | None = None
    role: Role | None = None
    status: Status | None = None  # printed beside the name; else that of the list
    substitute_for: str | None = None
    from_: str | None = None  # "17:20" or "punkt 3"
    to: str | None = None
    sure: bool = True  # the first word is a known given name


def is_contact(text: str) -> bool:
    """Does the text give an address or number at which somebody is reached?"""
    return TELEPHONE.search(text) is not None or CONTACT.search(text) is not None


def titled(entry: Entry, printed: str) -> Entry:
    """The entry with a title or an office; an office of the meeting is no title."""
    title = None if ROLE_ONLY.fullmatch(printed) else printed
    role = role_of(printed)
    if role is None or not MAYOR.fullmatch(entry.title or ""):
        role = stronger(entry.role, role)
    return replace(entry, role=role, title=entry.title or title)  # "Borgmester Karen Holm (næstformand)"


def with_rest(entry: Entry, rest: str) -> Entry | None:
    """The entry with what stands after the name before the next comma; None if that is no addition to a name."""
    rest = OWN_INITIALS.sub("", rest.strip(), count=1) if OWN_INITIALS.match(rest.strip()) else rest.strip()
    bracketed = rest.startswith("(")
    while rest.startswith("("):
        stop = closing(rest)
        inner, rest = rest[1:stop], rest[stop + 1 :].strip(" .")
        entry = in_brackets(entry, inner)
    bare = rest.strip(" .")
    if bare in CROSSES:
        return replace(entry, status=Status.ABSENT)
    if not bare.strip(":") or rest[0] == ".":
        return entry
    if dash := DASH.match(" " + rest):
        return describe(entry, rest[dash.end() - 1 :].strip(), beside=True)
    if rest[0] in ":/":
        return describe(entry, rest[1:].strip(), beside=True)
    if CAME_FOR.match(rest):  # a sentence within the list: here for one item
        return replace(describe(entry, rest) or entry, status=Status.GUEST)
    if REASON.fullmatch(bare) and (FROM.search(rest) or TO.search(rest)):
        return attended(entry, rest)  # "kun til kl. 20"
    if REASON.fullmatch(bare):
        return replace(entry, status=Status.ABSENT) if AWAY.match(bare) else entry
    if HERE_ABOUT.match(rest) or TITLE.fullmatch(bare) or PARTY.fullmatch(bare) or DURING.match(rest):
        return describe(entry, rest)
    if instead := INSTEAD_OF.fullmatch(rest.removeprefix("som ")):
        return replace(entry, status=Status.SUBSTITUTE, substitute_for=trimmed_name(instead["name"]))
    if rest.startswith("for ") and (other := NAME.match(rest, 4)):
        return replace(entry, substitute_for=trimmed_name(other.group()))
    if ADDRESS.fullmatch(bare):
        return entry
    if rest[0].isupper() and is_organisation(rest):
        return replace(entry, organisation=bare)
    if (origin := COMES_FROM.match(rest)) and len(rest) < 60:
        return replace(entry, organisation=rest[origin.end() :].strip(" ."))
    if (sender := SENDER.match(rest)) and len(rest) < 60 and is_organisation(rest[sender.end() :]):
        return replace(entry, organisation=rest[sender.end() :].strip(" ."))  # "fra ungdomsudvalget"
    if bracketed and is_cell(rest):
        if AWAY.match(rest) or ABSENT.search(rest):
            return replace(entry, status=Status.ABSENT)
        return replace(entry, organisation=bare) if is_sender(rest) else None
    return None


def is_cell(rest: str) -> bool:
    """Can what stands behind a name and its brackets be the next column of a table: a few words and no more?"""
    return rest[0].isupper() and len(rest) <= LONGEST_CELL and not OTHERWISE.search(rest)


def is_sender(cell: str) -> bool:
    """Does the cell tell who sent the person, rather than another person, a title or what somebody did?"""
    words = cell.split()
    if is_given_name(words[0]) or (len(words) == 1 and not DEFINITE.fullmatch(cell)):
        return False
    return not (VERB.search(cell) or role_of(cell) or TITLE.match(cell))


def in_brackets(entry: Entry, inner: str) -> Entry:
    """The entry with what the brackets hold, one addition between two commas."""
    for part in [inner] if OF_STAND_IN.match(inner) else re.split(r"\s*[,;]\s*", inner):
        entry = describe(entry, part, beside=True) or entry
    return entry


def closing(text: str) -> int:
    """Offset of the parenthesis that closes the one `text` begins with; its end when none does."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return at
    return len(text)


def describe(entry: Entry, text: str, *, beside: bool = False) -> Entry | None:
    """The entry with one more addition; None if the text is none. `beside`: set off by a parenthesis, dash or colon."""
    text = text.strip(" .")
    if (tail := re.fullmatch(r"([^()]+?)\s*\(([^()]*)\)", text)) and (
        first := describe(entry, tail.group(1), beside=beside)
    ):
        return in_brackets(first, tail.group(2))
    if not beside and (dash := DASH.search(text)) and (first := describe(entry, text[: dash.start()])):
        return describe(first, text[dash.end() :], beside=True) or first
    text = text.strip("()")
    if not text or NOBODY.fullmatch(text):
        return entry
    if PARTY.fullmatch(text):
        return replace(entry, party=entry.party or text)
    if beside and CAME_INSTEAD.search(text) and NAME.match(text):
        return entry  # "(Per Vang deltog som suppleant)" is read as a sentence
    if not beside and STANDS_IN.match(text):
        return replace(entry, status=Status.SUBSTITUTE)
    if beside and (came := next((status for status, pattern in CAME_AS if pattern.fullmatch(text)), None)):
        return replace(attended(entry, text) or entry, status=came)
    if beside and (instead := INSTEAD_OF.fullmatch(text)):
        return replace(entry, status=Status.SUBSTITUTE, substitute_for=trimmed_name(instead["name"]))
    if OF_STAND_IN.search(text) and " " in text:
        return entry  # said of the other one of the two: read as a sentence
    return attended(entry, text) or placed(entry, text, beside)


def attended(entry: Entry, text: str) -> Entry | None:
    """Absence, presence and their times; "afbud fra kl. 18" is presence until then."""
    begins, ends = FROM.search(text), TO.search(text)
    if begins or ends:
        times = (moment(ends), moment(begins)) if ABSENT.search(text) else (moment(begins), moment(ends))
        left = LEFT.match(text) is not None  # so came, in a list of the absent too
        return replace(entry, from_=times[0], to=times[1], status=Status.PRESENT if left else entry.status)
    if PARTLY.match(text) or NOT_ALL_OF_IT.search(text):
        return replace(entry, status=entry.status or Status.PRESENT)  # "Deltog (fraværende ved sag 7-9)"
    if ABSENT.search(text) and len(text) < 60:
        return replace(entry, status=Status.ABSENT)
    if during := DURING.fullmatch(text):
        return replace(entry, from_=f"punkt {during.group(1)}", to=f"punkt {during.group(2) or during.group(1)}")
    if PRESENT.match(text) and len(text) < 40:
        return replace(entry, status=Status.PRESENT)
    return None


def placed(entry: Entry, text: str, beside: bool) -> Entry | None:
    """Office, title and organisation; addresses, reasons and contacts are passed over."""
    if REASON.fullmatch(text) or ADDRESS.fullmatch(text) or is_contact(text):
        return entry
    if beside and OWN_INITIALS.fullmatch(text):
        return entry
    if role_of(text) and not VERB.search(text) or ROLE_ONLY.fullmatch(text):
        return titled(entry, text)
    if len(text) > 80:
        return None
    if OBSERVER.fullmatch(text):
        return replace(entry, status=entry.status or Status.GUEST)
    if UNIT.fullmatch(text):
        return replace(entry, organisation=entry.organisation or text)
    if TITLE.match(text) or text[0].islower() and not VERB.search(text):
        return replace(entry, title=entry.title or text)
    if text[0].isupper() and (is_organisation(text) or not VERB.search(text)):
        return replace(entry, organisation=entry.organisation or text)
    return None


def moment(match: re.Match[str] | None) -> str | None:
    """ "17:20" or "punkt 3"."""
    if match is None:
        return None
    if match.group(1):
        hour, _, minute = re.sub(r"[.:\s]+", ":", match.group(1)).partition(":")
        return f"{int(hour):02d}:{minute or '00'}"
    return f"punkt {match.group(2)}"


def role_of(text: str) -> Role | None:
    return next((role for role, pattern in ROLES if pattern.search(text)), None)


def stronger(a: Role | None, b: Role | None) -> Role | None:
    """Of two roles of one person the one that leads the meeting."""
    return min((role for role in (a, b) if role is not None), key=RANK.index, default=None)
