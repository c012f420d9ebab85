"""Tables of the working database that no reader sees: where files lie, what was done, what is never to come back."""

from __future__ import annotations

PLACES = """
CREATE TABLE _files (
    path BLOB PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    changed INTEGER NOT NULL, inode INTEGER NOT NULL, read INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE _events (
    id INTEGER PRIMARY KEY, time TEXT NOT NULL, run_id TEXT, event TEXT NOT NULL, sha256 TEXT, detail TEXT
);
CREATE TABLE _forgotten (sha256 TEXT PRIMARY KEY, time TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX _files_sha256 ON _files(sha256);
CREATE INDEX quarantine_sha256 ON quarantine(sha256);
CREATE INDEX quarantine_path ON quarantine(path);
DELETE FROM quarantine WHERE sha256 IS NULL;
"""
"""Where the files lie (`pipeline.store.places`), what was done to which document, written with it, and what is never to
come back. None is published. Files that could not be opened are refused anew at the next run, under a place that no
longer depends on the folder one stands in."""
