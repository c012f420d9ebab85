"""The grammar of a list of people: where its entries part, and which of them are persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.components.additions import NOBODY, Entry, describe, is_contact, stronger, titled, with_rest
from pipeline.components.persons import (
    LOWER,
    NAME,
    PARTY,
    SHORT_PARTY,
    TITLE,
    UPPER,
    is_given_name,
    is_organisation,
    is_person,
    organisation_word,
    trimmed_name,
)
from pipeline.components.sentences import sentence_spans
from pipeline.minutes import Role, Status

LONGEST = 12_000  # letters of a list of people
SEPARATOR = re.compile(r"\s*[,;•·|]\s*(?:(?:og|samt)\s+)?|\s+(?:og|samt|&|\+)\s+|(?<!\sv)\s*/\s*(?=[A-ZÆØÅ])")
TOKEN = re.compile(rf"[()]|{SEPARATOR.pattern}")
SHORTENED = re.compile(r"\s(?:[A-ZÆØÅ][bcdfghjklmnpqrstvwxz]{0,3}|Aa)\.$|(?<!\w)(?:Johs|Chr|Joh|Vald|Alfr)\.$")
INITIALS = re.compile(r"[A-ZÆØÅ]{2,5}")
STEWARD = re.compile(r"\b(?:FTR|TR|AMR|AMiR)\s+(?=[A-ZÆØÅ][a-zæøå])")  # shop and safety stewards' marks before the name
MARKED_PARTY = re.compile(rf"\({SHORT_PARTY}\)")
BEFORE_NAME = re.compile(
    rf"(?:[Hh]r|[Ff]ru|[Ff]rk)\.\s+|[A-Z]{{2,5}}\d*_|(?:[Gg]en|[Nn]y)?[Vv]algt(?:\s+blev)?:?\s+(?=[{UPPER}])|"
    rf"\d{{1,2}}[.)]\s+(?=[{UPPER}])|{STEWARD.pattern}"
)
OFFICE_ALONE = re.compile(r"(?:næst)?formanden|kassereren|sekretæren", re.I)  # who holds it is named elsewhere
FURTHER = re.compile(  # a sentence behind the members that tells of others
    r"(?:endvidere|endv\.|desuden|herudover|derudover|tillige|ydermere)\s+(?:(?:deltog|deltager|mødte|var)\s+)?", re.I
)
UNDERSIGNED = re.compile(rf"[Uu]ndertegnede(?:\s*[(,]\s*|\s+)(?=[{UPPER}])")
WITHIN = re.compile(  # whom the next ones of a list come from ("elevrådet: Karen Holm", "fra kommunen Per Vang")
    r"(?!(?:afbud|fravær|ikke|ej|referent|ordstyrer|dirigent|suppleant|stedfortræder|gæst))"
    rf"(?:(?:fra\s+|\d{{1,3}}\s|[Hh]ele\s|[Aa]lle\s)?(?:[{LOWER}-]|[A-ZÆØÅ](?=[{LOWER}-]{{2,24}}(?:side(?:n)?|gruppen?|rådet|udvalget|bestyrelsen):))[{LOWER}-]{{2,24}}:\s*|(?P<office>fra\s+(?:kommunen|forvaltningen|administrationen|sekretariatet)\s+))"
    rf"(?=[{UPPER}{LOWER}])"
)
FIRST_NAME = re.compile(rf"(?P<name>[{UPPER}][{LOWER}]+(?:-[{UPPER}]?[{LOWER}]+)?)\s*(?:\(.*|$)")
ROUND = str.maketrans("[]✓✔☑√", "()    ")  # ticks say what the list's label says
BY_DASHES = re.compile(rf"\s[–-]\s(?=[{UPPER}])")
ON_BEHALF = re.compile(rf"(?P<organisation>[{UPPER}][^,;():]{{2,50}}?),?\s+(?:v/|v\.|ved)\s*(?=[{UPPER}{LOWER}])")
LEADING = re.compile(rf"(?:[{LOWER}.&-]+\s+){{1,4}}(?=[{UPPER}])")
PREPOSITION = re.compile(r"\b(?:i|af|for|fra|ved|på|hos|til|om|og|der|som|var|er|har)\s+$")
GAP = re.compile(r"\s[–-]\s|[\s:]+")  # between an office and its holder

CAPITALISED = rf"[{UPPER}][{LOWER}]+(?:-[{UPPER}]?[{LOWER}]+)?"
# two full names that nothing parts ("Karen Holm Per Vang")
RUN_TOGETHER = re.compile(
    rf"(?:^|(?<=[,;]\s))(?P<first>{CAPITALISED})\s(?P<last>{CAPITALISED})(?P<gap>\s)"
    rf"(?P<next>{CAPITALISED})\s(?P<end>{CAPITALISED})(?=\s*(?:[,;(]|$|\.|og\s))"
)
STANDS_IN = re.compile(rf"for\s(?:ham|hende|dem)\s(?:mødte|deltog|deltager|møder)\s(?=[{UPPER}{LOWER}])")
HOUSE = re.compile(r"\s#\d{1,4}\b")  # where the member lives: "Karen Holm #17, kasserer"
HOUSE_BEFORE = re.compile(  # "nr. 12 Karen, hus 7: Per"
    rf"(?:^|(?<=[,;]\s)|(?<=\bog\s))(?:(?:nr|matr)\.?|hus|parcel|bolig|have|lejl\.?)\s(?:nr\.?\s)?\d{{1,4}}[a-z]?\b[:–-]?\s+(?=[{UPPER}])",
    re.I,
)
FEWEST_SURE = 4  # entries of a list in which a single unknown word is a name


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a list between separators; `start` is its offset, `glue` the separator before it."""

    text: str
    start: int
    glue: str


@lru_cache(maxsize=4096)
def read_entries(text: str, *, alone: bool = False) -> tuple[Entry, ...]:
    """The people of a list set in running text, or of one line of a roster; nothing when the text is no such list.

    With `alone` a single capitalised word may be a name that is no known given name.
    """
    if len(text) > LONGEST or is_contact(text) and not NAME.match(text):
        return ()
    segments = list(segments_of(with_separators(text)))
    if len(segments) >= 3 and all(INITIALS.fullmatch(s.text) for s in segments):
        return tuple(Entry(s.text, s.start, s.start + len(s.text), sure=False) for s in segments)
    alone = alone or sum(is_first_name(s.text) for s in segments) >= 2 or is_odd_one_out(segments)
    found: list[Entry] = []
    others = False
    for segment in segments:
        if found and not segment.glue and (further := FURTHER.match(segment.text)):
            segment = Segment(segment.text[further.end() :], segment.start + further.end(), "")
            others = True
        entry = person_of(segment, alone=alone)
        if entry is not None and others:
            entry = replace(entry, status=entry.status or Status.GUEST)
        if entry is not None and found and describes_last(entry, segment) and not several(text, segments):
            entry = None
        if entry is not None:
            found.append(entry)
        elif not found:
            if not (
                NOBODY.fullmatch(segment.text)
                or PARTY.fullmatch(segment.text)
                or TITLE.fullmatch(segment.text)
                or OFFICE_ALONE.fullmatch(segment.text)
            ):
                break
        elif not segment.glue and ":" in segment.text:
            break  # a sentence with a label of its own
        elif others and not segment.glue and TITLE.fullmatch(segment.text):
            continue  # "Endvidere deltog administrator, advokat Karen Holm"
        elif sure_start(segment.text) and not is_organisation(segment.text):
            break  # a person of whom something else is said: the list has ended
        elif described := describe(found[-1], segment.text):
            found[-1] = described
        else:
            break
    return tuple(found)


def with_separators(text: str) -> str:
    """The text with semicolons for the dashes, where nothing but dashes parts its names ("Karen - Per - Ole").

    Round brackets stand for square ones ("Karen Holm [afbud]"). Every offset stays.
    """
    text = HOUSE_BEFORE.sub(lambda house: " " * len(house.group()), text.translate(ROUND))
    text = with_forgotten_commas(HOUSE.sub(beside_name, text))
    pieces = BY_DASHES.split(text)
    if len(pieces) < 3 or "," in text or not all(NAME.match(piece) for piece in pieces):
        return text
    if sum(sure_start(piece) for piece in pieces) < 2:
        return text
    return BY_DASHES.sub(" ; ", text)


def beside_name(house: re.Match[str]) -> str:
    """A comma in the room of the house's number, so that every offset stays."""
    return ",".ljust(len(house.group()))


def with_forgotten_commas(text: str) -> str:
    """The list with a comma for the space between two full names: a given name behind one that is none."""
    if "," not in text:
        return text
    for match in RUN_TOGETHER.finditer(text):
        given = [is_given_name(match[part]) for part in ("first", "last", "next", "end")]
        if given == [True, False, True, False] and not is_organisation(match.group()):
            text = f"{text[: match.start('gap')]},{text[match.end('gap') :]}"
    return text


def is_first_name(text: str) -> bool:
    """A known given name that stands alone, or before brackets ("Karen (kasserer)")."""
    match = FIRST_NAME.match(text)
    return match is not None and is_given_name(match["name"])


def is_odd_one_out(segments: list[Segment]) -> bool:
    """Is one word the only one of a list of four that is no name for sure? Among people it is a rare given name."""
    unsure = [s for s in segments if not sure_start(s.text)]
    return len(segments) >= FEWEST_SURE and len(unsure) == 1 and unsure[0].text.isalpha()


def several(text: str, segments: list[Segment]) -> bool:
    """Are there more people than one beyond doubt? Then capitalised words after a comma are one more."""
    return sum(sure_start(s.text) for s in segments) >= 2 or len(MARKED_PARTY.findall(text)) >= 2


def describes_last(entry: Entry, segment: Segment) -> bool:
    """ "Karen Holm, Vestre Strand": after a single name capitalised words are where she comes from."""
    return not entry.sure and segment.glue.strip() == "," and not entry.party and not entry.title


def segments_of(text: str) -> Iterator[Segment]:
    """Cuts the text at its separators outside parentheses, and at the ends of its sentences."""
    for start, end in spans_of(text):
        depth, begin, glue, reached = 0, start, "", start
        for token in TOKEN.finditer(text, start, end):
            printed = token.group()
            if printed in "()":
                depth += 1 if printed == "(" else -1
            elif depth <= 0 and token.start() >= reached and parts(text, begin, token, end):
                if text[begin : token.start()].strip(" ."):
                    yield segment_of(text, begin, token.start(), glue)
                begin, glue, reached = token.end(), printed, token.end()
        if text[begin:end].strip(" ."):
            yield segment_of(text, begin, end, glue)


def spans_of(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of the text; a shortened middle name ("Peder Chr. Holm") ends none."""
    begin: int | None = None
    for start, end in sentence_spans(text):
        begin = start if begin is None else begin
        if not SHORTENED.search(text[begin:end]):
            yield begin, end
            begin = None
    if begin is not None:
        yield begin, len(text.rstrip())


def parts(text: str, begin: int, cut: re.Match[str], end: int) -> bool:
    """Does the separator part two entries? "og" inside a title or an organisation does not."""
    if cut.group().strip()[:1] in (",", ";", "•", "·", "|"):
        return True
    after = text[cut.end() : end]
    if text[begin : cut.start()].endswith("-"):
        return False  # "Kultur- og fritidschef"
    if UNDERSIGNED.match(after) or (within := WITHIN.match(after)) and sure_start(after[within.end() :]):
        return True
    if sure_start(after) or cut.group().strip() == "/":
        return sure_start(after)
    left = re.split(r"[,;]\s*", text[begin : cut.start()])[-1].strip()
    match = NAME.match(after)
    if match is None or not is_person(trimmed_name(match.group()), alone=True):
        return False
    return person_of(Segment(left, 0, ""), alone=True) is not None


def segment_of(text: str, begin: int, end: int, glue: str) -> Segment:
    piece = text[begin:end]
    lead = len(piece) - len(piece.lstrip(" .*-–•"))
    return Segment(piece[lead:].rstrip(" *•").removesuffix(":"), begin + lead, glue)


def title_at(text: str, at: int = 0) -> re.Match[str] | None:
    """The title at the offset, or the lower-case words before a capital that may be one."""
    if match := TITLE.match(text, at):
        return match
    match = LEADING.match(text, at)
    return match if match and not PREPOSITION.search(match.group()) else None


def behind_gap(text: str, at: int) -> int:
    gap = GAP.match(text, at)
    return gap.end() if gap else at


def sure_start(text: str) -> bool:
    """A person whose given name is known stands at the start, perhaps after a title."""
    title = title_at(text)
    match = NAME.match(text, behind_gap(text, title.end() if title else 0))
    return match is not None and known_first(match.group()) and is_person(trimmed_name(match.group()))


def known_first(name: str) -> bool:
    return is_given_name(name.split()[0].rstrip("."))


def person_of(segment: Segment, *, alone: bool = False) -> Entry | None:
    """The segment as a person, or None: "(title) Name (rest)" where the rest is a known kind of addition."""
    text = segment.text
    if signed := UNDERSIGNED.match(text):
        entry = person_of(Segment(text[signed.end() :].rstrip(")"), segment.start + signed.end(), ""), alone=alone)
        return replace(entry, role=stronger(entry.role, Role.MINUTE_TAKER)) if entry else None
    if (within := WITHIN.match(text)) and sure_start(text[within.end() :]):
        entry = person_of(Segment(text[within.end() :], segment.start + within.end(), ""), alone=alone)
        return replace(entry, status=entry.status or Status.SECRETARIAT) if entry and within["office"] else entry
    if instead := STANDS_IN.match(text):  # "Karen Holm, for hende mødte Per Vang"
        entry = person_of(Segment(text[instead.end() :], segment.start + instead.end(), ""), alone=alone)
        return replace(entry, status=Status.SUBSTITUTE) if entry else None
    if by := ON_BEHALF.match(text):
        entry = person_of(Segment(text[by.end() :], segment.start + by.end(), segment.glue), alone=alone)
        return replace(entry, organisation=entry.organisation or by["organisation"]) if entry else None
    lead = BEFORE_NAME.match(text)
    at = lead.end() if lead else 0
    title = title_at(text, at)
    if title and title.end() < len(text):
        at = behind_gap(text, title.end())
    match = NAME.match(text, at)
    name = cut_organisation(trimmed_name(match.group())) if match else ""
    if not is_person(name, alone=alone):
        return None
    sure = known_first(name)
    if title and not sure and not TITLE.fullmatch(title.group().strip()):
        return None  # lower-case words before a capital are a title only of a sure person
    entry = Entry(name, segment.start + at, segment.start + at + len(name), sure=sure)
    if title and at >= title.end():
        entry = titled(entry, title.group().strip(" :"))
    return with_rest(entry, text[at + len(name) :])


def cut_organisation(name: str) -> str:
    """ "Mads Holm Nordby Bolig" -> "Mads Holm": an organisation set after the name without a comma."""
    words = name.split()
    for at in range(2, len(words)):
        if organisation_word(words[at]):
            return " ".join(words[: max(2, at - 1)])
    return name
