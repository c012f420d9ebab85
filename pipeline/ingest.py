"""A folder of documents into the working database: what was read is skipped, the rest is read in child processes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version as version_of
from pathlib import Path
from sqlite3 import Connection
from time import monotonic, time_ns

from pipeline.answers import SAME, Told, kept_task, unpack_answer
from pipeline.cluster import read_on_cluster
from pipeline.contract import from_bytes
from pipeline.corrections import FOLDER, Correction, read_corrections
from pipeline.errors import DocumentError, ReferatError, Unexpected
from pipeline.files import read_file, stamp_of
from pipeline.known import Known, Standing, opened
from pipeline.link import link_archive
from pipeline.minutes import Minutes
from pipeline.report import Refusal, Report
from pipeline.run import language, linking_version, parse_to_bytes, program_version
from pipeline.sources import Source, source_of
from pipeline.store.corrections import settle_corrections, sync_corrections
from pipeline.store.database import end_run, hold_database, start_run, storage_errors, transaction
from pipeline.store.places import note_place, unchanged_sha256, vanished_files
from pipeline.store.write import quarantine_document, store_minutes
from pipeline.vetting import amending
from pipeline.worker import Limits, Task, read_isolated

PACKAGES = ("pypdfium2", "pdfplumber", "spacy", "sqlite-utils")


@dataclass(frozen=True, slots=True)
class Found:
    """A file in hand: where it lies, what is said of it, and the version that reads it."""

    path: Path
    source: Source
    version: str
    sha256: str
    from_kept: bool = False  # whether what was kept of it is read, not the PDF


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
    cluster: str | None = None,
    corrections: Path = FOLDER,
    read: Callable[[bytes, str], bytes] = parse_to_bytes,
    prepare: Callable[[], object] = language,
) -> Report:
    """Read `files` in `workers` processes and store each in one transaction; `progress` is told after each.

    Documents that were once in one of the `folders`, of which `files` are all PDFs, and are nowhere now, are reported.
    `prepare` is called once before the first process forks, if there is anything to read. Once `stopped()` is true the
    documents in hand are finished. With `cluster`, the address of a dask scheduler, its workers read in place of
    processes of this machine. Documents that new or withdrawn `corrections` reach are read too. With `retry`, what this
    version refused before is tried again. Raises StorageError, CorrectionError, and DatabaseBusy when another run holds
    the database.
    """
    report, begun = Report(database), monotonic()
    rows = read_corrections(corrections)
    with hold_database(database), opened(database) as (db, kept):
        files = [*files, *_reached(db, rows, files)]
        run = Run(db, Known(db, kept, retry=retry), report, progress, prepare, stopped, rows)
        for tasks in (run.unread(files), run.from_pdf()):
            if cluster:
                answers = read_on_cluster(cluster, tasks, read_here=report.read_here, stopped=stopped)
            else:
                answers = read_isolated(read, tasks, workers=workers, limits=limits, stopped=stopped)
            for found, result in answers:
                run.store(found, result)
        report.seconds = monotonic() - begun
        report.interrupted = stopped() and report.done < len(files)
        run.end()
        if not report.interrupted:
            report.linked = link_archive(db, linking_version())
            with transaction(db):
                report.stale_corrections = settle_corrections(db)
            with storage_errors(database):
                report.vanished = vanished_files(db, folders)
    return report


def _reached(db: Connection, corrections: Sequence[Correction], files: Sequence[Path]) -> list[Path]:
    """The files, beside `files`, of the documents that new or withdrawn corrections reach."""
    with transaction(db):
        places = sync_corrections(
            db,
            [(one.id, place, one.action, one.row, one.quote, one.value, one.who, one.why, one.date)
             for place, one in enumerate(corrections, 1)],
        )  # fmt: skip
    given = {os.path.abspath(path) for path in files}
    return [Path(place) for place in places if place not in given and os.path.exists(place)]


class Run:
    """One run over many files, as the single writer of the database."""

    def __init__(
        self,
        db: Connection,
        known: Known,
        report: Report,
        progress: Callable[[Report], None],
        prepare: Callable[[], object],
        stopped: Callable[[], bool],
        corrections: Sequence[Correction],
    ) -> None:
        self.db = db
        self.known = known
        self.report = report
        self.progress = progress
        self.prepare = prepare
        self.stopped = stopped
        self.corrections = corrections
        self.id: str | None = None
        self.unusable: list[Found] = []  # kept, but to be read from their PDFs

    def unread(self, files: list[Path]) -> Iterator[Task[Found]]:
        """What is to be read, each kind of bytes once: kept answers, else PDFs. The other files are counted."""
        seen: set[int] = set()
        for path in files:
            if self.stopped():
                return
            source = source_of(path)
            version = ".sources.".join(filter(None, (program_version(), source.fingerprint)))
            found = Found(path, source, version, "")
            try:
                sha256, data = self.identify(path)
                if not self.is_known(sha256, version, seen):
                    self.begin()
                    yield self.task(replace(found, sha256=sha256), data)
                    continue
            except DocumentError as error:
                self.refuse(found, error)
                continue
            self.progress(self.report)

    def task(self, found: Found, data: bytes | None) -> Task[Found]:
        kept = self.known.kept_answer(found.sha256, found.version)
        if kept is None:
            return Task(found, found.path.name, data or self.read(found.path)[1])
        answer, compare, check = kept
        data = kept_task(answer, found.sha256, compare=compare, check=check)
        return Task(replace(found, from_kept=True), found.path.name, data)

    def from_pdf(self) -> Iterator[Task[Found]]:
        """The PDFs of documents whose kept answers could not be used."""
        for found in self.unusable:
            if self.stopped():
                return
            try:
                yield Task(replace(found, from_kept=False), found.path.name, self.read(found.path)[1])
            except DocumentError as error:
                self.refuse(found, error)

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
        if number in seen:
            self.report.duplicates += 1
            return True
        standing = self.known.standing(sha256, version)
        self.report.forgotten += standing is Standing.FORGOTTEN
        self.report.skipped += standing is Standing.STORED
        self.report.unchanged += standing is Standing.UNCHANGED
        self.report.refused_before += standing is Standing.REFUSED
        if standing is not Standing.FORGOTTEN:
            seen.add(number)
        return standing is not Standing.NEW

    def begin(self) -> None:
        """Load what reading needs and record the run, at the first file that is read."""
        if self.id is None:
            self.prepare()
            with storage_errors(self.report.database):
                self.known.keep_rules()
                self.id = start_run(self.db, program_version(), {name: version_of(name) for name in PACKAGES})

    def store(self, found: Found, result: bytes | DocumentError) -> None:
        """Store what a document said, or put it into quarantine."""
        if found.from_kept and isinstance(result, DocumentError):
            self.unusable.append(found)
            return None
        if isinstance(result, DocumentError):
            return self.refuse(found, result)
        try:
            answer, told = unpack_answer(result)
            if found.from_kept and answer == SAME:
                return self.store_same(found, told)
            minutes = from_bytes(answer)
            if minutes.document.sha256 != found.sha256:
                raise Unexpected("The reader answered for another file.", stage="contract")
            self.write(found, minutes)
        except DocumentError as error:
            return self.refuse(found, error)
        if told is not None:
            self.known.kept.keep(found.sha256, found.version, answer, told.letters, told.findings)
        self.report.stored += 1
        self.report.pages += len(minutes.document.pages.pages)
        self.progress(self.report)

    def store_same(self, found: Found, told: Told | None) -> None:
        """Note that what is stored is what this version reads, though it may have found it otherwise."""
        if told is not None:
            self.known.kept.renew(found.sha256, told.letters, told.findings)
        self.known.raise_version(found.sha256, found.version)
        self.report.unchanged += 1
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
                    amend=amending(self.corrections),
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
        self.report.refusals.append(Refusal(found.path, error.with_traceback(None)))  # which holds what was in hand
        self.progress(self.report)

    def end(self) -> None:
        self.known.settle()
        if self.id is None:
            return
        with storage_errors(self.report.database):
            end_run(
                self.db,
                self.id,
                stored=self.report.stored,
                skipped=self.report.skipped + self.report.unchanged + self.report.duplicates,
                quarantined=len(self.report.refusals),
                pages=self.report.pages,
            )
