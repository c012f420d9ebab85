"""What the site finds out about a snapshot before anyone asks: all of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pipeline.site.answering import nobody_waits
from pipeline.site.metadata import SHOWN

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette

MANY = 100_000
"""Rows with one value of a facet, whose other facets are counted ahead: a reader would wait a second for them."""


async def count_ahead(datasette: Datasette) -> None:
    """Find what is newest, count whole tables and the values of their facets, while nobody waits."""
    nobody_waits.set(True)
    database = datasette.get_database()
    name, views = database.name, set(await database.view_names())
    for page in ("/beslutninger.atom", "/soeg", f"/{name}/decisions?_size=1"):
        await datasette.client.get(page)  # the first of a kind compiles its template
    for table in (table for table, shown in SHOWN.items() if shown.get("facets")):
        address = f"/{name}/{table}.json?_size=1"
        answer = await datasette.client.get(address)
        if answer.status_code != 200 or table in views:  # it is not in this snapshot, or each takes ten times as long
            continue
        for facet in answer.json()["facet_results"].values():
            for value in facet["results"]:
                if value["count"] >= MANY:
                    await datasette.client.get(f"{address}&{urlencode({facet['name']: value['value']})}")
