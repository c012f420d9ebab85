"""PDFs looked at anew before they are published: what their printed pages hide, and where their lines stand.

All reading is done in children, as at ingest. What was found is kept, so that a file is checked once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from pipeline.contract import from_bytes, to_bytes
from pipeline.corrections import FOLDER, Correction, correct_minutes, read_corrections
from pipeline.errors import DocumentError
from pipeline.extract import extract_pages
from pipeline.extract.inspect import CHECKER, inspect_pages
from pipeline.link import link_archive
from pipeline.minutes import Minutes
from pipeline.page import Pages
from pipeline.run import language, linking_version, parse_document
from pipeline.sources import source_of
from pipeline.store.checks import Finding, store_check, unchecked_documents
from pipeline.store.corrections import Mark
from pipeline.store.covers import Place, PrintedLine
from pipeline.store.database import open_database
from pipeline.store.rows import item_keys
from pipeline.store.write import Amend, store_minutes
from pipeline.worker import Limits, Task, read_isolated

PATIENT = Limits(cpu=300.0, wall=900.0)  # a page is drawn two or three times, at some 0.04 s
Progress = Callable[[int, int], None]


def vet_documents(db_path: Path, *, workers: int = 1, progress: Progress = lambda done, all: None) -> None:
    """Check every document of the working database that this version has not checked, and keep what was found.

    A document whose file is gone, has changed or cannot be drawn stays unchecked. Raises StorageError.
    """
    db = open_database(db_path)
    try:
        wanted = unchecked_documents(db, CHECKER)
        done = 0
        progress(0, len(wanted))
        for sha256, answer in read_isolated(inspect_to_bytes, tasks_of(wanted), workers=workers, limits=PATIENT):
            done += 1
            if not isinstance(answer, DocumentError):
                store_check(db, sha256, CHECKER, findings_of(answer))
            progress(done, len(wanted))
    finally:
        db.close()


def tasks_of(documents: Iterable[tuple[str, str | None]]) -> Iterator[Task[str]]:
    """The PDFs with these (sha256, path); one that is gone or has changed is passed over."""
    for sha256, path in documents:
        try:
            data = Path(path).read_bytes() if path else b""
        except OSError:
            continue
        if hashlib.sha256(data).hexdigest() == sha256:
            yield Task(sha256, "", data)


def inspect_to_bytes(data: bytes, _: str) -> bytes:
    return json.dumps(
        [(check.page, check.letters, check.hidden, check.covered, check.notes) for check in inspect_pages(data)]
    ).encode()


def findings_of(answer: bytes) -> list[Finding]:
    return [
        Finding(page, hidden, covered, not letters, tuple(map(tuple, notes)))
        for page, letters, hidden, covered, notes in json.loads(answer)
        if hidden or covered or notes or not letters
    ]


# What was printed, instead of what the file says


def parse_printed(data: bytes, filename: str) -> bytes:
    return to_bytes(parse_document(data, filename, printed_only=True))


def parse_all(data: bytes, filename: str) -> bytes:
    return to_bytes(parse_document(data, filename))


def amending(corrections: Sequence[Correction]) -> Amend | None:
    """What makes of the minutes of a meeting the minutes as corrected, and tells what was corrected in which row."""
    if not corrections:
        return None

    def amend(minutes: Minutes, meeting: str) -> tuple[Minutes, list[Mark]]:
        corrected, applied = correct_minutes(minutes, meeting, corrections)
        keys = item_keys(corrected.items, meeting)
        return corrected, [(one.correction, keys[one.item], one.text, one.before) for one in applied]

    return amend


@dataclass(frozen=True, slots=True)
class Stored:
    """What is to be kept of a document when it is read again."""

    sha256: str
    filename: str
    path: str | None
    source_url: str | None
    sample: bool
    version: str
    run: str | None


def reread_documents(db: Connection, keys: Sequence[str], *, printed_only: bool, workers: int = 1) -> set[str]:
    """Read documents again and store them in place of what `db` has of them; gives the keys of those that were read.

    With `printed_only` without what their printed pages do not show. The caller relinks.
    """
    if not keys:
        return set()
    query = "SELECT sha256, filename, path, source_url, sample, version, run_id FROM documents WHERE id = ?"
    stored = {row[0]: Stored(*row) for key in keys if (row := db.execute(query, (key,)).fetchone())}
    language()
    amend = amending(read_corrections(FOLDER))
    read = set()
    tasks = (
        Task(task.key, stored[task.key].filename, task.data)
        for task in tasks_of((one.sha256, one.path) for one in stored.values())
    )
    for sha256, answer in read_isolated(
        parse_printed if printed_only else parse_all, tasks, workers=workers, limits=PATIENT
    ):
        if isinstance(answer, DocumentError):
            continue
        was = stored[sha256]
        source = source_of(Path(was.path)) if was.path else None
        store_minutes(
            db,
            from_bytes(answer),
            version=was.version,
            path=was.path,
            organisation=source.organisation if source else None,
            body=source.body if source else None,
            source_url=was.source_url,
            sample=bool(was.sample),
            run=was.run,
            amend=amend,
        )
        read.add(sha256[:16])
    return read


def relink(db: Connection) -> None:
    """Work the links out again that what was stored or removed since the last time can reach."""
    link_archive(db, linking_version())


def all_lines(data: bytes, _: str) -> bytes:
    return lines_to_bytes(extract_pages(data))


def seen_lines(data: bytes, _: str) -> bytes:
    return lines_to_bytes(extract_pages(data, printed_only=True))


def lines_to_bytes(pages: Pages) -> bytes:
    return json.dumps(
        [[(line.text, line.x0, line.top, line.x1, line.bottom) for line in page.lines] for page in pages.pages]
    ).encode()


def printed_lines(
    documents: Mapping[str, tuple[str, str]], places: Iterable[Place], printed_only: bool, *, workers: int = 1
) -> dict[Place, list[PrintedLine]]:
    """The lines of the pages at `places`; `documents` gives the (sha256, path) of each key."""
    wanted: dict[str, list[int]] = {}
    for document, page in places:
        if document in documents:
            wanted.setdefault(documents[document][0], []).append(page)
    files = [documents[sha256[:16]] for sha256 in wanted]
    found: dict[Place, list[PrintedLine]] = {}
    read = seen_lines if printed_only else all_lines
    for sha256, answer in read_isolated(read, tasks_of(files), workers=workers, limits=PATIENT):
        if isinstance(answer, DocumentError):
            continue
        pages = json.loads(answer)
        for page in wanted[sha256]:
            if page <= len(pages):
                found[sha256[:16], page] = [PrintedLine(*line) for line in pages[page - 1]]
    return found
