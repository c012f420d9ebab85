"""`referat sample`: an audit for researchers. Decisions drawn at random are looked up in the printed page by a reader.

The draw depends on the seed and the rows alone. `audit.html` shows each decision with the page it stands on, its place
marked; the reader ticks `audit.csv`, and `read_sheet` gives the share that was right with its interval.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from pipeline.errors import ReferatError, StorageError
from pipeline.page import Box
from pipeline.store.database import open_database, storage_errors

PAGE, SHEET = "audit.html", "audit.csv"
COLUMNS = ("id", "right", "remark")
YES, NO = frozenset("yes y ja j x 1 true".split()), frozenset("no n nej 0 false".split())
DOTS = 1.5  # dots a point: 108 to the inch, enough to read
MARK, WIDTH, AIR = (200, 30, 30), 2, 2  # colour and line of a mark, and the air around the text, in dots

# What the scorecard counts and would be published: this meeting's decisions,
# no superseded edition, and the invented samples only where there is nothing else.
POPULATION = """
    FROM decisions JOIN documents ON documents.id = decisions.document_id
    WHERE decisions.scope = 'this_meeting'
    AND documents.sample = (SELECT min(sample) FROM documents WHERE id IN (SELECT document_id FROM decisions))
    AND NOT EXISTS (SELECT 1 FROM meeting_documents
        WHERE document_id = documents.id AND status = 'superseded' AND meeting_id = decisions.meeting_id)
"""
DRAWN = """
    SELECT decisions.id, decisions.text, outcomes.label, agenda_items.number, decisions.title,
        coalesce(organisations.name, ''), coalesce(bodies.name, ''), coalesce(decisions.date, ''), decisions.page,
        decisions.rule, documents.filename, documents.path, documents.sha256, documents.id
    FROM decisions
    JOIN outcomes ON outcomes.code = decisions.outcome
    JOIN agenda_items ON agenda_items.id = decisions.agenda_item_id
    JOIN documents ON documents.id = decisions.document_id
    LEFT JOIN bodies ON bodies.id = decisions.body_id
    LEFT JOIN organisations ON organisations.id = decisions.organisation_id
    WHERE decisions.id = ?
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One decision of the sample, with what a reader needs to judge it."""

    id: str
    text: str
    outcome: str  # Danish label
    number: str | None
    title: str | None
    organisation: str
    body: str
    date: str
    page: int
    rule: str
    filename: str
    path: str | None
    sha256: str
    document: str
    boxes: tuple[Box, ...] = ()
    images: tuple[str, ...] = ()  # file names beside the page
    missing: str = ""  # why there is no image, in Danish


@dataclass(frozen=True, slots=True)
class Sample:
    """What was written: `drawn` of `population` decisions, `pictured` of them with an image of their page."""

    folder: Path
    drawn: int
    population: int
    pictured: int


@dataclass(frozen=True, slots=True)
class Audit:
    """A ticked sheet: `right` of `judged` decisions, `unjudged` left blank; precision and its bounds are shares."""

    right: int
    judged: int
    unjudged: int

    @property
    def precision(self) -> float:
        return self.right / self.judged

    def line(self) -> str:
        low, high = wilson(self.right, self.judged)
        blank = f"; {self.unjudged} not ticked, left out" if self.unjudged else ""
        return (
            f"{self.right} of {self.judged} right: precision {self.precision:.3f},"
            f" 95 % interval {low:.3f} to {high:.3f} (Wilson 1927){blank}"
        )


def draw_sample(database: Path, number: int, folder: Path, *, seed: int = 0, pdfs: Path | None = None) -> Sample:
    """Draw `number` decisions (all, where there are fewer) and write page, sheet and images into `folder`.

    The PDFs are read where they were ingested, or by their name under `pdfs`; one that is not the file that was parsed
    is not shown. Raises StorageError when there is no database or the folder is not writable, ReferatError when there
    is no decision, or a sheet with ticks would be overwritten.
    """
    if not database.exists():
        raise StorageError(f"{database} is not there: run `referat ingest` first")
    sheet = folder / SHEET
    if sheet.exists() and read_ticks(sheet)[0]:
        raise ReferatError(f"{sheet} has been ticked: move it away, or name another folder with --out")
    db = open_database(database)
    try:
        population = [key for (key,) in db.execute(f"SELECT decisions.id {POPULATION} ORDER BY decisions.id")]
        if not population:
            raise ReferatError(f"{database} holds no decision: run `referat ingest` first")
        keys = random.Random(seed).sample(population, min(number, len(population)))
        drawn = [read_drawn(db, key) for key in keys]
    finally:
        db.close()
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        found = find_pdfs(pdfs) if pdfs else {}
        shown = [picture(one, place, found, folder) for place, one in enumerate(drawn, 1)]
        (folder / PAGE).write_text(page_of(shown, len(population), seed), encoding="utf-8")
        sheet.write_text(sheet_of(shown), encoding="utf-8-sig", newline="")
    return Sample(folder, len(shown), len(population), sum(bool(one.images) for one in shown))


def read_drawn(db: sqlite3.Connection, key: str) -> Drawn:
    values = db.execute(DRAWN, (key,)).fetchone()
    boxes = db.execute(
        "SELECT page, x0, top, x1, bottom FROM boxes WHERE document_id = ? AND row_id = ? ORDER BY line",
        (values[-1], key),
    ).fetchall()
    return replace(Drawn(*values), boxes=tuple(boxes))


# Images


def find_pdfs(folder: Path) -> dict[str, list[Path]]:
    """The PDFs under a folder by their name."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() == ".pdf":
            found.setdefault(path.name, []).append(path)
    return found


def picture(one: Drawn, place: int, found: dict[str, list[Path]], folder: Path) -> Drawn:
    """The decision with images of the pages it stands on."""
    paths = [*found.get(one.filename, ()), *([Path(one.path)] if one.path else [])]
    there = [path for path in paths if path.is_file()]
    data = next((data for path in there if sha256(data := path.read_bytes()) == one.sha256), None)
    if data is None:
        return replace(one, missing="Filen er ændret siden." if there else "Filen blev ikke fundet.")
    names = []
    document = pypdfium2.PdfDocument(data)
    try:
        for number in sorted({box[0] for box in one.boxes} or {one.page}):
            name = f"{place:03}-{number}.png"
            marked(document[number - 1], [box for box in one.boxes if box[0] == number]).save(folder / name)
            names.append(name)
    finally:
        document.close()
    return replace(one, images=tuple(names))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def marked(page: pypdfium2.PdfPage, boxes: Sequence[Box]) -> Image.Image:
    """The page in few colours with a frame around each box (points from its top left)."""
    image = page.render(scale=DOTS).to_pil().convert("RGB")
    across, down = image.width / page.get_width(), image.height / page.get_height()
    draw = ImageDraw.Draw(image)
    for _, x0, top, x1, bottom in boxes:
        frame = (x0 * across - AIR, top * down - AIR, x1 * across + AIR, bottom * down + AIR)
        draw.rectangle(frame, outline=MARK, width=WIDTH)
    return image.quantize(64)


# Page and sheet

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1b1b }
article { border-top: 1px solid #bbb; padding: 1rem 0; display: grid; gap: 1rem 2rem;
    grid-template-columns: minmax(18rem, 1fr) minmax(20rem, 2fr) }
blockquote { margin: .5rem 0; padding-left: .8rem; border-left: 3px solid #c81e1e }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 }
dt { color: #555 } dd { margin: 0 }
img { max-width: 100%; border: 1px solid #ddd } code { overflow-wrap: anywhere }
@media (max-width: 45rem) { article { grid-template-columns: 1fr } }
@media print { article { break-inside: avoid } }
"""
INTRODUCTION = """<p>Se for hver beslutning efter i billedet af siden, om tre ting er rigtige: at teksten er en
beslutning, som mødet selv har truffet, at den er gengivet hel, og at udfaldet passer. Skriv <b>ja</b> eller
<b>nej</b> i kolonnen <code>right</code> i <code>{sheet}</code>, og gerne hvorfor i <code>remark</code>. Kommandoen
<code>referat sample --read {sheet}</code> giver derefter andelen af rigtige.</p>
<p>Udtrukket er {drawn} af {population} beslutninger (frø {seed}). Teksten er ikke maskeret, og lukkede punkter kan være
med: del ikke arket med andre end dem, der må se referaterne.</p>"""


def page_of(drawn: Sequence[Drawn], population: int, seed: int) -> str:
    head = INTRODUCTION.format(sheet=SHEET, drawn=len(drawn), population=population, seed=seed)
    articles = "\n".join(article_of(one, place) for place, one in enumerate(drawn, 1))
    return (
        '<!DOCTYPE html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Stikprøve af beslutninger</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>Stikprøve af beslutninger</h1>\n{head}\n{articles}\n</body>\n</html>\n"
    )


def article_of(one: Drawn, place: int) -> str:
    esc = html.escape
    item = " ".join(filter(None, [one.number and f"{one.number}.", one.title])) or "Uden overskrift"
    meeting = ", ".join(filter(None, [one.organisation, one.body, one.date])) or "Ukendt møde"
    facts = {
        "Udfald": esc(one.outcome),
        "Punkt": esc(item),
        "Møde": esc(meeting),
        "Fil": f"{esc(one.filename)}, side {one.page}",
        "Regel": f"<code>{esc(one.rule)}</code>",
        "id": f"<code>{esc(one.id)}</code>",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts.items())
    alt = esc(f"Side {one.page} af {one.filename} med beslutningen rammet ind")
    images = "".join(f'<img src="{name}" alt="{alt}" loading="lazy">' for name in one.images)
    return (
        f'<article><div><h2>{place}</h2><blockquote lang="da">{esc(one.text)}</blockquote><dl>{rows}</dl></div>'
        f"<div>{images or f'<p>Intet billede af siden: {esc(one.missing)}</p>'}</div></article>"
    )


def sheet_of(drawn: Sequence[Drawn]) -> str:
    """The sheet to tick, as Danish spreadsheets open it: semicolons, CRLF."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";")
    rows.writerows([COLUMNS, *((one.id, "", "") for one in drawn)])
    return out.getvalue()


# Reading the ticks


def read_sheet(sheet: Path) -> Audit:
    """What the reader ticked. Raises ReferatError for a sheet that is none, a tick that is no yes or no, or no tick."""
    ticks, blank = read_ticks(sheet)
    if not ticks:
        raise ReferatError(f"{sheet}: nothing is ticked yet; write yes or no in the column `right`")
    return Audit(sum(ticks), len(ticks), blank)


def read_ticks(sheet: Path) -> tuple[list[bool], int]:
    """The ticks in their order, and how many rows have none."""
    try:
        text = sheet.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = sheet.read_text(encoding="cp1252")  # as older spreadsheets save it
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    if not {"id", "right"} <= set(rows.fieldnames or ()):
        raise ReferatError(f"{sheet}: no sheet of `referat sample`; its columns are {', '.join(COLUMNS)}")
    ticks: list[bool] = []
    blank = 0
    for row in rows:
        word = (row["right"] or "").strip().lower()
        if word and word not in YES | NO:
            raise ReferatError(f"{sheet}:{rows.line_num}: {row['right']!r} in the column `right`; write yes or no")
        blank += not word
        ticks += [word in YES] if word else []
    return ticks, blank


def wilson(right: int, judged: int, z: float = 1.959964) -> tuple[float, float]:
    """The score interval of a share, 95 % by default: E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", Journal of the American Statistical Association 22 (1927), 209-212. Unlike the plain normal
    one it stays within 0 and 1 and holds for small samples and shares near 1."""
    share, weight = right / judged, z * z / judged
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / judged + weight / (4 * judged)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)
