"""Are pages light, and do they stand still while they load?"""

from __future__ import annotations

from pathlib import Path

from kinds import OTHER, READING, addresses
from playwright.sync_api import Page

MOST = 100_000
"""Bytes that Chromium receives for a page with all that it loads, with nothing kept from before."""
SHIFT = """() => new Promise(done => { let sum = 0;
    new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; })
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 300); })"""


def test_every_kind_of_page_is_light_and_stands_still(page: Page, databases: tuple[Path, Path]) -> None:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wrong = {}
    for kind, address in addresses(databases[1], READING | OTHER).items():
        sizes.clear()
        page.goto(address, wait_until="networkidle")
        moved = page.evaluate(SHIFT)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        print(f"{kind:28}{round(sum(sizes)):8} bytes, layout shift {moved:.4f}, {address}")
        assert sizes
        if sum(sizes) >= MOST or (moved and kind in READING) or moved > 0.05 or wide > 0:
            wrong[kind] = (sum(sizes), moved, wide)
    assert not wrong
