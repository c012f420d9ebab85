"""Commands that make the snapshot, serve it and hand out its data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.group import cli
from pipeline.cli.options import (
    INTERRUPTED,
    POLICY,
    SNAPSHOT,
    anywhere,
    host_option,
    images_option,
    keep_contacts_option,
    package_option,
    paths_argument,
    policy_option,
    port_option,
    private_option,
    public_option,
    samples_option,
    workers_option,
    working_option,
)
from pipeline.cli.reading import cores, ingest_paths

WARNINGS = {
    "bad_redactions": "{} pages have text that is covered but still in the PDF; tell those who published them",
    "unchecked": "{} documents were held back, as their PDFs could not be checked for hidden text",
}


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
    from pipeline.export.archive import package_path
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
            package=package,
            policy=keeping(chosen, keep_contacts),
            workers=workers or cores(),
            progress=show,
        )
    held = ", ".join(f"{number} {kind}" for kind, number in sorted(published.held_back.items()) if number) or "nothing"
    counts = f"{published.documents} documents, {published.meetings} meetings, {published.decisions} decisions"
    reported = f", {published.reported_decisions} reported from other meetings" if published.reported_decisions else ""
    click.echo(f"{out}: {counts}{reported}; held back: {held}")
    for kind, warning in WARNINGS.items():
        if number := published.held_back.get(kind):
            click.echo(f"{warning.format(number)}: see {db.with_suffix('.privacy.csv')}", err=True)
    if images:
        lost = f", {rendered.missing} could not be made" if rendered.missing else ""
        click.echo(f"{rendered.made + rendered.kept} images of pages, {rendered.made} of them new{lost}")
    if package:
        click.echo(f"{package_path(out)}: {package_path(out).stat().st_size / 1e6:.1f} MB, the data for researchers")


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
