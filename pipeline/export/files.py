"""The folder of an export: each file is written beside its place and moved there when all are whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

Row = tuple[object, ...]
Sink = Callable[[Row], object]
"""Takes one row of a table, in the order of its fields."""

NEW = ".new"
SUMS = "SHA256SUMS"


class Folder:
    """Writes `name`s, paths within the folder with "/", into a hidden folder inside until `finish`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new = path / NEW
        self._names: set[str] = set()

    def __enter__(self) -> Self:
        self.path.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._new, ignore_errors=True)
        self._new.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._new, ignore_errors=True)

    def new(self, name: str) -> Path:
        """Where to write the file that will be `name`."""
        self._names.add(name)
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def old(self, name: str) -> Path:
        """What an earlier export left as `name`; it may not be there."""
        return self.path / name

    def write(self, name: str, text: str) -> None:
        self.new(name).write_bytes(text.encode())

    def finish(self) -> None:
        """Write the checksums, put every file in its place, and remove what only an earlier export wrote."""
        sums = {name: sha256(self._new / name) for name in sorted(self._names)}
        before = read_sums(self.path / SUMS)
        self.write(SUMS, "".join(f"{digest}  {name}\n" for name, digest in sums.items()))
        for name in sorted(self._names):
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._new / name, self.path / name)
        for name in set(before) - self._names:
            path = self.path / name
            if path.is_file() and path.resolve().is_relative_to(self.path.resolve()):
                path.unlink()
                if path.parent != self.path and not any(path.parent.iterdir()):
                    path.parent.rmdir()


def read_sums(path: Path) -> dict[str, str]:
    """The checksums of an earlier export by name; empty when there is none."""
    if not path.is_file():
        return {}
    lines = (line.partition("  ") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, _, name in lines}


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
