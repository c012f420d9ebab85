"""Invented minutes full of CPR numbers, in every spelling and every place a PDF has for words, and a search for them.

Each number is used once, so that one that is found tells where it came from.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SPELLINGS = (
    "{d}{m}{y}-{s}", "{d}{m}{y}{s}", "{d}{m}{y} {s}", "{d}{m}{y} - {s}", "{d}{m}{y}\u2013{s}", "{d}{m}{y}.{s}",
    "{d}.{m}.{y}-{s}", "{d}-{m}-{y}-{s}", "{d} {m} {y} {s}", "{d}/{m}/{y}-{s}", "{d}{m}{y}\u00a0{s}", "{d}{m}{y}:{s}",
    "{d}{m}19{y}-{s}", "{spaced}",
)  # fmt: skip
PLACES = (
    "body", "heading", "recommendation", "decision", "cell", "two cells", "list", "foot", "line break", "closed item",
    "participant", "title", "author", "keywords", "comment", "hidden", "covered", "off the page", "location",
    "broken", "broken cell", "page break",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Canary:
    """A number, how it is spelled and where it stands."""

    digits: str
    text: str
    place: str


def canaries(number: int) -> Iterator[Canary]:
    """So many different numbers, the spellings and places in turn."""
    for n in range(number):
        day, month, year, serial = 1 + n % 28 + 60 * (n % 11 == 0), 1 + n % 12, 10 + n % 80, 1000 + (n * 7919) % 9000
        d, m, y, s = f"{day:02}", f"{month:02}", f"{year:02}", f"{serial:04}"
        digits = d + m + y + s
        spelled = SPELLINGS[n // len(PLACES) % len(SPELLINGS)].format(d=d, m=m, y=y, s=s, spaced=" ".join(digits))
        yield Canary(digits, spelled, PLACES[n % len(PLACES)])


def write_minutes(folder: Path, planted: Iterable[Canary]) -> list[Path]:
    """Minutes with a canary in each place, as many documents as it takes; the file's name has one of its own too."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    one: list[Canary] = []
    for canary in planted:
        one.append(canary)
        if len(one) == len(PLACES):
            paths.append(write_one(folder, len(paths), one))
            one = []
    if one:
        paths.append(write_one(folder, len(paths), one))
    return paths


def write_one(folder: Path, number: int, planted: list[Canary]) -> Path:
    """Minutes with these canaries; `number` chooses the date and where numbers are cut."""
    said = {canary.place: canary.text for canary in planted}
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=A4)
    sheet.setTitle(f"Referat {said.get('title', '')}")
    sheet.setAuthor(said.get("author", ""))
    sheet.setKeywords(said.get("keywords", ""))
    at = 800.0

    def line(text: str, *, bold: bool = False, x: float = 60) -> None:
        nonlocal at
        at -= 17
        sheet.setFont("Helvetica-Bold" if bold else "Helvetica", 12 if bold else 10.5)
        sheet.drawString(x, at, text)

    line("Referat af møde i Teknikudvalget", bold=True)
    line(f"Dato: {1 + number % 28}. maj {2000 + number // 28 % 24}")
    line(f"Sted: Mødelokale 2 {said.get('location', '')}")
    line(f"Til stede: Ole Hansen {said.get('participant', '')}, Mette Holm")
    line(f"1. Sag om {said.get('heading', 'vejen')}", bold=True)
    line("Sagsfremstilling", bold=True)
    line(f"Borgeren {said.get('body', '')} har henvendt sig til udvalget om vejen.")
    if "line break" in said:
        first, rest = _broken(said["line break"])
        line(f"Henvendelsen er fra {first}")
        line(f"{rest} og er journaliseret.")
    if "broken" in said:
        first, rest = _cut(said["broken"], number)
        line(f"Naboen er nævnt som {first}")
        line(f"{rest} i brevet.")
    line(f"- Bilag fra {said.get('list', '')}")
    line("Indstilling", bold=True)
    line(f"Det indstilles, at ansøgningen fra {said.get('recommendation', '')} godkendes.")
    line("Beslutning", bold=True)
    line(f"Godkendt for {said.get('decision', '')}.")
    line("2. Oversigt", bold=True)
    top = at - 6
    wrapped = "\n".join(_cut(said["broken cell"], number, 2)) if "broken cell" in said else ""
    table = (("Navn", "Nummer", "Løbenummer"), ("A", said.get("cell", ""), "x"), ("B", *_halves(said)))
    for row, cells in enumerate((*table, ("C", wrapped, "y"))):
        for column, cell in enumerate(cells):
            sheet.rect(60 + 150 * column, top - 24 * (row + 1), 150, 24)
            sheet.setFont("Helvetica", 10)
            for place, words in enumerate(cell.split("\n")):
                sheet.drawString(64 + 150 * column, top - 24 * row - 10 - 10 * place, words)
    at = top - 108
    line("3. Lukket punkt: Personsag", bold=True)
    line(f"Sagen om {said.get('closed item', '')} blev drøftet.")
    line("4. Eventuelt", bold=True)
    first, rest = _cut(said["page break"], number, 2) if "page break" in said else ("", "")
    line(f"Formanden orienterede om {first}")
    sheet.setFont("Helvetica", 8)
    sheet.drawString(60, 30, f"Sagsbehandlet af {said.get('foot', '')} - side 1")
    sheet.showPage()
    at = 800.0
    line(f"{rest} og lukkede mødet.")
    sheet.setFont("Helvetica", 8)
    sheet.drawString(60, 30, "Sagsbehandlet af NN - side 2")
    sheet.setFillGray(1)
    sheet.drawString(60, 120, said.get("hidden", ""))
    sheet.setFillGray(0)
    sheet.drawString(60, 100, said.get("covered", ""))
    sheet.rect(55, 96, 200, 14, fill=1)
    sheet.drawString(700, 500, said.get("off the page", ""))
    if "comment" in said:
        sheet.textAnnotation(said["comment"], Rect=(400, 90, 420, 110))
        sheet.freeTextAnnotation(said["comment"], Rect=(300, 60, 520, 85), DA="0 g /Helv 10 Tf")
    sheet.save()
    path = folder / f"referat-{number:03}.pdf"
    path.write_bytes(out.getvalue())
    return path


def _halves(said: dict[str, str]) -> tuple[str, str]:
    digits = re.sub(r"\D", "", said.get("two cells", ""))
    return digits[:-4], digits[-4:]


def _broken(number: str) -> tuple[str, str]:
    """A number as a line end breaks it: behind its last separator, or before its last four digits."""
    end = max((found.end() for found in re.finditer(r"[^\d]", number)), default=len(number) - 4)
    return number[:end].rstrip(), number[end:]


def _cut(number: str, turn: int, least: int = 1) -> tuple[str, str]:
    """A number cut in two at any place, the places in turn; the first part has so many digits at least."""
    cuts = [
        cut
        for cut in range(1, len(number))
        if len(re.findall(r"\d", number[:cut])) >= least and re.search(r"\d", number[cut:])
    ]
    cut = cuts[turn % len(cuts)]
    return number[:cut].rstrip(), number[cut:].lstrip()


BETWEEN = re.compile(r"(?<=\d)[\s\u00a0\u00ad\u200b./:_\u2010-\u2015\u2212-]{1,5}(?=\d)")


def found_in(data: bytes | str, numbers: frozenset[str]) -> set[str]:
    """The numbers that stand in the data in any spelling: between their digits may be what parts digits."""
    text = data if isinstance(data, str) else data.decode("utf-8", "replace")
    tight = BETWEEN.sub("", text)
    runs = set(re.findall(r"\d{10,}", tight))
    found = set()
    for run in runs:
        for start in range(len(run) - 9):
            if run[start : start + 10] in numbers:
                found.add(run[start : start + 10])
            century = run[start : start + 12]
            if len(century) == 12 and century[:4] + century[6:] in numbers:
                found.add(century[:4] + century[6:])
    return found
