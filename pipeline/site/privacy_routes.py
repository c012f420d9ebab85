"""/privatliv: what the archive holds back, told as counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.site.opening import open_archive, render

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.app import Datasette
    from datasette.database import Database

TABLES = ("withheld", "policy", "documents", "quarantine")
KINDS = {
    "cpr": ("CPR-nummer", "CPR-numre"),
    "email": ("mailadresse", "mailadresser"),
    "phone": ("telefonnummer", "telefonnumre"),
    "account": ("kontonummer", "kontonumre"),
    "address": ("privatadresse", "privatadresser"),
    "closed_items": ("lukket punkt", "lukkede punkter"),
    "closed_titles": ("overskrift på et lukket punkt", "overskrifter på lukkede punkter"),
    "hidden_text": ("skjult tegn", "skjulte tegn"),
    "bad_redactions": ("side med mangelfuld overstregning", "sider med mangelfuld overstregning"),
    "unchecked": ("dokument, der ikke kunne undersøges", "dokumenter, der ikke kunne undersøges"),
}
"""Each kind in Danish, one and several."""
MOST = 500  # documents listed


async def privacy_page(datasette: Datasette, request: Request) -> Response:
    database = await open_archive(datasette, request, TABLES)
    totals, documents, listed = await _counts(database)
    chosen = {key: json.loads(value) for key, value in await database.execute("SELECT setting, chosen FROM policy")}
    return await render(
        datasette, request, "privatliv.html", totals=totals, documents=documents, listed=listed, chosen=chosen,
        kinds=KINDS, most=MOST, archive=database.name, here="om",
    )  # fmt: skip


async def _counts(database: Database) -> tuple[dict[str, int], list[tuple[str, str, list[tuple[str, int]]]], int]:
    """The counts of each kind; the documents with theirs, the first `MOST`; and how many documents there are."""
    sums = await database.execute("SELECT kind, sum(number) FROM withheld GROUP BY kind")
    found = {row[0]: row[1] for row in sums}
    unchecked = await database.execute("SELECT count(*) FROM quarantine WHERE reason = 'unchecked'")
    found["unchecked"] = unchecked.single_value()
    totals = {kind: found[kind] for kind in KINDS if found.get(kind)}
    rows: dict[str, Any] = {}
    for document, name, kind, number in await database.execute(
        """SELECT document_id, filename, withheld.kind, sum(number)
        FROM withheld JOIN documents ON documents.id = document_id
        WHERE document_id IN (SELECT DISTINCT document_id FROM withheld ORDER BY document_id LIMIT :most)
        GROUP BY document_id, withheld.kind ORDER BY filename, document_id""",
        {"most": MOST},
    ):
        rows.setdefault(document, (document, name, []))[2].append((kind, number))
    listed = await database.execute("SELECT count(DISTINCT document_id) FROM withheld")
    return totals, list(rows.values()), listed.single_value()


ROUTES = [(r"^/privatliv$", privacy_page)]
