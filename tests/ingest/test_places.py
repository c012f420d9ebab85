"""Is it known of a file whether it changed, moved, went away or is not to come back?"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.forget import UnknownDocument
from pipeline.store.places import Stamp
from pipeline.upkeep import forget
from tests.ingest.dated import Ingest, backdate, content, rows


def test_a_file_that_did_not_change_is_not_opened_again(
    tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any
) -> None:
    backdate(files[0])
    monkeypatch.setattr("pipeline.store.places.COARSE", 0)  # the time of the change of the inode is now
    run(files[:1])
    monkeypatch.setattr("pipeline.ingest.read_file", None)
    assert run(files[:1]).skipped == 1
    monkeypatch.undo()
    files[0].write_bytes(b"2024-03-03")  # of the same length
    backdate(files[0])
    assert run(files[:1]).stored == 1


def test_a_document_that_vanished_is_reported_and_kept(tmp_path: Path, run: Ingest) -> None:
    folder = tmp_path / "in"
    (folder / "2024").mkdir(parents=True)
    (tmp_path / "in0").mkdir()
    for name, day in {"in/a.pdf": "01", "in/2024/b.pdf": "02", "in/c.pdf": "03", "in0/d.pdf": "04"}.items():
        (tmp_path / name).write_text(f"2024-01-{day}")
    files = sorted(tmp_path.rglob("*.pdf"))
    run(files, folders=[folder, tmp_path / "in0"])
    (folder / "a.pdf").rename(folder / "2024" / "moved.pdf")
    (folder / "2024" / "b.pdf").unlink()
    (tmp_path / "in0" / "d.pdf").unlink()
    files = sorted(folder.rglob("*.pdf"))
    for _ in range(2):
        report = run(files, folders=[folder])
        assert report.vanished == [folder / "2024" / "b.pdf"]
    assert any("1 document is no longer in the folder" in line for line in report.lines())
    assert len(rows(tmp_path, "SELECT 1 FROM documents")) == 4
    places = dict(rows(tmp_path, "SELECT filename, path FROM documents"))
    assert places["a.pdf"] == str(folder / "2024" / "moved.pdf")
    assert run(files, folders=[tmp_path]).vanished == [folder / "2024" / "b.pdf", tmp_path / "in0" / "d.pdf"]


def test_where_a_file_lies_does_not_depend_on_where_one_stands(
    tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    run([Path("a.pdf"), Path("c.pdf")])
    assert rows(tmp_path, "SELECT path FROM documents") == [(str(tmp_path / "a.pdf"),)]
    assert rows(tmp_path, "SELECT path FROM quarantine") == [(str(tmp_path / "c.pdf"),)]


def test_a_forgotten_document_does_not_come_back(tmp_path: Path, run: Ingest, files: list[Path]) -> None:
    database = tmp_path / "working.db"
    run(files[:3])
    sha256 = hashlib.sha256(b"2024-01-02").hexdigest()
    gone = forget(database, sha256[:16])
    assert (gone.sha256, gone.documents) == (sha256, 1)
    assert gone.files == (tmp_path / "b-again.pdf", tmp_path / "b.pdf")
    assert b"2024-01-02" not in database.read_bytes()
    assert not [path for path in tmp_path.glob("working.db?*") if b"2024-01-02" in path.read_bytes()]
    before = content(tmp_path, but=("_files",))
    report = run(files[:3])
    assert (report.stored, report.skipped, report.forgotten, report.done) == (0, 1, 2, 3)
    assert content(tmp_path, but=("_files",)) == before
    assert rows(tmp_path, f"SELECT event FROM _events WHERE sha256 = '{sha256}' ORDER BY id") == [
        ("stored",),
        ("forgotten",),
    ]
    forget(database, "f" * 64)  # before it ever came
    with pytest.raises(UnknownDocument, match="no document has"):
        forget(database, "0" * 10)
    with pytest.raises(UnknownDocument, match="is no sha256"):
        forget(database, "a.pdf")


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, run: Ingest, files: list[Path], monkeypatch: Any
) -> None:
    def checked_then_written(about: os.stat_result) -> Stamp:
        with files[0].open("ab") as file:
            file.write(b"more")
        return Stamp.of(about)

    monkeypatch.setattr("pipeline.files.checked", checked_then_written)
    assert [str(refusal.error) for refusal in run(files[:1]).refusals] == ["The file changed while it was read."]
