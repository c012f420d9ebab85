"""Lines into blocks: paragraphs and list items over line and page breaks, tables, contents and running lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.layout.contents import contents_lines, rows_of
from pipeline.layout.running import running_lines
from pipeline.layout.tables import HEAD_ROW, ColumnTable, ProseCell, column_tables, prose_tables, ruled_tables
from pipeline.page import Block, BlockKind, Line, Page, Pages

BULLET = re.compile(r"([•▪◦●○■□►➢➤✓·*§]|[-–—](?=\s|[A-ZÆØÅ])|o(?=\s+[A-ZÆØÅa-zæøå]))\s*(?=\S)")
MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*\b"
NUMBER = re.compile(
    rf"((?:(?:[Pp]unkt|PUNKT|[Pp]kt\.?|Sag\s+nr\.?|SAG\s+NR\.?|Nr\.|[Åå]bent|[Ll]ukket|§)\s?\d{{1,4}}\b[.:]?|\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[.)]|\d{{1,2}}\.\d{{1,2}}(?![.\d-])|[a-zA-Z][.)]|\(?[ivx]{{1,4}}\)|\(\d{{1,2}}\)"
    rf"|[Aa]d\.?\s*\d{{1,2}}[.:)]?|[Aa]t\s+\d{{1,2}}[.)]))\s*(?=\S)(?!\s*{MONTH})(?!\d)"
)
ENDS_SENTENCE = re.compile(r"[.!?:;][”\"’»)\]]*$")
OPENS = re.compile(r"[A-ZÆØÅ][\w .&-]{1,30}:(?:\s|$)|Det\s+indstilles\b|[A-ZÆØÅ]\w+(?:\s+\w+)?\s+indstiller\b")
LOWER_START = re.compile(r"[a-zæøåéü(,]")


@dataclass(slots=True)
class Draft:
    """A block being built."""

    lines: list[Line]
    marker: str
    bullet: bool
    gap: float
    soft: bool = False
    row: bool = False  # the last line stands in a column beside the one before it


def layout_blocks(pages: Pages) -> list[Block]:
    """The document's blocks in reading order, running lines and contents lists among them (told by `kind`)."""
    running = running_lines(pages.pages)
    contents = contents_lines(pages.pages, running)
    leading = usual_leading(pages.pages)
    margins = right_margins(pages.pages, running)
    blocks: list[Block] = []
    heads: Sequence[str | None] = ()
    margin = margin_columns(pages.pages)
    for page in pages.pages:
        prose, heads = prose_tables(page, heads) if page.tables else ([], heads)
        fresh = list(page_blocks(page, running, contents, leading, margins[page.number], prose, margin))
        last = next((b for b in reversed(blocks) if b.kind not in (BlockKind.RUNNING,)), None)
        first = next((b for b in fresh if b.kind is not BlockKind.RUNNING), None)
        if last is not None and first is not None and continues(last, first):
            blocks[blocks.index(last)] = join(last, first)
            fresh.remove(first)
        blocks.extend(fresh)
    return with_levels(blocks)


def usual_leading(pages: Sequence[Page]) -> float:
    """Median white space between consecutive lines of a column, as a share of the font size."""
    gaps = [
        (b.top - a.bottom) / max(a.size, 4.0)
        for page in pages
        for a, b in zip(page.lines, page.lines[1:], strict=False)
        if -0.5 * a.size < b.top - a.bottom < 1.5 * a.size and b.x0 < a.x1 and a.x0 < b.x1
    ]
    return median(gaps) if gaps else 0.2


def page_blocks(page: Page, running: set[int], contents: set[int], leading: float, margin: float, prose: list[list[ProseCell]],
    columns: Sequence[tuple[float, str]],
) -> Iterator[Block]:  # fmt: skip
    body = [line for line in page.lines if id(line) not in running]
    laid = {id(line): at for at, cells in enumerate(prose) for cell in cells for line in cell.lines}
    tables = [
        *ruled_tables(page, set(laid)),
        *column_tables([n for n in body if id(n) not in contents and id(n) not in laid]),
    ]
    owner = {id(line): table for table in tables for line in table.lines}
    done: set[int] = set()
    draft: Draft | None = None
    previous: Line | None = None

    for line in page.lines:
        if id(line) in running:
            yield plain(BlockKind.RUNNING, line)
            continue
        if (column := margin_column(line, columns)) is not None:
            yield replace(plain(BlockKind.TEXT, line), column=column)
            continue
        if id(line) in laid:
            if draft:
                yield finish(draft)
                draft = None
            if laid[id(line)] not in done:
                done.add(laid[id(line)])
                yield from cell_blocks(prose[laid[id(line)]], leading)
            previous = line
            continue
        if (table := owner.get(id(line))) is not None:
            if draft:
                yield finish(draft)
                draft = None
            if id(table) not in done:
                done.add(id(table))
                yield table_block(table)
            previous = line
            continue
        if id(line) in contents:
            if draft:
                yield finish(draft)
                draft = None
            yield plain(BlockKind.CONTENTS, line)
            previous = line
            continue
        gap = line.top - previous.bottom if previous and line.top > previous.top else 99.0
        if draft is not None and same_paragraph(draft, line, gap, margin, leading):
            draft.row = line.top < draft.lines[-1].bottom - 0.5 * line.size and line.x0 > draft.lines[-1].x1
            draft.lines.append(line)
        else:
            if draft:
                yield finish(draft)
            draft = begin(line, gap)
        draft.soft = fills(line, margin)
        previous = line
    if draft:
        yield finish(draft)


def cell_blocks(cells: Sequence[ProseCell], leading: float) -> Iterator[Block]:
    """The paragraphs of a table that lays out prose, cell by cell; a cell with a number alone goes with the next one."""
    number: Line | None = None
    for cell in cells:
        draft: Draft | None = None
        previous: Line | None = None
        lines = list(cell.lines)
        if len(lines) == 1 and re.fullmatch(r"\d{1,3}[a-z]?[.)]?", lines[0].text.strip()) and cell.column != HEAD_ROW:
            number = lines[0]
            continue
        if number is not None and lines:
            first = lines[0]
            text = f"{number.text.strip().rstrip('.)')}. {first.text}"
            lines[0] = replace(first, text=text, x0=number.x0, bold_head=len(text) if first.bold else 0)
            number = None
        for line in lines:
            gap = line.top - previous.bottom if previous and line.top > previous.top else 99.0
            if draft is not None and same_paragraph(draft, line, gap, cell.right - 4, leading):
                draft.lines.append(line)
            else:
                if draft:
                    yield replace(finish(draft), column=cell.column)
                draft = begin(line, gap)
            draft.soft = fills(line, cell.right - 4)
            previous = line
        if draft:
            yield replace(finish(draft), column=cell.column)


MARGIN_HEAD = re.compile(r"(?:ansvarlig(?:e)?|ansv\.?|hvem|tovholder|deadline|frist|udføres af)\s*:?", re.I)


def margin_columns(pages: Sequence[Page]) -> list[tuple[float, str]]:
    """Left edges and heads of columns in the right margin that tell who is responsible, or by when."""
    return [
        (line.x0, line.text.strip())
        for page in pages
        for line in page.lines
        if line.x0 > 0.6 * page.width and not page.tables and MARGIN_HEAD.fullmatch(line.text.strip())
    ]


def margin_column(line: Line, columns: Sequence[tuple[float, str]]) -> str | None:
    if not columns or len(line.text) > 30:
        return None
    return next((head for x0, head in columns if abs(line.x0 - x0) < 14), None)


def right_margins(pages: Sequence[Page], running: set[int]) -> dict[int, float]:
    """Where the text column of each page ends, in points: the 90th percentile of the right ends of its long lines.

    A page with few long lines (a cover, a roster) takes the document's margin when that is wider.
    """
    ends = {
        page.number: sorted(n.x1 for n in page.lines if id(n) not in running and n.x1 - n.x0 > 0.45 * page.width)
        for page in pages
    }
    every = sorted(end for one in ends.values() for end in one)
    usual = every[int(0.9 * (len(every) - 1))] if every else 0.0
    margins = {}
    for page in pages:
        own = ends[page.number]
        if len(own) >= 5:
            margins[page.number] = own[int(0.9 * (len(own) - 1))]
        else:
            widest = max((n.x1 for n in page.lines if id(n) not in running), default=page.width)
            margins[page.number] = usual or max(widest, 0.8 * page.width)
    return margins


def fills(line: Line, margin: float, word: str = "mmmm") -> bool:
    """Would `word` not have fitted after the line? Then its break is the typesetter's, not the author's."""
    letter = (line.x1 - line.x0) / max(len(line.text), 1)
    return line.x1 + letter * (len(word) + 1) > margin - 1


def begin(line: Line, gap: float) -> Draft:
    if match := BULLET.match(line.text):
        return Draft([line], match.group(1), True, gap)
    match = NUMBER.match(line.text)
    return Draft([line], match.group(1) if match else "", False, gap)


def same_paragraph(draft: Draft, line: Line, gap: float, margin: float, leading: float) -> bool:
    last = draft.lines[-1]
    size = max(last.size, 4.0)
    if line.page != last.page:
        return False
    if abs(line.bottom - last.bottom) < 0.4 * size and line.x0 >= last.x1 - 1:  # beside it on the same line
        return min(last.x1 - last.x0, line.x1 - line.x0) < 0.6 * (margin - draft.lines[0].x0)
    if line.top <= last.top:  # a new column
        return False
    if draft.row and abs(line.x0 - last.x0) > 0.5 * size:
        return False
    if gap > (leading + 0.55) * size or abs(line.size - last.size) > 0.05 * size + 0.25:
        return False
    if line.bold != last.bold and not (last.hyphen or (mixed(last) and fills(last, margin, first_word(line)))):
        return False
    if line.x0 >= last.x1 or line.x1 <= draft.lines[0].x0 - 1:  # another column
        return False
    full = fills(last, margin, first_word(line))
    if ENDS_SENTENCE.search(last.text) and OPENS.match(line.text):
        return False  # a label or a speaker's name after a finished sentence
    lower = bool(LOWER_START.match(line.text))
    if BULLET.match(line.text):
        return False
    if NUMBER.match(line.text) and not (full and lower_or_inline(draft, line)):
        return False
    if last.hyphen and lower:
        return True
    if not full:
        # room was left for the next word: the author ended the line, unless the sentence plainly goes on
        return (
            lower
            and not line.text.startswith("at ")
            and not ENDS_SENTENCE.search(last.text)
            and not last.text.endswith(",")
        )
    indent = line.x0 - last.x0
    if len(draft.lines) == 1:
        hanging = draft.marker and -0.5 * size < indent < 6 * size
        return bool(hanging) or abs(indent) < 0.8 * size or -4 * size < indent < 0
    return abs(indent) < 0.8 * size


def mixed(line: Line) -> bool:
    return 0 < line.bold_head < len(line.text)


def first_word(line: Line) -> str:
    return line.text.split(" ", 1)[0]


def lower_or_inline(draft: Draft, line: Line) -> bool:
    """A number at the start of a full paragraph's next line that is part of the sentence ("… frem til\\n12. marts")."""
    return (
        not ENDS_SENTENCE.search(draft.lines[-1].text) and abs(line.x0 - draft.lines[-1].x0) < 1.5 and not draft.marker
    )


def plain(kind: BlockKind, line: Line) -> Block:
    return Block(kind=kind, text=line.text, page=line.page, lines=(line,), starts=(0,))


def finish(draft: Draft) -> Block:
    text, starts = joined(draft.lines, len(draft.marker) if draft.bullet else 0)
    return Block(
        kind=BlockKind.BULLET if draft.marker else BlockKind.TEXT,
        text=text,
        page=draft.lines[0].page,
        lines=tuple(draft.lines),
        marker=draft.marker,
        gap=draft.gap,
        starts=starts,
        soft=draft.soft,
    )


def joined(lines: Sequence[Line], cut: int = 0) -> tuple[str, tuple[int, ...]]:
    """The lines' text as one string, words broken at a line end joined, with the offset at which each line begins."""
    text, starts = "", []
    for at, line in enumerate(lines):
        piece = line.text[cut:].lstrip() if at == 0 else line.text
        if at and text:
            before = lines[at - 1]
            if before.hyphen and text.endswith(("-", "\xad")):
                if LOWER_START.match(piece) and not re.match(r"(?:og|eller|samt|til)\b", piece):
                    text = text[:-1]
                elif not piece[:1].isupper() and not piece[:1].isdigit():
                    text += " "
            else:
                text += " "
        starts.append(len(text))
        text += piece
    return text, tuple(starts)


def continues(last: Block, first: Block) -> bool:
    """Does a paragraph run over the page break from `last` to `first`?"""
    if (
        last.kind not in (BlockKind.TEXT, BlockKind.BULLET)
        or first.kind is not BlockKind.TEXT
        or first.page != last.lines[-1].page + 1
    ):
        return False
    end, begin_ = last.lines[-1], first.lines[0]
    if abs(end.size - begin_.size) > 0.6 or end.bold != begin_.bold:
        return False
    if end.hyphen:
        return True
    if ENDS_SENTENCE.search(end.text):
        return False
    return bool(LOWER_START.match(begin_.text)) or (last.soft and abs(end.x0 - begin_.x0) < 6 and not begin_.bold)


def join(last: Block, first: Block) -> Block:
    text, starts = joined(
        [*last.lines, *first.lines], len(last.marker) if last.marker and not last.text.startswith(last.marker) else 0
    )
    return replace(last, text=text, lines=(*last.lines, *first.lines), starts=starts, soft=first.soft)


def table_block(table: ColumnTable) -> Block:
    rows = [" ".join(line.text for line in row) for row in rows_of(table.lines)]
    lines, starts, text = [], [], ""
    for row, printed in zip(rows_of(table.lines), rows, strict=True):
        for line in row:
            starts.append(len(text) + (printed.find(line.text) if line.text in printed else 0))
            lines.append(line)
        text += printed + "\n"
    return Block(
        kind=BlockKind.TABLE,
        text=text.rstrip("\n"),
        page=table.lines[0].page,
        lines=tuple(lines),
        starts=tuple(starts),
        table=table.table,
    )


def with_levels(blocks: Sequence[Block]) -> list[Block]:
    """Gives each list item its indent step within its run of list items (0 = outermost)."""
    out: list[Block] = []
    stack: list[float] = []
    for block in blocks:
        if block.kind is BlockKind.BULLET:
            x0 = block.lines[0].x0
            while stack and x0 < stack[-1] - 4:
                stack.pop()
            if not stack or x0 > stack[-1] + 4:
                stack.append(x0)
            out.append(replace(block, level=len(stack) - 1))
        else:
            if block.kind in (BlockKind.TEXT, BlockKind.TABLE) and (not stack or block.x0 < stack[0] + 4):
                stack = []
            out.append(block)
    return out
