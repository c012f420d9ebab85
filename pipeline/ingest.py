"""A folder of documents into the working database: what was read is skipped, the rest is read in child processes."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version as version_of
from pathlib import Path
from sqlite3 import Connection
from time import monotonic, time_ns

from pipeline.contract import from_bytes
from pipeline.errors import DocumentError, ReferatError, StorageError, Unexpected
from pipeline.link import Linked, link_archive
from pipeline.minutes import Minutes
from pipeline.report import Refusal, Report
from pipeline.run import language, parse_to_bytes, program_version
from pipeline.sources import Source, source_of
from pipeline.store.database import (
    end_run,
    hold_database,
    open_database,
    refused_by,
    start_run,
    storage_errors,
    stored_version,
)
from pipeline.store.forget import Forgotten, empty_free_pages, find_sha256, forget_document, forgotten_documents
from pipeline.store.places import Stamp, note_place, unchanged_sha256, vanished_files
from pipeline.store.write import quarantine_document, store_minutes
from pipeline.worker import Limits, Task, read_isolated

LARGEST = 512 << 20  # bytes of a file
PACKAGES = ("pypdfium2", "pdfplumber", "spacy", "sqlite-utils")


@dataclass(frozen=True, slots=True)
class Found:
    """A file in hand: where it lies, what is said of it, and the version that reads it."""

    path: Path
    source: Source
    version: str
    sha256: str


def ingest(
    files: list[Path],
    database: Path,
    *,
    folders: Sequence[Path] = (),
    workers: int = 1,
    limits: Limits | None = None,
    progress: Callable[[Report], None] = lambda report: None,
    stopped: Callable[[], bool] = lambda: False,
    retry: bool = False,
    read: Callable[[bytes, str], bytes] = parse_to_bytes,
    prepare: Callable[[], object] = language,
) -> Report:
    """Read `files` in `workers` processes and store each in one transaction; `progress` is told after each.

    Documents that were once in one of the `folders`, of which `files` are all PDFs, and are nowhere now, are reported.
    `prepare` is called once before the first process forks, if there is anything to read. Once `stopped()` is true the
    documents in hand are finished. With `retry`, what this version refused before is tried again. Raises StorageError,
    and DatabaseBusy when another run holds the database.
    """
    report, begun = Report(database), monotonic()
    with hold_database(database):
        db = open_database(database)
        try:
            run = Run(db, report, progress, prepare, retry)
            tasks = run.unread(files)
            for found, result in read_isolated(read, tasks, workers=workers, limits=limits, stopped=stopped):
                run.store(found, result)
            report.seconds = monotonic() - begun
            report.interrupted = stopped() and report.done < len(files)
            run.end()
            if not report.interrupted:
                report.linked = link_archive(db, program_version())
                with storage_errors(database):
                    report.vanished = vanished_files(db, folders)
        finally:
            db.close()
    return report


def link(database: Path) -> Linked:
    """Work out all links of the working database anew. Raises StorageError if there is none, DatabaseBusy."""
    if not database.exists():
        raise StorageError(f"{database} does not exist: run `referat ingest` first")
    with hold_database(database):
        db = open_database(database)
        try:
            return link_archive(db, program_version(), everything=True)
        finally:
            db.close()


def forget(database: Path, given: str) -> Forgotten:
    """Remove the document whose sha256 begins with `given` for good.

    Raises StorageError if there is no database, UnknownDocument, DatabaseBusy.
    """
    if not database.exists():
        raise StorageError(f"{database} does not exist: run `referat ingest` first")
    with hold_database(database):
        db = open_database(database)
        try:
            forgotten = forget_document(db, find_sha256(db, given))
            link_archive(db, program_version())
            empty_free_pages(db, database)
        finally:
            db.close()
    return forgotten


class Run:
    """One run over many files, as the single writer of the database."""

    def __init__(
        self,
        db: Connection,
        report: Report,
        progress: Callable[[Report], None],
        prepare: Callable[[], object],
        retry: bool,
    ) -> None:
        self.db = db
        self.report = report
        self.progress = progress
        self.prepare = prepare
        self.retry = retry
        self.id: str | None = None
        self.forgotten = forgotten_documents(db)

    def unread(self, files: list[Path]) -> Iterator[Task[Found]]:
        """The files that this version has not read, each kind of bytes once; the others are counted."""
        seen: set[int] = set()
        for path in files:
            source = source_of(path)
            version = ".sources.".join(filter(None, (program_version(), source.fingerprint)))
            found = Found(path, source, version, "")
            try:
                sha256, data = self.identify(path)
                if not self.is_known(sha256, version, seen):
                    self.begin()
                    yield Task(replace(found, sha256=sha256), path.name, data or self.read(path)[1])
                    continue
            except DocumentError as error:
                self.refuse(found, error)
                continue
            self.progress(self.report)

    def identify(self, path: Path) -> tuple[str, bytes | None]:
        """A file's sha256; and its bytes, if they had to be read to tell."""
        known = unchanged_sha256(self.db, path, stamp_of(path))
        return (known, None) if known else self.read(path)

    def read(self, path: Path) -> tuple[str, bytes]:
        begun = time_ns()
        data, stamp = read_file(path)
        sha256 = hashlib.sha256(data).hexdigest()
        with storage_errors(self.report.database):
            note_place(self.db, path, sha256, stamp, begun)
        return sha256, data

    def is_known(self, sha256: str, version: str, seen: set[int]) -> bool:
        """Whether there is nothing to read, which the report then counts; `seen` are the files of this run."""
        number = int(sha256[:16], 16)  # a set of millions of numbers takes less room than one of texts
        if sha256 in self.forgotten:
            self.report.forgotten += 1
        elif number in seen:
            self.report.duplicates += 1
        elif stored_version(self.db, sha256) == version:
            self.report.skipped += 1
        elif not self.retry and refused_by(self.db, sha256, version):
            self.report.refused_before += 1
        else:
            seen.add(number)
            return False
        seen.add(number)
        return True

    def begin(self) -> None:
        """Load what reading needs and record the run, at the first file that is read."""
        if self.id is None:
            self.prepare()
            with storage_errors(self.report.database):
                self.id = start_run(self.db, program_version(), {name: version_of(name) for name in PACKAGES})

    def store(self, found: Found, result: bytes | DocumentError) -> None:
        """Store what a document said, or put it into quarantine."""
        if isinstance(result, DocumentError):
            return self.refuse(found, result)
        try:
            minutes = from_bytes(result)
            if minutes.document.sha256 != found.sha256:
                raise Unexpected("The reader answered for another file.", stage="contract")
            self.write(found, minutes)
        except DocumentError as error:
            return self.refuse(found, error)
        self.report.stored += 1
        self.report.pages += len(minutes.document.pages.pages)
        self.progress(self.report)

    def write(self, found: Found, minutes: Minutes) -> None:
        try:
            with storage_errors(self.report.database):
                store_minutes(
                    self.db,
                    minutes,
                    version=found.version,
                    path=os.path.abspath(found.path),
                    organisation=found.source.organisation,
                    body=found.source.body,
                    source_url=found.source.source_url,
                    sample=found.source.sample,
                    run=self.id,
                )
        except ReferatError:
            raise
        except Exception as error:  # a mistake of ours in one document never ends a run
            raise Unexpected(f"{type(error).__name__}: {error}", stage="store") from error

    def refuse(self, found: Found, error: DocumentError) -> None:
        with storage_errors(self.report.database):
            quarantine_document(
                self.db,
                error,
                filename=found.path.name,
                version=found.version,
                sha256=found.sha256 or None,
                path=os.path.abspath(found.path),
                run=self.id,
            )
        self.report.refusals.append(Refusal(found.path, error))
        self.progress(self.report)

    def end(self) -> None:
        if self.id is None:
            return
        with storage_errors(self.report.database):
            end_run(
                self.db,
                self.id,
                stored=self.report.stored,
                skipped=self.report.skipped + self.report.duplicates,
                quarantined=len(self.report.refusals),
                pages=self.report.pages,
            )


def stamp_of(path: Path) -> Stamp:
    """What the folder says of a file. Raises DocumentError when it is no file or cannot be seen."""
    try:
        about = path.stat()
    except OSError as error:
        raise DocumentError(f"The file cannot be opened: {error.strerror}.", stage="open") from error
    return checked(about)


def checked(about: os.stat_result) -> Stamp:
    if not stat.S_ISREG(about.st_mode):
        raise DocumentError("Not an ordinary file.", stage="open")
    if about.st_size > LARGEST:
        raise DocumentError(f"The file has {about.st_size >> 20} MB; the limit is {LARGEST >> 20} MB.", stage="open")
    return Stamp.of(about)


def read_file(path: Path) -> tuple[bytes, Stamp]:
    """The bytes of a file, and what was said of it meanwhile.

    Raises DocumentError when it is no file, too large, may not be read, or changes while it is read.
    """
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:  # a pipe must not block
            before = checked(os.fstat(file.fileno()))
            data = file.read(before.size)
            after = Stamp.of(os.fstat(file.fileno()))
    except OSError as error:
        raise DocumentError(f"The file cannot be opened: {error.strerror}.", stage="open") from error
    if after != before or len(data) != before.size:
        raise DocumentError("The file changed while it was read.", stage="open")
    return data, before
