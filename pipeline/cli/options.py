"""The options and defaults that several commands share, and the exit codes that no error owns."""

from __future__ import annotations

from pathlib import Path

import click

RAW = Path("data/raw")
WORKING = Path("data/db/working.db")
SNAPSHOT = Path("data/db/referater.db")
POLICY = Path("data/privacy.toml")
PORT = 8001
INTERRUPTED, SOME_QUARANTINED, INPUT_OUTPUT, UNEXPECTED = 130, 3, 74, 1


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
