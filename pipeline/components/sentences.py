"""Sentences of a block: Danish abbreviations, ordinals and initials do not end one."""

from __future__ import annotations

import re

BOUNDARY = re.compile(
    r"""
    [.!?…][”\"»’)\]]*\s+(?=[”\"“«»(]?[A-ZÆØÅÉ0-9§])
    | (?<=\d,-)\s+(?=[A-ZÆØÅ][a-zæøå])
    | (?<=[a-zæøå])\s+(?=(?:Afbud|Fraværende|Forfald)\s*:)  # the full stop forgotten
    | (?<=[a-zæøå]{4})\.(?=[A-ZÆØÅ][a-zæøå]+\s)  # the space forgotten
    """,
    re.X,
)
MONEY = re.compile(r"\d\s*kr\.$")
ABBREVIATION = re.compile(
    r"(?:^|[\s(/])(?:kl|nr|pkt|ca|bl\.a|f\.eks|fx|mv|m\.v|m\.m|m\.fl|mio|mia|kr|d|jf|jfr|evt|inkl|incl|ekskl|excl|stk|tlf|afd|hhv|pr|red|max|maks|vedr|ang|"
    r"mht|m\.h\.t|pga|p\.g\.a|dvs|d\.v\.s|o\.l|div|dr|adm|gl|ndr|sdr|p\.t|pt|resp|str|sml|skt|spm|spg|mdr|hr|frk|cand|"
    r"iht|i\.h\.t|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec|tirs|tors|[A-ZÆØÅ])\.$",
    re.I,
)
CAPITALS = re.compile(r"\b[A-ZÆØÅ]{2,}\.$")  # "HR." is an office where "hr." is a title
TOPIC = re.compile(
    r"(?:\w{1,2}[.)]\s+)?[^:.;?!]{2,60}(?:\b\w{1,3}\.[^:.;?!]{0,50})?:\s+"
)  # what a line is about, before a colon
SAID = re.compile(
    r"\b(?:har|er|blev|var|vil|skal|kan|sagde|foreslog|foreslår|mente|mener|ønske\w*|indstill\w+|forslag)\b", re.I
)
ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
AFTER_ORDINAL = re.compile(
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|behandling|viceborgmester|næstformand|suppleant|etape|sal|klasse|kvartal|halvår|juli|august|og\b|at\b)",
    re.I,
)


def behind_topic(text: str) -> str:
    """What stands behind a topic and a colon ("Nøgler: Karen bestiller ti nye."), "" where none stands before it."""
    topic = TOPIC.match(text)
    return "" if topic is None or SAID.search(topic.group()) else text[topic.end() :]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences in `text`, without the white space between them."""
    spans, start = [], 0
    for match in BOUNDARY.finditer(text):
        end = match.start() + 1
        before = text[start:end]
        after = text[match.end() :]
        if match.group()[0] == "." and not ends_here(before, after):
            continue
        stop = match.start() + len(match.group().rstrip())
        if text[start:stop].strip():
            spans.append((start, stop))
        start = match.end()
    tail = text[start:].rstrip()
    if tail:
        spans.append((start, start + len(tail)))
    return spans


def ends_here(before: str, after: str) -> bool:
    if ORDINAL.search(before):
        if AFTER_ORDINAL.match(after) or re.fullmatch(r"\s*(?:ad\s+)?\d{1,2}\.", before, re.I):
            return False
        return not re.search(r"\b(?:den|d\.)\s+\d{1,2}\.$", before)
    if ABBREVIATION.search(before) and not (CAPITALS.search(before) and after[1:2].islower()):
        # "kr." and "mv." may end a sentence all the same
        return (
            bool(re.search(r"\b(?:kr|mv|m\.v|m\.m|m\.fl|o\.l|mio|mia|stk|mdr|p\.t|pt)\.$", before))
            and after[:1].isupper()
            and (not after[:2].isupper() or bool(MONEY.search(before)))
        )
    return True
