"""The registry of authorities: 98 municipalities, the regions, and those that went before them, as data.

`organisations.tsv` in the package da_referat has one row an authority: kind, code (Danmarks Statistik), name, aliases,
parent, valid_from, valid_to, successors and source, several values parted by "; ". A file with the same columns at
`data/organisations.tsv` adds rows of the user's own, or replaces those of the same kind and name; rows of the kind
`body` name forums, with their organisation as parent and what they became as successors.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pipeline.errors import ReferatError
from pipeline.store.ids import slug

OWN = Path("data/organisations.tsv")
COLUMNS = ("kind", "code", "name", "aliases", "parent", "valid_from", "valid_to", "successors", "source")
KINDS = frozenset({"municipality", "region", "county", "association", "company", "cooperation", "body", "other"})


class RegistryError(ReferatError):
    """A registry file that cannot be understood."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Authority:
    """One row of the registry; dates are ISO, None where open."""

    kind: str
    code: str | None
    name: str
    aliases: tuple[str, ...]
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    successors: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Registry:
    """`by_name` finds an authority by the slug of its name or an alias; `bodies` are the user's rows of forums."""

    by_name: dict[str, Authority]
    bodies: tuple[Authority, ...]
    fingerprint: str


@cache
def read_registry(own: Path = OWN) -> Registry:
    """The shipped registry with the user's own rows, if there are any. Raises RegistryError for a row that is wrong."""
    shipped = (files("da_referat") / "organisations.tsv").read_text(encoding="utf-8")
    try:
        added = own.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        added = ""
    except UnicodeDecodeError as error:
        raise RegistryError(f"{own}: not UTF-8; save it as UTF-8") from error
    rows = {(row.kind, row.name): row for text in (shipped, added) if text for row in parse_rows(text, own)}
    by_name: dict[str, Authority] = {}
    for row in rows.values():
        if row.kind != "body":
            for alias in row.aliases:
                by_name.setdefault(slug(alias), row)
    for row in rows.values():  # a name goes before an alias of another
        if row.kind != "body":
            by_name[slug(row.name)] = row
    bodies = tuple(row for row in rows.values() if row.kind == "body")
    return Registry(by_name, bodies, hashlib.sha256((shipped + added).encode()).hexdigest()[:8])


def parse_rows(text: str, path: Path) -> list[Authority]:
    lines = text.splitlines()
    table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(next(table, ())) != COLUMNS:
        raise RegistryError(f"{path}: the first row must name the columns, parted by tabs: {', '.join(COLUMNS)}")
    found = []
    for cells in table:
        if not cells:
            continue
        if len(cells) != len(COLUMNS) or cells[0] not in KINDS or not cells[2].strip():
            raise RegistryError(
                f"{path}:{table.line_num}: {len(COLUMNS)} cells parted by tabs, a kind ({', '.join(sorted(KINDS))})"
                " and a name are needed"
            )
        kind, code, name, aliases, parent, begun, ended, successors, source = (cell.strip() for cell in cells)
        found.append(
            Authority(kind, code or None, name, _parts(aliases), parent or None, begun or None, ended or None,
                      _parts(successors), source or None)
        )  # fmt: skip
    return found


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
