"""The command line. Each command imports what it needs when it runs, so that `referat --help` is quick."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from pipeline.cli import measuring, mending, publishing, reading
from pipeline.cli.group import cli
from pipeline.cli.options import INPUT_OUTPUT, INTERRUPTED, UNEXPECTED
from pipeline.errors import ReferatError

COMMANDS = (reading, publishing, mending, measuring)  # their commands join the group as they are imported


def main() -> None:
    code = run()
    gc.freeze()  # Python looks through all that was loaded before it ends: a third of a second where spaCy was
    sys.exit(code)


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


__all__ = ["cli", "main", "run"]
