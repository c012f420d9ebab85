"""What may be published: CPR and account numbers, contacts and home addresses are covered, titles with names withheld.

A mask is as long as what it covers, so that offsets into the text still hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType

from pipeline.cpr import CASE_LABEL, broken_cprs, cprs_in, known_cprs
from pipeline.homes import homes_in, place_of_home
from pipeline.policy import Policy

MASK = "█"

# One character of ours for each of theirs: digits of other scripts, dashes and spaces of every kind.
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－­⁻"), "-")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0000-\u0008]")
FOREIGN = re.compile(r"[^\x00-\x7fæøåÆØÅéÉ]")

AT_DOMAIN = r"(?:@|\((?:at|a|snabel-?a)\)|\[at\])\s?\w[\w-]*\s?\.\s?[a-z][\w-]*(?:\s?\.[a-z][\w-]*)*"
DOMAIN = re.compile(AT_DOMAIN, re.IGNORECASE)
EMAIL = re.compile(  # 64 letters at most (RFC 5321) behind another address
    rf"(?:(?<![\w.+-])[\w.+-]*|[\w.+-]{{0,64}})\w\s?{AT_DOMAIN}", re.IGNORECASE
)
PHONE = re.compile(
    r"""(?<![\d.,/-])(?<!\d\s)(?:
      (?P<country>(?:\+|00)\s?45[\s.-]?(?:\d[\s.-]?){7}\d)
    | (?P<pairs>[1-9]\d(?P<s>[ .-])\d\d(?P=s)\d\d(?P=s)\d\d)
    | (?P<fours>[1-9]\d{3}[ -]\d{4})
    | (?P<bare>[1-9]\d{7})
    | (?P<threes>[1-9]\d[ ]\d{3}[ ]\d{3}|[1-9]\d{2}[ ]\d{2}[ ]\d{3})
    )(?!\d)(?![.,/-]\d)(?!\s\d)""",
    re.VERBOSE,
)
PHONE_WORD = re.compile(
    r"\b(?:tlf|tel|telf|telefon\w*|mobil\w*|mob|ringe?|sms|fax|kontakt\w*|træffes|t|m)\b[^\n]{0,40}$", re.IGNORECASE
)
ACCOUNT = re.compile(
    r"""(?<![\w.,-])(?:
      (?P<iban>DK\s?\d\d(?:\s?\d{4}){3}\s?\d\d)
    | \d{4}\s?[-–/ ]\s?\d{6,10}
    | \d{6,10}
    )(?![\w-])""",
    re.VERBOSE,
)
ACCOUNT_WORD = re.compile(
    r"\b(?:\w*konto(?:nr|nummer)?|reg\.?\s?(?:nr|nummer)?|registreringsnr|giro(?:nr)?)\b"
    r"[^\n\d]{0,20}(?:\d{4}[^\n\d]{1,20})?$",
    re.IGNORECASE,
)
YEAR_FIRST = re.compile(r"(?:19|20)\d\d[ -]")
MONEY = re.compile(r"\s?(?:kr|kroner|dkk|mio|mia|,-|%|t\.kr)", re.IGNORECASE)
AT = re.compile(r"[(\[](?:at|a|snabel-?a)[)\]]", re.IGNORECASE)
DIGITS = re.compile(r"\d(?:\D{0,6}\d){7}")  # the fewest of any number looked for

HAS_NUMBER = re.compile(r"[a-zæøåé]\s+\d")

GIVEN = "[A-ZÆØÅ](?:[a-zæøåéüöä]+|[.])(?:-[A-ZÆØÅ][a-zæøåéüöä]+)?"
NAME = re.compile(rf"\b{GIVEN}(?:\s+(?:de|van|von|el))?\s+(?:[A-ZÆØÅ][.]?\s+)*[A-ZÆØÅ][a-zæøåéüöä]+")
OF_PERSON = re.compile(r"\b(?i:ansættelse|afskedigelse|opsigelse|bortvisning|udnævnelse) af [A-ZÆØÅ]")
NO_PERSON = re.compile(r"\b(?:Kommune|Region|Amt|Lokalplan|Kommuneplan|Punkt|Lukket|Lukkede)\b")


NOTHING: Mapping[str, int] = MappingProxyType({})


CAREFUL = Policy()


def mask(text: str, policy: Policy = CAREFUL, *, known: Set[str] = frozenset()) -> tuple[str, Mapping[str, int]]:
    """`text` with every finding covered, as long as before, and how many of each kind.

    `known` are CPR numbers, ten digits each, to cover in whatever way they are broken.
    The kinds are "cpr", "email", "account", "phone" and "address"; `policy` may leave out all but the first.
    """
    numbered = "@" in text or "＠" in text or DIGITS.search(text) or AT.search(text)
    if not numbered and not (policy.addresses and HAS_NUMBER.search(text)):
        return text, NOTHING
    counts: Counter[str] = Counter()
    clean, places = plain(text)
    covered = text
    for kind, finder in _finders(policy, known) if numbered else (("address", homes_in),):
        for start, end in list(finder(clean)):
            counts[kind] += 1
            covered = cover(covered, [(places[start], places[end - 1] + 1)])
            clean = clean[:start] + MASK * (end - start) + clean[end:]
    return covered, counts


def cover(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with these ranges covered, line ends apart."""
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\r\n]", MASK, text[start:end]) + text[end:]
    return text


def mask_place(place: str, policy: Policy = CAREFUL) -> tuple[str, Mapping[str, int]]:
    """The place of a meeting with what must not be published covered.

    A street and a number that no institution is named beside is somebody's home: most associations meet there.
    """
    covered, counts = mask(place, policy)
    homes = list(place_of_home(covered)) if policy.addresses else []
    for start, end in homes:
        covered = covered[:start] + MASK * (end - start) + covered[end:]
    return covered, Counter(counts) + Counter({"address": len(homes)}) if homes else counts


def names_person(title: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a closed item's title seems to name a person; `known` are names printed elsewhere in the minutes.

    Held back when in doubt: two capitalised words in a row that are no authority are taken for a name, and so is any
    title all in capitals.
    """
    folded = title.casefold()
    if OF_PERSON.search(title) or any(name.casefold() in folded for name in known if len(name) > 3):
        return True
    return any(not NO_PERSON.search(found[0]) for found in NAME.finditer(title.title() if title.isupper() else title))


def plain(text: str) -> tuple[str, Sequence[int]]:
    """The text without invisible characters and with one form for each digit, dash and space, and where each was."""
    places: Sequence[int] = range(len(text))
    if INVISIBLE.search(text):
        places = [place for place in places if not INVISIBLE.match(text[place])]
        text = "".join(text[place] for place in places)
    return FOREIGN.sub(_plain, text), places


def _plain(found: re.Match[str]) -> str:
    char = found[0]
    if char.isdigit():
        return str(unicodedata.digit(char))
    if char.isspace():
        return " "
    return "@" if char == "＠" else DASHES.get(ord(char), char)


def _finders(policy: Policy, known: Set[str]) -> Iterator[tuple[str, Callable[[str], Iterator[tuple[int, int]]]]]:
    """What is looked for, in this order: a number that one finder covers is none for the next."""
    yield "cpr", cprs_in
    yield "cpr", broken_cprs
    if known:
        yield "cpr", lambda text: known_cprs(text, known)
    if policy.emails:
        yield "email", lambda text: _emails(text, policy)
    if policy.accounts:
        yield "account", _accounts
    if policy.phones:
        yield "phone", lambda text: (span for span in _phones(text) if not _beside_kept(text, span, policy))
    if policy.addresses:
        yield "address", homes_in


def _emails(text: str, policy: Policy) -> Iterator[tuple[int, int]]:
    if DOMAIN.search(text):  # quick, where a party in brackets looks like an @
        yield from (found.span() for found in EMAIL.finditer(text) if not _kept(found[0], policy))


def _kept(address: str, policy: Policy) -> bool:
    """Whether an e-mail address is of a domain that stays."""
    domain = re.split(r"@|\)|\]", address)[-1].replace(" ", "").casefold()
    return any(domain == kept or domain.endswith(f".{kept}") for kept in policy.keep_contacts)


def _beside_kept(text: str, span: tuple[int, int], policy: Policy) -> bool:
    """Whether a telephone number stands on the line of an e-mail address that stays."""
    if not policy.keep_contacts:
        return False
    line = text[text.rfind("\n", 0, span[0]) + 1 : span[1]] + text[span[1] :].partition("\n")[0]
    return any(_kept(found[0], policy) for found in EMAIL.finditer(line))


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    for found in ACCOUNT.finditer(text):
        said = ACCOUNT_WORD.search(text[max(0, found.start() - 60) : found.start()])
        if found["iban"] or (said and not MONEY.match(text, found.end())):
            yield found.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for found in PHONE.finditer(text):
        before = text[max(0, found.start() - 50) : found.start()]
        if found["country"]:
            yield found.span()
        elif CASE_LABEL.search(before) or MONEY.match(text, found.end()):
            continue
        elif PHONE_WORD.search(before):
            yield found.span()
        elif found["pairs"] or (found["fours"] and not YEAR_FIRST.match(found[0])):
            yield found.span()
