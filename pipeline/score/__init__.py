"""How good the parser is: precision and recall by field, on documents that careful readers annotated."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import ReferatError
from pipeline.score.card import FEW, Scorecard, Scores
from pipeline.score.document import score_document
from pipeline.score.printed import Printed

__all__ = ["FEW", "Scorecard", "score_folder"]

UNNAMED = "(no organisation named)"


def score_folder(folder: Path, parse: Callable[[Path], dict[str, Any]], skip: Sequence[str] = ()) -> Scorecard:
    """Parse and score every annotated PDF of `folder`; names that hold a word of `skip` are left out.

    A document that `parse` refuses scores zero. Raises ReferatError when the folder holds no gold.
    """
    card = Scorecard()
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        if any(word in path.name for word in skip):
            continue
        pdf, gold = path.with_name(f"{name}.pdf"), json.loads(path.read_text(encoding="utf-8"))
        try:
            parsed = parse(pdf)
        except ReferatError as error:
            parsed = {}
            card.failed.append(f"{name}: {error}")
        scores = score_document(gold, parsed, Printed.of(pdf))
        scores.misses = [f"{name}: {miss}" for miss in scores.misses]
        card.files[name] = scores
        card.total.add(scores)
        publisher = (gold.get("meeting") or {}).get("organisation") or UNNAMED
        card.publishers.setdefault(publisher, Scores()).add(scores)
    if not card.files:
        raise ReferatError(f"No annotations in {folder}: put NAME.gold.json beside NAME.pdf.")
    return card
