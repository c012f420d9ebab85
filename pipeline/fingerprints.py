"""Which code reads the documents: letters that change with it, so that what is kept is used by the same code only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version as version_of
from importlib.resources import files
from importlib.resources.abc import Traversable

from pipeline.rules import FIGURES, data_files, data_folder

EXTRACTOR = ("extract", "page.py", "errors.py")
LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six", "pikepdf")
AFTERWARDS = frozenset({"link", "score", "site", "store", "worker"})  # folders of what does not read documents


@cache
def extractor_fingerprint() -> str:
    """Eight letters for what makes pages of a PDF."""
    folder = files("pipeline")
    return letters_of([folder / name for name in EXTRACTOR], map(version_of, LIBRARIES))


@cache
def parser_fingerprint() -> str:
    """Eight letters for all code that reads documents; the rules have their own (`rules_fingerprint`)."""
    parts = [part for part in files("pipeline").iterdir() if part.name not in AFTERWARDS]
    return letters_of(sorted(parts, key=lambda part: part.name), map(version_of, (*LIBRARIES, "spacy")))


@cache
def linking_fingerprint() -> str:
    """Eight letters for what links documents: its code, and the data beside the rules of reading."""
    whole = hashlib.sha256(letters_of([files("pipeline") / "link"], ()).encode())
    for path in sorted(data_folder().iterdir(), key=lambda path: path.name):
        if path.is_file() and path.name not in FIGURES:
            whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:8]


def letters_of(parts: Iterable[Traversable], versions: Iterable[str]) -> str:
    whole = hashlib.sha256("\0".join(versions).encode())
    for part in parts:
        for path in data_files(part) if part.is_dir() else [part]:
            if path.name.endswith(".py"):
                whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:8]
