"""Families: what cannot be inferred about the minutes of one publisher, a TOML file each in models/da_referat/families.

The general rules come first. A family only says how one publisher differs from them: what its headings mean, which
column of its tables holds the record, and whether sentences without a formula are tasks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from msgspec.structs import replace

from pipeline.errors import RuleError
from pipeline.minutes import SectionKind
from pipeline.page import Block, BlockKind
from pipeline.rules import ID, data_folder

HEAD = 20  # blocks at the beginning of a document in which it names itself
RECORD_HEAD = "Referat"  # a head of a column that the general rules know as the record's
KEYS = frozenset({"match", "headings", "record_column", "tasks"})


@dataclass(frozen=True, slots=True)
class Family:
    """One file. `match` are the words that must all stand in the head or the running heads of a document."""

    name: str  # the file's, without its ending; stored as `documents.family`
    match: tuple[str, ...]
    headings: Mapping[str, SectionKind]  # by the heading in lower case
    record_column: str | None = None
    tasks: bool = True

    @property
    def rule(self) -> str:
        """What `rule` says of a section whose kind the family decided."""
        return f"familie-{self.name}"

    def kind_of(self, heading: str | None) -> SectionKind | None:
        return self.headings.get(plain(heading)) if heading else None

    def with_record_column(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """The blocks, where those in the column that holds the record stand under a head that says so."""
        if self.record_column is None:
            return blocks
        wanted = plain(self.record_column)
        return [replace(b, column=RECORD_HEAD) if b.column and plain(b.column) == wanted else b for b in blocks]


def choose_family(blocks: Sequence[Block]) -> Family | None:
    """The family whose words the document prints in its head or running heads; of several the one with most letters."""
    if not load_families():
        return None
    said = [block.text for block in blocks[:HEAD]]
    said += {block.text for block in blocks[HEAD:] if block.kind is BlockKind.RUNNING}
    text = plain("\n".join(said))
    fitting = [family for family in load_families() if all(holds(text, words) for words in family.match)]
    return max(fitting, key=lambda family: sum(map(len, family.match)), default=None)


def holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", text) is not None


def plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(" :.")


@cache
def load_families() -> tuple[Family, ...]:
    """Every family of the installed da_referat, by name. Raises RuleError for a file whose shape is wrong."""
    folder = data_folder() / "families"
    paths = [path for path in folder.iterdir() if path.name.endswith(".toml")] if folder.is_dir() else []
    return tuple(read_family(path) for path in sorted(paths, key=lambda path: path.name))


def read_family(path: Traversable) -> Family:
    """One file as a Family. Raises RuleError naming file and key."""

    def wrong(what: str) -> RuleError:
        return RuleError(f"{path.name}: {what}")

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise wrong(f"not valid TOML, {error}") from error
    name = path.name.removesuffix(".toml")
    if not ID.fullmatch(name):
        raise wrong("the file's name must be lower-case words joined by hyphens")
    if unknown := sorted(set(table) - KEYS):
        raise wrong(f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(KEYS))}")
    match table:
        case {"match": [_, *_] as words, **hints} if hints and all(isinstance(w, str) and w.strip() for w in words):
            pass
        case {"match": [_, *_]}:
            raise wrong("match must hold texts, and a family must say how it differs: headings, record_column or tasks")
        case _:
            raise wrong("match must be a list with at least one text that the documents print in head or running head")
    match hints.get("record_column"), hints.get("tasks", True):
        case ((None | str() as column), bool(tasks)):
            return Family(name, tuple(words), read_headings(hints.get("headings", {}), wrong), column, tasks)
    raise wrong("record_column must be a text and tasks true or false")


def read_headings(table: Any, wrong: Any) -> dict[str, SectionKind]:
    kinds = {kind.value for kind in SectionKind}
    if not isinstance(table, dict) or not all(isinstance(kind, str) for kind in table.values()):
        raise wrong("headings must be a table of heading and kind")
    if bad := [f"{heading!r} is {kind!r}" for heading, kind in table.items() if kind not in kinds]:
        raise wrong(f"headings: {', '.join(bad)}; kinds are {', '.join(sorted(kinds))}")
    return {plain(heading): SectionKind(kind) for heading, kind in table.items()}
