"""Sums of money in Danish text, in kroner.

A sum with a currency ("1,5 mio. kr.", "kr. 75.883,00", "206,-") speaks for itself. A bare number is a sum only where
the words around it speak of money ("Kontingentet hæves fra 400 til 500") and no counted thing follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.numerals import NUMBER_WORD, parse_number


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """`text[start:end]` is a sum as printed; `dkk` is its value in kroner."""

    start: int
    end: int
    text: str
    dkk: int | float


# 7.965.504 and 203.308,49; 6.ooo; 250 000; 1500,00; 1,5
_NUMBER = (
    r"(?:\d{1,3}(?:\.[\do]{3})+(?![\do])(?:[.,]\d{1,2}(?!\d))?"
    r"|(?:\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d{2,3}\ \d{3}|\d\ 000|\d{1,3}(?:\ \d{3}){2,})(?!\d)(?:,\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d+)?)"
)
_ALONE = r"(?<![\w/])(?<!\d[.,])"  # not the tail of a longer number, a date or a word
_CURRENCY = r"(?:kr(?:oner|one)?\b\.?|dkk\b|dkr\b\.?)"
_SCALE = r"(?:mio|millioner|million|mill|mil|mia|milliarder|milliard|tusinde?)\b\.?"
_NO_ORE = r"(?:,\s?[-–—]{1,2}(?!\d|(?!kr)\w)|\.-(?!\d))"  # the dash that stands for no øre
_MINUS = "-−–"

_SUM = re.compile(
    rf"""
    (?<![^\W\d_]){_CURRENCY}:?\s*(?:ca\.?\s*)?[{_MINUS}]?(?P<n1>{_NUMBER})(?![/\d]){_NO_ORE}?
        (?:\.?\s*(?P<s1>{_SCALE}))?
    # in "oktober 2012 kr. 500" the currency belongs to what follows
    | {_ALONE}(?!(?:(?:19|20)\d\d|0\d)\s*{_CURRENCY}\s*(?:ca\.?\s*)?[{_MINUS}]?\d)(?P<n2>{_NUMBER}){_NO_ORE}?\s*
        (?:(?P<s2>{_SCALE})?\s*{_CURRENCY}|(?P<t2>t)\.?\s?(?:kr|dkk)\b\.?)
    | {_ALONE}(?P<n3>{_NUMBER}),\s?[-–—]{{1,2}}(?!\w)(?!\s*(?:eur|€|usd|\$|sek|nok))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SUM_IN_WORDS = re.compile(
    rf"\b(?P<n>halvanden|(?:{NUMBER_WORD}\s?)?hundrede(?:\sog\s{NUMBER_WORD})?|{NUMBER_WORD})"
    rf"(?:\s(?P<part>lille|god|halv|kvart))?\s+(?:(?P<s>{_SCALE})\s*)?(?:kr\b\.?|kroner\b)",
    re.IGNORECASE,
)
_PARTS = {"halv": Decimal("0.5"), "kvart": Decimal("0.25")}

# "Beløb i 1.000 kr.", "i hele 1.000 kr.", "1.000 kr., 2019 p/l": the unit of a table
_UNIT_BEFORE = re.compile(r"\b(?:i|hele)\s*$", re.IGNORECASE)
_UNIT_AFTER = re.compile(r"\s*[,)]*\s*(?:(?:19|20)\d\d\b|pl\b|p/l)", re.IGNORECASE)

_HEAD_BEFORE = re.compile(r"\b(?:i|hele|mio\.?|mia\.?)\s*$", re.IGNORECASE)  # the head of a table: "i kr. 2019 2020"
_YEAR = re.compile(r"(?:19|20)\d\d")

# The other end of a span, or the other sums of a list, before or after the one with the currency
_LOW = re.compile(
    rf"(?P<cue>\b(?:fra|mellem|hhv\.?|henholdsvis)\s+(?:ca\.?\s*)?)?{_ALONE}(?P<n>{_NUMBER})"
    r"\s*(?P<join>-|–|—|\btil\b|\bog\b|\beller\b)\s*(?:ca\.?\s*)?$",
    re.IGNORECASE,
)
_HIGH = re.compile(rf"\s*(?:-|–|—|\btil\b)\s*(?:ca\.?\s*)?(?P<n>{_NUMBER})(?![\w%/]|[.,]\d)", re.IGNORECASE)
_WIDEST_SPAN = 20

_MONEY = re.compile(
    r"kontingent|indestående|saldo|overskud|underskud|budget|gebyr|\bpris|takst|tilskud|støtte|udgift|indtægt|beløb"
    r"|bevilg|bevilling|honorar|\bleje|halleje|husleje|\bløn|regning|faktura|gæld|\blån|\btab\b|opsparing|beholdning"
    r"|egenkapital|\bpenge|betal|\bkost(?:e|ed)|omkostning|sponsor|donation|\barv\b|\bmidler|forbrug\b|besparelse"
    r"|\bkasse|\bkonto\b|depositum|indskud|afdrag|formue|omsætning|\bfond|pulje|\bmoms|finansier",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:antal\w*|medlemm\w*|deltager\w*|borger\w*|indbygger\w*|personer|stk|timer|m2|m²|kvadratmeter|km|side|sag"
    r"|punkt|pkt|nr|matr|tlf|telefon|kontonr|§)\b",
    re.IGNORECASE,
)
# What may follow a bare sum; any other word is the thing that was counted
_FREE_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)(/+=]|[-–—]\s|(?:i|fra|til|af|på|om|pr|per|for|ved|med|og|eller|samt|men|mod|der|som|så|hvilket"
    r"|in[ck]l\w*|ekskl?\w*|exc?l\w*|plus|år?ligt?|månedlig\w*|om\s+året|indestående|i\s+alt|netto|brutto|heraf|hvoraf"
    r"|skattefrit|uændret)\b)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(rf"{_ALONE}\d{{1,3}}(?:\.\d{{3}})+(?:,\d{{1,2}})?(?![\w%]|[.,/]\d)")
_PRICED = re.compile(  # a money word and a plain number close behind it: "Samlet tab er på ca. 3000"
    r"(?:kontingent|gebyr|pris|takst|leje|depositum|indskud|honorar|løn|tilskud|støtte|udgift|indtægt|omkostning|beløb"
    r"|overskud|underskud|saldo|\btab|betal|kost|indestående)\w*"
    r"(?P<gap>(?:\bpr\.|[^\d.?!\n]){0,40}?)"
    r"(?P<link>\bpå|\ber|=|:|\budgør|\budgjorde|\bvar|\bbliver|\bblev|\bfra|\btil|\bmed|\bkoster|\bkostede|\bbetaler|\s)"
    r"\s*(?:ca\.?\s*|omkring\s|knap\s|godt\s)?(?P<n>\d{2,6}(?:,\d\d)?)(?![\w%]|[.,/:-]\d|\s?%)"
    r"(?:\s+til\s+(?P<n2>\d{2,6})(?![\w%]|[.,/:]\d))?",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:hæv|sæt|sat|nedsæt|forhøj|stig|sænk|ændr|fastsæt|reducer|regul)", re.IGNORECASE)
_PRICE_LIST = re.compile(
    r"\b(?:priser|kontingenter|takster|gebyrer|kontingent)\b[^.:\d]{0,30}[.:]"
    r"(?P<list>(?:\s*[-•]?\s*[^\W\d_][^\d.:\n]{0,30}:\s*\d{2,6}(?![\w%]|[./:]\d)\s*[.,;]?)+)",
    re.IGNORECASE,
)
_LISTED = re.compile(r":\s*(\d{2,6})")
_CELL_GAP = re.compile(r"\s*[+–-]?\s*")


def find_amounts(text: str) -> list[FoundAmount]:
    """Every sum of money in running text, in order; each end of a span ("1.900 – 2.500 kr.") is one.

    The unit of a table ("i 1.000 kr.") is no sum, nor are sums that stand side by side like the cells of a row.
    """
    lower = text.lower()
    printed: list[FoundAmount] = []
    if "kr" in lower or "dkk" in lower or ",-" in text or ",–" in text:
        for match in _SUM.finditer(text):
            printed += _spanned(text, match)
        if "kr" in lower:
            printed += [found for match in _SUM_IN_WORDS.finditer(text) if (found := _in_words(match))]
        printed.sort(key=lambda one: one.start)
    taken = [(one.start, one.end) for one in printed]
    bare = [one for one in _bare(text, printed) if not any(one.start < end and start < one.end for start, end in taken)]
    return sorted([*_without_cells(text, printed), *bare], key=lambda one: one.start)


def parse_amount(text: str) -> int | float | None:
    """The value in kroner of the first sum in `text`; None if there is none."""
    return next((one.dkk for one in find_amounts(text)), None)


def _spanned(text: str, match: re.Match[str]) -> list[FoundAmount]:
    """The sum of one match, and the other end of its span."""
    name = "n1" if match["n1"] else "n2" if match["n2"] else "n3"
    number, scale = match[name], match["s1"] or match["s2"] or match["t2"]
    start, end = match.span()
    if number in ("1.000", "1000") and not scale and (
        _UNIT_BEFORE.search(text, max(0, start - 8), start) or _UNIT_AFTER.match(text, end)
    ):  # fmt: skip
        return []
    if name == "n1" and _YEAR.fullmatch(number) and _HEAD_BEFORE.search(text, max(0, start - 8), start):
        return []
    value = _value(number, scale)
    digits = match.start(name)
    negative = text[digits - 1 : digits] in tuple(_MINUS) and text[digits - 2 : digits - 1] in (" ", "(", ".", "\u00a0")
    if negative and name != "n1":
        negative = not re.search(r"\d\s*$", text[: digits - 1])
        start -= negative
    found = [FoundAmount(start, end, text[start:end], _number(-value if negative else value))]
    if name == "n1":
        if high := _HIGH.match(text, end):
            other = _value(high["n"], None)
            if value < other <= value * _WIDEST_SPAN and _FREE_AFTER.match(text, high.end()):
                found.append(FoundAmount(high.start("n"), high.end(), high["n"], _number(other)))
    elif not negative and (low := _LOW.search(text, max(0, digits - 40), digits)):
        listed = low["cue"] or ("." in low["n"] and "." in number)
        if low["join"] in "-–—" or listed:
            lower_end = next(
                (v for s in (scale, "tusind" if "." in number else None)
                 if value > (v := _value(low["n"], s)) >= value / _WIDEST_SPAN), None,
            )  # fmt: skip
            if lower_end is not None and not _is_year(low["n"], number):
                found.insert(0, FoundAmount(low.start("n"), low.end("n"), low["n"], _number(lower_end)))
    return found


def _is_year(low: str, number: str) -> bool:
    return bool(_YEAR.fullmatch(low)) and len(number) != 4


def _in_words(match: re.Match[str]) -> FoundAmount | None:
    words = match["n"].lower()
    number = Decimal("1.5") if words == "halvanden" else Decimal(parse_number(words) or 0)
    value = number * _PARTS.get((match["part"] or "").lower(), Decimal(1)) * _factor(match["s"])
    if value < 2:  # "ikke en krone"
        return None
    return FoundAmount(match.start(), match.end(), match.group(), _number(value))


def _value(number: str, scale: str | None) -> Decimal:
    """A dot before exactly three digits groups thousands; a comma, or a dot before one or two digits, is decimal."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", number.replace("o", "0").replace("O", "0"))
    plain = re.sub(r"\.(?=\d{3}(?:\D|$))", "", plain)
    if not scale:
        plain = re.sub(r",(?=\d{3}$)", "", plain)  # kroner have no third decimal
    return Decimal(plain.replace(",", ".")) * _factor(scale)


def _factor(scale: str | None) -> int:
    scale = (scale or "").lower()
    if scale.startswith("t"):
        return 10**3
    if scale.startswith(("mia", "milliard")):
        return 10**9
    return 10**6 if scale else 1


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


def _bare(text: str, printed: list[FoundAmount]) -> Iterator[FoundAmount]:
    """Sums without a currency. They need a word for money near, and nothing counted after them."""
    if not _MONEY.search(text) and not printed:
        return
    seen: set[int] = set()
    for match in _THOUSANDS.finditer(text):
        if _FREE_AFTER.match(text, match.end()) and _near_money(text, match.start(), match.end(), printed):
            seen.add(match.start())
            yield FoundAmount(match.start(), match.end(), match.group(), _number(_value(match.group(), None)))
    for match in _PRICED.finditer(text):
        link, changed = match["link"].strip().lower(), _CHANGED.search(match["gap"])
        if _COUNTED.search(match["gap"]) or (link in ("fra", "til", "med", "") and not changed and not match["n2"]):
            continue
        for name in ("n", "n2"):
            number = match[name]
            if not number or match.start(name) in seen or _YEAR.fullmatch(number) and link != "=":
                continue
            if name == "n" and match["n2"] or _FREE_AFTER.match(text, match.end(name)):
                seen.add(match.start(name))
                yield FoundAmount(match.start(name), match.end(name), number, _number(_value(number, None)))
    for match in _PRICE_LIST.finditer(text):
        for listed in _LISTED.finditer(text, match.start("list"), match.end("list")):
            if listed.start(1) not in seen:
                yield FoundAmount(listed.start(1), listed.end(1), listed[1], int(listed[1]))


def _near_money(text: str, start: int, end: int, printed: list[FoundAmount]) -> bool:
    before = re.split(r"[.!]\s+(?=[A-ZÆØÅ])", text[max(0, start - 90) : start])[-1]
    after = re.split(r"[.!?](?:\s|$)", text[end : end + 40])[0]
    if _COUNTED.search(before[-30:]):
        return False
    if _MONEY.search(before) or _MONEY.search(after):
        return True
    # joined to a sum with its currency: "30.000 i timer samt ca. 280.000 kr."
    return any(
        end <= one.start <= end + 60
        and not re.search(r"[.!?]\s+[A-ZÆØÅ]", text[end : one.start])
        and re.search(r"\b(?:samt|og|plus|til|mod)\b|\+", text[end : one.start])
        for one in printed
    )
