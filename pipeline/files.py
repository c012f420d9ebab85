"""One file of a folder: what its folder says of it, and its bytes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pipeline.answers import is_kept
from pipeline.errors import DocumentError, NotAPdf
from pipeline.store.places import Stamp

LARGEST = 512 << 20  # bytes of a file


def stamp_of(path: Path) -> Stamp:
    """What the folder says of a file. Raises DocumentError when it is no file or cannot be seen."""
    try:
        about = path.stat()
    except OSError as error:
        raise DocumentError(f"The file cannot be opened: {error.strerror}.", stage="open") from error
    return checked(about)


def checked(about: os.stat_result) -> Stamp:
    if not stat.S_ISREG(about.st_mode):
        raise DocumentError("Not an ordinary file.", stage="open")
    if about.st_size > LARGEST:
        raise DocumentError(f"The file has {about.st_size >> 20} MB; the limit is {LARGEST >> 20} MB.", stage="open")
    return Stamp.of(about)


def read_file(path: Path) -> tuple[bytes, Stamp]:
    """The bytes of a file, and what was said of it meanwhile.

    Raises DocumentError when it is no file, too large, may not be read, changes while it is read,
    or is no PDF on purpose.
    """
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:  # a pipe must not block
            before = checked(os.fstat(file.fileno()))
            data = file.read(before.size)
            after = Stamp.of(os.fstat(file.fileno()))
    except OSError as error:
        raise DocumentError(f"The file cannot be opened: {error.strerror}.", stage="open") from error
    if after != before or len(data) != before.size:
        raise DocumentError("The file changed while it was read.", stage="open")
    if is_kept(data):  # what the run hands its readers of its own must not lie in a folder
        raise NotAPdf("No PDF header in the file.", stage="open")
    return data, before
