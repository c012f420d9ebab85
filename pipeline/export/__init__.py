"""The snapshot as files for other programs.

    decisions.csv ...     one file a table: RFC 4180, UTF-8, comma, CRLF, decimal point, dates as YYYY-MM-DD, empty for
                          a missing value; the exact text, also where a spreadsheet would run it as a formula
    excel/decisions.csv   the same rows for Danish Excel: byte order mark, semicolon, decimal comma, formulas defused
    referater.xlsx        the tables that people read, a sheet each
    parquet/              the same rows with types, where pyarrow is installed
    datapackage.json      a Frictionless tabular data package
    kodebog.md, codebook.md, codebook.csv
                          every column and code, in Danish and English
    changes.csv           rows that came, went or changed since the export that lay in the folder
    CITATION.cff, README.md, SHA256SUMS

Rows are sorted by their key and columns stand in the order of the data dictionary; no file tells when it was written.
So the same data gives the same bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.export import about, changes, codebook, columnar, excel, package, plain, workbook
from pipeline.export.files import Folder, Sink
from pipeline.store.database import storage_errors
from pipeline.store.describe import INTERNAL, Schema, table_schema
from pipeline.store.dictionary import TABLES
from pipeline.store.published import refuse_working


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows by table, and in words what was left out."""

    rows: dict[str, int]
    left_out: tuple[str, ...]


def export_snapshot(db_path: Path, out_dir: Path, *, parquet: bool | None = None) -> Exported:
    """Write the snapshot at `db_path` as files into `out_dir`; `parquet` None is where pyarrow is installed.

    A file is replaced when its new content is whole. Raises StorageError if there is no snapshot, the folder is not
    writable, or Parquet is asked for and pyarrow is not there.
    """
    if not db_path.exists():
        raise StorageError(f"{db_path} does not exist: run `referat publish` first")
    refuse_working(db_path)
    if parquet and not columnar.is_available():
        raise StorageError("Parquet needs pyarrow: pip install 'referat[parquet]'")
    parquet = columnar.is_available() if parquet is None else parquet
    with storage_errors(out_dir), Folder(out_dir) as folder, _read(db_path) as db:
        if missing := _missing(db):
            raise StorageError(
                f"{db_path} has no {missing}, as one made by another version: run `referat publish` again"
            )
        schemas = [table_schema(db, table) for table in TABLES]
        rows = _write_tables(db, schemas, folder, parquet=parquet)
        changes.write_changes(schemas, folder)
        codebook.write_codebooks(schemas, folder)
        package.write_package(schemas, folder)
        about.write_about(db, folder)
        folder.finish()
    left_out = () if parquet else ("Parquet (pip install 'referat[parquet]')",)
    return Exported(rows, left_out)


@contextmanager
def _read(db_path: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(f"{db_path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        yield db
    finally:
        db.close()


def _missing(db: sqlite3.Connection) -> str:
    """A table or column that the data dictionary tells of and this snapshot does not have; '' when there is none."""
    for table, text in TABLES.items():
        columns = {row[1] for row in db.execute(f"PRAGMA table_xinfo({table})")}
        for name in text.columns:
            if name not in columns and (table, name) not in INTERNAL:
                return f"{table}.{name}"
    return ""


def _write_tables(db: sqlite3.Connection, schemas: list[Schema], folder: Folder, *, parquet: bool) -> dict[str, int]:
    """Every row is read once and given to each format."""
    rows = {}
    with workbook.open_book(folder, [schema.name for schema in schemas]) as book:
        for schema in schemas:
            columns = ", ".join(f'"{field.name}"' for field in schema.fields)
            order = ", ".join(f'"{column}"' for column in schema.key) or columns
            with ExitStack() as stack:
                sinks: list[Sink] = [
                    stack.enter_context(plain.open_csv(folder, schema)),
                    stack.enter_context(excel.open_csv(folder, schema)),
                    *book.open_sheet(schema),
                ]
                if parquet:
                    sinks.append(stack.enter_context(columnar.open_parquet(folder, schema)))
                rows[schema.name] = 0
                for row in db.execute(f"SELECT {columns} FROM {schema.name} ORDER BY {order}"):
                    rows[schema.name] += 1
                    for sink in sinks:
                        sink(row)
    return rows
