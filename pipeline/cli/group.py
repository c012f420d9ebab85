"""The group that all commands belong to."""

from __future__ import annotations

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="referat", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show where an unexpected error arose.")
def cli(debug: bool) -> None:
    """Danish meeting minutes (PDF) to a database of decisions."""
