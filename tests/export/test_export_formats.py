"""Do the programs that people use read back what is in the snapshot?"""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path

import openpyxl
import pandas
from frictionless import Package, system
from pyarrow import parquet

from pipeline.export.codebook import untranslated


def rows(exported: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(exported.parent / "referater.db") as db:
        return db.execute(sql).fetchall()


def test_frictionless_finds_nothing_wrong(exported: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(exported / "datapackage.json").validate()
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert report.stats["tasks"] > 30


def test_pandas_reads_the_canonical_files_unharmed(exported: Path) -> None:
    items = pandas.read_csv(exported / "agenda_items.csv", dtype={"case_number": str, "kle": str}, parse_dates=["date"])
    assert "007" in set(items["case_number"]) and "01.02.05" in set(items["kle"])
    assert {str(day.date()) for day in items["date"].dropna()} == {
        day for (day,) in rows(exported, "SELECT DISTINCT date FROM agenda_items WHERE date IS NOT NULL")
    }
    read = pandas.read_csv(exported / "decisions.csv", keep_default_na=False, dtype=str)
    stored = rows(exported, "SELECT id, text FROM decisions ORDER BY id")
    assert list(zip(read["id"], read["text"], strict=True)) == stored
    assert any("ø" in text for _, text in stored) and '=HYPERLINK("x")' in set(read["text"])


def test_pandas_reads_the_danish_files_unharmed(exported: Path) -> None:
    data = (exported / "excel" / "decisions.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid;") and data.count(b"\r\n") == data.count(b"\n") - data.count(b"\n\n")
    amounts = pandas.read_csv(exported / "excel" / "amounts.csv", sep=";", decimal=",", encoding="utf-8-sig")
    stored = rows(exported, "SELECT dkk FROM amounts WHERE dkk IS NOT NULL ORDER BY id")
    assert list(amounts["dkk"].dropna()) == [dkk for (dkk,) in stored]
    assert -1234.5 in set(amounts["dkk"])
    read = pandas.read_csv(exported / "excel" / "decisions.csv", sep=";", keep_default_na=False, dtype=str)
    defused = read[read["text"].str.contains("HYPERLINK")].iloc[0]
    assert (defused["text"], defused["responsible"], defused["deadline"]) == ('\'=HYPERLINK("x")', "-5,3", "' +1")
    assert not read["text"].str.match(r"\s*[=+@-]").any()


def test_the_workbook_has_dates_numbers_and_text_that_is_never_run(exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "referater.xlsx")
    assert book.sheetnames[:2] == ["Om", "decisions"] and "pages" not in book.sheetnames
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    head, *lines = book["decisions"].iter_rows()
    place = {cell.value: number for number, cell in enumerate(head)}
    by_key = {line[place["id"]].value: line for line in lines}
    stored = rows(exported, "SELECT id, date, year, text FROM decisions")
    assert len(by_key) == len(stored)
    for key, date, year, text in stored:
        line = by_key[key]
        assert line[place["text"]].value == text
        assert line[place["year"]].value == year
        day = line[place["date"]].value
        assert (day.date() if day else None) == (datetime.date.fromisoformat(str(date)) if date else None)
    formula = next(line for line in lines if str(line[place["text"]].value).startswith("=HYPER"))
    assert formula[place["text"]].quotePrefix and not formula[place["id"]].quotePrefix
    numbers = {row[0].value: row for row in book["agenda_items"].iter_rows()}
    assert "007" in {cell.value for row in numbers.values() for cell in row}


def test_parquet_has_types_and_the_meaning_of_each_column(exported: Path) -> None:
    table = parquet.read_table(exported / "parquet" / "decisions.parquet")
    stored = rows(exported, "SELECT id, date, year, text FROM decisions ORDER BY id")
    found = zip(*(table[name].to_pylist() for name in ("id", "date", "year", "text")), strict=True)
    assert [(key, day and str(day), year, text) for key, day, year, text in found] == stored
    assert table.schema.field("outcome").metadata[b"description"].decode()
    assert str(parquet.read_schema(exported / "parquet" / "documents.parquet").field("sample").type) == "bool"


def test_every_text_of_the_codebook_is_there_in_english() -> None:
    assert untranslated() == [], "add a line to pipeline/export/english.tsv: Danish, tab, English"
