"""Does anything that minutes can say run as a script in a browser?"""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn
from playwright.sync_api import Browser

from pipeline.site.app import Site

PAYLOADS = [
    line.replace("\\x00", "\x00").replace("\\u2028", "\u2028")
    for line in Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines()
]
"""Markup that would set the page's title, were it run."""
COLUMNS = {
    "meetings": ("title", "location"), "agenda_items": ("title", "case_number", "presenter"),
    "organisations": ("name",),
    "sections": ("heading", "text"), "decisions": ("title", "text", "responsible"), "bodies": ("name",),
    "recommendations": ("text",), "attendances": ("name", "title", "party"), "documents": ("filename",),
    "attachments": ("name",), "table_cells": ("text",), "issues": ("message",), "pages": ("text",),
}  # fmt: skip


@pytest.fixture(scope="module")
def poisoned(databases: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """A site whose every text field holds payloads, and the addresses to look at."""
    path = tmp_path_factory.mktemp("poisoned") / "referater.db"
    path.write_bytes(databases[1].read_bytes())
    db = sqlite3.connect(path)
    for table, columns in COLUMNS.items():
        for place, (row,) in enumerate(db.execute(f"SELECT rowid FROM {table}").fetchall()):
            values = [PAYLOADS[(place + n) % len(PAYLOADS)] for n in range(len(columns))]
            db.execute(f"UPDATE {table} SET {', '.join(f'{c} = ?' for c in columns)} WHERE rowid = ?", (*values, row))
    db.commit()
    ids = {
        route: [key for (key,) in db.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 3")]
        for route, table in (("moede", "meetings"), ("punkt", "agenda_items"), ("beslutning", "decisions"))
    }
    (body,) = db.execute("SELECT id FROM bodies").fetchone()
    db.close()
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Site(path, public=False), lifespan="on", log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    pages = ["/", "/om", "/soeg?q=script", "/privatliv", "/diagrammer", "/kvalitet", "/referater", f"/organ/{body}"]
    pages += [f"/{route}/{key}" for route, keys in ids.items() for key in keys]
    pages += [f"/vis/{key}" for key in ids["beslutning"][:3]]
    pages += [f"/referater/{table}" for table in COLUMNS]
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", pages
    server.should_exit = True
    thread.join(timeout=30)


def test_no_payload_runs(browser: Browser, poisoned: tuple[str, list[str]]) -> None:
    address, pages = poisoned
    assert len(PAYLOADS) >= 50
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    ran = []
    reflected = [f"/soeg?q={quote(one)}" for one in PAYLOADS] + [f"/{quote(one, safe='')}" for one in PAYLOADS[:10]]
    reflected += [f"/referater/decisions?_search={quote(one)}" for one in PAYLOADS[:10]]
    for path in [*pages, *reflected]:
        answer = page.goto(address + path)
        assert answer is not None and answer.status < 500, path
        if page.title() == "hacked":
            ran.append(path)
    context.close()
    assert ran == []
    assert dialogs == []
