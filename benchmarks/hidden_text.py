"""How much hidden text is found, and how many letters of ordinary minutes are taken for hidden.

    python benchmarks/hidden_text.py [FOLDER...]

The ways to hide a word are those of tests/privacy/hidden_text.py. In the folders' PDFs every flagged letter counts
against the detector, so they should be minutes of which nobody hid anything.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "privacy"))

from hidden_text import HIDDEN, SEEN, make_pdf, variants

from pipeline.errors import DocumentError
from pipeline.extract import extract_pages
from pipeline.extract.inspect import inspect_pages


def main(folders: list[str]) -> None:
    all_variants = list(variants())
    found = published = lost = alarms = meant = 0
    for variant in all_variants:
        data = make_pdf(variant)
        text = "\n".join(line.text for page in extract_pages(data, printed_only=True).pages for line in page.lines)
        (check,) = inspect_pages(data)
        found += check.hidden >= len(HIDDEN) - 2
        published += any(HIDDEN[start : start + 4] in text for start in range(len(HIDDEN) - 3))
        lost += any(words not in text for words in SEEN)
        meant += variant.meant
        alarms += bool(check.covered) and variant.meant
    total = len(all_variants)
    print(
        f"hidden in {total} ways: found {found} ({found / total:.1%}), published {published}, alarm rang for {alarms}"
    )
    print(f"of {meant} that someone meant to hide; visible words lost in {lost}")
    files = sorted(path for folder in folders for path in Path(folder).rglob("*.pdf"))
    pages = letters = flagged = unchecked = touched = 0
    begun = process_time()
    for path in files:
        try:
            checks = inspect_pages(path.read_bytes())
        except DocumentError:
            unchecked += 1
            continue
        pages += len(checks)
        letters += sum(check.letters for check in checks)
        flagged += (here := sum(check.hidden for check in checks))
        touched += here > 0
    if letters:
        print(
            f"minutes: {flagged} of {letters} letters flagged ({flagged / letters:.5%}), in {touched} of {len(files)}"
            f" files, {pages} pages at {(process_time() - begun) / pages:.3f} s; {unchecked} files could not be drawn"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
