"""The files to ingest, and what a `sources.csv` beside them says of them.

`sources.csv` has a header row with `file` and any of `organisation`, `body`, `source_url` and `sample`. `file` is a
name in the same folder or a pattern ("*.pdf"); a row that names the file goes before one that only fits it, and fills
what the document does not say itself. Comma or semicolon, UTF-8.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from pipeline.errors import ReferatError

NAME = "sources.csv"
COLUMNS = ("file", "organisation", "body", "source_url", "sample")
YES = {"1", "ja", "yes", "true"}


class SourcesError(ReferatError):
    """A sources.csv that cannot be understood."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Source:
    """What a row of sources.csv says of a document."""

    organisation: str | None = None
    body: str | None = None
    source_url: str | None = None
    sample: bool = False

    @property
    def fingerprint(self) -> str:
        """A few letters that change with what is said; '' when nothing is."""
        return "" if self == Source() else hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:8]


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The PDFs among `paths` and in their folders at any depth, each once and in order; and the files left alone.

    Files named in `paths` are taken whatever they are called. In folders, names that begin with a dot and
    sources.csv are not counted at all.
    """
    pdfs: set[Path] = set()
    others: set[Path] = set()
    for path in paths:
        if not path.is_dir():
            pdfs.add(path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if name != NAME and not name.startswith("."):
                    (pdfs if name.lower().endswith(".pdf") else others).add(Path(folder, name))
    return sorted(pdfs), sorted(others - pdfs)


def source_of(path: Path) -> Source:
    """What the sources.csv in the file's folder says of it. Raises SourcesError."""
    name = plain(path.name)
    rows = read_sources(path.parent / NAME)
    exact = (source for file, source in rows if file == name)
    fitting = (source for file, source in rows if fnmatchcase(name, file))
    return next(exact, None) or next(fitting, Source())


@cache
def read_sources(path: Path) -> tuple[tuple[str, Source], ...]:
    """(name or pattern, what is said) for each row; none when there is no such file. Raises SourcesError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: not UTF-8; save it as 'CSV UTF-8'") from error
    return tuple(rows_of(text, path))


def rows_of(text: str, path: Path) -> Iterator[tuple[str, Source]]:
    head = text.partition("\n")[0]
    lines = io.StringIO(text, newline="")
    table = csv.DictReader(lines, delimiter=";" if head.count(";") > head.count(",") else ",")
    names = [name.strip().lower() for name in table.fieldnames or ()]
    if "file" not in names or set(names) - set(COLUMNS):
        raise SourcesError(f"{path}: the first row must name the columns: {', '.join(COLUMNS)}")
    table.fieldnames = names
    for row in table:
        said = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
        if None in row or not said["file"]:
            raise SourcesError(f"{path}:{table.line_num}: the row does not fit its columns; quote a text with commas")
        yield (
            plain(said["file"]),
            Source(
                organisation=said.get("organisation") or None,
                body=said.get("body") or None,
                source_url=said.get("source_url") or None,
                sample=said.get("sample", "").lower() in YES,
            ),
        )


def plain(name: str) -> str:
    """A file name as compared: composed letters (macOS writes å as two) and lower case."""
    return unicodedata.normalize("NFC", name).lower()
