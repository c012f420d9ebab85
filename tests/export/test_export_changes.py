"""Does a new export tell what differs from the one before?"""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

from made import KEY

from pipeline.export import export_snapshot


def changes(folder: Path) -> list[tuple[str, ...]]:
    with (folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_rows_that_came_went_or_changed_are_named(snapshot: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_snapshot(snapshot, out)
    assert changes(out) == []
    with sqlite3.connect(snapshot) as db:
        db.execute("UPDATE decisions SET text = 'Nej.', page = 2 WHERE id = ?", (f"{KEY}-p3-b1",))
        db.execute("DELETE FROM table_cells WHERE row = 2")
        db.execute("INSERT INTO bodies (id, name) VALUES ('a-nyt', 'Nyt')")
        db.execute("INSERT INTO table_cells SELECT data_table_id, 10, 1, '', NULL FROM table_cells LIMIT 1")
    export_snapshot(snapshot, out)
    told = [row for row in changes(out) if row[0] != "decisions_full"]
    table = f"{KEY}-p3-t1"
    assert sorted(told) == [
        ("bodies", "a-nyt", "added", ""),
        ("decisions", f"{KEY}-p3-b1", "changed", "text|page"),
        ("table_cells", f"{table}|10|1", "added", ""),
        ("table_cells", f"{table}|2|1", "removed", ""),
        ("table_cells", f"{table}|2|2", "removed", ""),
    ]
    before = content(out)
    export_snapshot(snapshot, out)
    assert content(out) == before  # the list of the last change stays where nothing changed


def test_two_exports_of_the_same_data_have_the_same_bytes(snapshot: Path, tmp_path: Path) -> None:
    export_snapshot(snapshot, tmp_path / "one")
    export_snapshot(snapshot, tmp_path / "two")
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_what_an_earlier_export_wrote_and_this_does_not_goes_and_other_files_stay(
    snapshot: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_snapshot(snapshot, out, parquet=True)
    (out / "noter.txt").write_text("mine", encoding="utf-8")
    exported = export_snapshot(snapshot, out, parquet=False)
    assert exported.left_out and not (out / "parquet").exists()
    assert (out / "noter.txt").read_text(encoding="utf-8") == "mine"
    assert not (out / ".new").exists()
