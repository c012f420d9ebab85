"""The forum that held the meeting, as the header, the running heads or the decision headings print it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.components.fields import Field, Row
from pipeline.components.labels import section_label
from pipeline.components.roster import sure_start
from pipeline.dates import parse_date
from pipeline.gated import Gated
from pipeline.page import Block

TITLES = 14  # rows among which the titles stand
LONGEST = 75  # letters of a forum's name
LONGEST_FIELD = 90
LONGEST_HEADING = 140  # letters of a dated decision heading
STOPS = " ,.-–:"
ASSEMBLY = Gated(
    r"""
    (?: (?:ekstra)?ordinær(?:e|t)?\s+ | stiftende\s+ | årlige?\s+ ){0,4}
    (?: general\s?forsamling | repræsentantskabsmøde | årsmøde | afdelingsmøde | beboermøde | delegeretmøde
      | sognemøde )
    """,
    re.I | re.X,
)
BOARD_MEETING = Gated(r"\b(ob|hb|\w*(?:bestyrelse|udvalg|råd|gruppe|nævn))-?s?\s?møde", re.I)
TITLE_OF_BOARD = re.compile(r"(?:(?:referat|dagsorden|indkaldelse)\b.{0,40}?\b)?\w*bestyrelsesmøde", re.I)
MENTION = re.compile(r"\b(?:på|ved|efter|siden|før|inden|om)\s+(?:den\s+)?$", re.I)  # "vedtaget på generalforsamlingen"
COUNCIL_MEETING = re.compile(  # "HMU-møde", "HovedMED-møde"
    r"\b(?P<name>[HFL]MU|(?:Hoved|Fælles|Lokal|Område|Center|Afdelings|Fag)?[- ]?MED)(?:-udvalgs?)?[-\s]?møde\b"
)
COUNCIL_ALONE = "Rådet"  # what a "rådsmøde" is a meeting of
POLITICAL = ("Regionsrådet", "Byrådet", "Kommunalrådet")  # others than a council speak of them most
COUNCIL_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøå]{3,}rådet\b(?!s)")
BOARDS = {"ob": "Organisationsbestyrelsen", "hb": "Hovedbestyrelsen"}
POSSESSOR = Gated(
    r"""
    \b(?P<name>[A-ZÆØÅ][\wæøå-]{0,60}(?:rådet|udvalget|bestyrelsen|gruppen|nævnet|kommissionen|magistraten))s\s+
    (?:(?:ordinære|ekstraordinære|konstituerende|åbne)\s+)?(?:\d+\.\s+)?møde\b
    """,
    re.X,
)
FORUM = Gated(
    r"""
    (?: udvalg(?:et)? | kommunalbestyrelsen? | (?<!\w)\w*råd(?:et)? | borgerrepræsentation(?:en)?
      | (?<!\w)\w{0,60}bestyrelsen | styregruppen?
      | (?<!\w)(?:\w{0,60}forum | (?!mål|alder|facebook|bruger)\w{3,60}gruppen | \w{2,60}s\s+bestyrelse)
      | magistrat(?:en)?
      | nævn(?:et)? | kommissionen?
      | repræsentantskab(?:et)?
      | \b(?-i:(?:Hoved|Fælles|Lokal|Område|Center|Afdelings|Fag)[- ]?MED | [HFL]MU)(?:[-\s]?udvalg(?:et)?)?
      | klynge\s[A-ZÆØÅ][\w ]{2,40},\s(?:politisk|fagligt?)\sniveau
      | faglig(?:t)?[-\s]strategisk\s+(?:gruppe|niveau) )\b
    """,
    re.I | re.X,
)
TYPE_HEAD = re.compile(
    r"""
    ^(?: (?:åbent | lukket | foreløbigt | endeligt | godkendt | offentligt)\s+ )*
    (?: (?:møde)?referat | beslutningsprotokol | beslutningsreferat | protokol | udskrift | dagsorden | indkaldelse
      | beslutninger )? \s*
    (?: (?: (?: af | fra | for | til | over | vedr\.? )(?!\w) | - | – | : )\s* )*
    (?:det\s+|et\s+)? (?: (?:ordinært|ekstraordinært|konstituerende|åbent)\s+ )*
    (?:møde(?:t)?(?!\w)\s*)? (?: (?: nr\.?\s*\d+(?:/\d+)? | i | for | med )\s+ )*
    """,
    re.I | re.X,
)
TYPE_TAIL = Gated(r"\s*[-–,]?\s*\b(?:åbent\s+)?(?:referat|dagsorden|protokol|beslutningsprotokol)$", re.I)
DAY_TAIL = re.compile(
    r"""
    \s*[-–,]?\s* (?: (?:afholdt\s+)? (?: d\. | den | (?:man|tirs|ons|tors|fre|lør|søn)dag )\s* ){0,4} (?:den|d\.)? \s*
        \d{1,2}[.\-/]\s?(?: \d{1,2}\s?[.\-/\s]\s?\d{2,4} | [a-zæøå]{3,9} ) .*$
    | \s+\d{4}-\d\d-\d\d.*$
    | \s+kl\.?\s.*$
    """,
    re.I | re.X,
)
DAY_OR_CLOCK = re.compile(r"[0-9kK](?:(?<=[0-9])|[lL])")  # stands in every such tail
DAY_WORD = re.compile(r"\s+(?:d|den|kl)\.?$", re.I)  # the day itself stands on the next line
BOARD_OF = re.compile(r"(\w*(?:bestyrelsen|kommissionen))\s+(?:for|i)\s+\S", re.I)
OF_AUTHORITY = re.compile(r",\s+(?:[A-ZÆØÅ][\w-]+\s+Kommune|Region\s+[A-ZÆØÅ][\w-]+)$")
OF_WHOM = re.compile(r"(?:\s+i\s+[A-ZÆØÅ][\w-]+\s+Kommune|\s*\([A-ZÆØÅ]{2,6}\))$")  # "Ældrerådet i Nordby Kommune"
BOARD = re.compile(r"\w*bestyrelse", re.I)
BESIDE = re.compile(r"\s[–-]\s")
OFFICE_IN = re.compile(r"\b(?:Næstformand|Formand|Medlem|Sekretær)\s+(?:for|i|af)\s")
NO_NAME = re.compile(r"(?<!\bafd)[.:;?!]\s|\bmøde\b|@")
PARISH = re.compile(r".*\bsogns\s+menighedsråd", re.I)
PARISHES = re.compile(r"(?:[A-ZÆØÅ][\w-]+\s+){1,3}(?:og\s+[A-ZÆØÅ][\w-]+\s+)?[Mm]enighedsråd(?:et)?")
NUMBERED = re.compile(
    r"\s*[-–,]\s*møde\s+(?:nr\.?\s*)?\d.*$|^(?:af\s+)?(?:møde\s+)?(?:nr\.?\s*)?\d{1,3}\s?[-/]\s?(?:19|20)\d\d\s+i\s+",
    re.I,
)
MEMBERS = re.compile(r"\w*medlemmer|udvalgets\s+medlemmer|deltagere", re.I)


def forum(rows: Sequence[Row], fields: Sequence[Field], running: Sequence[str]) -> str | None:
    """The forum as the header prints it; a "bestyrelsesmøde" is a meeting of "Bestyrelsen"."""
    labelled = next((field.text for field in fields if field.label == "body" and field.text), None)
    if labelled and len(labelled) < LONGEST_FIELD:
        return OF_AUTHORITY.sub("", labelled.rstrip(" .:"))
    texts = [row.text for row in rows[:TITLES] if not MEMBERS.match(row.text)]
    for text in [*texts, *running]:
        if TITLE_OF_BOARD.match(text):
            break  # an assembly named below the title of a board's meeting is another one
        if (match := ASSEMBLY.search(text)) and not MENTION.search(text[: match.start()]):
            return re.sub(r"\s+", " ", match.group()).strip().capitalize()
    for text in texts:
        if match := POSSESSOR.search(text):
            return match["name"]
    pieces = [line.text for row in rows[:TITLES] for line in row.lines]
    for text in [*texts, *pieces, *(f"{a} {b}" for a, b in pairwise(texts)), *running]:
        office = OFFICE_IN.search(text)
        name = forum_in(text[office.end() :] if office else text)
        if name and (office or not sure_start(text)):  # "Karen Holm, Patientinddragelsesudvalget" comes from there
            return name
    councils = (COUNCIL_MEETING.search(text) for text in texts)
    if council := next((match for match in councils if match), None):
        return council["name"]
    boards = (BOARD_MEETING.search(text) for text in texts)
    return next((board_of(match.group(1).lower()) for match in boards if match), None)


def council_named(name: str | None, blocks: Sequence[Block]) -> str | None:
    """The body's name; for a bare "Rådet", the only council that the text names, where it does so twice."""
    if name != COUNCIL_ALONE:
        return name
    named = Counter(match.group() for block in blocks for match in COUNCIL_NAME.finditer(block.text))
    council, times = named.most_common(1)[0] if named else (name, 0)
    return council if times >= 2 and len(named) == 1 and council not in POLITICAL else name


def board_of(word: str) -> str:
    """The definite form of the board that a "bestyrelsesmøde" or "HB-møde" is a meeting of."""
    return BOARDS.get(word) or word.capitalize() + ("n" if word.endswith(("gruppe", "bestyrelse")) else "et")


def forum_in(text: str) -> str | None:
    """The forum that a title line names, its document type, day and organisation cut off; None where it names none."""
    text = text.partition(" | ")[0].strip()
    if DAY_OR_CLOCK.search(text):
        text = DAY_TAIL.sub("", text)
    bare = TYPE_HEAD.sub("", text).strip(STOPS)
    bare = TYPE_TAIL.sub("", DAY_WORD.sub("", bare)).strip(STOPS)
    named = NUMBERED.sub("", OF_WHOM.sub("", bare))
    bare = named[:1].upper() + named[1:] if bare[:1].isdigit() else named  # "3-2023 i akademisk råd"
    bare = next((part for part in BESIDE.split(bare) if FORUM.search(part)), bare)  # "Nordby IF – Hovedbestyrelsen"
    if not 3 < len(bare) < LONGEST or not FORUM.search(bare) or NO_NAME.search(bare):
        return None
    if len(bare.split()) > 8 or bare[0] in "(-–" or (bare[0].islower() and not FORUM.match(bare)):
        return None
    first, *others = bare.split(",")
    one_name = re.search(r",\s[a-zæøå]", bare)  # "Klima, natur og energi", not "Byrådet, Nordby Kommune"
    if others and not one_name and len(first.split()) < 6:
        bare = next(part.strip() for part in (first, *others) if FORUM.search(part))
    if match := BOARD_OF.match(bare):
        bare = match.group(1)
    if PARISH.fullmatch(bare) or PARISHES.fullmatch(bare):
        return "Menighedsrådet"  # the parish before it is the organisation
    return bare[:1].upper() + bare[1:] if BOARD.match(bare) else bare


def forum_of_headings(blocks: Sequence[Block], date: str | None) -> str | None:
    """The body named most often in decision headings of the meeting's day (ISO)."""
    if date is None:
        return None
    named = Counter(
        label.body.strip()
        for block in blocks
        if len(block.text) < LONGEST_HEADING
        and (label := section_label(block)) is not None
        and label.body
        and parse_date(label.date or "") == date
    )
    return named.most_common(1)[0][0] if named else None
