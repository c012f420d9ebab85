"""Can a stranger load the export, check it and read what each column means?"""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
import sys
from pathlib import Path

import pytest

from pipeline.errors import StorageError
from pipeline.export import export_snapshot
from pipeline.store.describe import data_dictionary
from pipeline.store.dictionary import TABLES

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
from made import KEY

ROOT = Path(__file__).parents[2]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_table_is_a_file_with_its_rows(snapshot: Path, tmp_path: Path) -> None:
    rows = export_snapshot(snapshot, tmp_path / "out").rows
    assert set(rows) == set(TABLES)
    for table, count in rows.items():
        assert len(read(tmp_path / "out" / f"{table}.csv")) == count, table
    decisions = read(tmp_path / "out" / "decisions.csv")
    assert [row["id"] for row in decisions] == [f"{KEY}-p3-b1", f"{KEY}-p4-b1", f"{KEY}-p4-b2"]
    assert decisions[1]["text"] == "Første linje\nanden linje; =1+1"
    assert decisions[1]["title"] == 'Sag "A", del 1'
    assert (decisions[0]["year"], decisions[0]["deadline"]) == ("2023", "")
    full = read(tmp_path / "out" / "decisions_full.csv")
    assert (full[0]["outcome_label"], full[0]["source_link"]) == ("Godkendt", "https://x.dk/æ.pdf#page=1")


def test_the_bytes_are_rfc_4180_in_utf_8(snapshot: Path, tmp_path: Path) -> None:
    export_snapshot(snapshot, tmp_path / "out")
    data = (tmp_path / "out" / "decisions.csv").read_bytes()
    assert data.startswith(b"id,agenda_item_id,")
    assert data.count(b"\r\n") == 4
    assert "Æøå.".encode() in data


def test_the_package_describes_what_is_there(snapshot: Path, tmp_path: Path) -> None:
    export_snapshot(snapshot, tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    kinds = {"integer": int, "number": float, "string": str, "boolean": {"0": False, "1": True}.__getitem__,
             "date": lambda text: [int(part) for part in text.split("-")]}  # fmt: skip
    for resource in resources.values():
        fields = resource["schema"]["fields"]
        with (tmp_path / "out" / resource["path"]).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == [field["name"] for field in fields]
        key = [header.index(name) for name in resource["schema"].get("primaryKey", header)]
        assert len({tuple(row[i] for i in key) for row in rows}) == len(rows)
        for field, *values in zip(fields, *rows, strict=True):
            assert field["description"]
            constraints = field.get("constraints", {})
            for value in values:
                assert value or not constraints.get("required"), (resource["name"], field)
                if value:
                    kinds[field["type"]](value)
                    assert value in constraints.get("enum", [value])
        for link in resource["schema"]["foreignKeys"]:
            target = resources[link["reference"]["resource"] or resource["name"]]
            known = {row[link["reference"]["fields"][0]] for row in read(tmp_path / "out" / target["path"])}
            column = header.index(link["fields"][0])
            assert {row[column] for row in rows} - {""} <= known
    outcome = next(f for f in resources["decisions"]["schema"]["fields"] if f["name"] == "outcome")
    assert "postponed" in outcome["constraints"]["enum"]


def test_codebook_and_checksums(snapshot: Path, tmp_path: Path) -> None:
    export_snapshot(snapshot, tmp_path / "out")
    codebook = read(tmp_path / "out" / "codebook.csv")
    postponed = [row for row in codebook if row["table"] == "decisions" and row["code"] == "postponed"]
    assert [row["code_label"] for row in postponed] == ["Udsat"]
    assert {row["column"] for row in codebook} >= {"source_url", "coverage"}
    assert not {"path", "open_text"} & {row["column"] for row in codebook}
    lines = (tmp_path / "out" / "SHA256SUMS").read_text().splitlines()
    assert len(lines) == sum(path.is_file() for path in (tmp_path / "out").rglob("*")) - 1
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_the_same_data_gives_the_same_bytes(snapshot: Path, tmp_path: Path) -> None:
    export_snapshot(snapshot, tmp_path / "one")
    export_snapshot(snapshot, tmp_path / "two")
    export_snapshot(snapshot, tmp_path / "two")
    assert (tmp_path / "one" / "SHA256SUMS").read_text() == (tmp_path / "two" / "SHA256SUMS").read_text()


def test_only_a_snapshot_is_exported(snapshot: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="never exported"):
        export_snapshot(tmp_path / "working.db", tmp_path / "out")
    with pytest.raises(StorageError, match="referat publish"):
        export_snapshot(tmp_path / "none.db", tmp_path / "out")
    with sqlite3.connect(snapshot) as db:
        db.execute("DROP TABLE body_years")
    with pytest.raises(StorageError, match="made by another version"):
        export_snapshot(snapshot, tmp_path / "out")


def test_the_data_dictionary_is_up_to_date() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == data_dictionary(), "run: python -m pipeline.store.describe > docs/data-dictionary.md"
