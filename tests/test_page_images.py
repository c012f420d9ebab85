"""Images of pages: rendered once, painted over for good, gone when nothing shows them any more."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from pipeline.page import Box
from pipeline.publish import Rendered, render_images
from pipeline.render import MOST_DOTS, WIDTH, render_page, render_pages
from pipeline.store.page_images import PageImage


def picture(file: bytes) -> Image.Image:
    return Image.open(io.BytesIO(file)).convert("RGB")


@pytest.fixture
def ordered(tmp_path: Path, one_page_pdf: bytes) -> PageImage:
    """The image of the only page of a PDF on the disk."""
    path = tmp_path / "referat.pdf"
    path.write_bytes(one_page_pdf)
    return PageImage(hashlib.sha256(one_page_pdf).hexdigest(), str(path), 1, (), "a" * 32)


def render(images: Sequence[PageImage], folder: Path) -> Rendered:
    return render_images(images, folder, 1, lambda done, pages: None)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_what_is_covered_is_black_in_the_pixels(one_page_pdf: bytes) -> None:
    cover: Box = (1, 20.0, 20.0, 200.0, 60.0)
    plain, painted = (picture(render_pages(one_page_pdf, [(1, boxes)])[0]) for boxes in ((), (cover,)))
    assert plain.width == painted.width == WIDTH
    dots = WIDTH / 595.28
    inside = tuple(round(edge * dots) for edge in cover[1:])
    assert len(plain.crop(inside).getcolors(1000) or []) > 1
    assert [colour for _, colour in painted.crop(inside).getcolors(1000) or []] == [(0, 0, 0)]
    below = painted.crop((0, inside[3] + 5, *painted.size)).convert("L")
    assert below.getextrema()[0] > 250  # nothing else is painted


def test_a_page_that_is_not_there_has_no_image(one_page_pdf: bytes) -> None:
    assert render_pages(one_page_pdf, [(7, ())]) == [b""]


def test_an_endless_page_is_not_drawn_larger_than_allowed() -> None:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(10, 14_000)
    image = render_page(page)
    assert image.width * image.height <= MOST_DOTS * 1.05  # sides are rounded up


def test_an_image_is_made_once_and_gone_when_nothing_shows_it(tmp_path: Path, ordered: PageImage) -> None:
    folder = tmp_path / "referater.pages"
    assert render([ordered], folder) == Rendered(1, 0, 0)
    assert render([ordered], folder) == Rendered(0, 1, 0)
    again = replace(ordered, name="b" * 32, cover=((1, 0.0, 0.0, 50.0, 50.0),))
    assert render([again], folder) == Rendered(1, 0, 0)
    assert names(folder) == {f"{'b' * 32}.png"}


def test_a_file_that_changed_or_went_since_it_was_read_has_no_image(tmp_path: Path, ordered: PageImage) -> None:
    folder = tmp_path / "referater.pages"
    Path(ordered.path).write_bytes(b"%PDF-1.4 another")
    assert render([ordered], folder) == Rendered(0, 0, 1)
    Path(ordered.path).unlink()
    assert render([ordered], folder) == Rendered(0, 0, 1)
    assert names(folder) == set()


def test_a_pdf_that_cannot_be_drawn_ends_nothing(tmp_path: Path, ordered: PageImage) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing else")
    sha256 = hashlib.sha256(broken.read_bytes()).hexdigest()
    lost = PageImage(sha256, str(broken), 1, (), "c" * 32)
    assert render([lost, ordered], tmp_path / "referater.pages") == Rendered(1, 0, 1)
