"""What is known of a file's bytes before they are read: stored, refused, forgotten, and whether new rules reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from functools import cache
from pathlib import Path
from sqlite3 import Connection

from pipeline.answers import Check
from pipeline.fingerprints import extractor_fingerprint, parser_fingerprint
from pipeline.rule_changes import ONE_READER, Change, change_between, changed_files, rule_files
from pipeline.rules import rules_fingerprint
from pipeline.store.database import open_database, refused_with, stored_version, transaction
from pipeline.store.forget import forgotten_documents
from pipeline.store.kept import KeptPages

BATCH = 1000  # documents to a transaction that only says which version they are as of
BEFORE_RULES = ("open", "extract")  # stages that fail whatever the rules


@contextmanager
def opened(database: Path) -> Iterator[tuple[Connection, KeptPages]]:
    """The working database and what is kept beside it."""
    db = open_database(database)
    try:
        kept = KeptPages(database, extractor_fingerprint(), parser_fingerprint())
        try:
            yield db, kept
        finally:
            kept.close()
    finally:
        db.close()


class Standing(Enum):
    """What the archive knows of a file's bytes, as far as this version goes."""

    NEW = auto()
    STORED = auto()
    UNCHANGED = auto()  # stored under other rules, and these find the same in it
    REFUSED = auto()
    FORGOTTEN = auto()


class Known:
    """The documents of a working database, as a run meets them."""

    def __init__(self, db: Connection, kept: KeptPages, *, retry: bool) -> None:
        self.db = db
        self.kept = kept
        self.retry = retry
        self.forgotten = forgotten_documents(db)
        self.raised: list[tuple[str, str]] = []  # (version, sha256) of documents, to be written
        self.change_since: Callable[[str], Change] = cache(self._change_since)
        self.files_since: Callable[[str], frozenset[str] | None] = cache(self._files_since)

    def standing(self, sha256: str, version: str) -> Standing:
        """What is known of the document as of a version (program, rules and sources)."""
        if sha256 in self.forgotten:
            return Standing.FORGOTTEN
        stored = stored_version(self.db, sha256)
        if stored == version:
            return Standing.STORED
        if stored is not None and self._reads_as_before(sha256, stored, version):
            self.raise_version(sha256, version)
            return Standing.UNCHANGED
        if not self.retry and (refused := refused_with(self.db, sha256)):
            before, stage = refused
            if before == version or (stage in BEFORE_RULES and apart_from_rules(before) == apart_from_rules(version)):
                return Standing.REFUSED
        return Standing.NEW

    def kept_answer(self, sha256: str, version: str) -> tuple[bytes, bool, Check | None] | None:
        """What a reader once said of the document; whether that is what is stored, so that it need not be again; and
        what may be looked at first to tell that it would be."""
        found = self.kept.answer(sha256)
        if found is None:
            return None
        answer, kept_version = found
        stored = stored_version(self.db, sha256)
        compare = stored == kept_version and apart_from_rules(kept_version) == apart_from_rules(version)
        changed = self.files_since(rules_of(kept_version)) if compare else None
        findings = self.kept.findings(sha256) if changed and changed <= ONE_READER.keys() else b""
        return answer, compare, Check(changed, findings) if changed and findings else None

    def raise_version(self, sha256: str, version: str) -> None:
        """Say that a stored document is as this version would read it; written in batches."""
        self.raised.append((version, sha256))
        if len(self.raised) >= BATCH:
            self.settle()

    def settle(self) -> None:
        """Write the versions that are still to be written."""
        if self.raised:
            with transaction(self.db):
                self.db.executemany("UPDATE documents SET version = ? WHERE sha256 = ?", self.raised)
            self.kept.raise_versions(self.raised)
            self.raised.clear()

    def _reads_as_before(self, sha256: str, before: str, version: str) -> bool:
        if apart_from_rules(before) != apart_from_rules(version):
            return False
        change = self.change_since(rules_of(before))
        if change.everything:
            return False
        letters = self.kept.letters(sha256)
        return letters is not None and not change.reaches(letters)

    def _change_since(self, fingerprint: str) -> Change:
        old = self.kept.rules(fingerprint)
        return Change(everything=True) if old is None else change_between(old, rule_files())

    def _files_since(self, fingerprint: str) -> frozenset[str] | None:
        old = self.kept.rules(fingerprint)
        return None if old is None else changed_files(old, rule_files())

    def keep_rules(self) -> None:
        """Keep the rules of this version, to tell later what has changed in them."""
        self.kept.keep_rules(rules_fingerprint(), rule_files())


def rules_of(version: str) -> str:
    """The fingerprint of the rules in a version: "0.1.0+rules.1a2b3c4d.sources.5e6f7a8b"."""
    return version.partition("+rules.")[2].partition(".")[0]


def apart_from_rules(version: str) -> tuple[str, str]:
    """Program and sources of a version."""
    program, _, rest = version.partition("+rules.")
    return program, rest.partition(".")[2]
