"""Sentences of a block: Danish abbreviations, ordinals and initials do not end one."""

from __future__ import annotations

import re

from pipeline.components.persons import is_given_name

# each part begins with a sign of its own, so that the engine skips from one sign to the next
STOP = r"""
    [.!?…][”\"»’)\]]*\s+(?:[–-]\s+)?(?=[➔→►▶➢⇒]\s|[”\"“«»(]?[A-ZÆØÅÉ0-9§])
    | [.](?<=[a-zæøå]{2}\.)(?=[A-ZÆØÅ][a-zæøå]+\s)  # the space forgotten
"""
BOUNDARY = re.compile(STOP, re.X)
BOUNDARY_WITHOUT_STOP = re.compile(
    rf"""
    {STOP}
    | (?<=\d,-)\s+(?=[A-ZÆØÅ][a-zæøå])
    | (?<=[a-zæøå])\s+(?=(?:Afbud|Fraværende|Forfald)\s*:)  # the full stop forgotten
    """,
    re.X,
)
WITHOUT_STOP = (",-", "Afbud", "Fraværende", "Forfald")  # one of them stands where such a sentence ends
MONEY = re.compile(r"\d\s*kr\.$")
# "jul." is July behind a day ("24. jul."), and else Christmas at the end of a sentence
ABBREVIATION = re.compile(
    r"(?<![^\s(/-])(?:kl|nr|pkt|ca|bl\.a|f\.eks|fx|mv|m\.v|m\.m|m\.fl|mio|mia|kr|d|jf|jfr|evt|inkl|incl|ekskl|excl|stk|tlf|afd|hhv|pr|red|max|maks|vedr|ang|"
    r"mht|m\.h\.t|lign|o\.lign|el\.lign|alm|matr|pga|p\.g\.a|dvs|d\.v\.s|o\.l|div|dr|gdr|adm|gl|ndr|sdr|p\.t|pt|resp|str|sml|skt|spm|spg|mdr|hr|frk|brdr|cand|"
    r"iht|i\.h\.t|\w{0,12}repr?|undt|endv|ml|fhv|vedl|forr|smst|næstfmd|ll|opg|adv|lejl|ejd|gf|suppl|supp|chr|fmd|kass|sekr|best|ref|jan|feb|mar|apr|jun|(?<=\d\s)jul|(?<=\d\.\s)jul|aug|sep|sept|okt|nov|dec|tirs|tors|[A-HJ-ZÆ]|(?-i:[IØÅ]))\.$",
    re.I,
)
LONGEST_ABBREVIATION = 16  # letters, with its full stop
CAPITALS = re.compile(r"\b[A-ZÆØÅ]{2,}\.$")  # "HR." is an office where "hr." is a title
TOPIC = re.compile(
    r"(?:\w{1,2}[.)]\s+)?(?:[Vv]edr\.\s)?(?:evt\.\s)?[^:.;?!]{2,60}(?:\b\w{1,3}\.[^:.;?!]{0,50})?:(?:\s+|(?=[A-ZÆØÅ][a-zæøå]))"
)  # what a line is about, before a colon
LONGEST_TOPIC = 150  # letters with its colon, more than `TOPIC` takes
SAID = re.compile(
    r"\b(?:har|er|blev|var|vil|skal|kan|sagde|foreslog|foreslår|mente|mener|ønske\w*|indstill\w+|forslag)\b", re.I
)
ORDINAL = re.compile(r"(?<!\S)\d{1,2}\.$")
ONLY_ORDINAL = re.compile(r"\s*(?:ad\s+)?\d{1,2}\.", re.I)
# "Ad 1-2.", "Ad a og b.": which parts of the recommendation the sentence behind it is about
ONLY_PARTS = re.compile(r"\s*ad\s+(?:pkt\.\s+)?(?:\d{1,2}|[a-h])(?:\s*(?:[-–,+]|og|til)\s*(?:\d{1,2}|[a-h]))*\.", re.I)
LONGEST_PARTS = 24  # letters, with the full stop
DATED = re.compile(r"\b(?:den|d\.)\s+\d{1,2}\.$")
ENDS_ALL_THE_SAME = re.compile(
    r"\b(?:km/t|kr|gf|mv|lign|o\.lign|el\.lign|m\.v|m\.m|m\.fl|o\.l|mio|mia|stk|mdr|p\.t|pt)\.$"
)
AFTER_ORDINAL = re.compile(
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|behandling|viceborgmester|næstformand|suppleant|etape|sal|klasse|kvartal|halvår|juli|august|og\b|at\b|\d+\s+(?:undlod|stemte|blank))",
    re.I,
)

# the last of a list of parties ("V, A, B og Ø."), where a single letter is no initial
PARTIES_LAST = re.compile(r"(?<!\w)[A-ZÆØÅ](?:,\s|\sog\s)[A-ZÆØÅ]\.$")
# what is told apart by a letter ("blok C."), which is no initial either
LETTERED = re.compile(
    r"\b(?:blok|opgang|hus|fløj|gruppe|forslag|bilag|model|scenarie|alternativ|løsning|punkt|etape|zone|række|hold|pulje|del)\s"
    r"[A-HJ-ZÆ]\.$",
    re.I,
)
LONGEST_LETTERED = 16  # letters, more than `LETTERED` takes
# whose task it is, told behind the full stop: "Lampen skal skiftes. (KH)"
WHOSE = re.compile(
    r"\((?:(?P<initials>[A-ZÆØÅ]{2,4})|(?P<name>[A-ZÆØÅ][a-zæøå]+)(?:\s[A-ZÆØÅ][a-zæøå]+)?)"
    r"(?:\s?(?:,|og|\+|&|/)\s?[\w-]+)?\)\.?(?=\s+[A-ZÆØÅ0-9(]|\s*$)"
)
AHEAD = 20  # letters behind a full stop that tell whether it ends the sentence


def behind_topic(text: str) -> str:
    """What stands behind a topic and a colon ("Nøgler: Karen bestiller ti nye."), "" where none stands before it."""
    if text.find(":", 0, LONGEST_TOPIC) < 0:
        return ""
    topic = TOPIC.match(text)
    return "" if topic is None or SAID.search(topic.group()) else text[topic.end() :]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences in `text`, without the white space between them."""
    spans, start = [], 0
    boundary = BOUNDARY
    for sign in WITHOUT_STOP:  # a plain loop: asked of every text
        if sign in text:
            boundary = BOUNDARY_WITHOUT_STOP
    for match in boundary.finditer(text):
        sign = match.group()
        if match.start() < start:
            continue
        if whose := behind_the_stop(text, match.end()):
            spans.append((start, whose.end()))
            start = whose.end() + len(text[whose.end() :]) - len(text[whose.end() :].lstrip())
            continue
        if sign[0] == "." and not ends_here(text[start : match.start() + 1], text[match.end() : match.end() + AHEAD]):
            continue
        stop = match.start() + len(sign.rstrip(" \n–-"))
        if text[start:stop].strip():
            spans.append((start, stop))
        start = match.end()
    tail = text[start:].rstrip()
    if tail:
        spans.append((start, start + len(tail)))
    return spans


def behind_the_stop(text: str, at: int) -> re.Match[str] | None:
    """Who stands in brackets behind a full stop, and so belongs to the sentence before it: "Lampen skiftes. (KH)"."""
    whose = WHOSE.match(text, at) if text[at : at + 1] == "(" else None
    return whose if whose and (whose["initials"] or is_given_name(whose["name"])) else None


def ends_here(before: str, after: str) -> bool:
    """Does the full stop at the end of `before` end the sentence, with the letters `after` behind the white space?"""
    if len(before) <= LONGEST_PARTS and ONLY_PARTS.fullmatch(before):
        return False
    if before[-2:-1].isdigit():
        if not ORDINAL.search(before, max(0, len(before) - 3)):
            return True
        if AFTER_ORDINAL.match(after) or ONLY_ORDINAL.fullmatch(before):
            return False
        return not DATED.search(before)
    if PARTIES_LAST.search(before, max(0, len(before) - LONGEST_ABBREVIATION)) and after[:1].isupper():
        return True
    if LETTERED.search(before, max(0, len(before) - LONGEST_LETTERED)):
        return True
    if ABBREVIATION.search(before, max(0, len(before) - LONGEST_ABBREVIATION)) and not (
        CAPITALS.search(before) and after[1:2].islower()
    ):
        # "kr." and "mv." may end a sentence all the same
        return (
            bool(ENDS_ALL_THE_SAME.search(before))
            and after[:1].isupper()
            and (not after[:2].isupper() or bool(MONEY.search(before)))
        )
    return True
