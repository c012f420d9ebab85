"""`python -m tests.archive FOLDER [--seed N]`: the PDFs of the invented archive and their `truth.json`."""

from __future__ import annotations

import argparse
from pathlib import Path

from .draw import draw_archive

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(f"{draw_archive(chosen.folder, chosen.seed)} PDFs and truth.json in {chosen.folder}")
