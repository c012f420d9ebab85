"""Take the pictures of docs/img: `python docs/screenshots.py`, with Playwright's package and a Chromium on the path.

The site that is shown has the sample minutes and the linked archive of the snapshot named, data/db/referater.db by
default; it runs only while the pictures are taken.
"""

from __future__ import annotations

import io
import shutil
import socket
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import sync_playwright

from pipeline.site.app import Site

IMAGES = Path(__file__).parent / "img"
SIZES = {"": (1280, 900), "-telefon": (390, 844)}
PHONE = {"forside", "soegning", "sted", "beslutning", "organ", "spoergsmaal"}
SEEN = (
    "JOIN pages ON pages.document_id = decisions.document_id AND pages.number = decisions.page WHERE image IS NOT NULL"
)
PAGES = {
    "forside": "SELECT '/'",
    "soegning": "SELECT '/soeg?q=forslag'",
    "moede": "SELECT '/moede/' || meeting_id FROM decisions GROUP BY meeting_id ORDER BY count(*) DESC LIMIT 1",
    "punkt": "SELECT '/punkt/' || agenda_item_id FROM standpoints ORDER BY id LIMIT 1",
    "beslutning": f"SELECT '/beslutning/' || decisions.id FROM decisions JOIN votes USING (agenda_item_id) {SEEN}"
    " ORDER BY votes_for DESC, decisions.id LIMIT 1",
    "sted": f"SELECT '/vis/' || decisions.id || '#maerke' FROM decisions {SEEN} AND outcome = 'rejected'"
    " ORDER BY decisions.id LIMIT 1",
    "organ": "SELECT '/organ/' || body_id FROM meetings GROUP BY body_id ORDER BY count(*) DESC LIMIT 1",
    "person": "SELECT '/person/' || person_id FROM attendance_persons GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    "spoergsmaal": "SELECT '/spoergsmaal'",
    "diagrammer": "SELECT '/diagrammer'",
    "kvalitet": "SELECT '/kvalitet'",
    "data": "SELECT '/data'",
    "privatliv": "SELECT '/privatliv'",
    "sag": "SELECT '/sag/' || id FROM cases ORDER BY items DESC, id LIMIT 1",
}
"""What is shown, by the picture's name: SQL for its address. A page that the snapshot has not is left out."""


def main(snapshot: Path) -> None:
    with closing(sqlite3.connect(snapshot)) as db:
        addresses = {name: row[0] for name, sql in PAGES.items() if (row := db.execute(sql).fetchone())}
    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(Site(snapshot, public=True), lifespan="on", log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for ending, (width, height) in SIZES.items():
            page = browser.new_context(viewport={"width": width, "height": height}, locale="da-DK").new_page()
            for name, address in addresses.items():
                if ending and name not in PHONE:
                    continue
                page.goto(base + address, wait_until="networkidle")
                picture = Image.open(io.BytesIO(page.screenshot()))
                picture.convert("RGB").quantize(64).save(IMAGES / f"{name}{ending}.png", optimize=True)
                print(IMAGES / f"{name}{ending}.png", address)
        browser.close()
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("data/db/referater.db"))
