"""Tiny PDFs drawn for one test each."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Callable[[Canvas], None]], bytes]

WIDTH, HEIGHT = 595, 842


@pytest.fixture
def draw() -> Draw:
    """The bytes of an A4 page on which a function drew, in points from the bottom left."""

    def drawn(paint: Callable[[Canvas], None]) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=True)
        canvas.setFont("Helvetica", 11)
        paint(canvas)
        canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return drawn
