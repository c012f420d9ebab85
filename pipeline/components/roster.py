"""The grammar of a list of people: names with titles, parties, organisations, absence and substitution, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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

NOBODY = re.compile(
    r"(?i)\W*(?:ingen|nobody|vakant|ubesat|intet|alle(?:\s+\w+)?|ej|-+|–+|n\.?n\.?|ingen\s+\w+|bestyrelsen|hele\s+bestyrelsen|alle\s+medlemmer(?:\s+var)?(?:\s+mødt)?)\W*"
)
CONTACT = re.compile(
    r"(?i)@|\bwww\.|\b(?:tlf|telefon|mobil|mob|e-?mail|mail|direkte|cvr|ean)\b[.:\s]|(?:\+45\s*)?\b\d{2}\s?\d{2}\s?\d{2}\s?\d{2}\b"
)
ADDRESS = re.compile(
    r"(?i)\d{1,2}\.?\s?[a-zæøå]\.?(?:\s*kl\.?)?|(?:nr\.?|hus|lejl\.?|parcel|matr\.?|#)\s*\d+\w?|[A-ZÆØÅ]{0,2}\d{1,4}\s?[A-ZÆØÅ]?|.*(?:vej|vejen|gade|gaden|allé|alle|stræde|plads|pladsen|vænget?|parken?|bakken?|gård|torvet?|"
    r"toften?|stien|krogen|haven|marken|engen|kaj|kajen)\s*\d+.*|\d{4}\s+\w+.*|[\w.]{1,3},?\s*(?:st|\d{1,2})\.?\s*(?:tv|th|mf)\.?|(?:st|\d{1,2}\.?\s*sal|\d{1,2})\.?\s*(?:tv|th|mf)?\.?|tv\.?|th\.?|\w\b"
)
UNIT = re.compile(r"(?i)(?:etape|afd\.?|afdeling|blok|hus|distrikt|område|kreds|region)\s+\w{1,3}")
REASON = re.compile(
    r"(?i)(?:på grund af\s+|pga\.?\s+)?(?:\w*sygdom|syg|arbejde|ferie|personlige årsager|familiære årsager|tjenesterejse|orlov|kursus|andet møde|barsel\w*|inhabil\w*|rejse|bortrejst|privat\w*|online|virtuelt?|digitalt|delvis\w*|kun|(?:via|på|over|pr\.?)\s+(?:teams|zoom|skype|video|telefon|link))\b.*"
)
ABSENT = re.compile(
    r"(?i)\b(?:meldt\s+)?(?:afbud|fraværende|forfald|ikke mødt|udeblevet|udeblev|ikke til stede|ej mødt|deltog ikke|fravær|syg)\b(?!\s+fra)"
)
PRESENT = re.compile(r"(?i)\b(?:til\s?stede|deltog|deltager|mødt|mødte|fremmødt)\b")
CLOCK = r"(?:kl\.?|klokken)\s*(\d{1,2}(?:[.:]\s?\d{2})?)"
FROM = re.compile(
    rf"(?i)\b(?:fra|ankom|kom|efter)\b\s*(?:{CLOCK}|(?:punkt|pkt\.?|pk\.?|dagsordenspunkt|sag(?:\s+nr\.?)?)\s*(\d+))"
)
TO = re.compile(
    rf"(?i)\b(?:til|indtil|gik|forlod\s+mødet|forlod)\b\s*(?:og med\s*)?(?:{CLOCK}|(?:punkt|pkt\.?|pk\.?|dagsordenspunkt|sag(?:\s+nr\.?)?)\s*(\d+))"
)
DURING = re.compile(
    r"(?i)\(?(?:under\s+|ved\s+|i\s+|deltog\s+(?:under|i)\s+)?(?:punkt(?:erne)?|pkt\.?|pk\.?|sag(?:\s+nr\.?)?)\s*(\d+)(?:\s*[-–]\s*(\d+))?\)?"
)
ROLES = (
    (Role.CO_CHAIR, re.compile(r"(?i)\bmed-?formand\b")),
    (Role.VICE_CHAIR, re.compile(r"(?i)\b(?:\d\.\s*)?(?:næstformand|viceformand|viceborgmester)\b")),
    (Role.MODERATOR, re.compile(r"(?i)\b(?:dirigent|ordstyrer)\b")),
    (
        Role.CHAIR,
        re.compile(
            r"(?i)\b(?:(?:bestyrelses|udvalgs|regionsråds|regions|menighedsråds|råds|skolebestyrelses|over)?(?:formand|forkvinde|forperson|borgmester)|mødeleder)\b(?!\s+(?:for|i)\b)"
        ),
    ),
    (Role.MINUTE_TAKER, re.compile(r"(?i)\b(?:referent|ref|protokolfører|mødesekretær)\b")),
)
ROLE_ONLY = re.compile(r"(?i)medformand|referent|ref\.?|dirigent|ordstyrer|mødeleder|medlem|løsgænger|protokolfører")
SHORTENED = re.compile(r"\s[A-ZÆØÅ][bcdfghjklmnpqrstvwxz]{0,3}\.$")
INITIALS = re.compile(r"[A-ZÆØÅ]{2,5}")
ON_BEHALF = re.compile(rf"(?P<organisation>[{UPPER}][^,;():]{{2,50}}?),?\s+(?:v/|v\.|ved)\s*(?=[{UPPER}{LOWER}])")
LEADING = re.compile(rf"(?:[{LOWER}.&-]+\s+){{1,4}}(?=[{UPPER}])")
PREPOSITION = re.compile(r"\b(?:i|af|for|fra|ved|på|hos|til|om|og|der|som|var|er|har)\s+$")
DASH = re.compile(r"\s+[–—-]+\s*|(?<=\))\s*[–—-]+\s*|(?<=\w)[–—-]\s+")
SEPARATOR = re.compile(r"\s*[,;•|]\s*|\s+(?:og|samt|&|\+)\s+|(?<!\sv)\s*/\s*(?=[A-ZÆØÅ])")

TOKEN = re.compile(rf"[()]|{SEPARATOR.pattern}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list; `start` and `end` are offsets of the name in the text that was read."""

    name: str
    start: int
    end: int
    title: str | None = None
    organisation: str | None = None
    party: str | None = None
    role: Role | None = None
    status: Status | None = None  # printed beside the name; else that of the list
    substitute_for: str | None = None
    from_: str | None = None
    to: str | None = None
    sure: bool = True  # the first word is a known given name


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    start: int
    glue: str  # the separator before it


@lru_cache(maxsize=4096)
def read_entries(text: str, *, alone: bool = False) -> tuple[Entry, ...]:
    """The people of a list set in running text or of one line of a roster.

    With `alone` a single capitalised word may be a name that is no known given name. Nothing found means: no list of people.
    """
    if CONTACT.search(text) and not NAME.match(text):
        return ()
    segments = list(segments_of(text))
    if len(segments) >= 3 and all(INITIALS.fullmatch(s.text) for s in segments):
        return tuple(Entry(s.text, s.start, s.start + len(s.text), sure=False) for s in segments)
    several = sum(sure_start(s.text) for s in segments) >= 2 or len(re.findall(rf"\({SHORT_PARTY}\)", text)) >= 2
    single = (
        sum(bool(re.fullmatch(NAME, s.text)) and " " not in s.text and is_given_name(s.text) for s in segments) >= 2
    )
    found: list[Entry] = []
    for segment in segments:
        entry = person_of(segment, alone=alone or single)
        if (
            entry is not None
            and found
            and not entry.sure
            and not several
            and segment.glue.strip() == ","
            and not entry.party
            and not entry.title
        ):
            entry = None  # "Karen Holm, Psykiatrien Vest": an organisation after a single name
        if entry is not None:
            found.append(entry)
        elif found and sure_start(segment.text) and not is_organisation(segment.text):
            break
        elif found:
            described = describe(found[-1], segment.text)
            if described is None:
                break
            found[-1] = described
        elif not (NOBODY.fullmatch(segment.text) or PARTY.fullmatch(segment.text)):
            break
    return tuple(found)


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
                    yield strip(text, begin, token.start(), glue)
                begin, glue, reached = token.end(), printed, token.end()
        if text[begin:end].strip(" ."):
            yield strip(text, begin, end, glue)


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
    if cut.group().strip() in (",", ";", "•", "|"):
        return True
    after = text[cut.end() : end]
    if cut.group().strip() == "/":
        return sure_start(after)
    if sure_start(after):
        return True
    left = re.split(r"[,;]\s*", text[begin : cut.start()])[-1]
    match = NAME.match(after)
    return bool(
        match
        and is_person(trimmed_name(match.group()), alone=True)
        and person_of(Segment(left.strip(), 0, ""), alone=True)
    )


def strip(text: str, begin: int, end: int, glue: str) -> Segment:
    piece = text[begin:end]
    lead = len(piece) - len(piece.lstrip(" .*-–•"))
    return Segment(piece.strip().strip("*•").lstrip(" -–.").rstrip(" ").removesuffix(":"), begin + lead, glue)


def sure_start(text: str) -> bool:
    """A person whose given name is known stands at the start, perhaps after a title."""
    title = TITLE.match(text)
    at = title.end() if title else 0
    match = NAME.match(text, at + len(text[at:]) - len(text[at:].lstrip()))
    if match is None and (lead := LEADING.match(text)) and not PREPOSITION.search(lead.group()):
        match = NAME.match(text, lead.end())
    return (
        bool(match) and is_given_name(match.group().split()[0].rstrip(".")) and is_person(trimmed_name(match.group()))
    )  # type: ignore[union-attr]


def person_of(segment: Segment, *, alone: bool = False) -> Entry | None:
    """The segment as a person, or None: "(title) Name (rest)" where the rest is a known kind of addition."""
    text = segment.text
    if by := ON_BEHALF.match(text):
        entry = person_of(Segment(text[by.end() :], segment.start + by.end(), segment.glue), alone=alone)
        return replace(entry, organisation=by["organisation"]) if entry and not entry.organisation else entry
    lead = re.match(
        r"(?:(?:hr|fru|frk)\.\s+|[A-Z]{2,5}\d*_|(?:gen)?valgt(?:\s+blev)?:?\s+(?=[A-ZÆØÅ])|\d{1,2}[.)]\s+(?=[A-ZÆØÅ]))",
        text,
        re.I,
    )
    at = lead.end() if lead else 0
    title = TITLE.match(text, at)
    if title is None and (low := LEADING.match(text, at)) and not PREPOSITION.search(low.group()):
        title = low
    if title and title.end() < len(text):
        at = title.end()
        at += len(text[at:]) - len(text[at:].lstrip(" :"))
    match = NAME.match(text, at)
    if match is None:
        return None
    name = cut_organisation(trimmed_name(match.group()))
    if not is_person(name, alone=alone):
        return None
    sure = is_given_name(name.split()[0].rstrip("."))
    if at and title and not sure and title.group()[0].islower() and not TITLE.fullmatch(title.group().strip()):
        return None
    start = segment.start + at
    rest = text[at + len(name) :]
    entry = Entry(name, start, start + len(name), sure=sure)
    if title and at >= title.end() > 0:
        printed = title.group().strip(" :")
        entry = replace(entry, title=None if ROLE_ONLY.fullmatch(printed) else printed, role=role_of(printed))
    return with_rest(entry, rest)


def cut_organisation(name: str) -> str:
    """ "Mads Holm Nordby Bolig" -> "Mads Holm": an organisation set after the name without a comma."""
    words = name.split()
    for at in range(2, len(words)):
        if organisation_word(words[at]):
            return " ".join(words[: max(2, at - 1)])
    return name


def with_rest(entry: Entry, rest: str) -> Entry | None:
    """The entry with what stands after the name in its segment; None if that is no addition to a name."""
    rest = rest.strip()
    rest = re.sub(r"^(?:[A-ZÆØÅ]{2,4}|#\d+)\b\s*(?![\w])", "", rest)
    while rest.startswith("("):
        stop = closing(rest)
        inner, rest = rest[1:stop], rest[stop + 1 :].strip(" .")
        for part in re.split(r"\s*[,;]\s*", inner):
            entry = describe(entry, part, paren=True) or entry
        if re.match(r"[Ss](?:tedfortræder|uppleant)\b", inner):
            break
    if not rest.strip(" .:"):
        return entry
    if dash := DASH.match(" " + rest):
        return describe(entry, rest[dash.end() - 1 :].strip(), paren=True)
    if rest[0] in ":/":
        return describe(entry, rest[1:].strip(), paren=True)
    if rest[0] in ".":
        return entry
    if (
        re.match(
            r"(?i)(?:afbud|fraværende|til\s?stede|deltog|mødt|fra kl|til kl|kun\s|fra p|stedfortræder\b|suppleant\b|ankom|ej\b)",
            rest,
        )
        or TITLE.fullmatch(rest.strip(" ."))
        or PARTY.fullmatch(rest.strip())
    ):
        return describe(entry, rest)
    if DURING.match(rest):
        return describe(entry, rest)
    if re.match(r"for\s", rest) and (other := NAME.match(rest, 4)):
        return replace(entry, substitute_for=trimmed_name(other.group()))
    if ADDRESS.fullmatch(rest.strip(" .")):
        return entry
    if rest[0].isupper() and is_organisation(rest):
        return replace(entry, organisation=rest.strip(" ."))
    if re.match(rf"(?:fra|v/|ved|repr\w*\.?)\s+[{UPPER}]", rest) and len(rest) < 60:
        return replace(entry, organisation=re.sub(r"^\S+\s+", "", rest).strip(" ."))
    return None


def closing(text: str) -> int:
    """Offset of the parenthesis that closes the one `text` begins with; its end when none does."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return at
    return len(text)


def describe(entry: Entry, text: str, *, paren: bool = False) -> Entry | None:
    """The entry with one more addition: party, title, organisation, absence, times; None if the text is none of these."""
    text = text.strip(" .")
    if (tail := re.fullmatch(r"([^()]+?)\s*\(([^()]*)\)", text)) and (
        first := describe(entry, tail.group(1), paren=paren)
    ):
        return describe(first, tail.group(2), paren=True) or first
    if not paren and (dash := DASH.search(text)) and (first := describe(entry, text[: dash.start()])):
        return describe(first, text[dash.end() :], paren=True) or first
    text = text.strip("()")
    if not text or NOBODY.fullmatch(text):
        return entry
    if PARTY.fullmatch(text):
        return replace(entry, party=entry.party or text)
    if not paren and re.match(
        r"(?i)(?:deltog|mødte|deltager|møder)\b.*\b(?:stedfortræder|suppleant|på vegne af)\b", text
    ):
        return replace(entry, status=Status.SUBSTITUTE)
    if re.search(r"(?i)\bstedfortræder|\bsuppleant for|på vegne af", text) and len(text.split()) > 1:
        return entry  # said of the other one of the two: read as prose
    if (begins := FROM.search(text)) or (ends := TO.search(text)):
        ends = TO.search(text)
        absent = bool(ABSENT.search(text))
        one, other = moment(begins), moment(ends)
        return replace(entry, from_=other if absent else one, to=one if absent else other)
    if ABSENT.search(text) and len(text) < 60:
        return replace(entry, status=Status.ABSENT)
    if PRESENT.match(text) and len(text) < 40:
        return replace(entry, status=Status.PRESENT)
    if during := DURING.fullmatch(text):
        return replace(entry, from_=f"punkt {during.group(1)}", to=f"punkt {during.group(2) or during.group(1)}")
    if (
        REASON.fullmatch(text)
        or ADDRESS.fullmatch(text)
        or CONTACT.search(text)
        or re.fullmatch(r"[A-ZÆØÅ]{2,5}", text)
        and paren
    ):
        return entry
    if role := role_of(text):
        title = None if ROLE_ONLY.fullmatch(text) else text
        return replace(entry, role=stronger(entry.role, role), title=entry.title or title)
    if ROLE_ONLY.fullmatch(text):
        return entry
    if UNIT.fullmatch(text):
        return replace(entry, organisation=entry.organisation or text)
    if TITLE.match(text) or (
        text[0].islower() and len(text) < 80 and not re.match(r"(?:som|der|har|er|var|blev|de|det|han|hun)\b", text)
    ):
        return replace(entry, title=entry.title or text) if len(text) < 80 else None
    if (
        text[0].isupper()
        and len(text) < 70
        and (is_organisation(text) or not re.search(r"[a-zæøå]\s+(?:er|var|blev|har|havde|vil|skal|kan)\s", text))
    ):
        return replace(entry, organisation=entry.organisation or text)
    return None


def moment(match: re.Match[str] | None) -> str | None:
    """ "17:20" or "punkt 3"."""
    if match is None:
        return None
    if match.group(1):
        hour, _, minute = re.sub(r"[.\s]+", ":", match.group(1)).replace("::", ":").partition(":")
        return f"{int(hour):02d}:{minute or '00'}"
    return f"punkt {match.group(2)}"


def role_of(text: str) -> Role | None:
    return next((role for role, pattern in ROLES if pattern.search(text)), None)


RANK: Sequence[Role] = (Role.CHAIR, Role.MODERATOR, Role.VICE_CHAIR, Role.CO_CHAIR, Role.MINUTE_TAKER)


def stronger(a: Role | None, b: Role | None) -> Role | None:
    """Of two roles of one person the one that leads the meeting."""
    return min((role for role in (a, b) if role is not None), key=RANK.index, default=None)
