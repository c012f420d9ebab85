"""Is CSV harmless as it leaves the site, wherever its pieces end, and otherwise the same bytes?"""

from __future__ import annotations

import asyncio
import csv
import io
import random
from pathlib import Path

import pytest
from small_archive import Client, decision, publish

from pipeline.minutes import AgendaItem, Outcome
from pipeline.site.app import make_datasette
from pipeline.site.defuse import Defuser
from pipeline.spreadsheet import neutralise

BITS = [
    "=",
    "+1",
    "-",
    "@",
    "-5,3",
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    '"',
    '""',
    ",",
    "æ",
    "tekst",
    "'",
    "\u00a0=",
    "",
    "7",
]


def test_pieces_of_any_length_give_what_the_whole_gives() -> None:
    chance = random.Random(0)
    for _ in range(400):
        rows = [["".join(chance.choices(BITS, k=chance.randint(0, 4))) for _ in range(3)] for _ in range(4)]
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        data = text.getvalue().encode()
        defuser, out = Defuser(), b""
        while data:
            cut = chance.randint(1, 6)
            piece, data = data[:cut], data[cut:]
            out += defuser.feed(piece) if data else defuser.finish(piece)
        read = list(csv.reader(io.StringIO(out.decode(), newline="")))
        assert read == [[neutralise(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("text", ["a,=1", '"=1"', "=1", 'a"b,=1\n', ""])
def test_nothing_is_lost_without_a_last_line_break(text: str) -> None:
    assert Defuser().finish(text.encode()).decode().replace("'", "") == text


FORMULA = '=HYPERLINK("http://x.example";"A, b")'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Client:
    title, said = "-2+3", decision(FORMULA, Outcome.DECIDED)
    snapshot: Path = publish(tmp_path_factory.mktemp("formulas"), (AgendaItem("1", title, 1, 1, decisions=(said,)),))
    return Client(make_datasette(snapshot, public=False), runner)


@pytest.mark.parametrize(
    "address",
    ["decisions.csv", "decisions.csv?_stream=on", "decisions.csv?_stream=on&_dl=1&_labels=on",
     "ord.csv?ord=&organ=vand", "decisions_full.csv?_size=max"],
)  # fmt: skip
def test_every_csv_of_the_site_is_harmless(site: Client, address: str) -> None:
    text = site.get(f"/referater/{address}").text
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert f"'{FORMULA}" in cells and "'-2+3" in cells
    assert [cell for cell in cells if neutralise(cell) != cell] == []


def test_json_has_the_exact_text(site: Client) -> None:
    assert FORMULA in [row["text"] for row in site.get("/referater/decisions.json?_shape=array").json()]
