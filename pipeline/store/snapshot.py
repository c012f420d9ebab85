"""The published database: a copy is masked, VACUUM INTO writes the masked rows to a new file, and only that is shown.

The unmasked copy lies beside the working database and is removed; the new file takes the old one's place in one step.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.policy import Policy
from pipeline.store import ledger
from pipeline.store.covers import cover_images, keep_printed
from pipeline.store.database import open_database, storage_errors
from pipeline.store.dictionary import TABLES, WORKING_ONLY
from pipeline.store.item_search import TEXTS, build_item_search
from pipeline.store.masking import mask_tables
from pipeline.store.page_images import PageImage, document_paths, name_images
from pipeline.store.publications import remove_with_journals, report_path, unmasked_path
from pipeline.store.published import refuse_overwriting
from pipeline.store.rules import store_rules
from pipeline.store.snapshot_indexes import SNAPSHOT_INDEXES, SUPERSEDED_INDEXES
from pipeline.store.summaries import store_summaries
from pipeline.store.table_search import build_table_search, know_terms
from pipeline.store.unseen import Eyes, Looked, withhold_unseen
from pipeline.store.withhold import (
    withhold_closed,
    withhold_corrections,
    withhold_editions,
    withhold_persons,
    withhold_places,
    withhold_samples,
)

COUNTS = """SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM meetings),
    (SELECT count(*) FROM decisions WHERE scope = 'this_meeting'),
    (SELECT count(*) FROM decisions WHERE scope != 'this_meeting')"""
SORTING_KIB = 128 << 10
"""Memory for sorting what goes into an index."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a snapshot holds, as counts by kind what was held back (`privacy.json`), and which images it names."""

    documents: int
    meetings: int
    decisions: int
    """Those that the meetings made themselves, which the site counts."""
    reported_decisions: int
    """Those of other meetings and bodies that minutes report."""
    held_back: dict[str, int]
    by_document: dict[str, dict[str, int]]
    images: tuple[PageImage, ...] = ()

    def report(self) -> dict[str, object]:
        """What `privacy.json` tells: counts only."""
        return {
            "documents": self.documents,
            "meetings": self.meetings,
            "decisions": self.decisions,
            "reported_decisions": self.reported_decisions,
            "held_back": self.held_back,
            "by_document": self.by_document,
        }


def publish_snapshot(
    db_path: Path,
    out_path: Path,
    *,
    samples: bool = True,
    policy: Policy | None = None,
    eyes: Eyes | None = None,
    when_whole: Callable[[], None] = lambda: None,
) -> Published:
    """Write the snapshot of the working database at `db_path` to `out_path`, and `privacy.json` beside it.

    Without `eyes` no PDF is looked at: nothing is known of hidden text, and a page of which something is held back has
    no image. The operator's report lies beside the working database, `NAME.privacy.csv`. `when_whole` is called when
    the new file is made and just before it takes the old one's place.

    Raises StorageError if there is no working database, `out_path` is another file than a snapshot, the disk is full
    or a folder not writable; what lay at `out_path` is then still there.
    """
    if not db_path.exists():
        raise StorageError(f"{db_path} does not exist: run `referat ingest` first")
    refuse_overwriting(db_path, out_path)
    new_path = out_path.with_name(f"{out_path.name}.new")
    with storage_errors(out_path), _copy(db_path) as db:
        out_path.parent.mkdir(parents=True, exist_ok=True)
        paths = document_paths(db)
        images = _hold_back(db, samples, policy or Policy(), eyes)
        new_path.unlink(missing_ok=True)
        db.execute("VACUUM INTO ?", (str(new_path),))
        try:
            published = replace(_finish(new_path), images=tuple(images))
            ledger.write_report(db, report_path(db_path), paths)
            report = out_path.with_name("privacy.json")
            report.write_text(json.dumps(published.report(), indent=2) + "\n", encoding="utf-8")
            when_whole()
            os.replace(new_path, out_path)
        finally:
            remove_with_journals(new_path)
    return published


@contextmanager
def _copy(db_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the working database that its owner alone can read, gone afterwards."""
    copy_path = unmasked_path(db_path)
    remove_with_journals(copy_path)
    os.close(os.open(copy_path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    db = sqlite3.connect(copy_path, isolation_level=None)
    try:
        source = open_database(db_path)
        try:
            source.backup(db)
        finally:
            source.close()
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = ON")
        yield db
    finally:
        db.close()
        remove_with_journals(copy_path)


def _hold_back(db: sqlite3.Connection, samples: bool, policy: Policy, eyes: Eyes | None) -> list[PageImage]:
    """Take out of the copy what must not be published; gives the images that its pages are to have."""
    if not samples:
        withhold_samples(db)
    looked = withhold_unseen(db, eyes, policy) if eyes else Looked({}, frozenset())
    db.execute("BEGIN")
    files = {key: (sha256, path) for key, sha256, path in db.execute("SELECT id, sha256, path FROM documents") if path}
    keep_printed(db)
    store_rules(db)
    ledger.enter_policy(db, policy)
    withhold_closed(db, policy)
    withhold_editions(db)
    withhold_corrections(db)
    withhold_persons(db)
    mask_tables(db, policy)
    withhold_places(db)
    covers = cover_images(db, files, looked, policy, eyes.lines if eyes else None)
    images = name_images(db, {key: path for key, (_, path) in files.items()}, covers)
    store_summaries(db)
    for index in SUPERSEDED_INDEXES:
        db.execute(f"DROP INDEX {index}")
    db.execute("COMMIT")
    return images


def _describe(db: sqlite3.Connection) -> None:
    """Let the file tell in Danish what its tables and columns hold; a table's own row has no column name."""
    db.execute(
        "CREATE TABLE descriptions (table_name TEXT NOT NULL, column_name TEXT NOT NULL, label TEXT NOT NULL,"
        " description TEXT NOT NULL, PRIMARY KEY (table_name, column_name))"
    )
    for table, text in (TABLES | TEXTS).items():
        rows = [("", text.label, text.description), *((column, "", words) for column, words in text.columns.items())]
        shown = [(table, *row) for row in rows if (table, row[0]) not in WORKING_ONLY]
        db.executemany("INSERT INTO descriptions VALUES (?, ?, ?, ?)", shown)


def _finish(path: Path) -> Published:
    """Give the new file its indexes and let everyone read it."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute(f"PRAGMA cache_size = -{SORTING_KIB}")
        db.execute("PRAGMA synchronous = OFF")  # nobody reads it yet: it is written out at the end
        db.execute("BEGIN")
        for number, columns in enumerate(SNAPSHOT_INDEXES):
            db.execute(f"CREATE INDEX filter_{number} ON {columns}")
        know_terms(db)
        build_table_search(db)
        build_item_search(db)
        _describe(db)
        db.execute("COMMIT")
        db.execute("ANALYZE")
        documents, meetings, decisions, reported = db.execute(COUNTS).fetchone()
        held_back = ledger.totals(db), ledger.by_document(db)
        published = Published(documents, meetings, decisions, reported, *held_back)
    finally:
        db.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.chmod(0o644)
    return published
