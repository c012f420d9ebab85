"""Can a reader audit a sample: a draw that repeats, each decision marked on its page, a sheet that is read?"""

from __future__ import annotations

import csv
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from pipeline.cli import run
from pipeline.sample import MARK, draw_sample, read_sheet, wilson

RAW = Path(__file__).parents[1] / "data" / "raw"


def ids(folder: Path) -> list[str]:
    with (folder / "audit.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == ["id", "right", "remark"]
    return [row[0] for row in rows]


class Page(HTMLParser):
    """The texts of the quotes, and every address the page asks for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.quotes: list[str] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        self.inside = tag == "blockquote"
        self.quotes += [""] if self.inside else []

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.quotes[-1] += data


def test_the_seed_decides_the_draw(databases: tuple[Path, Path], tmp_path: Path) -> None:
    working = databases[0]
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        draw_sample(working, 8, tmp_path / name, seed=seed)
    one, again, other = (ids(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert len(set(one)) == 8
    assert set(one) != set(other)


def test_page_shows_each_decision_and_asks_for_nothing_outside(databases: tuple[Path, Path], tmp_path: Path) -> None:
    sample = draw_sample(databases[0], 5, tmp_path / "audit")
    assert (sample.drawn, sample.pictured) == (5, 5)
    text = (tmp_path / "audit" / "audit.html").read_text(encoding="utf-8")
    page = Page(text)
    with sqlite3.connect(databases[0]) as db:
        told = [
            db.execute(
                "SELECT text, label FROM decisions JOIN outcomes ON code = outcome WHERE id = ?", (key,)
            ).fetchone()
            for key in ids(tmp_path / "audit")
        ]
    assert page.quotes == [quote for quote, _ in told]
    assert [label for _, label in told] == re.findall(r"<dt>Udfald</dt><dd>(.*?)</dd>", text)
    assert len(page.addresses) >= 5
    assert all((tmp_path / "audit" / address).is_file() for address in page.addresses)
    assert "url(" not in text


def test_the_frame_surrounds_the_printed_line(databases: tuple[Path, Path], tmp_path: Path) -> None:
    draw_sample(databases[0], 1, tmp_path)
    [key] = ids(tmp_path)
    with sqlite3.connect(databases[0]) as db:
        page, x0, top, x1, bottom = db.execute(
            "SELECT page, x0, top, x1, bottom FROM boxes WHERE row_id = ? AND line = 1", (key,)
        ).fetchone()
        height, width = db.execute(
            "SELECT height, width FROM pages JOIN decisions USING (document_id) WHERE id = ? AND number = ?",
            (key, page),
        ).fetchone()
    image = Image.open(tmp_path / f"001-{page}.png").convert("RGB")
    across, down = image.width / width, image.height / height

    def red(x: float, y: float) -> bool:
        """Is a dot near this point (in points) of the frame's colour?"""
        left, above = round(x * across), round(y * down)
        near = [image.getpixel((a, b)) for a in range(left - 4, left + 5) for b in range(above - 4, above + 5)]
        return any(sum(abs(one - two) for one, two in zip(dot, MARK, strict=True)) < 60 for dot in near)  # type: ignore[arg-type]

    middle, centre = (x0 + x1) / 2, (top + bottom) / 2
    assert all(red(*point) for point in ((x0, centre), (x1, centre), (middle, top), (middle, bottom)))
    assert not red(x1 + 20, top - 40)


def test_a_moved_pdf_is_found_by_name_and_a_changed_one_is_not_shown(
    databases: tuple[Path, Path], tmp_path: Path
) -> None:
    working = tmp_path / "working.db"
    with sqlite3.connect(databases[0]) as source, sqlite3.connect(working) as copy:
        source.backup(copy)
        copy.execute("UPDATE documents SET path = '/gone/' || filename")
    assert draw_sample(working, 3, tmp_path / "a").pictured == 0
    assert "Filen blev ikke fundet." in (tmp_path / "a" / "audit.html").read_text(encoding="utf-8")
    assert draw_sample(working, 3, tmp_path / "b", pdfs=RAW).pictured == 3
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in RAW.glob("*.pdf"):
        (moved / path.name).write_bytes(path.read_bytes() + b"\n")
    assert draw_sample(working, 3, tmp_path / "c", pdfs=moved).pictured == 0
    assert "Filen er ændret siden." in (tmp_path / "c" / "audit.html").read_text(encoding="utf-8")


def test_real_minutes_come_before_the_samples(databases: tuple[Path, Path], tmp_path: Path) -> None:
    working = tmp_path / "working.db"
    with sqlite3.connect(databases[0]) as source, sqlite3.connect(working) as copy:
        source.backup(copy)
        real = copy.execute("SELECT document_id FROM decisions ORDER BY id LIMIT 1").fetchone()[0]
        copy.execute("UPDATE documents SET sample = 0 WHERE id = ?", (real,))
        wanted = {key for (key,) in copy.execute("SELECT id FROM decisions WHERE document_id = ?", (real,))}
    assert draw_sample(working, 1000, tmp_path / "audit").population == len(wanted)
    assert set(ids(tmp_path / "audit")) == wanted


@pytest.mark.parametrize(
    ("text", "right", "judged", "unjudged"),
    [
        ("id;right;remark\r\na;ja;\r\nb;Nej;forkert udfald\r\nc;;\r\n", 1, 2, 1),
        ("id,right,remark\na,yes,\nb,YES,\n", 2, 2, 0),
        ("\ufeffid;right;remark\na;x;\nb;no;\n", 1, 2, 0),
    ],
)
def test_a_ticked_sheet_is_read(tmp_path: Path, text: str, right: int, judged: int, unjudged: int) -> None:
    sheet = tmp_path / "audit.csv"
    sheet.write_text(text, encoding="utf-8")
    audit = read_sheet(sheet)
    assert (audit.right, audit.judged, audit.unjudged) == (right, judged, unjudged)


# Worked out from the same formula in counts: (x + z²/2 ± z √(x(n - x)/n + z²/4)) / (n + z²)
@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(8, 9, 0.5650, 0.9801), (97, 100, 0.9155, 0.9897), (10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775)],
)
def test_the_interval_is_wilsons(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == pytest.approx((low, high), abs=1e-4)


def test_the_command_draws_and_reads(
    databases: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, sheet = tmp_path / "audit", tmp_path / "audit" / "audit.csv"
    assert run(["sample", "4", "--db", str(databases[0]), "--out", str(out)]) == 0
    assert f"referat sample --read {sheet}" in capsys.readouterr().out
    assert run(["sample", "--read", str(sheet)]) == 1
    assert "nothing is ticked yet" in capsys.readouterr().err
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(";;", ";ja;"), encoding="utf-8")
    assert run(["sample", "--read", str(sheet)]) == 0
    assert capsys.readouterr().out.startswith("4 of 4 right: precision 1.000, 95 % interval 0.510 to 1.000 (Wilson")
    assert run(["sample", "4", "--db", str(databases[0]), "--out", str(out)]) == 1
    assert "has been ticked" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["sample"], 2, "how many decisions?"),
        (["sample", "3", "--db", "none.db"], 74, "run `referat ingest` first"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == code
    assert message in capsys.readouterr().err


def test_a_tick_that_is_no_answer_is_named_by_its_line(tmp_path: Path) -> None:
    sheet = tmp_path / "audit.csv"
    sheet.write_text("id;right;remark\na;ja;\nb;måske;\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"audit\.csv:3: 'måske'"):
        read_sheet(sheet)
