"""The command line. Each command imports what it needs when it runs, so that `referat --help` is quick."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import DocumentError, ReferatError, RuleError

if TYPE_CHECKING:
    from pipeline.minutes import Minutes
    from pipeline.report import Report

RAW = Path("data/raw")
WORKING = Path("data/db/working.db")
SNAPSHOT = Path("data/db/referater.db")
POLICY = Path("data/privacy.toml")
PORT = 8001
WARNINGS = {
    "bad_redactions": "{} pages have text that is covered but still in the PDF; tell those who published them",
    "unchecked": "{} documents were held back, as their PDFs could not be checked for hidden text",
}
INTERRUPTED, SOME_QUARANTINED, INPUT_OUTPUT, UNEXPECTED = 130, 3, 74, 1


def main() -> None:
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; gives its exit code. An error is one line on stderr that says what to do."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    try:
        return cli.main(arguments, prog_name="referat", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ReferatError as error:
        return fail(str(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return fail("interrupted", INTERRUPTED)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNEXPECTED
    except OSError as error:
        return fail(f"{error.filename or 'input/output'}: {error.strerror or error}", INPUT_OUTPUT)
    except Exception as error:
        if "--debug" in arguments:
            raise
        name = type(error).__name__
        return fail(f"unexpected {name}: {error}; `referat --debug ...` shows where, please report it", UNEXPECTED)


def fail(message: str, code: int) -> int:
    click.echo(f"referat: {' '.join(message.split())}", err=True)
    return code


def existing(**only: bool) -> click.Path:
    return click.Path(exists=True, path_type=Path, **only)


anywhere = click.Path(path_type=Path)
paths_argument = click.argument("paths", nargs=-1, type=existing(), metavar="[PATH]...")
working_option = click.option("--db", type=anywhere, default=WORKING, show_default=True, help="The working database.")
workers_option = click.option(
    "--workers", type=click.IntRange(1), default=None, help="Reading processes.  [default: one for each core]"
)
samples_option = click.option(
    "--samples/--no-samples", default=True, help="Whether the invented sample minutes are published.", show_default=True
)
images_option = click.option(
    "--images/--no-images", default=True, show_default=True, help="Whether the pages are published as images too."
)
policy_option = click.option(
    "--policy",
    type=existing(dir_okay=False),
    help=f"What is held back (TOML).  [default: {POLICY} where it is there, else all that can be]",
)
keep_contacts_option = click.option(
    "--keep-contacts", multiple=True, metavar="DOMAIN", help="Leave e-mail addresses of this domain; may be repeated."
)
package_option = click.option(
    "--package/--no-package", default=True, help="The research package that the site offers.", show_default=True
)
host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
port_option = click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)
public_option = click.option("--public", is_flag=True, help="Close SQL, as on any host but this machine.")

private_option = click.option(
    "--private", type=existing(dir_okay=False), help="Names and passwords: nobody else reads anything of the site."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="referat", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show where an unexpected error arose.")
def cli(debug: bool) -> None:
    """Danish meeting minutes (PDF) to a database of decisions."""


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


@cli.command()
@working_option
@click.option("--out", type=anywhere, default=SNAPSHOT, show_default=True, help="The snapshot.")
@samples_option
@images_option
@policy_option
@keep_contacts_option
@package_option
@workers_option
def publish(
    db: Path,
    out: Path,
    samples: bool,
    images: bool,
    policy: Path | None,
    keep_contacts: tuple[str, ...],
    package: bool,
    workers: int | None,
) -> None:
    """Make a new, masked snapshot for the site, images of its pages and a package of its data.

    A running site takes them up.
    """
    publish_to(db, out, samples, images, package, workers, policy, keep_contacts)


def publish_to(
    db: Path,
    out: Path,
    samples: bool,
    images: bool,
    package: bool,
    workers: int | None,
    policy: Path | None,
    keep_contacts: tuple[str, ...] = (),
) -> None:
    from pipeline.export.archive import pack_export, package_path
    from pipeline.policy import Policy, keeping
    from pipeline.policy_file import read_policy
    from pipeline.publish import publish as publish_all

    chosen = read_policy(policy or POLICY) if policy or POLICY.exists() else Policy()

    with click.progressbar(label="Pages", file=sys.stderr, hidden=not sys.stderr.isatty(), width=0, length=1) as bar:

        def show(done: int, pages: int) -> None:
            bar.length = max(pages, 1)
            bar.update(done - bar.pos)

        published, rendered = publish_all(
            db,
            out,
            samples=samples,
            images=images,
            policy=keeping(chosen, keep_contacts),
            workers=workers or cores(),
            progress=show,
        )
    held = ", ".join(f"{number} {kind}" for kind, number in sorted(published.held_back.items()) if number) or "nothing"
    counts = f"{published.documents} documents, {published.meetings} meetings, {published.decisions} decisions"
    click.echo(f"{out}: {counts}; held back: {held}")
    for kind, warning in WARNINGS.items():
        if number := published.held_back.get(kind):
            click.echo(f"{warning.format(number)}: see {db.with_suffix('.privacy.csv')}", err=True)
    if images:
        lost = f", {rendered.missing} could not be made" if rendered.missing else ""
        click.echo(f"{rendered.made + rendered.kept} images of pages, {rendered.made} of them new{lost}")
    if package:
        pack_export(out)
        click.echo(f"{package_path(out)}: {package_path(out).stat().st_size / 1e6:.1f} MB, the data for researchers")
    else:
        package_path(out).unlink(missing_ok=True)  # it would be of another snapshot


@cli.command()
@click.option("--db", type=anywhere, default=SNAPSHOT, show_default=True, help="The snapshot.")
@host_option
@port_option
@public_option
@private_option
def serve(db: Path, host: str, port: int, public: bool, private: Path | None) -> None:
    """Serve the site on the snapshot until Ctrl-C."""
    from pipeline.serve import serve_snapshot

    def ready(address: str) -> None:
        click.echo(f"{address} shows {db}; Ctrl-C stops")

    serve_snapshot(db, host, port, public=public, private=private, ready=ready)


@cli.command()
@click.argument("name")
@click.password_option(help="Asked for where it is not named.")
def password(name: str, password: str) -> None:
    """Print a line for the file of `referat serve --private`: a reader's name and the hash of a password."""
    from pipeline.site.gate import hash_password

    if ":" in name or not name.strip():
        raise click.UsageError("a name has letters and no colon")
    click.echo(f"{name}:{hash_password(password)}")


@cli.command()
@paths_argument
@working_option
@click.option("--out", type=anywhere, default=SNAPSHOT, show_default=True, help="The snapshot.")
@workers_option
@samples_option
@images_option
@policy_option
@package_option
@host_option
@port_option
@public_option
@click.pass_context
def up(
    context: click.Context,
    paths: tuple[Path, ...],
    db: Path,
    out: Path,
    workers: int | None,
    samples: bool,
    images: bool,
    policy: Path | None,
    package: bool,
    host: str,
    port: int,
    public: bool,
) -> int:
    """Ingest, publish and serve in one."""
    report = ingest_paths(paths, db, workers, quiet=False)
    click.echo("\n".join(report.lines()))
    if report.interrupted:
        return INTERRUPTED
    publish_to(db, out, samples, images, package, workers, policy)
    context.invoke(serve, db=out, host=host, port=port, public=public, private=None)
    return 0


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--db", type=anywhere, default=SNAPSHOT, show_default=True, help="The snapshot.")
@click.option("--parquet/--no-parquet", default=None, help="Parquet too.  [default: where pyarrow is installed]")
def export(folder: Path, db: Path, parquet: bool | None) -> None:
    """Write the snapshot as CSV, CSV for Danish Excel, .xlsx and Parquet, with codebook and checksums.

    A folder that holds an earlier export gets a list of the rows that came, went or changed since.
    """
    from pipeline.export import export_snapshot

    exported = export_snapshot(db, folder, parquet=parquet)
    left_out = f"; left out: {', '.join(exported.left_out)}" if exported.left_out else ""
    click.echo(f"{folder}: {len(exported.rows)} tables, {sum(exported.rows.values())} rows{left_out}")


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
@click.argument("item")
@working_option
def release(item: str, db: Path) -> None:
    """Let a closed agenda item be published, by its key (`agenda_items.id`).

    It holds for the file it stands in; the text and image of its pages stay covered.
    """
    from pipeline.upkeep import release as release_one

    release_one(db, item)
    click.echo(f"{db}: {item} is released; run `referat publish` to show it")


@cli.command()
@click.argument("what", metavar="SHA256|ITEM")
@working_option
def forget(what: str, db: Path) -> None:
    """Remove a document or an agenda item for good; a later ingest does not bring it back.

    SHA256 is `documents.sha256`, or its first letters (8 or more); ITEM is `agenda_items.id`. The file itself is left
    where it is. With an item the text of the pages it stands on goes too.
    """
    from pipeline.upkeep import forget as forget_for_good
    from pipeline.upkeep import forget_one

    if "-" in what:
        forget_one(db, what)
        click.echo(f"{db}: {what} removed and will not come back; run `referat publish` to mend the site")
        return
    gone = forget_for_good(db, what)
    removed = "removed" if gone.documents or gone.refusals else "was not stored"
    click.echo(f"{db}: {gone.sha256} {removed} and will not be read again; run `referat publish` to mend the site")
    for path in gone.files:
        click.echo(f"  the file still lies at {path}")
