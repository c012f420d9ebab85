"""`referat publish`: the masked snapshot, then the images of its pages in a folder and a package of its data beside it.

The images are rendered in children with limits, as documents are read: a page that hangs or crashes has no image. What
is there already is kept, and what the new snapshot does not show is removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.export.archive import pack_export, remove_package
from pipeline.extract.inspect import CHECKER
from pipeline.policy import Policy
from pipeline.render import render_pages
from pipeline.store.database import open_database, storage_errors
from pipeline.store.page_images import PageImage
from pipeline.store.publications import Publication, note_publication, publications
from pipeline.store.snapshot import Published, publish_snapshot
from pipeline.store.unseen import Eyes
from pipeline.vetting import printed_lines, relink, reread_documents, vet_documents
from pipeline.worker import Task, read_isolated

PAGES_A_TASK = 40
LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Rendered:
    """How many images of pages were made now, were there before, and could not be made."""

    made: int = 0
    kept: int = 0
    missing: int = 0


def publish(
    db_path: Path,
    out_path: Path,
    *,
    samples: bool = True,
    images: bool = True,
    package: bool = False,
    policy: Policy | None = None,
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda done, pages: None,
) -> tuple[Published, Rendered]:
    """Publish the working database at `db_path` as `out_path`, and the images of its pages and a package beside it.

    What lies beside it of an older snapshot goes first, as it may tell what this one holds back.
    `progress` is told how many of how many pages have been seen to. Raises StorageError, see `publish_snapshot`.
    """
    if db_path.exists():  # else the snapshot says what to do
        vet_documents(db_path, workers=workers, progress=progress)
    made = Publication(out_path, samples, images, package, policy or Policy())
    # Noted before the file is there: one that nobody knows of would keep what is forgotten later.
    note = partial(note_publication, db_path, made)
    published = publish_snapshot(db_path, out_path, samples=samples, policy=policy, eyes=eyes(workers), when_whole=note)
    remove_package(out_path)
    rendered = render_images(published.images if images else (), image_folder(out_path), workers, progress)
    if package:
        pack_export(out_path)
    return published, rendered


def republish(db_path: Path, *, workers: int = 1) -> list[Path]:
    """Publish the working database anew wherever it was published, with the choices of then. Raises StorageError."""
    with closing(open_database(db_path)) as db:
        made = list(publications(db))
    for one in made:
        publish(
            db_path, one.path, samples=one.samples, images=one.images, package=one.package, policy=one.policy,
            workers=workers,
        )  # fmt: skip
    return [one.path for one in made]


def eyes(workers: int) -> Eyes:
    """How this program looks at PDFs, in so many children."""
    reread = partial(reread_documents, printed_only=True, workers=workers)
    return Eyes(CHECKER, reread, relink, partial(printed_lines, workers=workers))


def image_folder(snapshot: Path) -> Path:
    """Where the images of a snapshot's pages lie: `referater.pages` beside `referater.db`."""
    return snapshot.with_suffix(".pages")


def render_images(
    images: Sequence[PageImage], folder: Path, workers: int, progress: Callable[[int, int], None]
) -> Rendered:
    """Make the images that are not in `folder` yet, as `ab/abcd....png`, and remove all others from it."""
    if not images and not folder.exists():
        return Rendered()
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = {image.name for image in images}
        there = {path.stem: path for path in folder.glob("??/*.png")}
        for name, path in there.items():
            if name not in wanted:
                path.unlink()
        new = [image for image in images if image.name not in there]
        made = done = 0
        kept = len(images) - len(new)
        progress(kept, len(images))
        for part, answer in read_isolated(render_task, tasks_of(new), workers=workers):
            done += len(part)
            if not isinstance(answer, DocumentError):
                for image, file in zip(part, parted(answer), strict=True):
                    if file:
                        write_image(folder, image.name, file)
                        made += 1
            progress(kept + done, len(images))
    return Rendered(made, kept, len(new) - made)


def tasks_of(images: Sequence[PageImage]) -> Iterator[Task[tuple[PageImage, ...]]]:
    """The PDFs with some of their pages each; a file that is gone or has changed since it was read is passed over."""
    for (path, sha256), group in groupby(images, key=lambda image: (image.path, image.sha256)):
        try:
            data = Path(path).read_bytes()
        except OSError:
            continue
        if hashlib.sha256(data).hexdigest() != sha256:
            continue
        pages = list(group)
        for start in range(0, len(pages), PAGES_A_TASK):
            part = tuple(pages[start : start + PAGES_A_TASK])
            order = json.dumps([(image.page, image.cover) for image in part]).encode()
            yield Task(part, "", LENGTH.pack(len(order)) + order + data)


def render_task(task: bytes, _: str) -> bytes:
    """In the child: the images that a task orders, each after its length."""
    (length,) = LENGTH.unpack_from(task)
    start = LENGTH.size + length
    files = render_pages(task[start:], json.loads(task[LENGTH.size : start]))
    return b"".join(LENGTH.pack(len(file)) + file for file in files)


def parted(answer: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(answer):
        (length,) = LENGTH.unpack_from(answer, place)
        place += LENGTH.size + length
        yield answer[place - length : place]


def write_image(folder: Path, name: str, file: bytes) -> None:
    """Whole or not at all."""
    place = folder / name[:2] / f"{name}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_suffix(".new")
    new.write_bytes(file)
    os.replace(new, place)
