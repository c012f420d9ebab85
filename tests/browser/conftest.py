"""The site with the sample minutes in a real Chromium. `REFERAT_BROWSER=1` runs these; they need Playwright's package
and a Chromium on the path, not Playwright's own browsers."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

if os.environ.get("REFERAT_BROWSER"):
    import uvicorn
    from playwright.sync_api import Browser, Page, sync_playwright

    from pipeline.cli import run
    from pipeline.site.app import Site
    from tests.archive.draw import draw_archive
else:
    collect_ignore_glob = ["test_*.py"]

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
RAW = Path(__file__).parents[2] / "data" / "raw"
YEARS = (2022,)
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample minutes and two years of the invented archive, whose cases, persons and organs are linked."""
    folder = tmp_path_factory.mktemp("browser")
    draw_archive(folder / "archive")
    (folder / "pdf").mkdir()
    drawn = [path for year in YEARS for path in (folder / "archive").glob(f"*-{year}-*.pdf")]
    for path in (*RAW.glob("*.pdf"), RAW / "sources.csv", *drawn):
        shutil.copy(path, folder / "pdf")
    working, snapshot = folder / "working.db", folder / "referater.db"
    assert run(["ingest", str(folder / "pdf"), "--db", str(working), "--workers", "1"]) == 0
    assert run(["publish", "--db", str(working), "--out", str(snapshot)]) == 0
    hide_page(snapshot)
    return working, snapshot


def hide_page(snapshot: Path) -> None:
    """Take away the image of one drawn page, as a scan has none."""
    times = snapshot.stat()
    with closing(sqlite3.connect(snapshot)) as db:
        db.execute(
            """UPDATE pages SET image = NULL WHERE rowid = (SELECT max(pages.rowid) FROM pages
            JOIN documents ON documents.id = pages.document_id WHERE NOT documents.sample)"""
        )
        db.commit()
    os.utime(snapshot, ns=(times.st_atime_ns, times.st_mtime_ns))  # it still goes with its package


@pytest.fixture(scope="session")
def address(databases: tuple[Path, Path]) -> Iterator[str]:
    """Where the site runs, without a slash at the end."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Site(databases[1], public=True), lifespan="on", log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "no Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page on a desktop and on a phone; anything on the console or from elsewhere fails the test."""
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="da-DK", base_url=address, accept_downloads=True
    )
    page = context.new_page()
    console: list[str] = []
    requested: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    page.on("request", lambda sent: requested.append(sent.url))
    yield page
    context.close()
    refusals = ("404 (Not Found)", "400 (Bad Request)")  # Chromium itself tells of the pages that say no
    assert not [said for said in console if not any(refusal in said for refusal in refusals)]
    assert not [url for url in requested if not url.startswith(address)]
