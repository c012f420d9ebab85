"""The meeting: organisation, body, date, start, end and place, from the header's fields, its title lines and its prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.components.fields import Field, Row, find_fields, header_rows
from pipeline.components.labels import section_label
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
ASSEMBLY = re.compile(
    r"(?:(?:ekstra)?ordinær(?:e|t)?\s+|stiftende\s+|årlige?\s+)*(?:general\s?forsamling|repræsentantskabsmøde|årsmøde|afdelingsmøde|beboermøde|delegeretmøde|sognemøde)",
    re.I,
)
BOARD_MEETING = re.compile(r"(?i)\b(ob|hb|\w*(?:bestyrelse|udvalg|råd|gruppe|nævn))-?s?\s?møde")
FORUM = re.compile(
    r"(?i)(?:udvalg(?:et)?|byråd(?:et)?|kommunalbestyrelsen?|regionsråd(?:et)?|menighedsråd(?:et)?|\w+råd(?:et)?|borgerrepræsentation(?:en)?|"
    r"\b(?:hoved|skole|organisations|afdelings|forældre|distrikts)?bestyrelsen|styregruppen?|chefforum|direktørforum|driftsforum|magistrat(?:en)?|"
    r"nævn(?:et)?|kommissionen?|repræsentantskab(?:et)?|\bforum)\b"
)
TYPE_HEAD = re.compile(
    r"(?i)^(?:(?:åbent|lukket|foreløbigt|endeligt|godkendt|offentligt)\s+)*(?:referat|beslutningsprotokol|beslutningsreferat|protokol|udskrift|dagsorden|indkaldelse|beslutninger)?\s*"
    r"(?:(?:af|fra|for|til|over|vedr\.?|-|–|:)\s*)*(?:det\s+|et\s+)?(?:(?:ordinært|ekstraordinært|konstituerende|åbent)\s+)*(?:møde(?:t)?\s*)?(?:(?:nr\.?\s*\d+|i|for|med)\s+)*"
)
DAY_TAIL = re.compile(
    r"(?i)\s*[-–,]?\s*(?:(?:afholdt\s+)?(?:d\.|den|(?:man|tirs|ons|tors|fre|lør|søn)dag)\s*)*(?:den|d\.)?\s*\d{1,2}[.\-/]\s?(?:\d{1,2}[.\-/]\s?\d{2,4}|[a-zæøå]{3,9}).*$|\s+\d{4}-\d\d-\d\d.*$|\s+kl\.?\s.*$"
)
CONTACT = re.compile(r"@|\btlf\b|\btelefon\b|\b\d{4}\s?\d{4}\b|\b\d{2}(?:\s\d{2}){3}\b", re.I)
CLUSTER = re.compile(r"(?i)\b(?:Sundhedsklynge|Somatikklynge)n?\s+[A-ZÆØÅ]\w+|\b[A-ZÆØÅ]\w{3,}klyngen\b")
HELD_IN = re.compile(
    r"(?:generalforsamling(?:en)?|bestyrelsesmøde|møde|forsamling)\s+(?:i|for|hos|ved)\s+(?P<name>[A-ZÆØÅ][^,;:]{2,60}?)(?=\s*(?:,|;|$|\.|\s(?:den|d\.|kl|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b|\s\d{1,2}[./]))"
)
NAMED_BODY = re.compile(
    r"(?:[A-ZÆØÅ][\wæøåÆØÅ-]+\s+){0,3}[A-ZÆØÅ][\wæøåÆØÅ-]*(?:klub(?:ben)?|laug(?:et)?|forening(?:en)?|forbund(?:et)?|selskab(?:et)?|arkiv(?:et)?|distrikt(?:et)?|børnehuse(?:ne|t)?|skolen?|lag(?:et)?)\b"
    r"(?:\s+(?:for\s+|af\s+|i\s+)?[A-ZÆØÅ0-9][\wæøåÆØÅ-]*){0,3}"
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
        body=body(rows, fields, running) or body_of_headings(blocks, date),
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
    for field in fields:
        if field.label == "location" and field.text:
            return place_of(field)
    texts = [row.text for row in rows[:20]]
    for text in [*texts, *(f"{a} {b}" for a, b in zip(texts, texts[1:], strict=False))]:
        if (HELD.search(text) or find_dates(text)) and (match := PLACE.search(text)):
            return match["place"].strip().rstrip(" ,.")
    for before, text in zip(texts, texts[1:], strict=False):
        if find_dates(before) and (match := re.match(r"(?:[Ii]|[Pp]å|[Hh]os)\s+(?P<place>[A-ZÆØÅ].{3,80})$", text)):
            return match["place"].strip().rstrip(" .")
    for row in rows[:8]:  # date and hour to the left, the place to the right
        first, last = row.lines[0], row.lines[-1]
        if (
            len(row.lines) == 2
            and find_dates(first.text)
            and find_times(first.text)
            and not re.search(r"\d{4}|:$", last.text)
        ):
            return last.text.strip()
    return None


def place_of(field: Field) -> str:
    """The value's first line, and those right below it that are no contact."""
    text = field.texts[0]
    for line, more in zip(field.lines[1:3], field.texts[1:3], strict=False):
        if abs(line.x0 - field.lines[0].x0) > 4 or CONTACT.search(more):
            break
        text = f"{text} {more}"
    if text[:1].isdigit() and ":" not in field.printed and re.match(r"(?i)(?:møde)?lokale", field.printed):
        text = f"{field.printed} {text}"  # "Mødelokale 5" is the place, not its label
    return text.strip().rstrip(" .")


def body(rows: Sequence[Row], fields: Sequence[Field], running: Sequence[str]) -> str | None:
    """The forum as printed; a "bestyrelsesmøde" is a meeting of "Bestyrelsen"."""
    if (text := field_text(fields, "body")) and len(text) < 90:
        return text.rstrip(" .:")
    texts = [row.text for row in rows[:14] if not re.match(r"(?i)medlemmer|udvalgets\s+medlemmer|deltagere", row.text)]
    for text in [*texts, *running]:
        if match := ASSEMBLY.search(text):
            name = re.sub(r"\s+", " ", match.group()).strip()
            return name[:1].upper() + name[1:].lower()
    pieces = [line.text for row in rows[:14] for line in row.lines]
    for text in [*texts, *pieces, *(f"{a} {b}" for a, b in zip(texts, texts[1:], strict=False)), *running]:
        if name := forum_in(text):
            return name
    for text in texts:
        if match := BOARD_MEETING.search(text):
            word = match.group(1).lower()
            if word in ("ob", "hb"):
                return "Organisationsbestyrelsen" if word == "ob" else "Hovedbestyrelsen"
            ending = "n" if word.endswith(("gruppe", "bestyrelse")) else "et"
            return word[:1].upper() + word[1:] + ending
    return None


def forum_in(text: str) -> str | None:
    """The forum that a title line names, its document type, day and organisation cut off; None where it names none."""
    bare = DAY_TAIL.sub("", text.strip())
    bare = re.sub(r"(?i)\s+(?:d|den|kl)\.?$", "", TYPE_HEAD.sub("", bare).strip(" ,.-–:"))  # the day is on the next line
    bare = re.sub(
        r"(?i)\s*[-–,]?\s*\b(?:åbent\s+)?(?:referat|dagsorden|protokol|beslutningsprotokol)$", "", bare
    ).strip(" ,.-–:")
    if not 3 < len(bare) < 75 or not FORUM.search(bare) or re.search(r"[.:;?!]\s|\bmøde\b", bare):
        return None
    if len(bare.split()) > 8 or (bare[0].islower() and not FORUM.match(bare.split()[0])):
        return None
    if (
        "," in bare
        and (parts := [part.strip() for part in bare.split(",") if FORUM.search(part)])
        and len(bare.split(",")[0].split()) < 6
    ):
        whole = bare if re.search(r",\s[a-zæøå]", bare) else parts[0]  # "Klima, natur og energi" is one name
        bare = whole
    if match := re.match(r"(?i)((?:hoved|skole|organisations|afdelings)?bestyrelsen)\s+(?:for|i)\s+\S", bare):
        bare = match.group(1)
    return bare[:1].upper() + bare[1:] if bare.lower().startswith("bestyrelse") else bare


def body_of_headings(blocks: Sequence[Block], date: str | None) -> str | None:
    """The body named most often in decision headings of the meeting's day."""
    if date is None:
        return None
    named = Counter(
        label.body.strip()
        for block in blocks
        if len(block.text) < 140
        and (label := section_label(block)) is not None
        and label.body
        and parse_date(label.date or "") == date
    )
    return named.most_common(1)[0][0] if named else None


def organisation(
    rows: Sequence[Row], fields: Sequence[Field], running: Sequence[str], blocks: Sequence[Block]
) -> str | None:
    if text := field_text(fields, "organisation"):
        return text
    texts = [row.text for row in rows[:30]]
    titles = [text for text in texts[:12] if HELD.search(text)]
    for text in titles:
        if match := CLUSTER.search(text):
            return tidy(match.group()).title() if match.group().isupper() else tidy(match.group())
    for text in [*running, *texts[:8], *texts]:
        if match := ORGANISATION.search(text):
            return tidy(match.group())
        if match := re.search(r"\b([A-ZÆØÅ]{3,}(?:[- ][A-ZÆØÅ]{3,})*)\s+KOMMUNE\b", text):
            return match.group(1).title() + " Kommune"
    for text in titles:
        if match := HELD_IN.search(text):
            return tidy(match["name"])
    for text in [*texts[:10], *running]:
        for match in NAMED_BODY.finditer(text):
            if " " in match.group() and not re.search(r"(?i)\b(?:i|på|hos)\s+$", text[: match.start()]):
                return tidy(re.sub(r"(?i)^(?:generalforsamling|referat|bestyrelsesmøde)\s+", "", match.group()))
    for block in blocks[:60]:
        if match := ORGANISATION.search(block.text):
            return tidy(match.group())
    return None


def tidy(name: str) -> str:
    name = re.split(r"\s+\d{1,2}[./]\s?\d|\.\s", name)[0]
    return re.sub(r"\s+(?:og|af|ved|den|d)$", "", re.sub(r"\s+", " ", name)).strip(" .,-")
