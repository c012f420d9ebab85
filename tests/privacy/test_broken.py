"""Is a CPR number found that a line end, a cell or a page breaks, and is every part of it covered?"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from canaries import Canary, write_one

from pipeline import cpr
from pipeline.cli import run
from pipeline.cpr import broken_cprs, cprs_over_lines, cprs_over_pages, digits_of, known_cprs
from pipeline.privacy import MASK, mask

SPELLED = (
    "010170-1234", "0101701234", "010170 1234", "01 01 70 1234", "01.01.70-1234", "01/01/70-1234", "01011970-1234",
    "0 1 0 1 7 0 1 2 3 4",
)  # fmt: skip
CUTS = [(number[:cut], number[cut:]) for number in SPELLED for cut in range(1, len(number))]


@pytest.mark.parametrize(("first", "rest"), CUTS)
@pytest.mark.parametrize("end", ["\n", " \n  ", "-\n"])
def test_a_line_end_anywhere_hides_no_number(first: str, rest: str, end: str) -> None:
    if end == "-\n" and not (first[-1].isdigit() and rest[0].isdigit()):
        return  # a hyphen is put between digits only
    text = f"Brevet er fra {first}{end}{rest} og journaliseret."
    masked, counts = mask(text)
    assert counts == {"cpr": 1}
    assert len(masked) == len(text)
    assert not re.search(r"\d", masked)
    assert masked.startswith("Brevet er fra █") and masked.endswith("█ og journaliseret.")
    page = f"Side 2 af 9 den 3. maj 2019\n{text}"
    assert {digits_of(page[start:stop]) for start, stop in cprs_over_lines(page)} == {"0101701234"}


def test_a_page_without_ten_digits_in_a_row_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    for name in ("cprs_in", "broken_cprs"):
        monkeypatch.setattr(cpr, name, lambda text: iter(looked.append(text) or ()))
    assert list(cprs_over_lines("Side 2 af 9 den 3. maj 2019\n14. Plan for 12 veje, 1.234.567\nden 1. maj")) == []
    assert looked == []
    assert list(cprs_over_lines("den 3. maj 2019\n0101 701234")) == []
    assert len(looked) == 2


@pytest.mark.parametrize(
    "text",
    [
        "side 12\n1. Godkendelse af dagsorden", "den 01.01.\n2019 kl. 12", "i 2012\n1234 kr.", "0101\n701234567",
        "1206\n1.451.234 kr.", "kl. 10.00-12.00\n2. Orientering", "sagsnr. 0101\n70-1234", "12.03.\n21 1330",
        "2014-\n2018", "5798\n001234", "12345678\n12345678",
    ],
)  # fmt: skip
def test_other_numbers_at_a_line_end_stay(text: str) -> None:
    assert mask(text) == (text, {})
    assert list(broken_cprs(text)) == []


def test_a_number_over_two_pages_is_found_past_running_heads_and_feet() -> None:
    page = "Formanden talte om 0101\nSide 2 af 9\n14-05-2019"
    following = "Referat 2019\nkl. 12\n70-1234 og sluttede\nmere"
    (((start, end), (begin, stop)),) = cprs_over_pages(page, following)
    assert (page[start:end], following[begin:stop]) == ("0101", "70-1234")
    assert list(cprs_over_pages("Side 1", "10170-1234")) == []  # the number of the page
    assert list(cprs_over_pages("ja", "")) == []


def test_a_known_number_is_found_however_it_is_joined() -> None:
    known = frozenset({"0101701234"})
    for text in ("0101 701234", "01 0170 1234", "0101-70-1234", "01017\u200b01234"):
        assert mask(f"a {text} b", known=known)[0] == f"a {MASK * len(text)} b"
    assert list(known_cprs("0101 og 701234", known)) == []
    assert digits_of("01-01-1970 1234") == "0101701234"


def test_no_part_of_a_broken_number_is_published(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    places = ("broken", "broken cell", "page break")
    for number, spelled in enumerate(("010180-4321", "020281-5432", "0303826543", "040483 7654")):
        write_one(tmp_path / "raw", number * 2 + 1, [Canary("", spelled, place) for place in places])
    for number, spelled in ((15, "1503409650"), (2, "69 09 26 8744")):  # a table read twice, and one of several spaces
        write_one(tmp_path / "raw", number, [Canary("", spelled, "broken cell")])
    assert run(["ingest", str(tmp_path / "raw"), "--db", str(tmp_path / "w.db"), "--workers", "1"]) == 0
    out = tmp_path / "out.db"
    assert run(["publish", "--db", str(tmp_path / "w.db"), "--out", str(out), "--no-images", "--workers", "1"]) == 0
    with closing(sqlite3.connect(out)) as db:
        texts = [text for (text,) in db.execute("SELECT text FROM pages UNION ALL SELECT text FROM table_cells")]
    told = re.sub(r"(?m)^(?:Dato|Sted|Sagsbehandlet|\d\. ).*$", "", "\n".join(texts))
    assert told.count(MASK) > 120
    assert not re.search(r"\d", told), told
