"""What several test files need: small PDFs made on the spot."""

from __future__ import annotations

from pathlib import Path

import fpdf
import pytest

from pipeline.cli import run

FIRST, LAST = ("test_worker",), ("site", "test_serve", "test_cluster")
RAW = Path(__file__).parents[1] / "data" / "raw"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Readers first, while this process is small and has one thread; what leaves threads (Datasette, dask) last.

    A process with threads is not forked, and a reader that must start anew takes a second or two.
    """

    def turn(item: pytest.Item) -> int:
        named = {*item.path.parent.parts[-1:], item.path.stem}
        return 0 if named.intersection(FIRST) else 2 if named.intersection(LAST) else 1

    items.sort(key=turn)


@pytest.fixture(scope="session")
def one_page_pdf() -> bytes:
    """A PDF of one page with one line of text."""
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(text="Referat")
    return bytes(pdf.output())


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample minutes in a working database, and its snapshot."""
    folder = tmp_path_factory.mktemp("db")
    working, snapshot = folder / "working.db", folder / "referater.db"
    assert run(["ingest", str(RAW), "--db", str(working), "--workers", "1"]) == 0
    assert run(["publish", "--db", str(working), "--out", str(snapshot)]) == 0
    return working, snapshot
