"""Candidates for item headings: every block that could head an item, with the evidence of layout and language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from pipeline.cases import is_case_line
from pipeline.components.labels import section_label, skip_space
from pipeline.components.patterns import regex_of
from pipeline.components.persons import NAME, is_given_name
from pipeline.components.sentences import sentence_spans
from pipeline.components.typography import BOLD_HEAD, Typography
from pipeline.gated import Gated
from pipeline.needed import first_letters
from pipeline.page import Block, BlockKind
from pipeline.rules import Rule, load_rules

FEWEST_LISTED = 3  # entries of an agenda
ANNOUNCED = 1.0  # points for a heading that an agenda before it has by number and title
LONG = 170  # letters: a title longer than this is prose
TOPIC = 60  # letters: a topic before the record on its line is shorter
SHORT = 110  # letters: a title that ends within its block is shorter
LEAST_TITLE = 6  # letters with the full stop: "Valg." is one all the same
ROW = 3.0  # points: lines whose tops differ less stand beside each other
HEAD = 300  # letters of a block that the rows are tried on
# the letters with which rows of item_headings.jsonl may begin, so that most blocks are passed over quickly
FIRST = frozenset("#(0123456789§PpSsNnAaÅåLlFfRBbCcDdEeGgHhIiJjKkTtVvX")
NUMBER_LAST = Gated(r"\b(?:Sag|SAG|Saq|Pkt\.|Punkt)\s*(?:nr\.?)?\s*\d{1,4}$")  # "Meddelelser   Sag nr. 12"
NUMBERED = frozenset("0123456789AaPpSs")  # the letters with which the entries of an agenda begin
NUMBER_FIRST = re.compile(  # on lower-cased text
    r"(?:ad\.?\s+)?(?:(?:dagsordenens\s+)?(?:punkt|pkt\.?|sag)(?:\s*nr\.?)?\s*)?\d{0,4}[a-z]?[.:)]{0,20}\s+"
)
COLON = re.compile(r":\s+(?=\S)")
DASH = re.compile(r"\s[–-]\s+(?=[A-ZÆØÅ])")
OFFICE_TELLS = re.compile(
    r"(?:Formanden|Kassereren|Bestyrelsen|Dirigenten|Revisoren|Sekretæren|Intet|Ingen|Godkendt|Der\s(?:var|er|blev|kom))\b"
)
CASE_LINE = re.compile(r"Sagsnr|Sagsid|Sagsnummer|J\.\s?nr|Journal|Brevid|Sag\s*:|Åben|Lukket")
CASE_BEHIND = re.compile(r"\s*\|?\s*(?:Sag|J\.|Journal|ESDH)", re.I)
LEADS_IN = re.compile(r"\bindstiller\b[^.]{0,60}$")
LEAD_ENDS = re.compile(r"\bat$|følgende:$")
CONJUNCTION = re.compile(r"at\b|og\b|eller\b|samt\b")
SENTENCES = re.compile(r"[.!?]\s+[A-ZÆØÅ]")
ABBREVIATION = re.compile(r"\b(?:jf|nr|kl|pkt|vedr|stk|evt|mv|f\.eks|A|B|C|[A-ZÆØÅ])\.\s")
SIGNS = {"I": 1, "V": 5, "X": 10}
UNIT = re.compile(r"(?:kr|mio|pct|%|stk|år|m2|km|meter)\b", re.I)  # "12 stk." is an amount, no heading
FINITE_VERB = re.compile(r"\b(?:blev|har|vil|skal|kan|er|var)\b")
TELLS = re.compile(FINITE_VERB.pattern + r"|\b(?:bliver|bør|må|kommer|går|står|får|mangler|\w{3,}es)\b")
CLOSED_TITLE = re.compile(r"lukke[td]", re.I)
TREATMENT = re.compile(r"(?:Til )?(?:Tema)?(?:orientering|drøftelse|beslutning|godkendelse|debat)", re.I)
PROPOSED_BY = re.compile(r"(?:Indkommet )?[Ff]orslag fra [^.:]{3,40}")
NAMES = re.compile(
    r"(?!Intet|Ingen|Godkendt|Taget|Udsat|Vedtaget|Forkastet|Afvist|Faldet|Trukket|Der\b)\w[^.!?:]{5,}"
)  # what is treated: no sentence, no result
# the whole record behind "Eventuelt"
NOTHING_MORE = re.compile(
    r"(?:Intet|Ikke\s+noget|Ingen(?:\s+(?:bemærkninger|punkter|kommentarer))?|Der\s+var\s+intet)(?:\s+nyt)?\.?$"
)
# what became of the item, in brackets behind its title: "Budget (udskydes til maj)"
TITLE_PUT_OFF = re.compile(r"\s(?=\((?:punktet\s+)?(?:udskyd(?:es|t)|udsættes|udgår|udgik|aflyst)\b[^()]*\)\.?$)", re.I)
LAST_ITEM = re.compile(r"(?:Evt|Eventuelt)\b\.?:?(?=\s+[A-ZÆØÅ\d])")  # nothing belongs to this title
BOLD_SLIPS = re.compile(r"\s*[a-zæøå][^.:;!?]{0,40}")  # the end of a title that is not set in bold like its beginning


class Candidate(Struct, frozen=True):
    """A possible heading: the block, what its number and title would be, and the points that speak for it."""

    block: int
    number: str
    value: int | None  # of the number's leading digits, letters count a = 1
    title: str
    rest: int  # offset in the block's text at which the record begins
    rule: str
    label: str  # "item" or "sub"
    score: float
    bold: bool
    size: float  # points
    x0: float  # points
    page: int
    closed: bool = False
    announced: bool = False  # by an agenda before it, number and title


@cache
def heading_rules() -> tuple[Rule, ...]:
    """The rows that tell a number before a title."""
    return tuple(rule for rule in load_rules("item_headings") if rule.label in ("item", "sub"))


@cache
def openings() -> dict[str, tuple[tuple[Rule, re.Pattern[str]], ...]]:
    """The rows of `heading_rules` by what they start with, "digit" or "letter", and by the letter that a text begins
    with, for those with which a row begins that not all begin with."""
    rows = [(rule, regex_of(rule)) for rule in heading_rules()]
    first = {rule.id: first_letters(pattern) for rule, pattern in rows}
    found = {starts: tuple(row for row in rows if row[0].extra["starts"] == starts) for starts in ("digit", "letter")}
    for letter in frozenset().union(*filter(None, first.values())):
        kin = found["digit" if letter.isdigit() else "letter"]
        found[letter] = tuple(row for row in kin if (letters := first[row[0].id]) is None or letter in letters)
    return found


@cache
def title_rules() -> tuple[re.Pattern[str], ...]:
    """The titles that agendas share: "Valg af dirigent", "Eventuelt"."""
    return tuple(regex_of(rule) for rule in load_rules("item_headings") if rule.label == "title")


def is_known_title(text: str) -> bool:
    for pattern in title_rules():  # a plain loop: asked of every candidate
        if pattern.search(text):
            return True
    return False


def find_candidates(blocks: Sequence[Block], look: Typography) -> Iterator[Candidate]:
    """Every numbered block that could be an item's heading, in order of the blocks."""
    keys = {at: title_key(b.text) for at, b in enumerate(blocks) if len(b.text) < LONG and b.text[:1] in NUMBERED}
    listed = Counter(keys.values())
    agenda, agenda_end = first_list(blocks, keys)
    rows = openings()
    before = ""  # the last number
    for at, block in enumerate(blocks):
        if block.kind not in (BlockKind.TEXT, BlockKind.BULLET) or not block.text:
            continue
        head = block.text[:HEAD]
        if head[0] not in FIRST and not NUMBER_LAST.search(head):
            continue
        for rule, pattern in rows.get(head[0]) or rows["digit" if head[0].isdigit() else "letter"]:
            if match := pattern.match(head):
                key = keys.get(at) or title_key(block.text)
                found = candidate(blocks, at, rule, match, look, listed[key] > 1)
                if rule.id in NO_NUMBER and NO_NUMBER[rule.id](found, before):
                    continue
                before = found.number
                announced = at > agenda_end and found.value is not None and agenda.get(found.value) == key
                yield replace(found, score=found.score + ANNOUNCED, announced=True) if announced else found
                break


def first_list(blocks: Sequence[Block], keys: Mapping[int, str]) -> tuple[dict[int, str], int]:
    """The first list 1, 2, 3 … with nothing between its entries, which is the agenda if any is printed: the key of each
    number's title, and the block of its last entry. Empty, and -1, where there is none."""
    found: dict[int, str] = {}
    last = -1
    for at, block in enumerate(blocks):
        if block.kind in (BlockKind.RUNNING, BlockKind.CONTENTS):
            continue
        number = value_of(block.text) if at in keys and block.text[:1].isdigit() else None
        if number == len(found) + 1:
            found[number], last = keys[at], at
        elif len(found) >= FEWEST_LISTED:
            break
        elif found:
            found = {1: keys[at]} if number == 1 else {}
    return (found, last) if len(found) >= FEWEST_LISTED else ({}, -1)


def title_key(text: str) -> str:
    """The text without a number before it, in one case: the entry of an agenda and the heading it announces."""
    low = text.lower()
    number = NUMBER_FIRST.match(low)
    return low[number.end() if number else 0 :].strip(" .:").casefold()


def candidate(
    blocks: Sequence[Block], at: int, rule: Rule, match: re.Match[str], look: Typography, whole: bool
) -> Candidate:
    """Block `at` as a heading by `rule`; a group whose name ends in "_" is the same in another order of the parts.

    `whole`: the block's text is printed twice, so it is a title and no record stands in it.
    """
    block = blocks[at]
    groups = match.groupdict()
    number = (groups["number"] or groups.get("number_") or "").replace(" ", "")
    named = next((name for name in ("title", "title_") if groups.get(name) is not None), None)
    begin = match.start(named) if named else match.end()
    if CASE_BEHIND.match(block.text, begin) and is_case_line(block.text[begin:].lstrip(" |")):
        title, rest, run_in = "", len(block.text), False  # "Punkt 3 | Sagsnr. 16/300", below or above its title
    elif whole:
        title, rest, run_in = block.text[begin:].strip().removesuffix(":"), len(block.text), False
    else:
        title, rest, run_in = split_title(block, begin)
    points = float(rule.extra.get("weight", 0.0)) + look.stands_out(block)
    if block.gap > 0.9 * block.size:
        points += 0.4
    if is_known_title(title):
        points += 1.2
    points += shape_points(title, run_in) + neighbour_points(blocks, at)
    return Candidate(
        block=at,
        number=number,
        value=VALUES.get(rule.id, value_of)(number),
        title=title,
        rest=rest,
        rule=rule.id,
        label=rule.label,
        score=points,
        bold=block.lines[0].bold_head > BOLD_HEAD,
        size=block.size,
        x0=block.lines[0].x0,
        page=block.page,
        closed=(groups.get("open") or groups.get("open_") or "").lower().startswith("lukk"),
    )


def split_title(block: Block, begin: int) -> tuple[str, int, bool]:
    """Title, offset of the record, and whether the record begins on the title's own line.

    `begin` is the offset behind the number. A bold head ends where the bold ends; otherwise the first sentence may be
    the title, or a colon ends it ("Valg af dirigent: NN").
    """
    text, line = block.text, block.lines[0]
    bold_end = bold_head_end(block)
    if line.bold and (plain := plain_from(block)) > begin:
        return text[begin:plain].strip().rstrip(":"), plain, True
    if (named_last := LAST_ITEM.match(text, begin)) and not line.bold:
        behind = skip_space(text, named_last.end())
        if len(text) - named_last.end() > TOPIC or NOTHING_MORE.match(text, behind):
            return named_last.group().rstrip(":"), behind, True
    if put_off := TITLE_PUT_OFF.search(text, begin):
        return text[begin : put_off.start()].strip(), put_off.end(), True
    if begin < bold_end and BOLD_SLIPS.fullmatch(text, bold_end) and not TELLS.search(text, begin):
        return text[begin:].strip(), len(text), False
    if begin < bold_end < len(line.text) - 2 and not line.bold and len(text[bold_end:].strip()) > 1:
        return text[begin:bold_end].strip().rstrip(":–- "), skip_space(text, bold_end), True
    dash = DASH.search(text, begin, begin + TOPIC)
    if dash and not line.bold and is_known_title(text[begin : dash.start()]) and tells_record(text[dash.end() :]):
        return text[begin : dash.start()].strip(), dash.end(), True
    spans = sentence_spans(text[begin:])
    if len(spans) > 1 and (named := topic_end(text[begin : begin + spans[0][1]])) and not line.bold:
        return text[begin : begin + named].rstrip(" :"), skip_space(text, begin + named), True
    long = len(spans) > 1 and (spans[0][1] > LEAST_TITLE or is_known_title(text[begin : begin + spans[0][1]]))
    stops = long and spans[0][1] < SHORT and text[begin + spans[0][1] - 1] in ".?"
    if stops and (not line.bold or is_told(text[begin:], spans)):
        return text[begin : begin + spans[0][1]].strip(), begin + spans[1][0], True
    colon = COLON.search(text, begin)
    if colon and colon.start() - begin < SHORT and opens_record(text[colon.end() :]):
        title = text[begin : colon.start()]
        # "Lukket punkt: Salg af grund" and "Drøftelse: Nyt tag" are titles; so is what is bold throughout, unless
        # agendas share its beginning
        treated = TREATMENT.fullmatch(title) or PROPOSED_BY.fullmatch(title)
        whole = CLOSED_TITLE.match(title) or (treated and NAMES.fullmatch(text, colon.end()))
        if not whole and (not line.bold or is_known_title(title)):
            return title.strip(), colon.end(), True
    return text[begin:].strip().removesuffix(":").strip(), len(text), False


def tells_record(text: str) -> bool:
    """Does the text begin with a person or an office, so that it is who was elected or who told something?"""
    if OFFICE_TELLS.match(text):
        return True
    name = NAME.match(text)
    return name is not None and is_given_name(name.group().split()[0])


def is_told(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Does a statement follow a title that agendas share: "Valg af suppleanter. Begge er på valg."?"""
    return is_known_title(text[: spans[0][1]]) and FINITE_VERB.search(text, spans[1][0]) is not None


def topic_end(sentence: str) -> int:
    """Where a topic before a colon ends in the first sentence of a record ("HEGNET: Det nye hegn er malet."), else 0.

    It is set in capitals, agendas share it, or a whole statement follows it.
    """
    colon = COLON.search(sentence)
    if colon is None or colon.start() > TOPIC or not opens_record(sentence[colon.end() :]):
        return 0
    topic = sentence[: colon.start()]
    told = topic.isupper() or is_known_title(topic) or TELLS.search(sentence, colon.end())
    return colon.start() if told and not CLOSED_TITLE.match(topic) else 0


def plain_from(block: Block) -> int:
    """Offset of the cell of running type beside a bold first cell, where both are one block, else 0."""
    if len(block.lines) < 2 or len(block.starts) < 2:
        return 0
    first, beside = block.lines[:2]
    same_row = abs(beside.top - first.top) < ROW and beside.x0 > first.x1
    return block.starts[1] if same_row and beside.bold_head == 0 else 0


def bold_head_end(block: Block) -> int:
    """Offset in the block's text at which the bold beginning of its first line ends."""
    line = block.lines[0]
    if block.text.startswith(line.text):
        return line.bold_head
    first_end = block.starts[1] if len(block.starts) > 1 else len(block.text)
    return line.bold_head - max(len(line.text) - first_end, 0)  # the bullet is left out of the text


def opens_record(text: str) -> bool:
    """Is what follows the colon in a title's line the record, not more of the title?"""
    begins = text[:1].isupper() or text[:1].isdigit() or text[:1] in '”"(-–'
    return len(text) > 1 and begins and not text.rstrip().endswith("?")


def shape_points(title: str, run_in: bool) -> float:
    """Points for and against the title by its form; `run_in` tells that a record follows it on the same line."""
    if not title:
        return -0.3
    points = 0.0
    if title[0].islower():
        points -= 3.0 if CONJUNCTION.match(title) else 1.4
    if len(title) > LONG:
        points -= 2.5
    if SENTENCES.search(title) and not ABBREVIATION.search(title):
        points -= 1.5
    if title.endswith((",", ";")):
        points -= 1.2
    if title.endswith(".") and len(title) > 60:
        points -= 0.8
    if UNIT.match(title):
        points -= 3
    if FINITE_VERB.search(title) and len(title) > 70 and not run_in:
        points -= 1.0
    return points


def neighbour_points(blocks: Sequence[Block], at: int) -> float:
    """Points for what stands around: a section label or case line below speaks for it, a lead-in above against it."""
    points = 0.0
    below = [b for b in blocks[at + 1 : at + 5] if b.kind is not BlockKind.RUNNING][:3]
    if any(section_label(block) is not None or CASE_LINE.match(block.text) for block in below):
        points += 1.3
    above = next((b for b in reversed(blocks[max(at - 3, 0) : at]) if b.kind is not BlockKind.RUNNING), None)
    if above is None:
        return points
    label = section_label(above)
    if above.text.endswith(":") and not label:
        points -= 0.5
    if leads_in(above.text):
        points -= 1.5
    if label is not None and label.kind in ("recommendation", "attachments"):
        points -= 1.5
    return points


def leads_in(text: str) -> bool:
    return bool(
        (text.endswith(("at", "følgende:")) and LEAD_ENDS.search(text, max(0, len(text) - 10)))
        or ("indstiller" in text and LEADS_IN.search(text))
    )


def roman(number: str) -> int:
    """The value of a Roman numeral up to XXXIX: a lesser sign before a greater one is taken off."""
    signs = [SIGNS[sign] for sign in number]
    return sum(-one if one < after else one for one, after in zip(signs, [*signs[1:], 0], strict=True))


def goes_on_in_letters(found: Candidate, before: str) -> bool:
    """Is it a letter behind the one before it in the alphabet ("I." behind "H.") rather than a Roman number?"""
    return len(before) == len(found.number) == 1 and ord(found.number) == ord(before) + 1


def lives_there(found: Candidate, before: str) -> bool:
    """Is it a house's number before who lives there ("Nr. 6 Karen Holm")?"""
    name = NAME.match(found.title)
    return name is not None and " " in name.group() and is_given_name(name.group().split()[0])


# rows of item_headings.jsonl that take what only looks like a number
NO_NUMBER: Mapping[str, Callable[[Candidate, str], bool]] = {
    "romertal": goes_on_in_letters,
    "nr-bindestreg": lives_there,
}


def within_year(number: str) -> int:
    return int(re.split("[-/]", number)[1])


def value_of(number: str) -> int | None:
    if match := re.match(r"\d+", number):
        return int(match.group())
    return ord(number[0].lower()) - 96 if number and number[0].isalpha() else None


# rows of item_headings.jsonl whose numbers count in a way of their own
VALUES: Mapping[str, Callable[[str], int | None]] = {
    "romertal": roman,
    "ad-nummer": lambda number: roman(number) if set(number) <= set(SIGNS) else value_of(number),
    "aar-foran-nummer": within_year,
    "nummer-i-aaret": within_year,
}
