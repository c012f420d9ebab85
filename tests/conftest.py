"""What several test files need: small PDFs made on the spot."""

from __future__ import annotations

import fpdf
import pytest


@pytest.fixture(scope="session")
def one_page_pdf() -> bytes:
    """A PDF of one page with one line of text."""
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(text="Referat")
    return bytes(pdf.output())
