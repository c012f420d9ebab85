"""The authority, association or company that the meeting belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.components.clock import HELD
from pipeline.components.fields import Field, Row, label_named
from pipeline.components.persons import is_given_name
from pipeline.gated import Gated
from pipeline.page import Block

CLUSTER = Gated(r"\b(?:Sundhedsklynge|Somatikklynge)n?\s+[A-ZÆØÅ]\w+|(?<![\w-])[A-ZÆØÅ][\w-]{3,60}klyngen\b", re.I)
CAPITALS = Gated(r"\b([A-ZÆØÅ]{3,40}(?:[- ][A-ZÆØÅ]{3,40}){0,4})\s+KOMMUNE\b")
REGION = Gated(r"\bREGION\s+([A-ZÆØÅ]{3,40})\b")
SPACED = re.compile(r"(?:[A-ZÆØÅ]{1,5}\s){2,40}K\s?O\s?M\s?M\s?U\s?N\s?E$")  # a logo with its letters spaced
SHORTENED = r"(?:(?:Nr|Ndr|Sdr|Vr|Gl|Ll|St|Kgs|Skt|Sct)\.\s)?"  # of a village's name
NAME = rf"{SHORTENED}[A-ZÆØÅ][\w-]{{1,60}}"  # hyphens too: no part of the expressions below may take them as well
PLACE = r"[A-ZÆØÅ0-9][\w./-]*"
ORGANISATION = Gated(
    rf"""
    \b(?:
      (?:{NAME} (?:\s{NAME}){{0,2}},\s+)? (?:[Gg]rundejer|[Ee]jer|[Bb]eboer)foreningen (?:\s{NAME}){{0,3}}
      (?:,|\s[–-])? \s (?:[Ee]tape)[\s-]+\d
    | {NAME} (?:\s(?:og\s+)?{NAME})? \s+(?:Kommune|Regionskommune)
    | Region\s+[A-ZÆØÅ]\w+ (?:\s+[A-ZÆØÅ]\w+)?
    | [A-ZÆØÅ]\w+\s+Regionsråd
    | (?: [Gg]rundejer | [Ee]jer | [Aa]ndelsbolig | [Bb]olig | [Bb]eboer | [Pp]arcel | [Vv]and(?:værks)? | [Ii]dræts
        | [Hh]ave | [Bb]orger | [Vv]ej )foreningen?
      \s+{PLACE} (?:\s+(?:{PLACE}|og|af|ved))*
    | (?:E/F|G/F|A/B|AB|EF|GF)\s+[A-ZÆØÅ][\w./-]* (?:\s+{PLACE})*
    | {NAME} (?:\s+(?:og\s+|[–-]\s+)?{NAME}){{0,3}} \s+
      (?: [Gg]rundejerforening | [Ee]jerforening | [Vv]andværk | [Tt]ennisklub | [Bb]oldklub | [Ii]drætsforening
        | [Ff]jernvarme | [Vv]armeværk | [Ss]kole | [Gg]ymnasium | [Ss]ogn | [Pp]astorat | [Bb]oligforening | [Kk]lub
        | [Ll]aug | [Bb]oligselskab | [Ff]orening | [Ss]ejlklub | [Bb]ørnehus | [Ff]riskole | [Mm]enighedsråd
        | [Pp]rovsti | \w*[Mm]useum | [Bb]randvæsen | \w*[Ss]ygehus | [Ll]ystbådehavn | [Hh]øjskole | [Ee]fterskole
        | [Uu]niversitet | [Hh]avn | [Bb]orgerforening )(?!\w)
    | {NAME} (?:\s{NAME}){{0,2}} \s+(?:IF|GIF|UIF|IK|BK|FC|TK|SK)(?=\W|$)
    | (?:Sundhedsklynge|Somatikklynge)\s+[A-ZÆØÅ]\w+
    | [A-ZÆØÅ]\w+klyngen
    | (?:Foreningen|Landsforeningen|Forbundet|Selskabet|Klubben|Lauget|Koret|Orkestret|Laget)
      \s+[A-ZÆØÅ][\w-]* (?:\s+[A-ZÆØÅ][\w-]*)*
    | (?:I/S|A/S|K/S)\s+{NAME} (?:\s+{NAME})*
    | {NAME} (?:\s+{NAME}){{0,6}} \s+(?:A\.?m\.?b\.?[Aa]\.?|A/S|I/S|ApS)(?=\W|$)
    )
    """,
    re.X,
)
# "grundejerforeningen ”Nordby Vest”"
QUOTED = re.compile(
    r"\b(?![Nn]abo)(?P<kind>[\wæøåÆØÅ]{0,14}(?i:foreningen|selskabet|klubben|lauget))\s+[”“\"»]\s?(?P<name>[A-ZÆØÅ][^”“\"»«]{1,40})[”“\"«]"
)
# what an association's name goes on with: "for Nordby Sogn", "af 1934", "og HF", "a.m.b.a."
GOES_ON = re.compile(
    rf"""
    (?: (?:\s+(?:for\s+(?!\d)|af\s+){PLACE} (?:\s+{PLACE})*)? (?:(?<=[a-zæøå])\s+og\s+(?:HF|{NAME}))?
        (?:,?\s+(?:[Aa]\.?[Mm]\.?[Bb]\.?[Aa]\.? | [Ff]\.?[Mm]\.?[Bb]\.?[Aa]\.? | A/S | I/S | ApS)(?=\W|$))? )
    """,
    re.X,
)
DASHED = re.compile(
    r"(?i)\b(?:referat|dagsorden|protokol|\w*møde|generalforsamling)\s[–-]\s"
)  # "Referat – Solby Vandværk"
DAY = re.compile(r"\s+(?:for|af)\s+\d{1,2}(?!\d)")
PUBLIC = re.compile(r"kommune$|^region\b|regionsråd$|klynge|\bsogn$|menighedsråd$", re.I)
# "møde i bestyrelsen for Nordby Havn den 3. maj"
OF_BOARD = re.compile(
    rf"""
    \b\w*(?:[Bb]estyrelsen|rådet)\s+(?:for|i)\s+
    (?P<name> {SHORTENED}[A-ZÆØÅ][\w-]* (?:\s+(?:og\s+|for\s+)?(?!Den\b)[A-ZÆØÅ][\w-]*){{0,4}}
              (?:,\s+[Aa]fdeling\s+[A-ZÆØÅ][\w-]*)? )
    """,
    re.X,
)
HELD_IN = re.compile(
    r"""
    (?: [Gg]eneralforsamling(?:en)? | [Bb]estyrelsesmøde | møde | forsamling )
    (?:\s+(?:d\.|den)\s*\d[\d./-]*)?\s+(?:i|for|hos|ved)\s+
    (?P<name>[A-ZÆØÅ][^,;:]{2,60}?)
    (?= \s*(?: , | ; | $ | \.
             | \s(?:den|d\.|kl|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b
             | \s\d{1,2}[./] ) )
    """,
    re.X,
)
# "Solby Jagtforenings generalforsamling"
GENITIVE = re.compile(
    rf"""
    (?P<name> (?:{NAME}\s+(?:(?:og|&)\s+)?){{1,4}}
              [\wæøåÆØÅ-]{{0,40}}(?:[Ff]orening|[Kk]lub|[Ll]aug|[Vv]ærk|[Ff]orbund|[Ss]elskab|[Ff]orsyning) )
    s\s (?:(?:ekstra)?ordinære\s|årlige\s)? (?:generalforsamling|\w*møde)
    """,
    re.X,
)
# words in capitals that are no names: of documents, days and months, and Roman numerals
DOCUMENT_WORD = (
    "(?:REFERAT|DAGSORDEN|UDKAST|GODKENDT|TEAMS|ZOOM|ONLINE|(?:MAN|TIRS|ONS|TORS|FRE|LØR|SØN)DAG|JANUAR|FEBRUAR|MARTS"
    "|APRIL|MAJ|JUNI|JULI|AUGUST|SEPTEMBER|OKTOBER|NOVEMBER|DECEMBER|[IVXLC]+)\\b"
)
ABBREVIATED = re.compile(
    rf"(?:[Gg]eneralforsamling|[Bb]estyrelsesmøde|[Åå]rsmøde)\s+(?:i\s+)?(?!{DOCUMENT_WORD})(?P<name>[A-ZÆØÅ]{{3,20}})(?=\s|$)(?!\s[A-ZÆØÅ]{{3}})"
)
NAMED = re.compile(
    rf"""
    (?:{NAME}\s+(?:(?:og|&)\s+)?){{0,4}} (?=[A-ZÆØÅ]) [\w-]{{0,60}}
    (?i: klub(?:ben)? | laug(?:et)? | forening(?:en)? | forbund(?:et)? | selskab(?:et)? | arkiv(?:et)? | distrikt(?:et)?
      | børnehuse(?:ne|t)? | skolen? | lag(?:et)? )\b
    (?:\s+(?:for\s+|af\s+|i\s+|og\s+)?[A-ZÆØÅ0-9][\w-]*){{0,3}}
    (?:,\s+(?:[Aa]fdeling\s+[A-ZÆØÅ][\w-]* | [Kk]reds\s+\w+))?
    """,
    re.X,
)
INSTITUTION = re.compile(  # a line that begins with a school's name of one word, or with an institute
    r"[A-ZÆØÅ][a-zæøå-]{3,60}(?:skolen|gymnasiet|kollegiet|universitetet|museet)\b"
    r"|Institut\s+for\s+[A-ZÆØÅ][\w-]*(?:(?:,|\s+og)?\s+[A-ZÆØÅ][\w-]*){0,5}"
)
# says what kind of association it is, not which
BARE = re.compile(
    r"(?:[Gg]rundejer|[Ee]jer|[Aa]ndelsbolig|[Bb]olig|[Bb]eboer|[Hh]ave)?[Ff]oreningen|[Kk]lubben|[Ll]auget"
)
OF_A_BODY = re.compile(r"\w*(?:udvalget|rådet|bestyrelsen|nævnet|kommissionen)", re.I)
PARISH = Gated(
    r"\b(?P<name>[A-ZÆØÅ][\wæøå-]{1,60}(?:\s[A-ZÆØÅ][\wæøå-]{1,60})?\s(?:Sogn|SOGN))[sS]\s[Mm](?:enighedsråd|ENIGHEDSRÅD)"
)
HEAD_LINE = re.compile(r"[A-ZÆØÅ][\w&/.-]+(?:\s(?:og|af|for|i|&|[A-ZÆØÅ0-9][\w&/.-]*)){0,5}")
HOUSE = re.compile(r"(?:skolen|huset|hallen|klubben|laget|foreningen|gården|parken|haven)$", re.I)
NO_ORG = re.compile(
    r"^(?:kære|velkommen|godt?|fortroligt?|internt?|notat|torsdag|fredag|mandag|tirsdag|onsdag|lørdag|søndag)\b"
    r"|(?:udvalg|råd|bestyrelse|gruppe|nævn|forum)(?:et|en|n|t)?\b|referat|dagsorden|protokol|møde|udkast|godkendt|beslutning|bilag|\d{3}|^(?:dato|tid|sted|side|emne)\b|:",
    re.I,
)
# before the name of a place ("på Nordby Skole"), or what a body is there for ("Nævnet for Kunst og Arkiv")
PREPOSITION = re.compile(r"(?:\b(?:i|på|hos)|(?:nævnet|udvalget|gruppen|rådet)\s+for)\s+$", re.I)
TABLE_HEAD = re.compile(r"(?:navn|mødt|deltager|titel|funktion)\b", re.I)  # "Organisation   Navn   Mødt"
TYPE_HEAD = re.compile(r"^(?:generalforsamling|referat|bestyrelsesmøde|årsmøde)\s+", re.I)
IN_WHICH = re.compile(r"(?:i|for)\s+[A-ZÆØÅ]")  # the second line of a title
TITLES = 6  # rows
LONGEST_NAME = 70  # letters
HEADER = 30  # rows
FRONT = 8  # blocks among which a title may run over two lines
LONGEST_TITLE = 160  # letters


def organisation(
    rows: Sequence[Row], fields: Sequence[Field], running: Sequence[str], blocks: Sequence[Block]
) -> str | None:
    """The organisation as the header prints it."""
    given = (f.text for f in fields if f.label == "organisation" and f.text and not TABLE_HEAD.match(f.text))
    if labelled := next((text for text in given if len(text) < LONGEST_NAME and ":" not in text), None):
        return labelled
    names = names_by_trust([row.text for row in rows[:HEADER]], running, blocks)
    return next((name for name in names if not BARE.fullmatch(name) and not OF_A_BODY.fullmatch(name)), None)


def names_by_trust(texts: Sequence[str], running: Sequence[str], blocks: Sequence[Block]) -> Iterator[str]:
    """Every name that could be the organisation's, the surest first."""
    for text in texts[:12]:
        if match := PARISH.search(text):
            yield match["name"].title()
    titles = [text for text in texts[:12] if HELD.search(text)]
    for text in [*titles, *texts[:3]]:
        if match := CLUSTER.search(text):
            yield tidy(match.group()).title() if match.group().isupper() else tidy(match.group())
    wrapped = [block.text for block in blocks[:FRONT] if len(block.lines) > 1 and len(block.text) < LONGEST_TITLE]
    for text in [*titles, *texts[:3]]:
        if match := OF_BOARD.search(text):
            yield tidy(match["name"])
    for text in titles:
        if match := GENITIVE.search(text):
            yield tidy(match["name"])
    for text in [*running, *(text for text in wrapped if HELD.search(text)), *texts, *wrapped]:
        if match := QUOTED.search(text):
            yield f"{match['kind'].capitalize()} {match['name'].strip()}"
        if match := ORGANISATION.search(text.title() if text.isupper() else text):
            yield whole_name(match)
        if match := REGION.search(text):
            yield f"Region {match.group(1).title()}"
        if match := CAPITALS.search(unspaced(text)):
            yield match.group(1).title() + " Kommune"
    broken = [f"{a} {b}" for a, b in pairwise(texts[:TITLES]) if HELD.search(a) and IN_WHICH.match(b)]
    held_titles = [*titles, *broken, *(text for text in wrapped if HELD.search(text))]
    yield from (match["name"] for text in titles if not text.isupper() if (match := ABBREVIATED.search(text)))
    held = (tidy(match["name"]) for text in held_titles if (match := HELD_IN.search(text)))
    yield from (name for name in held if not is_given_name(name.split()[0]))  # "hos Karen"
    for text in [*texts[:10], *running]:
        for match in NAMED.finditer(text):
            if " " in match.group() and not PREPOSITION.search(text[: match.start()]):
                yield tidy(TYPE_HEAD.sub("", match.group()))
    yield from (tidy(match.group()) for text in texts[:6] if (match := INSTITUTION.match(text)))
    yield from letterhead(texts)
    yield from letterhead(running[:1])


def letterhead(texts: Sequence[str]) -> Iterator[str]:
    """A line of a few words at the top that is no title: the name of who writes ("Tornby Havn", "Koret Klang")."""
    for text in texts[:3]:
        bare = unspaced(text).strip(" .,-–")
        if not HEAD_LINE.fullmatch(bare) or HELD.search(bare) or NO_ORG.search(bare) or is_given_name(bare.split()[0]):
            continue
        if " " in bare or HOUSE.search(bare):
            yield bare.title() if bare.isupper() else bare


def whole_name(match: re.Match[str]) -> str:
    """The name with what belongs to it behind: an association's place, year or kind of company."""
    name = TYPE_HEAD.sub("", tidy(match.group()))
    before, _, place = name.removesuffix(" Kommune").rpartition(" ")
    if place and name.endswith(" Kommune") and before and (label_named(before) or is_given_name(before.split()[0])):
        return f"{place} Kommune"
    if PUBLIC.search(name) or not match.group().endswith(name):
        return name
    more = GOES_ON.match(match.string, match.end())
    return name + (more.group().rstrip() if more and not DAY.match(more.group()) else "")


def unspaced(text: str) -> str:
    """ "N O R D B Y K O M M U N E" as words; any other text as it is."""
    letters = SPACED.sub("", text)
    return re.sub(r"KOMMUNE$", " KOMMUNE", text.replace(" ", "")) if not letters.strip() else text


def tidy(name: str) -> str:
    """The name without the day or sentence that follows it on the line."""
    name = re.split(
        r"(?:\s+den)?\s+\d{1,2}[./]\s?\d|\s+den\s+\d|(?<!Nr)(?<!Ndr)(?<!Sdr)(?<!Vr)(?<!Gl)(?<!Ll)(?<!St)(?<!Kgs)(?<!Skt)(?<!Sct)\.\s|\s+(?:man|tirs|ons|tors|fre|lør|søn)dag\b",
        name,
        flags=re.I,
    )[0]
    name = re.sub(r"\s+(?:og|af|ved|den|d)$", "", re.sub(r"\s+", " ", name)).strip(" .,-–")
    return (
        next((part for part in re.split(r"\s[–-]\s", name) if not NO_ORG.search(part)), name)
        if DASHED.search(name)
        else name
    )
