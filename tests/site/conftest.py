from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_archive import Client, publish

from pipeline.export.archive import pack_export
from pipeline.site.app import make_datasette


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """Two seconds for an answer are a promise of a machine that does little else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.site.SLOWEST", 30.0)
        yield


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = publish(tmp_path_factory.mktemp("site"))
    pack_export(made, parquet=False)
    return made


@pytest.fixture(scope="session")
def site(snapshot: Path, runner: asyncio.Runner) -> Client:
    return Client(make_datasette(snapshot, public=False), runner)
