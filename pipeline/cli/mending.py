"""Commands by which people correct, release and remove what was read."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pipeline.cli.group import cli
from pipeline.cli.options import workers_option, working_option
from pipeline.cli.reading import cores
from pipeline.errors import ReferatError


@cli.command()
@click.argument("action", required=False)
@click.argument("row", required=False)
@click.argument("value", default="")
@working_option
@click.option("--quote", default="", help="The text as printed; looked up where ROW is a decision.")
@click.option("--why", default="", help="The reason, which readers see.")
@click.option("--who", default=lambda: os.environ.get("USER", ""), help="Who says so.  [default: you]")
@click.option("--list", "listing", is_flag=True, help="All corrections and whether they hold.")
@click.option(
    "--gold", type=click.Path(file_okay=False, path_type=Path), help="Make gold of corrected documents there."
)
def correct(
    action: str | None, row: str | None, value: str, db: Path, quote: str, why: str, who: str, listing: bool,
    gold: Path | None,
) -> int:  # fmt: skip
    """Correct what was read: ACTION on the row with key ROW, to VALUE.

    \b
    outcome DECISION CODE    another outcome            drop DECISION        no decision at all
    scope DECISION CODE      decided elsewhere          add ITEM CODE        a decision that was missed (--quote)
    title ITEM TEXT          another title              split ITEM "4 | Title"  a new item begins at --quote
    merge ITEM ITEM          the first belongs to the second
    join ORGANISATION NAME   NAME and --quote are one person; part: they are not
    """
    from datetime import date

    from pipeline.correct import carry_out, list_corrections, make_correction, write_gold

    if gold:
        written = write_gold(db, gold)
        click.echo("\n".join([*map(str, written), f"{len(written)} annotations; read them before you rely on them"]))
        return 0
    if listing:
        told = list_corrections(db)
        click.echo("\n".join([*(one.line() for one in told), f"{len(told)} corrections"]))
        return 0
    if not action or not row:
        raise click.UsageError("which ACTION on which ROW? `referat correct --help` shows them")
    today = date.today().isoformat()
    made = make_correction(db, action, row, value, quote=quote, who=who, why=why, date=today)
    path, report, status = carry_out(made, db)
    click.echo(f"{path}: {made.action} {made.row}: {status}, {report.stored} documents read anew")
    if status != "applied":
        raise ReferatError("the correction is written but does not hold yet: compare its quote with the printed text")
    return 0


publish_option = click.option(
    "--publish/--no-publish", default=True, show_default=True, help="Publish anew wherever the database was published."
)


@cli.command()
@click.argument("item")
@working_option
@publish_option
@workers_option
def release(item: str, db: Path, publish: bool, workers: int | None) -> None:
    """Let a closed agenda item be published, by its key (`agenda_items.id`).

    It holds for the file it stands in; the text and image of its pages stay covered.
    """
    from pipeline.upkeep import release as release_one

    release_one(db, item)
    click.echo(f"{db}: {item} is released{mend(db, publish, workers)}")


def mend(db: Path, publish: bool, workers: int | None) -> str:
    """Publish anew what was published before, and tell so behind what was done."""
    from pipeline.publish import republish

    places = republish(db, workers=workers or cores()) if publish else []
    return f"; published anew: {', '.join(map(str, places))}" if places else "; run `referat publish` to mend the site"


@cli.command()
@click.argument("what", metavar="SHA256|ITEM")
@working_option
@publish_option
@workers_option
def forget(what: str, db: Path, publish: bool, workers: int | None) -> None:
    """Remove a document or an agenda item for good; a later ingest does not bring it back.

    The snapshots that were made of the database are made anew, with their images and packages; what was exported to
    other places is not known here.

    SHA256 is `documents.sha256`, or its first letters (8 or more); ITEM is `agenda_items.id`. The file itself is left
    where it is. With an item the text of the pages it stands on goes too.
    """
    from pipeline.upkeep import forget as forget_for_good
    from pipeline.upkeep import forget_one

    if "-" in what:
        forget_one(db, what)
        click.echo(f"{db}: {what} removed and will not come back{mend(db, publish, workers)}")
        return
    gone = forget_for_good(db, what)
    removed = "removed" if gone.documents or gone.refusals else "was not stored"
    click.echo(f"{db}: {gone.sha256} {removed} and will not be read again{mend(db, publish, workers)}")
    for path in gone.files:
        click.echo(f"  the file still lies at {path}")
