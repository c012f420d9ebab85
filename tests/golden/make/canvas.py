"""Sheets to PDF bytes, by two engines that write their text operators differently. Fixed dates and ids."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas

from .place import VERA, Sheet, font_name
from .style import Style

MADE = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)


def draw(sheets: list[Sheet], style: Style, title: str) -> bytes:
    return {"reportlab": _reportlab, "fpdf": _fpdf}[style.engine](sheets, style, title)


def _reportlab(sheets: list[Sheet], style: Style, title: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(style.width, style.height), invariant=1, pageCompression=0)
    canvas.setTitle(title)
    for sheet in sheets:
        canvas.setLineWidth(0.5)
        for s in sheet.strokes:
            canvas.line(s.x0, style.height - s.y0, s.x1, style.height - s.y1)
        for p in sheet.pieces:
            canvas.setFont(font_name(p.face), p.face.size)
            canvas.drawString(p.x, style.height - p.y, p.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _fpdf(sheets: list[Sheet], style: Style, title: str) -> bytes:
    pdf = FPDF(unit="pt", format=(style.width, style.height))
    pdf.set_compression(False)
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_creation_date(MADE)
    pdf.set_title(title)
    pdf.set_auto_page_break(False)
    if style.font == "Vera":
        for variant, path in VERA.items():
            pdf.add_font("Vera", variant.upper(), str(path))
    for sheet in sheets:
        pdf.add_page()
        pdf.set_line_width(0.5)
        for s in sheet.strokes:
            pdf.line(s.x0, s.y0, s.x1, s.y1)
        for p in sheet.pieces:
            pdf.set_font(p.face.family, p.face.variant.upper(), p.face.size)
            pdf.text(p.x, p.y, p.text)
    return bytes(pdf.output())
