"""Commands that tell how good the rules are and which to add next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pipeline.cli.group import cli
from pipeline.cli.options import (
    anywhere,
    existing,
    working_option,
)
from pipeline.errors import ReferatError, RuleError


@cli.command()
@click.argument("gold", type=existing(file_okay=False), metavar="GOLD_DIR")
@click.option("--json", "as_json", is_flag=True, help="All figures as JSON.")
@click.option("--floor", type=existing(dir_okay=False), help="JSON of field and lowest F1; below it is an error.")
@click.option("--skip", default="", metavar="WORD,WORD", help="Leave out files whose name holds one of these.")
@click.option("--by", type=click.Choice(["file", "publisher"]), default="file", show_default=True, help="The parts.")
@click.option("--general", is_flag=True, help="Without the family files.")
@click.option("--rules", is_flag=True, help="True and false positives of each rule.")
@click.option("--misses", is_flag=True, help="What was missed or invented.")
def score(
    gold: Path, as_json: bool, floor: Path | None, skip: str, by: str, general: bool, rules: bool, misses: bool
) -> None:
    """The scorecard on annotated PDFs: NAME.gold.json beside NAME.pdf."""
    from pipeline.contract import to_json
    from pipeline.run import parse_document
    from pipeline.score import score_folder

    words = [word for word in skip.split(",") if word]

    def parsed(pdf: Path) -> dict[str, Any]:
        return to_json(parse_document(pdf.read_bytes(), pdf.name, families=not general))

    card = score_folder(gold, parsed, words)
    if as_json:
        click.echo(json.dumps(card.to_json(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(card.table(by)))
        if rules:
            click.echo("\n".join(["", *card.rules_table()]))
    if misses:
        click.echo("\n".join(["", *card.total.misses]), err=as_json)
    if floor and (below := card.below(json.loads(floor.read_text(encoding="utf-8")))):
        raise ReferatError(f"below the floors of {floor}: {'; '.join(below)}")


@cli.command()
def check() -> None:
    """Make the rules prove themselves: shape, ids, labels, examples and counter-examples."""
    from pipeline.proofs import check_rules

    count, problems = check_rules()
    for problem in problems:
        click.echo(problem)
    if problems:
        raise RuleError(f"{len(problems)} of the rules do not hold; mend the rows named above")
    click.echo(f"{count} rules hold")


@cli.command()
@working_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many patterns.")
@click.option("--documents", type=click.IntRange(1), default=3000, show_default=True, help="Read about so many.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def suggest(db: Path, limit: int, documents: int, as_json: bool) -> None:
    """Show which row to add next: what the records say that no rule matched, by pattern and counted."""
    from pipeline.suggest import suggest_rows

    found = suggest_rows(db, limit, documents)
    click.echo(json.dumps(found.to_json(), ensure_ascii=False) if as_json else "\n".join(found.lines()))


@cli.command()
@click.argument("number", type=click.IntRange(1), required=False, metavar="[N]")
@working_option
@click.option("--out", type=anywhere, default=Path("audit"), show_default=True, help="Folder of the sheet.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed draws other decisions.")
@click.option("--pdfs", type=existing(file_okay=False), help="Where the PDFs lie, if they have moved.")
@click.option("--read", "sheet", type=existing(dir_okay=False), help="A ticked sheet: print its precision.")
def sample(number: int | None, db: Path, out: Path, seed: int, pdfs: Path | None, sheet: Path | None) -> None:
    """Draw N decisions at random to be looked up by a reader, and say how many were right.

    The folder gets a page with each decision marked on its printed page, and a sheet to tick.
    """
    from pipeline.sample import SHEET, draw_sample, read_sheet

    if sheet:
        click.echo(read_sheet(sheet).line())
        return
    if number is None:
        raise click.UsageError("how many decisions? `referat sample 100`, or --read SHEET for a ticked sheet")
    drawn = draw_sample(db, number, out, seed=seed, pdfs=pdfs)
    pictures = "" if drawn.pictured == drawn.drawn else f", {drawn.drawn - drawn.pictured} without image (see --pdfs)"
    click.echo(f"{out}: {drawn.drawn} of {drawn.population} decisions{pictures}; tick {out / SHEET}, then")
    click.echo(f"referat sample --read {out / SHEET}")
