"""changes.csv: which rows came, went or changed since the export that lay in the folder.

Both lists of rows are sorted by key, so that they are read side by side. Where nothing changed, the list of the last
change stays: the same data exported twice gives the same bytes.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.export.files import SUMS, Folder, read_sums, sha256
from pipeline.store.describe import Schema

NAME = "changes.csv"
HEAD = ("table", "key", "change", "columns")
PARTED = "|"
"""Between the parts of a key that has several, and between columns."""

Line = dict[str, str]


def write_changes(schemas: Iterable[Schema], folder: Folder) -> None:
    """`change` is added, removed or changed, with the columns that differ; columns that only one export has are not
    compared. Without an earlier export there is nothing to tell."""
    schemas = list(schemas)
    before = read_sums(folder.old(SUMS))
    names = [f"{schema.name}.csv" for schema in schemas]
    is_same = all(before.get(name) == sha256(folder.new(name)) for name in names)
    new = folder.new(NAME)
    if is_same and folder.old(NAME).is_file():
        shutil.copyfile(folder.old(NAME), new)
        return
    with new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEAD)
        if before:
            for schema in schemas:
                name = f"{schema.name}.csv"
                if schema.key and before.get(name) != sha256(folder.new(name)):
                    writer.writerows(compare(schema, folder.old(name), folder.new(name)))


def compare(schema: Schema, old_path: Path, new_path: Path) -> Iterator[tuple[str, str, str, str]]:
    """The rows of changes.csv for one table; `old_path` may not be there."""
    kinds = {field.name: field.type for field in schema.fields}

    def key_of(line: Line) -> tuple[int | str, ...]:
        return tuple(int(line[name]) if kinds[name] == "integer" else line[name] for name in schema.key)

    def told(line: Line, change: str, columns: Iterable[str] = ()) -> tuple[str, str, str, str]:
        return schema.name, PARTED.join(line[name] for name in schema.key), change, PARTED.join(columns)

    old_lines, new_lines = _lines(old_path, schema), _lines(new_path, schema)
    old, new = next(old_lines, None), next(new_lines, None)
    while old or new:
        if new is None or (old and key_of(old) < key_of(new)):
            assert old
            yield told(old, "removed")
            old = next(old_lines, None)
        elif old is None or key_of(new) < key_of(old):
            yield told(new, "added")
            new = next(new_lines, None)
        else:
            if differing := [name for name in new if old.get(name, new[name]) != new[name]]:
                yield told(new, "changed", differing)
            old, new = next(old_lines, None), next(new_lines, None)


def _lines(path: Path, schema: Schema) -> Iterator[Line]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if set(schema.key) <= set(reader.fieldnames or ()):  # another key: nothing to compare by
            yield from reader
