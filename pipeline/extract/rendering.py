"""A page as grey pixels, with some of its objects left out."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from pipeline.extract import bare

Pixels = NDArray[numpy.int16]  # rows of grey levels, 0 black to 255 white

WHITE = 255
MOST_PIXELS = 4_000_000  # of one page: a hostile page size must not take the memory
_MAX_DEPTH = 8  # of forms within forms


def page_scale(size: tuple[float, float], dots_per_inch: float) -> float:
    """Pixels a point, fewer than asked for where the page would have more than MOST_PIXELS."""
    scale = dots_per_inch / 72
    area = max(1.0, size[0]) * max(1.0, size[1])
    return float(min(scale, (MOST_PIXELS / area) ** 0.5))


def render_grey(page: Any, size: tuple[float, float], scale: float, *, annotations: bool = True) -> Pixels:
    """An open pdfium page of `size` points on white, upright, `scale` pixels a point."""
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError(f"no room for a page of {width} by {height} pixels")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        flags = pdfium.FPDF_GRAYSCALE | (pdfium.FPDF_ANNOT if annotations else 0)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        start = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
        return numpy.ctypeslib.as_array(start, (height, stride))[:, :width].astype(numpy.int16)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


@contextmanager
def without(objects: Iterable[int]) -> Iterator[None]:
    """The page objects at these addresses are not drawn within the block."""
    hushed = [handle for handle in objects if bare.set_active(handle, 0)]
    try:
        yield
    finally:
        for handle in hushed:
            bare.set_active(handle, 1)


def drawn_objects(page: Any) -> tuple[list[int], list[int]]:
    """The addresses of a page's text objects and of all others that draw, those within forms included."""
    texts: list[int] = []
    others: list[int] = []

    def visit(count: int, get: Callable[[int], int], depth: int) -> None:
        for index in range(count):
            handle = get(index)
            kind = bare.object_type(handle)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                visit(bare.form_count(handle), partial(bare.form_object, handle), depth + 1)
            else:
                (texts if kind == pdfium.FPDF_PAGEOBJ_TEXT else others).append(handle)

    handle = bare.address(page)
    visit(bare.page_count(handle), partial(bare.page_object, ctypes.c_void_p(handle)), 0)
    return texts, others
