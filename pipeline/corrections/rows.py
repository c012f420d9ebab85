"""The files of corrections: reading them with their shape checked, and adding a row."""

from __future__ import annotations

import csv
import datetime
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ReferatError
from pipeline.minutes import Outcome, Scope
from pipeline.store.ids import letters

FOLDER = Path("data/corrections")
COLUMNS = ("action", "row", "quote", "value", "who", "why", "date")
ON_DECISIONS = ("outcome", "scope", "drop")
ON_ITEMS = ("title", "add", "split", "merge")
ON_PERSONS = ("join", "part")
ACTIONS = (*ON_DECISIONS, *ON_ITEMS, *ON_PERSONS)
VALUES = {
    "outcome": frozenset(Outcome),
    "add": frozenset(Outcome),
    "scope": frozenset(Scope),
}


class CorrectionError(ReferatError):
    """A correction that cannot be understood."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Correction:
    """One row. `id` follows from what it says; `place` is the file and line it stands in."""

    action: str
    row: str
    quote: str
    value: str
    who: str
    why: str
    date: str
    place: str = ""

    @property
    def id(self) -> str:
        return f"rettelse-{letters('|'.join((self.action, self.row, self.quote, self.value)), 10)}"


def read_corrections(folder: Path = FOLDER) -> tuple[Correction, ...]:
    """The rows of all CSV files in `folder`, by file name and line; none where there is no folder.

    Raises CorrectionError, with file and line, for a row whose shape is wrong.
    """
    found: dict[str, Correction] = {}
    for path in sorted(folder.glob("*.csv")):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise CorrectionError(f"{path}: not UTF-8; save it as 'CSV UTF-8'") from error
        for correction in _rows(text, path):
            found.setdefault(correction.id, correction)
    return tuple(found.values())


def add_correction(correction: Correction, folder: Path = FOLDER) -> Path:
    """Append a row to `corrections.csv` in `folder`; gives the file. Raises CorrectionError."""
    path = folder / "corrections.csv"
    _check(correction, str(path))
    folder.mkdir(parents=True, exist_ok=True)
    begun = path.exists()
    if begun and correction.id in {row.id for row in read_corrections(folder)}:
        raise CorrectionError(f"{path} says so already")
    line = io.StringIO()
    writer = csv.writer(line)
    if not begun:
        writer.writerow(COLUMNS)
    elif not path.read_bytes().endswith(b"\n"):
        line.write("\r\n")
    writer.writerow([getattr(correction, column) for column in COLUMNS])
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(line.getvalue())
        file.flush()
        os.fsync(file.fileno())
    return path


def _rows(text: str, path: Path) -> Iterator[Correction]:
    head = text.partition("\n")[0]
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = tuple(name.strip().lower() for name in table.fieldnames or ())
    if set(names) != set(COLUMNS):
        raise CorrectionError(f"{path}: the first row must name the columns: {', '.join(COLUMNS)}")
    table.fieldnames = list(names)
    for row in table:
        place = f"{path.name}:{table.line_num}"
        if None in row or None in row.values():
            raise CorrectionError(
                f"{path}:{table.line_num}: the row does not fit its columns; quote a text with commas"
            )
        correction = Correction(**{name: " ".join(row[name].split()) for name in COLUMNS}, place=place)
        _check(correction, f"{path}:{table.line_num}")
        yield correction


def _check(one: Correction, where: str) -> None:
    if one.action not in ACTIONS:
        raise CorrectionError(f"{where}: action must be one of {', '.join(ACTIONS)}, not '{one.action}'")
    for name in ("row", "quote", "who", "why"):
        if not getattr(one, name):
            raise CorrectionError(f"{where}: '{name}' is empty; a correction tells what, by whom and why")
    if (allowed := VALUES.get(one.action)) and one.value not in allowed:
        raise CorrectionError(f"{where}: {one.action} needs one of {', '.join(sorted(allowed))}, not '{one.value}'")
    if one.action != "drop" and not one.value:
        raise CorrectionError(f"{where}: {one.action} needs a value")
    if one.action == "split" and "|" not in one.value:
        raise CorrectionError(f"{where}: split needs 'number | title' of the new item")
    try:
        datetime.date.fromisoformat(one.date)
    except ValueError as error:
        raise CorrectionError(f"{where}: date must be YYYY-MM-DD, not '{one.date}'") from error
