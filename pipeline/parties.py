"""Parties and the lists of parties and people that voted alike.

A letter means different parties at different times, and local lists use the free ones, so the table of letters is
keyed by the year of the local election that began the period. What it does not know it does not guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.numerals import NUMBER_WORD, parse_number

Member = tuple[str, str | None]  # a person's name and the party printed behind it
_Letters = dict[str, tuple[str, ...]]  # letter: the names it stands for

_ALWAYS: _Letters = {
    "A": ("Socialdemokratiet", "Socialdemokraterne"),
    "B": ("Radikale Venstre", "Det Radikale Venstre", "De Radikale", "Radikale", "RV"),
    "C": ("Det Konservative Folkeparti", "Konservative Folkeparti", "De Konservative", "Konservative", "KF"),
    "F": ("SF", "Socialistisk Folkeparti"),
    "O": ("Dansk Folkeparti", "DF"),
    "V": ("Venstre",),
    "Ø": ("Enhedslisten", "EL"),
}
_LIBERAL_ALLIANCE: _Letters = {"I": ("Liberal Alliance", "LA")}
_ALTERNATIVE: _Letters = {"Å": ("Alternativet", "ALT")}
_CHRISTIANS: _Letters = {"K": ("Kristendemokraterne",)}
_NEW_RIGHT: _Letters = {"D": ("Nye Borgerlige", "NB")}
_SINCE_2022: _Letters = {"M": ("Moderaterne",), "Æ": ("Danmarksdemokraterne", "DD")}
_BY_PERIOD: dict[int, _Letters] = {
    2001: {"D": ("Centrum-Demokraterne",), "Q": ("Kristeligt Folkeparti",), "Z": ("Fremskridtspartiet",)},
    2005: _CHRISTIANS,
    2009: _CHRISTIANS | _LIBERAL_ALLIANCE,
    2013: _CHRISTIANS | _LIBERAL_ALLIANCE | _ALTERNATIVE,
    2017: _CHRISTIANS | _LIBERAL_ALLIANCE | _ALTERNATIVE | _NEW_RIGHT,
    2021: _CHRISTIANS | _LIBERAL_ALLIANCE | _ALTERNATIVE | _NEW_RIGHT | _SINCE_2022 | {"G": ("Veganerpartiet",)},
    2025: _LIBERAL_ALLIANCE | _ALTERNATIVE | _SINCE_2022,
}
_NAMES = frozenset(
    name for table in (_ALWAYS, *_BY_PERIOD.values()) for names in table.values() for name in names
)  # fmt: skip
_LOCAL_LIST = re.compile(r"(?:Den?\s+)?[A-ZÆØÅ][\wæøåÆØÅ-]*(?:\s[\wæøåÆØÅ-]+)*?(?:listen?|partiet)")


def letters_by_period() -> list[tuple[int, str, str]]:
    """(year of the election that begins the period, letter, name) of every party known in it."""
    return [
        (period, letter, name)
        for period, table in _BY_PERIOD.items()
        for letter, names in (_ALWAYS | table).items()
        for name in names
    ]


def party_letter(name: str, year: int) -> str | None:
    """The ballot letter of the party `name` in the election period that holds `year`; None if the table has none."""
    begun = [period for period in _BY_PERIOD if period <= year]
    wanted = name.strip().casefold()
    for table in (_ALWAYS, _BY_PERIOD[max(begun)] if begun else {}):
        for letter, names in table.items():
            if wanted in (known.casefold() for known in names):
                return letter
    return None


@dataclass(frozen=True, slots=True)
class Side:
    """Those who voted alike: how many, the parties as printed, and named members with their party, if printed.

    `derived` says that the count is the number of names, `grouped` that the list stands in parentheses.
    """

    count: int | None = None
    parties: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    derived: bool = False
    grouped: bool = False

    @property
    def counted(self) -> bool:
        return self.count is not None and not self.derived

    @property
    def named(self) -> bool:
        return bool(self.parties or self.members)

    @property
    def said(self) -> bool:
        return self.named or self.count is not None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.members)

    @property
    def members_parties(self) -> tuple[str, ...]:
        """The parties of people in parentheses, "2 (Anna Dam (A), Bo Holm (V))", each once.

        People who are named without them voted for themselves.
        """
        parties = (party for _, party in self.members if party and _SHORT_FORM.fullmatch(party))
        return tuple(dict.fromkeys(parties)) if self.grouped and not self.parties else ()


_COUNT = rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}}|ingen|{NUMBER_WORD})"
_TOTAL = re.compile(
    rf"(?P<n>{_COUNT})\b\s*(?:stemmer|stemme|medlemmer|medlem|ejere|personer)?\s*(?P<rest>[:(–-].*)?", re.I | re.S
)
_IN_ALL = re.compile(rf"\s*[-–,(]?\s*\bi alt\s+(?P<n>{_COUNT})\b(?:\s+(?:stemmer|medlemmer))?\)?", re.IGNORECASE)
_SHORT_FORM = re.compile(r"[A-ZÆØÅ]|SF|EL|RV|KF|LA|DF|NB|DD|ALT|UFG|UP|IA")
_OF_GROUP = re.compile(
    rf"{_COUNT}\s+(?:medlem(?:mer)?\s+)?(?:af|fra)\s+(?P<group>[^\s(]+)\s*(?:\((?P<names>.*)\))?", re.I | re.S
)
_EXCEPT = re.compile(r"\s+(?:med undtagelse af|undtagen|bortset fra|minus)\b.*", re.IGNORECASE | re.S)
_NAME = r"[A-ZÆØÅ][\wæøåÆØÅ’'.-]*(?:\s+(?:(?:von|van|de|af)\s+)?[A-ZÆØÅ][\wæøåÆØÅ’'.-]*)*"
_MEMBER = re.compile(rf"(?P<name>{_NAME})(?:,?\s*\((?P<party>[^()]{{1,30}})\))?")
_WITH_NUMBER = re.compile(r"(?P<party>.+?)\s*\((?P<n>\d+)(?:\s+stemmer?)?\)")
_GAP = re.compile(r"\s*(?:[,;+/\n]|\bog\b|\bsamt\b)\s*")
_CLAUSE = re.compile(r"\b(?:idet|mens|men|hvor|hvorefter|herefter|at|som|der)\b|\d\s", re.IGNORECASE)


def is_party(text: str) -> bool:
    """Whether `text` is a ballot letter, a party's short form or name, or has the form of a local list's name."""
    return bool(_SHORT_FORM.fullmatch(text)) or text in _NAMES or bool(_LOCAL_LIST.fullmatch(text))


def parse_side(text: str, *, subject: bool = False) -> Side:
    """Read "7 (A, V og C)", "F (4) og Ø (1)", "O, V og Lars Holm (I)", "12: Anna Dam (A), ...", "A, B, i alt 15",
    "A, B og V (6)".

    With `subject`, `text` is what stands before the verb, and only the parties and full names that end it count.
    """
    if subject:
        text = _CLAUSE.split(text)[-1]
    text = text.strip(" \t\n.,;:–-")
    count: int | None = None
    if in_all := _IN_ALL.search(text):
        count = parse_number(in_all["n"])
        text = (text[: in_all.start()] + text[in_all.end() :]).strip(" .,;:")
    if total := _TOTAL.fullmatch(text):
        count = 0 if total["n"].lower() == "ingen" else parse_number(total["n"])
        text = (total["rest"] or "").strip(" :–-.")
    grouped = False
    while text.startswith("(") and _closes(text) == len(text) - 1:
        text, grouped = text[1:-1].strip(), True
    parties: list[str] = []
    members: list[Member] = []
    added = 0
    numbers = 0
    whole = True  # whether every entry has a number of its own
    entries = _entries(text)
    for entry in reversed(entries) if subject else entries:
        numbered = _WITH_NUMBER.fullmatch(entry)
        party = _EXCEPT.sub("", numbered["party"] if numbered else entry)
        party = party.removeprefix("Liste ").removeprefix("liste ").strip(" .")
        if split := _OF_GROUP.match(entry):
            whole = False
            members += [(name, split["group"]) for name in _entries(split["names"] or "") if _MEMBER.fullmatch(name)]
        elif is_party(party) or is_party(_without_names(party)):
            parties.append(_without_names(party))
            added += int(numbered["n"]) if numbered else 0
            numbers += bool(numbered)
            whole = whole and bool(numbered)
        elif (member := _MEMBER.fullmatch(entry.strip())) and (not subject or member["party"] or " " in member["name"]):
            members.append((member["name"], member["party"]))
            added += 1
        elif subject:
            break
        else:
            whole = False
    derived = count is None and whole and added > 0 and not numbers
    if count is None and added and whole:
        count = added
    if count is None and numbers == 1 and 1 < len(parties) <= added and _WITH_NUMBER.fullmatch(entries[-1]):
        count = added  # "A, B og V (6)": the number behind the last party is that of all
    order = -1 if subject else 1
    return Side(count, tuple(dict.fromkeys(parties[::order])), tuple(members[::order]), derived, grouped)


def _without_names(entry: str) -> str:
    """ "Venstre (Anna Dam)" -> "Venstre"."""
    party, parenthesis, _ = entry.partition("(")
    return party.rstrip() if parenthesis and entry.endswith(")") else entry


def _closes(text: str) -> int:
    """Where the parenthesis that opens `text` closes; -1 if it does not."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return at
    return -1


def _entries(text: str) -> list[str]:
    """The entries of a list, parted outside parentheses."""
    entries, depth, begin = [], 0, 0
    gaps = {gap.start(): gap.end() for gap in _GAP.finditer(text)}
    at = 0
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth <= 0 and at in gaps:
            entries.append(text[begin:at])
            begin = at = max(gaps[at], at + 1)
            continue
        at += 1
    entries.append(text[begin:])
    return [entry.strip() for entry in entries if entry.strip(" .")]
