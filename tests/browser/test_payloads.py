"""Does anything that minutes can say run as a script in a browser?"""

from __future__ import annotations

import re
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn
from playwright.sync_api import Browser, Error
from poison import PAYLOADS, poison

from pipeline.site import ROUTES
from pipeline.site.app import Site
from pipeline.site.metadata import LOOKUPS
from pipeline.site.queries import named_queries

PAGES = [
    "/", "/om", "/spoergsmaal", "/privatliv", "/diagrammer", "/kvalitet", "/data", "/referater",
    "/beslutninger.atom", "/soeg.atom?q=plan", "/soeg?q=plan", "/soeg?q=script", "/soeg.json?q=plan",
    "/referater/decisions?_search=script",
]  # fmt: skip
OF_ROWS = (
    ("moede", "meetings"), ("punkt", "agenda_items"), ("beslutning", "decisions"), ("organ", "bodies"),
    ("person", "persons"), ("sag", "cases"), ("vis", "decisions"), ("vis", "agenda_items"), ("vis", "attendances"),
)  # fmt: skip
"""The pages of one row each, three rows of every kind."""
SENT = (r"\.png$", r"\.zip$", r"\.csv$", r"csv)$")
"""What a browser draws as an image or saves: nothing that could run."""
REFLECTED = ("/soeg?q={}", "/soeg.atom?q={}", "/referater/decisions?_search={}", "/{}", "/soeg?organ={}")


@pytest.fixture(scope="module")
def poisoned(databases: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """A site whose every text field holds payloads, and the addresses to look at."""
    path = tmp_path_factory.mktemp("poisoned") / "referater.db"
    path.write_bytes(databases[1].read_bytes())
    path.with_suffix(".pages").symlink_to(databases[1].with_suffix(".pages"))
    tables = poison(path)
    assert sum(map(len, tables.values())) > 100
    with closing(sqlite3.connect(path)) as db:
        rows = [
            f"/{route}/{key}"
            for route, table in OF_ROWS
            for (key,) in db.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 3")
        ]
        rows += [f"/side/{document}/{number}" for document, number in db.execute(
            "SELECT document_id, number FROM pages ORDER BY document_id LIMIT 3"
        )]  # fmt: skip
        rows += [f"/referater/decisions/{key}" for (key,) in db.execute("SELECT id FROM decisions LIMIT 3")]
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Site(path, public=False), lifespan="on", log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    lists = [f"/referater/{table}" for table in (*tables, "decisions_full", "attendance") if table not in LOOKUPS]
    questions = [f"/referater/{name}" for name in named_queries()]
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", [*PAGES, *rows, *lists, *questions]
    server.should_exit = True
    thread.join(timeout=30)


def test_no_payload_runs(browser: Browser, poisoned: tuple[str, list[str]]) -> None:
    """Nor is one kept from it by the content policy alone: none comes as markup at all."""
    address, pages = poisoned
    assert len(PAYLOADS) >= 50
    for pattern, _ in ROUTES:
        visited = any(re.match(pattern, page.partition("?")[0]) for page in pages)
        assert visited or pattern.endswith(SENT), pattern
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    dialogs: list[str] = []
    refused: list[tuple[str, str]] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: "ontent Security Policy" in said.text and refused.append((page.url, said.text)))
    ran, failed = [], []
    reflected = [
        pattern.format(quote(one, safe=""))
        for place, pattern in enumerate(REFLECTED)
        for one in PAYLOADS[:: 1 if place == 0 else 6]
    ]
    for path in [*pages, *reflected]:
        try:
            answer = page.goto(address + path)
        except Error as error:  # a file that the browser saves
            assert "Download is starting" in str(error) and ".atom" in path, (path, error)
            continue
        assert answer is not None
        if answer.status >= 500 or (path in pages and answer.status != 200):
            failed.append((path, answer.status))
        if page.title() == "hacked":
            ran.append(path)
    context.close()
    assert failed == []
    assert ran == []
    assert dialogs == []
    assert refused == []
