"""Lines that name who was elected: "Formand: NN", "Karen, Per og Mads", a name with its address."""

from __future__ import annotations

import re

from pipeline.components.persons import NAME, NOT_A_NAME, is_given_name
from pipeline.components.subjects import INITIALS, subject_end
from pipeline.gated import Gated

ELECTION_TITLE = Gated(
    r"""
    \bformalia\b
    | \b(?:valg|valgt|genvalg|konstituering|udpegning(?:er)?|repræsentation|nyvalg|på\ valg|stemmeudvalg
         |stemmetællere?)\b
    | ^(?:godkendelse\ af\ )?(?:dirigent|ordstyrer|referent)\b
    | ^(?:suppleant(?:er)?|revisor(?:er)?|bestyrelsesmedlemmer)(?:\s+og\s+\w+)?\s*[.:]?(?:\s|$)
    """,
    re.I | re.X,
)
# leads into a list of those elected
LISTS_ELECTED = re.compile(
    r"\b(?:konstitu\w+\s+(?:sig\b|bestyrelse)|(?:valgtes|blev\s+valgt|er\s+valgt|nyvalgt)\b)[^.]{0,300}:$", re.I
)
# who stands for election, withdraws or is proposed is not elected yet
ON_BALLOT = re.compile(
    r"""
    \b(?: på\ valg(?!\s+i\s+\d) | ønsker | ønskede | modtager | modtog\ ikke | genopstiller | opstiller | stiller\ op
        | villig | foresl\w+ | (?:var|er|blev)\s+(?:indstillet|opstillet) | fik\s+\d+\s+stemmer?
        | (?<!uden\ mod)kandidat\w* | afgår | afgående | udtræder | ikke )\b
    """,
    re.I | re.X,
)
ROLE_LINE = re.compile(
    r"""
    ^(?:(?:ny\s+)?(?: (?:best\.?)?\s?formand | næstformand | (?:næst)?fmd\. | kass\. | \w{0,12}repr?\. | kasserer
                    | sekretær | referent | dirigent | suppleant(?:er)?
                    | revisor(?:er)? | revisorsuppleant(?:er)? | bestyrelsesmedlem(?:mer)? | medlem(?:mer)?
                    | best(?:yrelses)?\.?\s?medl\. | menigt\s+medl\. | [12]\.\s+suppl\. | suppl\.
                    | stemmetællere? | revisor\s+suppl\.? | ordstyrer | kontaktperson | webmaster | menigt\ medlem
                    | (?:[12]\.|første|anden)\ suppleant | bilagskontrollant | repræsentant(?:er)? )
       [^:]{0,40}?)
    \s*(?: [:–-] | \b(?:blev|er)\b(?:\s+(?:stadig|fortsat|fremover))? | (?<=r)\s | (?<=nt)\s | (?<=tællere)\s
        | (?<=suppl\.)\s | (?<=medl\.)\s | (?<=[dspr]\.)\s | (?<=formand)\s(?=[^():]{3,50}\((?:gen|ny)?valg) )\s*
    (?P<name>[A-ZÆØÅ].*)$
    """,
    re.I | re.X,
)
NO_PERSON = re.compile(r"^revisor|\b(?:Blev|Bank|Revision|Administration|Udskudt|Ingen)\b", re.I)  # firms, verbs
# who holds an office already and did something
ACTS = re.compile(
    r"\s+(?:bød|fremlagde|gennemgik|fortalte|aflagde|redegjorde|oplyste|spurgte|sagde|mente|gav|tog\s+ordet|[a-zæøå]{3,}ede|(?:har|havde)"
    r"|(?:er|var)\s+(?:syg|ikke|fraværende|forhindret|desværre))\b"
)
FULL_NAME = re.compile(r"[A-ZÆØÅ][a-zæøåé-]+(?:\s[A-ZÆØÅ]\.?){0,2}\s[A-ZÆØÅ][a-zæøåé-]+")  # "Heimo Dalsgaard"
# "Grønne områder: Karen Holm (nr. 28)"
FIELD_OF = Gated(
    r"(?=[^:]*(?:områd|udvalg|gruppe|ansvarlig|hus\b|web|hjemmeside|fest|legeplads|drift|vej|have|bro\b|bane))"
    r"[A-ZÆØÅ][^:.;?!,]{2,40}:\s+(?P<name>[A-ZÆØÅ][a-zæøåé-]+(?:\s[A-ZÆØÅ][\wé.-]*){1,3})(?P<rest>\s*[(,].{1,40})?",
    re.I,
)
# "Fodbold: Karen Holm, Per Vang"
LABELLED = re.compile(
    r"(?!(?:Afbud|Fravær|Til\s?stede|Stemme[rt]|Imod|Blomster|Tak|Kandidat|Kopi|Deltag|Mødt|Ikke|Foresl|Forslag|Udtr[æå]d"
    r"|Afgå|Opstil|Still|Indstil|Farvel|Nomineret|Forlader|Bestyrelsen\s+(?:foresl|indstil|peg|anbefal|takk)|Fratr[æå]|Trak|Stopp|Tidligere|Undlod|Hverken|Ordet|Spørgsmål|På\svalg))"
    r"[A-ZÆØÅ][^:.;?!,]{2,30}:\s+(?P<names>[A-ZÆØÅ][^:;?!]{5,100})"
)
AS_OFFICE = re.compile(
    r"\s+som\s+(?:\w+\s+){0,2}\w*(?:medlem|suppleant|formand|kasserer|revisor|sekretær|repræsentant|stemmetæller|dirigent|referent)\w*$",
    re.I,
)
# "Karen blev formand", "Per forsætter som kasserer"
HOLDS = re.compile(
    r"(?P<name>[A-ZÆØÅ][\w.-]+(?:\s+[A-ZÆØÅ][\w.-]*){0,3})\s+(?:blev|bliver|er|overtager|forts?ætter(?:\s+som)?)\s+(?:(?:altså|dermed|herefter|nu|stadig|fortsat)\s+)?(?:ny\s+)?"
    r"(?:\w*formand|\w*forperson|\w*kontaktperson|kasserer?|sekretær|referent|\w*revisor|\w*suppleant|webmaster|dirigent|ordstyrer|mødeleder)\b",
    re.I,
)
# "Karen mødeleder og Per Vang ordstyrer"
WITH_OFFICE = re.compile(
    r"(?P<name>[A-ZÆØÅ][\wé.-]+(?:\s+[A-ZÆØÅ][\w.-]*){0,3})\s+(?:mødeleder|ordstyrer|referent|dirigent)(?:\s+denne\s+gang)?"
    r"(?:,?\s+(?:og\s+)?[A-ZÆØÅ][\wé. -]{1,40}?\s(?:mødeleder|ordstyrer|referent|dirigent))?\.?"
)
# who does the office that the title elects to
SERVES = re.compile(
    r"[A-ZÆØÅ][\wé.-]+(?:\s+[A-ZÆØÅ][\w.-]*){0,3}\s+blev\sdet\b|[A-ZÆØÅ][\wé.-]+(?:\s+[A-ZÆØÅ][\w.-]*){0,3}\s+(?:skriver|fører|førte|påtog\s+sig\s+at\s+(?:føre|skrive))\s+(?:referat(?:et)?|protokol|pennen)"
)
GOES_ON = re.compile(
    r"[A-ZÆØÅ][\w.&/ -]{2,60}\s(?:forts?ætter(?:\s+(?:et|to|\d)\s+år)?"
    r"(?:\s+(?:mere|til)|\s+som\s+\w*revisor\w*|\s+for\s+\w+)?"
    r"|tager\s+(?:en|to)\s+(?:periode|omgang|år)r?\s+(?:mere|til))(?:,[^.]{3,40})?\s*\."
)
ACCEPTS = re.compile(
    r"(?P<who>.{2,60}?)\s+(?:(?:modtager|accepterer)\s+(?:også\s+|gerne\s+)?(?:gen)?valg(?:et)?\s*\."
    r"|\((?:modtager|modtog)\s+(?:gen)?valg\)\.?)"
)
THEY = frozenset({"han", "hun", "de", "begge", "alle"})
# who stays in office
STAYS = re.compile(
    r"(?:begge|alle(?:\s+(?:medlemmer|tre|fire|fem))?)\s+(?:fortsætter|fortsatte)(?:\s+i\s+bestyrelsen)?\s*\.?", re.I
)
CHOSEN_IN = re.compile(r"\bvalgt\s+(?:i\s+)?(\d{4})")
# the office that is filled
SEAT = re.compile(r"(?:Til(?!\s+stede)|I)\s[^:.]{3,80}:\s+|[A-ZÆØÅ][\w-]+\s+[Kk]ommune:\s+")
GROUP = re.compile(
    r"(?!(?:forbe|ind|for|hen|op|af|under|over)hold)(?:[”\"“]\w+[”\"“]-?|\w*-?)(?:udvalg|gruppe|hold)(?:et|en|n)?(?:\s*:|\s(?:blev|bliver))\s+"
    r"|(?:\w+-)?repr[æe]sentant(?:er)?(?:\s+(?:til|i|for)\s+[^:.]{3,50}?)?(?:\s*:|\s+(?:bliver|er))\s+",
    re.I,
)
# "Karen, Per og Mads udgør festudvalget"
MAKE_UP = Gated(
    r"^(?P<who>[A-ZÆØÅ][^:;?!]{2,80}?)\s+udgør\s+(?:herefter\s+|nu\s+)?(?:det\s+|den\s+|et\s+|en\s+)?[\wæøå-]*(?:udvalg|gruppe|bestyrelse)(?:et|en|n)?\b"
)
# "Ny kontaktperson for skolen bliver Karen Holm", "I udvalget kom Karen, Per og Bo"
NEW_ONE = re.compile(
    r"(?:Nyt?\s+(?:[a-zæøå]{4,}(?:\s+(?:på|for|i|af)\s+\w+)?|i\s+bestyrelsen)\s+(?:bliver|blev)|Ind\s?(?:træder|trådte)"
    r"|I\s(?:bestyrelsen|rådet|\w{0,20}(?:udvalget|gruppen))\s(?:kom|kommer|indtræder|indtrådte)"
    r"|I\sstedet\sfor\s[A-ZÆØÅ][^.:;?!]{2,60}?\s(?:kom|indtrådte|indtræder)(?=\s[A-ZÆØÅ]))"
    r"\s+(?P<who>[A-ZÆØÅ][\wæøå-]+)"
)
# "Karen (på valg i 2025)", an entry of a list
TERM = re.compile(
    r"(?P<name>[A-ZÆØÅ][\w-]+)\s\((?:på\svalg\si|valgt\s(?:til|for)|genvalgt?|nyvalgt?|ny(?!\s(?:ejer|beboer)))\b[^()]{0,30}\)?\.?"
)
# "Motion: Karen Holm", "Fra kommunerne: Per Dam"
HELD_BY = re.compile(
    rf"(?!Taler|Foredrag|Oplæg|Nomineret|Farvel|Forlader|Velkommen|Vært|Ordet|Fra\s(?:salen|[a-zæøå ]*(?:te|de)\b))"
    rf"(?P<label>Fra\s[a-zæøå ]{{4,40}}|[A-ZÆØÅ][a-zæøå]{{3,20}}):\s+(?P<name>{FULL_NAME.pattern})\.?"
)
OCCUPATION = re.compile(r"[A-ZÆØÅ]?[a-zæøå]+(?:er|mand|ejer|ør|smed|chef|assistent)\s+(?=[A-ZÆØÅ])")
# "Karen afløser Per som kasserer"
REPLACES = Gated(
    r"^(?P<name>[A-ZÆØÅ][\wé.-]*(?:\s[A-ZÆØÅ][\wé.-]*){0,3})\s+(?:afløser|efterfølger|erstatter)\s+"
    r"[A-ZÆØÅ][^.;:]{1,60}?\s+som\s+"
    r"(?:\w*formand|\w*forperson|kasserer|sekretær|\w*repræsentant|\w*medlem|\w*suppleant)\b"
)
HOUSE_NUMBER = re.compile(r"(?<=[a-zæøå])\s\d{1,3}[A-Z]?(?=\s|,|$)")  # "Gurli 10 og Birthe 28"
GIVEN_LIST = re.compile(r"(?:,|\bog|\+|&)\s*[A-ZÆØÅ][\wæøå-]+")
BRACKETS = re.compile(r"\s*\([^()]{0,80}\)")
OFFICE_BEHIND = re.compile(  # "Karen Holm, kasserer"
    r"\s*[,–-]\s*(?:\w*formand|kasserer|sekretær|\w*medlem|\w*suppleant|\w*revisor|webmaster|forperson)$", re.I
)
# "(nr. 4)", ", Lærkevej 4", "12, st. th.", "nr. 7"; a number alone may count votes
ADDITION = re.compile(r"(?:,|\(|–|-)\s*\S+|nr\.?\s*\d|\d{1,3}\s?[A-Za-z]?,\s")
AS_EVER = re.compile(
    r"(?:Som\s(?:sædvanlig|altid|vanligt?)|Igen(?:\si\sår)?|Atter|Også\si\sår|Endnu\sen\s?gang)(?:\sblev\sdet)?,?\s(?=[A-ZÆØÅ])"
)
LIST_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=[A-ZÆØÅ])")
LONGEST_ENTRY = 110  # letters of a line in a list of those elected
LONGEST_ADDITION = 60  # letters of an address or office behind the name


def chosen(text: str, date: str | None) -> bool:
    """A line of an election list: a person's name, with an address or office at most, or "Formand: NN".

    `date` is the meeting's, ISO: "NN, valgt 2013" counts in that year only.
    """
    text = AS_EVER.sub("", LIST_NUMBER.sub("", text), count=1)
    if (accepts := ACCEPTS.fullmatch(text)) and (accepts["who"].lower() in THEY or is_all_names(accepts["who"])):
        return True
    if len(text) > LONGEST_ENTRY or ON_BALLOT.search(text):
        return False
    if GOES_ON.fullmatch(text):
        return True
    if (holds := HOLDS.match(text) or WITH_OFFICE.fullmatch(text)) and (
        person(holds["name"]) or INITIALS.fullmatch(holds["name"])
    ):
        return True
    if (seat := SEAT.match(text)) and person(text[seat.end() :]) and not NOT_A_NAME.search(text[seat.end() :]):
        return True
    if match := ROLE_LINE.match(text):
        name = NAME.match(match["name"])
        if name is not None and ACTS.match(match["name"], name.end()):
            return False
        of_person = not NO_PERSON.search(text)
        named = person(match["name"]) or (of_person and FULL_NAME.fullmatch(match["name"].rstrip(" .")))
        return bool(named) and not NOT_A_NAME.search(match["name"])
    if (field := FIELD_OF.fullmatch(text)) and person(field["name"]) and not NOT_A_NAME.search(text):
        return not field["rest"] or is_addition(field["rest"].strip())
    if (several := LABELLED.fullmatch(text)) and are_full_names(several["names"]):
        return True
    if (several or text.startswith("Fra ")) and (held := HELD_BY.fullmatch(text)) and person(held["name"]):
        return True
    if (term := TERM.fullmatch(text)) and is_given_name(term["name"]):
        return True
    if STAYS.fullmatch(text) or SERVES.match(text):
        return True
    bare = text.rstrip(" .")
    if (behind := OFFICE_BEHIND.search(bare)) and is_all_names(bare[: behind.start()]):
        return True
    if (office := AS_OFFICE.search(bare)) and subject_end(bare, frozenset()) == office.start():
        return True
    if are_persons(HOUSE_NUMBER.sub("", bare)):
        return True
    match = NAME.match(text)
    if match is None or NOT_A_NAME.search(text) or not person(text) or " " not in match.group():
        return False
    rest = text[match.end() :].strip(" .")
    if years := CHOSEN_IN.findall(rest):
        return date is not None and date[:4] in years and is_addition(rest)
    return not rest or is_addition(rest)


def group_named(text: str) -> bool:
    """Two or more persons of a group: "Festudvalg: Karen, Per og Mads", "Karen og Per udgør festudvalget"."""
    if (makes := MAKE_UP.search(text)) and any(map(is_given_name, re.findall(r"\w+", makes["who"]))):
        return True
    if (new := NEW_ONE.match(text)) and is_given_name(new["who"]):
        return True
    if (replaces := REPLACES.match(text)) and (person(replaces["name"]) or INITIALS.fullmatch(replaces["name"])):
        return True
    head = GROUP.match(text)
    return head is not None and are_persons(BRACKETS.sub("", text[head.end() :]))


def are_persons(text: str) -> bool:
    """ "Karen, Per og Mads": nothing but two or more names, of which one is a given name."""
    bare = text.rstrip(" .")
    named = any(is_given_name(word) for word in re.findall(r"\w+", bare))
    return named and bool(GIVEN_LIST.search(bare)) and subject_end(bare, frozenset()) == len(bare)


def are_full_names(text: str) -> bool:
    """ "Karen Holm, Per Vang": two or more, each of whom has a given name that is known and another."""
    names = re.split(r",\s+|\s+og\s+", text.rstrip(" ."))
    return len(names) > 1 and all(" " in name and NAME.fullmatch(name) and person(name) for name in names)


def is_all_names(text: str) -> bool:
    return subject_end(text, frozenset()) == len(text)


def is_addition(rest: str) -> bool:
    """An address or office behind a name, and no sentence."""
    told = re.search(r"\b(?:har|er|blev|var|vil|som)\b", rest)
    return len(rest) < LONGEST_ADDITION and bool(ADDITION.match(rest)) and not told


def person(text: str) -> bool:
    bare = text.strip()
    if does := OCCUPATION.match(bare):
        bare = bare[does.end() :] if person(bare[does.end() :]) else bare
    match = NAME.match(bare)
    return match is not None and is_given_name(match.group().split()[0].rstrip("."))
