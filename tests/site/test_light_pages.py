"""Is what a browser fetches no more than it needs, and is a piece of a page the right piece?"""

from __future__ import annotations

import asyncio
import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from PIL import Image, ImageDraw
from small_archive import COUNCIL, COUNCIL_DOCUMENT, Client

from pipeline.publish import image_folder, write_image
from pipeline.site import viewer
from pipeline.site.app import make_datasette
from pipeline.site.clip import NARROWEST, TALLEST, Clip, cut_clip, read_clip, sides

CLIP = Clip(1, 100.0, 200.0, 500.0, 300.0, (), "a" * 32, 600.0, 800.0)
DECISION = f"{COUNCIL}-p1-b1"


@pytest.fixture(scope="module")
def shown(snapshot: Path, tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Client:
    """The archive, its decisions' page shown as an image."""
    path = tmp_path_factory.mktemp("shown") / "referater.db"
    path.write_bytes(snapshot.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE pages SET image = ? WHERE number = 2", ("a" * 32,))
        db.commit()
    file = io.BytesIO()
    Image.new("1", (1000, 1415)).save(file, "PNG")
    write_image(image_folder(path), "a" * 32, file.getvalue())
    return Client(make_datasette(path, public=False), runner)


def ask(site: Client, address: str, accepted: str = "gzip") -> httpx.Response:
    answer: httpx.Response = site._runner.run(site.datasette.client.get(address, headers={"Accept-Encoding": accepted}))
    assert answer.status_code == 200, address
    return answer


@pytest.mark.parametrize(
    "address", ["/", f"/moede/{COUNCIL}", "/referater/decisions", "/-/static-plugins/referat/site.css", "/data"]
)
def test_pages_come_compressed_for_who_can_read_that(site: Client, address: str) -> None:
    packed = ask(site, address)
    assert packed.headers["content-encoding"] == "gzip" and "Accept-Encoding" in packed.headers["vary"]
    assert packed.num_bytes_downloaded < len(packed.content) / 2
    plain = ask(site, address, "identity")
    assert "content-encoding" not in plain.headers and plain.content == packed.content


@pytest.mark.parametrize(
    "address",
    [
        "/soeg.csv?q=plan",
        "/soeg.json?q=plan",
        "/referater/decisions.csv?_stream=on",
        "/referater/decisions.xlsx",
        "/data/referater.zip",
        f"/side/{COUNCIL_DOCUMENT}/1.png",
    ],
)
def test_what_is_taken_home_comes_as_it_is(site: Client, address: str) -> None:
    assert "content-encoding" not in ask(site, address).headers


def test_a_piece_has_the_dots_of_its_place(tmp_path: Path) -> None:
    page = Image.new("RGB", (1200, 1600), "white")
    ImageDraw.Draw(page).rectangle((200, 400, 999, 599), fill="red")  # where the piece lies, two dots to the point
    page.quantize(8).save(tmp_path / "page.png")
    piece = Image.open(io.BytesIO(cut_clip(tmp_path / "page.png", CLIP))).convert("RGB")
    assert piece.size == (800, 200)
    assert piece.getcolors() == [(800 * 200, (255, 0, 0))]
    wider = cut_clip(tmp_path / "page.png", replace(CLIP, left=99.0))
    assert len(Image.open(io.BytesIO(wider)).convert("RGB").getcolors() or ()) == 2


def test_a_piece_is_as_wide_as_a_column_and_stays_on_the_page() -> None:
    assert sides(((500.0, 0.0, 580.0, 10.0),), 595.0) == pytest.approx((595 * (1 - NARROWEST), 595))
    left, right = sides(((60.0, 0.0, 100.0, 10.0),), 595.0)
    assert (left, right) == pytest.approx((44, 44 + NARROWEST * 595))
    assert sides(((-5.0, 0.0, 700.0, 10.0),), 595.0) == (0.0, 595.0)


def test_a_decision_shows_the_piece_it_stands_on(shown: Client) -> None:
    page = shown.page(f"/beslutning/{DECISION}")
    assert f'href="/udsnit/{DECISION}.png?' in page and f"{COUNCIL_DOCUMENT}/2.png" not in page
    answer = ask(shown, f"/udsnit/{DECISION}.png")
    assert answer.headers["content-type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    known = {"If-None-Match": answer.headers["etag"]}
    again = shown._runner.run(shown.datasette.client.get(f"/udsnit/{DECISION}.png", headers=known))
    assert again.status_code == 304 and not again.content


def test_a_long_decision_and_one_off_the_page(shown: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    database = shown.datasette.get_database()

    def clip_of(*boxes: tuple[int, float, float, float, float]) -> Clip | None:
        place = viewer.Place(viewer.BY_TABLE["decisions"], DECISION, "", COUNCIL_DOCUMENT, None, 2, boxes)

        async def find(_: object, key: str) -> viewer.Place:
            return place

        monkeypatch.setattr(viewer, "find_place", find)
        return shown._runner.run(read_clip(database, DECISION))

    long = clip_of((2, 70, 40, 500, 52), (2, 70, 700, 500, 712))
    assert long and long.height == TALLEST
    assert clip_of((2, 70, 2000, 500, 2012)) is None
    assert clip_of() is None


def test_a_page_that_is_not_shown_has_no_pieces(site: Client) -> None:
    assert site.get(f"/udsnit/{DECISION}.png").status_code == 404
    assert "/udsnit/" not in site.page(f"/beslutning/{DECISION}")
    assert site.get("/udsnit/findes-ikke.png").status_code == 404


def test_a_piece_goes_with_its_image(shown: Client) -> None:
    assert shown.get(f"/udsnit/{DECISION}.png").status_code == 200
    image = viewer.image_path(shown.datasette.get_database(), "a" * 32)
    kept = image.rename(image.with_suffix(".kept"))
    assert shown.get(f"/udsnit/{DECISION}.png").status_code == 404
    kept.rename(image)
