"""What a text points to: the responsible, and other items, meetings, cases and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.dates import FoundDate, find_dates
from pipeline.gated import Gated
from pipeline.parties import is_party


class FoundReference(Struct, frozen=True):
    """`text[start:end]` points elsewhere: `kind` is item, meeting, case or attachment; `target` its number or date.

    `date` is the date of the meeting that an item belongs to, where it is printed beside it; None for this meeting's.
    """

    start: int
    end: int
    text: str
    kind: str
    target: str
    date: str | None = None


_DIGIT = re.compile(r"[0-9]")
_ITEM = re.compile(
    r"\b(?:(?:dagsorden(?:en)?s\s?)?(?:punkt(?:erne|et|er)?|pkt)(?:\.?\s?nr)?|sag(?:en|erne)?(?:\s+nr|\s*nr\.)|sag(?=\s+\d{1,3}\b(?![/-])))"
    r"\.?:?\s*(?P<numbers>\d{1,4}[a-z]?\b(?![/]\d|[-–]\d{3}|\.\d)(?:\s*(?:,|og|samt|&|-|–|til)\s*\d{1,4}[a-z]?\b(?![/.]\d))*)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\d{1,4}[a-z]?(?:\s*(?:-|–|til)\s*\d{1,4}[a-z]?)?")
_CASE = re.compile(
    r"\b(?:sagsn(?:umme)?r\.?|sags?id\.?|j\.\s?nr\.?|sag(?:en)?(?:\s+nr\.?)?)\s*:?\s*"
    r"(?P<number>\d{2}/\d{4,6}|\d{3}-\d{4}-\d+|\d{4}-\d{5,7}|\d{2}\.\d{2}\.\d{2}[-.]?[A-ZÆØÅ]\d{2}[\d/-]*|\d-\d{1,2}-\d{2}-[\d-]+)",
    re.IGNORECASE,
)
_ATTACHMENT = re.compile(
    r"\bbilag(?:et|ene)?(?:\s+nr\.?)?\s+(?P<number>\d{1,2}[a-z]?|[A-Z])\b(?!\s*[-–:]\s)(?!\.\d)", re.IGNORECASE
)
_BEFORE_DATE = re.compile(
    r"\bmøde(?:t|rne|r)?\s*,?\s*(?:den|d\.|af|fra)?\s*$|\b(?:referat\w*\s+(?:af|fra))\s+(?:den\s+|d\.\s*)?$", re.I
)
_BODY_DATE = Gated(
    r"(?:råd|rådet|udvalg|udvalget|forsamlingen?|bestyrelsen|direktionen)\s*,?\s*(?:den\s+|d\.\s*)?$", re.IGNORECASE
)
_ITEM_AFTER = re.compile(r"\s*[,(]?\s*(?:i\s+)?")
_ITEM_NEXT = re.compile(r"\s*,\s*(?:i\s+)?(?:pkt|punkt|sag\s?nr)\b", re.IGNORECASE)

_NAME_WORD = r"[A-ZÆØÅ][a-zæøåéüö]+(?:-[A-ZÆØÅ][a-zæøåéüö]+)?"
_CAPITALS = r"[A-ZÆØÅ]{2,6}(?:\s[A-ZÆØÅ]{2,6}){0,6}\b"
_NAME = rf"(?:{_NAME_WORD}(?:\s+(?:[A-ZÆØÅ]\.|{_NAME_WORD})){{0,6}}|{_CAPITALS}|[A-ZÆØÅ]\.\s?[A-ZÆØÅ]\.)"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*{_NAME}){{0,20}}\s*(?:og|samt|&|\+|/)\s*{_NAME})?"
_LABEL = Gated(
    rf"\b(?i:ansvarlige?|ansv\.?|tovholdere?|ansvarsperson)\s*(?::|(?:er|bliver)\s)\s*"
    rf"(?P<who>[A-ZÆØÅ]{{2,4}}(?:\s*[,/]\s*[A-ZÆØÅ]{{2,4}})*\b|{_NAMES}(?:\s*\([^()]{{1,40}}\))?|[a-zæøå]+(?:en|et|erne)\b)"
)
_BODY = (
    r"(?:[Bb]estyrelsen|[Ff]ormanden|[Nn]æstformanden|[Kk]assereren|[Ss]ekretæren|[Ff]ormandskabet|[Ff]orretningsudvalget"
    r"|[Aa]dministrationen|[Ff]orvaltningen|[Ss]ekretariatet|[Dd]irektionen|[Aa]rbejdsgruppen|[Ll]edelsen|[Aa]dministrator"
    r"|[Bb]orgmesteren|[Uu]dvalget|[Vv]iceværten|[A-ZÆØÅ]?[\wæøå]+(?:gruppen|forvaltningen|sekretariatet))"
)
_TASK = (
    r"(?:kontakter|undersøger|sørger\s+for|indhenter|bestiller|laver|indkalder|følger\s+op|melder\s+sig|påtager\s+sig"
    r"|tager\s+(?:kontakt|sig\s+af|fat|hånd|initiativ|en\s+snak)|sender|rundsender|udsender|fremsender|udarbejder|tjekker"
    r"|checker|taler\s+med|snakker\s+med|skriver|køber|indkøber|arrangerer|koordinerer|iværksætter|retter\s+henvendelse"
    r"|vender\s+tilbage|opdaterer|afklarer|ringer|henter|medbringer|forbereder|rykker|meddeler|arbejder\s+(?:på|videre)"
    r"|er\s+(?:ansvarlig|tovholder)\b|har\s+ansvaret|står\s+for|orienterer\s+nærmere|bedes|følger\s+op|fremlægger)"
)
_WILL = (  # "Bo skal kontakte", "Bo skal gå", not "Tegninger skal efterfølgende sendes"
    r"(?:(?:skal|vil)\s+(?!blive\b|være\b|have\b|gerne\b|ikke\b)"
    r"(?>(?:(?:derfor|så|også|efterfølgende|herefter|desuden|selv)\s+)?)[a-zæøå]+[eåør]\b)"
)
_DOES = Gated(rf"(?<![\w.])(?P<who>{_NAMES}|{_BODY})\s+(?:derefter\s+|herefter\s+|så\s+|også\s+)?(?:{_TASK}|{_WILL})")
# "at formandskabet for Chefforum, på baggrund af ..., udarbejder et forslag", "at afklare ... i regi af temagruppen"
_GROUP = (
    r"(?:formandskabet|sekretariatet|administrationen|forvaltningen|direktionen|direktørkredsen|arbejdsgruppen"
    r"|styregruppen|temagruppen|[\wæøå]+gruppen|[\wæøå]+udvalget)(?:\s+for\s+[\wæøåÆØÅ]+(?:\s+og\s+[\wæøå]+)?)?"
)
_THAT_GROUP = Gated(rf"\bat\s+(?P<who>{_GROUP})(?:,[^,.]{{1,80}},)?\s+(?:{_TASK}|{_WILL}|godkender)")
_UNDER = Gated(rf"\bi\s+regi\s+af\s+(?P<who>{_GROUP})")
_DONE_BY = re.compile(rf"\b(?:Det|Dette)\s+(?:{_TASK})\s+(?P<who>{_BODY}|{_NAMES})\b")
_NOT_A_NAME = frozenset(
    "Der Det Den De Dem Denne Dette Disse Vi Man Han Hun Jeg Du Alle Ingen Begge Flere Nogle Hvis Når Men Og Samt Her"
    " Hvem Hvad Hvor Som Aktion Punktet Sagen Forslaget Mødet Referatet Planen Projektet Beløbet".split()
)
_OWNER_AFTER = re.compile(rf"\((?P<who>{_NAMES}|[A-ZÆØÅ]{{2,4}}|[a-z]{{1,2}}[A-Z])\)\s*\.?\s*$")


def find_references(text: str, dates: Sequence[FoundDate] | None = None) -> list[FoundReference]:
    """The other items, meetings, cases and attachments that `text` points to, in order.

    `dates` are those of `text`, if they are known.
    "punkt 6 og 7" gives two; "punkterne 2 – 11" gives one with the target "2-11". A date is a meeting's only beside a
    word for a meeting or the name of a body.
    """
    found: list[FoundReference] = []
    lower = text.lower()
    digits = bool(_DIGIT.search(text))
    if not digits and "bilag" not in lower:
        return found
    told = find_dates(text) if dates is None else dates
    meetings = [date for date in told if date.iso and _of_meeting(text, date)]
    if digits and ("sag" in lower or "j." in lower):
        found += [
            FoundReference(one.start(), one.end(), one.group(), "case", one["number"]) for one in _CASE.finditer(text)
        ]
    if digits and ("punkt" in lower or "pkt" in lower or "sag" in lower):
        found += _items(text, meetings, [(one.start, one.end) for one in found])
    if "bilag" in lower:
        found += [
            FoundReference(one.start(), one.end(), one.group(), "attachment", one["number"])
            for one in _ATTACHMENT.finditer(text)
        ]
    found += [FoundReference(d.start, d.end, d.text, "meeting", d.iso or "") for d in meetings]
    return sorted(found, key=lambda one: (one.start, one.end))


def _items(text: str, meetings: Sequence[FoundDate], taken: Sequence[tuple[int, int]]) -> Iterator[FoundReference]:
    for item in _ITEM.finditer(text):
        if any(start <= item.start() < end for start, end in taken):
            continue
        date = next((d for d in meetings if _ITEM_AFTER.fullmatch(text, d.end, item.start())), None)
        for number in _NUMBERS.finditer(item["numbers"]):
            start = item.start("numbers") + number.start()
            target = re.sub(r"\s*(?:-|–|til)\s*", "-", number.group())
            begin = item.start() if number.start() == 0 else start
            end = start + len(number.group())
            yield FoundReference(begin, end, text[begin:end], "item", target, date.iso if date else None)


def find_responsible(text: str) -> str | None:
    """Who shall do what `text` says, as printed: after "Ansvarlig:", by a verb of a task, or in "(Jette)" at the end.

    A passive ("Der vil blive fulgt op") names nobody.
    """
    if label := _LABEL.search(text):
        return label["who"].strip()
    for does in _DOES.finditer(text):
        who = does["who"].strip()
        first = who.split()[0].rstrip(".,")
        if first not in _NOT_A_NAME:
            return who
    if inverted := _DONE_BY.search(text):
        return inverted["who"]
    if group := _THAT_GROUP.search(text) or _UNDER.search(text):
        return group["who"]
    owner = _OWNER_AFTER.search(text)
    return owner["who"] if owner and not is_party(owner["who"]) else None


def _of_meeting(text: str, date: FoundDate) -> bool:
    before = text[max(0, date.start - 40) : date.start]
    return bool(_BEFORE_DATE.search(before) or _BODY_DATE.search(before) or _ITEM_NEXT.match(text, date.end))
