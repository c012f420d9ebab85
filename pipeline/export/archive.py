"""The whole export as one .zip beside the snapshot, which the site offers to researchers."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from pipeline.export import Exported, export_snapshot
from pipeline.store.database import storage_errors

MADE = (1980, 1, 1, 0, 0, 0)
"""What the archive says of when its files were made: always the same, as they are."""


def package_path(snapshot: Path) -> Path:
    """Where the package of a snapshot lies: `referater.package.zip` beside `referater.db`."""
    return snapshot.with_suffix(".package.zip")


def _unfinished(snapshot: Path) -> Path:
    package = package_path(snapshot)
    return package.with_name(f"{package.name}.new")


def remove_package(snapshot: Path) -> None:
    """Remove the package of an older snapshot, and what a kill left of one."""
    with storage_errors(snapshot):
        package_path(snapshot).unlink(missing_ok=True)
        _unfinished(snapshot).unlink(missing_ok=True)
        for left in snapshot.parent.glob(f".{snapshot.stem}-package-*"):
            shutil.rmtree(left)


def pack_export(snapshot: Path, *, parquet: bool | None = None) -> Exported:
    """Export `snapshot` into its package, which takes the old one's place whole.

    The package gets the snapshot's time of change: the site offers it for as long as the two agree, so that what a
    later snapshot holds back never lives on in an older package. Raises StorageError as `export_snapshot`.
    """
    package = package_path(snapshot)
    new = _unfinished(snapshot)
    stamp = snapshot.stat()
    remove_package(snapshot)
    with storage_errors(package):
        with tempfile.TemporaryDirectory(dir=package.parent, prefix=f".{snapshot.stem}-package-") as folder:
            exported = export_snapshot(snapshot, Path(folder), parquet=parquet)
            try:
                _zip(Path(folder), new)
                os.utime(new, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
                new.chmod(0o644)
                os.replace(new, package)
            finally:
                new.unlink(missing_ok=True)
    return exported


def _zip(folder: Path, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            name = file.relative_to(folder).as_posix()
            kept = file.suffix in (".xlsx", ".parquet")  # compressed already
            about = zipfile.ZipInfo(f"referater/{name}", MADE)
            about.compress_type = zipfile.ZIP_STORED if kept else zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            with file.open("rb") as source, packed.open(about, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
