"""Sums of money in Danish text, in kroner.

A sum with a currency ("1,5 mio. kr.", "kr. 4.250,00", "350,-") speaks for itself; `pipeline.bare_sums` judges the
numbers without one.

The search goes from number to number and looks around each, which is far cheaper than searching every letter.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from pipeline.bare_sums import find_bare_sums, nothing_counted, speaks_of_money
from pipeline.numerals import NUMBER_WORD, NUMBER_WORDS, parse_number


class FoundAmount(Struct, frozen=True):
    """`text[start:end]` is a sum as printed; `dkk` is its value in kroner."""

    start: int
    end: int
    text: str
    dkk: int | float


# All patterns below read lower-cased text.
# 4.812.300 and 18.450,75 and 6.ooo; 250 000; 1700,00 and 1,5
_NUMBER = re.compile(
    r"[0-9](?:[0-9]{0,2}(?:\.[0-9o]{3})+(?![0-9o])(?:[.,][0-9]{1,2}(?![0-9]))?"
    r"|(?:[0-9]{0,2}(?:[\u00a0\u202f][0-9]{3})+|[0-9]{0,2}(?: [0-9]{3}){2,}|[0-9]{1,2} [0-9]{3}| 000)(?![0-9])"
    r"(?:,[0-9]{1,2}(?![0-9]))?"
    r"|[0-9]*(?:[.,][0-9]+)?)"
)
_CURRENCY = r"(?:kr(?:oner|one)?\b\.?|dkk\b|dkr\b\.?)"
_SCALE = r"(?:mio|millioner|million|mill|mil|mia|milliarder|milliard|tusinde?)\b\.?"
_NO_ORE = r",\s?[-–—]{1,2}(?!\d|(?!kr)\w)|\.-(?!\d)"  # the dash that stands for no øre
_MINUS = "-−–"
_BEFORE = re.compile(rf"(?<![^\W\d_])(?P<thousand>t\.?\s?)?(?P<currency>{_CURRENCY}):?\s*(?:ca\.?\s*)?[{_MINUS}]?$")
_AFTER = re.compile(
    rf"(?P<dash>{_NO_ORE})?(?P<scaled>\.?\s*(?P<scale>{_SCALE}))?"
    rf"(?:\s*(?P<currency>{_CURRENCY})|\s*(?P<thousand>t)\.?\s?(?:kr|dkk)\b\.?)?"
)
_MILLIONS = re.compile(r"mi(?:o|a|ll)")
_ORE = re.compile(r"\s+og\s+(?P<n>\d{1,2})\s+øre\b")
_FOREIGN = re.compile(r"\s{0,3}(?:eur|€|usd|\$|sek|nok)")
_NUMBER_NEXT = re.compile(rf"\s{{0,3}}(?:ca\.?\s{{0,3}})?[{_MINUS}]?\d")
_YEAR = re.compile(r"(?:19|20)\d\d|0\d")  # also the short year of "pr. 1/1 08"

_SUM_IN_WORDS = re.compile(
    rf"\b(?P<n>halvanden|(?:{NUMBER_WORD}\s?)?hundrede(?:\sog\s{NUMBER_WORD})?|{NUMBER_WORD})"
    rf"(?:\s(?P<part>lille|god|halv|kvart))?\s+(?:(?P<scale>{_SCALE})\s*)?(?:kr\b\.?|kroner\b)"
)
# what a sum in words ends in, but for what may stand between it and its currency
_LAST_WORDS = (*NUMBER_WORDS, "hundrede", "halvanden")
_BETWEEN = frozenset(
    "lille god halv kvart mio millioner million mill mil mia milliarder milliard tusind tusinde".split()
)
_PARTS = {"halv": Decimal("0.5"), "kvart": Decimal("0.25")}

# "Beløb i 1.000 kr.", "1.000 kr., 2019 p/l", "i kr. 2019 2020": the head of a table
_UNIT_BEFORE = re.compile(r"\b(?:i|hele)\s*$")
_UNIT_AFTER = re.compile(r"\s*[,)]*\s*(?:(?:19|20)\d\d\b|pl\b|p/l)")
_HEAD_BEFORE = re.compile(r"\b(?:i|hele|mio\.?|mia\.?)\s*$")

# The other end of a span, or the other sum of a pair
_LOW = re.compile(
    r"(?P<cue>\b(?:fra|mellem|hhv\.?|henholdsvis)\s+(?:ca\.?\s*)?)?(?<![\w/])(?<!\d[.,])(?P<n>\d[\d.]*(?:,\d+)?)"
    r"\s*(?P<join>-|–|—|\btil\b|\bog\b|\beller\b)\s*(?:ca\.?\s*)?$"
)
_HIGH = re.compile(r"\s*(?:-|–|—|\btil\b)\s*(?:ca\.?\s*)?(?P<n>\d{1,3}(?:\.\d{3})+|\d+)(?:,\d\d)?(?![\w%/]|[.,]\d)")
_WIDEST_SPAN = 20

_CELL_GAP = re.compile(r"\s*[+–-]?\s*")


def find_amounts(text: str) -> list[FoundAmount]:
    """Every sum of money in running text, in order; each end of a span ("1.200 – 1.800 kr.") is one.

    The unit of a table ("i 1.000 kr.") is no sum, nor are sums that stand side by side like the cells of a row.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a rare letter that grows when lowered would shift every place
        lower = text
    currency = "kr" in lower or "dkk" in lower
    if not (currency or _NUMBER.search(lower)):
        return []
    if not (currency or ",-" in text or ",–" in text or "mi" in lower or speaks_of_money(lower)):
        return []
    printed: list[FoundAmount] = []
    loose: list[re.Match[str]] = []
    last = 0
    for match in _NUMBER.finditer(lower):
        start = match.start()
        if match.start() < last or not _stands_alone(lower, start):
            continue
        if found := _printed(text, lower, match, last):
            printed += found
            last = found[-1].end
        else:
            loose.append(match)
    if currency:
        printed += _in_words(text, lower, printed)
        printed.sort(key=lambda one: one.start)
    bare = [
        FoundAmount(start, end, text[start:end], _number(_value(lower[start:end], None)))
        for start, end in find_bare_sums(text, lower, loose, [(one.start, one.end) for one in printed])
    ]
    return sorted([*_without_cells(text, printed), *bare], key=lambda one: one.start)


def _stands_alone(lower: str, start: int) -> bool:
    """Not the tail of a word, a longer number or a date."""
    before = lower[start - 1 : start]
    return not (before.isalnum() or before in ("/", "_") and before) and not (
        before in (".", ",") and lower[start - 2 : start - 1].isdigit()
    )


def _printed(text: str, lower: str, match: re.Match[str], last: int) -> list[FoundAmount]:
    """The sum that a number and its currency make, with the other end of its span; nothing without a currency."""
    start, end, number = match.start(), match.end(), match.group()
    window = lower[max(last, start - 14) : start]
    before = _BEFORE.search(window) if "k" in window else None
    after = _AFTER.match(lower, end)
    if after is None:
        return []
    scale = after["scale"] or after["thousand"]
    if before:
        if lower[end : end + 1] == "/":
            return []
        begin = start - len(window) + before.start()
        stop = after.end("scaled") if after["scale"] else after.end("dash") if after["dash"] else end
        scale = after["scale"] or before["thousand"]
        if _YEAR.fullmatch(number) and _HEAD_BEFORE.search(lower, max(0, begin - 8), begin):
            return []
    elif after["currency"] or after["thousand"]:
        if _YEAR.fullmatch(number) and _NUMBER_NEXT.match(lower, after.end()):  # "oktober 2012 kr. 500"
            return []
        begin, stop = start, after.end()
    elif after["scale"] and _MILLIONS.match(after["scale"]) and _ends_there(text, lower, after.end("scaled")):
        begin, stop = start, after.end("scaled")  # "et loft på 2,6 mio."
    elif after["dash"] and after["dash"].startswith(",") and not _FOREIGN.match(lower, after.end("dash")):
        begin, stop, scale = start, after.end("dash"), None
    else:
        return []
    unit = _UNIT_BEFORE.search(lower, max(0, begin - 8), begin) or _UNIT_AFTER.match(lower, stop)
    if number in ("1.000", "1000") and not scale and unit:
        return []
    value = _value(number, scale)
    negative = lower[start - 1 : start] in tuple(_MINUS) and lower[start - 2 : start - 1] in (" ", "(", ".", "\u00a0")
    if negative and not before:
        negative = not lower[: start - 1].rstrip()[-1:].isdigit()
        begin -= negative
    if ore := _ORE.match(lower, stop):
        value, stop = value + Decimal(ore["n"]) / 100, ore.end()
    found = [FoundAmount(begin, stop, text[begin:stop], _number(-value if negative else value))]
    if before:
        return found + _high_end(text, lower, stop, value)
    return (_low_end(text, lower, start, number, scale, value) if not negative else []) + found


def _ends_there(text: str, lower: str, end: int) -> bool:
    """Is nothing counted behind the scale: no "2 mio. borgere", but "2 mio. Det er nok"?"""
    ended = lower[end - 1] == "." and text[end : end + 1].isspace() and text[end + 1 : end + 2].isupper()
    return ended or nothing_counted(lower, end)


def _high_end(text: str, lower: str, end: int, low: Decimal) -> list[FoundAmount]:
    """The second sum of "kr. 1.000-2.000"."""
    high = _HIGH.match(lower, end)
    if not high or not nothing_counted(lower, high.end()):
        return []
    value = _value(high["n"], None)
    if not low < value <= low * _WIDEST_SPAN:
        return []
    return [FoundAmount(high.start("n"), high.end(), text[high.start("n") : high.end()], _number(value))]


def _low_end(text: str, lower: str, start: int, number: str, scale: str | None, high: Decimal) -> list[FoundAmount]:
    """The first sum of "1.200 – 1.800 kr.", "2-3 mio. kr.", "10-12.000 kr.", "henholdsvis 300 og 500 kr."."""
    low = _LOW.search(lower, max(0, start - 40), start)
    if not low or not (low["join"] in "-–—" or low["cue"] or ("." in low["n"] and "." in number)):
        return []
    if re.fullmatch(r"(?:19|20)\d\d", low["n"]) and len(number) != 4:
        return []
    for shared in (scale, "tusind" if "." in number else None):
        value = _value(low["n"].rstrip("."), shared)
        if high > value >= high / _WIDEST_SPAN:
            return [FoundAmount(low.start("n"), low.end("n"), text[low.start("n") : low.end("n")], _number(value))]
    return []


def _in_words(text: str, lower: str, printed: list[FoundAmount]) -> list[FoundAmount]:
    """Sums in words: "halvanden million kr.", "fem hundrede kroner"; not the krone of "ikke en krone"."""
    found: list[FoundAmount] = []
    at = lower.find("kr")
    while at >= 0:
        spaced = lower[at - 1 : at].isspace() and lower[at - 2 : at - 1].isalpha() or lower[at - 2 : at - 1] == "."
        if spaced and _ends_in_words(lower[max(0, at - 50) : at]):
            for match in _SUM_IN_WORDS.finditer(lower, max(0, at - 50), at + 7):
                words = match["n"]
                number = Decimal("1.5") if words == "halvanden" else Decimal(parse_number(words) or 0)
                value = number * _PARTS.get(match["part"] or "", Decimal(1)) * _factor(match["scale"])
                free = not any(one.start < match.end() and match.start() < one.end for one in [*printed, *found])
                if value >= 2 and free:
                    found.append(FoundAmount(*match.span(), text[match.start() : match.end()], _number(value)))
        at = lower.find("kr", at + 2)
    return found


def _ends_in_words(before: str) -> bool:
    """Does the text before a currency end in a number word? Most sums are in figures."""
    words = before.split()
    while words and words[-1].rstrip(".") in _BETWEEN:
        words.pop()
    return bool(words) and words[-1].endswith(_LAST_WORDS)


def _value(number: str, scale: str | None) -> Decimal:
    """A dot before exactly three digits groups thousands; a comma, or a dot before one or two digits, is decimal."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", number.replace("o", "0"))
    plain = re.sub(r"\.(?=\d{3}(?:\D|$))", "", plain)
    if not scale:
        plain = re.sub(r",(?=\d{3}$)", "", plain)  # kroner have no third decimal
    return Decimal(plain.replace(",", ".")) * _factor(scale)


def _factor(scale: str | None) -> int:
    if not scale:
        return 1
    return 10**3 if scale.startswith("t") else 10**9 if scale.startswith(("mia", "milliard")) else 10**6


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _without_cells(text: str, sums: list[FoundAmount]) -> list[FoundAmount]:
    """Sums parted only by space and sign are the cells of a row that lost its table."""
    rows: list[list[FoundAmount]] = []
    for one in sums:
        if rows and _CELL_GAP.fullmatch(text, rows[-1][-1].end, one.start) and "kr" in one.text.lower():
            rows[-1].append(one)
        else:
            rows.append([one])
    kept: list[FoundAmount] = []
    for row in rows:
        signed = re.search(r"(?:^|\s)[+–-]\s$", text[max(0, row[0].start - 3) : row[0].start])
        spaced = len(row) == 2 and not text[row[0].end : row[1].start].strip()
        if not (len(row) > 2 or (len(row) == 2 and (signed or spaced))):
            kept += row
    return kept
