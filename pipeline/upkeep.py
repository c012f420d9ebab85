"""What is done to a working database beside reading into it: linking all anew, releasing and forgetting."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import StorageError
from pipeline.known import opened
from pipeline.link import Linked, link_archive
from pipeline.run import linking_version
from pipeline.store.database import hold_database, open_database
from pipeline.store.decided import forget_item, release_item
from pipeline.store.forget import Forgotten, empty_free_pages, find_sha256, forget_document
from pipeline.store.publications import remove_derived


def link(database: Path) -> Linked:
    """Work out all links of the working database anew. Raises StorageError if there is none, DatabaseBusy."""
    refuse_missing(database)
    with hold_database(database):
        db = open_database(database)
        try:
            return link_archive(db, linking_version(), everything=True)
        finally:
            db.close()


def forget(database: Path, given: str) -> Forgotten:
    """Remove the document whose sha256 begins with `given` for good.

    Raises StorageError if there is no database, UnknownDocument, DatabaseBusy.
    """
    refuse_missing(database)
    with hold_database(database), opened(database) as (db, kept):
        forgotten = forget_document(db, find_sha256(db, given))
        kept.forget(forgotten.sha256)
        link_archive(db, linking_version())
        empty_free_pages(db, database)
    remove_derived(database)
    return forgotten


def forget_one(database: Path, item: str) -> None:
    """Remove an agenda item for good. Raises StorageError if there is no database, UnknownItem, DatabaseBusy."""
    refuse_missing(database)
    with hold_database(database), opened(database) as (db, kept):
        for sha256 in sorted(forget_item(db, item)):
            kept.forget(sha256)
        link_archive(db, linking_version())
        empty_free_pages(db, database)
    remove_derived(database)


def release(database: Path, item: str) -> None:
    """Let a closed item be published. Raises StorageError if there is no database, UnknownItem, DatabaseBusy."""
    refuse_missing(database)
    with hold_database(database), opened(database) as (db, _):
        release_item(db, item)


def refuse_missing(database: Path) -> None:
    if not database.exists():
        raise StorageError(f"{database} does not exist: run `referat ingest` first")
