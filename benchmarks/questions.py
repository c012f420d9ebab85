"""Write docs/questions.md: the ten questions of `pipeline/site/questions.toml` and what the invented archive answers.

    python -m benchmarks.questions [--check]

--check writes nothing and fails when the page is not what the questions now answer.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from pipeline.cli import run
from pipeline.lemmas import match_query
from tests.archive.draw import draw_archive

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "questions.md"
QUESTIONS = ROOT / "pipeline" / "site" / "questions.toml"
SEED = 1
ROWS = 6  # shown of each answer
LONGEST = 90  # letters shown of a cell
INTRO = """# Ten questions across years

What an analyst can ask of an archive, and what comes out. The questions are kept in `pipeline/site/questions.toml`;
the SQL runs in any SQLite on the published file (only the first one needs the site's search). The answers are those
of the invented archive: one municipality, three bodies, five years.

    python -m tests.archive data/arkiv
    referat ingest data/arkiv --db data/db/arkiv.db
    referat publish --db data/db/arkiv.db --out data/db/arkivet.db

`python -m benchmarks.questions` makes the archive, asks the questions and writes this page; a test holds it to what
they answer. Only what a meeting decided itself is counted: a decision that minutes report of another meeting has a
`scope` other than `this_meeting`.
"""


def questions() -> list[dict[str, Any]]:
    return tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]


def make_snapshot(folder: Path) -> Path:
    """The invented archive, ingested and published in `folder`."""
    draw_archive(folder / "pdf", SEED)
    working, snapshot = folder / "working.db", folder / "referater.db"
    run(["ingest", str(folder / "pdf"), "--db", str(working), "--json"])
    run(["publish", "--db", str(working), "--out", str(snapshot)])
    return snapshot


def ask(snapshot: Path, question: dict[str, Any], **given: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and all rows that a question answers, with the defaults of its parameters or those `given`."""
    db = sqlite3.connect(f"file:{snapshot}?mode=ro", uri=True)
    try:
        db.create_function("escape_fts", 1, match_query, deterministic=True)
        found = db.execute(question["sql"], question["params"] | given)
        return [column[0] for column in found.description], found.fetchall()
    finally:
        db.close()


def page(snapshot: Path) -> str:
    """The Markdown of docs/questions.md."""
    parts = [INTRO]
    for number, question in enumerate(questions(), 1):
        columns, rows = ask(snapshot, question)
        given = ", ".join(f"`{name}` = {value or '(all)'}" for name, value in question["params"].items())
        parts.append(f"## {number}. {question['title']}\n\n{question['description']}\n\nParameters: {given}.\n")
        parts.append(f"```sql\n{question['sql'].strip()}\n```\n")
        table = [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
        table += [f"| {' | '.join(cell(value) for value in row)} |" for row in rows[:ROWS]]
        shown = f"{min(ROWS, len(rows))} of {len(rows)} rows." if len(rows) > ROWS else f"{len(rows)} rows."
        parts.append("\n".join(table) + f"\n\n{shown}\n")
    return "\n".join(parts)


def cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = page(make_snapshot(Path(folder)))
    if not chosen.check:
        PAGE.write_text(text, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != text:
        sys.exit("docs/questions.md is out of date: run `python -m benchmarks.questions`")


if __name__ == "__main__":
    main()
