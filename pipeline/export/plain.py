"""Canonical CSV (RFC 4180): the exact text, for programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.export.files import Folder, Sink
from pipeline.store.describe import Schema


@contextmanager
def open_csv(folder: Folder, schema: Schema) -> Iterator[Sink]:
    with folder.new(f"{schema.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([field.name for field in schema.fields])
        yield writer.writerow
