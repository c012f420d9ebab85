"""Measure how good the parser is and write it where readers look: README.md, and meta.json and rule_scores.json.

    python benchmarks/scorecard.py [--gold DIR] [--check]

Two sets are scored: the invented golden pairs in the repo (anyone can run it), and, with --gold, annotated real minutes
that lie beside the project because they name people. Without --gold their last figures in meta.json are kept. --check
writes nothing and fails when the invented set's figures in meta.json or README.md are not those just measured.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from pipeline.contract import to_json
from pipeline.run import parse_document
from pipeline.score import FEW, score_folder

ROOT = Path(__file__).parent.parent
META = ROOT / "models" / "da_referat" / "meta.json"
RULES = META.with_name("rule_scores.json")
README = ROOT / "README.md"
BEGIN, END = "<!-- scorecard -->", "<!-- end of scorecard -->"
FIELDS = {
    "kind": "kind of document",
    "meeting.date": "date",
    "items": "agenda items (number and title)",
    "sections": "sections (kind, extent, item)",
    "decisions": "decisions (extent, outcome, item)",
    "decisions.found": "decisions found at all",
    "participants": "participants (name, status)",
    "participants.role": "roles",
    "votes": "votes",
    "attachments": "attachments",
    "amounts": "amounts",
    "items.case_number": "case numbers",
    "items.closed": "closed items",
}
NO_TEXT = ("scan", "garbled", "-ocr")  # names of annotated files that have no text layer to read


def parse(path: Path) -> dict[str, Any]:
    return to_json(parse_document(path.read_bytes(), path.name))


def invented(folder: Path) -> Path:
    """All golden pairs of the repo in one folder; the samples' PDFs lie in data/raw."""
    for gold in sorted((ROOT / "tests" / "golden").glob("*/*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        pdf = gold.with_name(f"{name}.pdf")
        shutil.copy(gold, folder / gold.name)
        shutil.copy(pdf if pdf.exists() else ROOT / "data" / "raw" / pdf.name, folder / pdf.name)
    return folder


def measure(folder: Path) -> tuple[dict[str, Any], dict[str, dict[str, int]]]:
    """The figures by field, and by rule its true and false positives."""
    card = score_folder(folder, parse, NO_TEXT)
    figures = card.total.figures()
    fields = {
        name: figures[name] for name in FIELDS if name in figures and (figures[name]["gold"] or figures[name]["parsed"])
    }
    return {"documents": len(card.files), "fields": fields}, card.total.rules()


def rows_of(rules: dict[str, dict[str, dict[str, int]]]) -> str:
    """JSON with a line a rule, so that a change shows as such."""
    sets = []
    for name, scores in sorted(rules.items()):
        lines = ",\n".join(
            f"  {json.dumps(rule, ensure_ascii=False)}: {json.dumps(row)}" for rule, row in scores.items()
        )
        sets.append(f" {json.dumps(name)}: {{\n{lines}\n }}")
    return "{\n" + ",\n".join(sets) + "\n}\n"


def table(scores: dict[str, Any]) -> str:
    """The README's table: precision, recall and F1 by field, a set beside the other."""
    sets = [name for name in ("development set", "invented set") if name in scores]
    head = "| field | " + " | ".join(f"{name}: P / R / F1 (n)" for name in sets) + " |"
    lines = [head, "| --- |" + " --- |" * len(sets)]
    for field, words in FIELDS.items():
        cells = []
        for name in sets:
            row = scores[name]["fields"].get(field)
            few = " (few)" if row and row["gold"] < FEW else ""
            cells.append(
                f"{row['precision']:.2f} / {row['recall']:.2f} / {row['f1']:.2f} ({row['gold']}){few}" if row else ""
            )
        lines.append(f"| {words} | " + " | ".join(cells) + " |")
    counts = ", ".join(f"{name}: {scores[name]['documents']} documents" for name in sets)
    return "\n".join([*lines, "", f"n counts annotated facts; {counts}."])


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--gold", type=Path, help="folder of annotated real minutes")
    cli.add_argument("--check", action="store_true")
    options = cli.parse_args()
    meta = json.loads(META.read_text(encoding="utf-8"))
    scores = dict(meta["performance"])
    rules = json.loads(RULES.read_text(encoding="utf-8")) if RULES.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        scores["invented set"], rules["invented set"] = measure(invented(Path(folder)))
    if options.gold:
        scores["development set"], rules["development set"] = measure(options.gold)
    meta["performance"] = scores
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    written = {
        META: json.dumps(meta, indent=1, ensure_ascii=False) + "\n",
        RULES: rows_of(rules),
        README: f"{before}{BEGIN}\n{table(scores)}\n{END}{after}",
    }
    print(table(scores))
    if options.check:
        same = all(path.exists() and path.read_text(encoding="utf-8") == text for path, text in written.items())
        print(
            "as published" if same else "the published figures are old: run python benchmarks/scorecard.py",
            file=sys.stderr,
        )
        return 0 if same else 1
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
