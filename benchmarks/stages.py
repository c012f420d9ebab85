"""What does each stage take? CPU seconds over the PDFs of a folder, in one process, from bytes to linked rows.

    python benchmarks/stages.py FOLDER

Prints JSON: CPU milliseconds a page for each stage. `extract` opens the PDF, `layout` finds blocks, `annotate` and
`assemble` find what is said, `pack` and `check` are the answer that passes from a reader to the run, `store` its rows
and `link` what belongs together across documents.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

STAGES = {
    "extract": ("pipeline.extract", "extract_pages"),
    "layout": ("pipeline.layout", "layout_blocks"),
    "annotate": ("pipeline.annotate", "annotate_blocks"),
    "assemble": ("pipeline.assemble", "assemble_minutes"),
    "pack": ("pipeline.run", "pack_answer"),
}
"""The functions that a reader calls, one for each stage."""


def timed(stage: str, function: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    """The function, which adds the CPU seconds that it takes to its stage's."""

    def call(*given: Any, **named: Any) -> Any:
        begun = process_time()
        try:
            return function(*given, **named)
        finally:
            spent[stage] += process_time() - begun

    return call


def stage_milliseconds(paths: list[Path]) -> dict[str, float]:
    """CPU milliseconds a page by stage; each PDF is read and stored as an ingest does it."""
    from pipeline.answers import unpack_answer
    from pipeline.contract import from_bytes
    from pipeline.link import link_archive
    from pipeline.run import language, linking_version, parse_to_bytes, program_version
    from pipeline.store.database import open_database
    from pipeline.store.write import store_minutes

    spent: Counter[str] = Counter()
    language()
    for stage, (module, name) in STAGES.items():
        owner = import_module(module)
        setattr(owner, name, timed(stage, getattr(owner, name), spent))
    pages = 0
    with tempfile.TemporaryDirectory() as scratch:
        db = open_database(Path(scratch, "working.db"))
        for path in paths:
            answer = parse_to_bytes(path.read_bytes(), path.name)
            minutes = timed("check", lambda said: from_bytes(unpack_answer(said)[0]), spent)(answer)
            timed("store", store_minutes, spent)(db, minutes, version=program_version(), path=str(path))
            pages += len(minutes.document.pages.pages)
        timed("link", link_archive, spent)(db, linking_version())
        db.close()
    return {stage: round(1000 * seconds / pages, 2) for stage, seconds in spent.items()}


if __name__ == "__main__":
    print(json.dumps(stage_milliseconds(sorted(Path(sys.argv[1]).rglob("*.pdf")))))
