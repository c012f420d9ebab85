"""Pages as images with what must not be seen painted over: what a reader of the site checks a decision against.

The paint is in the pixels before the image is written, so no layer can be lifted off.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import sqrt

import pypdfium2
from PIL import Image, ImageDraw

from pipeline.page import Box

WIDTH = 1000  # dots across: an A4 page has 121 to the inch
MOST_DOTS = 4_000_000
COLOURS = 64
AIR = 1.0  # points of paint around what is covered, as ink may reach beyond a glyph's box
RENDERER = "1"
"""To be raised when the same page would give another image."""


def render_page(page: pypdfium2.PdfPage, cover: Sequence[Box] = (), width: int = WIDTH) -> Image.Image:
    """The page `width` dots across, fewer if it is very long, in few colours.

    `cover` are boxes (page, x0, top, x1, bottom) in points from the page's top left; each is painted black.
    """
    across, down = page.get_size()
    scale = min(width / across, sqrt(MOST_DOTS / (across * down)))
    image = page.render(scale=scale).to_pil().convert("RGB")
    right, below = image.width / across, image.height / down
    draw = ImageDraw.Draw(image)
    for _, x0, top, x1, bottom in cover:
        frame = ((x0 - AIR) * right, (top - AIR) * below, (x1 + AIR) * right, (bottom + AIR) * below)
        draw.rectangle(frame, fill="black")
    return image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)


def render_pages(data: bytes, covers: Sequence[tuple[int, Sequence[Box]]]) -> list[bytes]:
    """PNG files of pages of a PDF; `covers` gives each page's number, from 1, and what is covered on it.

    A page that cannot be drawn, or that the file does not have, gives b"".
    Raises pypdfium2.PdfiumError for a file that is no PDF.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        files = []
        for number, cover in covers:
            file = io.BytesIO()
            try:
                render_page(document[number - 1], cover).save(file, "PNG")
            except (pypdfium2.PdfiumError, IndexError):
                file = io.BytesIO()
            files.append(file.getvalue())
        return files
    finally:
        document.close()
