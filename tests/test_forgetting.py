"""Is what was forgotten gone from everything that was made of it, and what was released there?"""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import fpdf
import pytest

from pipeline.cli import run
from pipeline.store.publications import unmasked_path

LINES = (
    ("Referat fra Teknikudvalget i Prøveby Kommune", "Dato: 30. august 2023", "1. Plan for havnen", "Beslutning",
     "Godkendt havneplan."),
    ("2. Salg af jord", "Beslutning", "Godkendt jordsalg."),
)  # fmt: skip


@pytest.fixture
def working(tmp_path: Path) -> Path:
    """Two minutes of two pages in a working database that is published with images and a package, by a policy."""
    (tmp_path / "raw").mkdir()
    for number in range(2):
        pdf = fpdf.FPDF()
        for lines in LINES:
            pdf.add_page()
            for line in lines:
                pdf.set_font("Helvetica", "B" if line[0].isdigit() or line == "Beslutning" else "", 12)
                pdf.cell(text=line.replace("2023", f"202{number}"), new_x="LMARGIN", new_y="NEXT", h=9)
        pdf.output(str(tmp_path / "raw" / f"referat-{number}.pdf"))
    policy = tmp_path / "policy.toml"
    policy.write_text('[site]\nrobots = "all"\n')
    working = tmp_path / "working.db"
    assert run(["ingest", str(tmp_path / "raw"), "--db", str(working), "--workers", "1"]) == 0
    published = run(["publish", "--db", str(working), "--out", str(tmp_path / "out" / "r.db"), "--policy", str(policy),
                     "--workers", "1"])  # fmt: skip
    assert published == 0
    return working


def told(folder: Path) -> bytes:
    """All bytes of the files in the folder, and what is packed in its archives."""
    parts = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts += [path.name.encode(), path.read_bytes()]
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                parts += [archive.read(name) for name in archive.namelist() if name.endswith((".csv", ".json"))]
    return b"\n".join(parts)


def test_a_forgotten_document_is_gone_from_all_that_was_made_of_it(
    working: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    with closing(sqlite3.connect(working)) as db:
        ((document, sha256),) = db.execute("SELECT id, sha256 FROM documents WHERE filename = 'referat-0.pdf'")
    before = set(out.rglob("*.png"))
    assert len(before) == 4 and document.encode() in told(out) and b"2020-08-30" in told(out)
    assert b"referat-1.pdf" in told(out)
    unmasked_path(working).write_bytes(b"left by a kill")
    (out / ".r-package-left").mkdir()
    (out / "r.package.zip.new").write_bytes(b"left by a kill")
    assert run(["forget", sha256, "--db", str(working), "--workers", "1"]) == 0
    assert f"published anew: {out / 'r.db'}" in capsys.readouterr().out
    for said in (document.encode(), sha256.encode(), b"2020-08-30", b"referat-0.pdf"):
        assert said not in told(out)
    assert b"2021-08-30" in told(out)
    after = set(out.rglob("*.png"))
    assert len(after) == 2 and after < before
    assert sorted(path.name for path in out.iterdir()) == ["privacy.json", "r.db", "r.package.zip", "r.pages"]
    assert not unmasked_path(working).exists()
    assert "referat-0" not in working.with_suffix(".privacy.csv").read_text()
    with closing(sqlite3.connect(out / "r.db")) as db:  # by the policy of the first time
        assert db.execute("SELECT chosen FROM policy WHERE setting = 'robots'").fetchone() == ('"all"',)


def test_a_forgotten_item_is_gone_from_text_images_and_package(working: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(working)) as db:
        ((item,),) = db.execute("SELECT id FROM agenda_items WHERE title = 'Salg af jord' AND date LIKE '2020%'")
    assert run(["forget", item, "--db", str(working), "--workers", "1"]) == 0
    with closing(sqlite3.connect(tmp_path / "out" / "r.db")) as db:
        shown = db.execute("SELECT number, image IS NOT NULL FROM pages JOIN documents ON documents.id = document_id"
                           " WHERE filename = 'referat-0.pdf' ORDER BY number").fetchall()  # fmt: skip
    assert shown == [(1, 1), (2, 0)]
    assert len(list((tmp_path / "out").rglob("*.png"))) == 3
    assert item.encode() not in told(tmp_path / "out")


def test_without_images_and_package_none_are_left(working: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "r.db"
    again = ["publish", "--db", str(working), "--out", str(out), "--no-images", "--no-package", "--workers", "1"]
    assert run(again) == 0
    assert not list(out.parent.rglob("*.png")) and not list(out.parent.glob("*.zip"))


def test_what_is_not_published_is_only_noted(working: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out" / "r.db"
    before = out.stat().st_mtime_ns
    with closing(sqlite3.connect(working)) as db:
        ((first, second),) = db.execute("SELECT min(sha256), max(sha256) FROM documents")
    assert run(["forget", first, "--db", str(working), "--no-publish"]) == 0
    assert "run `referat publish` to mend the site" in capsys.readouterr().out
    assert out.stat().st_mtime_ns == before
    out.unlink()
    assert run(["forget", second, "--db", str(working)]) == 0  # a snapshot that was removed is not made again
    assert not out.exists()
