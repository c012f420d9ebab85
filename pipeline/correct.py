"""What `referat correct` does: add a correction and carry it out, list them, make gold of them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from pipeline.corrections import FOLDER, Correction, CorrectionError, add_correction, correct_minutes, read_corrections
from pipeline.corrections.gold import gold_annotation
from pipeline.corrections.rows import ON_DECISIONS, ON_PERSONS
from pipeline.errors import StorageError
from pipeline.ingest import ingest
from pipeline.report import Report
from pipeline.run import parse_document
from pipeline.store.database import open_database


@dataclass(frozen=True, slots=True)
class Told:
    """A correction as the database tells of it."""

    correction: str
    action: str
    row: str
    quote: str
    value: str
    who: str
    why: str
    date: str
    status: str
    before: str | None

    def line(self) -> str:
        changed = f"{self.before or '-'} > {self.value or '-'}" if self.status == "applied" else self.value
        return (
            f"{self.status:8} {self.action:8} {self.row}: »{self.quote}« {changed} ({self.who} {self.date}: {self.why})"
        )


def make_correction(
    db_path: Path, action: str, row: str, value: str, *, quote: str, who: str, why: str, date: str
) -> Correction:
    """A correction with the text it quotes looked up where none is given. Raises CorrectionError, StorageError."""
    if not quote:
        quote = _quoted(db_path, action, row)
    return Correction(action, row, " ".join(quote.split()), value, who, why, date)


def _quoted(db_path: Path, action: str, row: str) -> str:
    if action not in ON_DECISIONS and action not in ("title", "merge"):
        needed = "the name as printed" if action in ON_PERSONS else "the text as printed"
        raise CorrectionError(f"{action} needs --quote: {needed}")
    db = _open(db_path)
    table, column = ("decisions", "text") if action in ON_DECISIONS else ("agenda_items", "title")
    try:
        found = db.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchone()
    finally:
        db.close()
    if not found or not found[0]:
        raise CorrectionError(f"no row '{row}' in {table} of {db_path}: its key is the column id, also on the site")
    return str(found[0])


def carry_out(correction: Correction, db_path: Path, folder: Path = FOLDER) -> tuple[Path, Report, str]:
    """Write a correction to its file and read the document anew: the file, the report, and its status afterwards."""
    path = add_correction(correction, folder)
    report = ingest([], db_path, corrections=folder)
    status = next(one.status for one in list_corrections(db_path) if one.correction == correction.id)
    return path, report, status


def list_corrections(db_path: Path) -> list[Told]:
    """All corrections in the order they are applied, with their status. Raises StorageError if there is no database."""
    db = _open(db_path)
    try:
        rows = db.execute(
            "SELECT id, action, row_id, quote, value, who, why, date, status, before FROM corrections ORDER BY position"
        ).fetchall()
    finally:
        db.close()
    return [Told(*row) for row in rows]


def write_gold(db_path: Path, folder: Path, corrections: Path = FOLDER) -> list[Path]:
    """Write PDF and gold annotation of every document with an applied correction into `folder`; gives the annotations.

    Documents whose PDF is not where it was are left out. Raises StorageError if there is no database.
    """
    db = _open(db_path)
    try:
        documents = db.execute(
            "SELECT DISTINCT documents.id, path FROM documents JOIN corrections ON document_id = documents.id"
            " WHERE status = 'applied' ORDER BY documents.id"
        ).fetchall()
        claims = {
            document: db.execute(
                "SELECT position, id FROM meeting_documents WHERE document_id = ? ORDER BY position", (document,)
            ).fetchall()
            for document, _ in documents
        }
    finally:
        db.close()
    rows = read_corrections(corrections)
    written = []
    for document, place in documents:
        pdf = Path(place)
        if not pdf.exists():
            continue
        parsed = parse_document(pdf.read_bytes(), pdf.name)
        first = next((claim for position, claim in claims[document] if position == 1), "")
        corrected, applied = correct_minutes(parsed, first, rows)
        who = {one.correction: next(row.who for row in rows if row.id == one.correction) for one in applied}
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{pdf.stem}.gold.json"
        annotation = gold_annotation(corrected, pdf.name, who)
        target.write_text(json.dumps(annotation, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        shutil.copyfile(pdf, folder / pdf.name)
        written.append(target)
    return written


def _open(db_path: Path) -> sqlite3.Connection:
    if not db_path.exists():
        raise StorageError(f"{db_path} does not exist: run `referat ingest` first")
    return open_database(db_path)
