"""The snapshot as files for other programs: CSV with a Frictionless data package, a codebook and checksums.

CSV is RFC 4180 in UTF-8: comma, CRLF, quotes only where needed, empty for a missing value, dates as YYYY-MM-DD,
decimal point. Rows are sorted by their key and columns stand in the order of the data dictionary, so that the same
data gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.store.database import storage_errors
from pipeline.store.describe import Field, Schema, table_schema
from pipeline.store.dictionary import TABLES
from pipeline.store.labels import LOOKUPS
from pipeline.store.published import refuse_working


def export_csv(db_path: Path, out_dir: Path) -> dict[str, int]:
    """Write every table and `decisions_full` of the snapshot at `db_path` into `out_dir`; gives the rows by table.

    Beside the CSV files stand `datapackage.json`, `codebook.csv` and `SHA256SUMS`. Raises StorageError if there is no
    snapshot or the folder is not writable.
    """
    if not db_path.exists():
        raise StorageError(f"{db_path} does not exist: run `referat publish` first")
    refuse_working(db_path)
    with storage_errors(out_dir):
        out_dir.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(f"{db_path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            schemas = [table_schema(db, table) for table in TABLES]
            rows = {schema.name: _write_table(db, schema, out_dir) for schema in schemas}
        finally:
            db.close()
        _write(out_dir / "codebook.csv", _codebook(schemas))
        package = json.dumps(data_package(schemas), ensure_ascii=False, indent=2) + "\n"
        _replace(out_dir / "datapackage.json", package.encode())
        names = sorted([*(f"{schema.name}.csv" for schema in schemas), "codebook.csv", "datapackage.json"])
        sums = "".join(f"{_sha256(out_dir / name)}  {name}\n" for name in names)
        _replace(out_dir / "SHA256SUMS", sums.encode())
    return rows


def data_package(schemas: Iterable[Schema]) -> dict[str, object]:
    """The Frictionless data package of the exported tables."""
    return {
        "name": "referater",
        "title": "Beslutninger fra referater",
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": schema.name.replace("_", "-"),
                "path": f"{schema.name}.csv",
                "title": TABLES[schema.name].label,
                "description": TABLES[schema.name].description,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
                "schema": {
                    "fields": [_field(field) for field in schema.fields],
                    "primaryKey": list(schema.key),
                    "foreignKeys": [
                        {
                            "fields": list(columns),
                            "reference": {"resource": other.replace("_", "-"), "fields": list(targets)},
                        }
                        for columns, other, targets in schema.links
                    ],
                    "missingValues": [""],
                },
            }
            for schema in schemas
        ],
    }


def _field(field: Field) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if field.required else {}
    if field.codes:
        constraints["enum"] = [code for code, _, _ in LOOKUPS[field.codes]]
    truths = {"trueValues": ["1"], "falseValues": ["0"]} if field.type == "boolean" else {}
    return {
        "name": field.name,
        "type": field.type,
        "description": field.description,
        **truths,
        **({"constraints": constraints} if constraints else {}),
    }


def _write_table(db: sqlite3.Connection, schema: Schema, out_dir: Path) -> int:
    columns = ", ".join(f'"{field.name}"' for field in schema.fields)
    order = ", ".join(f'"{column}"' for column in schema.key)
    header = tuple(field.name for field in schema.fields)
    rows = db.execute(f"SELECT {columns} FROM {schema.name} ORDER BY {order}")
    return _write(out_dir / f"{schema.name}.csv", (header, *rows)) - 1


def _codebook(schemas: Iterable[Schema]) -> Iterable[tuple[object, ...]]:
    """One row for each column, and one for each code it may hold."""
    yield ("table", "table_label", "column", "type", "description", "code", "code_label", "code_description")
    for schema in schemas:
        for field in schema.fields:
            start = (schema.name, TABLES[schema.name].label, field.name, field.type, field.description)
            yield (*start, "", "", "")
            for code in LOOKUPS.get(field.codes or "", ()):
                yield (*start, *code)


def _write(path: Path, rows: Iterable[tuple[object, ...]]) -> int:
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        written = sum(1 for _ in map(writer.writerow, rows))
    os.replace(new, path)
    return written


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    os.replace(new, path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
