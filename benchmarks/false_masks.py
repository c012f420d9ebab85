"""What do the masks cover in ordinary minutes? Counts the findings of each kind, for a reader to judge.

    python benchmarks/false_masks.py FOLDER... [--show KIND]

The careful policy's masks are laid over the text of each page of the PDFs, as `referat publish` does with the table of
pages. `--show` prints each finding of a kind with its file and page and the words before it; of its own digits and
letters only the shape is printed (9 for a digit, a for a letter). Whether a finding is true is for the reader to say:
the command prints how many there are in 1,000 pages.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.extract import extract_pages
from pipeline.privacy import MASK, mask

KINDS = ("cpr", "email", "account", "phone", "address")
BEFORE = 45
"""Characters shown before a finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one mask covers; `before` is masked too, and `shape` tells no digit and no letter."""

    kind: str
    before: str
    shape: str
    after: str


def findings(text: str) -> Iterator[Finding]:
    """What is covered in the text of a page. A run of masks that several findings share is told line by line."""
    covered, counts = mask(text)
    if not counts:
        return
    for run in re.finditer(f"{MASK}+", covered):
        start, end = run.span()
        line = text[text.rfind("\n", 0, start) + 1 : start][-BEFORE:]
        _, alone = mask(line + text[start:end])
        kind = next((name for name in KINDS if name in alone), next(name for name in KINDS if name in counts))
        before = re.sub(r"\d", "9", covered[max(0, start - BEFORE) : start])
        yield Finding(kind, before, shape(text[start:end]), re.sub(r"\d", "9", covered[end : end + 15]))


def shape(text: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", choices=KINDS, action="append", default=[])
    asked = parser.parse_args()
    total: Counter[str] = Counter()
    touched: dict[str, set[tuple[Path, int]]] = {kind: set() for kind in KINDS}
    pages = unread = 0
    paths = sorted(path for folder in asked.folders for path in folder.rglob("*.pdf"))
    for path in paths:
        try:
            document = extract_pages(path.read_bytes())
        except DocumentError:
            unread += 1
            continue
        for page in document.pages:
            pages += 1
            text = "\n".join(line.text for line in page.lines)
            total.update(mask(text)[1])
            for found in findings(text):
                touched[found.kind].add((path, page.number))
                if found.kind in asked.show:
                    told = f"{found.before}[{found.shape}]{found.after}".replace("\n", " / ")
                    print(f"{found.kind}\t{path.name}\t{page.number}\t{told}")
    if not pages:
        sys.exit("no page could be read")
    print(f"{len(paths)} files, {unread} of them not read, {pages} pages")
    for kind in KINDS:
        rate = 1000 * total[kind] / pages
        print(f"{kind:8}{total[kind]:6} findings on {len(touched[kind])} pages, {rate:.1f} in 1,000 pages")


if __name__ == "__main__":
    main()
