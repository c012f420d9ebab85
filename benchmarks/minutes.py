"""Invented minutes of a given length, as many as wanted, each of a meeting of its own.

    python benchmarks/minutes.py FOLDER [--each 6] [--files 100]

The texts are those of the samples in tests/golden/make: the council's meetings, their items strung together until the
document fills `--each` pages, with other towns' names and other years, so that no two are the same meeting. A document
of one or two pages is a housing association's. The same call writes the same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the golden pairs' generator is no part of the installed program

from tests.golden.make.__main__ import print_source  # noqa: E402

TEXTS = ROOT / "tests" / "golden" / "make" / "texts" / "samples"
FIRST = ("Aa", "Bak", "Dam", "El", "Fug", "Gran", "Hav", "Is", "Kil", "Lyng", "Mose", "Nør", "Ol", "Ro", "Sten", "Tov")
LAST = ("by", "bjerg", "balle", "dal", "holm", "hus", "lund", "mark", "minde", "rup", "skov", "sted", "strup", "toft")
PLACES = [first + last for first, last in product(FIRST, LAST)]
YEARS = range(2001, 2024)
_HEADLINE = re.compile(r"^@h2 (?:Åbne|Lukkede).*\n", re.MULTILINE)


def write_minutes(folder: Path, files: int, each: int) -> list[Path]:
    """`files` PDFs of `each` pages in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    texts, paths = list(templates(each)), []
    with tempfile.TemporaryDirectory() as scratch:
        for number, data in enumerate(drawn(texts, each, Path(scratch))):
            if number == files:
                break
            paths.append(folder / f"{number:05}.pdf")
            paths[-1].write_bytes(data)
    return paths


def drawn(texts: list[str], each: int, scratch: Path) -> Iterator[bytes]:
    """One document after the other: every text in every year and place that leaves it at `each` pages."""
    source = scratch / "referat.txt"
    for place, year, text in product(PLACES, YEARS, texts):
        source.write_text(moved(text, place, year), encoding="utf-8")
        data = print_source(source)[1]
        if pages_in(data) == each:
            yield data


def moved(text: str, place: str, year: int) -> str:
    """The text with the name of its town or association and the year of its meeting replaced."""
    old = re.search(r"^date: (\d{4})", text, re.MULTILINE)
    if old is None:
        raise ValueError("a source text without a date")
    text = re.sub(rf"\b{old[1]}\b", str(year), text)
    text = re.sub(rf"(?<=-){old[1][2:]}\b", f"{year % 100:02}", text)
    return text.replace("Vesterlund", place).replace("Lærkebakken", place)


def templates(each: int) -> Iterator[str]:
    """Source texts that come out at `each` pages."""
    if each <= 2:
        chosen = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("laerkebakken-*.txt"))]
        yield from (text for text in chosen if length(text) == each)
        return
    heads, items = [], list[str]()
    for path in sorted(TEXTS.glob("vesterlund-*.txt")):
        text = _HEADLINE.sub("", re.sub(r"^@toc .*", "@toc", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
        head, *rest = re.split(r"^(?=@item )", text, flags=re.MULTILINE)
        heads.append(head)
        items += [item for item in rest if "closed" not in item.partition("\n")[0]]
    for at, head in enumerate(heads):
        yield filled(head, items[3 * at :] + items[: 3 * at], each)


def filled(head: str, items: list[str], each: int) -> str:
    """The head with items until it has `each` pages; they come round again where the document is long."""
    text, has = head, 0
    for number in count(1):
        item = re.sub(r"(?<=^@item )\d+", str(number), items[number % len(items)])
        longer = length(text + item)
        if longer > each and has == each:
            return text
        if longer <= each:
            text, has = text + item, longer


def length(text: str) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "referat.txt")
        source.write_text(text, encoding="utf-8")
        return pages_in(print_source(source)[1])


def pages_in(data: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--each", type=int, default=6, help="pages of a document")
    options.add_argument("--files", type=int, default=100)
    given = options.parse_args()
    print(len(write_minutes(given.folder, given.files, given.each)), "files")


if __name__ == "__main__":
    main()
