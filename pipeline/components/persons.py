"""What a person's name, title and party look like in Danish minutes, and when two spellings are one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.rules import given_names

UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŞŻŽČĆĐİ"
LOWER = "a-zß-öø-ÿąćčďđęěğıłńňřśšşťżž"
WORD = rf"[{UPPER}][{LOWER}{UPPER}'’]*(?:-[{UPPER}]?[{LOWER}]+)*\.?"
NICKNAME = r"(?:\s+['’\"”“»«][A-ZÆØÅ]\w{1,20}['’\"”“»«](?=\s))?"
NAME = re.compile(rf"{WORD}{NICKNAME}(?:\s+(?:(?:von|van|de|af|du|la|el|al|der|den|bin|ter)\s+){{0,2}}{WORD}){{0,4}}")
NOT_A_NAME = re.compile(
    r"(?i)\b(?:ingen|vakant|ikke|alle|andre|kommune|region|udvalg\w*|råd\w*|bestyrelse\w*|forvaltning\w*|afdeling\w*|forening\w*|a/s|aps|i/s|direktion\w*|"
    r"sekretariat\w*|mødet?|punkt\w*|sag|sager|kl|tlf|skole\w*|center|centret|møde\w*|dagsorden\w*|referat\w*|gruppe\w*|klynge\w*|hospital\w*|kontor\w*|"
    r"generalforsamling\w*|forsamling\w*|bilag\w*|side|lukket|lukkede|åben|åbne|januar|februar|marts|april|juni|juli|august|september|oktober|november|december|"
    r"mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|formand\w*|ledelse\w*|beboer\w*|ejer|ejere|medlem\w*|venlig|hilsen|parcel\w*|andelshaver\w*|"
    r"kommunal\w*|byråds?|rådhus\w*|underskrift\w*|teams|zoom|skype|diverse|eventuelt|evt|pkt|tekst)\b|"
    r"\w(?:rådet|udvalget?|rådhuset|foreningen|salen|lokalet?)\b"
)
ORGANISATION_WORD = re.compile(
    r"(?:region|politi|sundhed|consult|revision|sparekasse|forening|forvaltning|udvalg|gymnasi|institut|forsyning|selskab|universitet|sekretariat|fællesskab|ejendom|forbund|"
    r"administration|bibliotek|teater|børnehave|vuggestue|dagtilbud|psykiatri|hospital|klinik|afdeling|enhed|plo-).*|"
    r".*(?:kommuner?|hospital(?:et|er)?|klinik(?:ken)?|psykiatri(?:en)?|forening(?:en|er)?|forvaltning(?:en)?|udvalg(?:et)?|rådet|skolen?|gymnasi(?:um|et)|centre?t?|klyngen?|gruppen?|"
    r"institut(?:tet)?|forum|forsyning(?:en)?|selskab(?:et)?|bolig|boliger|afdeling(?:en)?|kirken?|universitet(?:et)?|enhed(?:en)?|sekretariat(?:et)?|fællesskab(?:et)?|styrelsen?|"
    r"ministeriet|huset|husene|klub|klubben|laug|lauget|partner|ejendomme|advokater|administration(?:en)?|museum|biblioteket?|teatret?|hallen|centrum|forbund(?:et)?|råd|samvirket?|sammenslutning(?:en)?)|"
    r"fond|fonden|a/s|aps|i/s|amba|plo|banken|almen|praksis|menighedsråd|sogn|afd|direktion(?:en)?"
)
TITLE_WORD = (
    r"(?:[\wæøåÆØÅ/&-]*(?:direktør|chef|leder|formand|borgmester|konsulent|konsulenter|sekretær|medlem|suppleant|stedfortræder|præst|provst|rektor|advokat|revisor|"
    r"professor|læge|sygeplejerske|koordinator|repræsentant|inspektør|kasserer|kassér|redaktør|fuldmægtig|assistent|administrator|rådgiver|lærer|pædagog|værge|havnefoged|næstformand|"
    r"arkitekt|ingeniør|jurist|mægler|dirigent|referent|planlægger|biolog|medarbejder|praktikant|studerende|observatør|kontrollant|bestyrer|vicevært|bogholder|"
    r"rådmand|løsgænger|ordstyrer|mødeleder|kontaktperson|skoleleder|tovholder|specialist|controller|økonom|kirkesanger|organist|graver|udvikler|jordemoder|terapeut|psykolog|"
    r"regnskabsfører|lektor|adjunkt|pedel|souschef|dekan|bibliotekar|sagsbehandler|sognepræst|provst|viceskoleleder|overlæge|distriktsleder|ejendomsmester|ambassadør|webmaster|gartner|forsker|tilforordnet|elev|forælder))"
)
TITLE = re.compile(
    rf"(?:(?:[12]\.\s?)?(?:[{LOWER}.&-]+\s+){{0,4}}|(?:Adm|Vice|Ny|Afgående|Konst|Fung|Kst|Ledende|Faglig)\.?\s+|[A-ZÆØÅ][a-zæøå]+(?:isk|lig|ende|eret|-\s+og)\s+(?:[{LOWER}.&-]+\s+){{0,2}})(?:[Pp]h\.d\.-)?(?i:{TITLE_WORD})\b\.?"
)
SHORT_PARTY = r"(?:[A-ZÆØÅ]|SF|EL|RV|KF|LA|DF|NB|DD|ALT|UFG|UP|IA|KD|SP)"
PARTY = re.compile(rf"\(?{SHORT_PARTY}\)?")
CAPITAL_STARTS = frozenset(
    "som for der det de alle herudover desuden endvidere derudover mødet punkt "
    "ved til under i på at hvis når da men og samt fra "
    "efter før tidligere bilag både "
    "fraværende afbud deltagere tilstede stedfortræder stedfortrædere suppleant suppleanter næste "
    "ingen vi jeg han hun den dette disse herefter således også tak liste "
    "ll gl nr sdr skt vr "
    "hertil efterfølgende endelig dog ud af med formanden bestyrelsen nye ny valgt valgte genvalgt vores".split()
)
ABBREVIATED = re.compile(r"[A-ZÆØÅ]{2,5}(?:[-\s]\w+)?|(?:\w+\s)?[A-ZÆØÅ]{2,4}")
SAME_LETTERS = 90.0
NEAR_WORD = 75.0


def is_given_name(word: str) -> bool:
    return word in given_names() or word.split("-")[0] in given_names()


def starts_with_person(text: str) -> re.Match[str] | None:
    """A person's name at the start of the text: its first word is a known given name."""
    match = NAME.match(text)
    return match if match and is_given_name(match.group().split()[0].rstrip(".")) else None


@lru_cache(maxsize=8192)
def organisation_word(word: str) -> bool:
    return bool(ORGANISATION_WORD.fullmatch(word.lower().strip(".,;:()")))


@lru_cache(maxsize=4096)
def is_organisation(text: str) -> bool:
    """A word of the kind that names organisations, or an abbreviation in capitals."""
    return any(organisation_word(word) for word in text.split()) or bool(ABBREVIATED.fullmatch(text.strip()))


@lru_cache(maxsize=8192)
def common_word(word: str) -> bool:
    """A word that stands with a capital in headers and is no part of a name."""
    return bool(NOT_A_NAME.search(word))


@lru_cache(maxsize=8192)
def title_word(word: str) -> bool:
    return bool(re.fullmatch(TITLE_WORD, word, re.I))


@lru_cache(maxsize=8192)
def is_person(name: str, *, alone: bool = False) -> bool:
    """Could the capitalised words be a person's name? One word only with `alone`, or when it is a given name."""
    words = name.split()
    if len(words) > 1 and name.isupper() and is_given_name(words[0].capitalize()):
        return True
    if (
        not words
        or any(common_word(word) for word in words)
        or is_organisation(name)
        or words[0].lower().rstrip(".") in CAPITAL_STARTS
    ):
        return False
    if any(len(word) > 3 and word.isupper() for word in words):
        return False
    if is_given_name(words[0].rstrip(".")):
        return True
    if title_word(words[0]) or words[0].isupper() and len(words[0].rstrip(".")) > 1 and not name.isupper():
        return False  # "IT Nordby"
    return (
        len(words) >= 2
        and len(words[-1].rstrip(".")) > 1
        or alone
        and len(words) == 1
        and len(name) > 2
        and not name.isupper()
    )


def trimmed_name(name: str) -> str:
    """The name without initials in capitals after it ("Lars Holm LH") and a closing full stop."""
    name = re.sub(r"(?<=[a-zæøåéöäü])(?:\s+[A-ZÆØÅ]{2,4})+\.?$", "", name.strip())
    return re.sub(r"(?<=[a-zæøåéöäü][aeiouyæøåa-zæøåéöäü])\.$", "", name)


def names_in(text: str, *, alone: bool = False) -> Iterator[str]:
    """The persons named in a stretch of prose, in order; leading titles and sentence words are cut off."""
    for match in NAME.finditer(text):
        words = match.group().split()
        while words and (words[0].lower().rstrip(".") in CAPITAL_STARTS or title_word(words[0])):
            words.pop(0)
        name = trimmed_name(" ".join(words))
        if is_person(name, alone=alone):
            yield name


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    name = name.lower().replace("aa", "å").replace("ö", "ø").replace("ä", "æ").replace("é", "e").replace("ü", "y")
    return re.sub(r"[^a-zæøå ]+", "", name.replace("-", " "))


@lru_cache(maxsize=4096)
def sounded(name: str) -> str:
    """The name with the letters that Danish names exchange written one way, and double letters single."""
    name = plain(name).replace("ch", "k").replace("ph", "f").replace("ck", "k")
    name = re.sub(r"(?<=[tgkd])h", "", name).translate(str.maketrans("cwzxq", "kvssk"))
    return re.sub(r"(.)\1", r"\1", name)


@lru_cache(maxsize=16384)
def same_name(a: str, b: str) -> bool:
    """The same name but for a letter or two, or spelled as it sounds: "Carsten Krogh" and "Karsten Krog"."""
    x, y = sounded(a), sounded(b)
    return x == y or (len(x.split()) == len(y.split()) and fuzz.ratio(x, y) >= SAME_LETTERS)


@lru_cache(maxsize=16384)
def short_for(short: str, full: str) -> bool:
    """Whether `short` can stand for `full`: some of its words in their order, middle names as initials, the given name
    perhaps in another form ("Jørn Falk" for "Jørgen Falk"). One word counts when it is the given name."""
    x, y = plain(short).split(), plain(full).split()
    if not x or not y or len(x) > len(y):
        return False
    if len(x) == 1:
        return x[0] == y[0]
    if x[0] != y[0] and not (x[0][0] == y[0][0] and fuzz.ratio(x[0], y[0]) >= NEAR_WORD and x[-1] == y[-1]):
        return False
    at = 1
    for word in x[1:]:
        while at < len(y) and not (
            y[at] == word or (len(word) <= 2 and y[at].startswith(word)) or fuzz.ratio(y[at], word) >= 85
        ):
            at += 1
        if at == len(y):
            return False
        at += 1
    return True
