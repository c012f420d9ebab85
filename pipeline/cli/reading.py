"""Commands that read documents: into the database, or one of them for a person or a program."""

from __future__ import annotations

import gc
import json
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.group import cli
from pipeline.cli.options import (
    INTERRUPTED,
    RAW,
    SOME_QUARANTINED,
    existing,
    paths_argument,
    workers_option,
    working_option,
)
from pipeline.errors import DocumentError, ReferatError

if TYPE_CHECKING:
    from pipeline.minutes import Minutes
    from pipeline.report import Report


@cli.command()
@paths_argument
@working_option
@workers_option
@click.option("--cluster", metavar="ADDRESS", help="A dask scheduler whose workers read instead: tcp://HOST:8786.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def ingest(paths: tuple[Path, ...], db: Path, workers: int | None, cluster: str | None, as_json: bool) -> int:
    """Read PDFs and folders (default data/raw) into the working database.

    Files that this version has read are skipped. What cannot be read is put in quarantine with a reason.
    """
    report = ingest_paths(paths, db, workers, quiet=as_json, cluster=cluster)
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))
    if report.interrupted:
        return INTERRUPTED
    return SOME_QUARANTINED if report.in_quarantine else 0


def ingest_paths(
    paths: Sequence[Path],
    db: Path,
    workers: int | None,
    *,
    quiet: bool,
    retry: bool = False,
    cluster: str | None = None,
) -> Report:
    from pipeline.worker.reader import COLLECT_AFTER

    gc.set_threshold(COLLECT_AFTER)  # before all that is loaded: its objects are never let go
    from pipeline.ingest import ingest as ingest_files
    from pipeline.progress import reading_bar
    from pipeline.sources import find_files

    files, others = find_files(paths or [RAW])
    if not files:
        where = ", ".join(map(str, paths or [RAW]))
        raise click.UsageError(f"no PDF in {where}: put some there, or name a folder that has PDFs")
    with first_interrupt() as stopped, reading_bar(len(files), hidden=quiet) as progress:
        report = ingest_files(
            files,
            db,
            folders=[path for path in paths or [RAW] if path.is_dir()],
            workers=workers or cores(),
            progress=progress,
            stopped=lambda: bool(stopped),
            retry=retry,
            cluster=cluster,
        )
    report.left_alone = len(others)
    return report


@contextmanager
def first_interrupt() -> Iterator[list[int]]:
    """The first Ctrl-C only fills the list; the second stops at once."""
    seen: list[int] = []

    def note(number: int, frame: object) -> None:
        seen.append(number)
        signal.signal(signal.SIGINT, before)
        click.echo("\nfinishing the documents in hand; Ctrl-C again stops at once", err=True)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield seen
    finally:
        signal.signal(signal.SIGINT, before)


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cli.command()
@working_option
def link(db: Path) -> None:
    """Work out all links between documents anew: persons, bodies and what becomes of a matter.

    Every ingest links what is new; this is for when nothing is, as after a change of a correction.
    """
    from pipeline.upkeep import link as link_all

    click.echo(f"{db}: {link_all(db).line()}")


@cli.command()
@working_option
@workers_option
@click.option("--retry", is_flag=True, help="Try the files again; what can be read leaves quarantine.")
def quarantine(db: Path, workers: int | None, retry: bool) -> int:
    """List what was not ingested, why, and what to do."""
    from pipeline.quarantine import read_quarantine

    refused = read_quarantine(db)
    if retry and (paths := sorted({row.path for row in refused if row.path.exists()})):
        click.echo("\n".join(ingest_paths(paths, db, workers, quiet=False, retry=True).lines()))
        refused = read_quarantine(db)
    for row in refused:
        click.echo(f"{row.path}: {row.reason}: {row.message}\n    {row.advice}")
    click.echo(f"{len(refused)} files in quarantine")
    return SOME_QUARANTINED if refused else 0


@cli.command()
@click.argument("pdf", type=existing(dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="On one line, for programs.")
def parse(pdf: Path, as_json: bool) -> None:
    """Parse one PDF and print its JSON; nothing is stored."""
    from pipeline.contract import to_json

    click.echo(json.dumps(to_json(parse_file(pdf)), ensure_ascii=False, indent=None if as_json else 2))


@cli.command()
@click.argument("pdf", type=existing(dir_okay=False))
def explain(pdf: Path) -> None:
    """Show what is found in one PDF as a tree, each fact with its page and rule."""
    from pipeline.explain import explain_minutes

    click.echo(explain_minutes(parse_file(pdf)))


def parse_file(pdf: Path) -> Minutes:
    from pipeline.run import parse_document

    try:
        return parse_document(pdf.read_bytes(), pdf.name)
    except DocumentError as error:
        raise NotRead(pdf, error) from error


class NotRead(ReferatError):
    """A document's error, for a reader who named the file."""

    def __init__(self, pdf: Path, error: DocumentError) -> None:
        super().__init__(f"{pdf}: {error} {error.advice}")
        self.exit_code = error.exit_code
