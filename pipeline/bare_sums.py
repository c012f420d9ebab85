"""Bare numbers that are sums of money by the words around them: "Kontingentet hæves fra 400 til 500".

Such a number needs a word for money near it and no counted thing after it ("tilskud til 1.200 borgere").
"""

from __future__ import annotations

import re

from pipeline.gated import Gated

# All patterns but one read lower-cased text.
_MONEY_STEMS = (
    "kontingent", "indestående", "saldo", "overskud", "underskud", "budget", "gebyr", "pris", "takst", "tilskud",
    "støtte", "udgift", "indtægt", "beløb", "bevilg", "bevilling", "honorar", "leje", "løn", "regning", "faktura",
    "gæld", "lån", "tab", "opsparing", "beholdning", "egenkapital", "penge", "betal", "koste", "omkostning",
    "sponsor", "donation", "arv", "midler", "forbrug", "besparelse", "kasse", "konto", "depositum", "indskud",
    "afdrag", "formue", "omsætning", "fond", "pulje", "moms", "finansier",
)  # fmt: skip
_MONEY = re.compile(
    r"kontingent|indestående|saldo|overskud|underskud|budget|gebyr|\bpris|takst|tilskud|støtte|udgift|indtægt|beløb"
    r"|bevilg|bevilling|honorar|\bleje|halleje|husleje|\bløn|regning|faktura|gæld|\blån|\btab\b|opsparing|beholdning"
    r"|egenkapital|\bpenge|betal|\bkoste|omkostning|sponsor|donation|\barv\b|\bmidler|forbrug\b|besparelse|\bkasse"
    r"|\bkonto\b|depositum|indskud|afdrag|formue|omsætning|\bfond|pulje|\bmoms|finansier"
)
_COUNTED = re.compile(
    r"\b(?:antal\w*|medlemm\w*|deltager\w*|borger\w*|indbygger\w*|personer|stk|timer|m2|m²|kvadratmeter|km|side|sag"
    r"|punkt|pkt|nr|matr|tlf|telefon|kontonr|§)(?!\w)"
)
# What may follow a bare sum; any other word is the thing that was counted
_FREE_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)(/+=]|[-–—]\s|(?:i|fra|til|af|på|om|pr|per|for|ved|med|og|eller|samt|men|mod|der|som|så|hvilket"
    r"|in[ck]l\w*|ekskl?\w*|exc?l\w*|plus|årligt?|månedlig\w*|om\s+året|indestående|netto|brutto|heraf|hvoraf"
    r"|skattefrit|uændret)\b)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")
_PLAIN = re.compile(r"\d{2,6}(?:,\d\d)?")
_GLUED = re.compile(r"[\w%]|[.,/:]\d|\s?%|-\d")
_PRICED = Gated(  # a money word closely before a plain number: "Samlet tab er på ca. 2000"
    r"(?:kontingent|gebyr|pris|takst|leje|depositum|indskud|honorar|løn|tilskud|støtte|udgift|indtægt|omkostning|beløb"
    r"|overskud|underskud|saldo|\btab|betal|kost|indestående)\w*(?P<gap>(?:\bpr\.|[^\d.?!\n]){0,40}?)"
    r"(?P<link>\bpå|\ber|=|:|\budgør|\budgjorde|\bvar|\bbliver|\bblev|\bfra|\btil|\bmed|\bkoster|\bkostede|\bbetaler|\s)"
    r"\s*(?:ca\.?\s*|omkring\s|knap\s|godt\s)?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d|0\d")
_CHANGED = re.compile(r"\b(?:hæv|sæt|sat|nedsæt|forhøj|stig|sænk|ændr|fastsæt|reducer|regul)")
_ONWARD = re.compile(r"\s+til\s+\d{2,6}(?![\w%]|[.,/:]\d)")
_FROM_NUMBER = re.compile(r"\d\s+til\s+$")
_PRICE_LIST = re.compile(
    r"\b(?:priser|kontingenter|takster|gebyrer|kontingent)\b[^.:\d]{0,30}[.:]"
    r"(?P<list>(?:\s*[-•]?\s*[^\W\d_][^\d.:\n]{0,30}:\s*\d{2,6}(?![\w%]|[./:]\d)\s*[.,;]?)+)"
)
_LISTED = re.compile(r":\s*(\d{2,6})")
_SENTENCE_GAP = re.compile(r"[.!]\s+(?=[A-ZÆØÅ])")  # reads the text as printed

Span = tuple[int, int]


def speaks_of_money(lower: str) -> bool:
    """Whether lower-cased text holds any word that a bare sum could lean on."""
    for stem in _MONEY_STEMS:  # a plain loop: asked of most texts with a number
        if stem in lower:
            return True
    return False


def nothing_counted(lower: str, end: int) -> bool:
    """Whether what follows a number in lower-cased text leaves it free to be a sum."""
    return bool(_FREE_AFTER.match(lower, end))


def find_bare_sums(text: str, lower: str, numbers: list[re.Match[str]], printed: list[Span]) -> list[Span]:
    """Those of `numbers` that are sums, as spans. `printed` are the spans of the sums that have their currency."""
    found: dict[int, int] = {}
    for match in numbers:
        start, end, number = match.start(), match.end(), match.group()
        if _GLUED.match(lower, end) or any(begin <= start < stop for begin, stop in printed):
            continue
        if _THOUSANDS.fullmatch(number):
            if nothing_counted(lower, end) and _near_money(text, lower, start, end, printed):
                found[start] = end
        elif _PLAIN.fullmatch(number) and _is_priced(lower, start, end, found):
            found[start] = end
    if ":" in lower and any(word in lower for word in ("priser", "kontingent", "takster", "gebyrer")):
        for prices in _PRICE_LIST.finditer(lower):
            found.update(one.span(1) for one in _LISTED.finditer(lower, *prices.span("list")))
    return sorted(found.items())


def _is_priced(lower: str, start: int, end: int, found: dict[int, int]) -> bool:
    """Whether a plain number follows a money word closely: "Samlet tab er på ca. 2000"."""
    window = lower[max(0, start - 80) : start]
    if found and _FROM_NUMBER.search(window) and any(start - 12 < stop < start for stop in found.values()):
        return nothing_counted(lower, end)
    priced = _PRICED.search(window)
    if not priced or _COUNTED.search(priced["gap"]):
        return False
    link = priced["link"].strip()
    if _YEAR.fullmatch(lower, start, end) and link != "=" and not window.rstrip().endswith("ca."):
        return False
    onward = _ONWARD.match(lower, end)
    adjacent = not link and not priced["gap"].strip()  # "koster 450", "Pris 65 pr. gang"
    if link in ("fra", "til", "med", "") and not (adjacent or onward or _CHANGED.search(priced["gap"])):
        return False
    return bool(onward) or nothing_counted(lower, end)


def _near_money(text: str, lower: str, start: int, end: int, printed: list[Span]) -> bool:
    """Whether the sentence speaks of money on either side of a number, or joins it to a printed sum."""
    begin = max([max(0, start - 90), *(gap.end() for gap in _SENTENCE_GAP.finditer(text, max(0, start - 90), start))])
    if _COUNTED.search(lower, max(begin, start - 30), start):
        return False
    after = re.split(r"[.!?](?:\s|$)", lower[end : end + 40])[0]
    if _MONEY.search(lower, begin, start) or _MONEY.search(after):
        return True
    return any(  # "40.000 i timer samt ca. 310.000 kr."
        end <= other <= end + 60
        and not _SENTENCE_GAP.search(text, end, other)
        and re.search(r"\b(?:samt|og|plus|til|mod)\b|\+", lower[end:other])
        for other, _ in printed
    )
