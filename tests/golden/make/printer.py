"""The directives that print outside the annotation: headings, field lists, contents, tables, columns, boxes."""

from __future__ import annotations

from .blocks import Block, Box, Break, Face, Para, Row, Rule, Space, Word
from .gold import Quote
from .style import Style


class Printer:
    """Appends blocks to the innermost flow: the page, a cell, a box. `contents`: number, title, page of each item."""

    def __init__(self, blocks: list[Block], style: Style, contents: list[tuple[str, str, int]]) -> None:
        self.style, self.contents = style, contents
        self.flows: list[list[Block]] = [blocks]
        self.section: Quote | None = None
        self.variant = ""
        self.align = style.align
        self.widths: list[float] = []
        self.cells: list[list[Block]] = []
        self.grid = False

    def _plain(self, text: str, spec: str, **more: float | bool | str) -> Para:
        face = self.style.face(spec)
        para = Para([Word(word, face) for word in text.split()], face, **more)  # type: ignore[arg-type]
        self.flows[-1].append(para)
        return para

    def _heading(self, rest: str, spec: str, before: float) -> None:
        self.section = None
        self._plain(rest, spec, before=before, after=4.0, keep=True)

    def do_h1(self, rest: str) -> None:
        self._heading(rest, self.style.h1, 0.0)

    def do_h2(self, rest: str) -> None:
        self._heading(rest, self.style.h2, 8.0)

    def do_h3(self, rest: str) -> None:
        self._heading(rest, self.style.h3, 4.0)

    def do_line(self, rest: str) -> None:
        """`@line b10 text`: a line of its own face outside the sections, without ending the present one."""
        spec, text = rest.split(" ", 1)
        self._plain(text, spec, after=2.0)

    def do_right(self, rest: str) -> None:
        self._plain(rest, "n", after=2.0, align="right")

    def do_center(self, rest: str) -> None:
        spec, text = rest.split(" ", 1)
        self._plain(text, spec, after=4.0, align="center")

    def do_small(self, rest: str) -> None:
        self._plain(rest, self.style.small, after=2.0)

    def do_field(self, rest: str) -> None:
        label, value = (part.strip() for part in rest.split("|", 1))
        room = self.style.width - self.style.left - self.style.right
        cells: list[list[Block]] = []
        for text, spec in ((label, self.style.label), (value, "n")):
            face = self.style.face(spec)
            cells.append([Para([Word(word, face) for word in text.split()], face)] if text else [])
        self.flows[-1].append(Row(cells, [self.style.fields, room - self.style.fields], after=1.0))

    def do_toc(self, rest: str) -> None:
        """Lines of the contents list for all items, or for those numbered `2-4` in order of appearance."""
        first, _, last = rest.partition("-")
        lines = self.contents[int(first) - 1 : int(last or first)] if rest else self.contents
        for number, title, page in lines:
            text = self.style.toc_item.format(n=number, t=title)
            para = self._plain(text, "n", after=1.0, leader=self.style.toc)
            para.target = str(page + self.style.page_offset)

    def do_page(self, _: str) -> None:
        self.flows[-1].append(Break())

    def do_space(self, rest: str) -> None:
        self.flows[-1].append(Space(float(rest)))

    def do_rule(self, _: str) -> None:
        self.flows[-1].append(Rule())

    def do_font(self, rest: str) -> None:
        """`@font i` sets the paragraphs that follow in italics, `@font n` back."""
        self.variant = "" if rest == "n" else rest

    def do_align(self, rest: str) -> None:
        self.align = rest

    # -- side by side -------------------------------------------------------------------------------------------

    def do_table(self, rest: str) -> None:
        """`@table grid 3 1 1` opens a table of words that no quote holds; `@tr a | b | c` follow."""
        kind, *widths = rest.split()
        self.grid, self.widths = kind == "grid", [float(w) for w in widths]

    def do_tr(self, rest: str) -> None:
        bold = rest.startswith("!")
        face = self.style.face("b" if bold else "n")
        face = Face(face.family, face.variant, face.size - 1)
        cells: list[list[Block]] = []
        for text in rest.lstrip("!").split("|"):
            cells.append([Para([Word(word, face) for word in text.split()], face)] if text.strip() else [])
        self.flows[-1].append(Row(cells, self.widths, grid=self.grid))

    def do_tend(self, _: str) -> None:
        self.flows[-1].append(Space(6.0))

    def do_row(self, rest: str) -> None:
        """`@row grid 1 3` opens a row whose cells hold blocks; `@cell` begins each, `@endrow` closes it."""
        kind, *widths = rest.split()
        self.grid, self.widths, self.cells = kind == "grid", [float(w) for w in widths], []

    def do_cell(self, _: str) -> None:
        if self.cells:
            self.flows.pop()
        self.cells.append([])
        self.flows.append(self.cells[-1])

    def do_endrow(self, _: str) -> None:
        self.flows.pop()
        self.cells += [[] for _ in range(len(self.widths) - len(self.cells))]
        self.flows[-1].append(Row(self.cells, self.widths, grid=self.grid))

    def do_box(self, rest: str) -> None:
        x, y, width = map(float, rest.split())
        box = Box(x, y, width)
        self.flows[-1].append(box)
        self.flows.append(box.blocks)

    def do_endbox(self, _: str) -> None:
        self.flows.pop()
