"""Parquet: the same rows with types, for pandas, Polars, DuckDB, R and Spark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from typing import Any

from pipeline.export.files import Folder, Row, Sink
from pipeline.store.describe import Field, Schema

BATCH = 50_000


def is_available() -> bool:
    """Whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


@contextmanager
def open_parquet(folder: Folder, schema: Schema) -> Iterator[Sink]:
    """A file whose columns carry their description as metadata."""
    import pyarrow as arrow  # an extra: tens of megabytes
    from pyarrow import parquet

    kinds = {
        "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_(), "date": arrow.date32(),
    }  # fmt: skip
    fields = arrow.schema(
        [
            arrow.field(
                field.name,
                kinds.get(field.type, arrow.string()),
                nullable=not field.required,
                metadata={"description": field.description},
            )
            for field in schema.fields
        ]
    )
    rows: list[Row] = []

    def flush() -> None:
        columns = zip(*rows, strict=True) if rows else ([] for _ in schema.fields)
        arrays = [
            arrow.array([_value(value, field) for value in column], type=kind.type)
            for column, field, kind in zip(columns, schema.fields, fields, strict=True)
        ]
        writer.write_batch(arrow.record_batch(arrays, schema=fields))
        rows.clear()

    def write(row: Row) -> None:
        rows.append(row)
        if len(rows) == BATCH:
            flush()

    with parquet.ParquetWriter(folder.new(f"parquet/{schema.name}.parquet"), fields, compression="zstd") as writer:
        yield write
        flush()


def _value(value: Any, field: Field) -> object:
    if value is None:
        return None
    if field.type == "date":
        return date.fromisoformat(value)
    if field.type == "boolean":
        return bool(value)
    return str(value) if field.type == "string" else value
