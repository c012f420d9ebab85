"""`python -m tests.golden.make [ROOT [NAME]]`: source texts to PDFs and annotations below ROOT (the repository)."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

from .blocks import Face
from .canvas import draw
from .gold import annotation
from .place import Piece, Placer, Sheet, width
from .source import Source, read_source
from .style import Style

TEXTS = Path(__file__).parent / "texts"
PASSES = 4  # the contents list needs the pages that it moves itself


def make_pair(path: Path) -> tuple[str, bytes, str, str]:
    """Where the PDF goes, its bytes, where the annotation goes, its JSON; paths are relative to the repository."""
    source, data = print_source(path)
    name, family = path.stem, source.head["family"]
    pdf = f"data/raw/{name}.pdf" if family == "samples" else f"tests/golden/{family}/{name}.pdf"
    gold = annotation(f"{name}.pdf", source.head.get("kind", "minutes"), source.records)
    text = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
    return pdf, data, f"tests/golden/{family}/{name}.gold.json", text


def print_source(path: Path) -> tuple[Source, bytes]:
    """A source text and its PDF."""
    return print_text(path.read_text(encoding="utf-8"), path.stem)


def print_text(text: str, name: str) -> tuple[Source, bytes]:
    """A source as read and its PDF, of the text itself; `name` is the title in the file."""
    source, sheets = _settled(text, name)
    for number, sheet in enumerate(sheets, 1):
        _running(sheet, source.style, number, len(sheets))
    return source, draw(sheets, source.style, name)


def _settled(text: str, name: str) -> tuple[Source, list[Sheet]]:
    contents: list[tuple[str, str, int]] = []
    for _ in range(PASSES):
        source = read_source(text, contents)
        sheets = Placer(source.style).place(source.blocks)
        found = [(item.number or "", item.title or "", item.page) for item in source.items]
        if found == contents:
            return source, sheets
        contents = found
    raise ValueError(f"{name}: the contents list does not settle")


def _running(sheet: Sheet, style: Style, number: int, pages: int) -> None:
    """Head and foot of one page."""
    face: Face = style.face(style.running)
    for template, y in ((style.head, style.top - 34), (style.foot, style.height - style.bottom + 34)):
        if not template or (number == 1 and not style.head_first and template == style.head):
            continue
        parts = [part.strip() for part in template.format(page=number + style.page_offset, pages=pages).split("|")]
        room = style.width - style.left - style.right
        for part, share in zip(parts, (0.0, 0.5, 1.0), strict=False):
            if part:
                x = style.left + share * (room - width(part, face))
                sheet.pieces.append(Piece(x, y, part, face))


def main(root: Path, only: str = "") -> None:
    """Write every pair whose source's name holds `only`."""
    for path in sorted(TEXTS.glob("*/*.txt")):
        if only not in path.name:
            continue
        pdf, data, gold, text = make_pair(path)
        for name, content in ((pdf, data), (gold, text.encode())):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        print(pdf)
    (root / "data/raw/sources.csv").write_text(sample_sources(), encoding="utf-8")


def sample_sources() -> str:
    """The sources.csv that marks what lies in data/raw as samples."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["file", "organisation", "body", "source_url", "sample"])
    for path in sorted((TEXTS / "samples").glob("*.txt")):
        head = read_source(path.read_text(encoding="utf-8")).head
        rows.writerow([f"{path.stem}.pdf", head["organisation"], head["body"], head["source"], 1])
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."), *sys.argv[2:3])
