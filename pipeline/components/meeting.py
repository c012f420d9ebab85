"""The meeting: organisation, body, date, start, end and place, from the header's fields, its title lines and its prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.fields import Field, Row, find_fields, header_rows
from pipeline.components.structure import Heading
from pipeline.dates import find_dates, find_times, parse_date
from pipeline.minutes import Meeting
from pipeline.page import Block, BlockKind

HELD = re.compile(
    r"\b(?:referat|beslutningsprotokol|protokol|møde|mødet|generalforsamling|afholdt|afholdtes|mødedato|indkaldelse|dagsorden)\b|møde\b|forsamling\b",
    re.I,
)
ABOUT_OTHERS = re.compile(
    r"\b(?:næste|forrige|sidste)\s+(?:ordinære\s+)?\w*møde|godkendelse\s+af|^\s*(?:\d{1,3}[.)]|åbent\s+\d)", re.I
)
WEEKDAY = re.compile(r"\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b", re.I)
OLD_STYLE = re.compile(r"\bår\s+(?P<year>\d{4}),?\s+(?:den|d\.)\s+(?P<day>\d{1,2})\.?\s+(?P<month>[a-zæøå]+)", re.I)
MONTH_YEAR = re.compile(
    r"\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\s+(\d{4})\b", re.I
)
ADJOURNED = re.compile(
    r"\b(?:mødet|generalforsamlingen|dirigenten|formanden)\b[^.]{0,60}?\b(?:hævet|hævedes|hævede|sluttede|slut|afsluttet|afsluttedes|sluttedes|ophævet)\b[^.\d]{0,40}?(?:kl\.?|klokken)\s*(?P<time>\d{1,2}[.:]?\s?\d{0,2})",
    re.I,
)
PLACE = re.compile(
    r"(?:kl\.?\s*[\d.:]+(?:\s*[-–]\s*[\d.:]+)?\s*,?\s*|\d{4},?\s*|\bafholdt\b[^.\d]{0,30})\s*(?:i|på|hos)\s+(?:adressen\s+)?(?P<place>[A-ZÆØÅa-zæøå][^.;:]{2,90}?)(?:\.\s|\.$|$|;|\s+kl\.)"
)
BODY_TITLE = re.compile(
    r"(?:referat|beslutningsprotokol|protokol|udskrift|dagsorden|indkaldelse|beslutningsreferat|beslutninger)\s*(?:af|fra|for|til|over|vedr\.?|–|-)?\s*(?:mødet?|det|den)?\s*(?:i|for|af)?\s*(?P<rest>.+)",
    re.I,
)
ASSEMBLY = re.compile(
    r"(?:(?:ekstra)?ordinær(?:e|t)?\s+|stiftende\s+|årlige?\s+)*(?:general\s?forsamling|repræsentantskabsmøde|årsmøde|afdelingsmøde|beboermøde|delegeretmøde|sognemøde)",
    re.I,
)
BOARD = re.compile(
    r"(?P<kind>organisations|skole|hoved|forældre|forretnings|menigheds|gruppe|afdelings|besty)?(?P<root>bestyrelses|udvalgs|råds|byråds|styregruppe|klyngestyregruppe|regionsråds|repræsentantskabs|hb-|ob-)møde",
    re.I,
)
BODY_WORD = re.compile(
    r"\b(?:[A-ZÆØÅ][\wæøåÆØÅ-]*(?:,?\s+(?:og\s+)?[A-ZÆØÅ]?[\wæøåÆØÅ-]+){0,4}?[-\s])?(?:[A-ZÆØÅa-zæøå-]*(?:udvalget|udvalg|byrådet|byråd|kommunalbestyrelsen|kommunalbestyrelse|regionsrådet|regionsråd|"
    r"menighedsrådet|menighedsråd|ældrerådet|ældreråd|handicaprådet|handicapråd|borgerrepræsentationen|bestyrelsen|hovedbestyrelsen|skolebestyrelsen|styregruppen|styregruppe|chefforum|direktørforum|"
    r"magistraten|nævnet|kommissionen|repræsentantskabet|lokaludvalg|seniorrådet|seniorråd|integrationsrådet|ungdomsrådet|driftsforum|samarbejdsudvalg))\b"
)
BODY_LINE = re.compile(
    r"(?:(?:referat|beslutningsprotokol|protokol|åbent referat|dagsorden)\s*(?:af|fra|for|til|i|-|–)?\s*(?:møde(?:t)?\s+i\s+)?)?"
    r"(?P<body>(?:[A-ZÆØÅ][\wæøåÆØÅ.&/-]*(?:,?\s+(?:og\s+|for\s+|i\s+|af\s+|den\s+|det\s+)?)){0,5}?"
    r"[A-ZÆØÅa-zæøå-]*(?i:udvalg(?:et)?|byråd(?:et)?|kommunalbestyrelse[n]?|regionsråd(?:et)?|menighedsråd(?:et)?|ældreråd(?:et)?|handicapråd(?:et)?|seniorråd(?:et)?|ungeråd(?:et)?|"
    r"borgerrepræsentation(?:en)?|(?:hoved|skole|organisations|afdelings|forældre)?bestyrelse[n]?|styregruppe[n]?|chefforum|direktørforum|driftsforum|magistrat(?:en)?|nævn(?:et)?|"
    r"kommission(?:en)?|repræsentantskab(?:et)?|lokaludvalg|provstiudvalg(?:et)?|borgerråd(?:et)?|forum)(?:\s+[A-ZÆØÅ][\wæøåÆØÅ-]+){0,3}(?:\s*\([\d\s–-]+\))?)"
    r"(?:\s*[,–-]?\s+(?:(?:den|d\.|man|tirs|ons|tors|fre|lør|søn)\S*\s+)?\d.*)?",
)
ORGANISATION = re.compile(
    r"\b(?:[A-ZÆØÅ][\wæøåÆØÅ-]+(?:[-\s](?:og\s+)?[A-ZÆØÅ][\wæøåÆØÅ-]+)?\s+Kommune|Region\s+[A-ZÆØÅ][\wæøåÆØÅ]+(?:\s+[A-ZÆØÅ][\wæøåÆØÅ]+)?|[A-ZÆØÅ][\wæøåÆØÅ]+\s+Regionsråd|"
    r"(?:[Gg]rundejer|[Ee]jer|[Aa]ndelsbolig|[Bb]olig|[Bb]eboer|[Pp]arcel|[Vv]and(?:værks)?|[Ii]dræts|[Hh]ave|[Bb]orger|[Vv]ej)foreningen?\s+(?:[A-ZÆØÅ0-9][\wæøåÆØÅ./-]*)(?:\s+(?:[A-ZÆØÅ0-9][\wæøåÆØÅ./-]*|og|af|ved))*|"
    r"(?:E/F|G/F|A/B|AB|EF|GF)\s+[A-ZÆØÅ][\wæøåÆØÅ./-]*(?:\s+[A-ZÆØÅ0-9][\wæøåÆØÅ./-]*)*|"
    r"[A-ZÆØÅ][\wæøåÆØÅ-]+(?:\s+[A-ZÆØÅ][\wæøåÆØÅ-]+){0,3}\s+(?:[Gg]rundejerforening|[Ee]jerforening|[Vv]andværk|[Tt]ennisklub|[Bb]oldklub|[Ii]drætsforening|[Ff]jernvarme|[Vv]armeværk|[Ss]kole|[Gg]ymnasium|[Ss]ogn|[Pp]astorat|[Bb]oligforening|[Kk]lub|[Ll]aug|[Bb]oligselskab|[Ff]orening|[Ss]ejlklub|[Bb]ørnehus|[Ff]riskole|[Mm]enighedsråd|[Pp]rovsti)|"
    r"(?:Sundhedsklynge|Somatikklynge)\s+[A-ZÆØÅ]\w+|[A-ZÆØÅ]\w+klyngen|(?:Foreningen|Landsforeningen|Forbundet|Selskabet|Klubben|Laugget)\s+[A-ZÆØÅ][\wæøåÆØÅ-]*(?:\s+[A-ZÆØÅ][\wæøåÆØÅ-]*)*|"
    r"[A-ZÆØÅ][\wæøåÆØÅ-]+(?:\s+[A-ZÆØÅ][\wæøåÆØÅ-]+)*\s+(?:A\.?m\.?b\.?a\.?|A/S|I/S|ApS)(?=\W|$))"
)


def find_meeting(blocks: Sequence[Block], headings: Sequence[Heading]) -> Meeting:
    """The meeting as its header prints it; what is not printed stays None."""
    stop = headings[0].block if headings else min(len(blocks), 25)
    rows = header_rows(blocks, stop)
    fields = find_fields(rows)
    running = [b.text for b in blocks if b.kind is BlockKind.RUNNING][:6]
    title = next((row.text for row in rows if HELD.search(row.text)), None)
    date = meeting_date(rows, fields, running)
    start, end = meeting_times(rows, fields, date)
    return Meeting(
        organisation=organisation(rows, fields, running, blocks),
        body=body(rows, fields, running),
        title=title,
        date=date,
        start=start,
        end=end or adjourned(blocks),
        location=location(rows, fields),
    )


def field_text(fields: Sequence[Field], label: str) -> str | None:
    return next((field.text for field in fields if field.label == label and field.text), None)


def meeting_date(rows: Sequence[Row], fields: Sequence[Field], running: Sequence[str]) -> str | None:
    """The labelled date, else the date of a line that speaks of the meeting, else the first date of the header."""
    texts = [row.text for row in rows[:60]]
    year = next((int(m.group(1)) for text in [*texts, *running] if (m := MONTH_YEAR.search(text))), None)
    if year is None:
        year = next(
            (
                int(m.group())
                for text in texts[:8]
                if HELD.search(text) and (m := re.search(r"\b(?:19|20)\d\d\b", text))
            ),
            None,
        )
    for label in ("date", "start"):
        for field in fields:
            if field.label == label and (date := parse_date(field.text, year)):
                return date
    for text in texts:
        if match := OLD_STYLE.search(text):
            return parse_date(f"{match['day']}. {match['month']} {match['year']}")
    for text in texts:
        if HELD.search(text) and not ABOUT_OTHERS.search(text) and (date := parse_date(text)):
            return date
    for before, text in zip(texts, texts[1:], strict=False):
        if HELD.search(before) and (date := parse_date(text)):
            return date
    for text in texts[:25]:
        if WEEKDAY.search(text) and (date := parse_date(text)):
            return date
    pairs = [*texts, *(f"{a} {b}" for a, b in zip(texts, texts[1:], strict=False)), *running]
    for text in [*texts[:25], *running]:
        if date := parse_date(text):
            return date
    for text in pairs:
        if HELD.search(text) and (date := parse_date(text, year)):
            return date
    return next((date for text in texts[:25] if (date := parse_date(text, year))), None)


def meeting_times(rows: Sequence[Row], fields: Sequence[Field], date: str | None) -> tuple[str | None, str | None]:
    start = end = None
    for label in ("start", "date"):
        for field in fields:
            if field.label == label and start is None:
                times = find_times(field.text)
                if times:
                    start = times[0].time
                    end = times[1].time if len(times) > 1 else None
    if (text := field_text(fields, "end")) and (times := find_times(text if "kl" in text.lower() else f"kl. {text}")):
        end = times[0].time
    if start is None:
        for row in rows[:30]:
            if (
                (HELD.search(row.text) or find_dates(row.text))
                and not ADJOURNED.search(row.text)
                and (times := find_times(row.text))
            ):
                return times[0].time, end or (times[1].time if len(times) > 1 else None)
    return start, end


def adjourned(blocks: Sequence[Block]) -> str | None:
    """The end of the meeting told in prose anywhere ("Mødet blev hævet kl. 17.25")."""
    for block in blocks:
        if (
            "kl" in block.text
            and (match := ADJOURNED.search(block.text))
            and (times := find_times(f"kl. {match['time'].strip()}"))
        ):
            return times[0].time
    return None


def location(rows: Sequence[Row], fields: Sequence[Field]) -> str | None:
    if text := field_text(fields, "location"):
        return text.rstrip(" .")
    texts = [row.text for row in rows[:20]]
    for text in [*texts, *(f"{a} {b}" for a, b in zip(texts, texts[1:], strict=False))]:
        if (HELD.search(text) or find_dates(text)) and (match := PLACE.search(text)):
            return match["place"].strip().rstrip(" ,.")
    for before, text in zip(texts, texts[1:], strict=False):
        if find_dates(before) and (match := re.match(r"(?:[Ii]|[Pp]å|[Hh]os)\s+(?P<place>[A-ZÆØÅ].{3,80})$", text)):
            return match["place"].strip().rstrip(" .")
    return None


def body(rows: Sequence[Row], fields: Sequence[Field], running: Sequence[str]) -> str | None:
    """The forum as printed; a "bestyrelsesmøde" is a meeting of "Bestyrelsen"."""
    if (text := field_text(fields, "body")) and len(text) < 90:
        return text.rstrip(" .:")
    texts = [row.text for row in rows[:14]]
    for text in [*texts, *running]:
        if match := ASSEMBLY.search(text):
            name = re.sub(r"\s+", " ", match.group()).strip()
            return name[:1].upper() + name[1:].lower()
    for text in texts:
        if re.search(r"\bmødet?\s+i\b|^til$", text, re.I) and (
            match := re.search(
                r"\bmødet?\s+i\s+(?P<body>[\wÆØÅæøå][^\d.]*?)(?:\s+(?:den|d\.|kl|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b|\s*,|\s*\d|$)",
                text,
                re.I,
            )
        ):
            return match["body"].strip()
    for text in texts:
        if match := BODY_LINE.fullmatch(text.strip()):
            return match["body"].strip()
    for text in [*texts, *running]:
        if match := BODY_WORD.search(text):
            return (
                re.sub(
                    r"(?i)^(?:referat|beslutningsprotokol|protokol|dagsorden)\s*(?:af|fra|for|til)?\s*(?:møde\s*)?(?:i\s+)?",
                    "",
                    match.group(),
                ).strip()
                or None
            )
    for text in texts:
        if match := re.search(r"(?i)\b(\w*bestyrelse)s?\s?møde", text):
            word = match.group(1)
            return (word[:1].upper() + word[1:].lower()) + "n"
        if match := re.search(r"(?i)\b(\w*(?:udvalg|råd|gruppe))s?\s?møde", text):
            word = match.group(1)
            return (word[:1].upper() + word[1:].lower()) + ("n" if word.lower().endswith("gruppe") else "et")
    return None


def organisation(
    rows: Sequence[Row], fields: Sequence[Field], running: Sequence[str], blocks: Sequence[Block]
) -> str | None:
    if text := field_text(fields, "organisation"):
        return text
    texts = [row.text for row in rows[:30]]
    for text in [*running, *texts]:
        if match := ORGANISATION.search(text):
            return tidy(match.group())
        if match := re.search(r"\b([A-ZÆØÅ]{3,}(?:[- ][A-ZÆØÅ]{3,})*)\s+KOMMUNE\b", text):
            return match.group(1).title() + " Kommune"
    for block in blocks[:60]:
        if match := ORGANISATION.search(block.text):
            return tidy(match.group())
    return None


def tidy(name: str) -> str:
    return re.sub(r"\s+(?:og|af|ved|den|d)$", "", re.sub(r"\s+", " ", name)).strip(" .,-")
