"""Blocks to pages: line and page breaks by our own hand, so that the page of every word is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .blocks import Block, Box, Break, Face, Para, Row, Rule, Space, Word
from .gold import ENDS
from .style import Style

VERA = {
    variant: Path(reportlab.__file__).parent / "fonts" / f"Vera{end}.ttf"
    for variant, end in {"": "", "b": "Bd", "i": "It", "bi": "BI"}.items()
}
BASE = {
    "Helvetica": ("", "-Bold", "-Oblique", "-BoldOblique"),
    "Courier": ("", "-Bold", "-Oblique", "-BoldOblique"),
    "Times": ("-Roman", "-Bold", "-Italic", "-BoldItalic"),
}
for _variant, _path in VERA.items():
    pdfmetrics.registerFont(TTFont("Vera" + _variant, str(_path)))


def font_name(face: Face) -> str:
    """The name under which reportlab knows the face."""
    if face.family == "Vera":
        return "Vera" + face.variant
    return face.family + BASE[face.family][("", "b", "i", "bi").index(face.variant)]


def width(text: str, face: Face) -> float:
    return float(pdfmetrics.stringWidth(text, font_name(face), face.size))


@dataclass(frozen=True)
class Piece:
    """Text at a place: points from the page's top left to the baseline's start."""

    x: float
    y: float
    text: str
    face: Face


@dataclass(frozen=True)
class Stroke:
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Sheet:
    pieces: list[Piece] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


@dataclass
class Line:
    parts: list[tuple[str, Face]] = field(default_factory=list)
    width: float = 0.0
    words: list[Word] = field(default_factory=list)  # those that begin on this line


def break_lines(para: Para, room: float) -> list[Line]:
    lines, line = [], Line()
    for word in para.words:
        gap = width(" ", word.face) if line.parts else 0.0
        if line.parts and line.width + gap + width(word.whole, word.face) > room:
            head, tail = _hyphenated(word, room - line.width - gap)
            if head:
                line.parts.append((head, word.face))
                line.width += gap + width(head, word.face)
                line.words.append(word)
            lines.append(line)
            line = Line([(tail, word.face)], width(tail, word.face), [] if head else [word])
        else:
            line.parts.append((word.whole, word.face))
            line.width += gap + width(word.whole, word.face)
            line.words.append(word)
    if line.parts:
        lines.append(line)
    return lines


def _hyphenated(word: Word, room: float) -> tuple[str, str]:
    parts = word.text.split("¬")
    for cut in range(len(parts) - 1, 0, -1):
        head = "".join(parts[:cut]) + "-"
        if width(head, word.face) <= room:
            return head, "".join(parts[cut:])
    return "", word.whole


class Placer:
    """Lays blocks on sheets. Each word is told its page as its line is placed."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.sheets = [Sheet()]
        self.y = style.top

    @property
    def floor(self) -> float:
        return self.style.height - self.style.bottom

    def new_page(self) -> None:
        self.sheets.append(Sheet())
        self.y = self.style.top

    def place(self, blocks: list[Block]) -> list[Sheet]:
        room = self.style.width - self.style.left - self.style.right
        for at, block in enumerate(blocks):
            if isinstance(block, Break):
                if self.y > self.style.top:
                    self.new_page()
                continue
            if isinstance(block, Box):
                self._column(block.blocks, block.x, block.y, block.width)
                continue
            if self.y > self.style.top and self.y + self._least(blocks, at, room) > self.floor:
                self.new_page()
            self._one(block, self.style.left, room)
        return self.sheets

    def _least(self, blocks: list[Block], at: int, room: float) -> float:
        """The height that must be left: a heading with what follows it, two lines of a paragraph, a whole row."""
        block = blocks[at]
        if isinstance(block, Row):
            return self.height(block, room)
        if not isinstance(block, Para):
            return 0.0
        if block.keep and at + 1 < len(blocks):
            return self.height(block, room) + self._least(blocks, at + 1, room)
        lines = len(break_lines(block, room - block.indent))
        return block.before + min(lines, 2) * block.face.size * self.style.leading

    def height(self, block: Block, room: float) -> float:
        if isinstance(block, Para):
            lines = len(break_lines(block, room - block.indent))
            return block.before + lines * block.face.size * self.style.leading + block.after
        if isinstance(block, Row):
            scale = room / sum(block.widths)
            tall = [
                sum(self.height(b, w * scale - 8) for b in cell)
                for cell, w in zip(block.cells, block.widths, strict=True)
            ]
            return max(tall) + (6 if block.grid else 0) + block.after
        return block.height if isinstance(block, Space) else 4.0

    def _one(self, block: Block, x: float, room: float) -> None:
        if isinstance(block, Para):
            self._paragraph(block, x, room)
        elif isinstance(block, Row):
            self._row(block, x, room)
        elif isinstance(block, Space):
            self.y += block.height
        elif isinstance(block, Rule):
            self.sheets[-1].strokes.append(Stroke(x, self.y, x + room, self.y))
            self.y += block.after

    def _column(self, blocks: list[Block], x: float, y: float, room: float) -> float:
        kept, self.y = self.y, y
        for block in blocks:
            self._one(block, x, room)
        end, self.y = self.y, kept
        return end

    def _row(self, row: Row, x: float, room: float) -> None:
        scale = room / sum(row.widths)
        top, tall = self.y, self.height(row, room) - row.after
        pad, at = (3.0 if row.grid else 0.0), x
        edges = [x]
        for cell, share in zip(row.cells, row.widths, strict=True):
            self._column(cell, at + 4 if row.grid else at, top + pad, share * scale - 8)
            at += share * scale
            edges.append(at)
        if row.grid:
            strokes = self.sheets[-1].strokes
            strokes += [Stroke(x, y, x + room, y) for y in (top, top + tall)]
            strokes += [Stroke(e, top, e, top + tall) for e in edges]
        self.y = top + tall + row.after

    def _paragraph(self, para: Para, x: float, room: float) -> None:
        step = para.face.size * self.style.leading
        lines = break_lines(para, room - para.indent - (30 if para.leader in ("dots", "gap") else 0))
        if self.y > self.style.top:
            self.y += para.before
        for number, line in enumerate(lines):
            short = number == len(lines) - 2 and len(lines[-1].parts) <= ENDS  # a quote's end stays on one page
            if self.y + step * (2 if short else 1) > self.floor:
                self.new_page()
            base = self.y + para.face.size
            if number == 0 and para.label:
                para.label.page = len(self.sheets)
                hang = x + para.indent - min(para.indent, max(14.0, width(para.label.text, para.label.face) + 4))
                self.sheets[-1].pieces.append(Piece(hang, base, para.label.text, para.label.face))
            for word in line.words:
                word.page = len(self.sheets)
            last = number == len(lines) - 1
            self._line(para, line, x + para.indent, base, room - para.indent, last)
            self.y += step
        self.y += para.after

    def _line(self, para: Para, line: Line, x: float, base: float, room: float, last: bool) -> None:
        sheet, spare = self.sheets[-1], room - line.width
        justified = para.align == "justify" and not last and len(line.parts) > 1 and spare < room * 0.4
        extra = spare / (len(line.parts) - 1) if justified else 0.0
        x += {"center": spare / 2, "right": spare}.get(para.align, 0.0)
        if para.leader in ("dots", "gap") and last:
            end = x + room
            if para.leader == "dots":
                dot, free = width(".", para.face), end - width(para.target, para.face) - x - line.width - 4
                line.parts[-1] = (line.parts[-1][0] + "." * max(0, int(free / dot)), para.face)
            spot = end - width(para.target, para.face)
            sheet.pieces.append(Piece(spot, base, para.target, para.face))
        for run, face, at in _runs(line, x, extra, self.style.mode):
            sheet.pieces.append(Piece(at, base, run, face))


def _runs(line: Line, x: float, extra: float, mode: str) -> list[tuple[str, Face, float]]:
    """What each show-text operator holds: a whole line (cut where the face changes), or word by word."""
    runs: list[tuple[str, Face, float]] = []
    for number, (text, face) in enumerate(line.parts):
        more = number < len(line.parts) - 1
        joined = mode == "line" and not extra and runs and runs[-1][1] == face
        if joined:
            runs[-1] = (runs[-1][0] + text, face, runs[-1][2])
        else:
            runs.append((text, face, x))
        if more:
            if mode != "words":
                runs[-1] = (runs[-1][0] + " ", face, runs[-1][2])
            x += width(text + " ", face) + extra
    return runs
