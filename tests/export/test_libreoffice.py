"""Does LibreOffice show what the export holds: æøå, decimals, days, zeros in front, lines within a cell?

`REFERAT_OFFICE=1` runs these; they need `soffice` on the path (Debian: libreoffice-calc-nogui). It reads each file and
saves it as a workbook, whose cells have types.
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.spreadsheet import neutralise

pytestmark = pytest.mark.skipif(not os.environ.get("REFERAT_OFFICE"), reason="REFERAT_OFFICE is not set")

DANISH, ENGLISH = 1030, 1033
TEXT, DAY, ANY = 2, 5, 1  # formats of a column in LibreOffice's import: text, year-month-day, as it looks
TABLES = ("agenda_items", "amounts", "decisions")


def opened(path: Path, folder: Path, how: str | None = None) -> Any:
    """The workbook that LibreOffice makes of a file, read `how` its import filter is told."""
    program = shutil.which("soffice")
    assert program, "no soffice: apt-get install libreoffice-calc-nogui"
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += [f"--infilter={how}"] if how else []
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return openpyxl.load_workbook(folder / f"{path.stem}.xlsx")


def fields(exported: Path, table: str) -> list[dict[str, Any]]:
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = (one for one in package["resources"] if one["path"] == f"{table}.csv")
    found: list[dict[str, Any]] = resource["schema"]["fields"]
    return found


def stored(exported: Path, table: str) -> dict[str, dict[str, Any]]:
    names = ", ".join(field["name"] for field in fields(exported, table))
    with sqlite3.connect(exported.parent / "referater.db") as db:
        db.row_factory = sqlite3.Row
        return {row["id"]: dict(row) for row in db.execute(f"SELECT {names} FROM {table}")}


def compare(sheet: Any, exported: Path, table: str, defused: bool = False) -> None:
    """Every cell of the sheet is the value in the snapshot, with its type."""
    head, *lines = sheet.iter_rows(values_only=True)
    kinds = {field["name"]: field["type"] for field in fields(exported, table)}
    wanted = stored(exported, table)
    assert len(lines) == len(wanted)
    place = head.index("id")
    for line in lines:
        for name, value in zip(head, line, strict=True):
            expected = wanted[line[place]][name]
            if expected is None or expected == "":
                assert value in (None, ""), (table, name, value)
            elif kinds[name] == "date":
                assert isinstance(value, datetime.datetime) and value.date().isoformat() == expected, (name, value)
            elif kinds[name] == "string":
                text = neutralise(expected) if defused else expected
                assert value == text, (table, name, value, text)
            else:
                assert value == expected, (table, name, value, expected)


@pytest.mark.parametrize("table", TABLES)
def test_the_canonical_csv_read_with_the_types_of_its_description(exported: Path, tmp_path: Path, table: str) -> None:
    formats = {"string": TEXT, "date": DAY}
    columns = "/".join(f"{n}/{formats.get(f['type'], ANY)}" for n, f in enumerate(fields(exported, table), 1))
    book = opened(exported / f"{table}.csv", tmp_path, f"CSV:44,34,76,1,{columns},{ENGLISH},false,false")
    compare(book.active, exported, table)


@pytest.mark.parametrize("table", TABLES)
def test_the_danish_csv_read_as_danes_open_it(exported: Path, tmp_path: Path, table: str) -> None:
    book = opened(exported / "excel" / f"{table}.csv", tmp_path, f"CSV:59,34,76,1,,{DANISH},true,true")
    compare(book.active, exported, table, defused=True)


def test_the_workbook(exported: Path, tmp_path: Path) -> None:
    book = opened(exported / "referater.xlsx", tmp_path)
    for table in TABLES:
        compare(book[table], exported, table)
    assert any("æ" in str(cell) for row in book["decisions"].iter_rows(values_only=True) for cell in row)


def test_what_is_told_here_can_be_untrue(exported: Path, tmp_path: Path) -> None:
    """Without the types, LibreOffice makes 7 of "007": the comparison sees that."""
    book = opened(exported / "agenda_items.csv", tmp_path, f"CSV:44,34,76,1,,{ENGLISH},false,true")
    with pytest.raises(AssertionError):
        compare(book.active, exported, "agenda_items")
