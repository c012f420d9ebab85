"""Datasette does not guard a plugin's pages: each must ask."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from small_archive import COUNCIL, COUNCIL_DOCUMENT, Client

from pipeline.site import ROUTES

PAGES = [
    "/",
    f"/moede/{COUNCIL}",
    f"/punkt/{COUNCIL}-p1",
    "/soeg?q=plan",
    "/soeg.csv?q=plan",
    "/soeg.json?q=plan",
    "/om",
]
PAGES += [f"/vis/{COUNCIL}-p1-b1", f"/side/{COUNCIL_DOCUMENT}/2", f"/side/{COUNCIL_DOCUMENT}/1.png"]

PAGES += ["/diagrammer", "/kvalitet", "/data", "/data/referater.zip", "/beslutninger.atom"]
PAGES += ["/soeg.atom?q=plan"]
PAGES += ["/privatliv", "/spoergsmaal", "/referater/decisions.csv?_stream=on"]


PAGES += [f"/beslutning/{COUNCIL}-p1-b1", "/organ/proeveby-kommune-byraadet"]
LINKED = ["/person/nogen", "/sag/en-sag", f"/udsnit/{COUNCIL}-p1-b1.png"]
"""What a snapshot may lack: there all that can be told is that nothing is there."""


def guarded(snapshot: Path, runner: asyncio.Runner, metadata: dict[str, Any]) -> Client:
    return Client(Datasette([], immutables=[str(snapshot)], metadata=metadata), runner)


def test_every_route_is_tried_here() -> None:
    for pattern, _ in ROUTES:
        assert any(re.match(pattern, page.partition("?")[0]) for page in PAGES + LINKED), pattern


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "metadata",
    [{"allow": {"id": "analytiker"}}, {"databases": {"referater": {"allow": {"id": "analytiker"}}}}],
    ids=["instance", "database"],
)
def test_a_private_archive_is_private_on_every_page(
    snapshot: Path, runner: asyncio.Runner, metadata: dict[str, Any], address: str
) -> None:
    client = guarded(snapshot, runner, metadata)
    refused = client.get(address)
    assert refused.status_code == 403
    assert "Ingen adgang" in refused.text
    assert "cykelsti" not in refused.text
    assert client.get(address, actor="analytiker").status_code == 200


@pytest.mark.parametrize("address", [page for page in PAGES if page not in ("/om", "/privatliv", "/spoergsmaal")])
def test_a_private_table_closes_the_pages_that_show_it(snapshot: Path, runner: asyncio.Runner, address: str) -> None:
    tables = {"decisions": {"allow": {"id": "analytiker"}}}
    client = guarded(snapshot, runner, {"databases": {"referater": {"tables": tables}}})
    assert client.get(address).status_code == 403
    assert client.get(address, actor="analytiker").status_code == 200
